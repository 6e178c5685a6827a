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
import type { Effect, SendEffect, SessionContext, SessionEvent } from '../../../machines/vocabulary.ts';
import type { Session } from '../parts.ts';
import type { Edge, Mutable } from './chart.ts';

/** What becomes of transitions and effects of a session. */
export interface SessionWays {
  taken(instance: Session, from: string, edge: Edge, event: SessionEvent): void;
  sessionCALL(instance: Session, effect: Extract<Effect, { type: 'CALL' }>, cause: unknown): void;
  sessionCANCEL(instance: Session, effect: Extract<Effect, { type: 'CANCEL' }>, cause: unknown): void;
  sessionERROR(instance: Session, effect: Extract<Effect, { type: 'ERROR' }>, cause: unknown): void;
  sessionIdentityClaimed(
    instance: Session,
    effect: Extract<Effect, { type: 'identity.claimed' }>,
    cause: unknown,
  ): void;
  sessionProcedureClaimed(
    instance: Session,
    effect: Extract<Effect, { type: 'procedure.claimed' }>,
    cause: unknown,
  ): void;
  sessionProofGiven(
    instance: Session,
    effect: Extract<Effect, { type: 'proof.given' }>,
    cause: unknown,
  ): void;
  sessionREGISTER(instance: Session, effect: Extract<Effect, { type: 'REGISTER' }>, cause: unknown): void;
  sessionSends(instance: Session, effect: SendEffect, cause: unknown): void;
  sessionSessionClosed(
    instance: Session,
    effect: Extract<Effect, { type: 'session.closed' }>,
    cause: unknown,
  ): void;
  sessionSessionEnded(
    instance: Session,
    effect: Extract<Effect, { type: 'session.ended' }>,
    cause: unknown,
  ): void;
  sessionSessionOpened(
    instance: Session,
    effect: Extract<Effect, { type: 'session.opened' }>,
    cause: unknown,
  ): void;
  sessionTimerStart(
    instance: Session,
    effect: Extract<Effect, { type: 'timer.start' }>,
    cause: unknown,
  ): void;
  sessionTimerStop(instance: Session, effect: Extract<Effect, { type: 'timer.stop' }>, cause: unknown): void;
  sessionUNREGISTER(instance: Session, effect: Extract<Effect, { type: 'UNREGISTER' }>, cause: unknown): void;
  sessionYIELD(instance: Session, effect: Extract<Effect, { type: 'YIELD' }>, cause: unknown): void;
}

/** A running chart, which only this code changes. */
type Own = Omit<Session, 'context'> & { context: Mutable<SessionContext> };

/** Brings it into its initial state. */
export function startSession(ways: SessionWays, instance: Own, cause: unknown): void {
  instance.state = 'opening';
  ways.sessionTimerStart(instance, startTimer(instance.context), cause);
}

