/** Faults in the charts: in every edge, every entry and exit, and every initial state. */
import { type Action, type Chart, type Edge, readChart, type State } from '../../src/compiler/chart/chart.ts';
import { planChart } from '../../src/compiler/plan.ts';
import { TARGETS, type Target } from '../../src/compiler/targets.ts';
import { writeEngine } from '../../src/compiler/write.ts';
import { textOf } from './graph.ts';
import type { Mutant } from './mutant.ts';

/** Every fault of every chart. */
export const chartMutants = (): Mutant[] => TARGETS.flatMap(mutantsOf);

// --- internal: what can be wrong ---

/** A fault: its description, and its injection into a chart of its own. */
interface Fault {
  readonly says: string;
  readonly put: (chart: Chart) => void;
}

/** Position of an edge: the number of its state, its event, and its number among the edges of the event. */
interface Place {
  readonly state: number;
  readonly event: string;
  readonly index: number;
}

function edgeFaults(chart: Chart, place: Place): Fault[] {
  const edges = edgesAt(chart, place);
  const edge = edges[place.index] as Edge;
  const onEdge = (says: string, change: (edge: Writable<Edge>, chart: Chart) => void): Fault => ({
    says,
    put: (other) => change(edgesAt(other, place)[place.index] as Edge, other),
  });
  const { index } = place;
  const others = emitsOn(chart, place.event).filter(
    ({ name }) => !edge.actions.some((own) => own.name === name),
  );
  return [
    { says: 'edge dropped', put: (other) => edgesAt(other, place).splice(index, 1) },
    ...laterThan(edges[index + 1]).map((next) => ({
      says: `asked after [${next}]`,
      put: (other: Chart) => swap(edgesAt(other, place), index),
    })),
    ...targetsFor(chart, edge).map((path) =>
      onEdge(path === undefined ? 'stays' : `goes to ${path}`, (changed, other) => {
        changed.target = other.states.find((state) => state.path === path);
      }),
    ),
    ...guardsFor(edges, edge).map(([says, guard]) =>
      onEdge(says, (changed) => {
        changed.guard = guard;
      }),
    ),
    ...edge.actions.flatMap(({ name, kind }, at) =>
      others
        .filter((other) => other.kind === kind)
        .map((other) =>
          onEdge(`${other.name} instead of ${name}`, (changed) => {
            changed.actions = changed.actions.with(at, other);
          }),
        ),
    ),
    ...listFaults(edge.actions).map(({ says, change }) =>
      onEdge(says, (changed) => {
        changed.actions = change(changed.actions);
      }),
    ),
    ...others.map((other) =>
      onEdge(`${other.name} besides`, (changed) => {
        changed.actions = [...changed.actions, other];
      }),
    ),
  ];
}

function stateFaults(chart: Chart, number: number): Fault[] {
  const { entry, exit, initial, children } = chart.states[number] as State;
  const onState = (says: string, change: (state: Writable<State>, chart: Chart) => void): Fault => ({
    says,
    put: (other) => change(other.states[number] as State, other),
  });
  return [
    ...listFaults(entry).map(({ says, change }) =>
      onState(`entry ${says}`, (state) => {
        state.entry = change(state.entry);
      }),
    ),
    ...listFaults(exit).map(({ says, change }) =>
      onState(`exit ${says}`, (state) => {
        state.exit = change(state.exit);
      }),
    ),
    ...children
      .filter(({ path }) => initial !== undefined && path !== initial.state.path)
      .map(({ path }) =>
        onState(`begins in ${path}`, (state, other) => {
          const first = other.states.find((one) => one.path === path) as State;
          state.initial = { actions: [], state: first };
        }),
      ),
  ];
}

/** The guard of the next edge; if it has none, a swap would drop this edge. */
const laterThan = (next: Edge | undefined): string[] => (next?.guard === undefined ? [] : [next.guard]);

/** Lists with one action less, or with two actions swapped. */
function listFaults(actions: readonly Action[]) {
  return actions.flatMap(({ name }, index) => [
    { says: `without ${name}`, change: (list: readonly Action[]) => list.toSpliced(index, 1) },
    ...actions.slice(index + 1, index + 2).map((next) => ({
      says: `${next.name} before ${name}`,
      change: (list: readonly Action[]) => swap([...list], index),
    })),
  ]);
}

/**
 * Other targets for an edge: any leaf, or none. Final states with the same entry actions differ only in
 * their names, so one of them stands for all.
 */
