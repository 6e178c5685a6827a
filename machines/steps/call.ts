/** The guards and actions that the call chart names. */
import {
  type Assign,
  type CallContext,
  type CalleeUnreachableEvent,
  type CallerUnreachableEvent,
  type Cancel,
  type CancelMode,
  type Dict,
  type Emitted,
  type ErrorMessage,
  type Member,
  type MemberSelectedEvent,
  type NoneSelectedEvent,
  type Obstacle,
  type OvertakenEvent,
  type Problem,
  type SendEffect,
  UNAVAILABLE,
  type Yield,
} from '../vocabulary.ts';
import { isWellFormed } from './uri.ts';

// --- guards: CALL ---

export const isProcedureInvalid = ({ message }: CallContext): boolean => !isWellFormed(message.procedure);

export const hasTimeout = (context: CallContext): boolean => timeoutOf(context) > 0;

// --- guards: the order of the calls of one caller ---

/** True if no re-routed call may reach a callee after a later call of its caller: the reading `order`. */
export const isOrderStrict = ({ readings }: CallContext): boolean => readings.order === 'strict';

/** The same for a call with a timeout. */
export const isOrderStrictAndTimed = (context: CallContext): boolean =>
  isOrderStrict(context) && hasTimeout(context);

/** True for the first later call of the caller that was given to this callee. */
export const isNewlyOvertaken = ({ passedOver }: CallContext, { session }: OvertakenEvent): boolean =>
  !passedOver.includes(session);

// --- guards: the callee's answer ---

export const isProgress = (_: CallContext, { options }: Yield): boolean => options.progress === true;

/** A progressive result that the caller did not ask for, where the reading `unaskedProgress` drops it. */
export const isDroppedProgress = (context: CallContext, event: Yield): boolean =>
  isUnaskedProgress(context, event) &&
  context.readings.unaskedProgress !== 'final' &&
  context.readings.unaskedProgress !== 'pass-on';

/** A progressive result that the caller did not ask for, where the reading `unaskedProgress` takes it for the final one. */
export const isFinalProgress = (context: CallContext, event: Yield): boolean =>
  isUnaskedProgress(context, event) && context.readings.unaskedProgress === 'final';

/** A progressive result of a call with a timeout: the clock runs anew until the next one. */
export const isTimedProgress = (context: CallContext, event: Yield): boolean =>
  isProgress(context, event) && hasTimeout(context);

export const isRefusal = (_: CallContext, { error }: ErrorMessage): boolean => error === UNAVAILABLE;

/** A refusal of a callee that did not announce `call_reroute`, where the reading `gate` asks for it. */
export const isUnannouncedRefusal = (context: CallContext, event: ErrorMessage): boolean =>
  isRefusal(context, event) &&
  context.readings.gate === 'announced' &&
  context.callee?.features.call_reroute !== true;

/** A refusal after a progressive result, where the reading `afterProgress` keeps the call from another callee. */
export const isLateRefusal = (context: CallContext, event: ErrorMessage): boolean =>
  isRefusal(context, event) && context.readings.afterProgress === 'end' && context.progressed;

/** The same, where the reading `refusedLate` passes it to the caller. */
export const isLatePassedOn = (context: CallContext, event: ErrorMessage): boolean =>
  isLateRefusal(context, event) && context.readings.refusedLate === 'unavailable';

/** The same, where the reading `refusedLate` makes it the end of a canceled call. */
export const isLateCanceled = (context: CallContext, event: ErrorMessage): boolean =>
  isLateRefusal(context, event) && context.readings.refusedLate === 'canceled';

/** A refusal after CANCEL `kill`, where the reading `afterKill` passes it to the caller. */
export const isPassedAfterKill = (context: CallContext, event: ErrorMessage): boolean =>
  isRefusal(context, event) && context.readings.afterKill === 'pass-on';

/** The same, where the reading `afterKill` tells the caller that no callee is available. */
export const isFailedAfterKill = (context: CallContext, event: ErrorMessage): boolean =>
  isRefusal(context, event) && context.readings.afterKill === 'no_available_callee';

/** The same, where the reading `afterKill` makes it the end of the canceled call. */
export const isCanceledAfterKill = (context: CallContext, event: ErrorMessage): boolean =>
  isRefusal(context, event) && context.readings.afterKill === 'canceled';

// --- guards: a callee that unregisters ---

/** The reading `withdrawn` gives the call to another callee, if a refusal would. */
export const isReroutedAtWithdrawal = ({ readings, callee, progressed }: CallContext): boolean =>
  readings.withdrawn === 'reroute' &&
  (readings.gate === 'any' || callee?.features.call_reroute === true) &&
  (readings.afterProgress === 'reroute' || !progressed);

/** The reading `withdrawn` does not end the call. */
export const isKeptAtWithdrawal = ({ readings }: CallContext): boolean => readings.withdrawn !== 'cancel';

