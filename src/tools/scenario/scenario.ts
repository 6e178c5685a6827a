/** What a scenario is once it is read: who does what, and what each must receive. */
import type { Limits } from '../../../machines/limits.ts';
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Obstacle } from '../../../machines/vocabulary.ts';
import type { Word } from './words.ts';

export interface Scenario {
  readonly file: string;
  readonly title: string;
  /** The file as it is written: prose, the one script, and the logs. */
  readonly sections: readonly Section[];
  /** What each SELECT draws, in their order; the seed decides when they are used up. */
  readonly draws: readonly number[];
  /** The limits of each session; none where nothing is said. */
  readonly limits: Partial<Limits>;
  readonly steps: readonly Step[];
  /** The plain log, and one for each combination of readings that leads to something else; or only such. */
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
  /** Where it stands in the file. */
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
  /** Why nothing of others can be passed on to the session from now on; undefined: it can again. */
  | { readonly does: 'obstruct'; readonly session: string; readonly obstacle: Obstacle | undefined }
  | { readonly does: 'pass'; readonly ms: number }
  | { readonly does: 'shutDown' };

/** A message by its name, and its fields. */
export interface Sent {
  readonly type: string;
  readonly fields: readonly Word[];
}

export interface Log {
  /** What stands after the word `log`. */
  readonly info: string;
  /** The options under which this log holds; under all others, if it is empty. */
  readonly when: { readonly [R in ReadingId]?: readonly Readings[R][] };
  readonly lines: readonly LogLine[];
}

/** One line of a log, with the `or` lines after it. */
export interface LogLine {
  readonly line: number;
  /** The number of the step that leads to it. */
  readonly step: number;
  readonly receiver: Receiver;
  /** Whether its place among the other such lines of the step and receiver does not matter. */
  readonly unordered: boolean;
  /** Any of these is right. */
  readonly expected: readonly Expected[];
}

/** A session by its name, or a `?variable` for one out of several. */
export interface Receiver {
  readonly text: string;
  readonly name: string;
  /** Whom the variable may stand for, where it stands for the first time. */
  readonly among?: readonly string[];
}

export type Expected =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** Whether it is a message that cannot be delivered. */
      readonly isMissed: boolean;
      readonly type: string;
      readonly fields: readonly Word[];
    }
  | { readonly kind: 'closed' | 'nothing'; readonly text: string };

/** The plain log, or the one that says most about these readings; undefined if the scenario is about others only. */
export function logFor({ logs }: Scenario, readings: Readings): Log | undefined {
  const holding = logs.filter(({ when }) =>
    Object.entries(when).every(([id, options]) =>
      (options as readonly string[]).includes(readings[id as ReadingId]),
    ),
  );
  const detail = ({ when }: Log): number => Object.keys(when).length;
  return holding.sort((a, b) => detail(b) - detail(a))[0];
}

/** The readings under which a log holds: the defaults, but for those that it names. */
export function readingsOf({ when }: Log): Readings {
  const changed = Object.entries(when).map(([id, options]) => [id, options[0]]);
  return { ...DEFAULT_READINGS, ...Object.fromEntries(changed) };
}
