/** The first difference between two graphs of situations, breadth-first from the first situation. */
import { type Graph, stepOf } from './graph.ts';

export interface Difference {
  readonly situation: string;
  /** The steps that only one of the graphs has there, each with the situation that it leads to. */
  readonly onlyOurs: readonly string[];
  readonly onlyTheirs: readonly string[];
}

/** Compares the graphs step by step; undefined if they are the same. */
export function firstDifference(ours: Graph, theirs: Graph, first: string): Difference | undefined {
  const queue = [first];
  const met = new Set(queue);
  for (const situation of queue) {
    const [own, their] = [stepsAt(ours, situation), stepsAt(theirs, situation)];
    const onlyOurs = [...own.keys()].filter((step) => !their.has(step));
    const onlyTheirs = [...their.keys()].filter((step) => !own.has(step));
    if (onlyOurs.length > 0 || onlyTheirs.length > 0) return { situation, onlyOurs, onlyTheirs };
    for (const to of own.values()) {
      if (met.has(to)) continue;
      met.add(to);
      queue.push(to);
    }
  }
  return undefined;
}

// --- internal ---

/** The steps from a situation, each with its target. */
function stepsAt(graph: Graph, situation: string): ReadonlyMap<string, string> {
  const steps = new Map<string, string>();
  for (const [label, targets] of graph.get(situation) ?? [])
    for (const to of targets) steps.set(stepOf(label, to), to);
  return steps;
}
