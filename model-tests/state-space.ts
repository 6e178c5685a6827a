/** Numbers of paths and states, as recorded in `model-tests/state-space.json`, so that changes show. */
import { readFileSync } from 'node:fs';
import type { ReadingId } from '../machines/readings.ts';
import type { RuleId } from '../machines/rules.ts';
import { MACHINES } from '../src/compiler/chart/index.ts';
import { judge, RULE_IDS } from '../src/tools/judge/judge.ts';
import { written } from './edges.ts';
import { sizeOf } from './paths/graph.ts';
import { FAMILIES, OTHER_OPTIONS, type Searched, type WalkedPath } from './paths/index.ts';

export const STATE_SPACE = new URL('state-space.json', import.meta.url);

/** Arguments of `check`. */
export const CHECK = ['dist/src/cli/main.js', 'check', '--callees', '3', '--calls', '2', '--json'];

/** Size of a search. */
export interface Space {
  readonly family: string;
  readonly bounds: string;
  /** The policy, or the kind of call. */
  readonly name: string;
  readonly states: number;
  readonly edges: number;
  readonly paths: number;
}

export interface StateSpace {
  /** Counts of states and edges in each chart. */
  readonly charts: Readonly<Record<string, { readonly states: number; readonly edges: number }>>;
  /** Searches for paths. */
  readonly searches: readonly Space[];
  /** Number of scenarios from the paths, and for each option the number with another outcome. */
  readonly scenarios: Readonly<Record<string, number>>;
  readonly options: Readonly<Record<string, number>>;
  /** Number of paths that exercise each rule. */
  readonly rules: { readonly [R in RuleId]: number };
  /** Output of `dealerchart check --json` for all policies. */
  readonly check: readonly unknown[];
}

/** The recorded numbers. */
export const recorded = (): StateSpace => JSON.parse(readFileSync(STATE_SPACE, 'utf8'));

/**
 * All numbers except those of `check`.
 *
 * @param searched the searches for paths under the defaults
 * @param walks the paths under the defaults
 * @param under the paths with another outcome, for each option
 */
export function measure(
  searched: readonly Searched[],
  walks: readonly WalkedPath[],
  under: (id: ReadingId, option: string) => readonly WalkedPath[],
): Omit<StateSpace, 'check'> {
  return {
    charts: Object.fromEntries(
      Object.entries(MACHINES).map(([name, machine]) => {
        const { leaves, edges } = written(machine);
        return [name, { states: leaves.length, edges: edges.length }];
      }),
    ),
    searches: searched.map(({ family, bounds, maze, paths }) => ({
      ...{ family: family.name, bounds, name: maze.name },
      ...sizeOf(maze),
      paths: paths.length,
    })),
    scenarios: Object.fromEntries(
      FAMILIES.map((family) => [family.name, walks.filter((walk) => walk.family === family).length]),
    ),
    options: Object.fromEntries(
      OTHER_OPTIONS.map(([id, option]) => [`${id}=${option}`, under(id, option).length]),
    ),
    rules: rulesAlong(walks),
  };
}

/** Number of paths that exercise each rule. */
export function rulesAlong(walks: readonly WalkedPath[]): StateSpace['rules'] {
  const counts = new Map(RULE_IDS.map((rule) => [rule, 0]));
  for (const { log } of walks) {
    for (const { rule, held } of judge(log)) {
      if (held > 0) counts.set(rule, (counts.get(rule) as number) + 1);
    }
  }
  return Object.fromEntries(counts) as StateSpace['rules'];
}
