/** Names of the edges of the charts, and a watch on those that are taken. */
import type { AnyStateMachine } from 'xstate';
import { edgesOf, nameOfEdge, readChart } from '../src/compiler/chart/chart.ts';
import { type ChartName, MACHINES } from '../src/compiler/chart/index.ts';
import { watchMachine } from '../src/compiler/chart/watch.ts';
import { planChart } from '../src/compiler/plan.ts';
import { TARGETS } from '../src/compiler/targets.ts';
import { writtenEdges } from '../src/compiler/write.ts';
import { EDGES as CALL_EDGES } from '../src/dealer/engine/call.generated.ts';
import type { Edge, Instance } from '../src/dealer/engine/chart.ts';
import type { Charts } from '../src/dealer/engine/charts.ts';
import { stateOf, toValue } from '../src/dealer/engine/interpreted.ts';
import { EDGES as REGISTRATION_EDGES } from '../src/dealer/engine/registration.generated.ts';
import { EDGES as SESSION_EDGES } from '../src/dealer/engine/session.generated.ts';
import { Ways } from '../src/dealer/engine/system.generated.ts';

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
 * Reports every edge that the generated engine takes from now on.
 *
 * @returns a function that ends the reports
 */
export function watchGenerated(report: (chart: ChartName, edge: string) => void): () => void {
  const { taken } = Ways.prototype;
  Ways.prototype.taken = function (part, from, edge, event) {
    report(part.chart, `${from}: ${NAMES.get(edge.rules)}`);
    taken.call(this, part, from, edge, event);
  };
  return () => {
    Ways.prototype.taken = taken;
  };
}

/**
 * Reports every edge that charts take from now on: the edge that XState takes in that state on that event.
 *
 * @returns a function that ends the reports
 */
export function watchEdges(driver: Charts, report: (chart: ChartName, edge: string) => void): () => void {
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

// --- internal ---

/** The name of each generated edge, by its list of rules: a copy of an edge has the same list. */
const NAMES: ReadonlyMap<Edge['rules'], string> = new Map(
  TARGETS.flatMap(({ machine, steps, writing }) => {
    const generated = { session: SESSION_EDGES, registration: REGISTRATION_EDGES, call: CALL_EDGES };
    const edges = generated[machine.id as ChartName];
    return writtenEdges(planChart(readChart(machine)), steps, writing).map(
      (edge, place) => [(edges[place] as Edge).rules, nameOfEdge(edge)] as const,
    );
  }),
);
