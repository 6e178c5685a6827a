/** Data that the inspector sends to its page, as JSON. Payloads are never part of it. */
import type { ReadingId } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { ChartName } from '../../../machines/system.ts';

/** A line of the stream. */
export type Line = Opening | Tick;

/** The first line. */
export interface Opening {
  readonly opening: {
    readonly agent: string;
    /** Readings that differ from the defaults, by id. */
    readonly readings: Readonly<Record<string, string>>;
    /** Interval between two ticks, in milliseconds. */
    readonly interval: number;
  };
}

/** The state of the router, several times a second. */
export interface Tick {
  readonly numbers: Numbers;
  /** Calls in flight, oldest first. */
  readonly calls: Table<CallRow>;
  /** Calls that have ended, newest first: the latest, and those that were re-routed or failed. */
  readonly ended: readonly EndedRow[];
  readonly transitions: Transitions;
  /** Sent less often. */
  readonly sessions?: Table<SessionRow>;
  readonly registrations?: Table<RegistrationRow>;
}

/** The first rows of a table, and the number of those that match the filter. */
export interface Table<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export interface Numbers {
  /** Time in milliseconds, from an arbitrary origin. */
  readonly at: number;
  readonly realms: number;
  readonly sessions: number;
  readonly registrations: number;
  /** Number of calls in flight. */
  readonly calls: number;
  readonly totals: Totals;
  /** Of the calls that ended since the last tick; undefined if none did. */
  readonly latency: Latency | undefined;
  /** Share of the time since the last tick in which the event loop was busy. */
  readonly busy: number;
  /** Memory of the process, in bytes. */
  readonly memory: number;
}

/** Counters since the start of the router. */
export interface Totals {
  readonly calls: number;
  readonly results: number;
  readonly errors: number;
  readonly refusals: number;
  readonly reroutes: number;
}

/** Duration of calls in milliseconds. */
export interface Latency {
  readonly median: number;
  /** 99 of 100 calls were faster. */
  readonly high: number;
}

/** Identifies a call: the WAMP session id of its caller, and its request id. */
export interface CallName {
  readonly realm: string;
  readonly caller: number;
  readonly request: number;
}

export interface CallRow extends CallName {
  readonly procedure: string;
  /** State of its chart. */
  readonly state: string;
  /** Milliseconds since its CALL. */
  readonly age: number;
  /** WAMP session ids of the callees that it was passed to, the last of which is asked now. */
  readonly asked: readonly number[];
}

export interface EndedRow extends CallRow {
  /** The last message to the caller: RESULT, or the URI of the ERROR; undefined if the caller left. */
  readonly outcome: string | undefined;
}

export interface SessionRow {
  readonly realm: string;
  /** WAMP session id; 0 before WELCOME. */
  readonly session: number;
  readonly state: string;
  readonly authid: string | undefined;
  readonly roles: readonly string[];
  /** Announced features that matter to the dealer. */
  readonly features: readonly string[];
  readonly address: string | undefined;
  /** WebSocket subprotocol. */
  readonly protocol: string | undefined;
  readonly registrations: number;
  /** Calls that it has made, and calls that wait for its answer. */
  readonly calls: number;
  readonly invocations: number;
}

export interface RegistrationRow {
  readonly realm: string;
  readonly registration: number;
  readonly procedure: string;
  readonly policy: string;
  /** Round-robin position; 0 before the first call. */
  readonly position: number;
  /** In the order of the list. */
  readonly members: readonly MemberRow[];
  readonly total: number;
}

export interface MemberRow {
  /** WAMP session id. */
  readonly session: number;
  readonly features: readonly string[];
  /** True for the member that roundrobin chose last. */
  readonly isTurn: boolean;
  /** Calls that wait for its answer. */
  readonly invocations: number;
}

/** Transitions since the last tick. */
export interface Transitions {
  /** The latest ones that match the filter, oldest first. */
  readonly rows: readonly TransitionRow[];
  /** Number of older ones that were dropped. */
  readonly dropped: number;
}

export interface TransitionRow {
  readonly at: number;
  readonly realm: string;
  readonly chart: ChartName;
  /** WAMP session id of a session or of a caller; 0 for a registration. */
  readonly session: number;
  /** Request id of a call; 0 for other charts. */
  readonly request: number;
  /** Empty for a session. */
  readonly procedure: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly rules: readonly RuleId[];
  readonly readings: readonly ReadingId[];
}

/** The course of a call so far. */
export interface Story extends EndedRow {
  readonly options: Options;
  readonly hasPayload: boolean;
  /** Time of its CALL. */
  readonly since: number;
  readonly isEnded: boolean;
  /** True if the call is older than the page, so that only what the dealer still knows of its beginning is told. */
  readonly isPartial: boolean;
  readonly lines: readonly StoryLine[];
  /** Number of lines that were left out. */
  readonly more: number;
  /** The registration as it is now; undefined if there is none. */
  readonly registration: RegistrationRow | undefined;
}

/** Options and details of a message, without those of applications. */
export type Options = Readonly<Record<string, boolean | number | string>>;

/** A transition of the call, or a message. */
export type StoryLine = StoryStep | StoryMessage;
export interface StoryStep {
  readonly kind: 'step';
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly event: string;
  /** Reason of an undeliverable message. */
  readonly obstacle?: string;
  readonly rules: readonly RuleId[];
  readonly readings: readonly ReadingId[];
}
export interface StoryMessage {
  readonly kind: 'message';
  readonly at: number;
  /** WAMP session id of the client. */
  readonly session: number;
  readonly isSent: boolean;
  /** Code of its type, and its fields without the payload. */
  readonly message: readonly (number | string | Options)[];
  readonly hasPayload: boolean;
}
