/** Judges a router by the cases, in one serialisation after the other. */

import type { Readings } from '../../../machines/readings.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { type Case, readCases } from './case.ts';
import { PROBE_CASES } from './features.ts';
import {
  CASE_LEVELS,
  type CaseLevel,
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
  const all = await readCases();
  const cases = chosen(all, options);
  const probes = all.filter(({ id }) => PROBE_CASES.has(id));
  const target = new Target(options);
  const date = new Date().toISOString();
  const runs: Run[] = [];
  const refusals: string[] = [];
  let agent: string | undefined;
  try {
    for (const name of options.serialisations ?? SERIALISATION_NAMES) {
      if (options.signal.aborted) break;
      try {
        const { run, welcome } = await runCases({
          target,
          serialisation: serialisationOf(name),
          cases,
          probes,
          readings: options.readings ?? {},
          jobs: options.jobs,
          isFresh: options.isFresh,
          again: (id, readings) => options.again(id, name, readings),
          onProgress: (done, all, id) => options.onProgress({ serialisation: name, done, all, id }),
          signal: options.signal,
        });
        runs.push(run);
        if (typeof welcome.agent === 'string') agent = welcome.agent;
      } catch (error) {
        refusals.push(`${name}: ${(error as Error).message}`);
      }
    }
  } finally {
    await target.stop();
  }
  if (runs.length === 0 && refusals.length > 0) throw new Error(refusals.join('\n'));
  const { name, version, suite } = options;
  const router = {
    name,
    ...(version === undefined ? {} : { version }),
    ...(agent === undefined ? {} : { agent }),
  };
  return { format: 1, suite, date, router, runs };
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
    (one) =>
      CASE_LEVELS.indexOf(one.level) <= weakest &&
      (only === undefined || only.some((pattern) => one.id === pattern || one.id.startsWith(`${pattern}-`))),
  );
  if (matching.length > 0) return matching;
  throw new Error(
    `Expected cases such as cr-03-roundrobin-goes-on or cr-03 after --only, but ${only?.join(', ')} is none.`,
  );
}
