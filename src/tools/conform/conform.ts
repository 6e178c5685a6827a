/** Judges a router by the cases, in one serialisation after the other. */

import type { Readings } from '../../../machines/readings.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { readCasePages, readLibrary } from '../scenario/library/scenarios.ts';
import { type Case, readCases } from './case.ts';
import { PROBE_CASES } from './features.ts';
import { Ground } from './ground.ts';
import { printableLine } from './printable.ts';
import {
  CASE_LEVELS,
  type CaseLevel,
  type Refusal,
  type Result,
  type Run,
  SERIALISATION_NAMES,
  type SerialisationName,
} from './result.ts';
import { runCases } from './run.ts';
import { Target, type TargetOptions } from './target.ts';

/** The router, the cases to play on it, and the way to play them. */
export interface ConformOptions extends TargetOptions {
  /** Name of the router in reports. */
  readonly name: string;
  /** Version of the router, for reports. */
  readonly version?: string | undefined;
  /** Version of the suite. */
  readonly suite: string;
  /** Serialisations to run in; those that the router accepts if omitted. */
  readonly serialisations?: readonly SerialisationName[] | undefined;
  /** Readings that are known, and not inferred. */
  readonly readings?: Partial<Readings> | undefined;
  /** Ids of the cases, or beginnings of them; all if omitted. */
  readonly only?: readonly string[] | undefined;
  /** The weakest level to be played. */
  readonly level: CaseLevel;
  /** Number of cases that are played at once; 1 if the router is started anew for each. */
  readonly jobs: number;
  /** True to start the router anew for each case, if a command for that is given. */
  readonly isFresh: boolean;
  /** Writes the command that plays a case again. */
  readonly again: (id: string, serialisation: SerialisationName, readings: Partial<Readings>) => string;
  /** Called at the end of each case that is played. */
  readonly onProgress: (progress: Progress) => void;
  /** Called at the end of each run. */
  readonly onRun?: (run: Run) => void;
  /** Ends the run early; the result has what was played before. */
  readonly signal: AbortSignal;
}

/** How far a run has come. */
export interface Progress {
  readonly serialisation: SerialisationName;
  /** Number of cases that have been played. */
  readonly done: number;
  /** Number of cases to play. */
  readonly all: number;
  /** The case that has just ended. */
  readonly id: string;
}

/**
 * Runs the suite.
 *
 * @throws Error if no case is chosen, or the router welcomes no client in any serialisation
 */
export async function conform(options: ConformOptions): Promise<Result> {
  const asked = askedBy(options.only);
  const all = await readCases((id) => (asked?.has(id) ?? true) || PROBE_CASES.has(id));
  const cases = chosen(all, asked, options.level);
  const probes = all.filter(({ id }) => PROBE_CASES.has(id));
  const { isFresh, signal } = options;
  const target = new Target(options);
  const date = new Date().toISOString();
  const runs: Run[] = [];
  const refused: Refusal[] = [];
  let agent: string | undefined;
  // Without a command that starts it again, a router that is gone stays so.
  let isGone = false;
  try {
    for (const name of options.serialisations ?? SERIALISATION_NAMES) {
      if (signal.aborted || isGone) {
        refused.push({ serialisation: name, says: 'The run ended before it.' });
        continue;
      }
      const ground = await Ground.open({
        target,
        serialisation: serialisationOf(name),
        isFresh,
        signal,
      }).catch((error: Error) => void refused.push({ serialisation: name, says: error.message }));
      if (ground === undefined) continue;
      try {
        const run = await runCases(ground, {
          serialisation: name,
          cases,
          probes,
          isAnonymous: options.credentials.method === 'anonymous',
          readings: options.readings ?? {},
          jobs: isFresh ? 1 : options.jobs,
          again: (id, readings) => options.again(id, name, readings),
          onProgress: (done, all, id) => options.onProgress({ serialisation: name, done, all, id }),
        });
        runs.push(run);
        options.onRun?.(run);
      } finally {
        ground.close();
      }
      isGone = ground.isDead && !target.isOurs;
      if (typeof ground.welcome.agent === 'string')
        agent = printableLine(ground.welcome.agent, MOST_OF_AGENT);
    }
  } finally {
    await target.stop();
  }
  if (runs.length === 0 && signal.aborted)
    throw new Error('The run was stopped before the router welcomed a client.');
  if (runs.length === 0) throw new Error([...new Set(refused.map(({ says }) => says))].join('\n'));
  const { name, version, suite } = options;
  const router = {
    name,
    ...(version === undefined ? {} : { version }),
    ...(agent === undefined ? {} : { agent }),
  };
  return { format: 1, suite, date, router, runs, refused };
}

// --- internal ---

/** Number of characters of the `agent` in WELCOME that reports have. */
const MOST_OF_AGENT = 100;

const serialisationOf = (name: SerialisationName) => {
  const serialisation = SERIALISATIONS.get(`wamp.2.${name}`);
  if (serialisation === undefined) throw new Error(`Expected a serialisation, but ${name} is none.`);
  return serialisation;
};

/** The ids that `--only` asks for: an id, or all that begin so; undefined for all. */
function askedBy(only: readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (only === undefined) return undefined;
  const ids = [...readLibrary().keys(), ...readCasePages().keys()];
  return new Set(
    only.flatMap((pattern) => {
      const found = ids.includes(pattern) ? [pattern] : ids.filter((id) => id.startsWith(`${pattern}-`));
      if (found.length > 0) return found;
      throw new Error(
        `Expected cases such as cr-03-roundrobin-goes-on or cr-03 after --only, but ${pattern === '' ? 'nothing came' : `${pattern} is none`}.`,
      );
    }),
  );
}

function chosen(
  cases: readonly Case[],
  asked: ReadonlySet<string> | undefined,
  level: CaseLevel,
): readonly Case[] {
  const wanted = cases.filter(({ id }) => asked?.has(id) ?? true);
  if (wanted.length === 0)
    throw new Error(
      `Expected cases after --only, but ${[...(asked ?? [])].join(', ')} cannot be played over the wire.`,
    );
  const weakest = CASE_LEVELS.indexOf(level);
  const strong = wanted.filter((one) => CASE_LEVELS.indexOf(one.level) <= weakest);
  if (strong.length > 0) return strong;
  throw new Error(
    `Expected a case of at least the level ${level}, but ${wanted.map((one) => `${one.id} is of ${one.level}`).join(', ')}.`,
  );
}
