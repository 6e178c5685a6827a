/** Charts outside of the dialect, or wrong ones, are refused with the place and the reason. */
import { describe, expect, test } from 'vitest';
import {
  and,
  assign,
  cancel,
  enqueueActions,
  log,
  not,
  or,
  raise,
  sendTo,
  spawnChild,
  stateIn,
} from 'xstate';
import { type Config, machineOf, moduleOf, refusalBy, STEPS, WRITING, wrong } from './compile.test-helper.ts';
import { generate } from './generate.ts';

const meta = { rules: ['CR-1'] };

/** The error of `generate` for a machine. */
const refusal = (config: Config, others: Config = {}, steps: Config = moduleOf(STEPS)): string =>
  refusalBy(() => generate(machineOf(config, STEPS, others), { ...steps, ...others }, WRITING));

/** The error for a chart with this state `job` beside others. */
const refusalOf = (job: Config, others?: Config): string =>
  refusal({ initial: 'work', states: { work: { initial: 'job', states: { job } } } }, others);

describe('the dialect has no', () => {
  test.each([
    ['parallel states', { type: 'parallel', states: { a: {} } }, 'the dialect has no parallel states'],
    [
      'invoked actors',
      { invoke: { src: 'other' } },
      'the dialect does not invoke; use an effect and an event',
    ],
    [
      'delayed edges',
      { after: { 100: { target: 'job', meta } } },
      'the dialect has no delays; use a timer effect and an event',
    ],
    [
      'edges delayed by name',
      { after: { later: [{ target: 'job', meta }] } },
      'the dialect has no delays; use a timer effect and an event',
    ],
    ['tags', { tags: ['busy'] }, 'the dialect has no tags; a state is known by its name'],
    ['outputs', { type: 'final', output: () => 1 }, 'the dialect has no outputs; use an effect'],
    ['states in final states', { type: 'final', states: { a: {} } }, 'final states have no states inside'],
    ['states in atomic states', { type: 'atomic', states: { a: {} } }, 'atomic states have no states inside'],
  ])('%s', (_, job, reason) => {
    expect(refusalOf(job)).toBe(`work.job: ${reason}`);
  });

  test('history states', () => {
    const states = { a: {}, past: { type: 'history' } };
    expect(refusalOf({ initial: 'a', states })).toBe('work.job.past: the dialect has no history states');
  });

  test('output of the chart', () => {
    expect(refusal({ output: () => 1 })).toBe('the root: the dialect has no outputs; use an effect');
  });

  test('parallel root', () => {
    expect(refusal({ type: 'parallel', states: { a: {} } })).toBe(
      'the root: the dialect has no parallel states',
    );
  });

  test('names of states with dots', () => {
    expect(refusal({ initial: 'a.b', states: { 'a.b': {} } })).toBe('a.b: the name of a state has no dots');
  });

  test('edges with several targets', () => {
    const config = { initial: 'a', on: { GO: { target: ['.a', '.b'], meta } }, states: { a: {}, b: {} } };
    expect(refusal(config)).toBe('the root, GO, edge 1: the dialect has one target for an edge');
  });
});

test('descriptions are for people, and change nothing', () => {
  const edge = { target: 'b', meta };
  const chart = (said: Config): string => {
    const states = { a: { ...said, on: { GO: { ...edge, ...said } } }, b: said };
    return generate(machineOf({ ...said, initial: 'a', states }, STEPS), moduleOf(STEPS), WRITING);
  };
  expect(chart({ description: 'See there.' })).toBe(chart({}));
});

