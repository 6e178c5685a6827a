/** A chart as plain data: an XState machine reduced to the constructs of the dialect. */
import type { AnyStateMachine } from 'xstate';
import type { EdgeMeta } from '../../../machines/dialect.ts';

/** A machine as plain data; states and edges in document order. */
export interface Chart {
  readonly id: string;
  /** The root first; the children of a state after it. */
  readonly states: readonly State[];
  readonly root: State;
}

export interface State {
  /** Id of the state, given by XState or by the chart. */
  readonly id: string;
  /** Names from below the root, joined by dots; empty for the root. */
  readonly path: string;
  readonly kind: 'atomic' | 'compound' | 'final';
  readonly parent: State | undefined;
  readonly children: readonly State[];
  readonly entry: readonly Action[];
  readonly exit: readonly Action[];
  /** The initial state of a compound state, and the actions of entering it. */
  readonly initial: { readonly state: State; readonly actions: readonly Action[] } | undefined;
  /** Edges with an event, by event descriptor (a type, `type.*`, or `*`). */
  readonly on: ReadonlyMap<string, readonly Edge[]>;
  /** Edges without an event. */
  readonly always: readonly Edge[];
}

export interface Edge {
  readonly source: State;
  /** The event descriptor; empty for an edge without an event. */
  readonly event: string;
  readonly guard: string | undefined;
  readonly actions: readonly Action[];
  /** Target; undefined if the state stays the same. */
  readonly target: State | undefined;
  /** True if the source is exited and entered again even if the target is inside of it. */
  readonly reenter: boolean;
  readonly rules: readonly string[];
  readonly readings: readonly string[];
}

/** A named step: it changes the context, or emits an effect. */
export interface Action {
  readonly name: string;
  readonly kind: 'assign' | 'emit';
}

/** A chart that cannot be compiled, with the place and the reason. */
export class ChartError extends Error {
  override readonly name = 'ChartError';
}

/**
 * Reads a machine.
 *
 * @param machine as XState built it
 * @returns the chart
 * @throws ChartError for every construct outside of the dialect: parallel and history states, invoked and delayed
 *   things, outputs, tags, inline functions, parameters, actions other than assign and emit
 */
export function readChart(machine: AnyStateMachine): Chart {
  const reader = new Reader(machine);
  const root = reader.state(machine.root as unknown as Node, undefined);
  reader.edges();
  return { id: machine.id, root, states: reader.states };
}

/** Place of an edge, for error messages. */
export function placeOf({ path }: State, event: string, index: number): string {
  return `${path || 'the root'}, ${event === '' ? 'always' : event}, edge ${index + 1}`;
}

/** Name of an edge by its place, such as `invoked, CANCEL, edge 2`. */
export function nameOfEdge(edge: Edge): string {
  const all = edge.event === '' ? edge.source.always : edge.source.on.get(edge.event);
  return placeOf(edge.source, edge.event, all?.indexOf(edge) as number);
}

/** Anchor of an edge on the page of its chart, such as `invoked-cancel-edge-2`, by its name. */
export const anchorOfEdge = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Edges of a chart with an event, in document order. */
export const edgesOf = ({ states }: Chart): Edge[] => states.flatMap(({ on }) => [...on.values()].flat());

// --- internal ---

