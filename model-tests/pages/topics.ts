/** What other routers do about what comes up in the life of a registration and a call; see routers.ts. */
import { type Facts, factsOf, WITHOUT_REROUTING, type WrittenFacts } from '../../src/tools/consult/facts.ts';

export interface Topic {
  /** Stable: pages link to it. */
  readonly id: string;
  readonly title: string;
  readonly facts: WrittenFacts;
}

const TOPICS: readonly Topic[] = [
  {
    id: 'unknown-policy',
    title: 'A REGISTER asks for a policy that does not exist',
    facts: {
      Crossbar: 'closes the connection with WebSocket code 1002, without a WAMP message',
      Nexus:
        'run: not refused when it is registered; there is an input here that ends its process, for its maintainers to hear first; anything but a string is `single`',
      Bondy: 'ABORT `wamp.error.protocol_violation`',
      'fox-wamp': 'run: ignores it, as it does every policy',
      'battler-wamp': 'takes it for `single`',
      wamp2spring: 'takes a string for `single`; anything else fails in an exception',
      WampSharp: 'ERROR `wamp.error.invalid_options`',
      'wampproto-go':
        'keeps any string as the policy, and then asks the first callee; anything but a string is `single`',
      cppwamp: 'ignores it, as it does every policy',
    },
  },
  {
    id: 'registration-id',
    title: 'Do all callees of a procedure get the same registration id?',
    facts: {
      Crossbar: 'yes, drawn at random',
      Nexus: 'yes, counted',
      Bondy: 'no, each has its own',
      'fox-wamp': 'run: no, each has its own, sent as a string',
      'battler-wamp': 'no, each has its own',
      wamp2spring: 'yes',
      WampSharp: 'yes',
      'wampproto-go': 'yes',
      cppwamp: 'there is one callee at most',
    },
  },
  {
    id: 'selection',
    title: 'Whom `first`, `last` and `random` pick',
    facts: {
      Crossbar: 'head, tail, any',
      Nexus: 'head, tail, any',
      Bondy: 'the head for all three: `last` and `random` come to the same branch as `first`',
      'fox-wamp': 'always the first callee that has room',
      'battler-wamp': 'the first, the last, any of those that this call has not asked yet',
      wamp2spring: 'head, tail, any',
      WampSharp: 'head, tail, any',
      'wampproto-go': 'head, tail, any',
      cppwamp: 'has no shared registrations',
    },
  },
  {
    id: 'position-after-changes',
    title: 'Who is next under `roundrobin` after 1, 2, 3, 1, if 1 leaves, if 2 does, if 3 does',
    facts: {
      Crossbar: 'run: 2 3, 1 3, 1 2: in the last two cases 1 is called twice in a row',
      Nexus: 'run: 3 2, 3 1, 2 1: in the first case 2 is skipped',
      Bondy:
        '2 3, 3 1, 2 1: as in a list that is adjusted, unless the one called last leaves from the middle',
      'battler-wamp':
        '2 3, 1 3, 1 2 of its own order, in which 2 comes first: in the first case 2 is called twice in a row',
      wamp2spring: '3 2, 3 1, 2 1: in the first case 2 is skipped',
      WampSharp: '3 2, 3 1, 2 1: in the first case 2 is skipped',
    },
  },
  {
    id: 'refusal',
    title: 'A callee answers `wamp.error.unavailable`',
    facts: {
      Crossbar: 'goes to the caller as it is',
      Nexus: 'goes to the caller as it is',
      Bondy: 'goes to the caller as it is; `call_reroute` is in the settings, and off',
      'fox-wamp':
        'run: goes to the caller as `wamp.error.callee_failure`, with the original as argument and the rest lost',
      'battler-wamp': 're-routes; a send that fails counts as a refusal',
      wamp2spring:
        're-routes if it is gated in; a send that fails ends the call with `wamp.error.network_failure`',
      WampSharp: 'goes to the caller as it is',
      'wampproto-go': 'goes to the caller as it is',
      cppwamp: 'goes to the caller as it is',
    },
  },
  {
    id: 'rerouting',
    title: 'Whom a re-routed call is given to',
    facts: {
      ...WITHOUT_REROUTING,
      'battler-wamp':
        '`first`, `last`, `random`: first, last, any of those not asked yet; `roundrobin`: the next in turn, asked or not, which need not come to an end while other calls move the position',
      wamp2spring:
        '`roundrobin`: the next one after the refuser, asked ones skipped; `random`: any not asked yet; `first`: the next later one, `last`: the next earlier one, nobody if the refuser has left the list',
    },
  },
  {
    id: 'exhausted',
    title: 'All callees have refused',
    facts: {
      ...WITHOUT_REROUTING,
      'battler-wamp':
        '`wamp.error.no_available_callee` with a sentence; `wamp.error.no_such_procedure` if the procedure is gone meanwhile',
      wamp2spring:
        '`wamp.error.no_available_callee` without arguments; `wamp.error.no_such_procedure` if the procedure is gone meanwhile',
    },
  },
  {
    id: 'request-ids',
    title: 'The request id of a re-routed INVOCATION',
    facts: { 'battler-wamp': 'the same for every callee', wamp2spring: 'a new one for each try' },
  },
  {
    id: 'callee-loss',
    title: 'The callee is lost while it has a call',
    facts: {
      ...WITHOUT_REROUTING,
      Crossbar: 'run: `wamp.error.canceled`; once more for a call that was cancelled before',
      Nexus: 'run: `wamp.error.canceled`; no answer at all if the caller had sent CANCEL `kill`',
      Bondy: '`wamp.error.no_eligible_callee`',
      'fox-wamp': 'run: the caller never gets an answer',
      'battler-wamp': '`wamp.error.canceled`',
      wamp2spring: '`wamp.error.no_such_registration`',
      WampSharp: '`wamp.error.callee_unregistered`',
      'wampproto-go': 'the caller never gets an answer',
      cppwamp: '`wamp.error.canceled`',
    },
  },
  {
    id: 'unregister-in-flight',
    title: 'UNREGISTER while a call is with the callee',
    facts: {
      Crossbar: 'run: the call goes on',
      Nexus: 'run: the call goes on',
      Bondy: 'the call goes on',
      'fox-wamp': 'run: the call goes on, and the callee gets the next one of the queue, too',
      'battler-wamp': 'the call goes on',
      wamp2spring: 'the call ends with `wamp.error.no_such_registration`',
      WampSharp: 'the call ends with `wamp.error.callee_unregistered`',
      'wampproto-go': 'the call goes on',
      cppwamp: 'the call goes on',
    },
  },
  {
    id: 'caller-loss',
    title: 'The caller is lost while its call is with a callee',
    facts: {
      Crossbar: 'INTERRUPT `killnowait` if the callee announced `call_canceling`; a late answer is dropped',
      Nexus: 'no INTERRUPT, but for one on a later progressive YIELD',
      Bondy: 'no INTERRUPT',
      'fox-wamp': 'nothing',
      'battler-wamp': 'INTERRUPT for progressive results only',
      wamp2spring: 'INTERRUPT `killnowait` if the callee supports it',
      WampSharp: 'no INTERRUPT',
      'wampproto-go': 'no INTERRUPT',
      cppwamp: 'INTERRUPT `killnowait`',
    },
  },
  {
    id: 'foreign-answers',
    title: 'An answer to a call that is unknown, or is with another callee',
    facts: {
      Crossbar:
        'run: an unknown one is ignored; for a foreign YIELD the connection is closed; a foreign ERROR ends the call of somebody else',
      Nexus: 'ignored, since calls are kept by callee and id; ERROR about anything but an INVOCATION aborts',
      Bondy: 'ignored',
      'fox-wamp': 'run: an ERROR to the sender, with the error URI 103',
      'battler-wamp':
        'ignored; but the ids are those of the callers, so that two calls can have one id at a callee',
      wamp2spring: 'an unknown one is ignored; a foreign one is accepted',
      WampSharp:
        'an unknown one is ignored; after a foreign YIELD the caller gets no answer; a foreign ERROR is accepted',
      'wampproto-go': 'an unknown one is logged; whose call it is, is not looked at',
      cppwamp: 'ignored',
    },
  },
  {
    id: 'cancel',
    title: 'CANCEL: without a mode, and where it is odd',
    facts: {
      Crossbar:
        'run: `killnowait`; after `skip`, and where the callee cannot be interrupted, the caller gets no answer; `kill` always ends in `wamp.error.canceled`',
      Nexus:
        '`killnowait`; another mode is `wamp.error.invalid_argument`; after `kill` the answer of the callee goes on',
      Bondy: '`skip`; its ERROR names CANCEL as the request; `kill` and `killnowait` do not come to an end',
      'fox-wamp': 'CANCEL does nothing',
      'battler-wamp':
        '`skip`, also where the callee cannot be interrupted; after `kill` the answer of the callee goes on',
      wamp2spring: '`skip`; `kill` and `killnowait` only for callers that announced the feature',
      WampSharp: 'only sends INTERRUPT; the caller hears nothing at once',
      cppwamp: '`killnowait`, which may follow a `kill`',
    },
  },
  {
    id: 'refusal-after-cancel',
    title: '`wamp.error.unavailable` after CANCEL',
    facts: {
      Crossbar: 'swallowed; after `kill` the call ends with `wamp.error.canceled`',
      Nexus: 'goes to the caller as it is',
      'battler-wamp': '`wamp.error.canceled`, without a re-route',
      wamp2spring: 're-routes',
      WampSharp: 'goes to the caller as it is',
      'wampproto-go': 'goes to the caller as it is',
    },
  },
  {
    id: 'timeout',
    title: 'The timeout of a call is over',
    facts: {
      Crossbar:
        '`wamp.error.canceled`, only for callers that announced `call_canceling`; INTERRUPT `killnowait`',
      Nexus: '`wamp.error.timeout`; left to the callee if that announced `call_timeout` and asked for it',
      Bondy: '`wamp.error.timeout`, without INTERRUPT',
      'fox-wamp': 'has no timeouts',
      'battler-wamp': '`wamp.error.canceled`; the clock starts anew with each YIELD and each re-route',
      wamp2spring:
        '`wamp.error.timeout` and INTERRUPT, for callers that announced it; the clock starts anew with each re-route',
      WampSharp: 'has no timeouts',
      'wampproto-go': 'has no timeouts',
      cppwamp: '`wamp.error.canceled`',
    },
  },
  {
    id: 'foreign-unregister',
    title: 'UNREGISTER of a registration that is unknown, or of somebody else',
    facts: {
      Crossbar: '`wamp.error.no_such_registration` for both',
      Nexus: 'run: `wamp.error.no_such_registration`; UNREGISTERED, and an event that says so',
      Bondy: '`wamp.error.no_such_registration`; UNREGISTERED, without effect',
      'fox-wamp': '`wamp.error.no_such_registration` for both',
      'battler-wamp': '`wamp.error.no_such_registration` for both',
      wamp2spring: '`wamp.error.no_such_registration` for both',
      WampSharp: '`wamp.error.no_such_registration` for both',
      'wampproto-go': 'no answer to an unknown one, or the end of the program',
      cppwamp: '`wamp.error.no_such_registration` for both',
    },
  },
  {
    id: 'announcements',
    title: 'What the dealer announces of the features described here',
    facts: {
      Crossbar: '`shared_registration`, `call_canceling`, `progressive_call_results`',
      Nexus: '`shared_registration`, `call_canceling`, `call_timeout`, `progressive_call_results`',
      Bondy: '`shared_registration`, `call_canceling`, `call_timeout`',
      'fox-wamp': '`progressive_call_results`',
      'battler-wamp':
        '`shared_registration`, `call_canceling`, `call_timeout`, `progressive_call_results`; not `call_reroute`, though it re-routes',
      wamp2spring: '`shared_registration` and `call_reroute`, each of which can be switched off',
      WampSharp: '`shared_registration`, `call_canceling`, `progressive_call_results`',
      'wampproto-go': '`call_canceling`; not `shared_registration`',
    },
  },
  {
    id: 'enforcement',
    title: 'Does it matter what a client announces?',
    facts: {
      Crossbar: '`shared_registration` does not; `call_canceling` does',
      Nexus: '`shared_registration` does not; progressive calls without announcement abort the session',
      Bondy: 'a shared policy without `shared_registration` is refused with an ERROR',
      'fox-wamp': 'no',
      'battler-wamp': 'roles do, features do not',
      wamp2spring: '`call_reroute` of the callee does; a feature that is switched off is refused',
      WampSharp: 'no',
      'wampproto-go': 'no',
    },
  },
  {
    id: 'repeated-call-id',
    title: 'A CALL with the request id of a call in flight',
    facts: {
      Crossbar: 'run: both are invoked, and each YIELD becomes a RESULT; the second one ends in an exception',
      Nexus:
        'run: taken for the next part of a progressive call: the same callee is invoked again, with one RESULT',
      Bondy: 'not checked',
      'fox-wamp': 'not checked',
      'battler-wamp': 'takes the place of the first one',
      wamp2spring: 'ERROR `wamp.error.protocol_violation`',
      cppwamp: 'ABORT `wamp.error.protocol_violation`; the only one that checks that ids follow one another',
    },
  },
];

/** Something in which routers differ, whether the text leaves it open or not. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
}

/** What else they differ in, in the order in which it happens to a registration and a call. */
export const COMPARISONS: readonly Comparison[] = TOPICS.map(({ id, title, facts }) => ({
  id,
  title,
  facts: factsOf(facts),
}));
