/** Finds what is wrong with a chart although it can be read. */
import { type Action, type Chart, type Edge, placeOf, type State } from './chart.ts';

/** The guards and actions of a chart, by name: functions, and for assigns a function for each key. */
export type StepModule = Readonly<Record<string, unknown>>;

/**
 * Checks a chart.
 *
 * @param chart as `readChart` gives it
 * @param steps the module the generated code will import from
 * @returns a sentence for each thing that is wrong, with its place; none if the chart is in order
 */
export function verifyChart(chart: Chart, steps: StepModule): string[] {
  return [
    ...(/^[A-Za-z_]\w*$/.test(chart.id) ? [] : ['the root: its id is to be a name that code can have']),
    ...unreachableStates(chart),
    ...chart.states.flatMap((state) =>
      groupsOf(state).flatMap(([event, edges]) => wrongEdges(state, event, edges)),
    ),
    ...missingSteps(chart, steps),
  ];
}

/** The edges of a state that compete with each other: those of one event, in their order. */
export const groupsOf = (state: State): [string, readonly Edge[]][] => [...state.on, ['', state.always]];

// --- internal ---

function wrongEdges(state: State, event: string, edges: readonly Edge[]): string[] {
  const wrong: string[] = [];
  const unguarded = edges.findIndex(({ guard }) => guard === undefined);
  edges.forEach((edge, index) => {
    const place = placeOf(state, event, index);
    if (edge.rules.length + edge.readings.length === 0) wrong.push(`${place}: cites no rule and no reading`);
    if (unguarded >= 0 && index > unguarded) {
      wrong.push(`${place}: can never be taken, since edge ${unguarded + 1} has no guard`);
    }
    if (state.kind === 'final') wrong.push(`${place}: a final state has no edges`);
    if (event.replace(/(^|\.)\*$/, '').includes('*'))
      wrong.push(`${place}: a wildcard stands at the end, after a dot`);
  });
  return wrong;
}

function unreachableStates({ root, states }: Chart): string[] {
  const reached = new Set<State>();
  const reach = (state: State | undefined): void => {
    if (state === undefined || reached.has(state)) return;
    reached.add(state);
    reach(state.parent);
    reach(state.initial?.state);
    for (const [, edges] of groupsOf(state)) for (const { target } of edges) reach(target);
  };
  reach(root);
  return states.filter((state) => !reached.has(state)).map(({ path }) => `${path}: no edge leads there`);
}

function missingSteps({ states }: Chart, steps: StepModule): string[] {
  const kinds = new Map<string, 'guard' | Action['kind']>();
  for (const state of states) {
    const edges = groupsOf(state).flatMap(([, all]) => all);
    const inside = [...state.entry, ...state.exit, ...(state.initial?.actions ?? [])];
    for (const { name, kind } of [...inside, ...edges.flatMap(({ actions }) => actions)])
      kinds.set(name, kind);
    for (const { guard } of edges) if (guard !== undefined) kinds.set(guard, 'guard');
  }
  return [...kinds]
    .filter(([name, kind]) => !isStep(steps[name], kind))
    .map(([name, kind]) =>
      name in steps
        ? `${name}: exported by the chart's steps, but not as ${kind === 'guard' ? 'a guard' : `an ${kind}`}`
        : `${name}: named in the chart, but not exported by its steps`,
    );
}

const isStep = (step: unknown, kind: 'guard' | Action['kind']): boolean =>
  kind === 'assign'
    ? typeof step === 'object' && step !== null && Object.values(step).every(isFunction)
    : isFunction(step);

const isFunction = (value: unknown): boolean => typeof value === 'function';
