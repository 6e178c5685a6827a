/**
 * A CALL, from the message of the caller to its one final answer.
 *
 * `selecting` asks the registration for a callee, `invoked` waits for its answer, a refusal leads to `rerouting` and
 * from there to the next callee, or to `exhausted`. Each final state is one way in which a call can end.
 */
import { chart } from './dialect.ts';
import * as steps from './steps/call.ts';
import type { CallContext, CallEvent } from './vocabulary.ts';

export const callMachine = chart<CallContext, CallEvent, typeof steps>(steps).createMachine({
  id: 'call',
  context: ({ input }) => input,
  initial: 'selecting',
  states: {
    selecting: {
      entry: 'askForCallee',
      on: {
        'select.member': [
          {
            guard: 'isOrderStrictAndTimed',
            target: 'invoked',
            actions: ['startTimer', 'recordCallee', 'sendInvocation', 'tellEarlierCalls'],
            meta: { rules: ['CT-1', 'CR-10', 'BP-26', 'PR-1', 'BP-29'], readings: ['order'] },
          },
          {
            guard: 'isOrderStrict',
            target: 'invoked',
            actions: ['recordCallee', 'sendInvocation', 'tellEarlierCalls'],
            meta: { rules: ['CR-10', 'BP-26', 'PR-1', 'BP-29'], readings: ['order'] },
          },
          {
            guard: 'hasTimeout',
            target: 'invoked',
            actions: ['startTimer', 'recordCallee', 'sendInvocation'],
            meta: { rules: ['CT-1', 'CR-10', 'BP-26', 'PR-1'], readings: ['order'] },
          },
          {
            target: 'invoked',
            actions: ['recordCallee', 'sendInvocation'],
            meta: { rules: ['CR-10', 'BP-26', 'PR-1'], readings: ['order'] },
          },
        ],
        'select.none': [
          {
            guard: 'isProcedureInvalid',
            target: 'failed',
            actions: 'sendProcedureInvalid',
            meta: { rules: ['BP-10'] },
          },
          { target: 'failed', actions: 'sendProcedureUnknown', meta: { rules: ['BP-13'] } },
        ],
      },
    },

    invoked: {
      initial: 'waiting',
      on: {
        YIELD: [
          { guard: 'isDroppedProgress', meta: { rules: ['PR-4'], readings: ['unaskedProgress'] } },
          {
            guard: 'isFinalProgress',
            target: 'completed',
            actions: 'sendResult',
            meta: { rules: ['PR-4', 'BP-14'], readings: ['unaskedProgress'] },
          },
          {
            guard: 'isTimedProgress',
            actions: ['recordProgress', 'sendProgress', 'startTimer'],
            meta: { rules: ['PR-2', 'PR-3'], readings: ['unaskedProgress'] },
          },
          {
            guard: 'isProgress',
            actions: ['recordProgress', 'sendProgress'],
            meta: { rules: ['PR-2'], readings: ['unaskedProgress'] },
          },
          { target: 'completed', actions: 'sendResult', meta: { rules: ['BP-14'] } },
        ],
        ERROR: [
          {
            guard: 'isUnannouncedRefusal',
            target: 'failed',
            actions: 'passError',
            meta: { readings: ['gate', 'afterKill', 'details'] },
          },
          {
            guard: 'isLatePassedOn',
            target: 'failed',
            actions: 'passError',
            meta: { readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill', 'details'] },
          },
          {
            guard: 'isLateCanceled',
            target: 'canceled',
            actions: 'sendCanceled',
            meta: { readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill'] },
          },
          {
            guard: 'isLateRefusal',
            target: 'failed',
            actions: 'sendRefused',
            meta: { rules: ['CR-1'], readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill'] },
          },
          {
            guard: 'isRefusal',
            target: 'rerouting',
            actions: 'recordRefusal',
            meta: {
              rules: ['CR-1', 'CR-7'],
              readings: ['gate', 'afterProgress', 'afterKill', 'ended'],
            },
          },
          {
            target: 'failed',
            actions: 'passError',
            meta: { rules: ['CR-9', 'BP-14'], readings: ['details'] },
          },
        ],
        CANCEL: [
          { guard: 'isSkip', target: 'canceled', actions: 'sendCanceled', meta: { rules: ['CC-1', 'CC-4'] } },
          {
            target: 'canceled',
            actions: ['sendCanceled', 'sendInterruptKillnowait'],
            meta: { rules: ['CC-2', 'CC-5', 'CC-7'] },
          },
        ],
        'call.overtaken': {
          guard: 'isNewlyOvertaken',
          actions: 'recordOvertaking',
          meta: { rules: ['BP-29'], readings: ['order'] },
        },
        'callee.left': {
          target: 'canceled',
          actions: 'sendCalleeLeft',
          meta: { rules: ['BP-15'], readings: ['goneUri'] },
        },
        'callee.withdrawn': [
          {
            guard: 'isKeptAtWithdrawal',
            meta: { rules: ['BP-22'], readings: ['withdrawn', 'gate', 'afterProgress'] },
          },
          {
            guard: 'isCalleeInterruptible',
            target: 'canceled',
            actions: ['sendCalleeWithdrawn', 'sendInterruptKillnowait'],
            meta: { rules: ['BP-22'], readings: ['withdrawn', 'interruptAgain'] },
          },
          {
            target: 'canceled',
            actions: 'sendCalleeWithdrawn',
            meta: { rules: ['BP-22'], readings: ['withdrawn'] },
          },
        ],
        'callee.unreachable': {
          target: 'failed',
          actions: 'sendCalleeUnreachable',
          meta: { rules: ['UD-1', 'LM-4', 'CC-6'], readings: ['undeliverable'] },
        },
        'caller.unreachable': [
          {
            guard: 'isCalleeInterruptible',
            target: 'failed',
            actions: ['sendCallerUnreachable', 'sendInterruptKillnowait'],
            meta: { rules: ['UD-2'], readings: ['interruptAgain'] },
          },
          { target: 'failed', actions: 'sendCallerUnreachable', meta: { rules: ['UD-2'] } },
        ],
        'caller.left': [
          {
            guard: 'isCalleeInterruptible',
            target: 'abandoned',
            actions: 'sendInterruptKillnowait',
            meta: { rules: ['BP-16'], readings: ['interruptAgain'] },
          },
          { target: 'abandoned', meta: { rules: ['BP-16'] } },
        ],
        'timer.fired': [
          {
            guard: 'isCalleeInterruptible',
            target: 'expired',
            actions: ['sendTimedOut', 'sendInterruptKillnowait'],
            meta: { rules: ['CT-2'], readings: ['interruptAgain'] },
          },
          { target: 'expired', actions: 'sendTimedOut', meta: { rules: ['CT-2'] } },
        ],
      },
      states: {
        waiting: {
          on: {
            'callee.withdrawn': {
              guard: 'isReroutedAtWithdrawal',
              target: '#call.rerouting',
              actions: 'recordRefusal',
              meta: { rules: ['BP-22', 'CR-7'], readings: ['withdrawn', 'gate', 'afterProgress', 'ended'] },
            },
            'callee.unreachable': {
              guard: 'isReroutedAtObstacle',
              target: '#call.rerouting',
              actions: 'recordObstacle',
              meta: { rules: ['UD-1'], readings: ['undeliverable', 'ended'] },
            },
            CANCEL: {
              guard: 'isKill',
              target: 'interrupted',
              actions: 'sendInterruptKill',
              meta: { rules: ['CC-3', 'CC-7'] },
            },
          },
        },
        interrupted: {
          on: {
            ERROR: [
              {
                guard: 'isPassedAfterKill',
                target: '#call.canceled',
                actions: 'passError',
                meta: { readings: ['afterKill', 'details'] },
              },
              {
                guard: 'isFailedAfterKill',
                target: '#call.canceled',
                actions: 'sendRefused',
                meta: { readings: ['afterKill'] },
              },
              {
                guard: 'isCanceledAfterKill',
                target: '#call.canceled',
                actions: 'sendCanceled',
                meta: { rules: ['CC-6'], readings: ['afterKill'] },
              },
            ],
            CANCEL: { guard: 'isKill', meta: { rules: ['CC-3'] } },
            'callee.withdrawn': {
              guard: 'isCanceledAsInterrupted',
              target: '#call.canceled',
              actions: 'sendCalleeWithdrawn',
              meta: { rules: ['BP-22'], readings: ['withdrawn', 'interruptAgain'] },
            },
            'caller.unreachable': {
              guard: 'isOneInterruptEnough',
              target: '#call.failed',
              actions: 'sendCallerUnreachable',
              meta: { rules: ['UD-2'], readings: ['interruptAgain'] },
            },
            'caller.left': {
              guard: 'isOneInterruptEnough',
              target: '#call.abandoned',
              meta: { rules: ['BP-16'], readings: ['interruptAgain'] },
            },
            'timer.fired': {
              guard: 'isOneInterruptEnough',
              target: '#call.expired',
              actions: 'sendTimedOut',
              meta: { rules: ['CT-2'], readings: ['interruptAgain'] },
            },
          },
        },
      },
    },

    rerouting: {
      entry: 'askForNextCallee',
      on: {
        'select.member': [
          {
            guard: 'isOrderStrict',
            target: 'invoked',
            actions: ['recordCallee', 'sendInvocation', 'tellEarlierCalls'],
            meta: {
              rules: ['CR-1', 'CR-10', 'BP-26', 'PR-1', 'CT-1', 'BP-29'],
              readings: ['ended', 'order'],
            },
          },
          {
            target: 'invoked',
            actions: ['recordCallee', 'sendInvocation'],
            meta: {
              rules: ['CR-1', 'CR-10', 'BP-26', 'PR-1', 'CT-1', 'BP-29'],
              readings: ['ended', 'order'],
            },
          },
        ],
        'select.none': [
          {
            guard: 'hasMetObstacle',
            target: 'exhausted',
            actions: 'sendObstacle',
            meta: { rules: ['UD-1'], readings: ['undeliverable', 'ended', 'order'] },
          },
          {
            guard: 'isProcedureGone',
            target: 'exhausted',
            actions: 'sendProcedureUnknown',
            meta: { readings: ['nobody', 'ended'] },
          },
          {
            target: 'exhausted',
            actions: 'sendExhausted',
            meta: { rules: ['CR-8'], readings: ['ended', 'nobody', 'order'] },
          },
        ],
      },
    },

    completed: { type: 'final', entry: 'endCall' },
    failed: { type: 'final', entry: 'endCall' },
    exhausted: { type: 'final', entry: 'endCall' },
    canceled: { type: 'final', entry: 'endCall' },
    expired: { type: 'final', entry: 'endCall' },
    abandoned: { type: 'final', entry: 'endCall' },
  },
});
