/** Shortest scenario that leads to a state, or over an edge, of a chart. */
import {
  DEFAULT_READINGS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { type Edge, edgesOf, nameOfEdge } from '../../compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../compiler/chart/index.ts';
import type { Step } from '../../dealer/index.ts';
import { readingsOf, type Scenario } from '../scenario/scenario.ts';
import { scenarioOfRun } from '../scenario/transcript.ts';
import { type Trace, type TracedEvent, trace } from '../trace/trace.ts';
import { type FoundRun, searchRun } from './way/search.ts';

/** A state of a chart, or an edge. */
export interface Target {
  /** `call.exhausted`, or `call.invoked, CANCEL, edge 2`. */
  readonly name: string;
  readonly chart: ChartName;
  /** The edge; undefined for a state. */
  readonly edge?: Edge;
  readonly isMetBy: (event: TracedEvent) => boolean;
  /** True if a transition of the dealer, which does not show its edge, may be the one. */
  readonly mayBe: (step: Step) => boolean;
}

/** A scenario up to the target. */
export interface Way {
  /** Its steps up to the one that reaches the target. */
  readonly trace: Trace;
  /** Number of these steps. */
  readonly steps: number;
}

/** All targets: each state and each edge of each chart. */
export const TARGETS: ReadonlyMap<string, Target> = new Map(CHART_NAMES.flatMap(targetsOf));

/**
 * Makes the shortest scenario with a few clients that leads to a target: a caller and callees of one procedure, or a
 * session on its own.
 *
 * @param readings the only readings to try; if omitted, the defaults, and then the options of the readings that an edge
 *   cites
 * @param seed seed of the random numbers
 * @returns undefined if none is found within bounds
 */
export async function makeWay(target: Target, readings?: Readings, seed = 1): Promise<Way | undefined> {
  const all = readings === undefined ? [DEFAULT_READINGS, ...otherReadings(target)] : [readings];
  for (const each of all) {
    const way = await wayUnder(target, each, seed);
    if (way !== undefined) return way;
  }
  return undefined;
}

/**
 * Finds the scenario of a library with the fewest steps to a target; of several, the first one.
 *
 * Tries the default readings first, then those of the scenarios' other logs.
 *
 * @param under the only readings to try, if given
 * @returns undefined if no scenario reaches the target
 */
export async function findWay(
  target: Target,
  library: Iterable<Scenario>,
  seed = 1,
  under?: Readings,
): Promise<Way | undefined> {
  const scenarios = [...library];
  const first = scenarios.map((scenario) => [scenario, under ?? DEFAULT_READINGS] as const);
  const way = await shortest(target, first, seed);
  if (way !== undefined || under !== undefined) return way;
  const others = scenarios.flatMap((scenario) =>
    scenario.logs.filter(({ info }) => info !== '').map((log) => [scenario, readingsOf(log)] as const),
  );
  return shortest(target, others, seed);
}

// --- internal ---

async function wayUnder(target: Target, readings: Readings, seed: number): Promise<Way | undefined> {
  const { chart, isMetBy, mayBe } = target;
  const traced = (run: FoundRun): Promise<Trace> => trace(pageOf(target, run, readings), { readings, seed });
  const isReached = async (run: FoundRun): Promise<boolean> =>
    (await traced(run)).steps.at(-1)?.events.some(isMetBy) ?? false;
  const run = await searchRun({ chart, mayBe, isReached }, readings, seed);
  return run && { trace: await traced(run), steps: run.events.length };
}

/** The defaults with another option for one of the readings that an edge cites. */
const otherReadings = ({ edge }: Target): readonly Readings[] =>
  ((edge?.readings ?? []) as readonly ReadingId[]).flatMap((id) =>
    READING_OPTIONS[id].slice(1).map((option) => ({ ...DEFAULT_READINGS, [id]: option })),
  );

/** The page of a run; its rules are those of its last transition. */
function pageOf({ name, chart, edge }: Target, { setting, events }: FoundRun, readings: Readings): Scenario {
  const rules = edge?.rules as readonly RuleId[] | undefined;
  return scenarioOfRun({
    file: `${name}.md`,
    title: `The shortest way to ${name}`,
    prose: [
      chart === 'session'
        ? 'Found by a search of what a session on its own can do.'
        : 'Found by a search of what a caller and two callees of one procedure can do.',
    ],
    draws: [],
    ...setting,
    events,
    readings,
    rules: rules !== undefined && rules.length > 0 ? rules : ['BP-14'],
  });
}

async function shortest(
  { isMetBy }: Target,
  plays: readonly (readonly [Scenario, Readings])[],
  seed: number,
): Promise<Way | undefined> {
  let best: Way | undefined;
  for (const [scenario, readings] of plays) {
    const played = await trace(scenario, { readings, seed });
    const at = played.steps.findIndex(({ events }) => events.some(isMetBy));
    if (at < 0 || (best !== undefined && at + 1 >= best.steps)) continue;
    const steps = played.steps.slice(0, at + 1);
    const come = new Set(steps.map(({ actor }) => actor));
    best = {
      trace: { ...played, steps, sessions: played.sessions.filter((name) => come.has(name)) },
      steps: at + 1,
    };
  }
  return best;
}

function targetsOf(chart: ChartName): (readonly [string, Target])[] {
  const isIn = (place: string, path: string): boolean => place === path || place.startsWith(`${path}.`);
  const states = CHARTS[chart].states
    .filter(({ path }) => path !== '')
    .map(({ path }): Target => {
      // The first state of a chart is reached before its first event.
      const isMetBy = ({ from, to }: Pick<Step, 'from' | 'to'>): boolean =>
        isIn(to, path) || isIn(from, path);
      return {
        name: `${chart}.${path}`,
        chart,
        isMetBy: (event) => event.chart === chart && isMetBy(event),
        mayBe: (step) => step.chart === chart && isMetBy(step),
      };
    });
  const edges = edgesOf(CHARTS[chart]).map((edge): Target => {
    const { source, event, rules, target } = edge;
    return {
      name: `${chart}.${nameOfEdge(edge)}`,
      chart,
      edge,
      isMetBy: (each) => each.edge === edge,
      mayBe: (step) =>
        step.chart === chart &&
        (event === '*' || step.event === event) &&
        isIn(step.from, source.path) &&
        isIn(step.to, target?.path ?? source.path) &&
        step.rules.length === rules.length &&
        rules.every((rule) => (step.rules as readonly string[]).includes(rule)),
    };
  });
  return [...states, ...edges].map((target) => [target.name, target]);
}
