// Generated from machines/call.machine.ts by "npm run generate". Do not edit.
/** The call chart as code: the same states, contexts and effects as XState gives. */
import {
  askForCallee,
  endCall,
  hasTimeout,
  isCalleeInterruptible,
  isKill,
  isProcedureInvalid,
  isProgress,
  isRefusal,
  isRefusalAfterProgress,
  isSkip,
  isTimedProgress,
  isTimeoutInvalid,
  isUnannouncedRefusal,
  isUnwantedProgress,
  passError,
  recordCallee,
  recordProgress,
  recordRefusal,
  sendCalleeLeft,
  sendCanceled,
  sendExhausted,
  sendInterruptKill,
  sendInterruptKillnowait,
  sendInvocation,
  sendProcedureInvalid,
  sendProcedureUnknown,
  sendProgress,
  sendResult,
  sendTimedOut,
  sendTimeoutInvalid,
  startTimer,
} from '../../machines/steps/call.ts';
import type { CallContext, CallEvent } from '../../machines/vocabulary.ts';
import type { ChartDriver, Edge, Instance, Mutable, Sink } from './driver.ts';

/** The context of a running chart, which only its driver changes. */
type Own = Mutable<CallContext>;

export const callEngine: ChartDriver<CallContext, CallEvent> = {
  start(instance: Instance<Own>) {
    instance.state = 'issued';
  },
  step(instance: Instance<Own>, event, effects) {
    switch (instance.state) {
      case 'issued':
        return inIssued(instance, event, effects);
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

/** In issued. */
function inIssued(instance: Instance<Own>, event: CallEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'CALL': {
      // CT-3
      if (isTimeoutInvalid(instance.context)) {
        effects.push(sendTimeoutInvalid(instance.context));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_1;
      }
      // BP-14
      effects.push(askForCallee());
      instance.state = 'selecting';
      return EDGE_2;
    }
    default: {
      return undefined;
    }
  }
}

/** In selecting. */
function inSelecting(instance: Instance<Own>, event: CallEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'select.member': {
      // CT-1, CR-10, PR-1
      if (hasTimeout(instance.context)) {
        effects.push(startTimer(instance.context));
        {
          const registration = recordCallee.registration(instance.context, event);
          const callee = recordCallee.callee(instance.context, event);
          const members = recordCallee.members(instance.context, event);
          const candidates = recordCallee.candidates(instance.context, event);
          const invocation = recordCallee.invocation(instance.context, event);
          const tries = recordCallee.tries(instance.context);
          instance.context.registration = registration;
          instance.context.callee = callee;
          instance.context.members = members;
          instance.context.candidates = candidates;
          instance.context.invocation = invocation;
          instance.context.tries = tries;
        }
        effects.push(sendInvocation(instance.context));
        instance.state = 'invoked.waiting';
        return EDGE_3;
      }
      // CR-10, PR-1
      {
        const registration = recordCallee.registration(instance.context, event);
        const callee = recordCallee.callee(instance.context, event);
        const members = recordCallee.members(instance.context, event);
        const candidates = recordCallee.candidates(instance.context, event);
        const invocation = recordCallee.invocation(instance.context, event);
        const tries = recordCallee.tries(instance.context);
        instance.context.registration = registration;
        instance.context.callee = callee;
        instance.context.members = members;
        instance.context.candidates = candidates;
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
    case 'ERROR': {
      // reading gate
      if (isUnannouncedRefusal(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_7;
      }
      // reading afterProgress
      if (isRefusalAfterProgress(instance.context, event)) {
        effects.push(passError(instance.context, event));
        effects.push(endCall());
        instance.state = 'failed';
        return EDGE_8;
      }
      // CR-1, CR-7, reading gate, reading afterProgress
      if (isRefusal(instance.context, event)) {
        {
          const refusals = recordRefusal.refusals(instance.context);
          const candidates = recordRefusal.candidates(instance.context);
          instance.context.refusals = refusals;
          instance.context.candidates = candidates;
        }
        effects.push(askForCallee());
        instance.state = 'rerouting';
        return EDGE_9;
      }
      // CR-9, BP-14
      effects.push(passError(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_10;
    }
    case 'CANCEL': {
      // CC-3, CC-7
      if (isKill(instance.context, event)) {
        effects.push(sendInterruptKill(instance.context));
        instance.state = 'invoked.interrupted';
        return EDGE_11;
      }
      // CC-1, CC-4
      if (isSkip(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_12;
      }
      // CC-2, CC-5, CC-7
      effects.push(sendCanceled(instance.context));
      effects.push(sendInterruptKillnowait(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_13;
    }
    case 'YIELD': {
      // PR-4
      if (isUnwantedProgress(instance.context, event)) {
        return EDGE_14;
      }
      // PR-2, PR-3
      if (isTimedProgress(instance.context, event)) {
        instance.context.progressed = recordProgress.progressed();
        effects.push(sendProgress(instance.context, event));
        effects.push(startTimer(instance.context));
        return EDGE_15;
      }
      // PR-2
      if (isProgress(instance.context, event)) {
        instance.context.progressed = recordProgress.progressed();
        effects.push(sendProgress(instance.context, event));
        return EDGE_16;
      }
      // BP-14
      effects.push(sendResult(instance.context, event));
      effects.push(endCall());
      instance.state = 'completed';
      return EDGE_17;
    }
    case 'callee.left': {
      // BP-15
      effects.push(sendCalleeLeft(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_18;
    }
    case 'caller.left': {
      // BP-16
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'abandoned';
        return EDGE_19;
      }
      // BP-16
      effects.push(endCall());
      instance.state = 'abandoned';
      return EDGE_20;
    }
    case 'timer.fired': {
      // CT-2
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendTimedOut(instance.context));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'expired';
        return EDGE_21;
      }
      // CT-2
      effects.push(sendTimedOut(instance.context));
      effects.push(endCall());
      instance.state = 'expired';
      return EDGE_22;
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
      // CC-6
      if (isRefusal(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_23;
      }
      // CR-9, BP-14
      effects.push(passError(instance.context, event));
      effects.push(endCall());
      instance.state = 'failed';
      return EDGE_24;
    }
    case 'CANCEL': {
      // CC-3
      if (isKill(instance.context, event)) {
        return EDGE_25;
      }
      // CC-1, CC-4
      if (isSkip(instance.context, event)) {
        effects.push(sendCanceled(instance.context));
        effects.push(endCall());
        instance.state = 'canceled';
        return EDGE_26;
      }
      // CC-2, CC-5, CC-7
      effects.push(sendCanceled(instance.context));
      effects.push(sendInterruptKillnowait(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_27;
    }
    case 'YIELD': {
      // PR-4
      if (isUnwantedProgress(instance.context, event)) {
        return EDGE_28;
      }
      // PR-2, PR-3
      if (isTimedProgress(instance.context, event)) {
        instance.context.progressed = recordProgress.progressed();
        effects.push(sendProgress(instance.context, event));
        effects.push(startTimer(instance.context));
        return EDGE_29;
      }
      // PR-2
      if (isProgress(instance.context, event)) {
        instance.context.progressed = recordProgress.progressed();
        effects.push(sendProgress(instance.context, event));
        return EDGE_30;
      }
      // BP-14
      effects.push(sendResult(instance.context, event));
      effects.push(endCall());
      instance.state = 'completed';
      return EDGE_31;
    }
    case 'callee.left': {
      // BP-15
      effects.push(sendCalleeLeft(instance.context));
      effects.push(endCall());
      instance.state = 'canceled';
      return EDGE_32;
    }
    case 'caller.left': {
      // BP-16
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'abandoned';
        return EDGE_33;
      }
      // BP-16
      effects.push(endCall());
      instance.state = 'abandoned';
      return EDGE_34;
    }
    case 'timer.fired': {
      // CT-2
      if (isCalleeInterruptible(instance.context)) {
        effects.push(sendTimedOut(instance.context));
        effects.push(sendInterruptKillnowait(instance.context));
        effects.push(endCall());
        instance.state = 'expired';
        return EDGE_35;
      }
      // CT-2
      effects.push(sendTimedOut(instance.context));
      effects.push(endCall());
      instance.state = 'expired';
      return EDGE_36;
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
      // CR-1, CR-10, PR-1, CT-1
      {
        const registration = recordCallee.registration(instance.context, event);
        const callee = recordCallee.callee(instance.context, event);
        const members = recordCallee.members(instance.context, event);
        const candidates = recordCallee.candidates(instance.context, event);
        const invocation = recordCallee.invocation(instance.context, event);
        const tries = recordCallee.tries(instance.context);
        instance.context.registration = registration;
        instance.context.callee = callee;
        instance.context.members = members;
        instance.context.candidates = candidates;
        instance.context.invocation = invocation;
        instance.context.tries = tries;
      }
      effects.push(sendInvocation(instance.context));
      instance.state = 'invoked.waiting';
      return EDGE_37;
    }
    case 'select.none': {
      // CR-8
      effects.push(sendExhausted(instance.context, event));
      effects.push(endCall());
      instance.state = 'exhausted';
      return EDGE_38;
    }
    default: {
      return undefined;
    }
  }
}

// The edges, as they are taken from each state.
const EDGE_1: Edge = { from: 'issued', event: 'CALL', to: 'failed', rules: ['CT-3'], readings: [] };
const EDGE_2: Edge = { from: 'issued', event: 'CALL', to: 'selecting', rules: ['BP-14'], readings: [] };
const EDGE_3: Edge = {
  from: 'selecting',
  event: 'select.member',
  to: 'invoked.waiting',
  rules: ['CT-1', 'CR-10', 'PR-1'],
  readings: [],
};
const EDGE_4: Edge = {
  from: 'selecting',
  event: 'select.member',
  to: 'invoked.waiting',
  rules: ['CR-10', 'PR-1'],
  readings: [],
};
const EDGE_5: Edge = {
  from: 'selecting',
  event: 'select.none',
  to: 'failed',
  rules: ['BP-10'],
  readings: [],
};
const EDGE_6: Edge = {
  from: 'selecting',
  event: 'select.none',
  to: 'failed',
  rules: ['BP-13'],
  readings: [],
};
const EDGE_7: Edge = { from: 'invoked.waiting', event: 'ERROR', to: 'failed', rules: [], readings: ['gate'] };
const EDGE_8: Edge = {
  from: 'invoked.waiting',
  event: 'ERROR',
  to: 'failed',
  rules: [],
  readings: ['afterProgress'],
};
const EDGE_9: Edge = {
  from: 'invoked.waiting',
  event: 'ERROR',
  to: 'rerouting',
  rules: ['CR-1', 'CR-7'],
  readings: ['gate', 'afterProgress'],
};
const EDGE_10: Edge = {
  from: 'invoked.waiting',
  event: 'ERROR',
  to: 'failed',
  rules: ['CR-9', 'BP-14'],
  readings: [],
};
const EDGE_11: Edge = {
  from: 'invoked.waiting',
  event: 'CANCEL',
  to: 'invoked.interrupted',
  rules: ['CC-3', 'CC-7'],
  readings: [],
};
const EDGE_12: Edge = {
  from: 'invoked.waiting',
  event: 'CANCEL',
  to: 'canceled',
  rules: ['CC-1', 'CC-4'],
  readings: [],
};
const EDGE_13: Edge = {
  from: 'invoked.waiting',
  event: 'CANCEL',
  to: 'canceled',
  rules: ['CC-2', 'CC-5', 'CC-7'],
  readings: [],
};
const EDGE_14: Edge = {
  from: 'invoked.waiting',
  event: 'YIELD',
  to: 'invoked.waiting',
  rules: ['PR-4'],
  readings: [],
};
const EDGE_15: Edge = {
  from: 'invoked.waiting',
  event: 'YIELD',
  to: 'invoked.waiting',
  rules: ['PR-2', 'PR-3'],
  readings: [],
};
const EDGE_16: Edge = {
  from: 'invoked.waiting',
  event: 'YIELD',
  to: 'invoked.waiting',
  rules: ['PR-2'],
  readings: [],
};
const EDGE_17: Edge = {
  from: 'invoked.waiting',
  event: 'YIELD',
  to: 'completed',
  rules: ['BP-14'],
  readings: [],
};
const EDGE_18: Edge = {
  from: 'invoked.waiting',
  event: 'callee.left',
  to: 'canceled',
  rules: ['BP-15'],
  readings: [],
};
const EDGE_19: Edge = {
  from: 'invoked.waiting',
  event: 'caller.left',
  to: 'abandoned',
  rules: ['BP-16'],
  readings: [],
};
const EDGE_20: Edge = {
  from: 'invoked.waiting',
  event: 'caller.left',
  to: 'abandoned',
  rules: ['BP-16'],
  readings: [],
};
const EDGE_21: Edge = {
  from: 'invoked.waiting',
  event: 'timer.fired',
  to: 'expired',
  rules: ['CT-2'],
  readings: [],
};
const EDGE_22: Edge = {
  from: 'invoked.waiting',
  event: 'timer.fired',
  to: 'expired',
  rules: ['CT-2'],
  readings: [],
};
const EDGE_23: Edge = {
  from: 'invoked.interrupted',
  event: 'ERROR',
  to: 'canceled',
  rules: ['CC-6'],
  readings: [],
};
const EDGE_24: Edge = {
  from: 'invoked.interrupted',
  event: 'ERROR',
  to: 'failed',
  rules: ['CR-9', 'BP-14'],
  readings: [],
};
const EDGE_25: Edge = {
  from: 'invoked.interrupted',
  event: 'CANCEL',
  to: 'invoked.interrupted',
  rules: ['CC-3'],
  readings: [],
};
const EDGE_26: Edge = {
  from: 'invoked.interrupted',
  event: 'CANCEL',
  to: 'canceled',
  rules: ['CC-1', 'CC-4'],
  readings: [],
};
const EDGE_27: Edge = {
  from: 'invoked.interrupted',
  event: 'CANCEL',
  to: 'canceled',
  rules: ['CC-2', 'CC-5', 'CC-7'],
  readings: [],
};
const EDGE_28: Edge = {
  from: 'invoked.interrupted',
  event: 'YIELD',
  to: 'invoked.interrupted',
  rules: ['PR-4'],
  readings: [],
};
const EDGE_29: Edge = {
  from: 'invoked.interrupted',
  event: 'YIELD',
  to: 'invoked.interrupted',
  rules: ['PR-2', 'PR-3'],
  readings: [],
};
const EDGE_30: Edge = {
  from: 'invoked.interrupted',
  event: 'YIELD',
  to: 'invoked.interrupted',
  rules: ['PR-2'],
  readings: [],
};
const EDGE_31: Edge = {
  from: 'invoked.interrupted',
  event: 'YIELD',
  to: 'completed',
  rules: ['BP-14'],
  readings: [],
};
const EDGE_32: Edge = {
  from: 'invoked.interrupted',
  event: 'callee.left',
  to: 'canceled',
  rules: ['BP-15'],
  readings: [],
};
const EDGE_33: Edge = {
  from: 'invoked.interrupted',
  event: 'caller.left',
  to: 'abandoned',
  rules: ['BP-16'],
  readings: [],
};
const EDGE_34: Edge = {
  from: 'invoked.interrupted',
  event: 'caller.left',
  to: 'abandoned',
  rules: ['BP-16'],
  readings: [],
};
const EDGE_35: Edge = {
  from: 'invoked.interrupted',
  event: 'timer.fired',
  to: 'expired',
  rules: ['CT-2'],
  readings: [],
};
const EDGE_36: Edge = {
  from: 'invoked.interrupted',
  event: 'timer.fired',
  to: 'expired',
  rules: ['CT-2'],
  readings: [],
};
const EDGE_37: Edge = {
  from: 'rerouting',
  event: 'select.member',
  to: 'invoked.waiting',
  rules: ['CR-1', 'CR-10', 'PR-1', 'CT-1'],
  readings: [],
};
const EDGE_38: Edge = {
  from: 'rerouting',
  event: 'select.none',
  to: 'exhausted',
  rules: ['CR-8'],
  readings: [],
};
