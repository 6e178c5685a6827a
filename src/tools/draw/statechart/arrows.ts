/**
 * Model of the drawings of a chart in all formats: edges combined to arrows, edges inside of a state, and their texts.
 */
import type { Chart, Edge, State } from '../../../compiler/chart/chart.ts';

/** All edges from one state to another: one arrow with a line for each of them. */
export interface Arrow {
  readonly source: State;
  readonly target: State;
  readonly edges: readonly Edge[];
}

/** The arrows of a chart, in document order. */
export function arrowsOf({ states }: Chart): Arrow[] {
  return states.flatMap((source) => {
    const targets = new Set(edgesFrom(source).flatMap(({ target }) => target ?? []));
    return [...targets].map((target) => ({
      source,
      target,
      edges: edgesFrom(source).filter((edge) => edge.target === target),
    }));
  });
}

/** Name of an arrow in a plan. */
export const nameOfArrow = ({ source, target }: Arrow): string => `${source.path} -> ${target.path}`;

/** The innermost state that contains both ends of an arrow. */
export function homeOf({ source, target }: Arrow): State {
  let home = source.parent as State;
  while (!isInside(target, home)) home = home.parent as State;
  return home;
}

/** Name of a state within its parent. */
export const nameOf = ({ path }: State): string => path.split('.').at(-1) as string;

/** Internal transitions of a state: its edges without a target. */
export const innerEdgesOf = (state: State): Edge[] =>
  edgesFrom(state).filter(({ target }) => target === undefined);

/** Edges of a state, those without an event last. */
export const edgesFrom = ({ on, always }: State): Edge[] => [...[...on.values()].flat(), ...always];

/**
 * Guard of an edge; `else` for an unguarded edge that is evaluated after others, and undefined if it is the only one.
 */
export function conditionOf(edge: Edge): string | undefined {
  return edge.guard ?? (siblingsOf(edge)[0] === edge ? undefined : 'else');
}

/** 1-based evaluation order among edges with the same event; undefined if fewer than two have guards. */
export function turnOf(edge: Edge): number | undefined {
  const siblings = siblingsOf(edge);
  const guarded = siblings.filter(({ guard }) => guard !== undefined);
  return guarded.length > 1 ? siblings.indexOf(edge) + 1 : undefined;
}

/** Rules and readings that an edge cites. */
export const citedBy = ({ rules, readings }: Edge): string[] => [...rules, ...readings];

/** Event and guard of an edge, in the notation of statecharts: `EVENT [guard]`, preceded by its evaluation order. */
export function triggerOf(edge: Edge): string {
  const condition = conditionOf(edge);
  const words = [turnOf(edge)?.toString(), edge.event, condition && `[${condition}]`];
  return words.filter(Boolean).join(' ');
}

/** Actions of an edge: `/ action, action`. */
export const actionsOf = ({ actions }: Edge): string => `/ ${actions.map(({ name }) => name).join(', ')}`;

/** Entry and exit actions of a state: `entry / action`. */
export function reactionsOf({ entry, exit }: State): string[] {
  const say = (when: string, actions: State['entry']): string[] =>
    actions.length === 0 ? [] : [`${when} / ${actions.map(({ name }) => name).join(', ')}`];
  return [...say('entry', entry), ...say('exit', exit)];
}

/** States visited by these edges, with the initial ones; none if there are no edges. */
export function visitedStates(chart: Chart, walked: ReadonlySet<Edge>): ReadonlySet<State> {
  const reached = [...walked].flatMap(({ target }) => target ?? []);
  const visited = [...reached, ...startedStates(chart, walked)];
  return new Set(visited.flatMap(outwards));
}

/** Those of the visited states that were entered as initial states: over the arrow that begins at a dot. */
export function startedStates({ root }: Chart, walked: ReadonlySet<Edge>): ReadonlySet<State> {
  const reached = [...walked].flatMap(({ target }) => target ?? []);
  return new Set(walked.size === 0 ? [] : [root, ...reached].flatMap(inwards));
}

// --- internal ---

const isInside = ({ parent }: State, outer: State): boolean =>
  parent !== undefined && (parent === outer || isInside(parent, outer));

/** Edges of the same event, in guard-evaluation order. */
function siblingsOf({ source, event }: Edge): readonly Edge[] {
  return event === '' ? source.always : (source.on.get(event) as readonly Edge[]);
}

/** A state and its ancestors. */
const outwards = (state: State): State[] => [
  state,
  ...(state.parent === undefined ? [] : outwards(state.parent)),
];

/** A state and the states entered with it. */
const inwards = ({ initial }: State): State[] =>
  initial === undefined ? [] : [initial.state, ...inwards(initial.state)];
