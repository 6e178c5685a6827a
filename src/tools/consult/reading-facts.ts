/** What other routers do about each open question of the text; see routers.ts. */
import type { ReadingId } from '../../../machines/readings.ts';
import { WITHOUT_REROUTING, type WrittenFacts } from './facts.ts';

const TAKES_ANY_ID = 'takes any id';

/** A fact that was seen by running begins with `run: `; a router that is missing is not known. */
export const READING_FACTS: { readonly [R in ReadingId]: WrittenFacts } = {
  position: {
    Crossbar:
      'run: `counter`: counts turns, modulo the length of the list as it is; adjusts nothing when members change',
    Nexus:
      'run: `index`: a place in the list, 0 once that is beyond the end; stays as it is while there is one member',
    Bondy:
      'nearly `after-last`: after the member invoked last, but at the head if that one has left; callees of its own node first',
    'fox-wamp': 'has no round-robin: the first callee that has room',
    'battler-wamp':
      'the place asked last, modulo the length of the list; the first call goes to the second callee',
    wamp2spring: '`index`: a place in the list, 0 if a removal leaves it beyond the end',
    WampSharp: '`index`: a place in the list, modulo its length',
    'wampproto-go': '`index`; UNREGISTER does not take the callee off the list',
    cppwamp: 'has no shared registrations',
  },
  next: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`turn`: one position for all calls in flight',
    wamp2spring: '`refuser`: it searches from the callee that refused',
  },
  newcomer: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`candidate`: the last one that was not asked yet',
    wamp2spring: '`ignored`: only those before the one that refused',
  },
  gate: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`any`: re-routes every refusal, and announces nothing',
    wamp2spring:
      '`announced`: re-routes if the feature is on and the refusing callee announced it; passes the ERROR on otherwise',
  },
  ended: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`procedure`: looks the procedure up anew for each try',
    wamp2spring: '`procedure`: looks the procedure up anew for each try',
  },
  nobody: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`no_such_procedure`',
    wamp2spring: '`no_such_procedure`',
  },
  rerouteMoves: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`yes`: one position for all calls in flight',
    wamp2spring: '`no`: it searches from the callee that refused, and the position stays',
  },
  exclude: {
    ...WITHOUT_REROUTING,
    'battler-wamp':
      '`all-refused` under `first`, `last` and `random`; under `roundrobin` whoever comes next in turn, even one that refused, as long as anybody has not',
    wamp2spring: '`all-refused`: by session, for each call',
  },
  refusals: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`session`',
    wamp2spring: '`session`',
  },
  afterProgress: {
    ...WITHOUT_REROUTING,
    'battler-wamp': '`reroute`: it does not look at whether results went out before',
    wamp2spring: '`reroute`: it does not look at whether results went out before',
  },
  refusedLate: {
    ...WITHOUT_REROUTING,
    'battler-wamp': 'ends no call so: it re-routes',
    wamp2spring:
      'ends no call so: it re-routes; what it does not re-route for lack of an announcement is passed on',
  },
  afterKill: {
    Crossbar: '`canceled`, whatever the callee answers',
    Nexus: '`pass-on`',
    'battler-wamp': '`canceled`',
    wamp2spring: '`reroute`: it does not look at whether the call was canceled',
    WampSharp: '`pass-on`',
    'wampproto-go': '`pass-on`',
  },
  undeliverable: {
    Nexus: 'run: `error`: `wamp.error.network_failure` when the queue of the callee is full',
    'battler-wamp': '`next`: the next callee is asked when the queue of this one is full',
    wamp2spring: '`error`: `wamp.error.network_failure` when the message cannot be sent',
    'wampproto-go': 'run: `error`: `wamp.error.network_failure` when the queue of the callee is full',
  },
  sameSession: {
    Crossbar: 'run: `idempotent`: the same id and one place',
    Nexus:
      'run: `second-place`: one UNREGISTER takes away one of the two, and the other stays when the session is gone',
    Bondy: '`refuse`: `wamp.error.procedure_already_exists`',
    'fox-wamp': 'run: a second entry with an id of its own',
    'battler-wamp': 'a second entry with an id of its own; one UNREGISTER takes away all of the session',
    wamp2spring: '`refuse`: `wamp.error.procedure_already_exists`',
    WampSharp: '`idempotent`: the same id and one place',
    'wampproto-go': '`second-place`',
    cppwamp: '`refuse`: `wamp.error.procedure_already_exists`',
  },
  unknownPolicy: {
    Crossbar: '`abort`: ends the session with a protocol error',
    Bondy: '`abort`',
    'battler-wamp': '`single`',
    wamp2spring: '`single`',
    WampSharp: 'ERROR with a URI of its own for invalid options',
  },
  unknownMatch: {
    'fox-wamp': '`ignore`',
    'battler-wamp': '`ignore`',
  },
  withdrawn: {
    Crossbar: '`finish`',
    Nexus: '`finish`',
    Bondy: '`finish`',
    'battler-wamp': '`finish`',
    wamp2spring: '`cancel`',
    WampSharp: '`cancel`',
    'wampproto-go': '`finish`',
    cppwamp: '`finish`',
  },
  conflictUri: {
    Crossbar:
      '`procedure_already_exists` if the registration is `single`, `procedure_exists_with_different_invocation_policy` if it is shared',
    Nexus: '`procedure_already_exists`',
    Bondy: '`procedure_already_exists`',
    'fox-wamp': 'run: no error: it looks at no policy, and grants every REGISTER',
    'battler-wamp': '`procedure_already_exists`',
    wamp2spring: '`procedure_already_exists`',
    WampSharp:
      '`procedure_exists_with_different_invocation_policy` for every other policy, `procedure_already_exists` for `single` on `single`',
    'wampproto-go': '`procedure_already_exists`',
    cppwamp: '`procedure_already_exists`, whatever the policy',
  },
  requestIds: {
    Crossbar: TAKES_ANY_ID,
    Nexus: 'takes any id; a CALL with that of a call in flight is taken for a further part of it',
    Bondy: TAKES_ANY_ID,
    'fox-wamp': TAKES_ANY_ID,
    'battler-wamp': TAKES_ANY_ID,
    wamp2spring: TAKES_ANY_ID,
    WampSharp: TAKES_ANY_ID,
    'wampproto-go': TAKES_ANY_ID,
    cppwamp: '`sequential`',
  },
  goneUri: {},
  unaskedProgress: {
    Nexus: '`pass-on`',
    'battler-wamp': '`final`',
    'wampproto-go': '`final`',
    cppwamp: '`final`, with `progress` in its Details',
  },
  details: {
    'fox-wamp': '`none`',
  },
  interruptAgain: {},
  late: {
    Crossbar: '`discard`',
    Nexus: '`discard`',
    Bondy: '`discard`',
    'fox-wamp': 'an ERROR to the callee',
    'battler-wamp': '`discard`',
    cppwamp: '`discard`',
  },
  invocationIds: {},
  roles: {
    Crossbar: '`take`',
    Nexus: '`take`',
    Bondy: '`take`',
    'fox-wamp': '`take`',
    'battler-wamp': '`refuse`, with `wamp.error.not_allowed`',
    wamp2spring: '`take`',
    WampSharp: '`take`',
    'wampproto-go': '`take`',
    cppwamp: '`take`',
  },
  cancelDefault: {
    Crossbar: '`killnowait`',
    Nexus: '`killnowait`',
    Bondy: '`skip`',
    'battler-wamp': '`skip`',
    wamp2spring: '`skip`',
    cppwamp: '`killnowait`',
  },
  cancelUnknown: {
    Nexus: '`error`',
  },
  badUri: {},
};