/** The reading `withdrawn` ends the call, and the callee is not interrupted a second time. */
export const isCanceledAsInterrupted = (context: CallContext): boolean =>
  !isKeptAtWithdrawal(context) && isOneInterruptEnough(context);

// --- guards: what cannot be delivered ---

/**
 * True if the reading `undeliverable` re-routes a call whose INVOCATION was undeliverable, and the limit `tries` is not
 * reached.
 */
export const isReroutedAtObstacle = (
  { readings, tries }: CallContext,
  { most }: CalleeUnreachableEvent,
): boolean => readings.undeliverable === 'next' && tries < most;

/** True if an INVOCATION of this call was undeliverable. */
export const hasMetObstacle = ({ obstacle }: CallContext): boolean => obstacle !== undefined;

// --- guards: no callee is left ---

/** True if the procedure is no longer registered, and the caller gets an error of its own for that: the reading `nobody`. */
export const isProcedureGone = ({ readings }: CallContext, { vacant }: NoneSelectedEvent): boolean =>
  vacant && readings.ended === 'procedure' && readings.nobody === 'no_such_procedure';

// --- guards: CANCEL ---

export const isCalleeInterruptible = ({ callee }: CallContext): boolean =>
  callee?.features.call_canceling === true;

/** CANCEL `skip`, or any other where the callee cannot be interrupted. */
export const isSkip = (context: CallContext, { options }: Cancel): boolean =>
  options.mode === 'skip' || !isCalleeInterruptible(context);

export const isKill = (context: CallContext, { options }: Cancel): boolean =>
  options.mode === 'kill' && isCalleeInterruptible(context);

/** True if a callee that was interrupted for a CANCEL `kill` is not interrupted again: the reading `interruptAgain`. */
export const isOneInterruptEnough = ({ readings }: CallContext): boolean => readings.interruptAgain === 'no';

// --- assigns ---

/** Records the callee that gets the call. */
export const recordCallee = {
  registration: (_, { registration }) => registration,
  callee: (_, { member }) => member,
  invocation: (_, { invocation }) => invocation,
  tries: ({ tries }) => tries + 1,
} satisfies Assign<CallContext, MemberSelectedEvent>;

/** Remembers, for this call, that the callee refused it. */
export const recordRefusal = {
  refusals: ({ callee, registration, refusals: before }) => {
    const { session, order } = callee as Member;
    return { session, registration, order, before };
  },
} satisfies Assign<CallContext>;

/** Records that the INVOCATION was undeliverable, with the reason; it counts as a refusal. */
export const recordObstacle = {
  ...recordRefusal,
  obstacle: (_, { obstacle }) => obstacle,
  what: (_, { what }) => what,
} satisfies Assign<CallContext, CalleeUnreachableEvent>;

/** Remembers, for this call, that a later one was given to the callee. */
export const recordOvertaking = {
  passedOver: ({ passedOver }, { session }) => [...passedOver, session],
} satisfies Assign<CallContext, OvertakenEvent>;

export const recordProgress = { progressed: () => true } satisfies Assign<CallContext>;

// --- emits: to the callee ---

export const sendInvocation = ({ callee, invocation, message }: CallContext): Emitted<'INVOCATION'> => {
  const { session, registration, features } = callee as Member;
  const progress =
    message.options.receive_progress === true && features.progressive_call_results && features.call_canceling;
  return {
    type: 'INVOCATION',
    to: session,
    request: invocation,
    registration,
    details: progress ? RECEIVE_PROGRESS : NOTHING,
    args: message.args,
    kwargs: message.kwargs,
  };
};

export const sendInterruptKill = (context: CallContext): Emitted<'INTERRUPT'> => interrupt(context, 'kill');
export const sendInterruptKillnowait = (context: CallContext): Emitted<'INTERRUPT'> =>
  interrupt(context, 'killnowait');

// --- emits: to the caller ---

export const sendResult = (context: CallContext, event: Yield): Emitted<'RESULT'> =>
  result(context, event, NOTHING);
export const sendProgress = (context: CallContext, event: Yield): Emitted<'RESULT'> =>
  result(context, event, PROGRESS);

/** Passes the callee's ERROR on; whether with its Details is the reading `details`. */
export const passError = ({ caller, readings, message }: CallContext, event: ErrorMessage): SendEffect => ({
  type: 'ERROR.passed',
  to: caller,
  of: 'CALL',
  request: message.request,
  details: readings.details === 'none' ? NOTHING : event.details,
  error: event.error,
  args: event.args,
  kwargs: event.kwargs,
});

export const sendProcedureInvalid = (context: CallContext): SendEffect =>
  callError(context, { problem: 'procedure-invalid', facts: procedureOf(context) });

