// Generated from machines/session.machine.ts by "npm run generate". Do not edit.
/** The session chart as code: the same states, contexts and effects as XState gives. */
import {
  abortBeforeHello,
  abortClosing,
  abortHelloLate,
  abortHelloRepeated,
  abortInvokeUnknown,
  abortMalformed,
  abortMethodUnmatched,
  abortMisplaced,
  abortModeUnknown,
  abortPassthru,
  abortProgressive,
  abortRealmInvalid,
  abortRealmUnknown,
  abortRequestInFlight,
  abortRolesMissing,
  abortUnasked,
  abortUnaskedProgress,
  closeSession,
  deliver,
  endSession,
  isAcknowledged,
  isByteLimitExceeded,
  isCallLimitReached,
  isInvokeViolation,
  isLate,
  isMethodUnmatched,
  isMisplaced,
  isModeUnknown,
  isOver,
  isPassthru,
  isProgressive,
  isRealmInvalid,
  isRealmUnknown,
  isRequestInFlight,
  isTimeoutInvalid,
  isUnasked,
  isUnaskedProgress,
  isWithoutRoles,
  openSession,
  recordHello,
  sendAnswerUndeliverable,
  sendBrokerMissing,
  sendByteLimit,
  sendCallLimit,
  sendGoodbye,
  sendGoodbyeAndOut,
  sendTimeoutInvalid,
  sendWelcome,
  startTimer,
  stopTimer,
} from '../../../machines/steps/session.ts';
import type { SessionContext, SessionEvent } from '../../../machines/vocabulary.ts';
import type { ChartDriver, Edge, Instance, Mutable, Sink } from './chart.ts';

/** The context of a running chart, which only its driver changes. */
type Own = Mutable<SessionContext>;

export const sessionEngine: ChartDriver<SessionContext, SessionEvent> = {
  start(instance: Instance<Own>, effects) {
    instance.state = 'opening';
    effects.push(startTimer(instance.context));
  },
  step(instance: Instance<Own>, event, effects) {
    switch (instance.state) {
      case 'opening':
        return inOpening(instance, event, effects);
      case 'established':
        return inEstablished(instance, event, effects);
      case 'closing':
        return inClosing(instance, event, effects);
      default:
        return undefined;
    }
  },
};

