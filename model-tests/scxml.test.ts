/** An SCXML interpreter independent of XState takes the same transitions as the charts that are drawn for it. */
import scxml from '@scion-scxml/scxml';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AnyStateMachine, initialTransition, transition } from 'xstate';
import { chart } from '../machines/dialect.ts';
import { DEFAULT_READINGS } from '../machines/readings.ts';
import { edgesOf, readChart } from '../src/compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName, MACHINES } from '../src/compiler/chart/index.ts';
import { Dealer } from '../src/dealer/dealer.ts';
import type { ChartDriver, Instance } from '../src/dealer/engine/chart.ts';
import { driverOf } from '../src/dealer/engine/charts.ts';
import type { Driver } from '../src/dealer/engine/driver.ts';
import { interpreted, stateOf, toValue } from '../src/dealer/engine/interpreted.ts';
import { drawChart } from '../src/tools/draw/statechart/index.ts';
import { readLibrary } from '../src/tools/scenario/library/scenarios.ts';
import { play } from '../src/tools/scenario/play.ts';
import { readingsOf } from '../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../src/tools/scenario/systems/dealer.ts';
import { randomFrom } from './random.ts';
import { play as playInput } from './recorder.ts';
import { Walk } from './walk.ts';

/** Steps of each random walk; more with `STEPS=10000 npx vitest run model-tests/scxml.test.ts`. */
const STEPS = Number(process.env.STEPS ?? 500);

/** Creates an interpreter of a chart, which reports the labels of its log. */
type Make = (tell: (label: string) => void) => Interpreter;
interface Interpreter {
  start(): readonly string[];
  gen(event: { readonly name: string; readonly data: object }): readonly string[];
  isFinal(): boolean;
}
const BARE = Object.fromEntries(CHART_NAMES.map((name) => [name, bare(MACHINES[name])])) as Record<
  ChartName,
  AnyStateMachine
>;

/** Events of a compound state, in an artificial chart. */
const OUTER = ['to.child', 'anew.child', 'to.itself', 'anew.itself', 'nowhere', 'to.end'];

const makers = new Map<ChartName, Make>();

beforeAll(async () => {
  for (const name of CHART_NAMES) makers.set(name, await read(await drawChart(CHARTS[name], 'scxml')));
});

describe('an SCXML interpreter goes from the same state to the same state, with the same actions in the same order', () => {
  const walked = new Set<string>();

  test.each([...readLibrary()])('in %s', async (_name, scenario) => {
    for (const log of scenario.logs) {
      const readings = readingsOf(log);
      const open = async (options: ConstructorParameters<typeof DealerUnderTest>[2]) =>
        new DealerUnderTest('SCXML', (given) => new Dealer(comparing(walked), given), options);
      expect(await play(scenario, open, { readings, seed: 1 })).toBeUndefined();
    }
  });

  test('and each edge of each chart has had its turn then', () => {
    const missing = CHART_NAMES.flatMap((name) =>
      edgesOf(CHARTS[name]).map(({ source, event, rules, readings }) =>
        [name, source.path, event, ...rules, ...readings].join(' '),
      ),
    ).filter((edge) => !walked.has(edge));
    expect(missing).toEqual([]);
  });

  test.each([1, 2, 3])('on a random walk with seed %i', (seed) => {
    const dealer = new Dealer(comparing(new Set()), {
      realm: 'realm1',
      random: randomFrom(seed),
      readings: DEFAULT_READINGS,
    });
    new Walk(seed).lead((input) => playInput(dealer, input), STEPS);
  });
});

test('an SCXML interpreter that goes elsewhere is noticed', async () => {
  const text = await drawChart(CHARTS.session, 'scxml');
  const right = makers.get('session') as Make;
  makers.set('session', await read(text.replace('target="established"', 'target="closing"')));
  const dealer = new Dealer(comparing(new Set()), { realm: 'realm1', random: () => 0 });
  const session = dealer.connect(0);
  const hello = () => dealer.receive(session, [1, 'realm1', { roles: { caller: {} } }], 0);
  expect(hello).toThrow("expected 'closing' to be 'established'");
  makers.set('session', right);
});

