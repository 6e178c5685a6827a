/** Random charts behave the same compiled and on XState, for all events. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Config,
  cited,
  compile,
  compiledMoments,
  type Happening,
  interpretedMoments,
  machineOf,
  type Steps,
} from './compile.test-helper.ts';

const DEPTH = 4;
const START = { n: 0, m: 1, fuel: 6 };

type Context = typeof START;
type Guard = (context: Context, event: Happening) => boolean;

const GUARDS: Readonly<Record<string, Guard>> = {
  isEven: ({ n }) => n % 2 === 0,
  isLow: ({ n }) => n < 4,
  isBig: (_, { n = 0 }) => n > 4,
  isDone: (_, { type }) => type.startsWith('xstate.done.'),
};
const always: Guard = () => true;
/** The same guards, which hold only while there is fuel. */
const FUELED: Readonly<Record<string, Guard>> = Object.fromEntries(
  Object.entries({ ...GUARDS, isAnything: always }).map(([name, guard]) => [
    `${name}_fueled`,
    (context: Context, event: Happening) => context.fuel > 0 && guard(context, event),
  ]),
);
const ASSIGNS = {
  add: { n: ({ n }: Context) => (n + 1) % 10 },
  keep: { n: (_: Context, { n = 0 }: Happening) => n },
  swap: { n: ({ m }: Context) => m, m: ({ n }: Context) => n },
};
const EMITS = {
  tell: ({ n }: Context) => ({ type: 'told', n }),
  name: ({ n }: Context, { type }: Happening) => ({ type: `by ${type}`, n }),
  shout: () => ({ type: 'shouted' }),
};
const STEPS: Steps = {
  guards: { ...GUARDS, ...FUELED },
  assigns: {
    ...ASSIGNS,
    burn: { fuel: ({ fuel }: Context) => fuel - 1 },
    fill: { fuel: () => START.fuel },
  },
  emits: EMITS,
};

const EVENTS = ['A', 'B', 'foo', 'foo.a', 'foo.a.b', 'to.a', 'to.b', 'to.c', 'unknown'];
const DESCRIPTORS = ['A', 'B', 'foo', 'foo.a', 'foo.a.b', 'foo.*', 'foo.a.*', '*', 'always', 'done'];

// --- what is drawn ---

