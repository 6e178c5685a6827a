/**
 * One connection, from its first message to its last: what may come when, and what aborts the session.
 *
 * Every message passes here first. An established session hands its requests on (`deliver`); what a client may not
 * send in a state ends the session, and with it the client's registrations and calls, but nobody else's.
 */
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
            meta: { rules: ['BP-9'] },
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
            target: 'established',
            actions: ['recordHello', 'sendWelcome'],
            meta: { rules: ['BP-3', 'AU-2', 'OP-1', 'FA-1', 'FA-2', 'FA-3', 'FA-4'] },
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
          { guard: 'isPassthru', target: 'closed', actions: 'abortPassthru', meta: { rules: ['FA-5'] } },
          {
            guard: 'isProgressive',
            target: 'closed',
            actions: 'abortProgressive',
            meta: { rules: ['FA-6'] },
          },
          { guard: 'isCallLimitReached', actions: 'sendCallLimit', meta: { rules: ['LM-2'] } },
          { guard: 'isByteLimitExceeded', actions: 'sendByteLimit', meta: { rules: ['LM-3'] } },
          { guard: 'isTimeoutInvalid', actions: 'sendTimeoutInvalid', meta: { rules: ['CT-3'] } },
          { actions: 'deliver', meta: { rules: ['BP-14', 'OP-1'] } },
        ],
        CANCEL: [
          {
            guard: 'isModeUnknown',
            target: 'closed',
            actions: 'abortModeUnknown',
            meta: { rules: ['CC-5'] },
          },
          { guard: 'isOver', meta: { rules: ['CC-7'] } },
          { actions: 'deliver', meta: { rules: ['CC-7', 'OP-1'] } },
        ],
        REGISTER: [
          {
            guard: 'isInvokeViolation',
            target: 'closed',
            actions: 'abortInvokeUnknown',
            meta: { rules: ['SR-14'], readings: ['unknownPolicy'] },
          },
          { actions: 'deliver', meta: { rules: ['FA-3', 'FA-4'], readings: ['unknownPolicy'] } },
        ],
        UNREGISTER: { actions: 'deliver', meta: { rules: ['SR-7'] } },
        YIELD: [
          { guard: 'isUnasked', target: 'closed', actions: 'abortUnasked', meta: { rules: ['BP-18'] } },
          { guard: 'isPassthru', target: 'closed', actions: 'abortPassthru', meta: { rules: ['FA-5'] } },
          { guard: 'isLate', meta: { rules: ['BP-17'] } },
          {
            guard: 'isUnaskedProgress',
            target: 'closed',
            actions: 'abortUnaskedProgress',
            meta: { rules: ['PR-4'], readings: ['unaskedProgress'] },
          },
          { actions: 'deliver', meta: { rules: ['BP-17'], readings: ['unaskedProgress'] } },
        ],
        ERROR: [
          { guard: 'isMisplaced', target: 'closed', actions: 'abortMisplaced', meta: { rules: ['BP-19'] } },
          { guard: 'isUnasked', target: 'closed', actions: 'abortUnasked', meta: { rules: ['BP-18'] } },
          { guard: 'isLate', meta: { rules: ['BP-17'] } },
          { actions: 'deliver', meta: { rules: ['BP-17'] } },
        ],
        SUBSCRIBE: { actions: 'sendBrokerMissing', meta: { rules: ['BP-21'] } },
        UNSUBSCRIBE: { actions: 'sendBrokerMissing', meta: { rules: ['BP-21'] } },
        PUBLISH: [
          { guard: 'isPassthru', target: 'closed', actions: 'abortPassthru', meta: { rules: ['FA-5'] } },
          { guard: 'isAcknowledged', actions: 'sendBrokerMissing', meta: { rules: ['BP-21'] } },
        ],
        'answer.undeliverable': { actions: 'sendAnswerUndeliverable', meta: { rules: ['UD-2'] } },
        HELLO: { target: 'closed', actions: 'abortHelloRepeated', meta: { rules: ['BP-4'] } },
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
