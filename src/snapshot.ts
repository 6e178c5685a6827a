/** The dealer as plain data, and back: every chart instance with its state and context, and what is scheduled. */
import type { Readings } from '../machines/readings.ts';
import { Sorted } from '../machines/sorted.ts';
import type {
  CallContext,
  CallKey,
  Id,
  Member,
  RegistrationContext,
  SessionContext,
  SessionKey,
} from '../machines/vocabulary.ts';
import type { Driver } from './engine/driver.ts';
import { Misuse } from './errors.ts';
import type { Call, Registration, Session } from './parts.ts';
import type { Runtime } from './runtime.ts';

/** What `dealer.snapshot()` gives: plain objects and lists; the payloads of calls in flight are in it as they came. */
export interface DealerSnapshot {
  readonly readings: Readings;
  /** The time of the last input, in milliseconds. */
  readonly now: number;
  /** The numbers given out last. */
  readonly last: { readonly session: SessionKey; readonly registration: Id; readonly call: CallKey };
  readonly sessions: readonly SessionSnapshot[];
  readonly registrations: readonly RegistrationSnapshot[];
  readonly calls: readonly CallSnapshot[];
}

export interface SessionSnapshot {
  readonly state: string;
  readonly context: SessionContext;
  /** How many INVOCATIONs it was sent. */
  readonly sent: number;
  /** Whether it may still be sent something. */
  readonly listening: boolean;
  readonly deadline?: number;
}

export interface RegistrationSnapshot {
  readonly state: string;
  readonly context: Omit<RegistrationContext, 'readings' | 'members' | 'places'> & {
    readonly members: readonly Member[];
  };
}

export interface CallSnapshot {
  readonly state: string;
  readonly context: Omit<CallContext, 'readings' | 'refusals'> & { readonly refusals: readonly SessionKey[] };
  readonly deadline?: number;
}

/** Writes down all that the runtime knows. */
export function writeSnapshot(runtime: Runtime, lastSession: SessionKey): DealerSnapshot {
  const { readings, now, lastRegistration, lastCall, sessions, registrations, calls } = runtime;
  return {
    readings,
    now,
    last: { session: lastSession, registration: lastRegistration, call: lastCall },
    sessions: [...sessions.values()].map((session) => ({
      state: session.chart.state,
      context: { ...session.chart.context },
      sent: session.sent,
      listening: runtime.isListening(session),
      ...deadlineOf(runtime, session),
    })),
    registrations: [...registrations.values()].map(writeRegistration),
    calls: [...calls.values()].map((call) => writeCall(runtime, call)),
  };
}

/**
 * Fills a new runtime with what was written down.
 *
 * @throws Misuse if the snapshot names a session that is not in it
 */
export function readSnapshot(snapshot: DealerSnapshot, driver: Driver, runtime: Runtime): void {
  runtime.now = snapshot.now;
  runtime.lastRegistration = snapshot.last.registration;
  runtime.lastCall = snapshot.last.call;
  for (const written of snapshot.sessions) {
    const { state, context, sent, listening, deadline } = written;
    const session = runtime.addSession(driver.session.restore(state, { ...context }), listening);
    session.sent = sent;
    if (deadline !== undefined) runtime.deadlines.set(session, deadline);
  }
  const sessionOf = (key: SessionKey): Session => {
    const session = runtime.sessions.get(key);
    if (session !== undefined) return session;
    throw new Misuse(
      'SNAPSHOT_INVALID',
      `Expected session ${key} in the snapshot, since others refer to it.`,
    );
  };
  for (const { state, context } of snapshot.registrations) {
    const { members } = context;
    runtime.addRegistration({
      chart: driver.registration.restore(state, readRegistration(runtime.readings, context)),
    });
    for (const { session } of members) sessionOf(session).registrations.add(context.registration);
  }
  for (const { state, context, deadline } of snapshot.calls) {
    const refusals = Sorted.from(context.refusals.map((session) => [session, true] as const));
    const chart = driver.call.restore(state, { ...context, readings: runtime.readings, refusals });
    const call = runtime.addCall(sessionOf(context.caller), chart);
    if (context.callee !== undefined)
      runtime.await(call, sessionOf(context.callee.session), context.invocation);
    if (deadline !== undefined) runtime.deadlines.set(call, deadline);
  }
}

// --- internal ---

function deadlineOf(runtime: Runtime, holder: Session | Call): { readonly deadline?: number } {
  const deadline = runtime.deadlines.of(holder);
  return deadline === undefined ? {} : { deadline };
}

function writeRegistration({ chart: { state, context } }: Registration): RegistrationSnapshot {
  const { readings: _readings, places: _places, members, ...rest } = context;
  return { state, context: { ...rest, members: [...members.values()] } };
}

function readRegistration(
  readings: Readings,
  { members, ...rest }: RegistrationSnapshot['context'],
): RegistrationContext {
  const places = new Map<SessionKey, number[]>();
  for (const { session, order } of members) places.set(session, [...(places.get(session) ?? []), order]);
  return {
    ...rest,
    readings,
    members: Sorted.from(members.map((member) => [member.order, member] as const)),
    places: Sorted.from(places),
  };
}

function writeCall(runtime: Runtime, call: Call): CallSnapshot {
  const { readings: _readings, refusals, ...rest } = call.chart.context;
  return {
    state: call.chart.state,
    context: { ...rest, refusals: [...refusals.keys()] },
    ...deadlineOf(runtime, call),
  };
}
