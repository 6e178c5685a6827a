/**
 * A client that authenticates: a state of session.machine.ts.
 *
 * In `pending`, the program that embeds the dealer is asked: for a challenge, or for its judgement of a proof. In
 * `challenged`, the client is. Both may alternate.
 */
import { chart } from './dialect.ts';
import * as steps from './steps/session.ts';
import type { SessionContext, SessionEvent } from './vocabulary.ts';

export const challenging = chart<SessionContext, SessionEvent, typeof steps>(steps).createStateConfig({
  entry: 'startTimer',
  exit: 'stopTimer',
  initial: 'pending',
  states: {
    pending: {
      on: {
        'challenge.made': {
          target: 'challenged',
          actions: ['recordMethod', 'sendChallenge'],
          meta: { rules: ['AU-3'] },
        },
        'client.admitted': {
          target: '#session.established',
          actions: ['recordPrincipal', 'sendWelcome'],
          meta: { rules: ['AU-4', 'BP-3', 'BP-26', 'AU-2', 'FA-1', 'FA-2', 'FA-7', 'FA-8', 'FA-9', 'FA-10'] },
        },
        'client.denied': {
          target: '#session.closed',
          actions: 'abortDenied',
          meta: { rules: ['AU-4', 'AU-5'] },
        },
        'authentication.failed': {
          target: '#session.closed',
          actions: 'abortAuthenticationFailed',
          meta: { rules: ['AU-4', 'AU-5'] },
        },
      },
    },
    challenged: {
      on: {
        AUTHENTICATE: { target: 'pending', actions: 'giveProof', meta: { rules: ['AU-4'] } },
      },
    },
  },
  on: {
    ABORT: { target: 'closed', meta: { rules: ['BP-8'] } },
    'message.malformed': { target: 'closed', actions: 'abortMalformed', meta: { rules: ['BP-5'] } },
    'timer.fired': { target: 'closed', actions: 'abortAuthenticationLate', meta: { rules: ['AU-8'] } },
    'session.lost': { target: 'closed', meta: { rules: ['SR-8'] } },
    'router.closing': { target: 'closed', actions: 'abortClosing', meta: { rules: ['BP-8'] } },
    '*': { target: 'closed', actions: 'abortBeforeWelcome', meta: { rules: ['AU-7', 'BP-4'] } },
  },
});
