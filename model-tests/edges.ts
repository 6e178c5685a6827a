/** Names of the edges of the charts, and a watch on those that are taken. */
import type { AnyStateMachine } from 'xstate';
import { edgesOf, nameOfEdge, readChart } from '../src/compiler/chart/chart.ts';
import { type ChartName, MACHINES } from '../src/compiler/chart/index.ts';
import { watchMachine } from '../src/compiler/chart/watch.ts';
import { planChart } from '../src/compiler/plan.ts';
import type { Instance } from '../src/dealer/engine/chart.ts';
import type { Driver } from '../src/dealer/engine/driver.ts';
import { stateOf, toValue } from '../src/dealer/engine/interpreted.ts';

/** Edges that cannot be taken in a substate of their source, by chart. */
export const IMPOSSIBLE: { readonly [Chart in ChartName]: readonly string[] } = {
  session: [],
  // The only member of `single` is always the last one.
  registration: [
    'occupied.single: occupied, UNREGISTER, edge 2',
    'occupied.single: occupied, session.left, edge 2',
  ],
  // Only a callee that can be interrupted has been interrupted.
  call: [
    'invoked.interrupted: invoked, callee.withdrawn, edge 3',
    'invoked.interrupted: invoked, caller.unreachable, edge 2',
    'invoked.interrupted: invoked, caller.left, edge 2',
    'invoked.interrupted: invoked, timer.fired, edge 2',
  ],
};

/**
 * Edges that are taken in a state only if the dealer learns late that a message is undeliverable: the systems under
 * test report it at once, and `delivering.test.ts` reports it late.
 */
export const LATE: readonly string[] = ['invoked.interrupted: invoked, callee.unreachable, edge 1'];

/** The edges of a chart, as written. */
export interface Written {
  readonly leaves: readonly string[];
  /** Name of each edge by its place: `invoked, CANCEL, edge 2`. */
  readonly edges: readonly string[];
  /** Each edge in each leaf in which it can be taken, as far as the generator knows: `invoked.waiting: invoked, …`. */
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

/** Returns a copy of a machine that reports each edge with its state. */
export const watchedMachine = (machine: AnyStateMachine, report: (edge: string) => void): AnyStateMachine =>
  watchMachine(machine, readChart(machine), (edge, state) =>
    report(`${stateOf(state as never)}: ${nameOfEdge(edge)}`),
  );

/**
 * Reports every edge that a driver takes from now on: the edge that XState takes in that state on that event, since a
 * compiled chart does not name its edges. `charts-equality.test.ts` shows that both take the same.
 *
 * @returns a function that ends the reports
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
