/** A test vector: a multi-session vector of the WAMP project's format, with additional keys. */

import { type Field, LAYOUTS } from '../../../machines/layouts.ts';
import type { Limits } from '../../../machines/limits.ts';
import type { ReadingId } from '../../../machines/readings.ts';
import type { Authority, Feature, Level, RuleId } from '../../../machines/rules.ts';
import type { Place } from '../scenario/error.ts';
import type { Excluded } from '../scenario/needs.ts';

/** Version of the `x_` keys. */
export const VERSION = 2;

/** Forms of a vector: as exact as its page, or open where the texts are open, with real time. */
export const FORMS = ['open', 'exact'] as const;
export type Form = (typeof FORMS)[number];

/** Name of the router in messages and sequences. */
export const ROUTER = 'router';

export interface Vector {
  /** Title of the scenario. */
  readonly description: string;
  readonly feature: string;
  readonly x_version: typeof VERSION;
  readonly x_form: Form;
  /** Name of the scenario, which is that of the file. */
  readonly x_case: string;
  /** Realm of all sessions, and the first parts of all URIs of applications: both may be replaced. */
  readonly x_realm: string;
  readonly x_prefix: string;
  /** The weakest level among the rules: a router that fails violates at least that. */
  readonly x_level: Level;
  readonly x_rules: readonly CitedRule[];
  /** Readings that affect the outcome. */
  readonly x_readings?: readonly ReadingId[];
  /** Requirements on a runner, without which it would misjudge a router. */
  readonly x_requires: readonly string[];
  /** Features of the router that the outcome depends on. */
  readonly x_announced: readonly Feature[];
  /** Roles and features of the router with which the outcome would be another one. */
  readonly x_unannounced: readonly Excluded[];
  /** Means of a test bench that the outcome depends on. */
  readonly x_bench: readonly Bench[];
  /** Random numbers for the router's selections, where they matter. */
  readonly x_draws?: readonly number[];
  /** Limits of each session; none if omitted. */
  readonly x_limits?: Partial<Limits>;
  /** Methods by which the router authenticates clients; none if omitted. */
  readonly x_methods?: readonly string[];
  readonly sessions: readonly VectorSession[];
  /** Readings of the sequence; if omitted, all but those of the variants. */
  readonly x_when?: Conditions;
  readonly sequence: readonly Entry[];
  readonly x_variants?: readonly Variant[];
  /** Paragraphs of the page. */
  readonly notes: readonly string[];
  /** Order of the paragraphs and of all other sections on the page. */
  readonly x_page: readonly PagePart[];
}

/**
 * Means that no client of a router has: control of its clock, random numbers, limits, realms, authentication and
 * shutdown, and of messages that cannot be delivered.
 */
export const BENCH = [
  'authentication',
  'clock',
  'draws',
  'limits',
  'obstruction',
  'realms',
  'shutdown',
] as const;
export type Bench = (typeof BENCH)[number];

export interface CitedRule {
  readonly id: RuleId;
  readonly level: Level;
  readonly authority: Authority;
  /** Document and heading, or the decision. */
  readonly source: string;
  /** Link to the section of the text, or to the one that leaves the question open. */
  readonly link?: string;
  readonly sentence: string;
}

export interface VectorSession {
  readonly session_id: string;
  readonly roles?: readonly string[];
  readonly realm?: string;
  /** Announced features for each of its roles. */
  readonly x_features?: Readonly<Record<string, readonly string[]>>;
}

/** Options of readings, any of which is right. */
export type Conditions = Readonly<Record<string, readonly string[]>>;

export const PAGE_PARTS = ['note', 'script', 'log', 'variant'] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** A message from a client, or to one. */
export interface Entry extends Receipt {
  readonly step: number;
  readonly from: string;
  /** Time that passes before it, if any. */
  readonly timing?: { readonly delay_ms?: number };
  /** `join`: the client connects before it; `leave`: the client ends its session with it. */
  readonly x_action?: 'join' | 'leave';
  /** The message follows from joining or leaving, and need not be checked. */
  readonly x_implied?: true;
  /** Sessions that receive nothing because of this. */
  readonly x_silent?: readonly (string | Whom)[];
}

/** A message of the router. */
export interface Receipt extends Whom {
  readonly description: string;
  readonly message: VectorMessage;
  readonly assertion?: string;
  /** Alternatives, which are right as well. */
  readonly x_alternatives?: readonly VectorMessage[];
  /** True if it may be missing. */
  readonly x_optional?: true;
}

/** A receiver. */
export interface Whom {
  readonly to: string;
  /** Candidates for a variable, where it occurs first. */
  readonly x_among?: readonly string[];
  /** True if its order among such messages to the same receiver in the same step does not matter. */
  readonly x_unordered?: true;
}

/** Name of a message, and its attributes. */
export interface VectorMessage {
  readonly type: string;
  readonly [attribute: string]: unknown;
}

/** Outcome under other readings, for the same actions of clients. */
export interface Variant {
  readonly when: Conditions;
  readonly outcome: readonly Outcome[];
}

/** All messages that one action leads to. */
export interface Outcome {
  /** Number of the step in the sequence. */
  readonly after: number;
  readonly messages: readonly Receipt[];
  readonly silent?: readonly (string | Whom)[];
}

/** From the weakest to the strongest. */
export const AUTHORITIES: readonly Authority[] = ['stated', 'inferred', 'decided'];

export const LEVELS: readonly Level[] = ['MAY', 'SHOULD', 'MUST'];

/** Roles known to the WAMP project's vectors. */
export const ROLES: readonly string[] = ['publisher', 'subscriber', 'caller', 'callee', 'dealer', 'broker'];

/** Types of events without a message. */
export const EVENTS = [
  'x_connect',
  'x_raw',
  'x_lost',
  'x_takes_nothing',
  'x_takes_everything',
  'x_challenged',
  'x_admitted',
  'x_denied',
  'x_not_checked',
  'x_time',
  'x_shutdown',
  'x_closed',
] as const;

/** Attributes of each message, in the order of its fields. */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(LAYOUTS).map(({ name, fields }) => [name, fields.map(attributeOf)]),
);

/** True for an action of a client or of the router's operator; everything else is sent by the router because of one. */
export const isDone = ({ from, to }: Pick<Entry, 'from' | 'to'>): boolean => from !== ROUTER || to === ROUTER;

/** A mistake in a vector. */
export class VectorError extends Error {
  override readonly name = 'VectorError';
  readonly file: string;
  /** JSON pointer to the mistake. */
  readonly path: string;

  constructor({ file, line }: Place, path: string, expected: string, came: string) {
    super(`${file}:${line} ${path || '/'}: Expected ${expected}, but ${came}.`);
    this.file = file;
    this.path = path;
  }
}

// --- internal ---

/** Name of a field in the WAMP project's vectors: `request_id`, `procedure`, `kwargs`. */
function attributeOf({ element, kind, key }: Field): string {
  if (kind === 'id') return `${element.toLowerCase()}_id`;
  if (kind === 'int') return 'request_type';
  return element === 'AuthMethod' ? 'method' : key;
}
