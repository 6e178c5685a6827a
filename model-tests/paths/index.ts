/** All paths that are walked, as scenarios. */
import { isDeepStrictEqual } from 'node:util';
import {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../../machines/readings.ts';
import { readChart } from '../../src/compiler/chart/chart.ts';
import { MACHINES } from '../../src/compiler/chart/index.ts';
import type { Scenario } from '../../src/tools/scenario/scenario.ts';
import { scenarioOfRun } from '../../src/tools/scenario/transcript.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { FAILED } from '../holding.ts';
import { authenticationFamily } from './authentication.ts';
import { callFamily } from './call.ts';
import { NotThere, PathClients } from './clients.ts';
import { dealerFamily } from './dealer.ts';
import type { Family } from './family.ts';
import { type Maze, type Path, simplePaths } from './graph.ts';
import { registrationFamily } from './registration.ts';
import { revocationFamily } from './revocation.ts';
import { sessionFamily } from './session.ts';

/** A path after its walk. */
export interface WalkedPath {
  readonly family: Family;
  /** Bounds of the search that found it. */
  readonly bounds: string;
  readonly path: Path;
  /** Readings of that search. */
  readonly readings: Readings;
  readonly scenario: Scenario;
  /** Log of the walk, as seen from outside of the dealer. */
  readonly log: readonly Entry[];
  /** True if the dealer reached the end of the path; it may not, if the path was found under other readings. */
  readonly isThere: boolean;
}

export const FAMILIES: readonly Family[] = [
  sessionFamily,
  authenticationFamily,
  registrationFamily,
  revocationFamily,
  callFamily,
  dealerFamily,
];

/** A graph with the paths found in it. */
export interface Searched {
  readonly family: Family;
  readonly bounds: string;
  readonly maze: Maze;
  readonly paths: readonly Path[];
}

/** Searches all graphs under the defaults. */
export const search = (): Searched[] =>
  FAMILIES.flatMap((family) => searchIn(family, family.searches, DEFAULT_READINGS));

/** The paths under the defaults, without those with the same script as another one. */
export const walks = (searched: readonly Searched[]): WalkedPath[] =>
  walkAll(
    foundIn(searched, DEFAULT_READINGS),
    DEFAULT_READINGS,
    ({ family }, number) => `${FAILED}${family.name}-${number}.md`,
  );

/** All options except the defaults. */
export const OTHER_OPTIONS: readonly (readonly [ReadingId, string])[] = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].slice(1).map((option) => [id, option] as const),
);

/**
 * The paths whose outcome under an option differs from that under the default; each scenario is about that option.
 *
 * @param known the paths under the defaults, of which an evenly spread choice is walked, or all of them if none of the
 *   choice differs; more are found on the charts under the option, and all of these are walked
 */
export function walksUnder(id: ReadingId, option: string, known: readonly WalkedPath[]): WalkedPath[] {
  const readings = { ...DEFAULT_READINGS, [id]: option };
  const searched = FAMILIES.filter((family) => readingsOf(family).includes(id)).flatMap((family) =>
    searchIn(
      family,
      family.searches.filter(({ find }) => find !== simplePaths),
      readings,
    ),
  );
  const citing = known.filter(({ scenario }) => scenario.readings.includes(id));
  const changedIn = (chosen: readonly WalkedPath[]): WalkedPath[] =>
    changed(
      [...foundIn(searched, readings), ...chosen],
      chosen,
      { id, option },
      (_, number) => `${FAILED}${id}-${option}-${number}.md`,
    );
  const found = changedIn(spread(citing));
  return found.length > 0 ? found : changedIn(citing);
}

/** The paths under the defaults, and those with another outcome under each option. */
export function everyWalk(): WalkedPath[] {
  const known = walks(search());
  return [...known, ...OTHER_OPTIONS.flatMap(([id, option]) => walksUnder(id, option, known))];
}

/**
 * Every so many-th path under the defaults, and what comes of it under each option: these have the same name. The charts
 * are not searched under the options, which takes most of the time of `everyWalk`.
 */
