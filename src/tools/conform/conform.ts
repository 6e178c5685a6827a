/** Judges a router by the cases, in one serialisation after the other. */

import type { Readings } from '../../../machines/readings.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { type Case, readCases } from './case.ts';
import { PROBE_CASES } from './features.ts';
import { Ground } from './ground.ts';
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

export interface ConformOptions extends TargetOptions {
  /** Name of the router in reports. */
  readonly name: string;
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
  readonly jobs: number;
  readonly isFresh: boolean;
  /** Writes the command that plays a case again. */
  readonly again: (id: string, serialisation: SerialisationName, readings: Partial<Readings>) => string;
  readonly onProgress: (progress: Progress) => void;
  /** Called at the end of each run. */
  readonly onRun?: (run: Run) => void;
  readonly signal: AbortSignal;
}

export interface Progress {
  readonly serialisation: SerialisationName;
  readonly done: number;
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
  const all = await readCases((id) => isAsked(id, options) || PROBE_CASES.has(id));
  const cases = chosen(all, options);
  const probes = all.filter(({ id }) => PROBE_CASES.has(id));
  const { isFresh, signal } = options;
  const target = new Target(options);
  const date = new Date().toISOString();
  const runs: Run[] = [];
  const refused: Refusal[] = [];
  let agent: string | undefined;
  try {
    for (const name of options.serialisations ?? SERIALISATION_NAMES) {
      if (signal.aborted) break;
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
      if (typeof ground.welcome.agent === 'string') agent = ground.welcome.agent;
    }
  } finally {
    await target.stop();
  }
  if (runs.length === 0 && refused.length > 0)
    throw new Error(refused.map(({ serialisation, says }) => `${serialisation}: ${says}`).join('\n'));
  const { name, version, suite } = options;
  const router = {
    name,
    ...(version === undefined ? {} : { version }),
    ...(agent === undefined ? {} : { agent }),
  };
  return { format: 1, suite, date, router, runs, refused };
}

// --- internal ---

const serialisationOf = (name: SerialisationName) => {
  const serialisation = SERIALISATIONS.get(`wamp.2.${name}`);
  if (serialisation === undefined) throw new Error(`Expected a serialisation, but ${name} is none.`);
  return serialisation;
};

function chosen(cases: readonly Case[], { only, level }: ConformOptions): readonly Case[] {
  const weakest = CASE_LEVELS.indexOf(level);
  const matching = cases.filter(
    (one) => CASE_LEVELS.indexOf(one.level) <= weakest && isAsked(one.id, { only }),
  );
  if (matching.length > 0) return matching;
  throw new Error(
    `Expected cases such as cr-03-roundrobin-goes-on or cr-03 after --only, but ${only?.join(', ')} is none.`,
  );
}

const isAsked = (id: string, { only }: Pick<ConformOptions, 'only'>): boolean =>
  only === undefined || only.some((pattern) => id === pattern || id.startsWith(`${pattern}-`));
