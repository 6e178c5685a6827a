/** A scenario as data: the steps of the script, and the expected messages of each log. */
import type { Limits } from '../../../machines/limits.ts';
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Obstacle } from '../../../machines/vocabulary.ts';
import { type Place, placeOf } from './error.ts';
import type { Verdict } from './systems/system.ts';
import type { Word } from './words.ts';

export interface Scenario {
  readonly file: string;
  /** The page; undefined if the file is none, such as a test vector. */
  readonly text?: string | undefined;
  readonly title: string;
  /** Sections of the file: prose, the script, and the logs. */
  readonly sections: readonly Section[];
  /** Random numbers for selections, in their order; after them, the seed decides. */
  readonly draws: readonly number[];
  /** Limits of each session; none if omitted. */
  readonly limits: Partial<Limits>;
  /** Methods of authentication; undefined if clients are not authenticated. */
  readonly methods: readonly string[] | undefined;
  readonly steps: readonly Step[];
  /** The plain log, if there is one, and one for each combination of readings with another outcome. */
  readonly logs: readonly Log[];
  readonly rules: readonly RuleId[];
  readonly readings: readonly ReadingId[];
}

export type Section =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'script' }
  | { readonly kind: 'log'; readonly log: Log };

/** One line of the script. */
export interface Step {
  /** Line number in the file. */
  readonly line: number;
  /** The line without its number. */
  readonly text: string;
  readonly action: Action;
}

export type Action =
  | { readonly does: 'connect'; readonly session: string }
  | { readonly does: 'join'; readonly session: string; readonly roles: Readonly<Record<string, object>> }
  | { readonly does: 'send'; readonly session: string; readonly message: Sent }
  | { readonly does: 'raw'; readonly session: string; readonly raw: unknown }
  | { readonly does: 'leave' | 'lose'; readonly session: string }
  /**
   * Reason why forwarded messages to the session are undeliverable from now on; undefined if they are deliverable
   * again.
   */
  | { readonly does: 'obstruct'; readonly session: string; readonly obstacle: Obstacle | undefined }
  /** The program that authenticates clients answers a question about the session. */
  | { readonly does: 'answer'; readonly session: string; readonly verdict: Verdict }
  | { readonly does: 'pass'; readonly ms: number }
  | { readonly does: 'shutDown' };

/** A message by its name, and its fields. */
export interface Sent {
  readonly type: string;
  readonly fields: readonly Word[];
}

export interface Log {
  /** Text after the word `log`. */
  readonly info: string;
  /** The options for which this log holds; if empty, all that no other log names. */
  readonly when: { readonly [R in ReadingId]?: readonly Readings[R][] };
  readonly lines: readonly LogLine[];
}

/** One line of a log, with the `or` lines after it. */
export interface LogLine {
  readonly line: number;
  /** Number of the step that causes it. */
  readonly step: number;
  readonly receiver: Receiver;
  /** True if its order among such lines of the step and receiver does not matter. */
  readonly unordered: boolean;
  /** Alternatives, any of which is right. */
  readonly expected: readonly Expected[];
}

/** A session by its name, or a `?variable` for one of several. */
export interface Receiver {
  readonly text: string;
  readonly name: string;
  /** Candidates for the variable, where it occurs first. */
  readonly among?: readonly string[];
}

export type Expected =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** True for an undeliverable message. */
      readonly isMissed: boolean;
      readonly type: string;
      readonly fields: readonly Word[];
    }
  | { readonly kind: 'closed' | 'nothing'; readonly text: string };

/** Name of a scenario in the library: that of its file, a page or a test vector. */
export const nameOfScenario = ({ file }: Pick<Scenario, 'file'>): string =>
  (file.split('/').at(-1) as string).replace(/\.(md|json)$/, '');

/**
 * The place of a word in a scenario.
 *
 * @param line number of the line
 * @param word all words of the line if omitted
 */
export function placeIn({ file, text }: Scenario, line: number, word = ''): Place {
  return placeOf({ file, line, text: text?.split('\n')[line - 1]?.trimEnd() }, word);
}

/** The most specific log for these readings; undefined if there is none. */
export function logFor({ logs }: Scenario, readings: Readings): Log | undefined {
  const holding = logs.filter(({ when }) =>
    Object.entries(when).every(([id, options]) =>
      (options as readonly string[]).includes(readings[id as ReadingId]),
    ),
  );
  const detail = ({ when }: Log): number => Object.keys(when).length;
  return holding.sort((a, b) => detail(b) - detail(a))[0];
}

/** The readings of a log: the defaults, except for those that it names. */
export function readingsOf({ when }: Log): Readings {
  const changed = Object.entries(when).map(([id, options]) => [id, options[0]]);
  return { ...DEFAULT_READINGS, ...Object.fromEntries(changed) };
}