/** Lets an event happen to it; nothing happens if it does not react to the event in its state. */
export function stepSession(ways: SessionWays, instance: Own, event: SessionEvent, cause: unknown): void {
  switch (event.type) {
    case 'HELLO':
      return onHELLOOfSession(ways, instance, event, cause);
    case 'ABORT':
      return onABORTOfSession(ways, instance, event, cause);
    case 'message.malformed':
      return onMessageMalformedOfSession(ways, instance, event, cause);
    case 'timer.fired':
      return onTimerFiredOfSession(ways, instance, event, cause);
    case 'session.lost':
      return onSessionLostOfSession(ways, instance, event, cause);
    case 'router.closing':
      return onRouterClosingOfSession(ways, instance, event, cause);
    case 'challenge.made':
      return onChallengeMadeOfSession(ways, instance, event, cause);
    case 'client.admitted':
      return onClientAdmittedOfSession(ways, instance, event, cause);
    case 'client.denied':
      return onClientDeniedOfSession(ways, instance, event, cause);
    case 'authentication.failed':
      return onAuthenticationFailedOfSession(ways, instance, event, cause);
    case 'AUTHENTICATE':
      return onAUTHENTICATEOfSession(ways, instance, event, cause);
    case 'CALL':
      return onCALLOfSession(ways, instance, event, cause);
    case 'CANCEL':
      return onCANCELOfSession(ways, instance, event, cause);
    case 'REGISTER':
      return onREGISTEROfSession(ways, instance, event, cause);
    case 'UNREGISTER':
      return onUNREGISTEROfSession(ways, instance, event, cause);
    case 'YIELD':
      return onYIELDOfSession(ways, instance, event, cause);
    case 'ERROR':
      return onERROROfSession(ways, instance, event, cause);
    case 'SUBSCRIBE':
      return onSUBSCRIBEOfSession(ways, instance, event, cause);
    case 'UNSUBSCRIBE':
      return onUNSUBSCRIBEOfSession(ways, instance, event, cause);
    case 'PUBLISH':
      return onPUBLISHOfSession(ways, instance, event, cause);
    case 'procedure.cleared':
      return onProcedureClearedOfSession(ways, instance, event, cause);
    case 'answer.undeliverable':
      return onAnswerUndeliverableOfSession(ways, instance, event, cause);
    case 'GOODBYE':
      return onGOODBYEOfSession(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onHELLOOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'HELLO' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'opening':
      return onHELLOInOpening(ways, instance, event, cause);
    case 'established':
      return onHELLOInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onABORTOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ABORT' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'opening':
      return onABORTInOpening(ways, instance, event, cause);
    case 'challenging.pending':
      return onABORTInChallengingPending(ways, instance, event, cause);
    case 'challenging.challenged':
      return onABORTInChallengingPending(ways, instance, event, cause);
    case 'established':
      return onABORTInEstablished(ways, instance, event, cause);
    case 'closing':
      return onABORTInClosing(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onMessageMalformedOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'message.malformed' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'opening':
      return onMessageMalformedInOpening(ways, instance, event, cause);
    case 'challenging.pending':
      return onMessageMalformedInChallengingPending(ways, instance, event, cause);
    case 'challenging.challenged':
      return onMessageMalformedInChallengingPending(ways, instance, event, cause);
    case 'established':
      return onMessageMalformedInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onTimerFiredOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'opening':
      return onTimerFiredInOpening(ways, instance, event, cause);
    case 'challenging.pending':
      return onTimerFiredInChallengingPending(ways, instance, event, cause);
    case 'challenging.challenged':
      return onTimerFiredInChallengingPending(ways, instance, event, cause);
    case 'closing':
      return onTimerFiredInClosing(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onSessionLostOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'session.lost' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'opening':
      return onSessionLostInOpening(ways, instance, event, cause);
    case 'challenging.pending':
      return onSessionLostInChallengingPending(ways, instance, event, cause);
    case 'challenging.challenged':
      return onSessionLostInChallengingPending(ways, instance, event, cause);
    case 'established':
      return onSessionLostInEstablished(ways, instance, event, cause);
    case 'closing':
      return onSessionLostInClosing(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onRouterClosingOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'router.closing' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'opening':
      return onRouterClosingInOpening(ways, instance, event, cause);
    case 'challenging.pending':
      return onRouterClosingInChallengingPending(ways, instance, event, cause);
    case 'challenging.challenged':
      return onRouterClosingInChallengingPending(ways, instance, event, cause);
    case 'established':
      return onRouterClosingInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onChallengeMadeOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'challenge.made' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'challenging.pending':
      return onChallengeMadeInChallengingPending(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onClientAdmittedOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'client.admitted' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'challenging.pending':
      return onClientAdmittedInChallengingPending(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onClientDeniedOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'client.denied' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'challenging.pending':
      return onClientDeniedInChallengingPending(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onAuthenticationFailedOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'authentication.failed' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'challenging.pending':
      return onAuthenticationFailedInChallengingPending(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onAUTHENTICATEOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'AUTHENTICATE' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'challenging.challenged':
      return onAUTHENTICATEInChallengingChallenged(ways, instance, event, cause);
    case 'established':
      return onAUTHENTICATEInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onCALLOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'CALL' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onCALLInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onCANCELOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'CANCEL' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onCANCELInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onREGISTEROfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'REGISTER' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onREGISTERInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onUNREGISTEROfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'UNREGISTER' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onUNREGISTERInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onYIELDOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'YIELD' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onYIELDInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onERROROfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ERROR' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onERRORInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onSUBSCRIBEOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'SUBSCRIBE' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onSUBSCRIBEInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onUNSUBSCRIBEOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'UNSUBSCRIBE' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onUNSUBSCRIBEInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onPUBLISHOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'PUBLISH' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onPUBLISHInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

export function onProcedureClearedOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'procedure.cleared' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onProcedureClearedInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onAnswerUndeliverableOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'answer.undeliverable' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onAnswerUndeliverableInEstablished(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onGOODBYEOfSession(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'GOODBYE' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'established':
      return onGOODBYEInEstablished(ways, instance, event, cause);
    case 'closing':
      return onGOODBYEInClosing(ways, instance, event, cause);
    default:
      return onOtherOfSession(ways, instance, event, cause);
  }
}

function onOtherOfSession(ways: SessionWays, instance: Own, event: SessionEvent, cause: unknown): void {
  switch (instance.state) {
    case 'opening':
      return inOpening(ways, instance, event, cause);
    case 'challenging.pending':
      return inChallengingPending(ways, instance, event, cause);
    case 'challenging.challenged':
      return inChallengingChallenged(ways, instance, event, cause);
    default:
      return;
  }
}

/** HELLO in opening. */
function onHELLOInOpening(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'HELLO' }>,
  cause: unknown,
): void {
  // BP-10
  if (isRealmInvalid(instance.context, event)) {
    const effect1 = stopTimer();
    const effect2 = abortRealmInvalid(instance.context, event);
    const effect3 = endSession();
    const effect4 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_1, event);
    ways.sessionTimerStop(instance, effect1, cause);
    ways.sessionSends(instance, effect2, cause);
    ways.sessionSessionEnded(instance, effect3, cause);
    ways.sessionSessionClosed(instance, effect4, cause);
    return;
  }
  // BP-9, BP-27
  if (isRealmUnknown(instance.context, event)) {
    const effect1 = stopTimer();
    const effect2 = abortRealmUnknown(instance.context, event);
    const effect3 = endSession();
    const effect4 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_2, event);
    ways.sessionTimerStop(instance, effect1, cause);
    ways.sessionSends(instance, effect2, cause);
    ways.sessionSessionEnded(instance, effect3, cause);
    ways.sessionSessionClosed(instance, effect4, cause);
    return;
  }
  // BP-2
  if (isWithoutRoles(instance.context, event)) {
    const effect1 = stopTimer();
    const effect2 = abortRolesMissing(instance.context);
    const effect3 = endSession();
    const effect4 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_3, event);
    ways.sessionTimerStop(instance, effect1, cause);
    ways.sessionSends(instance, effect2, cause);
    ways.sessionSessionEnded(instance, effect3, cause);
    ways.sessionSessionClosed(instance, effect4, cause);
    return;
  }
  // AU-1
  if (isMethodUnmatched(instance.context, event)) {
    const effect1 = stopTimer();
    const effect2 = abortMethodUnmatched(instance.context, event);
    const effect3 = endSession();
    const effect4 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_4, event);
    ways.sessionTimerStop(instance, effect1, cause);
    ways.sessionSends(instance, effect2, cause);
    ways.sessionSessionEnded(instance, effect3, cause);
    ways.sessionSessionClosed(instance, effect4, cause);
    return;
  }
  // AU-6
  if (isMethodMissing(instance.context, event)) {
    const effect1 = stopTimer();
    const effect2 = abortMethodMissing(instance.context);
    const effect3 = endSession();
    const effect4 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_5, event);
    ways.sessionTimerStop(instance, effect1, cause);
    ways.sessionSends(instance, effect2, cause);
    ways.sessionSessionEnded(instance, effect3, cause);
    ways.sessionSessionClosed(instance, effect4, cause);
    return;
  }
  // AU-3, FA-3, FA-4, BP-25, reading invocationIds
  if (isIdentityClaimed(instance.context)) {
    const effect1 = stopTimer();
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
    const effect2 = claimIdentity(instance.context, event);
    const effect3 = startTimer(instance.context);
    const from = instance.state;
    instance.state = 'challenging.pending';
    ways.taken(instance, from, EDGE_6, event);
    ways.sessionTimerStop(instance, effect1, cause);
    ways.sessionIdentityClaimed(instance, effect2, cause);
    ways.sessionTimerStart(instance, effect3, cause);
    return;
  }
  // BP-3, BP-25, BP-26, AU-2, OP-1, FA-1, FA-2, FA-3, FA-4, FA-7, FA-8, FA-9, FA-10, reading invocationIds
  const effect1 = stopTimer();
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
  const effect2 = sendWelcome(instance.context);
  const effect3 = openSession();
  const from = instance.state;
  instance.state = 'established';
  ways.taken(instance, from, EDGE_7, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionOpened(instance, effect3, cause);
  return;
}

/** ABORT in opening. */
function onABORTInOpening(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ABORT' }>,
  cause: unknown,
): void {
  // BP-8
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_8, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** message.malformed in opening. */
function onMessageMalformedInOpening(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'message.malformed' }>,
  cause: unknown,
): void {
  // BP-5
  const effect1 = stopTimer();
  const effect2 = abortMalformed(instance.context, event);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_9, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** timer.fired in opening. */
function onTimerFiredInOpening(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  // BP-1
  const effect1 = stopTimer();
  const effect2 = abortHelloLate(instance.context);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_10, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** session.lost in opening. */
function onSessionLostInOpening(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'session.lost' }>,
  cause: unknown,
): void {
  // SR-8
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_11, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** router.closing in opening. */
function onRouterClosingInOpening(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'router.closing' }>,
  cause: unknown,
): void {
  // BP-8
  const effect1 = stopTimer();
  const effect2 = abortClosing(instance.context);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_12, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** challenge.made in challenging.pending. */
function onChallengeMadeInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'challenge.made' }>,
  cause: unknown,
): void {
  // AU-3
  instance.context.challenged = recordMethod.challenged(instance.context, event);
  const from = instance.state;
  instance.state = 'challenging.challenged';
  ways.taken(instance, from, EDGE_13, event);
  ways.sessionSends(instance, sendChallenge(instance.context, event), cause);
  return;
}

/** client.admitted in challenging.pending. */
function onClientAdmittedInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'client.admitted' }>,
  cause: unknown,
): void {
  // AU-4, BP-3, BP-26, AU-2, FA-1, FA-2, FA-7, FA-8, FA-9, FA-10
  const effect1 = stopTimer();
  instance.context.principal = recordPrincipal.principal(instance.context, event);
  const effect2 = sendWelcome(instance.context);
  const effect3 = openSession();
  const from = instance.state;
  instance.state = 'established';
  ways.taken(instance, from, EDGE_14, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionOpened(instance, effect3, cause);
  return;
}

/** client.denied in challenging.pending. */
function onClientDeniedInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'client.denied' }>,
  cause: unknown,
): void {
  // AU-4, AU-5
  const effect1 = stopTimer();
  const effect2 = abortDenied(instance.context);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_15, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** authentication.failed in challenging.pending. */
function onAuthenticationFailedInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'authentication.failed' }>,
  cause: unknown,
): void {
  // AU-4, AU-5
  const effect1 = stopTimer();
  const effect2 = abortAuthenticationFailed(instance.context);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_16, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** ABORT in challenging.pending, challenging.challenged. */
function onABORTInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ABORT' }>,
  cause: unknown,
): void {
  // BP-8
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_17, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** message.malformed in challenging.pending, challenging.challenged. */
function onMessageMalformedInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'message.malformed' }>,
  cause: unknown,
): void {
  // BP-5
  const effect1 = stopTimer();
  const effect2 = abortMalformed(instance.context, event);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_18, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** timer.fired in challenging.pending, challenging.challenged. */
function onTimerFiredInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  // AU-8
  const effect1 = stopTimer();
  const effect2 = abortAuthenticationLate(instance.context);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_19, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** session.lost in challenging.pending, challenging.challenged. */
function onSessionLostInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'session.lost' }>,
  cause: unknown,
): void {
  // SR-8
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_20, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** router.closing in challenging.pending, challenging.challenged. */
function onRouterClosingInChallengingPending(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'router.closing' }>,
  cause: unknown,
): void {
  // BP-8
  const effect1 = stopTimer();
  const effect2 = abortClosing(instance.context);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_21, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** AUTHENTICATE in challenging.challenged. */
function onAUTHENTICATEInChallengingChallenged(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'AUTHENTICATE' }>,
  cause: unknown,
): void {
  // AU-4
  const from = instance.state;
  instance.state = 'challenging.pending';
  ways.taken(instance, from, EDGE_22, event);
  ways.sessionProofGiven(instance, giveProof(instance.context, event), cause);
  return;
}

