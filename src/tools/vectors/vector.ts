/** What a test vector is: a multi-session vector of the WAMP project's format, and the keys that it has besides. */
import { type Field, LAYOUTS } from '../../../machines/layouts.ts';
import type { Limits } from '../../../machines/limits.ts';
import type { ReadingId } from '../../../machines/readings.ts';
import type { Authority, Level, RuleId } from '../../../machines/rules.ts';
import type { Place } from '../scenario/error.ts';

/** The version of the keys that begin with `x_`. */
export const VERSION = 1;

/** How messages and sequences call the router. */
export const ROUTER = 'router';

export interface Vector {
  /** What the scenario shows. */
  readonly description: string;
  readonly feature: string;
  readonly x_version: typeof VERSION;
  /** The name of the scenario, which is that of the file. */
  readonly x_case: string;
  /** The weakest level among the rules: a router that fails has broken at least that. */
  readonly x_level: Level;
  readonly x_rules: readonly CitedRule[];
  /** The open questions that what comes depends on. */
  readonly x_readings?: readonly ReadingId[];
  /** What a runner has to know so as not to misjudge a router. */
  readonly x_requires: readonly string[];
  /** What the router draws, where it matters whom. */
  readonly x_draws?: readonly number[];
  /** How much each session may hold; no limit where nothing is said. */
  readonly x_limits?: Partial<Limits>;
  readonly sessions: readonly VectorSession[];
  /** The readings under which the sequence holds; if left out, all but those of the variants. */
  readonly x_when?: Conditions;
  readonly sequence: readonly Entry[];
  readonly x_variants?: readonly Variant[];
  /** The paragraphs of the page. */
  readonly notes: readonly string[];
  /** In which order they and all else stand on the page. */
  readonly x_page: readonly PagePart[];
}

export interface CitedRule {
  readonly id: RuleId;
  readonly level: Level;
  readonly authority: Authority;
  /** Document and heading; of what is decided here, the record. */
  readonly source: string;
  /** To the section of the text, or to that which leaves it open. */
  readonly link?: string;
  readonly sentence: string;
}

export interface VectorSession {
  readonly session_id: string;
  readonly roles?: readonly string[];
  readonly realm?: string;
  /** What it announces for each of its roles. */
  readonly x_features?: Readonly<Record<string, readonly string[]>>;
}

/** Options of readings, any of which will do for each. */
export type Conditions = Readonly<Record<string, readonly string[]>>;

export const PAGE_PARTS = ['note', 'script', 'log', 'variant'] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** Something sent: by a client, or to one. */
export interface Entry extends Receipt {
  readonly step: number;
  readonly from: string;
  /** How long it takes until then, where time passes. */
  readonly timing?: { readonly delay_ms?: number };
  /** That the client connects before it sends this, or that it ends its session with it. */
  readonly x_action?: 'join' | 'leave';
  /** That it follows from what joining and leaving mean, and need not be looked at. */
  readonly x_implied?: true;
  /** Who receives nothing because of this. */
  readonly x_silent?: readonly (string | Whom)[];
}

/** What the router sends. */
export interface Receipt extends Whom {
  readonly description: string;
  readonly message: VectorMessage;
  readonly assertion?: string;
  /** What would be right as well. */
  readonly x_alternatives?: readonly VectorMessage[];
}

/** A receiver. */
export interface Whom {
  readonly to: string;
  /** Out of whom, if it is one whose name stands here for the first time. */
  readonly x_among?: readonly string[];
  /** Whether it may come before or after others of the kind, for the same receiver, in the same step. */
  readonly x_unordered?: true;
}

/** The name of a message, and its attributes. */
export interface VectorMessage {
  readonly type: string;
  readonly [attribute: string]: unknown;
}

/** What comes under other readings, the clients doing the same. */
export interface Variant {
  readonly when: Conditions;
  readonly outcome: readonly Outcome[];
}

/** All that one thing that was done leads to. */
export interface Outcome {
  /** The number of the step in the sequence. */
  readonly after: number;
  readonly messages: readonly Receipt[];
  readonly silent?: readonly (string | Whom)[];
}

/** From the weakest to the strongest. */
export const AUTHORITIES: readonly Authority[] = ['stated', 'inferred', 'decided'];

export const LEVELS: readonly Level[] = ['MAY', 'SHOULD', 'MUST'];

/** The roles that the WAMP project's vectors know of. */
export const ROLES: readonly string[] = ['publisher', 'subscriber', 'caller', 'callee', 'dealer', 'broker'];

/** What happens without a message, as the type of one. */
export const EVENTS = [
  'x_connect',
  'x_raw',
  'x_lost',
  'x_takes_nothing',
  'x_takes_everything',
  'x_time',
  'x_shutdown',
  'x_closed',
] as const;

/** The attributes of each message, in the order of its fields. */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(LAYOUTS).map(({ name, fields }) => [name, fields.map(attributeOf)]),
);

/** Whether somebody does this, or it happens to the router; all else is what the router sends because of it. */
export const isDone = ({ from, to }: Pick<Entry, 'from' | 'to'>): boolean => from !== ROUTER || to === ROUTER;

/** What is wrong with a vector. */
export class VectorError extends Error {
  override readonly name = 'VectorError';
  readonly file: string;
  /** A JSON pointer to what is wrong. */
  readonly path: string;

  constructor({ file, line }: Place, path: string, expected: string, came: string) {
    super(`${file}:${line} ${path || '/'}: Expected ${expected}, but ${came}.`);
    this.file = file;
    this.path = path;
  }
}

// --- internal ---

/** A field as the WAMP project's vectors call it: `request_id`, `procedure`, `kwargs`. */
function attributeOf({ element, kind, key }: Field): string {
  if (kind === 'id') return `${element.toLowerCase()}_id`;
  if (kind === 'int') return 'request_type';
  return element === 'AuthMethod' ? 'method' : key;
}
