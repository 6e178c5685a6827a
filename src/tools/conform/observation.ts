/** What a router did in one case. */
import type { Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import type { Received } from '../scenario/systems/system.ts';
import type { Ids } from '../scenario/words.ts';

/** All that one play of a case has shown. */
export interface Observation {
  /** Messages and ends of connections, by step: the first element belongs to step 1. */
  readonly received: readonly (readonly Received[])[];
  /** The messages that the clients sent, by step; undefined where none is sent. */
  readonly sent: readonly (Sending | undefined)[];
  /** Request ids that the clients chose, by name. */
  readonly ids: Ids;
  /** The step that could not be taken, and why. */
  readonly stopped: Stop | undefined;
  /** The readings that the player expected, to know what to wait for. */
  readonly guess: Readings;
  /** The first step that was late, or whose messages were: from there on, the case says nothing. */
  readonly lateAt: number | undefined;
  /** The reason why the case could not be played on this router at all. */
  readonly unplayable?: string;
  /** The breach found by a case that is no script. */
  readonly breach?: Breach;
  /** True if the router did not answer any more. */
  readonly isGone: boolean;
  /** How the router ended. */
  readonly end?: End;
  /** Traffic of the case as a log, as seen by the clients. */
  readonly log: readonly Entry[];
  /** Number of entries of the log at the end of each step. */
  readonly ends: readonly number[];
  /** Duration in milliseconds. */
  readonly ms: number;
}

/** A message of a client. */
export interface Sending {
  readonly session: string;
  readonly wire: unknown;
}

/** A breach of a rule, in a sentence. */
export interface Breach {
  readonly rule: RuleId;
  readonly says: string;
}

/** A step that could not be taken, in the words of "Expected ..., but ...". */
export interface Stop {
  readonly step: number;
  readonly expected: string;
  readonly came: string;
  /** True if the router refused the connection of a client. */
  readonly isRefusal?: boolean;
}

/** An end of the router, which may come while several cases are played. */
export interface End {
  /** Its number in the run, from 1. */
  readonly number: number;
  /** How it came, in a sentence. */
  readonly says: string;
}

/** True if a router that is still there refused the connection of a client. */
export const isRefused = ({ stopped, isGone }: Observation): boolean =>
  stopped?.isRefusal === true && !isGone;

/** What there is to observe of a case that could not be played. */
export const unplayed = (guess: Readings, unplayable: string): Observation => ({
  ...nothingSeen(guess),
  unplayable,
});

/** What there is to observe of a case without any message. */
export const nothingSeen = (guess: Readings): Observation => ({
  received: [],
  sent: [],
  ids: new Map(),
  stopped: undefined,
  guess,
  lateAt: undefined,
  isGone: false,
  log: [],
  ends: [],
  ms: 0,
});
