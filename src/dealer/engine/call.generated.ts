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
import type { CallContext, CallEvent, Effect, SendEffect } from '../../../machines/vocabulary.ts';
import type { Call } from '../parts.ts';
import type { Edge, Mutable } from './chart.ts';

/** What becomes of transitions and effects of a call. */
export interface CallWays {
  taken(instance: Call, from: string, edge: Edge, event: CallEvent): void;
  callCallEnded(instance: Call, effect: Extract<Effect, { type: 'call.ended' }>, cause: unknown): void;
  callCallGiven(instance: Call, effect: Extract<Effect, { type: 'call.given' }>, cause: unknown): void;
  callINTERRUPT(instance: Call, effect: Extract<Effect, { type: 'INTERRUPT' }>, cause: unknown): void;
  callINVOCATION(instance: Call, effect: Extract<Effect, { type: 'INVOCATION' }>, cause: unknown): void;
  callRESULT(instance: Call, effect: Extract<Effect, { type: 'RESULT' }>, cause: unknown): void;
  callSelect(instance: Call, effect: Extract<Effect, { type: 'select' }>, cause: unknown): void;
  callSends(instance: Call, effect: SendEffect, cause: unknown): void;
  callTimerStart(instance: Call, effect: Extract<Effect, { type: 'timer.start' }>, cause: unknown): void;
}

/** A running chart, which only this code changes. */
type Own = Omit<Call, 'context'> & { context: Mutable<CallContext> };

/** Brings it into its initial state. */
export function startCall(ways: CallWays, instance: Own, cause: unknown): void {
  instance.state = 'selecting';
  ways.callSelect(instance, askForCallee(), cause);
}

/** Lets an event happen to it; nothing happens if it does not react to the event in its state. */
export function stepCall(ways: CallWays, instance: Own, event: CallEvent, cause: unknown): void {
  switch (event.type) {
    case 'select.member':
      return onSelectMemberOfCall(ways, instance, event, cause);
    case 'select.none':
      return onSelectNoneOfCall(ways, instance, event, cause);
    case 'callee.withdrawn':
      return onCalleeWithdrawnOfCall(ways, instance, event, cause);
    case 'callee.unreachable':
      return onCalleeUnreachableOfCall(ways, instance, event, cause);
    case 'CANCEL':
      return onCANCELOfCall(ways, instance, event, cause);
    case 'YIELD':
      return onYIELDOfCall(ways, instance, event, cause);
    case 'ERROR':
      return onERROROfCall(ways, instance, event, cause);
    case 'call.overtaken':
      return onCallOvertakenOfCall(ways, instance, event, cause);
    case 'callee.left':
      return onCalleeLeftOfCall(ways, instance, event, cause);
    case 'caller.unreachable':
      return onCallerUnreachableOfCall(ways, instance, event, cause);
    case 'caller.left':
      return onCallerLeftOfCall(ways, instance, event, cause);
    case 'timer.fired':
      return onTimerFiredOfCall(ways, instance, event, cause);
    default:
      return;
  }
}

export function onSelectMemberOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'select.member' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'selecting':
      return onSelectMemberInSelecting(ways, instance, event, cause);
    case 'rerouting':
      return onSelectMemberInRerouting(ways, instance, event, cause);
    default:
      return;
  }
}

export function onSelectNoneOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'select.none' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'selecting':
      return onSelectNoneInSelecting(ways, instance, event, cause);
    case 'rerouting':
      return onSelectNoneInRerouting(ways, instance, event, cause);
    default:
      return;
  }
}

export function onCalleeWithdrawnOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.withdrawn' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCalleeWithdrawnInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCalleeWithdrawnInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

function onCalleeUnreachableOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.unreachable' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCalleeUnreachableInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCalleeUnreachableInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

export function onCANCELOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'CANCEL' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCANCELInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCANCELInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

export function onYIELDOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'YIELD' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onYIELDInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onYIELDInInvokedWaiting(ways, instance, event, cause);
    default:
      return;
  }
}