describe('what no chart has yet is left, entered and asked in the same order too:', () => {
  const log = (name: string) => ({ [name]: () => ({ type: name }) });
  const names = ['in', 'out', 'in1', 'out1', 'in2', 'out2', 'begin', 'act', 'any', 'some', 'exactly'];
  const machine = chart({
    isYes: () => true,
    isNo: () => false,
    ...Object.assign({}, ...names.map(log)),
  }).createMachine({
    id: 'example',
    initial: 'outer',
    states: {
      outer: {
        entry: 'in',
        exit: 'out',
        initial: { target: 'one', actions: 'begin' },
        on: {
          'to.child': { target: '.two', actions: 'act' },
          'anew.child': { target: '.two', actions: 'act', reenter: true },
          'to.itself': { target: 'outer', actions: 'act' },
          'anew.itself': { target: 'outer', actions: 'act', reenter: true },
          nowhere: { actions: 'act' },
          'to.end': 'end',
        },
        states: {
          one: {
            entry: 'in1',
            exit: 'out1',
            on: {
              '*': { actions: 'any' },
              'some.*': [
                { guard: 'isNo', actions: 'act' },
                { guard: 'isYes', actions: 'some' },
              ],
              'some.thing': { actions: 'exactly' },
              'leaf.itself': { target: 'one', actions: 'act' },
              'leaf.anew': { target: 'one', actions: 'act', reenter: true },
              go: 'two',
              ...Object.fromEntries(OUTER.map((type) => [type, { guard: 'isNo' }])),
            },
          },
          two: { entry: 'in2', exit: 'out2', on: { back: 'one' } },
        },
      },
      end: { type: 'final', entry: 'in' },
    },
  });

  const stories = [
    'go',
    'some.thing',
    'some.other',
    'other',
    'leaf.itself',
    'leaf.anew',
    'go back',
    ...OUTER.flatMap((type) => [`go ${type}`, `go ${type} back ${type}`]),
  ];

  test.each(stories)('%s', async (story) => {
    const logged: string[] = [];
    const make = await read(await drawChart(readChart(machine), 'scxml'));
    const interpreter = make((label) => logged.push(label));
    const spied = bare(machine);
    let [snapshot, actions] = initialTransition(spied);
    expect(interpreter.start()).toEqual([stateOf(snapshot.value)]);
    expect(logged).toEqual(actions.map(({ type }) => type));
    for (const type of story.split(' ')) {
      logged.length = 0;
      const reached = interpreter.gen({ name: type, data: { isYes: true, isNo: false } });
      [snapshot, actions] = transition(spied, snapshot, { type });
      expect(reached).toEqual([stateOf(snapshot.value)]);
      expect(logged).toEqual(actions.map(({ type }) => type));
    }
  });

  test('no event begins with the whole name of another, which SCXML would take for a kind of it', () => {
    const types = CHART_NAMES.map((name) => [...new Set(edgesOf(CHARTS[name]).map(({ event }) => event))]);
    expect(types.map((all) => all.filter((one) => all.some((other) => one.startsWith(`${other}.`))))).toEqual(
      [[], [], []],
    );
  });
});

// --- two interpreters beside each other ---

/** A driver on XState, with an SCXML interpreter beside each running chart that gets the same events. */
function comparing(walked: Set<string>): Driver {
  const compare = <Context extends object, Event extends { readonly type: string }>(
    name: ChartName,
    driver: ChartDriver<Context, Event>,
  ): ChartDriver<Context, Event> => {
    const beside = new WeakMap<Instance<Context>, { interpreter: Interpreter; logged: string[] }>();
    return {
      start(instance, effects) {
        driver.start(instance, effects);
        const logged: string[] = [];
        const interpreter = (makers.get(name) as Make)((label) => logged.push(label));
        expect(interpreter.start()).toEqual([instance.state]);
        const [, actions] = initialTransition(BARE[name], instance.context as never);
        expect(logged).toEqual(actions.map(({ type }) => type));
        beside.set(instance, { interpreter, logged });
      },
      step(instance, event, effects) {
        const { interpreter, logged } = beside.get(instance) as NonNullable<ReturnType<typeof beside.get>>;
        const { state, context } = instance;
        logged.length = 0;
        const [reached] = interpreter.isFinal()
          ? [state]
          : interpreter.gen({ name: event.type, data: verdicts(name, context, event) });
        const machine = BARE[name];
        const before = machine.resolveState({ value: toValue(state), context: context as never });
        const [, actions] = transition(machine, before, event as never);
        const [taken] = machine.getTransitionData(before, event as never);
        const edge = driver.step(instance, event, effects);
        expect(reached).toBe(instance.state);
        expect(logged).toEqual(actions.map(({ type }) => type));
        if (edge !== undefined && taken !== undefined) {
          const place = taken.source.path.join('.');
          walked.add([name, place, taken.eventType, ...edge.rules, ...edge.readings].join(' '));
        }
        return edge;
      },
    };
  };
  return driverOf({
    registration: compare('registration', interpreted.registration),
    call: compare('call', interpreted.call),
    session: compare('session', interpreted.session),
    list: interpreted.list,
    handlers: interpreted.handlers,
  });
}

/** Results of the guards for an event, each when it is evaluated. */
function verdicts(name: ChartName, context: object, event: object): object {
  const guards = MACHINES[name].implementations.guards as unknown as Record<
    string,
    (scope: { context: object; event: object }) => boolean
  >;
  const data = {};
  for (const [guard, holds] of Object.entries(guards)) {
    Object.defineProperty(data, guard, { get: () => holds({ context, event }), enumerable: true });
  }
  return data;
}

/** A machine with empty actions, so that XState lists those that it would execute, in their order. */
function bare(machine: AnyStateMachine): AnyStateMachine {
  const actions = Object.keys(machine.implementations.actions).map((action) => [action, () => {}]);
  return machine.provide({ actions: Object.fromEntries(actions) });
}

/** Reads a document with the interpreter. */
async function read(document: string): Promise<Make> {
  const model = await new Promise<{ prepare: (done: (error: unknown, model: unknown) => void) => void }>(
    (resolve, reject) => {
      scxml.documentStringToModel('chart.scxml', document, (error, made) =>
        error ? reject(error) : resolve(made as never),
      );
    },
  );
  const prepared = await new Promise<unknown>((resolve, reject) => {
    model.prepare((error, made) => (error ? reject(error) : resolve(made)));
  });
  return (tell) => new scxml.core.Statechart(prepared as never, { console: { log: tell } } as never) as never;
}
