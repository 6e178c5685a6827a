/** Open questions about the selection of a callee by the policy. */
import type { ReadingsOf } from './reading.ts';

export const SELECTING = {
  position: {
    question: 'Where does `roundrobin` go on after members came or went?',
    options: {
      'after-last':
        'At the next member, in registration order, after the one that was last sent an INVOCATION.',
      index:
        'At the index after the last one; at the head of the list when it has become too short. A list of one leaves the index unchanged.',
      counter:
        'At the number of turns so far, modulo the present length of the list; a callee that a re-route passes over counts as a turn.',
    },
    reason:
      'It is the only rule written down by the authors (the Crossbar document), and the only one of the three that never skips a member and never selects one twice in a row.',
  },
  next: {
    question: 'Under `roundrobin`, after which callee does a re-routed call look for the next one?',
    options: {
      turn: 'After the one invoked last, for this call or for another one: the position belongs to the queue.',
      refuser:
        'After the one that refused this call, regardless of other calls since. In another registration, after the one invoked last.',
    },
    reason:
      'The row of `roundrobin` takes the next one from the queue of the procedure, while the rows of `first` and `last` count from the registration that was called. A position that all calls share spreads refused calls as evenly as others.',
  },
  newcomer: {
    question: 'Under `last`, may a call be re-routed to a callee that registered after the call was made?',
    options: {
      candidate: 'Yes: it is the last of the list now, and it has not refused.',
      ignored: 'No: only to callees that registered before the one that refused.',
    },
    reason:
      'This departs from the letter of the row for `last`, a MUST, which has the call go back to the registration right before the one that was called; it keeps to the letter of *Failure Scenario*, by which a call fails only when all available registrations have refused. The two contradict each other once a callee has registered meanwhile, and a call that fails while a callee is free is the worse outcome.',
  },
} as const satisfies ReadingsOf<'position' | 'next' | 'newcomer'>;
