/** Behaviour of other routers for each open question; see routers.ts. */
import type { ReadingId } from '../../../machines/readings.ts';
import { WITHOUT_REROUTING, type WrittenFacts } from './facts.ts';

const TAKES_ANY_ID = '`in-flight`: accepts any id';

const NO_SHARING = 'run: has no shared registrations';
const NO_CANCELING = 'run: has no call canceling';

/** A fact that was observed by running begins with `run: `; a missing router is not known. */
export const READING_FACTS: { readonly [R in ReadingId]: WrittenFacts } = {
  position: {
    Crossbar:
      'run: `counter`: a counter of calls, modulo the current length of the list; not adjusted when members change',
    Nexus:
      'run: `index`: an index of the list, 0 once it is beyond the end; unchanged while there is one member',
    Bondy:
      'almost `after-last`: after the member invoked last, but at the head if that member has left; callees of the same node first',
    'fox-wamp': 'has no round-robin: the first callee with free capacity',
    'battler-wamp':
      'run: `index`: the index invoked last, modulo the length of the list; the first call goes to the second callee',
    wamp2spring: '`index`: an index of the list, 0 if a removal leaves it beyond the end',
    WampSharp: '`index`: an index of the list, modulo its length',
    'wampproto-go': 'run: `index`; UNREGISTER does not remove the callee from the list',
    cppwamp: 'has no shared registrations',
    jawampa: NO_SHARING,
    wampyre: NO_SHARING,
  },
  next: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `turn`: one position for all calls in flight',
    wamp2spring: '`refuser`: it searches from the refusing callee',
  },
  newcomer: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `candidate`: the last callee that was not asked yet',
    wamp2spring: '`ignored`: only callees before the refusing one',
  },
  gate: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `any`: re-routes every refusal, and does not announce the feature',
    wamp2spring:
      '`announced`: re-routes if the feature is on and the refusing callee announced it; forwards the ERROR otherwise',
  },
  ended: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `procedure`: looks up the procedure for each callee',
    wamp2spring: '`procedure`: looks up the procedure for each callee',
  },
  nobody: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `no_such_procedure`',
    wamp2spring: '`no_such_procedure`',
  },
  rerouteMoves: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `yes`: one position for all calls in flight',
    wamp2spring: '`no`: it searches from the refusing callee, and the position does not change',
  },
  order: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `relaxed`',
    wamp2spring: '`relaxed`',
  },
  exclude: {
    ...WITHOUT_REROUTING,
    'battler-wamp':
      'run: `all-refused` under `first`, `last` and `random`; under `roundrobin` it asks the next callee in turn, even one that refused, as long as another has not',
    wamp2spring: '`all-refused`: by session, for each call',
  },
  refusals: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `session`',
    wamp2spring: '`session`',
  },
  afterProgress: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'run: `reroute`: earlier results make no difference',
    wamp2spring: '`reroute`: earlier results make no difference',
  },
  refusedLate: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'does not apply: it re-routes',
    wamp2spring: 'does not apply: it re-routes; a refusal without announcement is forwarded',
  },
  afterKill: {
    Crossbar: 'run: `canceled`, after any answer of the callee',
    Nexus: '`pass-on`',
    'battler-wamp': 'run: `canceled`',
    wamp2spring: '`reroute`: it does not check whether the call was canceled',
    WampSharp: '`pass-on`',
    'wampproto-go': '`pass-on`',
    'fox-wamp': 'run: ignores CANCEL',
    wampire: NO_CANCELING,
    jawampa: NO_CANCELING,
    wampyre: NO_CANCELING,
  },
  undeliverable: {
    Nexus: 'run: `error`: `wamp.error.network_failure` if the queue of the callee is full',
    'battler-wamp': '`next`: asks the next callee if the queue of this one is full',
    wamp2spring: '`error`: `wamp.error.network_failure` if the message cannot be sent',
    'wampproto-go': 'run: `error`: `wamp.error.network_failure` if the queue of the callee is full',
  },
  sameSession: {
    Crossbar: 'run: `idempotent`: the same id and one place',
    Nexus:
      'run: `second-place`: one UNREGISTER removes one of the two, and the other remains after the session has ended',
    Bondy: '`refuse`: `wamp.error.procedure_already_exists`',
    'fox-wamp': 'run: a second entry with its own id',
    'battler-wamp':
      'run: `second-place`: a second entry with its own id; one UNREGISTER removes all entries of the session',
    wamp2spring: '`refuse`: `wamp.error.procedure_already_exists`',
    WampSharp: '`idempotent`: the same id and one place',
    'wampproto-go': 'run: `second-place`',
    cppwamp: '`refuse`: `wamp.error.procedure_already_exists`',
    jawampa: NO_SHARING,
    wampyre: NO_SHARING,
  },
  unknownPolicy: {
    Crossbar: 'run: closes the connection without ABORT',
    Bondy: '`abort`',
    'battler-wamp': 'run: `single`',
    wamp2spring: '`single`',
    WampSharp: 'ERROR with a URI of its own for invalid options',
    wampire: 'run: no answer',
    jawampa: NO_SHARING,
    wampyre: NO_SHARING,
  },
  unknownMatch: {
    'fox-wamp': '`ignore`',
    'battler-wamp':
      'run: has `prefix` and `wildcard`, and does not announce them; the suite takes that for `ignore`',
    'wampproto-go': 'run: `ignore`',
  },
  withdrawn: {
    Crossbar: 'run: `finish`',
    Nexus: 'run: `finish`',
    Bondy: '`finish`',
    'battler-wamp': 'run: `finish`',
    wamp2spring: '`cancel`',
    WampSharp: '`cancel`',
    'wampproto-go': 'run: `finish`',
    cppwamp: '`finish`',
    jawampa: 'run: ends the call with `wamp.error.no_such_procedure`',
  },
  conflictUri: {
    Crossbar:
      'run: `procedure_already_exists` if the registration is `single`, `procedure_exists_with_different_invocation_policy` if it is shared',
    Nexus: 'run: `procedure_already_exists`',
    Bondy: '`procedure_already_exists`',
    'fox-wamp': 'run: no error: it ignores policies and accepts every REGISTER',
    'battler-wamp': 'run: `procedure_already_exists`',
    wamp2spring: '`procedure_already_exists`',
    WampSharp:
      '`procedure_exists_with_different_invocation_policy` for every other policy, `procedure_already_exists` for `single` on `single`',
    'wampproto-go': 'run: `procedure_already_exists`',
    cppwamp: '`procedure_already_exists`, for any policy',
    jawampa: NO_SHARING,
    wampyre: NO_SHARING,
  },
  registrationId: {
    Crossbar: 'run: `shared`; random',
    Nexus: 'run: `shared`; sequential',
    Bondy: '`own`',
    'fox-wamp': 'run: `own`; 0.7.34 sends it as a string, 0.7.28 as a number',
    'battler-wamp': 'run: `own`; one UNREGISTER removes all entries of the session',
    wamp2spring: '`shared`',
    WampSharp: '`shared`',
    'wampproto-go': 'run: `shared`',
    cppwamp: 'has no shared registrations',
    jawampa: NO_SHARING,
    wampyre: NO_SHARING,
  },
  requestIds: {
    Crossbar: TAKES_ANY_ID,
    Nexus:
      'run: `in-flight`: accepts any id; a CALL with the id of a call in flight is treated as the next part of that call',
    Bondy: TAKES_ANY_ID,
    'fox-wamp': TAKES_ANY_ID,
    'battler-wamp': TAKES_ANY_ID,
    wamp2spring: TAKES_ANY_ID,
    WampSharp: TAKES_ANY_ID,
    'wampproto-go': TAKES_ANY_ID,
    cppwamp: '`sequential`',
  },
  goneUri: {
    Crossbar: 'run: `canceled`',
    Nexus: 'run: `canceled`',
    'battler-wamp': 'run: `canceled`',
    'wampproto-go': 'run: no answer',
    'fox-wamp': 'run: no answer',
    wampire: 'run: no answer',
    jawampa: 'run: `wamp.error.no_such_procedure`',
    wampyre: 'run: no answer; `wamp.error.callee_lost` if the callee calls itself',
  },
  unaskedProgress: {
    Crossbar: 'run: `pass-on`, with `progress` in its Details',
    Nexus: 'run: `pass-on`',
    'battler-wamp': 'run: `final`',
    'wampproto-go': '`final`',
    cppwamp: '`final`, with `progress` in its Details',
  },
  details: {
    Crossbar: 'run: `none`',
    Nexus: 'run: `all`',
    'fox-wamp': 'run: `none`, like the keyword arguments',
    'battler-wamp': 'run: `none`; an ERROR without Arguments gets `unknown error`',
    'wampproto-go': 'run: `all`',
  },
  interruptAgain: {
    Crossbar: 'run: `no`',
    Nexus: 'run: `no`',
    'battler-wamp': 'run: yes for a timeout, without a mode; no if the caller leaves',
    'fox-wamp': 'run: ignores CANCEL',
    'wampproto-go': 'run: ignores CANCEL',
    wampire: NO_CANCELING,
    jawampa: NO_CANCELING,
    wampyre: NO_CANCELING,
  },
  late: {
    Crossbar: 'run: `discard`',
    Nexus: 'run: `discard`, but a late progressive result gets INTERRUPT',
    Bondy: '`discard`',
    'fox-wamp': 'run: an ERROR to the callee',
    'battler-wamp': 'run: `discard`',
    cppwamp: '`discard`',
    'wampproto-go': 'run: `discard`',
  },
  invocationIds: {
    Crossbar: 'run: one counter for the INVOCATIONs of all sessions',
    Nexus: 'run: one counter for the INVOCATIONs and registrations of all sessions',
    'battler-wamp': 'run: `one`',
    'wampproto-go': 'run: one counter for the INVOCATIONs and registrations of all sessions',
    'fox-wamp': 'run: random ids',
    wampire: 'run: random ids',
  },
  roles: {
    Crossbar: 'run: `take`',
    Nexus: 'run: `take`',
    Bondy: '`take`',
    'fox-wamp': 'run: `take`',
    'battler-wamp': 'run: `refuse`, with `wamp.error.not_allowed`',
    wamp2spring: '`take`',
    WampSharp: '`take`',
    'wampproto-go': 'run: `take`',
    cppwamp: '`take`',
    wampire: 'run: no answer',
  },
  cancelDefault: {
    Crossbar: 'run: `killnowait`',
    Nexus: 'run: `killnowait`',
    Bondy: '`skip`',
    'battler-wamp': 'run: `skip`',
    wamp2spring: '`skip`',
    cppwamp: '`killnowait`',
    'fox-wamp': 'run: ignores CANCEL',
    'wampproto-go': 'run: ignores CANCEL',
    wampire: NO_CANCELING,
    jawampa: NO_CANCELING,
    wampyre: NO_CANCELING,
  },
  cancelUnknown: {
    Crossbar: 'run: closes the connection of the caller without ABORT, and interrupts the callee',
    Nexus: 'run: `error`',
    'battler-wamp': 'run: `default`',
    'fox-wamp': 'run: ignores CANCEL',
    'wampproto-go': 'run: ignores CANCEL',
    wampire: NO_CANCELING,
    jawampa: NO_CANCELING,
    wampyre: NO_CANCELING,
  },
  badUri: {
    Crossbar: 'run: closes the connection of the callee without ABORT',
    Nexus: 'run: `pass`',
    'battler-wamp': 'run: `abort`, with `wamp.error.protocol_violation`',
    'wampproto-go': 'run: `pass`',
    'fox-wamp': 'run: `wamp.error.callee_failure`, as for every ERROR',
    jawampa:
      'run: ends the session of the callee with GOODBYE; the caller gets `wamp.error.no_such_procedure`',
    wampyre: 'run: closes the connection of the callee without ABORT; the caller gets no answer',
  },
};
