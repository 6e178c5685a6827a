/** Behaviour of other routers during the life of a registration and a call; see routers.ts. */
import { type Facts, factsOf, WITHOUT_REROUTING, type WrittenFacts } from '../../src/tools/consult/facts.ts';

export interface Topic {
  /** Stable id: pages link to it. */
  readonly id: string;
  readonly title: string;
  readonly facts: WrittenFacts;
}

const TOPICS: readonly Topic[] = [
  {
    id: 'unknown-policy',
    title: 'REGISTER with an unknown policy',
    facts: {
      Crossbar: 'run: closes the connection with WebSocket code 1002, without a WAMP message',
      Nexus: 'run: accepts it',
      Bondy: 'ABORT `wamp.error.protocol_violation`',
      'fox-wamp': 'run: ignores it, like every policy',
      'battler-wamp': 'run: accepts it as `single`',
      wamp2spring: 'accepts a string as `single`; any other value throws an exception',
      WampSharp: 'ERROR `wamp.error.invalid_options`',
      'wampproto-go':
        'accepts any string, and then always invokes the first callee; any other value counts as `single`',
      cppwamp: 'ignores it, like every policy',
    },
  },
  {
    id: 'selection',
    title: 'Callee selected by `first`, `last` and `random`',
    facts: {
      Crossbar: 'run: the first, the last, any callee',
      Nexus: 'run: the first, the last, any callee',
      Bondy: 'always the first callee: `last` and `random` take the same branch as `first`',
      'fox-wamp': 'always the first callee with free capacity',
      'battler-wamp': 'run: the first, the last, any of the callees that this call has not asked yet',
      wamp2spring: 'the first, the last, any callee',
      WampSharp: 'the first, the last, any callee',
      'wampproto-go': 'the first, the last, any callee',
      cppwamp: 'has no shared registrations',
    },
  },
  {
    id: 'position-after-changes',
    title: 'Next two callees under `roundrobin` after 1, 2, 3, 1, if 1, 2 or 3 leaves',
    facts: {
      Crossbar: 'run: 2 3, 1 3, 1 2: in the last two cases 1 is invoked twice in a row',
      Nexus: 'run: 3 2, 3 1, 2 1: in the first case 2 is skipped',
      Bondy:
        '2 3, 3 1, 2 1: no callee is skipped or repeated, unless the callee invoked last leaves from the middle',
      'battler-wamp':
        '2 3, 1 3, 1 2, in its own order, which begins with 2: in the first case 2 is invoked twice in a row',
      wamp2spring: '3 2, 3 1, 2 1: in the first case 2 is skipped',
      WampSharp: '3 2, 3 1, 2 1: in the first case 2 is skipped',
    },
  },
  {
    id: 'refusal',
    title: '`wamp.error.unavailable` from a callee',
    facts: {
      Crossbar: 'forwarded unchanged',
      Nexus: 'forwarded unchanged',
      Bondy: 'forwarded unchanged; there is a setting `call_reroute`, which is off',
      'fox-wamp':
        'run: forwarded as `wamp.error.callee_failure`, with the original URI as the argument, and without details and keyword arguments',
      'battler-wamp': 'run: re-routes; a send that fails counts as a refusal',
      wamp2spring:
        're-routes if the feature is on and the callee announced it; a send that fails ends the call with `wamp.error.network_failure`',
      WampSharp: 'forwarded unchanged',
      'wampproto-go': 'forwarded unchanged',
      cppwamp: 'forwarded unchanged',
    },
  },
  {
    id: 'rerouting',
    title: 'Next callee of a re-routed call',
    facts: {
      ...WITHOUT_REROUTING,
      'battler-wamp':
        'run: `first`, `last`, `random`: the first, the last, any callee not asked yet; `roundrobin`: the next in turn, even one asked before, since other calls move the position',
      wamp2spring:
        '`roundrobin`: the next callee after the refusing one that was not asked yet; `random`: any callee not asked yet; `first`: the next later callee; `last`: the next earlier callee; none if the refusing callee has left the list',
    },
  },
  {
    id: 'exhausted',
    title: 'Refusal by all callees',
    facts: {
      ...WITHOUT_REROUTING,
      'battler-wamp':
        'run: `wamp.error.no_available_callee` with a sentence; `wamp.error.no_such_procedure` if the registration has ended',
      wamp2spring:
        '`wamp.error.no_available_callee` without arguments; `wamp.error.no_such_procedure` if the registration has ended',
    },
  },
  {
    id: 'request-ids',
    title: 'Request id of a re-routed INVOCATION',
    facts: {
      'battler-wamp': 'run: the next one of each callee; in 2c5fa1ee the same for every callee',
      wamp2spring: 'a new one for each callee',
    },
  },
  {
    id: 'callee-loss',
    title: 'Loss of the callee during a call',
    facts: {
      ...WITHOUT_REROUTING,
      Crossbar: 'run: `wamp.error.canceled`, also as a second answer to a call cancelled before',
      Nexus: 'run: `wamp.error.canceled`; no answer at all if the caller had sent CANCEL `kill`',
      Bondy: '`wamp.error.no_eligible_callee`',
      'fox-wamp': 'run: the caller never gets an answer',
      'battler-wamp': 'run: `wamp.error.canceled`; no answer if the callee calls itself at that time',
      wamp2spring: '`wamp.error.no_such_registration`',
      WampSharp: '`wamp.error.callee_unregistered`',
      'wampproto-go': 'run: the caller never gets an answer',
      cppwamp: '`wamp.error.canceled`',
    },
  },
  {
    id: 'unregister-in-flight',
    title: 'UNREGISTER during a call',
    facts: {
      Crossbar: 'run: the call continues',
      Nexus: 'run: the call continues',
      Bondy: 'the call continues',
      'fox-wamp': 'run: the call continues, and the callee also gets the next call of the queue',
      'battler-wamp': 'run: the call continues',
      wamp2spring: 'the call ends with `wamp.error.no_such_registration`',
      WampSharp: 'the call ends with `wamp.error.callee_unregistered`',
      'wampproto-go': 'run: the call continues, and the callee also gets later calls',
      cppwamp: 'the call continues',
    },
  },
  {
    id: 'caller-loss',
    title: 'Loss of the caller during a call',
    facts: {
      Crossbar:
        'run: INTERRUPT `killnowait` if the callee announced `call_canceling`; a late answer is discarded',
      Nexus: 'run: no INTERRUPT, except on a later progressive YIELD',
      Bondy: 'no INTERRUPT',
      'fox-wamp': 'run: no INTERRUPT',
      'battler-wamp': 'run: INTERRUPT for progressive results and calls with a timeout only, without a mode',
      wamp2spring: 'INTERRUPT `killnowait` if the callee supports it',
      WampSharp: 'no INTERRUPT',
      'wampproto-go': 'run: no INTERRUPT',
      cppwamp: 'INTERRUPT `killnowait`',
    },
  },
  {
    id: 'foreign-answers',
    title: 'Answer to an unknown INVOCATION, or to that of another callee',
    facts: {
      Crossbar:
        'run: unknown: ignored; foreign: a YIELD closes the connection of its sender, an ERROR ends the call of the other callee',
      Nexus:
        'run: ignored, since calls are stored by callee and id; an ERROR about any request but INVOCATION aborts the session',
      Bondy: 'ignored',
      'fox-wamp': 'run: an ERROR to the sender, with the URI `103`',
      'battler-wamp':
        'run: ignored; in 2c5fa1ee INVOCATION has the request id of the CALL, so that two calls can have the same id at a callee',
      wamp2spring: 'unknown: ignored; foreign: accepted',
      WampSharp: 'unknown: ignored; foreign: after a YIELD the caller gets no answer, an ERROR is accepted',
      'wampproto-go': 'run: unknown: logged; foreign: accepted',
      cppwamp: 'ignored',
    },
  },
  {
    id: 'cancel',
    title: 'CANCEL: default mode and deviations',
    facts: {
      Crossbar:
        'run: `killnowait`; after `skip`, or if the callee does not support INTERRUPT, the caller gets no answer; `kill` always ends with `wamp.error.canceled`',
      Nexus:
        'run: `killnowait`; an unknown mode gets `wamp.error.invalid_argument`; after `kill` the answer of the callee is forwarded, and a second CANCEL is ignored',
      Bondy: '`skip`, whose ERROR has the request type of CANCEL',
      'fox-wamp': 'run: ignores CANCEL',
      'battler-wamp':
        'run: `skip`, also if the callee does not support INTERRUPT; after `kill` the answer of the callee is forwarded; also ends the calls of the caller whose INVOCATIONs have the same request id at other callees; INTERRUPT has no mode',
      wamp2spring: '`skip`; `kill` and `killnowait` only for callers that announced the feature',
      WampSharp: 'only sends INTERRUPT; the caller gets no immediate ERROR',
      cppwamp: '`killnowait`; a `killnowait` after `kill` is accepted',
    },
  },
  {
    id: 'refusal-after-cancel',
    title: '`wamp.error.unavailable` after CANCEL',
    facts: {
      Crossbar: 'discarded; after `kill` the call ends with `wamp.error.canceled`',
      Nexus: 'forwarded unchanged',
      'battler-wamp': 'run: `wamp.error.canceled`, without a re-route',
      wamp2spring: 're-routes',
      WampSharp: 'forwarded unchanged',
      'wampproto-go': 'forwarded unchanged',
    },
  },
  {
    id: 'timeout',
    title: 'Expiry of a call timeout',
    facts: {
      Crossbar:
        '`wamp.error.canceled`, only for callers that announced `call_canceling`; INTERRUPT `killnowait`',
      Nexus:
        'run: `wamp.error.timeout`; progressive results do not restart the timeout, and CANCEL `kill` stops it; forwarded to a callee that announced `call_timeout` and asked for it',
      Bondy: '`wamp.error.timeout`, without INTERRUPT',
      'fox-wamp': 'has no timeouts',
      'battler-wamp': 'run: `wamp.error.canceled`; each YIELD and each re-route restarts the timeout',
      wamp2spring:
        '`wamp.error.timeout` and INTERRUPT, for callers that announced it; each re-route restarts the timeout',
      WampSharp: 'has no timeouts',
      'wampproto-go': 'has no timeouts',
      cppwamp: '`wamp.error.canceled`',
    },
  },
  {
    id: 'foreign-unregister',
    title: 'UNREGISTER of an unknown registration, or of that of another callee',
    facts: {
      Crossbar: 'run: `wamp.error.no_such_registration` for both',
      Nexus:
        'run: unknown: `wamp.error.no_such_registration`; foreign: UNREGISTERED, and a meta event about it',
      Bondy: 'unknown: `wamp.error.no_such_registration`; foreign: UNREGISTERED, without effect',
      'fox-wamp': 'run: `wamp.error.no_such_registration` for both',
      'battler-wamp': 'run: `wamp.error.no_such_registration` for both',
      wamp2spring: '`wamp.error.no_such_registration` for both',
      WampSharp: '`wamp.error.no_such_registration` for both',
      'wampproto-go': 'run: no answer for both',
      cppwamp: '`wamp.error.no_such_registration` for both',
    },
  },
  {
    id: 'force-reregister',
    title: 'REGISTER with `force_reregister` of a procedure that is taken',
    facts: {
      Crossbar:
        'for every client that may register: the callees lose the procedure, and each of them gets UNREGISTERED with the request id 0, also if it did not announce `registration_revocation`; the reason is `wamp.error.unregistered`; of several callees, only every second one gets it',
    },
  },
  {
    id: 'announcements',
    title: 'Features that the dealer announces, of those described here',
    facts: {
      Crossbar:
        'run: `shared_registration`, `call_canceling`, `progressive_call_results`, `registration_revocation`',
      Nexus: 'run: `shared_registration`, `call_canceling`, `call_timeout`, `progressive_call_results`',
      Bondy: '`shared_registration`, `call_canceling`, `call_timeout`',
      'fox-wamp': 'run: `progressive_call_results`',
      'battler-wamp':
        'run: `shared_registration`, `call_canceling`, `call_timeout`, `progressive_call_results`; not `call_reroute`, though it re-routes',
      wamp2spring: '`shared_registration` and `call_reroute`, each of which can be switched off',
      WampSharp: '`shared_registration`, `call_canceling`, `progressive_call_results`',
      'wampproto-go':
        'run: none, in xconn-go 364781a; `call_canceling` in xconn-go 0.1.0, which ignores CANCEL',
    },
  },
  {
    id: 'enforcement',
    title: 'Effect of the features that a client announces',
    facts: {
      Crossbar: '`shared_registration`: none; `call_canceling`: required for INTERRUPT',
      Nexus: '`shared_registration`: none; progressive calls without announcement abort the session',
      Bondy: 'without `shared_registration`, a shared policy gets an ERROR',
      'fox-wamp': 'none',
      'battler-wamp': 'roles are required, features have none',
      wamp2spring: '`call_reroute` of the callee: required for a re-route; a feature that is off is refused',
      WampSharp: 'none',
      'wampproto-go': 'none',
    },
  },
  {
    id: 'repeated-call-id',
    title: 'CALL with the request id of a call in flight',
    facts: {
      Crossbar:
        'run: both calls are invoked, and each YIELD becomes a RESULT; the second one throws an exception',
      Nexus:
        'run: treated as the next part of a progressive call: the same callee is invoked again, and there is one RESULT',
      Bondy: 'not checked',
      'fox-wamp': 'not checked',
      'battler-wamp': 'replaces the first call',
      wamp2spring: 'ERROR `wamp.error.protocol_violation`',
      cppwamp: 'ABORT `wamp.error.protocol_violation`; the only router that checks the sequence of ids',
    },
  },
];

/** A difference between routers. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
}

/** Further differences, in the order of the life of a registration and a call. */
export const COMPARISONS: readonly Comparison[] = TOPICS.map(({ id, title, facts }) => ({
  id,
  title,
  facts: factsOf(facts),
}));
