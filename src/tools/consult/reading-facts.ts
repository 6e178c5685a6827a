/** Behaviour of other routers for each open question; see routers.ts. */
import type { ReadingId } from '../../../machines/readings.ts';
import { WITHOUT_REROUTING, type WrittenFacts } from './facts.ts';

/** A fact that was observed by running begins with `run: `; a missing router is not known. */
export const READING_FACTS: { readonly [R in ReadingId]: WrittenFacts } = {
  gate: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `any`: re-routes every refusal, and does not announce the feature',
    wamp2spring:
      '`announced`: re-routes if the feature is on and the refusing callee announced it; forwards the ERROR otherwise',
  },
  position: {
    Crossbar:
      'run: `counter`: a counter of calls, modulo the current length of the list; not adjusted when members change',
    Nexus:
      'run: `index`: an index of the list, 0 once it is beyond the end; unchanged while there is one member',
    Bondy:
      'almost `after-last`: after the member invoked last, but at the head if that member has left; callees of the same node first',
    'fox-wamp': 'has no round-robin: the first callee with free capacity',
    'battler-wamp':
      'run: the index invoked last, modulo the length of the list; the first call goes to the second callee',
    wamp2spring: '`index`: an index of the list, 0 if a removal leaves it beyond the end',
    WampSharp: '`index`: an index of the list, modulo its length',
    'wampproto-go': 'run: `index`; UNREGISTER does not remove the callee from the list',
    cppwamp: 'has no shared registrations',
  },
  rerouteMoves: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `yes`: one position for all calls in flight',
    wamp2spring: '`no`: it searches from the refusing callee, and the position does not change',
  },
  exclude: {
    ...WITHOUT_REROUTING,
    'battler-wamp':
      'run: `all-refused` under `first`, `last` and `random`; under `roundrobin` it asks the next callee in turn, even one that refused, as long as another has not',
    wamp2spring: '`all-refused`: by session, for each call',
  },
  newcomer: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `candidate`: the last callee that was not asked yet',
    wamp2spring: '`ignored`: only callees before the refusing one',
  },
  afterProgress: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `reroute`: earlier results make no difference',
    wamp2spring: '`reroute`: earlier results make no difference',
  },
  sameSession: {
    Crossbar: 'run: `idempotent`: the same id and one place',
    Nexus:
      'run: `second-place`: one UNREGISTER removes one of the two, and the other remains after the session has ended',
    Bondy: '`refuse`: `wamp.error.procedure_already_exists`',
    'fox-wamp': 'run: a second entry with its own id',
    'battler-wamp': 'a second entry with its own id; one UNREGISTER removes all entries of the session',
    wamp2spring: '`refuse`: `wamp.error.procedure_already_exists`',
    WampSharp: '`idempotent`: the same id and one place',
    'wampproto-go': '`second-place`',
    cppwamp: '`refuse`: `wamp.error.procedure_already_exists`',
  },
  conflictUri: {
    Crossbar:
      '`procedure_already_exists` if the registration is `single`, `procedure_exists_with_different_invocation_policy` if it is shared',
    Nexus: '`procedure_already_exists`',
    Bondy: '`procedure_already_exists`',
    'fox-wamp': 'run: no error: it ignores policies and accepts every REGISTER',
    'battler-wamp': '`procedure_already_exists`',
    wamp2spring: '`procedure_already_exists`',
    WampSharp:
      '`procedure_exists_with_different_invocation_policy` for every other policy, `procedure_already_exists` for `single` on `single`',
    'wampproto-go': '`procedure_already_exists`',
    cppwamp: '`procedure_already_exists`, for any policy',
  },
  undeliverable: {
    Nexus: 'run: `error`: `wamp.error.network_failure` if the queue of the callee is full',
    'battler-wamp': '`next`: asks the next callee if the queue of this one is full',
    wamp2spring: '`error`: `wamp.error.network_failure` if the message cannot be sent',
    'wampproto-go': 'run: `error`: `wamp.error.network_failure` if the queue of the callee is full',
  },
};