/** The fields used of XState's state nodes and transitions. */
interface Node {
  readonly id: string;
  readonly key: string;
  readonly path: readonly string[];
  readonly type: string;
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly output: unknown;
  readonly tags: readonly string[];
  readonly invoke: readonly unknown[];
  readonly after: readonly unknown[];
  readonly always: readonly Transition[] | undefined;
  readonly initial: { readonly target: readonly Node[]; readonly actions: readonly unknown[] } | undefined;
  readonly states: Readonly<Record<string, Node>>;
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
}
interface Transition {
  readonly target: readonly Node[] | undefined;
  readonly guard: unknown;
  readonly actions: readonly unknown[];
  readonly reenter: boolean;
  readonly meta: EdgeMeta | undefined;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Reader {
  readonly states: State[] = [];
  private readonly nodes = new Map<Node, Mutable<State>>();
  private readonly actions: Readonly<Record<string, unknown>>;
  private readonly guards: Readonly<Record<string, unknown>>;

  constructor({ implementations }: AnyStateMachine) {
    this.actions = implementations.actions as Record<string, unknown>;
    this.guards = implementations.guards as Record<string, unknown>;
  }

  state(node: Node, parent: State | undefined): State {
    const place = node.path.join('.') || 'the root';
    if (!['atomic', 'compound', 'final'].includes(node.type)) {
      throw new ChartError(`${place}: the dialect has no ${node.type} states`);
    }
    if (node.key.includes('.') && parent !== undefined)
      throw new ChartError(`${place}: the name of a state has no dots`);
    if (node.type !== 'compound' && Object.keys(node.states).length > 0)
      throw new ChartError(`${place}: ${node.type} states have no states inside`);
    if (node.output !== undefined)
      throw new ChartError(`${place}: the dialect has no outputs; use an effect`);
    if (node.tags.length > 0)
      throw new ChartError(`${place}: the dialect has no tags; a state is known by its name`);
    if (node.invoke.length > 0)
      throw new ChartError(`${place}: the dialect does not invoke; use an effect and an event`);
    if (node.after.length > 0)
      throw new ChartError(`${place}: the dialect has no delays; use a timer effect and an event`);
    const state: Mutable<State> = {
      id: node.id,
      path: node.path.join('.'),
      kind: node.type as State['kind'],
      parent,
      children: [],
      entry: this.actionsOf(node.entry, `${place}, entry`),
      exit: this.actionsOf(node.exit, `${place}, exit`),
      initial: undefined,
      on: new Map(),
      always: [],
    };
    this.states.push(state);
    this.nodes.set(node, state);
    state.children = Object.values(node.states).map((child) => this.state(child, state));
    return state;
  }

  /** Edges and initial states refer to states, so they are read after all states. */
  edges(): void {
    for (const [node, state] of this.nodes) {
      const place = state.path || 'the root';
      if (node.initial !== undefined && state.kind === 'compound') {
        const actions = this.actionsOf(node.initial.actions, `${place}, initial`);
        state.initial = { state: this.nodes.get(node.initial.target[0] as Node) as State, actions };
      }
      state.on = new Map(
        [...node.transitions].map(([event, all]) => [event, this.edgesOf(state, event, all)]),
      );
      state.always = this.edgesOf(state, '', node.always ?? []);
    }
  }

  private edgesOf(source: State, event: string, transitions: readonly Transition[]): Edge[] {
    return transitions.map((transition, index) => {
      const place = placeOf(source, event, index);
      const { target = [], actions, reenter, meta = {} } = transition;
      const guard = nameIn(transition.guard);
      if (target.length > 1) throw new ChartError(`${place}: the dialect has one target for an edge`);
      if (guard !== undefined && !(typeof guard === 'string' && guard in this.guards)) {
        throw new ChartError(
          `${place}: expected the name of a guard given to setup(), but ${textOf(guard)} came`,
        );
      }
      return {
        source,
        event,
        guard: guard as string | undefined,
        actions: this.actionsOf(actions, place),
        target: target[0] && this.nodes.get(target[0]),
        reenter,
        rules: listOf(meta.rules, `${place}, meta.rules`),
        readings: listOf(meta.readings, `${place}, meta.readings`),
      };
    });
  }

  private actionsOf(actions: readonly unknown[], place: string): Action[] {
    return actions.map((action) => {
      const name = nameIn(action);
      if (typeof name !== 'string' || !(name in this.actions)) {
        throw new ChartError(
          `${place}: expected the name of an action given to setup(), but ${textOf(name)} came`,
        );
      }
      const { type } = this.actions[name] as { readonly type?: string };
      if (type === 'xstate.assign') return { name, kind: 'assign' };
      if (type === 'xstate.emit') return { name, kind: 'emit' };
      throw new ChartError(
        `${place}: expected ${name} to be an assign or an emit, but it is ${type ?? 'a function'}`,
      );
    });
  }
}

function listOf<Item>(value: readonly Item[] | undefined, place: string): readonly Item[] {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  throw new ChartError(`${place}: expected a list of ids, but ${textOf(value)} came`);
}

/** The name in `{ type: name }`; any other value unchanged. */
const nameIn = (value: unknown): unknown => (isTyped(value) && !('params' in value) ? value.type : value);

/** A value found in place of a name, for error messages. */
const textOf = (value: unknown): string => {
  if (isTyped(value)) return `${value.type} with params`;
  return typeof value === 'function' ? 'an inline function' : String(value);
};

const isTyped = (value: unknown): value is { readonly type: unknown } =>
  typeof value === 'object' && value !== null && 'type' in value;
