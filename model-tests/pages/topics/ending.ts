/** How other routers end calls and registrations, and what they announce. */
import { WITHOUT_REROUTING } from '../../../src/tools/consult/facts.ts';
import type { Topic } from './topic.ts';

export const ENDING: readonly Topic[] = [
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
      wampire: 'run: the caller never gets an answer',
      jawampa: 'run: `wamp.error.no_such_procedure`',
      wampyre: 'run: the caller never gets an answer; `wamp.error.callee_lost` if the callee calls itself',
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
      wampire: 'run: the call continues',
      jawampa: 'run: the call ends with `wamp.error.no_such_procedure`',
      wampyre: 'run: the call continues',
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
      wampire: 'run: ignored',
      jawampa: 'run: ignored',
      wampyre: 'run: unknown: ignored; foreign: after a YIELD the call of the other callee gets no answer',
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
      'wampproto-go': 'run: ignores CANCEL',
      cppwamp: '`killnowait`; a `killnowait` after `kill` is accepted',
      wampire: 'run: has no call canceling',
      jawampa: 'run: has no call canceling',
      wampyre: 'run: has no call canceling',
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
        'run: none for callers that did not announce `call_canceling`; for others `wamp.error.canceled`, and INTERRUPT `killnowait`',
      Nexus:
        'run: `wamp.error.timeout`; progressive results do not restart the timeout, and CANCEL `kill` stops it; forwarded to a callee that announced `call_timeout` and asked for it',
      Bondy: '`wamp.error.timeout`, without INTERRUPT',
      'fox-wamp': 'run: has no timeouts',
      'battler-wamp': 'run: `wamp.error.canceled`; each YIELD and each re-route restarts the timeout',
      wamp2spring:
        '`wamp.error.timeout` and INTERRUPT, for callers that announced it; each re-route restarts the timeout',
      WampSharp: 'has no timeouts',
      'wampproto-go': 'run: has no timeouts',
      cppwamp: '`wamp.error.canceled`',
      wampire: 'run: has no timeouts',
      jawampa: 'run: has no timeouts',
      wampyre: 'run: has no timeouts',
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
      wampire: 'run: `wamp.error.no_such_procedure` for an unknown one',
      jawampa: 'run: `wamp.error.no_such_registration` for both',
      wampyre: 'run: `wamp.error.no_such_registration` for both',
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
    isAnnouncement: true,
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
      wampire: 'run: none, though it has shared registrations',
      jawampa: 'run: none',
      wampyre: 'run: none',
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
