/** Every path that is walked, as a scenario. */
import {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../../machines/readings.ts';
import { readChart } from '../../src/generator/chart.ts';
import type { Entry } from '../../src/judge/entry.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { tellRun } from '../../src/scenario/transcript.ts';
import { MACHINES } from '../edges.ts';
import { callFamily } from './call.ts';
import { dealerFamily } from './dealer.ts';
import type { Family } from './family.ts';
import { type Path, simplePaths, sizeOf } from './graph.ts';
import { registrationFamily } from './registration.ts';
import { sessionFamily } from './session.ts';
import { NotThere, Stage } from './stage.ts';

/** A path, walked. */
export interface Walk {
  readonly family: Family;
  readonly scenario: Scenario;
  /** What somebody at the dealer's door has seen. */
  readonly log: readonly Entry[];
  /** Whether the dealer was where the path leads to. */
  readonly isThere: boolean;
}

export const FAMILIES: readonly Family[] = [sessionFamily, registrationFamily, callFamily, dealerFamily];

/** What was searched for paths, and how much there was. */
export interface Space {
  readonly family: Family['name'];
  readonly bounds: string;
  /** The policy, or the kind of call. */
  readonly name: string;
  readonly states: number;
  readonly edges: number;
  readonly paths: number;
}

/** The paths under the defaults, without those that come to the same script. */
export const walks = (): Walk[] => FAMILIES.flatMap((family) => walksOf(family, DEFAULT_READINGS));

/** How much there is to walk under the defaults. */
export const spaces = (): Space[] =>
  FAMILIES.flatMap((family) =>
    family.searches.flatMap(({ bounds, find, mazes }) =>
      mazes(DEFAULT_READINGS).map((maze) => ({
        ...{ family: family.name, bounds, name: maze.name },
        ...sizeOf(maze),
        paths: find(maze).length,
      })),
    ),
  );

/** The options that are no defaults. */
export const OTHER_OPTIONS: readonly (readonly [ReadingId, string])[] = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].slice(1).map((option) => [id, option] as const),
);

/** The paths that come to something else under an option than under the default; each scenario is about that option. */
export function walksUnder(id: ReadingId, option: string): Walk[] {
  const readings = { ...DEFAULT_READINGS, [id]: option };
  return FAMILIES.filter((family) => readingsOf(family).includes(id)).flatMap((family) =>
    walksOf(
      { ...family, searches: family.searches.filter(({ find }) => find !== simplePaths) },
      readings,
      (stage, path) =>
        stage.steps.some((step) => step.readings.includes(id)) &&
        JSON.stringify(stage.log) !== logOf(family, path, DEFAULT_READINGS),
    ),
  );
}

/** The paths under the defaults, and what comes out differently under each option. */
export const everyWalk = (): Walk[] => [
  ...walks(),
  ...OTHER_OPTIONS.flatMap(([id, option]) => walksUnder(id, option)),
];

// --- internal ---

function walksOf(
  family: Family,
  readings: Readings,
  isWanted: (stage: Stage, path: Path) => boolean = () => true,
): Walk[] {
  const scripts = new Set<string>();
  return family.searches.flatMap(({ bounds, find, mazes }) =>
    mazes(readings)
      .flatMap(find)
      .flatMap((path) => {
        const stage = walk(family, path, readings);
        const script = JSON.stringify(stage.events.map(({ action }) => action));
        if (scripts.has(script) || !isWanted(stage, path)) return [];
        scripts.add(script);
        const scenario = tellRun({
          file: `model-tests/failed/${family.name}-${scripts.size}.md`,
          title: `${family.name}: ${path.moves.map(({ move }) => move).join(', ')}`,
          prose: [`A path of the ${family.name}; ${bounds}.`],
          draws: family.drawsOf?.(path) ?? [],
          events: stage.events,
          readings,
          rules: [...new Set(stage.steps.flatMap(({ rules }) => rules))],
          cites: [...new Set(stage.steps.flatMap(({ readings }) => readings))],
        });
        return [{ family, scenario, log: stage.log, isThere: family.isAt(path, stage) }];
      }),
  );
}

function walk(family: Family, path: Path, readings: Readings): Stage {
  const stage = new Stage(readings, family.drawsOf?.(path));
  family.walk(path, stage);
  return stage;
}

/** @returns undefined if the clients cannot walk it: who would have to answer is not asked */
function logOf(family: Family, path: Path, readings: Readings): string | undefined {
  try {
    return JSON.stringify(walk(family, path, readings).log);
  } catch (error) {
    if (error instanceof NotThere) return undefined;
    throw error;
  }
}

/** The readings that the chart of a family cites. */
function readingsOf({ name }: Family): readonly string[] {
  if (name === 'dealer') return [];
  const edges = readChart(MACHINES[name]).states.flatMap(({ on }) => [...on.values()].flat());
  return edges.flatMap(({ readings }) => readings);
}