export const sendProcedureUnknown = (context: CallContext): SendEffect =>
  callError(context, { problem: 'procedure-unknown', facts: procedureOf(context) });

export const sendExhausted = (context: CallContext, { capped }: NoneSelectedEvent): SendEffect =>
  callError(context, {
    problem: capped ? 'reroute-capped' : 'callees-exhausted',
    facts: { ...procedureOf(context), tries: context.tries },
  });

/** ERROR for a refusal that ends the call although other callees are left. */
export const sendRefused = (context: CallContext): SendEffect =>
  callError(context, { problem: 'call-refused', facts: procedureOf(context) });

/** ERROR with the reason why the INVOCATION was undeliverable. */
export const sendCalleeUnreachable = (
  context: CallContext,
  { obstacle, what }: CalleeUnreachableEvent,
): SendEffect =>
  callError(context, { problem: `invocation-${obstacle}`, facts: { ...procedureOf(context), what } });

/** ERROR with the reason why the last of the undeliverable INVOCATIONs was. */
export const sendObstacle = (context: CallContext): SendEffect =>
  callError(context, {
    problem: `invocation-${context.obstacle as Obstacle}`,
    facts: { ...procedureOf(context), what: context.what },
  });

/** ERROR with the reason why the callee’s answer was undeliverable. */
export const sendCallerUnreachable = (
  context: CallContext,
  { obstacle, what }: CallerUnreachableEvent,
): SendEffect => callError(context, { problem: `answer-${obstacle}`, facts: { what } });

/** ERROR for a callee that has left; its URI is the reading `goneUri`. */
export const sendCalleeLeft = (context: CallContext): SendEffect =>
  callError(context, {
    problem: context.readings.goneUri === 'cancelled' ? 'callee-left-by-letter' : 'callee-left',
    facts: procedureOf(context),
  });

/** ERROR for a callee that has unregistered. */
export const sendCalleeWithdrawn = (context: CallContext): SendEffect =>
  callError(context, { problem: 'callee-withdrawn', facts: procedureOf(context) });

export const sendCanceled = (context: CallContext): SendEffect =>
  callError(context, { problem: 'call-canceled', facts: procedureOf(context) });

export const sendTimedOut = (context: CallContext): SendEffect =>
  callError(context, {
    problem: 'call-timed-out',
    facts: { ...procedureOf(context), timeout: timeoutOf(context) },
  });

// --- emits: to the dealer ---

export const askForCallee = (): Emitted<'select'> => OF_PROCEDURE;

/** Requests another callee; its registration is the reading `ended`. */
export const askForNextCallee = ({ readings }: CallContext): Emitted<'select'> =>
  readings.ended === 'procedure' ? OF_PROCEDURE : OF_REGISTRATION;

/** Notifies the earlier calls of the caller of the callee that gets this one. */
export const tellEarlierCalls = (context: CallContext): Emitted<'call.given'> => ({
  type: 'call.given',
  session: calleeOf(context).session,
});

export const startTimer = (context: CallContext): Emitted<'timer.start'> => ({
  type: 'timer.start',
  after: timeoutOf(context),
});

export const endCall = (): Emitted<'call.ended'> => CALL_ENDED;

// --- internal ---

const OF_PROCEDURE: Emitted<'select'> = { type: 'select', by: 'procedure' };
const OF_REGISTRATION: Emitted<'select'> = { type: 'select', by: 'registration' };
const CALL_ENDED: Emitted<'call.ended'> = { type: 'call.ended' };

const calleeOf = ({ callee }: CallContext): Member => callee as Member;
const procedureOf = ({ message }: CallContext) => ({ procedure: message.procedure });

const isUnaskedProgress = (context: CallContext, event: Yield): boolean =>
  isProgress(context, event) && !wantsProgress(context);

const wantsProgress = ({ message }: CallContext): boolean => message.options.receive_progress === true;

const timeoutOf = ({ message }: CallContext): number => (message.options.timeout ?? 0) as number;

const interrupt = (context: CallContext, mode: CancelMode): Emitted<'INTERRUPT'> => ({
  type: 'INTERRUPT',
  to: calleeOf(context).session,
  request: context.invocation,
  options: { mode },
});

const result = (
  { caller, message }: CallContext,
  { args, kwargs }: Yield,
  details: Dict,
): Emitted<'RESULT'> => ({
  type: 'RESULT',
  to: caller,
  request: message.request,
  details,
  args,
  kwargs,
});

/** Details, which all messages share. */
const NOTHING: Dict = Object.freeze({});
const PROGRESS: Dict = Object.freeze({ progress: true });
const RECEIVE_PROGRESS: Dict = Object.freeze({ receive_progress: true });

const callError = ({ caller, message }: CallContext, problem: Problem): SendEffect => ({
  type: 'ERROR.made',
  to: caller,
  of: 'CALL',
  request: message.request,
  ...problem,
});
