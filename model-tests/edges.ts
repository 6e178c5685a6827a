/** The edges of the charts by name, and which of them are taken while something runs. */
import type { AnyStateMachine } from 'xstate';
import { edgesOf, nameOfEdge, readChart } from '../src/compiler/chart/chart.ts';
import { type ChartName, MACHINES } from '../src/compiler/chart/index.ts';
import { watchMachine } from '../src/compiler/chart/watch.ts';
import { planChart } from '../src/compiler/plan.ts';
import type { Instance } from '../src/dealer/engine/chart.ts';
import type { Driver } from '../src/dealer/engine/driver.ts';
import { stateOf, toValue } from '../src/dealer/engine/interpreted.ts';

/** The edges that cannot be taken in a state although it is inside of theirs, by chart. */
export const IMPOSSIBLE: { readonly [Chart in ChartName]: readonly string[] } = {
  session: [],
  // The one member of `single` is always the last one.
  registration: [
    'occupied.single: occupied, UNREGISTER, edge 2',
    'occupied.single: occupied, session.left, edge 2',
  ],
  // Only a callee that can be interrupted has been.
  call: [
    'invoked.interrupted: invoked, callee.withdrawn, edge 3',
    'invoked.interrupted: invoked, caller.unreachable, edge 2',
    'invoked.interrupted: invoked, caller.left, edge 2',
    'invoked.interrupted: invoked, timer.fired, edge 2',
  ],
};

/**
 * The edges that are taken in a state only where the dealer hears late that a message cannot be delivered: the systems of
 * scenarios tell it at once, and `delivering.test.ts` does it late.
 */
export const LATE: readonly string[] = ['invoked.interrupted: invoked, callee.unreachable, edge 1'];

/** A chart as it is written. */
export interface Written {
  readonly leaves: readonly string[];
  /** Each edge by where it stands: `invoked, CANCEL, edge 2`. */
  readonly edges: readonly string[];
  /** Each edge in each leaf that it can be taken in, as far as the generator can report: `invoked.waiting: invoked, …`. */
  readonly byLeaf: readonly string[];
}

export function written(machine: AnyStateMachine): Written {
  const chart = readChart(machine);
  const { leaves } = planChart(chart);
  const byLeaf = leaves.flatMap(({ leaf, reactions }) =>
    reactions.flatMap(({ candidates }) => candidates.map(({ edge }) => `${leaf.path}: ${nameOfEdge(edge)}`)),
  );
  return {
    leaves: leaves.map(({ leaf }) => leaf.path),
    edges: edgesOf(chart).map(nameOfEdge),
    byLeaf: [...new Set(byLeaf)],
  };
}

/** A machine that tells which edge it takes in which state. */
export const watchedMachine = (machine: AnyStateMachine, report: (edge: string) => void): AnyStateMachine =>
  watchMachine(machine, readChart(machine), (edge, state) =>
    report(`${stateOf(state as never)}: ${nameOfEdge(edge)}`),
  );

/**
 * Tells of every edge that a driver takes from now on: of the one that XState takes in that state on that event, since a
 * compiled chart does not name its edges. That both take the same is for `charts-equality.test.ts` to show.
 *
 * @returns what ends that
 */
export function watchEdges(driver: Driver, report: (chart: ChartName, edge: string) => void): () => void {
  const ends = (Object.keys(MACHINES) as ChartName[]).map((chart) => {
    const engine = driver[chart] as {
      step(instance: Instance<object>, event: never, effects: never): unknown;
    };
    const { step } = engine;
    const watched = watchedMachine(MACHINES[chart], (edge) => report(chart, edge));
    engine.step = (instance, event, effects) => {
      const value = toValue(instance.state);
      watched.getTransitionData(watched.resolveState({ value, context: instance.context as never }), event);
      return step.call(engine, instance, event, effects);
    };
    return () => {
      engine.step = step;
    };
  });
  return () => {
    for (const end of ends) end();
  };
}
