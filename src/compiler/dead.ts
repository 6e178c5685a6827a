/** Finds what a chart has in vain: states that nothing leads to, and edges that something else always comes before. */
import { type Chart, type Edge, placeOf, type State } from './chart/chart.ts';
import type { Candidate, LeafPlan, Move, Plan } from './plan.ts';

/**
 * @param chart as `readChart` gives it
 * @param plan the same, as `planChart` gives it
 * @returns a sentence for each state and edge that is there in vain, with its place; guards may be true or not
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

/** The leaves the chart can be in, and the edges it can take. */
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

/** Where an edge without event and guard leads away, nothing is ever waited for. */
function possibleMoves({ leaf, always, reactions }: LeafPlan): Move[] {
  const isPassing = always.some(({ edge, to }) => edge.guard === undefined && to !== leaf);
  return [
    ...withoutRepetitions(always),
    ...(isPassing ? [] : reactions.flatMap(({ candidates }) => withoutRepetitions(candidates))),
  ];
}

/** A guard says the same when it is asked again, so an edge after another one with the same guard is not taken. */
function withoutRepetitions<M extends Move & Partial<Candidate>>(moves: readonly M[]): M[] {
  const asked = ({ edge, prefix = '' }: M): string => `${edge.guard ?? ''} ${prefix}`;
  return moves.filter((move, index) => moves.findIndex((other) => asked(other) === asked(move)) === index);
}

/** Those after an edge without guard of the same state, and those of final states, are named elsewhere. */
function deadEdges(state: State, taken: ReadonlySet<Edge>): string[] {
  return [...state.on, ['', state.always] as const].flatMap(([event, edges]) => {
    const last = edges.findIndex(({ guard }) => guard === undefined);
    return edges
      .filter((edge, index) => !taken.has(edge) && (last < 0 || index <= last))
      .map((edge) => `${placeOf(state, event, edges.indexOf(edge))}: can never be taken, others come first`);
  });
}

/** Whether edges without event and guard lead from a leaf back to it. */
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