describe('a guard is the name of one', () => {
  const came = (text: string): string =>
    `work.job, GO, edge 2: expected the name of a guard given to setup(), but ${text} came`;

  test.each([
    ['an unknown name', 'isUnknown', 'isUnknown'],
    ['the name of an action', 'add', 'add'],
    ['an inline function', () => true, 'an inline function'],
    ['not()', not('isZero'), 'an inline function'],
    ['and()', and(['isZero', 'isBig']), 'an inline function'],
    ['or()', or(['isZero', 'isBig']), 'an inline function'],
    ['stateIn()', stateIn('work'), 'an inline function'],
    ['a name with params', { type: 'isZero', params: { n: 1 } }, 'isZero with params'],
    ['an unknown name in an object', { type: 'isUnknown' }, 'isUnknown'],
  ])('and not %s', (_, guard, text) => {
    expect(
      refusalOf({
        on: {
          GO: [
            { guard: 'isZero', meta },
            { guard, meta },
          ],
        },
      }),
    ).toBe(came(text));
  });

  test('also on edges without an event', () => {
    expect(refusalOf({ always: { guard: 'isUnknown', meta } })).toBe(
      'work.job, always, edge 1: expected the name of a guard given to setup(), but isUnknown came',
    );
  });

  test('which may stand in an object', () => {
    const config = { on: { GO: { guard: { type: 'isZero' }, actions: { type: 'add' }, meta } } };
    const text = generate(machineOf(config, STEPS), moduleOf(STEPS), WRITING);
    expect(text).toContain('if (isZero(instance.context))');
    expect(text).toContain('instance.context.n = add.n(instance.context)');
  });
});

describe('an action is the name of one', () => {
  const came = (text: string): string => `expected the name of an action given to setup(), but ${text} came`;

  test.each([
    ['an unknown name', 'shrug', 'shrug'],
    ['an inline function', () => undefined, 'an inline function'],
    ['an inline assign', assign({ n: 1 }), 'an inline function'],
    ['an inline raise', raise({ type: 'GO' }), 'an inline function'],
    ['a name with params', { type: 'add', params: { by: 2 } }, 'add with params'],
  ])('and not %s', (_, action, text) => {
    expect(refusalOf({ on: { GO: { actions: ['add', action], meta } } })).toBe(
      `work.job, GO, edge 1: ${came(text)}`,
    );
  });

  test('and not the name of a guard', () => {
    expect(refusalOf({ on: { GO: { actions: ['add', 'isZero'], meta } } })).toContain(
      'isZero: used as an emit, but named as a question, as guards are',
    );
  });

  test.each([
    ['entry', { entry: 'shrug' }, 'work.job, entry'],
    ['exit', { exit: ['add', 'shrug'] }, 'work.job, exit'],
    ['initial', { initial: { target: 'a', actions: 'shrug' }, states: { a: {} } }, 'work.job, initial'],
    [
      'always',
      {
        always: [
          { guard: 'isZero', meta },
          { actions: 'shrug', meta },
        ],
      },
      'work.job, always, edge 2',
    ],
    ['onDone', { onDone: { actions: 'shrug', meta } }, 'work.job, xstate.done.state.small.work.job, edge 1'],
  ])('also on %s', (_, job, place) => {
    expect(refusalOf(job)).toBe(`${place}: ${came('shrug')}`);
  });

  test.each([
    ['raises', raise({ type: 'GO' }), 'xstate.raise'],
    ['logs', log('hello'), 'xstate.log'],
    ['sends', sendTo('other', { type: 'GO' }), 'xstate.sendTo'],
    ['cancels', cancel('timer'), 'xstate.cancel'],
    ['spawns', spawnChild('other'), 'xstate.spawnChild'],
    ['enqueues', enqueueActions(() => undefined), 'xstate.enqueueActions'],
    ['does as it likes', () => undefined, 'a function'],
  ])('and not that of one that %s', (_, act, kind) => {
    expect(refusalOf({ entry: ['add', 'act'] }, { act })).toBe(
      `work.job, entry: expected act to be an assign or an emit, but it is ${kind}`,
    );
  });
});

