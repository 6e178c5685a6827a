/**
 * Result of taking an edge: the steps in their order, and the leaf after them.
 *
 * A chart of the dialect is always in exactly one state without substates, a leaf, so all of this is known before it
 * runs. The order is that of XState (and of SCXML): exits from the inside out, the edge's actions, entries from the
 * outside in.
 */
import type { Action, Chart, Edge, State } from './chart/chart.ts';
import { leavesOf } from './names.ts';

/** An edge as it is taken from a certain leaf. */
export interface Move {
  readonly edge: Edge;
  readonly steps: readonly Action[];
  /** The leaf after the move. */
  readonly to: State;
  /** The event raised when the move completes a compound state. */
  readonly raised: string | undefined;
}

/** A move that competes for an event, with the required prefix of the event's type if the type is not known yet. */
export interface Candidate extends Move {
  readonly prefix: string | undefined;
}

/** The moves on one event, in guard-evaluation order; `event` is undefined for any other event. */
export interface Reaction {
  readonly event: string | undefined;
  readonly candidates: readonly Candidate[];
}

/** All reactions of a chart in one leaf. */
export interface LeafPlan {
  readonly leaf: State;
  readonly reactions: readonly Reaction[];
  readonly always: readonly Move[];
}

export interface Plan {
  readonly chart: Chart;
  readonly start: {
    readonly steps: readonly Action[];
    readonly to: State;
    readonly raised: string | undefined;
  };
  readonly leaves: readonly LeafPlan[];
  /** True if a step can be followed by others without a further event. */
  readonly settles: boolean;
}

export function planChart(chart: Chart): Plan {
  return {
    chart,
    start: planStart(chart),
    leaves: leavesOf(chart).map((leaf) => planLeaf(chart, leaf)),
    settles:
      chart.states.some(({ always }) => always.length > 0) ||
      chart.states.some((state) => isHeard(chart, state)),
  };
}

/** True if the chart has ended when it is in this leaf. */
const isEnd = (leaf: State): boolean => leaf.kind === 'final' && leaf.parent?.parent === undefined;

// --- internal: events ---

function planLeaf(chart: Chart, leaf: State): LeafPlan {
  if (isEnd(leaf)) return { leaf, reactions: [], always: [] };
  const line = lineOf(leaf);
  const names = new Set(
    line.flatMap(({ on }) => [...on.keys()].filter((descriptor) => !isWildcard(descriptor))),
  );
  const reactions = [...names, undefined].map((event) => ({
    event,
    candidates: untilUnguarded(line.flatMap((state) => candidatesAt(chart, leaf, state, event))),
  }));
  return {
    leaf,
    reactions: reactions.filter(({ candidates }) => candidates.length > 0),
    always: untilUnguarded(line.flatMap(({ always }) => always.map((edge) => planMove(chart, leaf, edge)))),
  };
}

/** The candidates of one of the states around a leaf: exact event types first, then wildcards, the longest first. */
function candidatesAt(chart: Chart, leaf: State, { on }: State, event: string | undefined): Candidate[] {
  const wildcards = [...on.keys()]
    .filter((descriptor) => isWildcard(descriptor) && (event === undefined || matches(event, descriptor)))
    .sort((a, b) => b.length - a.length);
  const descriptors = event !== undefined && on.has(event) ? [event, ...wildcards] : wildcards;
  return descriptors.flatMap((descriptor) =>
    (on.get(descriptor) ?? []).map((edge) => ({
      ...planMove(chart, leaf, edge),
      prefix: event === undefined && descriptor !== '*' ? descriptor.slice(0, -2) : undefined,
    })),
  );
}

/** Removes the moves after one that is always possible. */
function untilUnguarded<M extends Move & { readonly prefix?: string | undefined }>(moves: readonly M[]): M[] {
  const last = moves.findIndex(({ edge, prefix }) => edge.guard === undefined && prefix === undefined);
  return last < 0 ? [...moves] : moves.slice(0, last + 1);
}

