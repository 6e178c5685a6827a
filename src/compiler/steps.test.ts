/** Steps that generated code could not call correctly are refused, by name and with the reason. */
import { describe, expect, test } from 'vitest';
import {
  type Config,
  type Context,
  cited,
  compile,
  type Happening,
  machineOf,
  moduleOf,
  refusalBy,
  START,
  STEPS,
  type Steps,
  WRITING,
  wrong,
} from './compile.test-helper.ts';
import { generate } from './generate.ts';

/** The error for a chart with these steps on one edge. */
const refusalOf = (steps: Steps, rest: Config = {}): string =>
  refusalBy(() => generate(charted(steps, rest), moduleOf(steps), WRITING));

function charted({ guards = {}, assigns = {}, emits = {} }: Steps, rest: Config = {}) {
  const edges = Object.keys({ always: undefined, ...guards }).map((guard) => ({
    ...(guard in guards && { guard }),
    actions: Object.keys({ ...assigns, ...emits }),
  }));
  const on = { GO: [...edges.slice(1), ...edges.slice(0, 1)] };
  return machineOf(cited({ ...rest, on }), { guards, assigns, emits });
}

describe('a step shows which parameters it has, so that it is handed the event if it wants it:', () => {
  const NONE = (): Happening => ({ type: 'told' });
  const hidden = (place: string): string =>
    wrong(`${place}: does not show which parameters it has; name them, without defaults and rest`);

  test.each([
    ['a default for the event', (_: Context, event = { type: 'none' }) => event],
    ['a default for the context', (_ = START, event: Happening) => event],
    ['a rest', (...both: [Context, Happening]) => both[1]],
    ['the event in a rest', (_: Context, ...[event]: [Happening]) => event],
    ['a default after a comment ) and a string', (_: Context, event = { type: ')' }) => event],
    [
      'a default in a function',
      function step(_: Context, event = { type: 'none' }) {
        return event;
      },
    ],
    [
      'what it takes of `arguments`',
      function step() {
        // biome-ignore lint/complexity/noArguments: this is the refused construct
        return arguments[1];
      },
    ],
    ['whatever a bound function has', NONE.bind(undefined)],
  ])('%s is refused', (_, step) => {
    expect(refusalOf({ emits: { step: step as never } })).toBe(hidden('step'));
  });

  test('in a guard and in one key of an assign too', () => {
    const guess = (_: Context, event = { type: 'none' }) => event.type === 'GO';
    expect(refusalOf({ guards: { guess } })).toBe(hidden('guess'));
    expect(refusalOf({ assigns: { set: { n: ({ n }: Context) => n, m: guess } } })).toBe(hidden('set.m'));
  });

  test.each([
    ['nothing', NONE],
    [
      'an arrow without parentheses',
      new Function('return context => ({ type: "(x = 1, ...y)", n: context.n })')(),
    ],
    [
      'parts of both with defaults inside',
      ({ n = 1 }: Context, { type = '', n: m = n }: Happening) => ({ type, m }),
    ],
    [
      'a part of the context with a default inside',
      ({ n = 1, ...rest }: Partial<Context>) => ({ type: 'told', n, rest }),
    ],
    ['a comment that looks like a rest', (/* ...both */ { n }: Context) => ({ type: 'told', n })],
    ['a third parameter that nobody hands it', (_: Context, { type }: Happening, by = 1) => ({ type, by })],
  ])('%s is in order', (_, step) => {
    const steps = { emits: { step: step as never } };
    const effects: Happening[] = [];
    const instance = { state: '', context: { ...START } };
    compile(charted(steps), steps).step(instance, { type: 'GO' }, effects as never);
    expect(effects).toEqual([(step as (...both: unknown[]) => unknown)(START, { type: 'GO' })]);
  });
});

describe('a step has a name that the generated code leaves to it:', () => {
  const refused = (name: string, why: string): string => wrong(`${name}: ${why}; give the step another one`);

  test.each([
    ...['ways', 'instance', 'event', 'cause', 'effects', 'raised', 'take', 'settle', 'always', 'typeOf'],
    ...['from', 'edge', 'effect', 'effect1', 'Own', 'Raised', 'Edge', 'Mutable', 'SmallWays'],
    ...['Small', 'SmallContext', 'SmallEvent', 'SmallEffect', 'EDGE_1', 'EDGE_12', 'EDGES'],
    ...['startSmall', 'stepSmall', 'onGOInIdle', 'inIdle', 'alwaysIdle', 'inBusyOnce'],
  ])('%s is not', (name) => {
    const states = { idle: {}, busy: { initial: 'once', states: { once: {} } } };
    const rest = { initial: { target: 'idle' }, always: { target: '.busy' }, states };
    expect(refusalOf({ emits: { [name]: STEPS.emits.tell } }, rest)).toBe(
      refused(name, 'is a name that the generated code has for itself'),
    );
  });

  test.each(['class', 'delete', 'await', 'yield', 'let', 'arguments', 'undefined'])('%s is not', (name) => {
    expect(refusalOf({ guards: { [name]: STEPS.guards.isZero } })).toBe(
      refused(name, 'is a word of the language'),
    );
  });

  test.each(['is-zero', '1st', 'is zero'])('%s is not', (name) => {
    expect(refusalOf({ assigns: { [name]: STEPS.assigns.add } })).toBe(
      refused(name, 'is no name that code can have'),
    );
  });

  test.each(['inside', 'inBusy', 'EDGE', 'engine', 'start', 'step', 'type', '$', '_'])('%s is', (name) => {
    const steps = { emits: { [name]: STEPS.emits.tell } };
    const rest = { initial: 'busy', states: { busy: { initial: 'once', states: { once: {} } } } };
    const effects: Happening[] = [];
    const instance = { state: 'busy.once', context: { ...START } };
    compile(charted(steps, rest), steps).step(instance, { type: 'GO' }, effects as never);
    expect(effects).toEqual([{ type: 'n=0' }]);
  });
});

test('a step is one thing: no guard has the name of an action, which XState would keep apart', () => {
  const { isZero } = STEPS.guards;
  const steps = { guards: { both: isZero }, emits: { both: STEPS.emits.tell } };
  expect(refusalOf(steps)).toBe(wrong('both: used as an emit and as a guard; give each a name of its own'));
});

describe('an assign has keys that the generated code can compute one after the other:', () => {
  const one = () => 1;
  const needed = (place: string): string =>
    wrong(`${place}: its key is a name that the generated code needs for something else`);

  test.each(['set', 'event', 'instance', 'class'])('among several, %s is not', (key) => {
    expect(refusalOf({ assigns: { set: { n: one, [key]: one } } })).toBe(needed(`set.${key}`));
  });

  test('one with a dash is not', () => {
    expect(refusalOf({ assigns: { set: { 'a-b': one } } })).toBe(
      wrong('set.a-b: its key is no name that code can have'),
    );
  });

  test.each(['set', 'event', 'class'])('alone, %s is', (key) => {
    const steps = { assigns: { set: { [key]: one } } };
    const instance = { state: '', context: { ...START } };
    compile(charted(steps), steps).step(instance, { type: 'GO' }, []);
    expect(instance.context).toEqual({ ...START, [key]: 1 });
  });
});
