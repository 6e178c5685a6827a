// Generated from machines/call.machine.ts by "npm run generate". Do not edit.
/** The call chart as code: the same states, contexts and effects as XState gives. */
import {
  askForCallee,
  askForNextCallee,
  endCall,
  hasMetObstacle,
  hasTimeout,
  isCalleeInterruptible,
  isCanceledAfterKill,
  isCanceledAsInterrupted,
  isDroppedProgress,
  isFailedAfterKill,
  isFinalProgress,
  isKeptAtWithdrawal,
  isKill,
  isLateCanceled,
  isLatePassedOn,
  isLateRefusal,
  isNewlyOvertaken,
  isOneInterruptEnough,
  isOrderStrict,
  isOrderStrictAndTimed,
  isPassedAfterKill,
  isProcedureGone,
  isProcedureInvalid,
  isProgress,
  isRefusal,
  isReroutedAtObstacle,
  isReroutedAtWithdrawal,
  isSkip,
  isTimedProgress,
  isUnannouncedRefusal,
  passError,
  recordCallee,
  recordObstacle,
  recordOvertaking,
  recordProgress,
  recordRefusal,
  sendCalleeLeft,
  sendCalleeUnreachable,
  sendCalleeWithdrawn,
  sendCallerUnreachable,
  sendCanceled,
  sendExhausted,
  sendInterruptKill,
  sendInterruptKillnowait,
  sendInvocation,
  sendObstacle,
  sendProcedureInvalid,
  sendProcedureUnknown,
  sendProgress,
  sendRefused,
  sendResult,
  sendTimedOut,
  startTimer,
  tellEarlierCalls,
} from '../../../machines/steps/call.ts';
import type { CallContext, CallEvent } from '../../../machines/vocabulary.ts';
import type { ChartDriver, Edge, Instance, Mutable, Sink } from './chart.ts';

/** The context of a running chart, which only its driver changes. */
type Own = Mutable<CallContext>;

export const callEngine: ChartDriver<CallContext, CallEvent> = {
  start(instance: Instance<Own>, effects) {
    instance.state = 'selecting';
    effects.push(askForCallee());
  },
  step(instance: Instance<Own>, event, effects) {
    switch (instance.state) {
      case 'selecting':
        return inSelecting(instance, event, effects);
      case 'invoked.waiting':
        return inInvokedWaiting(instance, event, effects);
      case 'invoked.interrupted':
        return inInvokedInterrupted(instance, event, effects);
      case 'rerouting':
        return inRerouting(instance, event, effects);
      default:
        return undefined;
    }
  },
};

