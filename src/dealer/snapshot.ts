/** The dealer as plain data, and back: every chart instance with its state and context, and what is scheduled. */

import type { Readings } from '../../machines/readings.ts';
import { refusalsOf } from '../../machines/vocabulary/members.ts';
import type {
  CallContext,
  CallKey,
  Id,
  Member,
  Refusal,
  Refusals,
  RegistrationContext,
  SessionContext,
  SessionKey,
} from '../../machines/vocabulary.ts';
import {
  type Call,
  newCallPart,
  newSessionPart,
  type Parts,
  type Registration,
  type Session,
} from './parts.ts';
import type { Runtime } from './runtime.ts';

/**
 * The result of `dealer.snapshot()`: plain objects and lists. Payloads of calls in flight are included as received; a
 * `Payload` is the same object.
 */
export interface DealerSnapshot {
  readonly readings: Readings;
  /** The time of the last input, in milliseconds. */
  readonly now: number;
  /** The numbers given out last. */
  readonly last: { readonly session: SessionKey; readonly registration: Id; readonly call: CallKey };
  readonly sessions: readonly SessionSnapshot[];
  readonly registrations: readonly RegistrationSnapshot[];
  readonly calls: readonly CallSnapshot[];
  /** In firing order. */
  readonly deadlines: readonly DeadlineSnapshot[];
}

export interface SessionSnapshot {
  readonly state: string;
  readonly context: Omit<SessionContext, 'readings'>;
  /** The number of INVOCATIONs it was sent, and the request id of the next one. */
  readonly sent: number;
  readonly nextInvocation: Id;
  /** True if it may still receive messages. */
  readonly listening: boolean;
  /** The registrations it is a member of, in the order in which it joined them. */
  readonly registrations: readonly Id[];
}

export interface RegistrationSnapshot {
  readonly state: string;
  readonly context: Omit<RegistrationContext, 'readings' | 'members'> & {
    readonly members: readonly Member[];
  };
}

export interface CallSnapshot {
  readonly key: CallKey;
  readonly state: string;
  readonly context: Omit<CallContext, 'readings' | 'refusals'> & {
    /** The callees that refused the call, or could not be reached, with their places; the latest is last. */
    readonly refusals: readonly Refusal[];
  };
}

/** The deadline of a session or a call, in milliseconds. */
export type DeadlineSnapshot =
  | { readonly session: SessionKey; readonly at: number }
  | { readonly call: CallKey; readonly at: number };

/** Writes the state of the runtime. */
export function writeSnapshot(runtime: Runtime, lastSession: SessionKey): DealerSnapshot {
  const { readings, now, parts } = runtime;
  return {
    readings,
    now,
    last: { session: lastSession, registration: parts.lastRegistration, call: parts.lastCall },
    sessions: [...parts.sessions.values()].map(writeSession),
    registrations: [...parts.procedures.values()].map(writeRegistration),
    calls: parts.calls().map(writeCall),
    deadlines: [...runtime.deadlines].map(([holder, at]) =>
      holder.chart === 'call' ? { call: holder.key, at } : { session: holder.key, at },
    ),
  };
}

/**
 * Restores a snapshot into a new runtime.
 *
 * @param snapshot one that has passed `checkSnapshot`
 */
export function readSnapshot(snapshot: DealerSnapshot, runtime: Runtime): void {
  const { parts } = runtime;
  runtime.now = snapshot.now;
  parts.lastCall = snapshot.last.call;
  for (const { context, registrations, ...rest } of snapshot.sessions) {
    // JSON has no Infinity: endless patience comes back as null.
    const session = newSessionPart({
      ...context,
      readings: runtime.readings,
      patience: context.patience ?? Number.POSITIVE_INFINITY,
    });
    parts.addSession(Object.assign(session, rest, { registrations: new Set(registrations) }));
  }
  for (const { state, context } of snapshot.registrations) {
    for (const { session } of context.members) {
      const member = sessionOf(parts, session);
      member.places++;
      member.names += context.procedure.length;
    }
    parts.addRegistration({ chart: 'registration', state, context: readRegistration(runtime, context) });
  }
  parts.lastRegistration = snapshot.last.registration;
  const calls = new Map(snapshot.calls.map((written) => [written.key, readCall(runtime, written)]));
  for (const call of calls.values()) parts.addCall(call);
  for (const call of calls.values()) {
    const { callee, invocation } = call.context;
    if (callee !== undefined) parts.await(call, sessionOf(parts, callee.session), invocation);
  }
  for (const deadline of snapshot.deadlines) {
    const holder = 'call' in deadline ? calls.get(deadline.call) : sessionOf(parts, deadline.session);
    if (holder !== undefined) runtime.deadlines.set(holder, deadline.at);
  }
}

// --- internal ---

const sessionOf = ({ sessions }: Parts, key: SessionKey): Session => sessions.get(key) as Session;

function readCall(runtime: Runtime, { key, state, context: written }: CallSnapshot): Call {
  let refusals: Refusals;
  for (const { session, registration, order } of written.refusals)
    refusals = { session, registration, order, before: refusals };
  const context: CallContext = { ...written, readings: runtime.readings, refusals };
  const caller = sessionOf(runtime.parts, context.caller);
  return { ...newCallPart(key, caller, context, runtime.now), state };
}

function writeSession({ state, context, registrations, ...session }: Session): SessionSnapshot {
  const { readings: _readings, ...rest } = context;
  const { sent, nextInvocation, listening } = session;
  return { state, context: rest, sent, nextInvocation, listening, registrations: [...(registrations ?? [])] };
}

function writeRegistration({ state, context }: Registration): RegistrationSnapshot {
  const { readings: _readings, members, ...rest } = context;
  return { state, context: { members: [...members], ...rest } };
}

function readRegistration(
  { readings, list }: Runtime,
  { members, ...rest }: RegistrationSnapshot['context'],
): RegistrationContext {
  return { ...rest, readings, members: members.reduce((all, member) => all.with(member), list) };
}

function writeCall(call: Call): CallSnapshot {
  const { readings: _readings, refusals, ...rest } = call.context;
  return { key: call.key, state: call.state, context: { refusals: refusalsOf(refusals), ...rest } };
}
