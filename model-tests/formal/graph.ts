/** A graph of situations: each step is an input, with the edges that it leads over and the messages that are sent. */

/** The steps from each situation: by their labels, the situations that they lead to. */
export type Graph = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** A step as a text: `Registers(A, first)`, the edges in their order, and the messages, such as `A REGISTERED`. */
export const labelOf = (input: string, edges: readonly string[], messages: readonly string[]): string =>
  [input, edges.join(', '), messages.join(', ')].join(' · ');

/** The parts of a step, with the situation that it leads to. */
export interface Label {
  readonly input: string;
  readonly edges: readonly string[];
  readonly messages: readonly string[];
  readonly to: string;
}

/** A label and a target as one text, and back. */
export const stepOf = (label: string, to: string): string => `${label} · ${to}`;

export function partsOf(step: string): Label {
  const [input = '', edges = '', messages = '', to = ''] = step.split(' · ');
  const list = (text: string): string[] => (text === '' ? [] : text.split(', '));
  return { input, edges: list(edges), messages: list(messages), to };
}

export const inputIn = (step: string): string => partsOf(step).input;

/** The number of steps, each with its label and its target. */
export const stepsIn = (graph: Graph): number =>
  [...graph.values()].flatMap((steps) => [...steps.values()]).reduce((sum, { size }) => sum + size, 0);

/** A graph that grows. */
export class GrowingGraph {
  readonly steps = new Map<string, Map<string, Set<string>>>();

  /** Adds a step. */
  add(from: string, label: string, to: string): void {
    const steps = this.at(from);
    const targets = steps.get(label) ?? new Set();
    targets.add(to);
    steps.set(label, targets);
  }

  /** The steps from a situation, which is there from now on. */
  at(key: string): Map<string, Set<string>> {
    const known = this.steps.get(key) ?? new Map<string, Set<string>>();
    this.steps.set(key, known);
    return known;
  }
}
