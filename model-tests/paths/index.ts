/** Every path that is walked, as a scenario. */
import {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../../machines/readings.ts';
import type { Dealer } from '../../src/dealer.ts';
import { readChart } from '../../src/generator/chart.ts';
import { createDealer, type DealerOptions } from '../../src/index.ts';
import type { Entry } from '../../src/judge/entry.ts';
import type { Step } from '../../src/parts.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { type Heading, NotThere, Transcript } from '../../src/scenario/transcript.ts';
import { MACHINES } from '../edges.ts';
import { callFamily } from './call.ts';
import { dealerFamily } from './dealer.ts';
import { type Family, Stage } from './family.ts';
import { type Path, simplePaths, sizeOf } from './graph.ts';
import { registrationFamily } from './registration.ts';
import { sessionFamily } from './session.ts';

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
      (take, path) =>
        take.steps.some((step) => step.readings.includes(id)) &&
        take.transcript.log !== logOf(family, path, DEFAULT_READINGS),
    ),
  );
}

// --- internal ---

/** What it comes to that clients walk a path. */
interface Take {
  readonly transcript: Transcript;
  readonly dealer: Dealer;
  /** The transitions of the dealer's charts. */
  readonly steps: readonly Step[];
}

function walksOf(
  family: Family,
  readings: Readings,
  isWanted: (take: Take, path: Path) => boolean = () => true,
): Walk[] {
  const scripts = new Set<string>();
  return family.searches.flatMap(({ bounds, find, mazes }) =>
    mazes(readings)
      .flatMap(find)
      .flatMap((path) => {
        const take = walk(family, path, readings);
        const { script } = take.transcript;
        if (scripts.has(script) || !isWanted(take, path)) return [];
        scripts.add(script);
        const file = `model-tests/failed/${family.name}-${scripts.size}.md`;
        const scenario = take.transcript.toScenario(file, headingOf(family, bounds, path, take));
        const isThere = family.isAt(path, take.dealer, take.steps);
        return [{ family, scenario, log: take.transcript.entries, isThere }];
      }),
  );
}

function walk(family: Family, path: Path, readings: Readings): Take {
  const steps: Step[] = [];
  const inspect = (step: Step): void => {
    steps.push(step);
  };
  const dealers: Dealer[] = [];
  const create = (options: DealerOptions): Dealer => {
    const dealer = createDealer({ ...options, inspect });
    dealers.push(dealer);
    return dealer;
  };
  const transcript = new Transcript(create, { readings, draws: family.drawsOf?.(path) ?? [] });
  family.walk(path, new Stage(transcript));
  return { transcript, dealer: dealers[0] as Dealer, steps };
}

/** @returns undefined if the clients cannot walk it: who would have to answer is not asked */
function logOf(family: Family, path: Path, readings: Readings): string | undefined {
  try {
    return walk(family, path, readings).transcript.log;
  } catch (error) {
    if (error instanceof NotThere) return undefined;
    throw error;
  }
}

const headingOf = ({ name }: Family, bounds: string, { moves }: Path, { steps }: Take): Heading => ({
  title: `${name}: ${moves.map(({ move }) => move.trim()).join(', ')}`,
  why: `A path of the ${name}; ${bounds}.`,
  rules: [...new Set(steps.flatMap(({ rules }) => rules))],
  readings: [...new Set(steps.flatMap(({ readings }) => readings))],
});

/** The readings that the chart of a family cites. */
function readingsOf({ name }: Family): readonly string[] {
  if (name === 'dealer') return [];
  const edges = readChart(MACHINES[name]).states.flatMap(({ on }) => [...on.values()].flat());
  return edges.flatMap(({ readings }) => readings);
}
