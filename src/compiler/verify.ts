/** Checks of a chart after it has been read. */
import { type Action, type Chart, type Edge, placeOf, type State } from './chart/chart.ts';
import { isIdentifier, isWord, objectionTo, PARAMETERS } from './names.ts';
import { hidesParameters } from './parameters.ts';

/** Guards and actions of a chart, by name: functions, and for assigns a function for each key. */
export type StepModule = Readonly<Record<string, unknown>>;

/**
 * Checks a chart.
 *
 * @param chart from `readChart`
 * @param steps the module that the generated code will import from
 * @param types names of the types that it will import
 * @returns a sentence for each mistake, with its place
 */
export function verifyChart(chart: Chart, steps: StepModule, types: readonly string[]): string[] {
  return [
    ...(/^[A-Za-z_]\w*$/.test(chart.id) ? [] : ['the root: its id is to be a name that code can have']),
    ...chart.states.flatMap((state) =>
      groupsOf(state).flatMap(([event, edges]) => wrongEdges(state, event, edges)),
    ),
    ...wrongSteps(chart, steps, types),
  ];
}

/** Competing edges of a state: those of one event, in their order. */
const groupsOf = (state: State): [string, readonly Edge[]][] => [...state.on, ['', state.always]];

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

type Kind = 'guard' | Action['kind'];

function wrongSteps(chart: Chart, steps: StepModule, types: readonly string[]): string[] {
  return [...kindsOfSteps(chart)].flatMap(([name, kinds]) => {
    if (!(name in steps)) return [`${name}: named in the chart, but not exported by its steps`];
    const [kind, other] = [...kinds] as [Kind, Kind?];
    // XState keeps guards and actions apart, but the module does not: only one of the two would be called.
    if (other !== undefined) {
      return [`${name}: used as ${KINDS[kind]} and as ${KINDS[other]}; give each a name of its own`];
    }
    if (kind !== 'guard' && isQuestion(name))
      return [`${name}: used as ${KINDS[kind]}, but named as a question, as guards are`];
    const step = steps[name];
    return isStep(step, kind)
      ? wrongStep(name, step as object, objectionTo(name, chart, types))
      : [`${name}: exported by the chart's steps, but not as ${KINDS[kind]}`];
  });
}

function wrongStep(name: string, step: object, objection: string | undefined): string[] {
  return [
    ...(objection === undefined ? [] : [`${name}: ${objection}; give the step another one`]),
    ...(typeof step === 'function' ? [] : wrongKeys(name, step)),
    ...hidden(name, step),
  ];
}

const KINDS: Readonly<Record<Kind, string>> = { guard: 'a guard', assign: 'an assign', emit: 'an emit' };

/** Steps that a chart names, each with its uses. */
function kindsOfSteps({ states }: Chart): ReadonlyMap<string, ReadonlySet<Kind>> {
  const kinds = new Map<string, Set<Kind>>();
  const use = (name: string, kind: Kind): void => {
    kinds.set(name, (kinds.get(name) ?? new Set()).add(kind));
  };
  for (const state of states) {
    const edges = groupsOf(state).flatMap(([, all]) => all);
    const inside = [...state.entry, ...state.exit, ...(state.initial?.actions ?? [])];
    for (const { name, kind } of [...inside, ...edges.flatMap(({ actions }) => actions)]) use(name, kind);
    for (const { guard } of edges) if (guard !== undefined) use(guard, 'guard');
  }
  return kinds;
}

/** Keys that cannot be local variables: the code names each new value after its key until all are computed. */
function wrongKeys(name: string, step: object): string[] {
  const keys = Object.keys(step);
  const isTaken = (key: string): boolean =>
    keys.length > 1 && (isWord(key) || [name, ...PARAMETERS].includes(key));
  return [
    ...keys
      .filter((key) => !isIdentifier(key))
      .map((key) => `${name}.${key}: its key is no name that code can have`),
    ...keys
      .filter(isTaken)
      .map((key) => `${name}.${key}: its key is a name that the generated code needs for something else`),
  ];
}

function hidden(name: string, step: object): string[] {
  const functions: [string, unknown][] =
    typeof step === 'function'
      ? [[name, step]]
      : Object.entries(step).map(([key, value]) => [`${name}.${key}`, value]);
  return functions
    .filter(([, value]) => hidesParameters(value as () => unknown))
    .map(
      ([place]) => `${place}: does not show which parameters it has; name them, without defaults and rest`,
    );
}

const isQuestion = (name: string): boolean => /^(is|has|asks)[A-Z]/.test(name);

const isStep = (step: unknown, kind: Kind): boolean =>
  kind === 'assign'
    ? typeof step === 'object' && step !== null && Object.values(step).every(isFunction)
    : isFunction(step);

const isFunction = (value: unknown): boolean => typeof value === 'function';