/** In opening. */
function inOpening(instance: Instance<Own>, event: SessionEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'HELLO': {
      // BP-10
      if (isRealmInvalid(instance.context, event)) {
        effects.push(stopTimer());
        effects.push(abortRealmInvalid(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_1;
      }
      // BP-9
      if (isRealmUnknown(instance.context, event)) {
        effects.push(stopTimer());
        effects.push(abortRealmUnknown(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_2;
      }
      // BP-2
      if (isWithoutRoles(instance.context, event)) {
        effects.push(stopTimer());
        effects.push(abortRolesMissing(instance.context));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_3;
      }
      // AU-1
      if (isMethodUnmatched(instance.context, event)) {
        effects.push(stopTimer());
        effects.push(abortMethodUnmatched(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_4;
      }
      // BP-3, AU-2, OP-1, FA-1, FA-2, FA-3, FA-4
      effects.push(stopTimer());
      {
        const id = recordHello.id(instance.context, event);
        const features = recordHello.features(instance.context, event);
        instance.context.id = id;
        instance.context.features = features;
      }
      effects.push(sendWelcome(instance.context, event));
      effects.push(openSession());
      instance.state = 'established';
      return EDGE_5;
    }
    case 'ABORT': {
      // BP-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_6;
    }
    case 'message.malformed': {
      // BP-5
      effects.push(stopTimer());
      effects.push(abortMalformed(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_7;
    }
    case 'timer.fired': {
      // BP-1
      effects.push(stopTimer());
      effects.push(abortHelloLate(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_8;
    }
    case 'session.lost': {
      // SR-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_9;
    }
    case 'router.closing': {
      // BP-8
      effects.push(stopTimer());
      effects.push(abortClosing(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_10;
    }
    default: {
      // BP-1
      effects.push(stopTimer());
      effects.push(abortBeforeHello(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return { ...EDGE_48, event: typeOf(event) };
    }
  }
}

/** In established. */
function inEstablished(instance: Instance<Own>, event: SessionEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'CALL': {
      // BP-20
      if (isRequestInFlight(instance.context, event)) {
        effects.push(abortRequestInFlight(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_11;
      }
      // FA-5
      if (isPassthru(instance.context, event)) {
        effects.push(abortPassthru(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_12;
      }
      // FA-6
      if (isProgressive(instance.context, event)) {
        effects.push(abortProgressive(instance.context));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_13;
      }
      // LM-2
      if (isCallLimitReached(instance.context, event)) {
        effects.push(sendCallLimit(instance.context, event));
        return EDGE_14;
      }
      // LM-3
      if (isByteLimitExceeded(instance.context, event)) {
        effects.push(sendByteLimit(instance.context, event));
        return EDGE_15;
      }
      // CT-3
      if (isTimeoutInvalid(instance.context, event)) {
        effects.push(sendTimeoutInvalid(instance.context, event));
        return EDGE_16;
      }
      // BP-14, OP-1
      effects.push(deliver(instance.context, event));
      return EDGE_17;
    }
    case 'CANCEL': {
      // CC-5
      if (isModeUnknown(instance.context, event)) {
        effects.push(abortModeUnknown(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_18;
      }
      // CC-7
      if (isOver(instance.context, event)) {
        return EDGE_19;
      }
      // CC-7, OP-1
      effects.push(deliver(instance.context, event));
      return EDGE_20;
    }
    case 'REGISTER': {
      // SR-14, reading unknownPolicy
      if (isInvokeViolation(instance.context, event)) {
        effects.push(abortInvokeUnknown(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_21;
      }
      // FA-3, FA-4, reading unknownPolicy
      effects.push(deliver(instance.context, event));
      return EDGE_22;
    }
    case 'UNREGISTER': {
      // SR-7
      effects.push(deliver(instance.context, event));
      return EDGE_23;
    }
    case 'YIELD': {
      // BP-18
      if (isUnasked(instance.context, event)) {
        effects.push(abortUnasked(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_24;
      }
      // FA-5
      if (isPassthru(instance.context, event)) {
        effects.push(abortPassthru(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_25;
      }
      // BP-17
      if (isLate(instance.context, event)) {
        return EDGE_26;
      }
      // PR-4, reading unaskedProgress
      if (isUnaskedProgress(instance.context, event)) {
        effects.push(abortUnaskedProgress(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_27;
      }
      // BP-17, reading unaskedProgress
      effects.push(deliver(instance.context, event));
      return EDGE_28;
    }
    case 'ERROR': {
      // BP-19
      if (isMisplaced(instance.context, event)) {
        effects.push(abortMisplaced(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_29;
      }
      // BP-18
      if (isUnasked(instance.context, event)) {
        effects.push(abortUnasked(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_30;
      }
      // BP-17
      if (isLate(instance.context, event)) {
        return EDGE_31;
      }
      // BP-17
      effects.push(deliver(instance.context, event));
      return EDGE_32;
    }
    case 'SUBSCRIBE': {
      // BP-21
      effects.push(sendBrokerMissing(instance.context, event));
      return EDGE_33;
    }
    case 'UNSUBSCRIBE': {
      // BP-21
      effects.push(sendBrokerMissing(instance.context, event));
      return EDGE_34;
    }
    case 'PUBLISH': {
      // FA-5
      if (isPassthru(instance.context, event)) {
        effects.push(abortPassthru(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_35;
      }
      // BP-21
      if (isAcknowledged(instance.context, event)) {
        effects.push(sendBrokerMissing(instance.context, event));
        return EDGE_36;
      }
      return undefined;
    }
    case 'answer.undeliverable': {
      // UD-2
      effects.push(sendAnswerUndeliverable(instance.context, event));
      return EDGE_37;
    }
    case 'HELLO': {
      // BP-4
      effects.push(abortHelloRepeated(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_38;
    }
    case 'GOODBYE': {
      // BP-6, SR-8
      effects.push(sendGoodbyeAndOut(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_39;
    }
    case 'ABORT': {
      // BP-8, SR-8
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_40;
    }
    case 'message.malformed': {
      // BP-5, SR-8
      effects.push(abortMalformed(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_41;
    }
    case 'session.lost': {
      // SR-8
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_42;
    }
    case 'router.closing': {
      // BP-7
      effects.push(sendGoodbye(instance.context));
      effects.push(endSession());
      effects.push(startTimer(instance.context));
      instance.state = 'closing';
      return EDGE_43;
    }
    default: {
      return undefined;
    }
  }
}

/** In closing. */
function inClosing(instance: Instance<Own>, event: SessionEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'GOODBYE': {
      // BP-6
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_44;
    }
    case 'ABORT': {
      // BP-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_45;
    }
    case 'session.lost': {
      // SR-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_46;
    }
    case 'timer.fired': {
      // BP-7
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_47;
    }
    default: {
      return undefined;
    }
  }
}

/** The type of an event that an edge with a wildcard is asked about. */
function typeOf({ type }: { readonly type: string }): string {
  return type;
}

const EDGE_1: Edge = { event: 'HELLO', rules: ['BP-10'], readings: [] };
const EDGE_2: Edge = { event: 'HELLO', rules: ['BP-9'], readings: [] };
const EDGE_3: Edge = { event: 'HELLO', rules: ['BP-2'], readings: [] };
const EDGE_4: Edge = { event: 'HELLO', rules: ['AU-1'], readings: [] };
const EDGE_5: Edge = {
  event: 'HELLO',
  rules: ['BP-3', 'AU-2', 'OP-1', 'FA-1', 'FA-2', 'FA-3', 'FA-4'],
  readings: [],
};
const EDGE_6: Edge = { event: 'ABORT', rules: ['BP-8'], readings: [] };
const EDGE_7: Edge = { event: 'message.malformed', rules: ['BP-5'], readings: [] };
const EDGE_8: Edge = { event: 'timer.fired', rules: ['BP-1'], readings: [] };
const EDGE_9: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_10: Edge = { event: 'router.closing', rules: ['BP-8'], readings: [] };
const EDGE_11: Edge = { event: 'CALL', rules: ['BP-20'], readings: [] };
const EDGE_12: Edge = { event: 'CALL', rules: ['FA-5'], readings: [] };
const EDGE_13: Edge = { event: 'CALL', rules: ['FA-6'], readings: [] };
const EDGE_14: Edge = { event: 'CALL', rules: ['LM-2'], readings: [] };
const EDGE_15: Edge = { event: 'CALL', rules: ['LM-3'], readings: [] };
const EDGE_16: Edge = { event: 'CALL', rules: ['CT-3'], readings: [] };
const EDGE_17: Edge = { event: 'CALL', rules: ['BP-14', 'OP-1'], readings: [] };
const EDGE_18: Edge = { event: 'CANCEL', rules: ['CC-5'], readings: [] };
const EDGE_19: Edge = { event: 'CANCEL', rules: ['CC-7'], readings: [] };
const EDGE_20: Edge = { event: 'CANCEL', rules: ['CC-7', 'OP-1'], readings: [] };
const EDGE_21: Edge = { event: 'REGISTER', rules: ['SR-14'], readings: ['unknownPolicy'] };
const EDGE_22: Edge = { event: 'REGISTER', rules: ['FA-3', 'FA-4'], readings: ['unknownPolicy'] };
const EDGE_23: Edge = { event: 'UNREGISTER', rules: ['SR-7'], readings: [] };
const EDGE_24: Edge = { event: 'YIELD', rules: ['BP-18'], readings: [] };
const EDGE_25: Edge = { event: 'YIELD', rules: ['FA-5'], readings: [] };
const EDGE_26: Edge = { event: 'YIELD', rules: ['BP-17'], readings: [] };
const EDGE_27: Edge = { event: 'YIELD', rules: ['PR-4'], readings: ['unaskedProgress'] };
const EDGE_28: Edge = { event: 'YIELD', rules: ['BP-17'], readings: ['unaskedProgress'] };
const EDGE_29: Edge = { event: 'ERROR', rules: ['BP-19'], readings: [] };
const EDGE_30: Edge = { event: 'ERROR', rules: ['BP-18'], readings: [] };
const EDGE_31: Edge = { event: 'ERROR', rules: ['BP-17'], readings: [] };
const EDGE_32: Edge = { event: 'ERROR', rules: ['BP-17'], readings: [] };
const EDGE_33: Edge = { event: 'SUBSCRIBE', rules: ['BP-21'], readings: [] };
const EDGE_34: Edge = { event: 'UNSUBSCRIBE', rules: ['BP-21'], readings: [] };
const EDGE_35: Edge = { event: 'PUBLISH', rules: ['FA-5'], readings: [] };
const EDGE_36: Edge = { event: 'PUBLISH', rules: ['BP-21'], readings: [] };
const EDGE_37: Edge = { event: 'answer.undeliverable', rules: ['UD-2'], readings: [] };
const EDGE_38: Edge = { event: 'HELLO', rules: ['BP-4'], readings: [] };
const EDGE_39: Edge = { event: 'GOODBYE', rules: ['BP-6', 'SR-8'], readings: [] };
const EDGE_40: Edge = { event: 'ABORT', rules: ['BP-8', 'SR-8'], readings: [] };
const EDGE_41: Edge = { event: 'message.malformed', rules: ['BP-5', 'SR-8'], readings: [] };
const EDGE_42: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_43: Edge = { event: 'router.closing', rules: ['BP-7'], readings: [] };
const EDGE_44: Edge = { event: 'GOODBYE', rules: ['BP-6'], readings: [] };
const EDGE_45: Edge = { event: 'ABORT', rules: ['BP-8'], readings: [] };
const EDGE_46: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_47: Edge = { event: 'timer.fired', rules: ['BP-7'], readings: [] };
const EDGE_48: Edge = { event: '*', rules: ['BP-1'], readings: [] };