/** CALL in established. */
function onCALLInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'CALL' }>,
  cause: unknown,
): void {
  // BP-20
  if (isRequestInFlight(instance.context, event)) {
    const effect1 = abortRequestInFlight(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_23, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-24, reading requestIds
  if (isOutOfSequence(instance.context, event)) {
    const effect1 = abortOutOfSequence(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_24, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-28, reading roles
  if (isRoleForbidden(instance.context, event)) {
    const effect1 = abortRoleMissing(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_25, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // FA-5, reading requestIds, reading roles
  if (isPassthru(instance.context, event)) {
    const effect1 = abortPassthru(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_26, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // FA-6, reading requestIds, reading roles
  if (isProgressive(instance.context, event)) {
    const effect1 = abortProgressive(instance.context);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_27, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-28, BP-24, reading roles, reading requestIds
  if (isRoleRefused(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_28, event);
    ways.sessionSends(instance, sendRoleMissing(instance.context, event), cause);
    return;
  }
  // AZ-1, AZ-2, BP-24, reading requestIds, reading roles
  if (isUnauthorized(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_29, event);
    ways.sessionSends(instance, sendUnauthorized(instance.context, event), cause);
    return;
  }
  // LM-2, BP-24, reading requestIds, reading roles
  if (isCallLimitReached(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_30, event);
    ways.sessionSends(instance, sendCallLimit(instance.context, event), cause);
    return;
  }
  // LM-3, BP-24, reading requestIds, reading roles
  if (isByteLimitExceeded(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_31, event);
    ways.sessionSends(instance, sendByteLimit(instance.context, event), cause);
    return;
  }
  // CT-3, BP-24, reading requestIds, reading roles
  if (isTimeoutInvalid(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_32, event);
    ways.sessionSends(instance, sendTimeoutInvalid(instance.context, event), cause);
    return;
  }
  // BP-14, OP-1, BP-24, BP-25, BP-28, BP-29, reading requestIds, reading roles
  instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
  ways.taken(instance, instance.state, EDGE_33, event);
  ways.sessionCALL(instance, deliver(instance.context, event), cause);
  return;
}

/** CANCEL in established. */
function onCANCELInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'CANCEL' }>,
  cause: unknown,
): void {
  // CC-5, reading cancelUnknown
  if (isModeForbidden(instance.context, event)) {
    const effect1 = abortModeUnknown(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_34, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // CC-5, reading cancelUnknown
  if (isModeRefused(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_35, event);
    ways.sessionSends(instance, sendModeUnknown(instance.context, event), cause);
    return;
  }
  // CC-7, reading cancelUnknown
  if (isOver(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_36, event);
    return;
  }
  // CC-5, reading cancelDefault, reading cancelUnknown
  if (isSkipByDefault(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_37, event);
    ways.sessionCANCEL(instance, deliverSkip(instance.context, event), cause);
    return;
  }
  // CC-5, CC-7, OP-1, BP-25, reading cancelDefault, reading cancelUnknown
  ways.taken(instance, instance.state, EDGE_38, event);
  ways.sessionCANCEL(instance, deliver(instance.context, event), cause);
  return;
}

/** REGISTER in established. */
function onREGISTERInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'REGISTER' }>,
  cause: unknown,
): void {
  // BP-24, reading requestIds
  if (isOutOfSequence(instance.context, event)) {
    const effect1 = abortOutOfSequence(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_39, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-28, reading roles
  if (isRoleForbidden(instance.context, event)) {
    const effect1 = abortRoleMissing(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_40, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // SR-14, reading unknownPolicy
  if (isInvokeViolation(instance.context, event)) {
    const effect1 = abortInvokeUnknown(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_41, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-28, BP-24, reading roles, reading requestIds, reading unknownPolicy
  if (isRoleRefused(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_42, event);
    ways.sessionSends(instance, sendRoleMissing(instance.context, event), cause);
    return;
  }
  // AZ-1, AZ-2, BP-24, reading roles, reading requestIds, reading unknownPolicy
  if (isUnauthorized(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_43, event);
    ways.sessionSends(instance, sendUnauthorized(instance.context, event), cause);
    return;
  }
  // RV-1, BP-24, reading requestIds, reading roles, reading unknownPolicy
  if (isForced(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_44, event);
    ways.sessionProcedureClaimed(instance, claimProcedure(instance.context, event), cause);
    return;
  }
  // FA-3, FA-4, BP-24, BP-25, BP-28, BP-30, RV-2, reading requestIds, reading roles, reading unknownPolicy
  instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
  ways.taken(instance, instance.state, EDGE_45, event);
  ways.sessionREGISTER(instance, deliver(instance.context, event), cause);
  return;
}

/** UNREGISTER in established. */
function onUNREGISTERInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'UNREGISTER' }>,
  cause: unknown,
): void {
  // BP-24, reading requestIds
  if (isOutOfSequence(instance.context, event)) {
    const effect1 = abortOutOfSequence(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_46, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // SR-7, BP-24, reading requestIds
  instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
  ways.taken(instance, instance.state, EDGE_47, event);
  ways.sessionUNREGISTER(instance, deliver(instance.context, event), cause);
  return;
}

/** YIELD in established. */
function onYIELDInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'YIELD' }>,
  cause: unknown,
): void {
  // BP-18, reading invocationIds
  if (isUnasked(instance.context, event)) {
    const effect1 = abortUnasked(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_48, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // FA-5
  if (isPassthru(instance.context, event)) {
    const effect1 = abortPassthru(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_49, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-17, reading late
  if (isForbiddenLate(instance.context, event)) {
    const effect1 = abortLate(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_50, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-17, reading late
  if (isLate(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_51, event);
    return;
  }
  // PR-4, reading unaskedProgress
  if (isUnaskedProgress(instance.context, event)) {
    const effect1 = abortUnaskedProgress(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_52, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-17, BP-25, reading unaskedProgress
  ways.taken(instance, instance.state, EDGE_53, event);
  ways.sessionYIELD(instance, deliver(instance.context, event), cause);
  return;
}

/** ERROR in established. */
function onERRORInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ERROR' }>,
  cause: unknown,
): void {
  // BP-19
  if (isMisplaced(instance.context, event)) {
    const effect1 = abortMisplaced(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_54, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-18, reading invocationIds
  if (isUnasked(instance.context, event)) {
    const effect1 = abortUnasked(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_55, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-10, reading badUri
  if (isErrorUriForbidden(instance.context, event)) {
    const effect1 = abortErrorUri(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_56, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-17, reading late, reading badUri
  if (isForbiddenLate(instance.context, event)) {
    const effect1 = abortLate(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_57, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-17, reading late, reading badUri
  if (isLate(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_58, event);
    return;
  }
  // BP-10, BP-17, reading badUri
  if (isErrorUriReplaced(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_59, event);
    ways.sessionERROR(instance, deliverInvalidUri(instance.context, event), cause);
    return;
  }
  // BP-17, reading badUri
  ways.taken(instance, instance.state, EDGE_60, event);
  ways.sessionERROR(instance, deliver(instance.context, event), cause);
  return;
}

/** SUBSCRIBE in established. */
function onSUBSCRIBEInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'SUBSCRIBE' }>,
  cause: unknown,
): void {
  // BP-24, reading requestIds
  if (isOutOfSequence(instance.context, event)) {
    const effect1 = abortOutOfSequence(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_61, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-21, BP-24, reading requestIds
  instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
  ways.taken(instance, instance.state, EDGE_62, event);
  ways.sessionSends(instance, sendBrokerMissing(instance.context, event), cause);
  return;
}

/** UNSUBSCRIBE in established. */
function onUNSUBSCRIBEInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'UNSUBSCRIBE' }>,
  cause: unknown,
): void {
  // BP-24, reading requestIds
  if (isOutOfSequence(instance.context, event)) {
    const effect1 = abortOutOfSequence(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_63, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-21, BP-24, reading requestIds
  instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
  ways.taken(instance, instance.state, EDGE_64, event);
  ways.sessionSends(instance, sendBrokerMissing(instance.context, event), cause);
  return;
}

/** PUBLISH in established. */
function onPUBLISHInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'PUBLISH' }>,
  cause: unknown,
): void {
  // BP-24, reading requestIds
  if (isOutOfSequence(instance.context, event)) {
    const effect1 = abortOutOfSequence(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_65, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // FA-5, reading requestIds
  if (isPassthru(instance.context, event)) {
    const effect1 = abortPassthru(instance.context, event);
    const effect2 = endSession();
    const effect3 = closeSession();
    const from = instance.state;
    instance.state = 'closed';
    ways.taken(instance, from, EDGE_66, event);
    ways.sessionSends(instance, effect1, cause);
    ways.sessionSessionEnded(instance, effect2, cause);
    ways.sessionSessionClosed(instance, effect3, cause);
    return;
  }
  // BP-21, BP-24, reading requestIds
  if (isAcknowledged(instance.context, event)) {
    instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
    ways.taken(instance, instance.state, EDGE_67, event);
    ways.sessionSends(instance, sendBrokerMissing(instance.context, event), cause);
    return;
  }
  // BP-21, BP-24, reading requestIds
  instance.context.lastRequest = recordRequest.lastRequest(instance.context, event);
  ways.taken(instance, instance.state, EDGE_68, event);
  return;
}

/** procedure.cleared in established. */
function onProcedureClearedInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'procedure.cleared' }>,
  cause: unknown,
): void {
  // RV-1, BP-30
  ways.taken(instance, instance.state, EDGE_69, event);
  ways.sessionREGISTER(instance, deliver(instance.context, event), cause);
  return;
}

/** answer.undeliverable in established. */
function onAnswerUndeliverableInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'answer.undeliverable' }>,
  cause: unknown,
): void {
  // UD-2
  ways.taken(instance, instance.state, EDGE_70, event);
  ways.sessionSends(instance, sendAnswerUndeliverable(instance.context, event), cause);
  return;
}

/** HELLO in established. */
function onHELLOInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'HELLO' }>,
  cause: unknown,
): void {
  // BP-4
  const effect1 = abortHelloRepeated(instance.context);
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_71, event);
  ways.sessionSends(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** AUTHENTICATE in established. */
function onAUTHENTICATEInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'AUTHENTICATE' }>,
  cause: unknown,
): void {
  // AU-7
  const effect1 = abortAuthenticateUnasked(instance.context);
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_72, event);
  ways.sessionSends(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** GOODBYE in established. */
function onGOODBYEInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'GOODBYE' }>,
  cause: unknown,
): void {
  // BP-6, SR-8
  const effect1 = sendGoodbyeAndOut(instance.context);
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_73, event);
  ways.sessionSends(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** ABORT in established. */
function onABORTInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ABORT' }>,
  cause: unknown,
): void {
  // BP-8, SR-8
  const effect1 = endSession();
  const effect2 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_74, event);
  ways.sessionSessionEnded(instance, effect1, cause);
  ways.sessionSessionClosed(instance, effect2, cause);
  return;
}

/** message.malformed in established. */
function onMessageMalformedInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'message.malformed' }>,
  cause: unknown,
): void {
  // BP-5, SR-8
  const effect1 = abortMalformed(instance.context, event);
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_75, event);
  ways.sessionSends(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** session.lost in established. */
function onSessionLostInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'session.lost' }>,
  cause: unknown,
): void {
  // SR-8
  const effect1 = endSession();
  const effect2 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_76, event);
  ways.sessionSessionEnded(instance, effect1, cause);
  ways.sessionSessionClosed(instance, effect2, cause);
  return;
}

/** router.closing in established. */
function onRouterClosingInEstablished(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'router.closing' }>,
  cause: unknown,
): void {
  // BP-7
  const effect1 = sendGoodbye(instance.context);
  const effect2 = endSession();
  const effect3 = startTimer(instance.context);
  const from = instance.state;
  instance.state = 'closing';
  ways.taken(instance, from, EDGE_77, event);
  ways.sessionSends(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionTimerStart(instance, effect3, cause);
  return;
}

/** GOODBYE in closing. */
function onGOODBYEInClosing(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'GOODBYE' }>,
  cause: unknown,
): void {
  // BP-6
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_78, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** ABORT in closing. */
function onABORTInClosing(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'ABORT' }>,
  cause: unknown,
): void {
  // BP-8
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_79, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** session.lost in closing. */
function onSessionLostInClosing(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'session.lost' }>,
  cause: unknown,
): void {
  // SR-8
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_80, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** timer.fired in closing. */
function onTimerFiredInClosing(
  ways: SessionWays,
  instance: Own,
  event: Extract<SessionEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  // BP-7
  const effect1 = stopTimer();
  const effect2 = endSession();
  const effect3 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, EDGE_81, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSessionEnded(instance, effect2, cause);
  ways.sessionSessionClosed(instance, effect3, cause);
  return;
}

/** In opening. */
function inOpening(ways: SessionWays, instance: Own, event: SessionEvent, cause: unknown): void {
  // BP-1
  const effect1 = stopTimer();
  const effect2 = abortBeforeHello(instance.context, event);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, { ...EDGE_82, event: typeOf(event) }, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** In challenging.pending. */
function inChallengingPending(ways: SessionWays, instance: Own, event: SessionEvent, cause: unknown): void {
  // AU-7, BP-4
  const effect1 = stopTimer();
  const effect2 = abortBeforeWelcome(instance.context, event);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, { ...EDGE_83, event: typeOf(event) }, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
}

/** In challenging.challenged. */
function inChallengingChallenged(
  ways: SessionWays,
  instance: Own,
  event: SessionEvent,
  cause: unknown,
): void {
  // AU-7, BP-4
  const effect1 = stopTimer();
  const effect2 = abortBeforeWelcome(instance.context, event);
  const effect3 = endSession();
  const effect4 = closeSession();
  const from = instance.state;
  instance.state = 'closed';
  ways.taken(instance, from, { ...EDGE_83, event: typeOf(event) }, event);
  ways.sessionTimerStop(instance, effect1, cause);
  ways.sessionSends(instance, effect2, cause);
  ways.sessionSessionEnded(instance, effect3, cause);
  ways.sessionSessionClosed(instance, effect4, cause);
  return;
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

/** All edges. */
export const EDGES: readonly Edge[] = [
  EDGE_1,
  EDGE_2,
  EDGE_3,
  EDGE_4,
  EDGE_5,
  EDGE_6,
  EDGE_7,
  EDGE_8,
  EDGE_9,
  EDGE_10,
  EDGE_11,
  EDGE_12,
  EDGE_13,
  EDGE_14,
  EDGE_15,
  EDGE_16,
  EDGE_17,
  EDGE_18,
  EDGE_19,
  EDGE_20,
  EDGE_21,
  EDGE_22,
  EDGE_23,
  EDGE_24,
  EDGE_25,
  EDGE_26,
  EDGE_27,
  EDGE_28,
  EDGE_29,
  EDGE_30,
  EDGE_31,
  EDGE_32,
  EDGE_33,
  EDGE_34,
  EDGE_35,
  EDGE_36,
  EDGE_37,
  EDGE_38,
  EDGE_39,
  EDGE_40,
  EDGE_41,
  EDGE_42,
  EDGE_43,
  EDGE_44,
  EDGE_45,
  EDGE_46,
  EDGE_47,
  EDGE_48,
  EDGE_49,
  EDGE_50,
  EDGE_51,
  EDGE_52,
  EDGE_53,
  EDGE_54,
  EDGE_55,
  EDGE_56,
  EDGE_57,
  EDGE_58,
  EDGE_59,
  EDGE_60,
  EDGE_61,
  EDGE_62,
  EDGE_63,
  EDGE_64,
  EDGE_65,
  EDGE_66,
  EDGE_67,
  EDGE_68,
  EDGE_69,
  EDGE_70,
  EDGE_71,
  EDGE_72,
  EDGE_73,
  EDGE_74,
  EDGE_75,
  EDGE_76,
  EDGE_77,
  EDGE_78,
  EDGE_79,
  EDGE_80,
  EDGE_81,
  EDGE_82,
  EDGE_83,
];
