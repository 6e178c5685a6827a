/**
 * Finds the unreachable parts of a chart: states that no edge leads to, and edges that another edge always precedes.
 */
import { type Chart, type Edge, placeOf, type State } from './chart/chart.ts';
import type { Candidate, LeafPlan, Move, Plan } from './plan.ts';

/**
 * Finds unreachable states and edges, whether guards are true or not.
 *
 * @param chart from `readChart`
 * @param plan the plan of that chart, from `planChart`
 * @returns a sentence for each of them, with its place
 */
export function deadParts(chart: Chart, plan: Plan): string[] {
  const { leaves, edges } = walk(plan);
  const met = new Set([...leaves].flatMap(withAncestors));
  return [
    ...chart.states.filter((state) => !met.has(state)).map(({ path }) => `${path}: no edge leads there`),
    ...chart.states
      .filter((state) => met.has(state) && state.kind !== 'final')
      .flatMap((state) => deadEdges(state, edges)),
    ...[...leaves].filter((leaf) => isOnRing(plan, leaf)).map(({ path }) => `${path}: never comes to rest`),
  ];
}

// --- internal ---

/** The reachable leaves of a chart, and the edges that it can take. */
function walk(plan: Plan): { leaves: ReadonlySet<State>; edges: ReadonlySet<Edge> } {
  const edges = new Set<Edge>();
  const leaves = new Set([plan.start.to]);
  for (const leaf of leaves) {
    for (const { edge, to } of possibleMoves(planOf(plan, leaf))) {
      edges.add(edge);
      leaves.add(to);
    }
  }
  return { leaves, edges };
}

const planOf = ({ leaves }: Plan, leaf: State): LeafPlan =>
  leaves.find((one) => one.leaf === leaf) as LeafPlan;

/** An edge without event and guard that leads away leaves no time for any event. */
function possibleMoves({ leaf, always, reactions }: LeafPlan): Move[] {
  const isPassing = always.some(({ edge, to }) => edge.guard === undefined && to !== leaf);
  return [
    ...withoutRepetitions(always),
    ...(isPassing ? [] : reactions.flatMap(({ candidates }) => withoutRepetitions(candidates))),
  ];
}

/**
 * Removes edges after another one with the same guard, since a guard has the same result when it is evaluated again.
 */
function withoutRepetitions<M extends Move & Partial<Candidate>>(moves: readonly M[]): M[] {
  const asked = ({ edge, prefix = '' }: M): string => `${edge.guard ?? ''} ${prefix}`;
  return moves.filter((move, index) => moves.findIndex((other) => asked(other) === asked(move)) === index);
}

/**
 * Unreachable edges, except those after an unguarded edge of the same state and those of final states, which
 * `verify.ts` reports.
 */
function deadEdges(state: State, taken: ReadonlySet<Edge>): string[] {
  return [...state.on, ['', state.always] as const].flatMap(([event, edges]) => {
    const last = edges.findIndex(({ guard }) => guard === undefined);
    return edges
      .filter((edge, index) => !taken.has(edge) && (last < 0 || index <= last))
      .map((edge) => `${placeOf(state, event, edges.indexOf(edge))}: can never be taken, others come first`);
  });
}

/** True if edges without event and guard lead from a leaf back to it. */
function isOnRing(plan: Plan, leaf: State): boolean {
  const next = (from: State): State | undefined => {
    const [first] = planOf(plan, from).always;
    return first !== undefined && first.edge.guard === undefined && first.to !== from ? first.to : undefined;
  };
  const passed = new Set<State>();
  for (let at = next(leaf); at !== undefined && !passed.has(at); at = next(at)) {
    if (at === leaf) return true;
    passed.add(at);
  }
  return false;
}

const withAncestors = (state: State): State[] =>
  state.parent === undefined ? [state] : [state, ...withAncestors(state.parent)];