interface DrawnEdge {
  readonly event: string;
  readonly guard: string | undefined;
  /** Index of a state, modulo the number of states. */
  readonly target: number | undefined;
  readonly reenter: boolean;
  readonly fills: boolean;
  readonly actions: readonly string[];
}
interface DrawnState {
  readonly edges: readonly DrawnEdge[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  /** Initial actions of a state, and the index of its initial state, modulo the number of its children. */
  readonly begin: readonly string[];
  readonly first: number;
  readonly isFinal: boolean;
  readonly children: readonly DrawnState[];
}

const someAction = fc.constantFrom(...Object.keys({ ...ASSIGNS, ...EMITS }));
const someActions = fc.array(someAction, { maxLength: 1 });
const someEdges = fc.array(
  fc.record<DrawnEdge>({
    event: fc.constantFrom(...DESCRIPTORS, 'always', 'done', 'done'),
    guard: fc.option(fc.constantFrom(...Object.keys(GUARDS)), { nil: undefined }),
    target: fc.option(fc.nat(99), { nil: undefined }),
    reenter: fc.boolean(),
    fills: fc.boolean(),
    actions: fc.array(someAction, { maxLength: 2 }),
  }),
  { maxLength: 4 },
);
const someState = (children: fc.Arbitrary<DrawnState[]>): fc.Arbitrary<DrawnState> =>
  fc.record({
    edges: someEdges,
    entry: someActions,
    exit: someActions,
    begin: someActions,
    first: fc.nat(99),
    isFinal: fc.nat(2).map((n) => n === 0),
    children,
  });
const someLeaf = someState(fc.constant([]));
const someTree = (depth: number): fc.Arbitrary<DrawnState> => {
  const child = depth === 1 ? someLeaf : fc.oneof(someLeaf, someLeaf, someTree(depth - 1));
  return someState(fc.array(child, { minLength: 1, maxLength: 3 }));
};
const someEvents = fc.array(fc.record({ type: fc.constantFrom(...EVENTS), n: fc.nat(9) }), {
  minLength: 20,
  maxLength: 30,
});

// --- what becomes of it ---

/** A config in which each chart settles, no edge is shadowed, and `to.a` leads to the state `a` in it, … */
function configOf(root: DrawnState): Config {
  const all: DrawnState[] = [];
  const number = (state: DrawnState): void => {
    all.push(state);
    state.children.forEach(number);
  };
  number(root);

  const edgeOf = ({ event, guard = 'isAnything', target, reenter, fills, actions }: DrawnEdge): Config => {
    const changes = target !== undefined || actions.some((action) => action in ASSIGNS);
    const goesOn = event === 'always' ? changes : ['done', '*'].includes(event) && target !== undefined;
    const isFirst = !['always', 'done', '*'].includes(event);
    const plain = guard === 'isAnything' ? {} : { guard };
    return {
      ...(goesOn ? { guard: `${guard}_fueled` } : plain),
      ...(target !== undefined && { target: `#s${target % all.length}` }),
      reenter,
      actions: [...(goesOn ? ['burn'] : []), ...actions, ...(isFirst && fills ? ['fill'] : [])],
    };
  };
  const edgesOf = (edges: readonly DrawnEdge[], event: string): Config[] => {
    const some = edges.filter((edge) => edge.event === event).map(edgeOf);
    const last = some.findIndex(({ guard }) => guard === undefined);
    return last < 0 ? some : some.slice(0, last + 1);
  };
  const named = (configs: readonly Config[]): Config =>
    Object.fromEntries(configs.map((config, index) => ['abc'[index], config]));
  const configOfState = (state: DrawnState): Config => {
    const { edges, children, entry, exit, begin, first } = state;
    const own = { id: `s${all.indexOf(state)}`, entry, exit };
    if (children.length === 0 && state.isFinal) return { ...own, type: 'final' };
    const descriptors = DESCRIPTORS.filter((event) => event !== 'always' && event !== 'done');
    const on = descriptors.map((event): [string, Config[]] => [event, edgesOf(edges, event)]);
    children.forEach((_, index) => {
      on.push([`to.${'abc'[index]}`, [{ target: `.${'abc'[index]}` }]]);
    });
    return {
      ...own,
      on: Object.fromEntries(on.filter(([, some]) => some.length > 0)),
      always: edgesOf(edges, 'always'),
      onDone: edgesOf(edges, 'done'),
      ...(children.length > 0 && {
        initial: { target: 'abc'[first % children.length], actions: begin },
        states: named(children.map(configOfState)),
      }),
    };
  };
  return { ...configOfState(root), options: { maxIterations: 1_000 } };
}

const someCharts = fc.record({ config: someTree(DEPTH).map(configOf), events: someEvents });

test('every random chart has the same states, contexts, effects and edges in XState and compiled', () => {
  const seen = { taken: 0, ignored: 0, ended: 0, heardOfEnd: 0, wentOn: 0 };
  fc.assert(
    fc.property(someCharts, ({ config, events }) => {
      const machine = machineOf(cited(config), STEPS);
      const moments = interpretedMoments(machine, START, events);
      const compiled = compiledMoments(compile(machine, STEPS), START, events);
      expect(compiled).toEqual(moments);

      for (const [index, { state, taken, effects, context }] of moments.entries()) {
        const before = (moments[index - 1]?.context ?? START) as Context;
        if (machine.states[state]?.type === 'final') seen.ended += 1;
        else if (taken === undefined) seen.ignored += 1;
        else seen.taken += 1;
        if (effects.some(({ type }) => type.startsWith('by xstate.done.'))) seen.heardOfEnd += 1;
        if ((context as Context).fuel < before.fuel - 1) seen.wentOn += 1;
      }
    }),
    { seed: 20_261_122, numRuns: 300 },
  );

  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(30);
});