describe('a chart makes sense:', () => {
  test('every state can be reached', () => {
    const config = {
      initial: 'a',
      states: {
        a: { on: { GO: { target: 'b.d', meta } } },
        b: { initial: 'c', states: { c: {}, d: {}, e: {} } },
        f: { on: { GO: { target: 'g', meta } } },
        g: {},
      },
    };
    expect(refusal(config)).toBe(
      wrong(
        'b.c: no edge leads there',
        'b.e: no edge leads there',
        'f: no edge leads there',
        'g: no edge leads there',
      ),
    );
  });

  test('no edge stands after one that is always taken', () => {
    const config = {
      on: { GO: [{ guard: 'isZero', meta }, { meta }, { guard: 'isBig', meta }, { meta }] },
      always: [{ meta }, { guard: 'isBig', meta }],
    };
    expect(refusal(config)).toBe(
      wrong(
        'the root, GO, edge 3: can never be taken, since edge 2 has no guard',
        'the root, GO, edge 4: can never be taken, since edge 2 has no guard',
        'the root, always, edge 2: can never be taken, since edge 1 has no guard',
      ),
    );
  });

  test('every edge cites a rule or a reading', () => {
    const config = {
      initial: 'a',
      on: {
        GO: [{ guard: 'isZero' }, { guard: 'isBig', meta: { rules: [], readings: [] } }, { meta }],
        '*': { meta: { readings: ['gate'] } },
      },
      states: { a: { always: { actions: 'tell' }, onDone: {} } },
    };
    expect(refusal(config)).toBe(
      wrong(
        'the root, GO, edge 1: cites no rule and no reading',
        'the root, GO, edge 2: cites no rule and no reading',
        'a, xstate.done.state.small.a, edge 1: cites no rule and no reading',
        'a, always, edge 1: cites no rule and no reading',
      ),
    );
  });

  test('final states have no edges', () => {
    const end = { type: 'final', on: { GO: [{ guard: 'isZero', meta }, { meta }] }, always: { meta } };
    expect(refusal({ initial: 'end', states: { end } })).toBe(
      wrong(
        'end, GO, edge 1: a final state has no edges',
        'end, GO, edge 2: a final state has no edges',
        'end, always, edge 1: a final state has no edges',
      ),
    );
  });

  test('wildcards stand where XState looks for them', () => {
    const on = Object.fromEntries(['*', 'a.*', 'a*', '*.a', 'a.*.b', 'a.*.*'].map((key) => [key, { meta }]));
    expect(refusal({ on })).toBe(
      wrong(
        'the root, a*, edge 1: a wildcard stands at the end, after a dot',
        'the root, *.a, edge 1: a wildcard stands at the end, after a dot',
        'the root, a.*.b, edge 1: a wildcard stands at the end, after a dot',
        'the root, a.*.*, edge 1: a wildcard stands at the end, after a dot',
      ),
    );
  });

  test('every step is exported, wherever it is named', () => {
    const config = {
      initial: { target: 'a', actions: 'keep' },
      entry: 'add',
      on: { GO: { guard: 'isBig', actions: ['tell', 'add'], meta } },
      states: { a: { exit: 'name', always: { guard: 'isZero', actions: 'tell', meta } } },
    };
    expect(refusal(config, {}, { tell: STEPS.emits.tell })).toBe(
      wrong(
        ...['add', 'keep', 'isBig', 'name', 'isZero'].map(
          (step) => `${step}: named in the chart, but not exported by its steps`,
        ),
      ),
    );
  });

  test('every step is exported as what it is used for', () => {
    const config = { on: { GO: { guard: 'isZero', actions: ['add', 'keep', 'tell'], meta } } };
    const steps = { isZero: true, add: () => ({ n: 1 }), keep: { n: 1 }, tell: { type: 'told' } };
    expect(refusal(config, {}, steps)).toBe(
      wrong(
        "add: exported by the chart's steps, but not as an assign",
        "keep: exported by the chart's steps, but not as an assign",
        "tell: exported by the chart's steps, but not as an emit",
        "isZero: exported by the chart's steps, but not as a guard",
      ),
    );
  });

  test.each(['(machine)', 'small-chart', '1st', 'small chart'])('its id is no name like %s', (id) => {
    expect(refusal({ id })).toBe(
      `The chart ${id} cannot be compiled:\n  the root: its id is to be a name that code can have`,
    );
  });

  test('all that is wrong is said at once', () => {
    const config = {
      initial: 'a',
      states: { a: { on: { GO: [{}, { guard: 'isZero', meta }] } }, b: {} },
    };
    expect(refusal(config, {}, {})).toBe(
      wrong(
        'b: no edge leads there',
        'a, GO, edge 1: cites no rule and no reading',
        'a, GO, edge 2: can never be taken, since edge 1 has no guard',
        'isZero: named in the chart, but not exported by its steps',
      ),
    );
  });
});
