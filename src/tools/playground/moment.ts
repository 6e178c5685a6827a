/** The charts at a moment of a scenario: the state of each instance, and the edges of the step. */
import { nameOfEdge } from '../../compiler/chart/chart.ts';
import type { ChartName } from '../../compiler/chart/index.ts';
import type { Trace, TracedEvent } from '../trace/trace.ts';

/** An instance of a chart. */
export interface Instance {
  readonly chart: ChartName;
  /** A session, a procedure, or a call such as `carol ?call`. */
  readonly name: string;
  /** Path of its state after the step. */
  readonly state: string;
  /** Names of the edges that it took in the step, in their order. */
  readonly edges: readonly string[];
}

/**
 * The instances after a step, those that moved last at the end.
 *
 * @param step number of the step; 0 for the beginning
 */
export function instancesAt({ steps }: Trace, step: number): readonly Instance[] {
  const instances = new Map<string, Instance>();
  for (const { number, events } of steps.slice(0, step))
    for (const event of events) {
      const key = JSON.stringify([event.chart, event.instance]);
      const before = number === step ? (instances.get(key)?.edges ?? []) : [];
      instances.delete(key);
      instances.set(key, after(event, number === step ? before : undefined));
    }
  return [...instances.values()];
}

// --- internal ---

/** @param before edges of the same step before it; undefined if the step is not of interest */
function after({ chart, instance, to, edge }: TracedEvent, before: readonly string[] | undefined): Instance {
  const edges = before === undefined || edge === undefined ? (before ?? []) : [...before, nameOfEdge(edge)];
  return { chart, name: instance, state: to, edges };
}
