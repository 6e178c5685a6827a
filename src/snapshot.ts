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
import { Misuse } from './errors.ts';
import { type Call, newSessionPart, type Registration, type Session } from './parts.ts';
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
  readonly key: CallKey;
  readonly state: string;
  readonly context: Omit<CallContext, 'readings' | 'refusals'> & { readonly refusals: readonly SessionKey[] };
  readonly deadline?: number;
}

/** Writes down all that the runtime knows. */
export function writeSnapshot(runtime: Runtime, lastSession: SessionKey): DealerSnapshot {
  const { readings, now, lastRegistration, lastCall, sessions, registrations } = runtime;
  return {
    readings,
    now,
    last: { session: lastSession, registration: lastRegistration, call: lastCall },
    sessions: [...sessions.values()].map((session) => ({
      state: session.state,
      context: { ...session.context },
      sent: session.sent,
      listening: session.listening,
      ...deadlineOf(runtime, session),
    })),
    registrations: [...registrations.values()].map(writeRegistration),
    calls: runtime.calls().map((call) => writeCall(runtime, call)),
  };
}

/**
 * Fills a new runtime with what was written down.
 *
 * @throws Misuse if the snapshot names a session that is not in it
 */
export function readSnapshot(snapshot: DealerSnapshot, runtime: Runtime): void {
  runtime.now = snapshot.now;
  runtime.lastRegistration = snapshot.last.registration;
  runtime.lastCall = snapshot.last.call;
  for (const written of snapshot.sessions) {
    const { state, context, sent, listening, deadline } = written;
    const session = Object.assign(newSessionPart({ ...context }), { state, sent, listening });
    runtime.addSession(session);
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
    runtime.addRegistration({ state, context: readRegistration(runtime.readings, context) });
    for (const { session } of members) sessionOf(session).registrations.add(context.registration);
  }
  for (const { key, state, context: written, deadline } of snapshot.calls) {
    const refusals = Sorted.from(written.refusals.map((session) => [session, true] as const));
    const context: CallContext = { ...written, readings: runtime.readings, refusals };
    const call: Call = { key, state, context, caller: sessionOf(context.caller), callee: undefined };
    runtime.addCall(call);
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

function writeRegistration({ state, context }: Registration): RegistrationSnapshot {
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
  const { readings: _readings, refusals, ...rest } = call.context;
  return {
    key: call.key,
    state: call.state,
    context: { ...rest, refusals: [...refusals.keys()] },
    ...deadlineOf(runtime, call),
  };
}
