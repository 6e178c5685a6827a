/** Open questions about refused calls, and about undeliverable INVOCATIONs. */
import type { ReadingsOf } from './reading.ts';

export const REROUTING = {
  gate: {
    question: 'Must the callee have announced `call_reroute` for its refusal to re-route the call?',
    options: {
      any: 'No: every `wamp.error.unavailable` re-routes.',
      announced: 'Yes; a refusal without the announcement is forwarded to the caller like any error.',
    },
    reason:
      'The sentence that triggers the re-route has no condition, though the text has callees announce the feature. No common client library announces it, so `announced` would exclude all of them from re-routing. The price is that applications cannot use the URI for an error of their own; `announced` is for those that do.',
  },
  ended: {
    question:
      'Where does a re-route look for the next callee once the registration that the call was given to has ended?',
    options: {
      procedure:
        'In the registration of the procedure as it is now, whatever its id and its policy. All its members count as newcomers; the refusals of the call are kept.',
      registration: 'In no other one: the call belongs to the registration that it was given to first.',
    },
    reason:
      'The text re-routes to another registration of the procedure, and speaks of all available registrations of a procedure. A caller knows the procedure alone, and not its registration. Both routers in use that re-route look the procedure up again.',
  },
  nobody: {
    question: 'Which error does a refused call get if its procedure is not registered any more?',
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
      yes: 'Yes: an INVOCATION of any call moves it.',
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
    question: 'Which refusals of a call exclude a callee from its re-route?',
    options: {
      'all-refused': 'All of them: every callee that refused this call is excluded.',
      'last-refused':
        'The last one: only the callee that refused last is excluded. Two busy callees can pass a call to and fro, so a call ends after twice as many INVOCATIONs as there are members.',
    },
    reason:
      'With only the last one excluded, the call never ends while two callees are busy, and the error for a call that all have refused is never sent.',
  },
  refusals: {
    question: 'Does a refusal exclude the session, or one of its registrations?',
    options: {
      session:
        'The session, with all of its places, including later ones: it is not invoked again for the call.',
      registration:
        'The one place that was invoked. A place after a new REGISTER counts as another one, and so does a second one where `sameSession` grants that.',
    },
    reason:
      'The text treats the registration that refused as if it did not exist, and a callee is busy as a whole, not in one of its places. Both routers in use that re-route keep refusals by session.',
  },
  afterProgress: {
    question: 'Does a refusal after a progressive result end the call, or re-route it?',
    options: {
      end: 'It ends the call.',
      reroute: 'It re-routes the call, like any refusal.',
    },
    reason:
      'The caller has seen results of one callee; those of a second one would not continue them, and the caller could not see where they begin. This departs from the sentence by which every refusal re-routes, which was written before there were progressive results.',
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
      'The text defines `unavailable` as an answer of a callee to its router, which the caller does not see. Of the errors that a caller may get, `no_available_callee` alone says that the call may be made again; its definition has all callees refuse, and here the others are not invoked.',
  },
  afterKill: {
    question: 'How does a refusal after CANCEL `kill` end the call?',
    options: {
      canceled: 'It ends the call with `wamp.error.canceled`.',
      'pass-on': 'It ends the call and is forwarded to the caller like any error.',
      no_available_callee: 'It ends the call with `wamp.error.no_available_callee`.',
      reroute: 'It does not: it re-routes the call, as if there had been no CANCEL.',
    },
    reason:
      'The caller wants the call to end, so no other callee should begin with it. By the letter the answer of the callee goes to the caller, but `unavailable` is meant for the router; with `canceled` the caller gets the ending that it asked for.',
  },
  undeliverable: {
    question: 'Is a call with an undeliverable INVOCATION given to the next callee, or does it end?',
    options: {
      next: 'It goes to the next candidate, as after a refusal; when none is left, it ends with an ERROR that has the reason.',
      error: 'It ends with an ERROR that has the reason.',
    },
    reason:
      'The callee received nothing, so it has begun nothing, and another one may read faster, accept larger messages or have another serialisation.',
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