const isWildcard = (descriptor: string): boolean => descriptor === '*' || descriptor.endsWith('.*');

const matches = (event: string, descriptor: string): boolean =>
  descriptor === '*' || event === descriptor.slice(0, -2) || event.startsWith(descriptor.slice(0, -1));

const doneEvent = ({ id }: State): string => `xstate.done.state.${id}`;

/** True if any state of the chart listens for the end of this one, or has edges without an event. */
function isHeard({ states }: Chart, state: State): boolean {
  if (state.parent === undefined || !state.children.some(({ kind }) => kind === 'final')) return false;
  const event = doneEvent(state);
  return states.some(
    ({ on, always }) =>
      always.length > 0 ||
      [...on.keys()].some((key) => key === event || (isWildcard(key) && matches(event, key))),
  );
}

// --- internal: moves ---

function planMove(chart: Chart, leaf: State, edge: Edge): Move {
  if (edge.target === undefined) return { edge, steps: edge.actions, to: leaf, raised: undefined };
  const domain = domainOf(edge, edge.target, chart.root);
  const exited = lineOf(leaf).filter((state) => isInside(state, domain));
  const { entered, byDefault, to } = entriesOf(edge, edge.target, domain);
  return {
    edge,
    steps: [...exited.flatMap(({ exit }) => exit), ...edge.actions, ...stepsOfEntry(entered, byDefault, to)],
    to,
    raised: raisedBy(chart, to),
  };
}

function planStart(chart: Chart): Plan['start'] {
  const line: State[] = [chart.root];
  let to = chart.root;
  while (to.initial !== undefined) {
    to = to.initial.state;
    line.push(to);
  }
  return { steps: stepsOfEntry(line, new Set(line), to), to, raised: raisedBy(chart, to) };
}

/** Entry and initial actions, outside in; and if they end the chart, the exits of all states, inside out. */
function stepsOfEntry(entered: readonly State[], byDefault: ReadonlySet<State>, to: State): Action[] {
  const entries = entered.flatMap((state) => [
    ...state.entry,
    ...(byDefault.has(state) ? (state.initial?.actions ?? []) : []),
  ]);
  return isEnd(to) ? [...entries, ...lineOf(to).flatMap(({ exit }) => exit)] : entries;
}

function raisedBy(chart: Chart, { kind, parent }: State): string | undefined {
  return kind === 'final' && parent !== undefined && isHeard(chart, parent) ? doneEvent(parent) : undefined;
}

/** The states that an edge enters, outside in, those whose initial actions run, and the final leaf. */
function entriesOf(edge: Edge, target: State, domain: State | undefined) {
  const entered = new Set<State>();
  const byDefault = new Set<State>();
  for (const state of lineOf(target).slice(1)) if (isInside(state, domain)) entered.add(state);
  if (edge.source !== target || edge.reenter) {
    entered.add(target);
    byDefault.add(target);
  }
  let to = target;
  while (to.initial !== undefined) {
    to = to.initial.state;
    entered.add(to);
    byDefault.add(to);
  }
  const depth = (state: State): number => lineOf(state).length;
  return { entered: [...entered].sort((a, b) => depth(a) - depth(b)), byDefault, to };
}

/** The innermost state that an edge does not exit; undefined if it exits even the root. */
function domainOf({ source, reenter }: Edge, target: State, root: State): State | undefined {
  if (!reenter && (target === source || isInside(target, source))) return source;
  const common = lineOf(target)
    .slice(1)
    .find((state) => isInside(source, state));
  return common ?? (reenter ? undefined : root);
}

/** A state and its ancestors, from the inside out. */
function lineOf(state: State): State[] {
  return state.parent === undefined ? [state] : [state, ...lineOf(state.parent)];
}

/** True if a state is a proper substate of another one; undefined contains every state. */
const isInside = (state: State, outer: State | undefined): boolean =>
  outer === undefined || lineOf(state).slice(1).includes(outer);
