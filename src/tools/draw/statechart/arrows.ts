/** How a chart is drawn whatever the format: which edges become one arrow, which stand inside a state, what they say. */
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

/** What an arrow is called in a plan. */
export const nameOfArrow = ({ source, target }: Arrow): string => `${source.path} -> ${target.path}`;

/** The innermost state that has both ends of an arrow inside. */
export function homeOf({ source, target }: Arrow): State {
  let home = source.parent as State;
  while (!isInside(target, home)) home = home.parent as State;
  return home;
}

/** The name of a state within the one around it. */
export const nameOf = ({ path }: State): string => path.split('.').at(-1) as string;

/** The edges of a state that leave it as it is: its internal transitions. */
export const innerEdgesOf = (state: State): Edge[] =>
  edgesFrom(state).filter(({ target }) => target === undefined);

/** The edges of a state, those that wait for no event last. */
export const edgesFrom = ({ on, always }: State): Edge[] => [...[...on.values()].flat(), ...always];

/** Its guard; `else` for an edge without one that is asked after others, and undefined if it is asked alone. */
export function conditionOf(edge: Edge): string | undefined {
  return edge.guard ?? (siblingsOf(edge)[0] === edge ? undefined : 'else');
}

/** As the how manieth it is asked, from 1; undefined if that says nothing, since only one of its event has a guard. */
export function turnOf(edge: Edge): number | undefined {
  const siblings = siblingsOf(edge);
  const guarded = siblings.filter(({ guard }) => guard !== undefined);
  return guarded.length > 1 ? siblings.indexOf(edge) + 1 : undefined;
}

/** The rules and the readings that an edge cites. */
export const citedBy = ({ rules, readings }: Edge): string[] => [...rules, ...readings];

/** What an edge waits for, in the notation of statecharts: `EVENT [guard]`, and before it, the how manieth it is. */
export function triggerOf(edge: Edge): string {
  const condition = conditionOf(edge);
  const words = [turnOf(edge)?.toString(), edge.event, condition && `[${condition}]`];
  return words.filter(Boolean).join(' ');
}

/** What it does then: `/ action, action`. */
export const actionsOf = ({ actions }: Edge): string => `/ ${actions.map(({ name }) => name).join(', ')}`;

/** What a state does when it is entered and left: `entry / action`. */
export function reactionsOf({ entry, exit }: State): string[] {
  const say = (when: string, actions: State['entry']): string[] =>
    actions.length === 0 ? [] : [`${when} / ${actions.map(({ name }) => name).join(', ')}`];
  return [...say('entry', entry), ...say('exit', exit)];
}

/** The states that have been visited when these edges have been walked, from the start; none if none has. */
export function visitedStates(chart: Chart, walked: ReadonlySet<Edge>): ReadonlySet<State> {
  const reached = [...walked].flatMap(({ target }) => target ?? []);
  const visited = [...reached, ...startedStates(chart, walked)];
  return new Set(visited.flatMap(outwards));
}

/** Those of them that have been entered because the one around them was: over the arrow that begins at a dot. */
export function startedStates({ root }: Chart, walked: ReadonlySet<Edge>): ReadonlySet<State> {
  const reached = [...walked].flatMap(({ target }) => target ?? []);
  return new Set(walked.size === 0 ? [] : [root, ...reached].flatMap(inwards));
}

// --- internal ---

const isInside = ({ parent }: State, outer: State): boolean =>
  parent !== undefined && (parent === outer || isInside(parent, outer));

/** The edges of the same event, in the order in which they are asked. */
function siblingsOf({ source, event }: Edge): readonly Edge[] {
  return event === '' ? source.always : (source.on.get(event) as readonly Edge[]);
}

/** A state and those around it. */
const outwards = (state: State): State[] => [
  state,
  ...(state.parent === undefined ? [] : outwards(state.parent)),
];

/** What is entered together with a state. */
const inwards = ({ initial }: State): State[] =>
  initial === undefined ? [] : [initial.state, ...inwards(initial.state)];
