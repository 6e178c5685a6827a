/** How other routers choose the callee of a call, and of a refused one. */
import { WITHOUT_REROUTING } from '../../../src/tools/consult/facts.ts';
import type { Topic } from './topic.ts';

export const GIVING: readonly Topic[] = [
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
      wampire: 'run: no answer',
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
      wampire: 'run: the first, the last, any callee',
      jawampa: 'run: has no shared registrations',
      wampyre: 'run: has no shared registrations',
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
];