export function onERROROfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'ERROR' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onERRORInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onERRORInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

export function onCallOvertakenOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'call.overtaken' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCallOvertakenInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCallOvertakenInInvokedWaiting(ways, instance, event, cause);
    default:
      return;
  }
}

export function onCalleeLeftOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.left' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCalleeLeftInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCalleeLeftInInvokedWaiting(ways, instance, event, cause);
    default:
      return;
  }
}

function onCallerUnreachableOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'caller.unreachable' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCallerUnreachableInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCallerUnreachableInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

export function onCallerLeftOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'caller.left' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onCallerLeftInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onCallerLeftInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

function onTimerFiredOfCall(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  switch (instance.state) {
    case 'invoked.waiting':
      return onTimerFiredInInvokedWaiting(ways, instance, event, cause);
    case 'invoked.interrupted':
      return onTimerFiredInInvokedInterrupted(ways, instance, event, cause);
    default:
      return;
  }
}

/** select.member in selecting. */
function onSelectMemberInSelecting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'select.member' }>,
  cause: unknown,
): void {
  // CT-1, CR-10, BP-26, PR-1, BP-29, reading order
  if (isOrderStrictAndTimed(instance.context)) {
    const effect1 = startTimer(instance.context);
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
    const effect2 = sendInvocation(instance.context);
    const effect3 = tellEarlierCalls(instance.context);
    const from = instance.state;
    instance.state = 'invoked.waiting';
    ways.taken(instance, from, EDGE_1, event);
    ways.callTimerStart(instance, effect1, cause);
    ways.callINVOCATION(instance, effect2, cause);
    ways.callCallGiven(instance, effect3, cause);
    return;
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
    const effect1 = sendInvocation(instance.context);
    const effect2 = tellEarlierCalls(instance.context);
    const from = instance.state;
    instance.state = 'invoked.waiting';
    ways.taken(instance, from, EDGE_2, event);
    ways.callINVOCATION(instance, effect1, cause);
    ways.callCallGiven(instance, effect2, cause);
    return;
  }
  // CT-1, CR-10, BP-26, PR-1, reading order
  if (hasTimeout(instance.context)) {
    const effect1 = startTimer(instance.context);
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
    const effect2 = sendInvocation(instance.context);
    const from = instance.state;
    instance.state = 'invoked.waiting';
    ways.taken(instance, from, EDGE_3, event);
    ways.callTimerStart(instance, effect1, cause);
    ways.callINVOCATION(instance, effect2, cause);
    return;
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
  const from = instance.state;
  instance.state = 'invoked.waiting';
  ways.taken(instance, from, EDGE_4, event);
  ways.callINVOCATION(instance, sendInvocation(instance.context), cause);
  return;
}

/** select.none in selecting. */
function onSelectNoneInSelecting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'select.none' }>,
  cause: unknown,
): void {
  // BP-10
  if (isProcedureInvalid(instance.context)) {
    const effect1 = sendProcedureInvalid(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_5, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // BP-13
  const effect1 = sendProcedureUnknown(instance.context);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_6, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** callee.withdrawn in invoked.waiting. */
function onCalleeWithdrawnInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.withdrawn' }>,
  cause: unknown,
): void {
  // BP-22, CR-7, reading withdrawn, reading gate, reading afterProgress, reading ended
  if (isReroutedAtWithdrawal(instance.context)) {
    instance.context.refusals = recordRefusal.refusals(instance.context);
    const from = instance.state;
    instance.state = 'rerouting';
    ways.taken(instance, from, EDGE_7, event);
    ways.callSelect(instance, askForNextCallee(instance.context), cause);
    return;
  }
  // BP-22, reading withdrawn, reading gate, reading afterProgress
  if (isKeptAtWithdrawal(instance.context)) {
    ways.taken(instance, instance.state, EDGE_8, event);
    return;
  }
  // BP-22, reading withdrawn, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendCalleeWithdrawn(instance.context);
    const effect2 = sendInterruptKillnowait(instance.context);
    const effect3 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_9, event);
    ways.callSends(instance, effect1, cause);
    ways.callINTERRUPT(instance, effect2, cause);
    ways.callCallEnded(instance, effect3, cause);
    return;
  }
  // BP-22, reading withdrawn
  const effect1 = sendCalleeWithdrawn(instance.context);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'canceled';
  ways.taken(instance, from, EDGE_10, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** callee.unreachable in invoked.waiting. */
function onCalleeUnreachableInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.unreachable' }>,
  cause: unknown,
): void {
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
    const from = instance.state;
    instance.state = 'rerouting';
    ways.taken(instance, from, EDGE_11, event);
    ways.callSelect(instance, askForNextCallee(instance.context), cause);
    return;
  }
  // UD-1, LM-4, CC-6, reading undeliverable
  const effect1 = sendCalleeUnreachable(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_12, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** CANCEL in invoked.waiting. */
function onCANCELInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'CANCEL' }>,
  cause: unknown,
): void {
  // CC-3, CC-7
  if (isKill(instance.context, event)) {
    const from = instance.state;
    instance.state = 'invoked.interrupted';
    ways.taken(instance, from, EDGE_13, event);
    ways.callINTERRUPT(instance, sendInterruptKill(instance.context), cause);
    return;
  }
  // CC-1, CC-4
  if (isSkip(instance.context, event)) {
    const effect1 = sendCanceled(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_14, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CC-2, CC-5, CC-7
  const effect1 = sendCanceled(instance.context);
  const effect2 = sendInterruptKillnowait(instance.context);
  const effect3 = endCall();
  const from = instance.state;
  instance.state = 'canceled';
  ways.taken(instance, from, EDGE_15, event);
  ways.callSends(instance, effect1, cause);
  ways.callINTERRUPT(instance, effect2, cause);
  ways.callCallEnded(instance, effect3, cause);
  return;
}

/** YIELD in invoked.waiting, invoked.interrupted. */
function onYIELDInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'YIELD' }>,
  cause: unknown,
): void {
  // PR-4, reading unaskedProgress
  if (isDroppedProgress(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_16, event);
    return;
  }
  // PR-4, BP-14, reading unaskedProgress
  if (isFinalProgress(instance.context, event)) {
    const effect1 = sendResult(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'completed';
    ways.taken(instance, from, EDGE_17, event);
    ways.callRESULT(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // PR-2, PR-3, reading unaskedProgress
  if (isTimedProgress(instance.context, event)) {
    instance.context.progressed = recordProgress.progressed();
    const effect1 = sendProgress(instance.context, event);
    const effect2 = startTimer(instance.context);
    ways.taken(instance, instance.state, EDGE_18, event);
    ways.callRESULT(instance, effect1, cause);
    ways.callTimerStart(instance, effect2, cause);
    return;
  }
  // PR-2, reading unaskedProgress
  if (isProgress(instance.context, event)) {
    instance.context.progressed = recordProgress.progressed();
    ways.taken(instance, instance.state, EDGE_19, event);
    ways.callRESULT(instance, sendProgress(instance.context, event), cause);
    return;
  }
  // BP-14
  const effect1 = sendResult(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'completed';
  ways.taken(instance, from, EDGE_20, event);
  ways.callRESULT(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** ERROR in invoked.waiting. */
function onERRORInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'ERROR' }>,
  cause: unknown,
): void {
  // reading gate, reading afterKill, reading details
  if (isUnannouncedRefusal(instance.context, event)) {
    const effect1 = passError(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_21, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading gate, reading afterProgress, reading refusedLate, reading afterKill, reading details
  if (isLatePassedOn(instance.context, event)) {
    const effect1 = passError(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_22, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading gate, reading afterProgress, reading refusedLate, reading afterKill
  if (isLateCanceled(instance.context, event)) {
    const effect1 = sendCanceled(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_23, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CR-1, reading gate, reading afterProgress, reading refusedLate, reading afterKill
  if (isLateRefusal(instance.context, event)) {
    const effect1 = sendRefused(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_24, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CR-1, CR-7, reading gate, reading afterProgress, reading afterKill, reading ended
  if (isRefusal(instance.context, event)) {
    instance.context.refusals = recordRefusal.refusals(instance.context);
    const from = instance.state;
    instance.state = 'rerouting';
    ways.taken(instance, from, EDGE_25, event);
    ways.callSelect(instance, askForNextCallee(instance.context), cause);
    return;
  }
  // CR-9, BP-14, reading details
  const effect1 = passError(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_26, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** call.overtaken in invoked.waiting, invoked.interrupted. */
function onCallOvertakenInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'call.overtaken' }>,
  _cause: unknown,
): void {
  // BP-29, reading order
  if (isNewlyOvertaken(instance.context, event)) {
    instance.context.passedOver = recordOvertaking.passedOver(instance.context, event);
    ways.taken(instance, instance.state, EDGE_27, event);
    return;
  }
  return;
}

/** callee.left in invoked.waiting, invoked.interrupted. */
function onCalleeLeftInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.left' }>,
  cause: unknown,
): void {
  // BP-15, reading goneUri
  const effect1 = sendCalleeLeft(instance.context);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'canceled';
  ways.taken(instance, from, EDGE_28, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** caller.unreachable in invoked.waiting. */
function onCallerUnreachableInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'caller.unreachable' }>,
  cause: unknown,
): void {
  // UD-2, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendCallerUnreachable(instance.context, event);
    const effect2 = sendInterruptKillnowait(instance.context);
    const effect3 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_29, event);
    ways.callSends(instance, effect1, cause);
    ways.callINTERRUPT(instance, effect2, cause);
    ways.callCallEnded(instance, effect3, cause);
    return;
  }
  // UD-2
  const effect1 = sendCallerUnreachable(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_30, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** caller.left in invoked.waiting. */
function onCallerLeftInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'caller.left' }>,
  cause: unknown,
): void {
  // BP-16, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendInterruptKillnowait(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'abandoned';
    ways.taken(instance, from, EDGE_31, event);
    ways.callINTERRUPT(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // BP-16
  const from = instance.state;
  instance.state = 'abandoned';
  ways.taken(instance, from, EDGE_32, event);
  ways.callCallEnded(instance, endCall(), cause);
  return;
}

/** timer.fired in invoked.waiting. */
function onTimerFiredInInvokedWaiting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  // CT-2, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendTimedOut(instance.context);
    const effect2 = sendInterruptKillnowait(instance.context);
    const effect3 = endCall();
    const from = instance.state;
    instance.state = 'expired';
    ways.taken(instance, from, EDGE_33, event);
    ways.callSends(instance, effect1, cause);
    ways.callINTERRUPT(instance, effect2, cause);
    ways.callCallEnded(instance, effect3, cause);
    return;
  }
  // CT-2
  const effect1 = sendTimedOut(instance.context);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'expired';
  ways.taken(instance, from, EDGE_34, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** ERROR in invoked.interrupted. */
function onERRORInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'ERROR' }>,
  cause: unknown,
): void {
  // reading afterKill, reading details
  if (isPassedAfterKill(instance.context, event)) {
    const effect1 = passError(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_35, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading afterKill
  if (isFailedAfterKill(instance.context, event)) {
    const effect1 = sendRefused(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_36, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CC-6, reading afterKill
  if (isCanceledAfterKill(instance.context, event)) {
    const effect1 = sendCanceled(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_37, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading gate, reading afterKill, reading details
  if (isUnannouncedRefusal(instance.context, event)) {
    const effect1 = passError(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_21, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading gate, reading afterProgress, reading refusedLate, reading afterKill, reading details
  if (isLatePassedOn(instance.context, event)) {
    const effect1 = passError(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_22, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading gate, reading afterProgress, reading refusedLate, reading afterKill
  if (isLateCanceled(instance.context, event)) {
    const effect1 = sendCanceled(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_23, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CR-1, reading gate, reading afterProgress, reading refusedLate, reading afterKill
  if (isLateRefusal(instance.context, event)) {
    const effect1 = sendRefused(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_24, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CR-1, CR-7, reading gate, reading afterProgress, reading afterKill, reading ended
  if (isRefusal(instance.context, event)) {
    instance.context.refusals = recordRefusal.refusals(instance.context);
    const from = instance.state;
    instance.state = 'rerouting';
    ways.taken(instance, from, EDGE_25, event);
    ways.callSelect(instance, askForNextCallee(instance.context), cause);
    return;
  }
  // CR-9, BP-14, reading details
  const effect1 = passError(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_26, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** CANCEL in invoked.interrupted. */
function onCANCELInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'CANCEL' }>,
  cause: unknown,
): void {
  // CC-3
  if (isKill(instance.context, event)) {
    ways.taken(instance, instance.state, EDGE_38, event);
    return;
  }
  // CC-1, CC-4
  if (isSkip(instance.context, event)) {
    const effect1 = sendCanceled(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_14, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CC-2, CC-5, CC-7
  const effect1 = sendCanceled(instance.context);
  const effect2 = sendInterruptKillnowait(instance.context);
  const effect3 = endCall();
  const from = instance.state;
  instance.state = 'canceled';
  ways.taken(instance, from, EDGE_15, event);
  ways.callSends(instance, effect1, cause);
  ways.callINTERRUPT(instance, effect2, cause);
  ways.callCallEnded(instance, effect3, cause);
  return;
}

/** callee.withdrawn in invoked.interrupted. */
function onCalleeWithdrawnInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.withdrawn' }>,
  cause: unknown,
): void {
  // BP-22, reading withdrawn, reading interruptAgain
  if (isCanceledAsInterrupted(instance.context)) {
    const effect1 = sendCalleeWithdrawn(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_39, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // BP-22, reading withdrawn, reading gate, reading afterProgress
  if (isKeptAtWithdrawal(instance.context)) {
    ways.taken(instance, instance.state, EDGE_8, event);
    return;
  }
  // BP-22, reading withdrawn, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendCalleeWithdrawn(instance.context);
    const effect2 = sendInterruptKillnowait(instance.context);
    const effect3 = endCall();
    const from = instance.state;
    instance.state = 'canceled';
    ways.taken(instance, from, EDGE_9, event);
    ways.callSends(instance, effect1, cause);
    ways.callINTERRUPT(instance, effect2, cause);
    ways.callCallEnded(instance, effect3, cause);
    return;
  }
  // BP-22, reading withdrawn
  const effect1 = sendCalleeWithdrawn(instance.context);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'canceled';
  ways.taken(instance, from, EDGE_10, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** caller.unreachable in invoked.interrupted. */
function onCallerUnreachableInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'caller.unreachable' }>,
  cause: unknown,
): void {
  // UD-2, reading interruptAgain
  if (isOneInterruptEnough(instance.context)) {
    const effect1 = sendCallerUnreachable(instance.context, event);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_40, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // UD-2, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendCallerUnreachable(instance.context, event);
    const effect2 = sendInterruptKillnowait(instance.context);
    const effect3 = endCall();
    const from = instance.state;
    instance.state = 'failed';
    ways.taken(instance, from, EDGE_29, event);
    ways.callSends(instance, effect1, cause);
    ways.callINTERRUPT(instance, effect2, cause);
    ways.callCallEnded(instance, effect3, cause);
    return;
  }
  // UD-2
  const effect1 = sendCallerUnreachable(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_30, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** caller.left in invoked.interrupted. */
function onCallerLeftInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'caller.left' }>,
  cause: unknown,
): void {
  // BP-16, reading interruptAgain
  if (isOneInterruptEnough(instance.context)) {
    const from = instance.state;
    instance.state = 'abandoned';
    ways.taken(instance, from, EDGE_41, event);
    ways.callCallEnded(instance, endCall(), cause);
    return;
  }
  // BP-16, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendInterruptKillnowait(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'abandoned';
    ways.taken(instance, from, EDGE_31, event);
    ways.callINTERRUPT(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // BP-16
  const from = instance.state;
  instance.state = 'abandoned';
  ways.taken(instance, from, EDGE_32, event);
  ways.callCallEnded(instance, endCall(), cause);
  return;
}

/** timer.fired in invoked.interrupted. */
function onTimerFiredInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'timer.fired' }>,
  cause: unknown,
): void {
  // CT-2, reading interruptAgain
  if (isOneInterruptEnough(instance.context)) {
    const effect1 = sendTimedOut(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'expired';
    ways.taken(instance, from, EDGE_42, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CT-2, reading interruptAgain
  if (isCalleeInterruptible(instance.context)) {
    const effect1 = sendTimedOut(instance.context);
    const effect2 = sendInterruptKillnowait(instance.context);
    const effect3 = endCall();
    const from = instance.state;
    instance.state = 'expired';
    ways.taken(instance, from, EDGE_33, event);
    ways.callSends(instance, effect1, cause);
    ways.callINTERRUPT(instance, effect2, cause);
    ways.callCallEnded(instance, effect3, cause);
    return;
  }
  // CT-2
  const effect1 = sendTimedOut(instance.context);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'expired';
  ways.taken(instance, from, EDGE_34, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** callee.unreachable in invoked.interrupted. */
function onCalleeUnreachableInInvokedInterrupted(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'callee.unreachable' }>,
  cause: unknown,
): void {
  // UD-1, LM-4, CC-6, reading undeliverable
  const effect1 = sendCalleeUnreachable(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'failed';
  ways.taken(instance, from, EDGE_12, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
}

/** select.member in rerouting. */
function onSelectMemberInRerouting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'select.member' }>,
  cause: unknown,
): void {
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
    const effect1 = sendInvocation(instance.context);
    const effect2 = tellEarlierCalls(instance.context);
    const from = instance.state;
    instance.state = 'invoked.waiting';
    ways.taken(instance, from, EDGE_43, event);
    ways.callINVOCATION(instance, effect1, cause);
    ways.callCallGiven(instance, effect2, cause);
    return;
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
  const from = instance.state;
  instance.state = 'invoked.waiting';
  ways.taken(instance, from, EDGE_44, event);
  ways.callINVOCATION(instance, sendInvocation(instance.context), cause);
  return;
}

/** select.none in rerouting. */
function onSelectNoneInRerouting(
  ways: CallWays,
  instance: Own,
  event: Extract<CallEvent, { type: 'select.none' }>,
  cause: unknown,
): void {
  // UD-1, reading undeliverable, reading ended, reading order
  if (hasMetObstacle(instance.context)) {
    const effect1 = sendObstacle(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'exhausted';
    ways.taken(instance, from, EDGE_45, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // reading nobody, reading ended
  if (isProcedureGone(instance.context, event)) {
    const effect1 = sendProcedureUnknown(instance.context);
    const effect2 = endCall();
    const from = instance.state;
    instance.state = 'exhausted';
    ways.taken(instance, from, EDGE_46, event);
    ways.callSends(instance, effect1, cause);
    ways.callCallEnded(instance, effect2, cause);
    return;
  }
  // CR-8, reading ended, reading nobody, reading order
  const effect1 = sendExhausted(instance.context, event);
  const effect2 = endCall();
  const from = instance.state;
  instance.state = 'exhausted';
  ways.taken(instance, from, EDGE_47, event);
  ways.callSends(instance, effect1, cause);
  ways.callCallEnded(instance, effect2, cause);
  return;
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
];