function targetsFor(chart: Chart, { source, target }: Edge): (string | undefined)[] {
  const kindOf = ({ kind, path, entry }: State): string =>
    kind === 'final' ? entry.map(({ name }) => name).join() : path;
  const own = [source, ...(target === undefined ? [] : [target])].map(kindOf);
  const leaves = chart.states.filter(({ kind, path }) => kind !== 'compound' && path !== '');
  const others = new Map(leaves.map((leaf) => [kindOf(leaf), leaf.path]));
  for (const kind of own) others.delete(kind);
  return target === undefined ? [...others.values()] : [undefined, ...others.values()];
}

function guardsFor(
  edges: readonly Edge[],
  { guard: own }: Edge,
): [says: string, guard: string | undefined][] {
  if (own === undefined) return [];
  const others = edges.flatMap(({ guard }) => (guard === undefined || guard === own ? [] : [guard]));
  return [
    ['guard negated', `${NOT}${own}`],
    ['guard removed', undefined],
    ...others.map((guard): [string, string] => [`guard is ${guard}`, guard]),
  ];
}

/** Effects that the chart's edges for this event emit. */
function emitsOn(chart: Chart, event: string): Action[] {
  const all = chart.states.flatMap(({ on }) => on.get(event) ?? []).flatMap(({ actions }) => actions);
  const emits = new Map(all.filter(({ kind }) => kind === 'emit').map((action) => [action.name, action]));
  return [...emits.values()];
}

// --- internal: from faults to mutants ---

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Prefix of the name of a negated guard. */
const NOT = 'not_';

function mutantsOf(target: Target): Mutant[] {
  const chart = readChart(target.machine);
  const original = engineOf(chart, target);
  const all = chart.states.flatMap((state, number) => {
    const name = state.path || 'the root';
    const leaves = chart.states.filter((leaf) => leaf.kind !== 'compound' && isWithin(leaf, state));
    const whenThere = leaves.map(({ path }) => `${chart.id}: ${path}`);
    return [
      ...stateFaults(chart, number).map((fault) => mutantOf(target, name, fault, whenThere)),
      ...[...state.on].flatMap(([event, edges]) =>
        edges.flatMap(({ guard }, index) => {
          const place = `${name}, ${event}${labelOf(guard, edges)}`;
          const reach = event === '*' ? whenThere : whenThere.map((key) => `${key}, ${event}`);
          return edgeFaults(chart, { state: number, event, index }).map((fault) =>
            mutantOf(target, place, fault, reach),
          );
        }),
      ),
    ];
  });
  // A fault that does not change the compiled code is none.
  return all.filter(({ changes }) => changes().get(target.file) !== original);
}

/** Label of one edge among several: its guard, which stays the same if edges are added. */
function labelOf(guard: string | undefined, { length }: readonly Edge[]): string {
  if (guard !== undefined) return ` [${guard}]`;
  return length > 1 ? ' [else]' : '';
}

function mutantOf(target: Target, place: string, { says, put }: Fault, reach: readonly string[]): Mutant {
  const { machine, file, stepsFile } = target;
  return {
    id: `${machine.id}: ${place}: ${says}`,
    place: `the chart \`${machine.id}\``,
    reach,
    changes: () => {
      const chart = readChart(machine);
      put(chart);
      const engine = engineOf(chart, target);
      const [, negated] = new RegExp(`\\b${NOT}(\\w+)`).exec(engine) ?? [];
      if (negated === undefined) return new Map([[file, engine]]);
      const opposite = `export const ${NOT}${negated} = (context, event) => !${negated}(context, event);`;
      return new Map([
        [file, engine],
        [stepsFile, `${textOf(stepsFile)}\n${opposite}\n`],
      ]);
    },
  };
}

/** The compiled chart, which may have negated guards. */
function engineOf(chart: Chart, { steps, writing }: Target): string {
  const opposites = Object.keys(steps).map((name) => [NOT + name, (_: never, __: never) => false]);
  return writeEngine(planChart(chart), { ...steps, ...Object.fromEntries(opposites) }, writing);
}

const edgesAt = (chart: Chart, { state, event }: Place): Edge[] =>
  (chart.states[state] as State).on.get(event) as Edge[];

const isWithin = (state: State | undefined, outer: State): boolean =>
  state !== undefined && (state === outer || isWithin(state.parent, outer));

function swap<T>(list: T[], index: number): T[] {
  const [first, second] = list.slice(index, index + 2) as [T, T];
  list.splice(index, 2, second, first);
  return list;
}