/** In selecting. */
function inSelecting(instance: Instance<Own>, event: CallEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'select.member': {
      // CT-1, CR-10, BP-26, PR-1, BP-29, reading order
      if (isOrderStrictAndTimed(instance.context)) {
        effects.push(startTimer(instance.context));
        {
          const registration = recordCallee.registration(instance.context, event);
          const callee = recordCallee.callee(instance.context, event);
          const invocation = recordCallee.invocation(instance.context, event);
          const tries = recordCallee.tries(instance.context);
          instance.context.registration = registration;
          instance.context.callee = callee;
          instance.context.invocation = invocation;
          instance.context.tries = tries;
        }
        effects.push(sendInvocation(instance.context));
        effects.push(tellEarlierCalls(instance.context));
        instance.state = 'invoked.waiting';
        return EDGE_1;
      }
      // CR-10, BP-26, PR-1, BP-29, reading order
      if (isOrderStrict(instance.context)) {
        {
          const registration = recordCallee.registration(instance.context, event);
          const callee = recordCallee.callee(instance.context, event);
          const invocation = recordCallee.invocation(instance.context, event);
          const tries = recordCallee.tries(instance.context);
          instance.context.registration = registration;
          instance.context.callee = callee;
          instance.context.invocation = invocation;
          instance.context.tries = tries;
        }
        effects.push(sendInvocation(instance.context));
        effects.push(tellEarlierCalls(instance.context));
        instance.state = 'invoked.waiting';
        return EDGE_2;
      }
      // CT-1, CR-10, BP-26, PR-1, reading order
      if (hasTimeout(instance.context)) {
        effects.push(startTimer(instance.context));
        {
          const registration = recordCallee.registration(instance.context, event);
          const callee = recordCallee.callee(instance.context, event);
          const invocation = recordCallee.invocation(instance.context, event);
          const tries = recordCallee.tries(instance.context);
          instance.context.registration = registration;
          instance.context.callee = callee;
          instance.context.invocation = invocation;
          instance.context.tries = tries;
        }
        effects.push(sendInvocation(instance.context));
        instance.state = 'invoked.waiting';
        return EDGE_3;
      }
      // CR-10, BP-26, PR-1, reading order
      {
        const registration = recordCallee.registration(instance.context, event);
        const callee = recordCallee.callee(instance.context, event);
        const invocation = recordCallee.invocation(instance.context, event);
        const tries = recordCallee.tries(instance.context);
        instance.context.registration = registration;
        instance.context.callee = callee;
        instance.context.invocation = invocation;
        instance.context.tries = tries;
      }
      effects.push(sendInvocation(instance.context));
      instance.state = 'invoked.waiting';
      return EDGE_4;
    }
    case 'select.none': {
      // BP-10
      if (isProcedureInvalid(instance.context)) {
        effects.push(sendProcedureInvalid(instance.context));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_5;
      }
      // BP-13
      effects.push(sendProcedureUnknown(instance.context));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_6;
    }
    default: {
      return undefined;
    }
  }
}

