/**
 * What the text leaves open: each question a named switch of the model, with its options, the default and the reason.
 *
 * An edge that a reading decides or touches cites it in `meta.readings`.
 */

/** The options of each question; the first is the default. */
export const READING_OPTIONS = {
  gate: ['any', 'announced'],
  position: ['after-last', 'index', 'counter'],
  rerouteMoves: ['yes', 'no'],
  exclude: ['all-refused', 'last-refused'],
  newcomer: ['candidate', 'ignored'],
  afterProgress: ['pass-on', 'reroute'],
  sameSession: ['idempotent', 'second-place', 'refuse'],
  conflictUri: ['procedure_already_exists', 'procedure_exists_with_different_invocation_policy'],
  undeliverable: ['next', 'error'],
} as const;

export type ReadingId = keyof typeof READING_OPTIONS;

/** One option for each open question. */
export type Readings = { readonly [R in ReadingId]: (typeof READING_OPTIONS)[R][number] };

export const READING_IDS = Object.keys(READING_OPTIONS) as readonly ReadingId[];

export const DEFAULT_READINGS = Object.fromEntries(
  READING_IDS.map((id) => [id, READING_OPTIONS[id][0]]),
) as unknown as Readings;

/** One open question of the text. */
export interface Reading<Option extends string = string> {
  readonly question: string;
  /** What each option makes the dealer do. */
  readonly options: { readonly [O in Option]: string };
  /** Why the default is the default. */
  readonly reason: string;
}

/** What each question and each option means. */
export const READINGS: { readonly [R in ReadingId]: Reading<Readings[R]> } = {
  gate: {
    question: 'Who must have announced `call_reroute` for a refusal to re-route the call?',
    options: {
      any: 'Nobody: every `wamp.error.unavailable` re-routes.',
      announced: 'The refusing callee; the refusal of another one is passed to the caller like any error.',
    },
    reason:
      'The sentence that triggers the re-route has no condition, and no common client library announces the feature.',
  },
  position: {
    question: 'Where does `roundrobin` go on after members came or went?',
    options: {
      'after-last':
        'At the next member, in registration order, after the one that was last sent an INVOCATION.',
      index:
        'At the place in the list that follows the last one; at its head when the list has become too short. A list of one leaves the place as it was.',
      counter:
        'At the number of turns so far, modulo the length of the list as it is now; whoever a re-route passes over has had a turn.',
    },
    reason:
      'It is the only rule written down by the authors (the Crossbar document), and the only one of the three that never skips a member and never asks one twice in a row.',
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
  newcomer: {
    question: 'Under `last`, may a call be re-routed to a callee that registered after the call was made?',
    options: {
      candidate: 'Yes: it is the last of the list now, and it has not refused.',
      ignored: 'No: only to callees that registered before the one that refused.',
    },
    reason:
      'The policy applies to the list as it is, less those who refused; otherwise a call could fail although a callee was never asked. The row of the text’s table takes a list that does not change.',
  },
  afterProgress: {
    question: 'What becomes of a refusal after a progressive result went to the caller?',
    options: {
      'pass-on': 'It ends the call and is passed to the caller like any error.',
      reroute: 'It re-routes the call, as ever.',
    },
    reason: 'The caller has seen results of one callee; those of a second one would not continue them.',
  },
  sameSession: {
    question: 'What does a member get that registers the same procedure again, with the same shared policy?',
    options: {
      idempotent: 'REGISTERED with the same registration id; it keeps its place.',
      'second-place': 'REGISTERED with the same registration id, and a second place at the end of the list.',
      refuse: 'ERROR.',
    },
    reason:
      'A repeated SUBSCRIBE is treated so by the text, and a callee cannot tell two places with one id apart.',
  },
  conflictUri: {
    question: 'Which error does a REGISTER get whose policy differs from that of the registration?',
    options: {
      procedure_already_exists: '`wamp.error.procedure_already_exists`',
      procedure_exists_with_different_invocation_policy:
        '`wamp.error.procedure_exists_with_different_invocation_policy`, unless the registration is `single` and the REGISTER asks for `single` too.',
    },
    reason: 'It is the only one of the two that the text defines.',
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
};
