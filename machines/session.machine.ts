/**
 * A connection, from its first message to its last: the messages that are valid in each state, and those that abort it.
 *
 * Every message passes here first. An established session hands its requests on (`deliver`); what a client may not
 * send in a state ends the session, and with it the client's registrations and calls, but nobody else's.
 */
import { challenging } from './challenging.state.ts';
import { chart } from './dialect.ts';
import * as steps from './steps/session.ts';
import type { SessionContext, SessionEvent } from './vocabulary.ts';

export const sessionMachine = chart<SessionContext, SessionEvent, typeof steps>(steps).createMachine({
  id: 'session',
  context: ({ input }) => input,
  initial: 'opening',
  states: {
    opening: {
      entry: 'startTimer',
      exit: 'stopTimer',
      on: {
        HELLO: [
          {
            guard: 'isRealmInvalid',
            target: 'closed',
            actions: 'abortRealmInvalid',
            meta: { rules: ['BP-10'] },
          },
          {
            guard: 'isRealmUnknown',
            target: 'closed',
            actions: 'abortRealmUnknown',
            meta: { rules: ['BP-9', 'BP-27'] },
          },
          {
            guard: 'isWithoutRoles',
            target: 'closed',
            actions: 'abortRolesMissing',
            meta: { rules: ['BP-2'] },
          },
          {
            guard: 'isMethodUnmatched',
            target: 'closed',
            actions: 'abortMethodUnmatched',
            meta: { rules: ['AU-1'] },
          },
          {
            guard: 'isMethodMissing',
            target: 'closed',
            actions: 'abortMethodMissing',
            meta: { rules: ['AU-6'] },
          },
          {
            guard: 'isIdentityClaimed',
            target: 'challenging',
            actions: ['recordHello', 'claimIdentity'],
            meta: { rules: ['AU-3', 'FA-3', 'FA-4', 'BP-25'], readings: ['invocationIds'] },
          },
          {
            target: 'established',
            actions: ['recordHello', 'sendWelcome'],
            meta: {
              // biome-ignore format: one line reads better
              rules: ['BP-3', 'BP-25', 'BP-26', 'AU-2', 'OP-1', 'FA-1', 'FA-2', 'FA-3', 'FA-4', 'FA-7', 'FA-8', 'FA-9', 'FA-10'],
              readings: ['invocationIds'],
            },
          },
        ],
        ABORT: { target: 'closed', meta: { rules: ['BP-8'] } },
        'message.malformed': { target: 'closed', actions: 'abortMalformed', meta: { rules: ['BP-5'] } },
        'timer.fired': { target: 'closed', actions: 'abortHelloLate', meta: { rules: ['BP-1'] } },
        'session.lost': { target: 'closed', meta: { rules: ['SR-8'] } },
        'router.closing': { target: 'closed', actions: 'abortClosing', meta: { rules: ['BP-8'] } },
        '*': { target: 'closed', actions: 'abortBeforeHello', meta: { rules: ['BP-1'] } },
      },
    },

    challenging,

    established: {
      entry: 'openSession',
      on: {
        CALL: [
          {
            guard: 'isRequestInFlight',
            target: 'closed',
            actions: 'abortRequestInFlight',
            meta: { rules: ['BP-20'] },
          },
          {
            guard: 'isOutOfSequence',
            target: 'closed',
            actions: 'abortOutOfSequence',
            meta: { rules: ['BP-24'], readings: ['requestIds'] },
          },
          {
            guard: 'isRoleForbidden',
            target: 'closed',
            actions: 'abortRoleMissing',
            meta: { rules: ['BP-28'], readings: ['roles'] },
          },
          {
            guard: 'isPassthru',
            target: 'closed',
            actions: 'abortPassthru',
            meta: { rules: ['FA-5'], readings: ['requestIds', 'roles'] },
          },
          {
            guard: 'isProgressive',
            target: 'closed',
            actions: 'abortProgressive',
            meta: { rules: ['FA-6'], readings: ['requestIds', 'roles'] },
          },
          {
            guard: 'isRoleRefused',
            actions: ['recordRequest', 'sendRoleMissing'],
            meta: { rules: ['BP-28', 'BP-24'], readings: ['roles', 'requestIds'] },
          },
          {
            guard: 'isUnauthorized',
            actions: ['recordRequest', 'sendUnauthorized'],
            meta: { rules: ['AZ-1', 'AZ-2', 'BP-24'], readings: ['requestIds', 'roles'] },
          },
          {
            guard: 'isCallLimitReached',
            actions: ['recordRequest', 'sendCallLimit'],
            meta: { rules: ['LM-2', 'BP-24'], readings: ['requestIds', 'roles'] },
          },
          {
            guard: 'isByteLimitExceeded',
            actions: ['recordRequest', 'sendByteLimit'],
            meta: { rules: ['LM-3', 'BP-24'], readings: ['requestIds', 'roles'] },
          },
          {
            guard: 'isTimeoutInvalid',
            actions: ['recordRequest', 'sendTimeoutInvalid'],
            meta: { rules: ['CT-3', 'BP-24'], readings: ['requestIds', 'roles'] },
          },
          {
            actions: ['recordRequest', 'deliver'],
            meta: {
              rules: ['BP-14', 'OP-1', 'BP-24', 'BP-25', 'BP-28', 'BP-29'],
              readings: ['requestIds', 'roles'],
            },
          },
        ],
        CANCEL: [
          {
            guard: 'isModeForbidden',
            target: 'closed',
            actions: 'abortModeUnknown',
            meta: { rules: ['CC-5'], readings: ['cancelUnknown'] },
          },
          {
            guard: 'isModeRefused',
            actions: 'sendModeUnknown',
            meta: { rules: ['CC-5'], readings: ['cancelUnknown'] },
          },
          { guard: 'isOver', meta: { rules: ['CC-7'], readings: ['cancelUnknown'] } },
          {
            guard: 'isSkipByDefault',
            actions: 'deliverSkip',
            meta: { rules: ['CC-5'], readings: ['cancelDefault', 'cancelUnknown'] },
          },
          {
            actions: 'deliver',
            meta: { rules: ['CC-5', 'CC-7', 'OP-1', 'BP-25'], readings: ['cancelDefault', 'cancelUnknown'] },
          },
        ],
        REGISTER: [
          {
            guard: 'isOutOfSequence',
            target: 'closed',
            actions: 'abortOutOfSequence',
            meta: { rules: ['BP-24'], readings: ['requestIds'] },
          },
          {
            guard: 'isRoleForbidden',
            target: 'closed',
            actions: 'abortRoleMissing',
            meta: { rules: ['BP-28'], readings: ['roles'] },
          },
          {
            guard: 'isInvokeViolation',
            target: 'closed',
            actions: 'abortInvokeUnknown',
            meta: { rules: ['SR-14'], readings: ['unknownPolicy'] },
          },
          {
            guard: 'isRoleRefused',
            actions: ['recordRequest', 'sendRoleMissing'],
            meta: { rules: ['BP-28', 'BP-24'], readings: ['roles', 'requestIds', 'unknownPolicy'] },
          },
          {
            guard: 'isUnauthorized',
            actions: ['recordRequest', 'sendUnauthorized'],
            meta: { rules: ['AZ-1', 'AZ-2', 'BP-24'], readings: ['roles', 'requestIds', 'unknownPolicy'] },
          },
          {
            guard: 'isForced',
            actions: ['recordRequest', 'claimProcedure'],
            meta: { rules: ['RV-1', 'BP-24'], readings: ['requestIds', 'roles', 'unknownPolicy'] },
          },
          {
            actions: ['recordRequest', 'deliver'],
            meta: {
              rules: ['FA-3', 'FA-4', 'BP-24', 'BP-25', 'BP-28', 'BP-30', 'RV-2'],
              readings: ['requestIds', 'roles', 'unknownPolicy'],
            },
          },
        ],
        UNREGISTER: [
          {
            guard: 'isOutOfSequence',
            target: 'closed',
            actions: 'abortOutOfSequence',
            meta: { rules: ['BP-24'], readings: ['requestIds'] },
          },
          {
            actions: ['recordRequest', 'deliver'],
            meta: { rules: ['SR-7', 'BP-24'], readings: ['requestIds'] },
          },
        ],
        YIELD: [
          {
            guard: 'isUnasked',
            target: 'closed',
            actions: 'abortUnasked',
            meta: { rules: ['BP-18'], readings: ['invocationIds'] },
          },
          { guard: 'isPassthru', target: 'closed', actions: 'abortPassthru', meta: { rules: ['FA-5'] } },
          {
            guard: 'isForbiddenLate',
            target: 'closed',
            actions: 'abortLate',
            meta: { rules: ['BP-17'], readings: ['late'] },
          },
          { guard: 'isLate', meta: { rules: ['BP-17'], readings: ['late'] } },
          {
            guard: 'isUnaskedProgress',
            target: 'closed',
            actions: 'abortUnaskedProgress',
            meta: { rules: ['PR-4'], readings: ['unaskedProgress'] },
          },
          { actions: 'deliver', meta: { rules: ['BP-17', 'BP-25'], readings: ['unaskedProgress'] } },
        ],
        ERROR: [
          { guard: 'isMisplaced', target: 'closed', actions: 'abortMisplaced', meta: { rules: ['BP-19'] } },
          {
            guard: 'isUnasked',
            target: 'closed',
            actions: 'abortUnasked',
            meta: { rules: ['BP-18'], readings: ['invocationIds'] },
          },
          {
            guard: 'isErrorUriForbidden',
            target: 'closed',
            actions: 'abortErrorUri',
            meta: { rules: ['BP-10'], readings: ['badUri'] },
          },
          {
            guard: 'isForbiddenLate',
            target: 'closed',
            actions: 'abortLate',
            meta: { rules: ['BP-17'], readings: ['late', 'badUri'] },
          },
          { guard: 'isLate', meta: { rules: ['BP-17'], readings: ['late', 'badUri'] } },
          {
            guard: 'isErrorUriReplaced',
            actions: 'deliverInvalidUri',
            meta: { rules: ['BP-10', 'BP-17'], readings: ['badUri'] },
          },
          { actions: 'deliver', meta: { rules: ['BP-17'], readings: ['badUri'] } },
        ],
        SUBSCRIBE: [
          {
            guard: 'isOutOfSequence',
            target: 'closed',
            actions: 'abortOutOfSequence',
            meta: { rules: ['BP-24'], readings: ['requestIds'] },
          },
          {
            actions: ['recordRequest', 'sendBrokerMissing'],
            meta: { rules: ['BP-21', 'BP-24'], readings: ['requestIds'] },
          },
        ],
        UNSUBSCRIBE: [
          {
            guard: 'isOutOfSequence',
            target: 'closed',
            actions: 'abortOutOfSequence',
            meta: { rules: ['BP-24'], readings: ['requestIds'] },
          },
          {
            actions: ['recordRequest', 'sendBrokerMissing'],
            meta: { rules: ['BP-21', 'BP-24'], readings: ['requestIds'] },
          },
        ],
        PUBLISH: [
          {
            guard: 'isOutOfSequence',
            target: 'closed',
            actions: 'abortOutOfSequence',
            meta: { rules: ['BP-24'], readings: ['requestIds'] },
          },
          {
            guard: 'isPassthru',
            target: 'closed',
            actions: 'abortPassthru',
            meta: { rules: ['FA-5'], readings: ['requestIds'] },
          },
          {
            guard: 'isAcknowledged',
            actions: ['recordRequest', 'sendBrokerMissing'],
            meta: { rules: ['BP-21', 'BP-24'], readings: ['requestIds'] },
          },
          { actions: 'recordRequest', meta: { rules: ['BP-21', 'BP-24'], readings: ['requestIds'] } },
        ],
        'procedure.cleared': { actions: 'deliver', meta: { rules: ['RV-1', 'BP-30'] } },
        'answer.undeliverable': { actions: 'sendAnswerUndeliverable', meta: { rules: ['UD-2'] } },
        HELLO: { target: 'closed', actions: 'abortHelloRepeated', meta: { rules: ['BP-4'] } },
        AUTHENTICATE: { target: 'closed', actions: 'abortAuthenticateUnasked', meta: { rules: ['AU-7'] } },
        GOODBYE: { target: 'closed', actions: 'sendGoodbyeAndOut', meta: { rules: ['BP-6', 'SR-8'] } },
        ABORT: { target: 'closed', meta: { rules: ['BP-8', 'SR-8'] } },
        'message.malformed': {
          target: 'closed',
          actions: 'abortMalformed',
          meta: { rules: ['BP-5', 'SR-8'] },
        },
        'session.lost': { target: 'closed', meta: { rules: ['SR-8'] } },
        'router.closing': { target: 'closing', actions: 'sendGoodbye', meta: { rules: ['BP-7'] } },
      },
    },

    closing: {
      entry: ['endSession', 'startTimer'],
      exit: 'stopTimer',
      on: {
        GOODBYE: { target: 'closed', meta: { rules: ['BP-6'] } },
        ABORT: { target: 'closed', meta: { rules: ['BP-8'] } },
        'session.lost': { target: 'closed', meta: { rules: ['SR-8'] } },
        'timer.fired': { target: 'closed', meta: { rules: ['BP-7'] } },
      },
    },

    closed: { type: 'final', entry: ['endSession', 'closeSession'] },
  },
});