/** In invoked.waiting. */
function inInvokedWaiting(instance: Instance<Own>, event: CallEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'callee.withdrawn': {
      // BP-22, CR-7, reading withdrawn, reading gate, reading afterProgress, reading ended
      if (isReroutedAtWithdrawal(instance.context)) {
        instance.context.refusals = recordRefusal.refusals(instance.context);
        effects.push(askForNextCallee(instance.context));
        instance.state = 'rerouting';
        return EDGE_7;
      }
      // BP-22, reading withdrawn, reading gate, reading afterProgress
      if (isKeptAtWithdrawal(instance.context)) {
        return EDGE_8;
      }
      // BP-22, reading withdrawn, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendCalleeWithdrawn(instance.context));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_9;
      }
      // BP-22, reading withdrawn
      effects.push(sendCalleeWithdrawn(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_10;
    }
    case 'callee.unreachable': {
      // UD-1, reading undeliverable, reading ended
      if (isReroutedAtObstacle(instance.context, event)) {
        {
          const refusals = recordObstacle.refusals(instance.context);
          const obstacle = recordObstacle.obstacle(instance.context, event);
          const what = recordObstacle.what(instance.context, event);
          instance.context.refusals = refusals;
          instance.context.obstacle = obstacle;
          instance.context.what = what;
        }
        effects.push(askForNextCallee(instance.context));
        instance.state = 'rerouting';
        return EDGE_11;
      }
      // UD-1, LM-4, CC-6, reading undeliverable
      effects.push(sendCalleeUnreachable(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_12;
    }
    case 'CANCEL': {
      // CC-3, CC-7
      if (isKill(instance.context, event)) {
        effects.push(sendInterruptKill(instance.context));
        instance.state = 'invoked.interrupted';
        return EDGE_13;
      }
      // CC-1, CC-4
      if (isSkip(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_14;
      }
      // CC-2, CC-5, CC-7
      effects.push(sendCanceled(instance.context));
      effects.push(sendInterruptKillnowait(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_15;
    }
    case 'YIELD':
      return on1(instance, event, effects);
    case 'ERROR': {
      // reading gate, reading afterKill, reading details
      if (isUnannouncedRefusal(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_21;
      }
      // reading gate, reading afterProgress, reading refusedLate, reading afterKill, reading details
      if (isLatePassedOn(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_22;
      }
      // reading gate, reading afterProgress, reading refusedLate, reading afterKill
      if (isLateCanceled(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_23;
      }
      // CR-1, reading gate, reading afterProgress, reading refusedLate, reading afterKill
      if (isLateRefusal(instance.context, event)) {
        effects.push(sendRefused(instance.context));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_24;
      }
      // CR-1, CR-7, reading gate, reading afterProgress, reading afterKill, reading ended
      if (isRefusal(instance.context, event)) {
        instance.context.refusals = recordRefusal.refusals(instance.context);
        effects.push(askForNextCallee(instance.context));
        instance.state = 'rerouting';
        return EDGE_25;
      }
      // CR-9, BP-14, reading details
      effects.push(passError(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_26;
    }
    case 'call.overtaken':
      return on2(instance, event, effects);
    case 'callee.left':
      return on3(instance, event, effects);
    case 'caller.unreachable': {
      // UD-2, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendCallerUnreachable(instance.context, event));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_29;
      }
      // UD-2
      effects.push(sendCallerUnreachable(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_30;
    }
    case 'caller.left': {
      // BP-16, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'abandoned';
        return EDGE_31;
      }
      // BP-16
      effects.push(endCall());
      instance.state = 'abandoned';
      return EDGE_32;
    }
    case 'timer.fired': {
      // CT-2, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendTimedOut(instance.context));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'expired';
        return EDGE_33;
      }
      // CT-2
      effects.push(sendTimedOut(instance.context));
      effects.push(endCall());
      instance.state = 'expired';
      return EDGE_34;
    }
    default: {
      return undefined;
    }
  }
}

/** In invoked.interrupted. */
function inInvokedInterrupted(instance: Instance<Own>, event: CallEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'ERROR': {
      // reading afterKill, reading details
      if (isPassedAfterKill(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_35;
      }
      // reading afterKill
      if (isFailedAfterKill(instance.context, event)) {
        effects.push(sendRefused(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_36;
      }
      // CC-6, reading afterKill
      if (isCanceledAfterKill(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_37;
      }
      // reading gate, reading afterKill, reading details
      if (isUnannouncedRefusal(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_21;
      }
      // reading gate, reading afterProgress, reading refusedLate, reading afterKill, reading details
      if (isLatePassedOn(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_22;
      }
      // reading gate, reading afterProgress, reading refusedLate, reading afterKill
      if (isLateCanceled(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_23;
      }
      // CR-1, reading gate, reading afterProgress, reading refusedLate, reading afterKill
      if (isLateRefusal(instance.context, event)) {
        effects.push(sendRefused(instance.context));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_24;
      }
      // CR-1, CR-7, reading gate, reading afterProgress, reading afterKill, reading ended
      if (isRefusal(instance.context, event)) {
        instance.context.refusals = recordRefusal.refusals(instance.context);
        effects.push(askForNextCallee(instance.context));
        instance.state = 'rerouting';
        return EDGE_25;
      }
      // CR-9, BP-14, reading details
      effects.push(passError(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_26;
    }
    case 'CANCEL': {
      // CC-3
      if (isKill(instance.context, event)) {
        return EDGE_38;
      }
      // CC-1, CC-4
      if (isSkip(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_14;
      }
      // CC-2, CC-5, CC-7
      effects.push(sendCanceled(instance.context));
      effects.push(sendInterruptKillnowait(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_15;
    }
    case 'callee.withdrawn': {
      // BP-22, reading withdrawn, reading interruptAgain
      if (isCanceledAsInterrupted(instance.context)) {
        effects.push(sendCalleeWithdrawn(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_39;
      }
      // BP-22, reading withdrawn, reading gate, reading afterProgress
      if (isKeptAtWithdrawal(instance.context)) {
        return EDGE_8;
      }
      // BP-22, reading withdrawn, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendCalleeWithdrawn(instance.context));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_9;
      }
      // BP-22, reading withdrawn
      effects.push(sendCalleeWithdrawn(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_10;
    }
    case 'caller.unreachable': {
      // UD-2, reading interruptAgain
      if (isOneInterruptEnough(instance.context)) {
        effects.push(sendCallerUnreachable(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_40;
      }
      // UD-2, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendCallerUnreachable(instance.context, event));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_29;
      }
      // UD-2
      effects.push(sendCallerUnreachable(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_30;
    }
    case 'caller.left': {
      // BP-16, reading interruptAgain
      if (isOneInterruptEnough(instance.context)) {
        effects.push(endCall());
        instance.state = 'abandoned';
        return EDGE_41;
      }
      // BP-16, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'abandoned';
        return EDGE_31;
      }
      // BP-16
      effects.push(endCall());
      instance.state = 'abandoned';
      return EDGE_32;
    }
    case 'timer.fired': {
      // CT-2, reading interruptAgain
      if (isOneInterruptEnough(instance.context)) {
        effects.push(sendTimedOut(instance.context));
        effects.push(endCall());
        instance.state = 'expired';
        return EDGE_42;
      }
      // CT-2, reading interruptAgain
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendTimedOut(instance.context));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'expired';
        return EDGE_33;
      }
      // CT-2
      effects.push(sendTimedOut(instance.context));
      effects.push(endCall());
      instance.state = 'expired';
      return EDGE_34;
    }
    case 'YIELD':
      return on1(instance, event, effects);
    case 'call.overtaken':
      return on2(instance, event, effects);
    case 'callee.left':
      return on3(instance, event, effects);
    case 'callee.unreachable': {
      // UD-1, LM-4, CC-6, reading undeliverable
      effects.push(sendCalleeUnreachable(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_12;
    }
    default: {
      return undefined;
    }
  }
}

/** In rerouting. */
function inRerouting(instance: Instance<Own>, event: CallEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'select.member': {
      // CR-1, CR-10, BP-26, PR-1, CT-1, BP-29, reading ended, reading order
      if (isOrderStrict(instance.context)) {
        {
          const registration = recordCallee.registration(instance.context, event);
          const callee = recordCallee.callee(instance.context, event);
          const invocation = recordCallee.invocation(instance.context, event);
          const tries = recordCallee.tries(instance.context);
          instance.context.registration = registration;
          instance.context.callee = callee;
          instance.context.invocation = invocation;
          instance.context.tries = tries;
        }
        effects.push(sendInvocation(instance.context));
        effects.push(tellEarlierCalls(instance.context));
        instance.state = 'invoked.waiting';
        return EDGE_43;
      }
      // CR-1, CR-10, BP-26, PR-1, CT-1, BP-29, reading ended, reading order
      {
        const registration = recordCallee.registration(instance.context, event);
        const callee = recordCallee.callee(instance.context, event);
        const invocation = recordCallee.invocation(instance.context, event);
        const tries = recordCallee.tries(instance.context);
        instance.context.registration = registration;
        instance.context.callee = callee;
        instance.context.invocation = invocation;
        instance.context.tries = tries;
      }
      effects.push(sendInvocation(instance.context));
      instance.state = 'invoked.waiting';
      return EDGE_44;
    }
    case 'select.none': {
      // UD-1, reading undeliverable, reading ended, reading order
      if (hasMetObstacle(instance.context)) {
        effects.push(sendObstacle(instance.context));
        effects.push(endCall());
        instance.state = 'exhausted';
        return EDGE_45;
      }
      // reading nobody, reading ended
      if (isProcedureGone(instance.context, event)) {
        effects.push(sendProcedureUnknown(instance.context));
        effects.push(endCall());
        instance.state = 'exhausted';
        return EDGE_46;
      }
      // CR-8, reading ended, reading nobody, reading order
      effects.push(sendExhausted(instance.context, event));
      effects.push(endCall());
      instance.state = 'exhausted';
      return EDGE_47;
    }
    default: {
      return undefined;
    }
  }
}

/** YIELD in invoked.waiting, invoked.interrupted. */
function on1(
  instance: Instance<Own>,
  event: Extract<CallEvent, { type: 'YIELD' }>,
  effects: Sink,
): Edge | undefined {
  // PR-4, reading unaskedProgress
  if (isDroppedProgress(instance.context, event)) {
    return EDGE_16;
  }
  // PR-4, BP-14, reading unaskedProgress
  if (isFinalProgress(instance.context, event)) {
    effects.push(sendResult(instance.context, event));
    effects.push(endCall());
    instance.state = 'completed';
    return EDGE_17;
  }
  // PR-2, PR-3, reading unaskedProgress
  if (isTimedProgress(instance.context, event)) {
    instance.context.progressed = recordProgress.progressed();
    effects.push(sendProgress(instance.context, event));
    effects.push(startTimer(instance.context));
    return EDGE_18;
  }
  // PR-2, reading unaskedProgress
  if (isProgress(instance.context, event)) {
    instance.context.progressed = recordProgress.progressed();
    effects.push(sendProgress(instance.context, event));
    return EDGE_19;
  }
  // BP-14
  effects.push(sendResult(instance.context, event));
  effects.push(endCall());
  instance.state = 'completed';
  return EDGE_20;
}

/** call.overtaken in invoked.waiting, invoked.interrupted. */
function on2(
  instance: Instance<Own>,
  event: Extract<CallEvent, { type: 'call.overtaken' }>,
  _effects: Sink,
): Edge | undefined {
  // BP-29, reading order
  if (isNewlyOvertaken(instance.context, event)) {
    instance.context.passedOver = recordOvertaking.passedOver(instance.context, event);
    return EDGE_27;
  }
  return undefined;
}

/** callee.left in invoked.waiting, invoked.interrupted. */
function on3(
  instance: Instance<Own>,
  _event: Extract<CallEvent, { type: 'callee.left' }>,
  effects: Sink,
): Edge | undefined {
  // BP-15, reading goneUri
  effects.push(sendCalleeLeft(instance.context));
  effects.push(endCall());
  instance.state = 'canceled';
  return EDGE_28;
}

const EDGE_1: Edge = {
  event: 'select.member',
  rules: ['CT-1', 'CR-10', 'BP-26', 'PR-1', 'BP-29'],
  readings: ['order'],
};
const EDGE_2: Edge = {
  event: 'select.member',
  rules: ['CR-10', 'BP-26', 'PR-1', 'BP-29'],
  readings: ['order'],
};
const EDGE_3: Edge = {
  event: 'select.member',
  rules: ['CT-1', 'CR-10', 'BP-26', 'PR-1'],
  readings: ['order'],
};
const EDGE_4: Edge = { event: 'select.member', rules: ['CR-10', 'BP-26', 'PR-1'], readings: ['order'] };
const EDGE_5: Edge = { event: 'select.none', rules: ['BP-10'], readings: [] };
const EDGE_6: Edge = { event: 'select.none', rules: ['BP-13'], readings: [] };
const EDGE_7: Edge = {
  event: 'callee.withdrawn',
  rules: ['BP-22', 'CR-7'],
  readings: ['withdrawn', 'gate', 'afterProgress', 'ended'],
};
const EDGE_8: Edge = {
  event: 'callee.withdrawn',
  rules: ['BP-22'],
  readings: ['withdrawn', 'gate', 'afterProgress'],
};
const EDGE_9: Edge = {
  event: 'callee.withdrawn',
  rules: ['BP-22'],
  readings: ['withdrawn', 'interruptAgain'],
};
const EDGE_10: Edge = { event: 'callee.withdrawn', rules: ['BP-22'], readings: ['withdrawn'] };
const EDGE_11: Edge = { event: 'callee.unreachable', rules: ['UD-1'], readings: ['undeliverable', 'ended'] };
const EDGE_12: Edge = {
  event: 'callee.unreachable',
  rules: ['UD-1', 'LM-4', 'CC-6'],
  readings: ['undeliverable'],
};
const EDGE_13: Edge = { event: 'CANCEL', rules: ['CC-3', 'CC-7'], readings: [] };
const EDGE_14: Edge = { event: 'CANCEL', rules: ['CC-1', 'CC-4'], readings: [] };
const EDGE_15: Edge = { event: 'CANCEL', rules: ['CC-2', 'CC-5', 'CC-7'], readings: [] };
const EDGE_16: Edge = { event: 'YIELD', rules: ['PR-4'], readings: ['unaskedProgress'] };
const EDGE_17: Edge = { event: 'YIELD', rules: ['PR-4', 'BP-14'], readings: ['unaskedProgress'] };
const EDGE_18: Edge = { event: 'YIELD', rules: ['PR-2', 'PR-3'], readings: ['unaskedProgress'] };
const EDGE_19: Edge = { event: 'YIELD', rules: ['PR-2'], readings: ['unaskedProgress'] };
const EDGE_20: Edge = { event: 'YIELD', rules: ['BP-14'], readings: [] };
const EDGE_21: Edge = { event: 'ERROR', rules: [], readings: ['gate', 'afterKill', 'details'] };
const EDGE_22: Edge = {
  event: 'ERROR',
  rules: [],
  readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill', 'details'],
};
const EDGE_23: Edge = {
  event: 'ERROR',
  rules: [],
  readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill'],
};
const EDGE_24: Edge = {
  event: 'ERROR',
  rules: ['CR-1'],
  readings: ['gate', 'afterProgress', 'refusedLate', 'afterKill'],
};
const EDGE_25: Edge = {
  event: 'ERROR',
  rules: ['CR-1', 'CR-7'],
  readings: ['gate', 'afterProgress', 'afterKill', 'ended'],
};
const EDGE_26: Edge = { event: 'ERROR', rules: ['CR-9', 'BP-14'], readings: ['details'] };
const EDGE_27: Edge = { event: 'call.overtaken', rules: ['BP-29'], readings: ['order'] };
const EDGE_28: Edge = { event: 'callee.left', rules: ['BP-15'], readings: ['goneUri'] };
const EDGE_29: Edge = { event: 'caller.unreachable', rules: ['UD-2'], readings: ['interruptAgain'] };
const EDGE_30: Edge = { event: 'caller.unreachable', rules: ['UD-2'], readings: [] };
const EDGE_31: Edge = { event: 'caller.left', rules: ['BP-16'], readings: ['interruptAgain'] };
const EDGE_32: Edge = { event: 'caller.left', rules: ['BP-16'], readings: [] };
const EDGE_33: Edge = { event: 'timer.fired', rules: ['CT-2'], readings: ['interruptAgain'] };
const EDGE_34: Edge = { event: 'timer.fired', rules: ['CT-2'], readings: [] };
const EDGE_35: Edge = { event: 'ERROR', rules: [], readings: ['afterKill', 'details'] };
const EDGE_36: Edge = { event: 'ERROR', rules: [], readings: ['afterKill'] };
const EDGE_37: Edge = { event: 'ERROR', rules: ['CC-6'], readings: ['afterKill'] };
const EDGE_38: Edge = { event: 'CANCEL', rules: ['CC-3'], readings: [] };
const EDGE_39: Edge = {
  event: 'callee.withdrawn',
  rules: ['BP-22'],
  readings: ['withdrawn', 'interruptAgain'],
};
const EDGE_40: Edge = { event: 'caller.unreachable', rules: ['UD-2'], readings: ['interruptAgain'] };
const EDGE_41: Edge = { event: 'caller.left', rules: ['BP-16'], readings: ['interruptAgain'] };
const EDGE_42: Edge = { event: 'timer.fired', rules: ['CT-2'], readings: ['interruptAgain'] };
const EDGE_43: Edge = {
  event: 'select.member',
  rules: ['CR-1', 'CR-10', 'BP-26', 'PR-1', 'CT-1', 'BP-29'],
  readings: ['ended', 'order'],
};
const EDGE_44: Edge = {
  event: 'select.member',
  rules: ['CR-1', 'CR-10', 'BP-26', 'PR-1', 'CT-1', 'BP-29'],
  readings: ['ended', 'order'],
};
const EDGE_45: Edge = {
  event: 'select.none',
  rules: ['UD-1'],
  readings: ['undeliverable', 'ended', 'order'],
};
const EDGE_46: Edge = { event: 'select.none', rules: [], readings: ['nobody', 'ended'] };
const EDGE_47: Edge = { event: 'select.none', rules: ['CR-8'], readings: ['ended', 'nobody', 'order'] };