export function sampleWalks(every: number): WalkedPath[] {
  const known = walks(search()).filter((_, index) => index % every === 0);
  const under = OTHER_OPTIONS.flatMap(([id, option]) => {
    const citing = known.filter(({ scenario }) => scenario.readings.includes(id));
    return changed(citing, citing, { id, option }, ({ scenario }) => scenario.file);
  });
  return [...known, ...under];
}

// --- internal ---

/** The most paths under the defaults that are walked again under an option: some options change nearly all of them. */
const MOST = 600;

/** At most so many paths, evenly spread. */
function spread(paths: readonly WalkedPath[]): readonly WalkedPath[] {
  const step = Math.ceil(paths.length / MOST);
  return paths.filter((_, index) => index % step === 0);
}

/**
 * The paths with another outcome under an option than under the default.
 *
 * @param all the paths to walk
 * @param known those that were walked under the defaults
 */
function changed<One extends Found>(
  all: readonly One[],
  known: readonly WalkedPath[],
  { id, option }: { readonly id: ReadingId; readonly option: string },
  fileOf: (found: One, number: number) => string,
): WalkedPath[] {
  const logs = new Map(known.map(({ path, log }) => [path, log]));
  return walkAll(
    all,
    { ...DEFAULT_READINGS, [id]: option },
    fileOf,
    (one, { log, steps }) =>
      steps.some((step) => step.readings.includes(id)) &&
      !isDeepStrictEqual(log, logs.get(one.path) ?? walk(one, DEFAULT_READINGS)?.log),
  );
}

/** A path, and the search that found it. */
type Found = Pick<WalkedPath, 'family' | 'bounds' | 'path' | 'readings'>;

const searchIn = (family: Family, searches: Family['searches'], readings: Readings): Searched[] =>
  searches.flatMap(({ bounds, find, mazes }) =>
    mazes(readings).map((maze) => ({ family, bounds, maze, paths: find(maze) })),
  );

const foundIn = (searched: readonly Searched[], readings: Readings): Found[] =>
  searched.flatMap(({ family, bounds, paths }) => paths.map((path) => ({ family, bounds, path, readings })));

/** @param fileOf the file of a scenario, by its path and the number of scenarios made so far */
function walkAll<One extends Found>(
  all: readonly One[],
  readings: Readings,
  fileOf: (found: One, number: number) => string,
  isWanted: (found: One, clients: PathClients) => boolean = () => true,
): WalkedPath[] {
  const scripts = new Set<string>();
  return all.flatMap((found) => {
    const clients = walk(found, readings);
    const script = JSON.stringify(clients?.events.map(({ action }) => action));
    if (clients === undefined || scripts.has(script) || !isWanted(found, clients)) return [];
    scripts.add(script);
    const { family, bounds, path } = found;
    const scenario = scenarioOfRun({
      file: fileOf(found, scripts.size),
      title: `${family.name}: ${path.moves.map(({ move }) => move).join(', ')}`,
      prose: [`A path of the ${family.name}; ${bounds}.`],
      draws: family.drawsOf?.(path) ?? [],
      limits: family.limits ?? {},
      methods: family.methods,
      events: clients.events,
      readings,
      rules: [...new Set(clients.steps.flatMap(({ rules }) => rules))],
      cites: [...new Set(clients.steps.flatMap(({ readings }) => readings))],
    });
    const isThere = found.readings !== readings || family.isAt(path, clients);
    return [{ ...found, scenario, log: clients.log, isThere }];
  });
}

/** @returns undefined if the clients cannot walk it, because a callee that should answer has no INVOCATION */
function walk({ family, path }: Found, readings: Readings): PathClients | undefined {
  const clients = new PathClients(readings, family.drawsOf?.(path), family.limits, family.methods);
  try {
    family.walk(path, clients);
  } catch (error) {
    if (error instanceof NotThere) return undefined;
    throw error;
  }
  clients.end();
  return clients;
}

/** Readings cited in the chart of a family. */
function readingsOf({ chart }: Family): readonly string[] {
  if (chart === undefined) return [];
  const edges = readChart(MACHINES[chart]).states.flatMap(({ on }) => [...on.values()].flat());
  return edges.flatMap(({ readings }) => readings);
}
