// Generated from machines/session.machine.ts by "npm run generate". Do not edit.
/** The session chart as code: the same states, contexts and effects as XState gives. */
import {
  abortAuthenticateUnasked,
  abortAuthenticationFailed,
  abortAuthenticationLate,
  abortBeforeHello,
  abortBeforeWelcome,
  abortClosing,
  abortDenied,
  abortErrorUri,
  abortHelloLate,
  abortHelloRepeated,
  abortInvokeUnknown,
  abortLate,
  abortMalformed,
  abortMethodMissing,
  abortMethodUnmatched,
  abortMisplaced,
  abortModeUnknown,
  abortOutOfSequence,
  abortPassthru,
  abortProgressive,
  abortRealmInvalid,
  abortRealmUnknown,
  abortRequestInFlight,
  abortRoleMissing,
  abortRolesMissing,
  abortUnasked,
  abortUnaskedProgress,
  claimIdentity,
  claimProcedure,
  closeSession,
  deliver,
  deliverInvalidUri,
  deliverSkip,
  endSession,
  giveProof,
  isAcknowledged,
  isByteLimitExceeded,
  isCallLimitReached,
  isErrorUriForbidden,
  isErrorUriReplaced,
  isForbiddenLate,
  isForced,
  isIdentityClaimed,
  isInvokeViolation,
  isLate,
  isMethodMissing,
  isMethodUnmatched,
  isMisplaced,
  isModeForbidden,
  isModeRefused,
  isOutOfSequence,
  isOver,
  isPassthru,
  isProgressive,
  isRealmInvalid,
  isRealmUnknown,
  isRequestInFlight,
  isRoleForbidden,
  isRoleRefused,
  isSkipByDefault,
  isTimeoutInvalid,
  isUnasked,
  isUnaskedProgress,
  isUnauthorized,
  isWithoutRoles,
  openSession,
  recordHello,
  recordMethod,
  recordPrincipal,
  recordRequest,
  sendAnswerUndeliverable,
  sendBrokerMissing,
  sendByteLimit,
  sendCallLimit,
  sendChallenge,
  sendGoodbye,
  sendGoodbyeAndOut,
  sendModeUnknown,
  sendRoleMissing,
  sendTimeoutInvalid,
  sendUnauthorized,
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
      case 'challenging.pending':
        return inChallengingPending(instance, event, effects);
      case 'challenging.challenged':
        return inChallengingChallenged(instance, event, effects);
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
      // BP-9, BP-27
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
      // AU-6
      if (isMethodMissing(instance.context, event)) {
        effects.push(stopTimer());
        effects.push(abortMethodMissing(instance.context));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_5;
      }
      // AU-3, FA-3, FA-4, BP-25, reading invocationIds
      if (isIdentityClaimed(instance.context)) {
        effects.push(stopTimer());
        {
          const id = recordHello.id(instance.context, event);
          const firstInvocation = recordHello.firstInvocation(instance.context, event);
          const offered = recordHello.offered(instance.context, event);
          const features = recordHello.features(instance.context, event);
          const isCaller = recordHello.isCaller(instance.context, event);
          const isCallee = recordHello.isCallee(instance.context, event);
          instance.context.id = id;
          instance.context.firstInvocation = firstInvocation;
          instance.context.offered = offered;
          instance.context.features = features;
          instance.context.isCaller = isCaller;
          instance.context.isCallee = isCallee;
        }
        effects.push(claimIdentity(instance.context, event));
        effects.push(startTimer(instance.context));
        instance.state = 'challenging.pending';
        return EDGE_6;
      }
      // BP-3, BP-25, BP-26, AU-2, OP-1, FA-1, FA-2, FA-3, FA-4, FA-7, FA-8, FA-9, FA-10, reading invocationIds
      effects.push(stopTimer());
      {
        const id = recordHello.id(instance.context, event);
        const firstInvocation = recordHello.firstInvocation(instance.context, event);
        const offered = recordHello.offered(instance.context, event);
        const features = recordHello.features(instance.context, event);
        const isCaller = recordHello.isCaller(instance.context, event);
        const isCallee = recordHello.isCallee(instance.context, event);
        instance.context.id = id;
        instance.context.firstInvocation = firstInvocation;
        instance.context.offered = offered;
        instance.context.features = features;
        instance.context.isCaller = isCaller;
        instance.context.isCallee = isCallee;
      }
      effects.push(sendWelcome(instance.context));
      effects.push(openSession());
      instance.state = 'established';
      return EDGE_7;
    }
    case 'ABORT': {
      // BP-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_8;
    }
    case 'message.malformed': {
      // BP-5
      effects.push(stopTimer());
      effects.push(abortMalformed(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_9;
    }
    case 'timer.fired': {
      // BP-1
      effects.push(stopTimer());
      effects.push(abortHelloLate(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_10;
    }
    case 'session.lost': {
      // SR-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_11;
    }
    case 'router.closing': {
      // BP-8
      effects.push(stopTimer());
      effects.push(abortClosing(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_12;
    }
    default: {
      // BP-1
      effects.push(stopTimer());
      effects.push(abortBeforeHello(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return { ...EDGE_82, event: typeOf(event) };
    }
  }
}

/** In challenging.pending. */
function inChallengingPending(instance: Instance<Own>, event: SessionEvent, effects: Sink): Edge | undefined {
  switch (event.type) {
    case 'challenge.made': {
      // AU-3
      instance.context.challenged = recordMethod.challenged(instance.context, event);
      effects.push(sendChallenge(instance.context, event));
      instance.state = 'challenging.challenged';
      return EDGE_13;
    }
    case 'client.admitted': {
      // AU-4, BP-3, BP-26, AU-2, FA-1, FA-2, FA-7, FA-8, FA-9, FA-10
      effects.push(stopTimer());
      instance.context.principal = recordPrincipal.principal(instance.context, event);
      effects.push(sendWelcome(instance.context));
      effects.push(openSession());
      instance.state = 'established';
      return EDGE_14;
    }
    case 'client.denied': {
      // AU-4, AU-5
      effects.push(stopTimer());
      effects.push(abortDenied(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_15;
    }
    case 'authentication.failed': {
      // AU-4, AU-5
      effects.push(stopTimer());
      effects.push(abortAuthenticationFailed(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_16;
    }
    case 'ABORT':
      return on1(instance, event, effects);
    case 'message.malformed':
      return on2(instance, event, effects);
    case 'timer.fired':
      return on3(instance, event, effects);
    case 'session.lost':
      return on4(instance, event, effects);
    case 'router.closing':
      return on5(instance, event, effects);
    default: {
      // AU-7, BP-4
      effects.push(stopTimer());
      effects.push(abortBeforeWelcome(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return { ...EDGE_83, event: typeOf(event) };
    }
  }
}

/** In challenging.challenged. */
function inChallengingChallenged(
  instance: Instance<Own>,
  event: SessionEvent,
  effects: Sink,
): Edge | undefined {
  switch (event.type) {
    case 'AUTHENTICATE': {
      // AU-4
      effects.push(giveProof(instance.context, event));
      instance.state = 'challenging.pending';
      return EDGE_22;
    }
    case 'ABORT':
      return on1(instance, event, effects);
    case 'message.malformed':
      return on2(instance, event, effects);
    case 'timer.fired':
      return on3(instance, event, effects);
    case 'session.lost':
      return on4(instance, event, effects);
    case 'router.closing':
      return on5(instance, event, effects);
    default: {
      // AU-7, BP-4
      effects.push(stopTimer());
      effects.push(abortBeforeWelcome(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return { ...EDGE_83, event: typeOf(event) };
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
        return EDGE_23;
      }
      // BP-24, reading requestIds
      if (isOutOfSequence(instance.context, event)) {
        effects.push(abortOutOfSequence(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_24;
      }
      // BP-28, reading roles
      if (isRoleForbidden(instance.context, event)) {
        effects.push(abortRoleMissing(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_25;
      }
      // FA-5, reading requestIds, reading roles
      if (isPassthru(instance.context, event)) {
        effects.push(abortPassthru(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_26;
      }
      // FA-6, reading requestIds, reading roles
      if (isProgressive(instance.context, event)) {
        effects.push(abortProgressive(instance.context));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_27;
      }
      // BP-28, BP-24, reading roles, reading requestIds
      if (isRoleRefused(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendRoleMissing(instance.context, event));
        return EDGE_28;
      }
      // AZ-1, AZ-2, BP-24, reading requestIds, reading roles
      if (isUnauthorized(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendUnauthorized(instance.context, event));
        return EDGE_29;
      }
      // LM-2, BP-24, reading requestIds, reading roles
      if (isCallLimitReached(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendCallLimit(instance.context, event));
        return EDGE_30;
      }
      // LM-3, BP-24, reading requestIds, reading roles
      if (isByteLimitExceeded(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendByteLimit(instance.context, event));
        return EDGE_31;
      }
      // CT-3, BP-24, reading requestIds, reading roles
      if (isTimeoutInvalid(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendTimeoutInvalid(instance.context, event));
        return EDGE_32;
      }
      // BP-14, OP-1, BP-24, BP-25, BP-28, BP-29, reading requestIds, reading roles
      instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
      effects.push(deliver(instance.context, event));
      return EDGE_33;
    }
    case 'CANCEL': {
      // CC-5, reading cancelUnknown
      if (isModeForbidden(instance.context, event)) {
        effects.push(abortModeUnknown(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_34;
      }
      // CC-5, reading cancelUnknown
      if (isModeRefused(instance.context, event)) {
        effects.push(sendModeUnknown(instance.context, event));
        return EDGE_35;
      }
      // CC-7, reading cancelUnknown
      if (isOver(instance.context, event)) {
        return EDGE_36;
      }
      // CC-5, reading cancelDefault, reading cancelUnknown
      if (isSkipByDefault(instance.context, event)) {
        effects.push(deliverSkip(instance.context, event));
        return EDGE_37;
      }
      // CC-5, CC-7, OP-1, BP-25, reading cancelDefault, reading cancelUnknown
      effects.push(deliver(instance.context, event));
      return EDGE_38;
    }
    case 'REGISTER': {
      // BP-24, reading requestIds
      if (isOutOfSequence(instance.context, event)) {
        effects.push(abortOutOfSequence(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_39;
      }
      // BP-28, reading roles
      if (isRoleForbidden(instance.context, event)) {
        effects.push(abortRoleMissing(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_40;
      }
      // SR-14, reading unknownPolicy
      if (isInvokeViolation(instance.context, event)) {
        effects.push(abortInvokeUnknown(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_41;
      }
      // BP-28, BP-24, reading roles, reading requestIds, reading unknownPolicy
      if (isRoleRefused(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendRoleMissing(instance.context, event));
        return EDGE_42;
      }
      // AZ-1, AZ-2, BP-24, reading roles, reading requestIds, reading unknownPolicy
      if (isUnauthorized(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendUnauthorized(instance.context, event));
        return EDGE_43;
      }
      // RV-1, BP-24, reading requestIds, reading roles, reading unknownPolicy
      if (isForced(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(claimProcedure(instance.context, event));
        return EDGE_44;
      }
      // FA-3, FA-4, BP-24, BP-25, BP-28, BP-30, RV-2, reading requestIds, reading roles, reading unknownPolicy
      instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
      effects.push(deliver(instance.context, event));
      return EDGE_45;
    }
    case 'UNREGISTER': {
      // BP-24, reading requestIds
      if (isOutOfSequence(instance.context, event)) {
        effects.push(abortOutOfSequence(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_46;
      }
      // SR-7, BP-24, reading requestIds
      instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
      effects.push(deliver(instance.context, event));
      return EDGE_47;
    }
    case 'YIELD': {
      // BP-18, reading invocationIds
      if (isUnasked(instance.context, event)) {
        effects.push(abortUnasked(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_48;
      }
      // FA-5
      if (isPassthru(instance.context, event)) {
        effects.push(abortPassthru(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_49;
      }
      // BP-17, reading late
      if (isForbiddenLate(instance.context, event)) {
        effects.push(abortLate(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_50;
      }
      // BP-17, reading late
      if (isLate(instance.context, event)) {
        return EDGE_51;
      }
      // PR-4, reading unaskedProgress
      if (isUnaskedProgress(instance.context, event)) {
        effects.push(abortUnaskedProgress(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_52;
      }
      // BP-17, BP-25, reading unaskedProgress
      effects.push(deliver(instance.context, event));
      return EDGE_53;
    }
    case 'ERROR': {
      // BP-19
      if (isMisplaced(instance.context, event)) {
        effects.push(abortMisplaced(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_54;
      }
      // BP-18, reading invocationIds
      if (isUnasked(instance.context, event)) {
        effects.push(abortUnasked(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_55;
      }
      // BP-10, reading badUri
      if (isErrorUriForbidden(instance.context, event)) {
        effects.push(abortErrorUri(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_56;
      }
      // BP-17, reading late, reading badUri
      if (isForbiddenLate(instance.context, event)) {
        effects.push(abortLate(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_57;
      }
      // BP-17, reading late, reading badUri
      if (isLate(instance.context, event)) {
        return EDGE_58;
      }
      // BP-10, BP-17, reading badUri
      if (isErrorUriReplaced(instance.context, event)) {
        effects.push(deliverInvalidUri(instance.context, event));
        return EDGE_59;
      }
      // BP-17, reading badUri
      effects.push(deliver(instance.context, event));
      return EDGE_60;
    }
    case 'SUBSCRIBE': {
      // BP-24, reading requestIds
      if (isOutOfSequence(instance.context, event)) {
        effects.push(abortOutOfSequence(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_61;
      }
      // BP-21, BP-24, reading requestIds
      instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
      effects.push(sendBrokerMissing(instance.context, event));
      return EDGE_62;
    }
    case 'UNSUBSCRIBE': {
      // BP-24, reading requestIds
      if (isOutOfSequence(instance.context, event)) {
        effects.push(abortOutOfSequence(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_63;
      }
      // BP-21, BP-24, reading requestIds
      instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
      effects.push(sendBrokerMissing(instance.context, event));
      return EDGE_64;
    }
    case 'PUBLISH': {
      // BP-24, reading requestIds
      if (isOutOfSequence(instance.context, event)) {
        effects.push(abortOutOfSequence(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_65;
      }
      // FA-5, reading requestIds
      if (isPassthru(instance.context, event)) {
        effects.push(abortPassthru(instance.context, event));
        effects.push(endSession());
        effects.push(closeSession());
        instance.state = 'closed';
        return EDGE_66;
      }
      // BP-21, BP-24, reading requestIds
      if (isAcknowledged(instance.context, event)) {
        instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
        effects.push(sendBrokerMissing(instance.context, event));
        return EDGE_67;
      }
      // BP-21, BP-24, reading requestIds
      instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
      return EDGE_68;
    }
    case 'procedure.cleared': {
      // RV-1, BP-30
      effects.push(deliver(instance.context, event));
      return EDGE_69;
    }
    case 'answer.undeliverable': {
      // UD-2
      effects.push(sendAnswerUndeliverable(instance.context, event));
      return EDGE_70;
    }
    case 'HELLO': {
      // BP-4
      effects.push(abortHelloRepeated(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_71;
    }
    case 'AUTHENTICATE': {
      // AU-7
      effects.push(abortAuthenticateUnasked(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_72;
    }
    case 'GOODBYE': {
      // BP-6, SR-8
      effects.push(sendGoodbyeAndOut(instance.context));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_73;
    }
    case 'ABORT': {
      // BP-8, SR-8
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_74;
    }
    case 'message.malformed': {
      // BP-5, SR-8
      effects.push(abortMalformed(instance.context, event));
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_75;
    }
    case 'session.lost': {
      // SR-8
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_76;
    }
    case 'router.closing': {
      // BP-7
      effects.push(sendGoodbye(instance.context));
      effects.push(endSession());
      effects.push(startTimer(instance.context));
      instance.state = 'closing';
      return EDGE_77;
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
      return EDGE_78;
    }
    case 'ABORT': {
      // BP-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_79;
    }
    case 'session.lost': {
      // SR-8
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_80;
    }
    case 'timer.fired': {
      // BP-7
      effects.push(stopTimer());
      effects.push(endSession());
      effects.push(closeSession());
      instance.state = 'closed';
      return EDGE_81;
    }
    default: {
      return undefined;
    }
  }
}

/** ABORT in challenging.pending, challenging.challenged. */
function on1(
  instance: Instance<Own>,
  _event: Extract<SessionEvent, { type: 'ABORT' }>,
  effects: Sink,
): Edge | undefined {
  // BP-8
  effects.push(stopTimer());
  effects.push(endSession());
  effects.push(closeSession());
  instance.state = 'closed';
  return EDGE_17;
}

/** message.malformed in challenging.pending, challenging.challenged. */
function on2(
  instance: Instance<Own>,
  event: Extract<SessionEvent, { type: 'message.malformed' }>,
  effects: Sink,
): Edge | undefined {
  // BP-5
  effects.push(stopTimer());
  effects.push(abortMalformed(instance.context, event));
  effects.push(endSession());
  effects.push(closeSession());
  instance.state = 'closed';
  return EDGE_18;
}

/** timer.fired in challenging.pending, challenging.challenged. */
function on3(
  instance: Instance<Own>,
  _event: Extract<SessionEvent, { type: 'timer.fired' }>,
  effects: Sink,
): Edge | undefined {
  // AU-8
  effects.push(stopTimer());
  effects.push(abortAuthenticationLate(instance.context));
  effects.push(endSession());
  effects.push(closeSession());
  instance.state = 'closed';
  return EDGE_19;
}

/** session.lost in challenging.pending, challenging.challenged. */
function on4(
  instance: Instance<Own>,
  _event: Extract<SessionEvent, { type: 'session.lost' }>,
  effects: Sink,
): Edge | undefined {
  // SR-8
  effects.push(stopTimer());
  effects.push(endSession());
  effects.push(closeSession());
  instance.state = 'closed';
  return EDGE_20;
}

/** router.closing in challenging.pending, challenging.challenged. */
function on5(
  instance: Instance<Own>,
  _event: Extract<SessionEvent, { type: 'router.closing' }>,
  effects: Sink,
): Edge | undefined {
  // BP-8
  effects.push(stopTimer());
  effects.push(abortClosing(instance.context));
  effects.push(endSession());
  effects.push(closeSession());
  instance.state = 'closed';
  return EDGE_21;
}

/** The type of an event that an edge with a wildcard is asked about. */
function typeOf({ type }: { readonly type: string }): string {
  return type;
}

const EDGE_1: Edge = { event: 'HELLO', rules: ['BP-10'], readings: [] };
const EDGE_2: Edge = { event: 'HELLO', rules: ['BP-9', 'BP-27'], readings: [] };
const EDGE_3: Edge = { event: 'HELLO', rules: ['BP-2'], readings: [] };
const EDGE_4: Edge = { event: 'HELLO', rules: ['AU-1'], readings: [] };
const EDGE_5: Edge = { event: 'HELLO', rules: ['AU-6'], readings: [] };
const EDGE_6: Edge = {
  event: 'HELLO',
  rules: ['AU-3', 'FA-3', 'FA-4', 'BP-25'],
  readings: ['invocationIds'],
};
const EDGE_7: Edge = {
  event: 'HELLO',
  rules: [
    'BP-3',
    'BP-25',
    'BP-26',
    'AU-2',
    'OP-1',
    'FA-1',
    'FA-2',
    'FA-3',
    'FA-4',
    'FA-7',
    'FA-8',
    'FA-9',
    'FA-10',
  ],
  readings: ['invocationIds'],
};
const EDGE_8: Edge = { event: 'ABORT', rules: ['BP-8'], readings: [] };
const EDGE_9: Edge = { event: 'message.malformed', rules: ['BP-5'], readings: [] };
const EDGE_10: Edge = { event: 'timer.fired', rules: ['BP-1'], readings: [] };
const EDGE_11: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_12: Edge = { event: 'router.closing', rules: ['BP-8'], readings: [] };
const EDGE_13: Edge = { event: 'challenge.made', rules: ['AU-3'], readings: [] };
const EDGE_14: Edge = {
  event: 'client.admitted',
  rules: ['AU-4', 'BP-3', 'BP-26', 'AU-2', 'FA-1', 'FA-2', 'FA-7', 'FA-8', 'FA-9', 'FA-10'],
  readings: [],
};
const EDGE_15: Edge = { event: 'client.denied', rules: ['AU-4', 'AU-5'], readings: [] };
const EDGE_16: Edge = { event: 'authentication.failed', rules: ['AU-4', 'AU-5'], readings: [] };
const EDGE_17: Edge = { event: 'ABORT', rules: ['BP-8'], readings: [] };
const EDGE_18: Edge = { event: 'message.malformed', rules: ['BP-5'], readings: [] };
const EDGE_19: Edge = { event: 'timer.fired', rules: ['AU-8'], readings: [] };
const EDGE_20: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_21: Edge = { event: 'router.closing', rules: ['BP-8'], readings: [] };
const EDGE_22: Edge = { event: 'AUTHENTICATE', rules: ['AU-4'], readings: [] };
const EDGE_23: Edge = { event: 'CALL', rules: ['BP-20'], readings: [] };
const EDGE_24: Edge = { event: 'CALL', rules: ['BP-24'], readings: ['requestIds'] };
const EDGE_25: Edge = { event: 'CALL', rules: ['BP-28'], readings: ['roles'] };
const EDGE_26: Edge = { event: 'CALL', rules: ['FA-5'], readings: ['requestIds', 'roles'] };
const EDGE_27: Edge = { event: 'CALL', rules: ['FA-6'], readings: ['requestIds', 'roles'] };
const EDGE_28: Edge = { event: 'CALL', rules: ['BP-28', 'BP-24'], readings: ['roles', 'requestIds'] };
const EDGE_29: Edge = { event: 'CALL', rules: ['AZ-1', 'AZ-2', 'BP-24'], readings: ['requestIds', 'roles'] };
const EDGE_30: Edge = { event: 'CALL', rules: ['LM-2', 'BP-24'], readings: ['requestIds', 'roles'] };
const EDGE_31: Edge = { event: 'CALL', rules: ['LM-3', 'BP-24'], readings: ['requestIds', 'roles'] };
const EDGE_32: Edge = { event: 'CALL', rules: ['CT-3', 'BP-24'], readings: ['requestIds', 'roles'] };
const EDGE_33: Edge = {
  event: 'CALL',
  rules: ['BP-14', 'OP-1', 'BP-24', 'BP-25', 'BP-28', 'BP-29'],
  readings: ['requestIds', 'roles'],
};
const EDGE_34: Edge = { event: 'CANCEL', rules: ['CC-5'], readings: ['cancelUnknown'] };
const EDGE_35: Edge = { event: 'CANCEL', rules: ['CC-5'], readings: ['cancelUnknown'] };
const EDGE_36: Edge = { event: 'CANCEL', rules: ['CC-7'], readings: ['cancelUnknown'] };
const EDGE_37: Edge = { event: 'CANCEL', rules: ['CC-5'], readings: ['cancelDefault', 'cancelUnknown'] };
const EDGE_38: Edge = {
  event: 'CANCEL',
  rules: ['CC-5', 'CC-7', 'OP-1', 'BP-25'],
  readings: ['cancelDefault', 'cancelUnknown'],
};
const EDGE_39: Edge = { event: 'REGISTER', rules: ['BP-24'], readings: ['requestIds'] };
const EDGE_40: Edge = { event: 'REGISTER', rules: ['BP-28'], readings: ['roles'] };
const EDGE_41: Edge = { event: 'REGISTER', rules: ['SR-14'], readings: ['unknownPolicy'] };
const EDGE_42: Edge = {
  event: 'REGISTER',
  rules: ['BP-28', 'BP-24'],
  readings: ['roles', 'requestIds', 'unknownPolicy'],
};
const EDGE_43: Edge = {
  event: 'REGISTER',
  rules: ['AZ-1', 'AZ-2', 'BP-24'],
  readings: ['roles', 'requestIds', 'unknownPolicy'],
};
const EDGE_44: Edge = {
  event: 'REGISTER',
  rules: ['RV-1', 'BP-24'],
  readings: ['requestIds', 'roles', 'unknownPolicy'],
};
const EDGE_45: Edge = {
  event: 'REGISTER',
  rules: ['FA-3', 'FA-4', 'BP-24', 'BP-25', 'BP-28', 'BP-30', 'RV-2'],
  readings: ['requestIds', 'roles', 'unknownPolicy'],
};
const EDGE_46: Edge = { event: 'UNREGISTER', rules: ['BP-24'], readings: ['requestIds'] };
const EDGE_47: Edge = { event: 'UNREGISTER', rules: ['SR-7', 'BP-24'], readings: ['requestIds'] };
const EDGE_48: Edge = { event: 'YIELD', rules: ['BP-18'], readings: ['invocationIds'] };
const EDGE_49: Edge = { event: 'YIELD', rules: ['FA-5'], readings: [] };
const EDGE_50: Edge = { event: 'YIELD', rules: ['BP-17'], readings: ['late'] };
const EDGE_51: Edge = { event: 'YIELD', rules: ['BP-17'], readings: ['late'] };
const EDGE_52: Edge = { event: 'YIELD', rules: ['PR-4'], readings: ['unaskedProgress'] };
const EDGE_53: Edge = { event: 'YIELD', rules: ['BP-17', 'BP-25'], readings: ['unaskedProgress'] };
const EDGE_54: Edge = { event: 'ERROR', rules: ['BP-19'], readings: [] };
const EDGE_55: Edge = { event: 'ERROR', rules: ['BP-18'], readings: ['invocationIds'] };
const EDGE_56: Edge = { event: 'ERROR', rules: ['BP-10'], readings: ['badUri'] };
const EDGE_57: Edge = { event: 'ERROR', rules: ['BP-17'], readings: ['late', 'badUri'] };
const EDGE_58: Edge = { event: 'ERROR', rules: ['BP-17'], readings: ['late', 'badUri'] };
const EDGE_59: Edge = { event: 'ERROR', rules: ['BP-10', 'BP-17'], readings: ['badUri'] };
const EDGE_60: Edge = { event: 'ERROR', rules: ['BP-17'], readings: ['badUri'] };
const EDGE_61: Edge = { event: 'SUBSCRIBE', rules: ['BP-24'], readings: ['requestIds'] };
const EDGE_62: Edge = { event: 'SUBSCRIBE', rules: ['BP-21', 'BP-24'], readings: ['requestIds'] };
const EDGE_63: Edge = { event: 'UNSUBSCRIBE', rules: ['BP-24'], readings: ['requestIds'] };
const EDGE_64: Edge = { event: 'UNSUBSCRIBE', rules: ['BP-21', 'BP-24'], readings: ['requestIds'] };
const EDGE_65: Edge = { event: 'PUBLISH', rules: ['BP-24'], readings: ['requestIds'] };
const EDGE_66: Edge = { event: 'PUBLISH', rules: ['FA-5'], readings: ['requestIds'] };
const EDGE_67: Edge = { event: 'PUBLISH', rules: ['BP-21', 'BP-24'], readings: ['requestIds'] };
const EDGE_68: Edge = { event: 'PUBLISH', rules: ['BP-21', 'BP-24'], readings: ['requestIds'] };
const EDGE_69: Edge = { event: 'procedure.cleared', rules: ['RV-1', 'BP-30'], readings: [] };
const EDGE_70: Edge = { event: 'answer.undeliverable', rules: ['UD-2'], readings: [] };
const EDGE_71: Edge = { event: 'HELLO', rules: ['BP-4'], readings: [] };
const EDGE_72: Edge = { event: 'AUTHENTICATE', rules: ['AU-7'], readings: [] };
const EDGE_73: Edge = { event: 'GOODBYE', rules: ['BP-6', 'SR-8'], readings: [] };
const EDGE_74: Edge = { event: 'ABORT', rules: ['BP-8', 'SR-8'], readings: [] };
const EDGE_75: Edge = { event: 'message.malformed', rules: ['BP-5', 'SR-8'], readings: [] };
const EDGE_76: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_77: Edge = { event: 'router.closing', rules: ['BP-7'], readings: [] };
const EDGE_78: Edge = { event: 'GOODBYE', rules: ['BP-6'], readings: [] };
const EDGE_79: Edge = { event: 'ABORT', rules: ['BP-8'], readings: [] };
const EDGE_80: Edge = { event: 'session.lost', rules: ['SR-8'], readings: [] };
const EDGE_81: Edge = { event: 'timer.fired', rules: ['BP-7'], readings: [] };
const EDGE_82: Edge = { event: '*', rules: ['BP-1'], readings: [] };
const EDGE_83: Edge = { event: '*', rules: ['AU-7', 'BP-4'], readings: [] };
