/** Shortest scenario that leads to a state, or over an edge, of a chart. */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import { edgesOf, nameOfEdge } from '../../compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../compiler/chart/index.ts';
import { readingsOf, type Scenario } from '../scenario/scenario.ts';
import { type Trace, type TracedEvent, trace } from '../trace/trace.ts';

/** A state of a chart, or an edge. */
export interface Target {
  /** `call.exhausted`, or `call.invoked, CANCEL, edge 2`. */
  readonly name: string;
  readonly isMetBy: (event: TracedEvent) => boolean;
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
 * Finds the path with the fewest steps; of several, the first one of the library.
 *
 * Tries the default readings first, then those of the scenarios' other logs.
 *
 * @returns undefined if no scenario reaches the target
 */
export async function findWay(
  target: Target,
  library: Iterable<Scenario>,
  seed = 1,
): Promise<Way | undefined> {
  const scenarios = [...library];
  const defaults = scenarios.map((scenario) => [scenario, DEFAULT_READINGS] as const);
  const others = scenarios.flatMap((scenario) =>
    scenario.logs.filter(({ info }) => info !== '').map((log) => [scenario, readingsOf(log)] as const),
  );
  return (await shortest(target, defaults, seed)) ?? (await shortest(target, others, seed));
}

// --- internal ---

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
  const states = CHARTS[chart].states
    .filter(({ path }) => path !== '')
    .map(({ path }): Target => {
      const isIn = (place: string): boolean => place === path || place.startsWith(`${path}.`);
      return {
        name: `${chart}.${path}`,
        // The first state of a chart is reached before its first event.
        isMetBy: (event) => event.chart === chart && (isIn(event.to) || isIn(event.from)),
      };
    });
  const edges = edgesOf(CHARTS[chart]).map(
    (edge): Target => ({
      name: `${chart}.${nameOfEdge(edge)}`,
      isMetBy: (event) => event.edge === edge,
    }),
  );
  return [...states, ...edges].map((target) => [target.name, target]);
}
