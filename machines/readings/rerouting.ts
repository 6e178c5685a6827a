/** Open questions about calls that a callee refuses, or cannot be told. */
import type { ReadingsOf } from './reading.ts';

export const REROUTING = {
  gate: {
    question: 'Who must have announced `call_reroute` for a refusal to re-route the call?',
    options: {
      any: 'Nobody: every `wamp.error.unavailable` re-routes.',
      announced: 'The refusing callee; the refusal of another one is passed to the caller like any error.',
    },
    reason:
      'The sentence that triggers the re-route has no condition, though the text has callees announce the feature. No common client library announces it, so `announced` would keep every one of them out of re-routing. An application that uses the URI for an error of its own is the price; `announced` is for those who have such.',
  },
  ended: {
    question:
      'Where does a re-route look for the next callee once the registration that the call was given to has ended?',
    options: {
      procedure:
        'In the registration of the procedure as it is now, whatever its id and its policy. All its members count as newcomers; what the call has met before is kept.',
      registration: 'Nowhere: the call belongs to the registration that it was given to first.',
    },
    reason:
      'The text re-routes to another registration of the procedure, and speaks of all registrations of a procedure that are available. A caller knows the procedure alone and cannot tell which registration it met. Both routers in use that re-route look the procedure up anew.',
  },
  nobody: {
    question: 'Which error does a refused call get if its procedure, looked up anew, is registered no more?',
    options: {
      no_such_procedure: '`wamp.error.no_such_procedure`',
      no_available_callee: '`wamp.error.no_available_callee`',
    },
    reason:
      'The text defines `no_available_callee` for a procedure that is registered and whose registrations have all refused, and `no_such_procedure` for one that is not registered at that time. Both routers in use that re-route answer so.',
  },
  rerouteMoves: {
    question: 'Does the INVOCATION of a re-routed call move the round-robin position?',
    options: {
      yes: 'Yes: whoever was asked, by any call, has had a turn.',
      no: 'No: only the first INVOCATION of a call does.',
    },
    reason:
      'The next call goes to the component after the one to which the previous call was routed, and a re-routed call was routed to its last callee.',
  },
  order: {
    question: 'May a re-routed call reach a callee that has a later call of the same caller already?',
    options: {
      relaxed:
        'Yes: the order of the calls of a caller holds for the first callee that each of them is given to.',
      strict:
        'No: a call passes over every callee that a later call of its caller has been given to meanwhile. If no other one is left, the call ends as after refusals.',
    },
    reason:
      'This departs from the letter of *Ordering Guarantees*, a MUST for every caller and callee, which the Advanced Profile may relax and does not. The section on re-routing has every refused call go to the next registration and names no exception for a later call. No router in use that re-routes keeps the order, and with it a call can fail while a callee is free.',
  },
  exclude: {
    question: 'Whom does a re-route leave out?',
    options: {
      'all-refused': 'Every callee that refused this call.',
      'last-refused':
        'Only the callee that refused last. Two busy callees can hand a call to and fro, so a call ends after twice as many INVOCATIONs as there are members.',
    },
    reason:
      'With only the last one left out, the call never ends while two callees are busy, and the error for a call that all have refused could never be sent.',
  },
  refusals: {
    question: 'What does a refusal leave out?',
    options: {
      session:
        'All places of the session, those that it takes later as well: who has refused a call is not asked again.',
      registration:
        'The one place that was asked. A place that the session takes anew counts as another one, and so does its second one where `sameSession` grants that.',
    },
    reason:
      'The text treats the registration that refused as if it did not exist, and a callee is busy as a whole, not in one of its places. Both routers in use that re-route keep refusals by session.',
  },
  afterProgress: {
    question: 'What becomes of a refusal after a progressive result went to the caller?',
    options: {
      end: 'It ends the call.',
      reroute: 'It re-routes the call, as ever.',
    },
    reason:
      'The caller has seen results of one callee; those of a second one would not continue them, and the caller could not tell where they begin. This departs from the sentence by which every refusal re-routes, which was written before there were progressive results.',
  },
  refusedLate: {
    question:
      'Which error does the caller get for a refusal after a progressive result, where that ends the call?',
    options: {
      no_available_callee: '`wamp.error.no_available_callee`',
      unavailable: '`wamp.error.unavailable`, as the callee sent it.',
      canceled: '`wamp.error.canceled`',
    },
    reason:
      'The text defines `unavailable` as what a callee says to its router, and has the caller not know of it. Of the errors that a caller may get, `no_available_callee` alone says that the call may be made again; its definition has all callees refuse, and here the others are not asked.',
  },
  afterKill: {
    question: 'What becomes of a refusal after CANCEL `kill`?',
    options: {
      canceled: 'It ends the call with `wamp.error.canceled`.',
      'pass-on': 'It ends the call and is passed to the caller like any error.',
      no_available_callee: 'It ends the call with `wamp.error.no_available_callee`.',
      reroute: 'It re-routes the call, as if there had been no CANCEL.',
    },
    reason:
      'The caller wants the call to end, so no other callee should begin with it. By the letter the answer of the callee goes to the caller, but `unavailable` is meant for the router; `canceled` is what the caller asked for.',
  },
  undeliverable: {
    question: 'What becomes of a call whose INVOCATION cannot be delivered to the callee?',
    options: {
      next: 'It goes to the next candidate, as after a refusal; when none is left, it ends with an ERROR that says why.',
      error: 'It ends with an ERROR that says why.',
    },
    reason:
      'The callee was told nothing, so it has begun nothing, and another one may read faster, take more or speak another serialisation: that is what several callees are for.',
  },
} as const satisfies ReadingsOf<
  | 'gate'
  | 'ended'
  | 'nobody'
  | 'rerouteMoves'
  | 'order'
  | 'exclude'
  | 'refusals'
  | 'afterProgress'
  | 'refusedLate'
  | 'afterKill'
  | 'undeliverable'
>;
