/** Results of the comparisons with TLC, as checked in: `results.json`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { READING_IDS, READING_OPTIONS } from '../../machines/readings.ts';
import { POLICIES, type Policy } from '../../machines/vocabulary.ts';
import type { Model } from '../../src/tools/formal/model.ts';

const FILE = new URL('results.json', import.meta.url);

export interface Results {
  /** Revision of TLC. */
  readonly tlc: string;
  readonly models: readonly ModelResult[];
}

/** The size of a model, and what its clients do beyond the usual. */
export type World = Pick<Model['bounds'], 'callees' | 'calls' | 'plain' | 'progress' | 'conflicts'>;

/** A model for which both graphs were the same. */
export interface ModelResult extends World {
  readonly policy: Policy;
  /** The option that is not the default, such as `order=strict`; empty under the defaults. */
  readonly reading: string;
  readonly situations: number;
  /** Steps between situations, each with its label. */
  readonly steps: number;
  /** Number of inputs to the farthest situation. */
  readonly depth: number;
  /** Distinct states of TLC, also of those in which the dealer still has something to do. */
  readonly states: number;
  /** Durations in seconds: of our search, and of TLC. */
  readonly seconds: readonly [ours: number, tlc: number];
}

/** The worlds that are compared under all readings. */
export const WORLDS: readonly World[] = [
  { callees: 3, calls: 1 },
  { callees: 2, calls: 2 },
  { callees: 2, calls: 1, plain: 1, progress: true, conflicts: true },
];

/** The options that are not the defaults, each as a reading. */
export const OPTIONS: readonly string[] = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].slice(1).map((option) => `${id}=${option}`),
);

/** The models of the table: first all policies under the defaults, then under each option. */
export const MODELS: readonly Model[] = ['', ...OPTIONS].flatMap((reading) =>
  WORLDS.flatMap((world) =>
    POLICIES.map((policy) => ({ bounds: { policy, ...world }, readings: readingsIn(reading) })),
  ),
);

/** A world in words, such as "2 callees, 1 plain, 1 call, progress". */
export const worldText = ({ callees, plain, calls, progress, conflicts }: World): string =>
  [
    `${callees} ${callees === 1 ? 'callee' : 'callees'}`,
    plain && `${plain} plain`,
    `${calls} ${calls === 1 ? 'call' : 'calls'}`,
    progress && 'progress',
    conflicts && 'conflicts',
  ]
    .filter((one) => one)
    .join(', ');

/** The results of models in a world. */
export const resultsIn = (world: World, models: readonly ModelResult[]): readonly ModelResult[] =>
  models.filter((one) => worldText(one) === worldText(world));

/** The readings of a model as a text. */
export const readingOf = ({ readings }: Model): string =>
  Object.entries(readings)
    .map(([id, option]) => `${id}=${option}`)
    .join(', ');

/** The results that are checked in; none before the first run. */
export const readResults = (): Results =>
  existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { tlc: '', models: [] };

/** Writes the results with a line for each model. */
export function writeResults({ tlc, models }: Results): void {
  const lines = models.map((one) => `    ${JSON.stringify(one)}`);
  writeFileSync(FILE, `{\n  "tlc": ${JSON.stringify(tlc)},\n  "models": [\n${lines.join(',\n')}\n  ]\n}\n`);
}

// --- internal ---

function readingsIn(reading: string): Model['readings'] {
  const [id, option] = reading.split('=');
  return reading === '' ? {} : { [id as string]: option };
}
