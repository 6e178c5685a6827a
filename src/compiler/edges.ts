/** The constants of generated code that say which edge was taken. */
import type { Edge } from './chart/chart.ts';
import { quoted } from './ways.ts';

/** True for an edge whose event is a pattern. */
export const isWildcard = ({ event }: Edge): boolean => event === '*' || event.endsWith('.*');

export class Edges {
  private readonly names = new Map<Edge, string>();

  /** The constant for an edge. */
  nameOf(edge: Edge): string {
    const name = this.names.get(edge) ?? `EDGE_${this.names.size + 1}`;
    this.names.set(edge, name);
    return name;
  }

  /** The edges that were asked for, in the order of their constants. */
  get all(): readonly Edge[] {
    return [...this.names.keys()];
  }

  /** The constants, and a list of them. */
  text(): string {
    const constants = [...this.names].map(([edge, name]) => constantText(name, edge));
    return `${constants.join('\n')}

/** All edges. */
export const EDGES: readonly Edge[] = [${[...this.names.values()].join(', ')}];`;
  }
}

/** The function that says for which event an edge with a pattern was taken. */
export const TYPE_OF = `/** The type of an event that an edge with a wildcard is asked about. */
function typeOf({ type }: { readonly type: string }): string {
  return type;
}`;

// --- internal ---

function constantText(name: string, edge: Edge): string {
  const list = (ids: readonly string[]): string => `[${ids.map(quoted).join(', ')}]`;
  const event = isWildcard(edge) ? '*' : edge.event;
  return `const ${name}: Edge = { event: ${quoted(event)}, rules: ${list(edge.rules)}, readings: ${list(edge.readings)} };`;
}
