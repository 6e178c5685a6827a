/** Builds small charts, compiles them in memory, and runs them beside XState. */
import ts from 'typescript';
import { expect } from 'vitest';
import { type AnyStateMachine, initialTransition, transition } from 'xstate';
import { chart } from '../../machines/dialect.ts';
import type { ChartDriver, Instance } from '../dealer/engine/chart.ts';
import { collected } from '../dealer/engine/collected.ts';
import { ChartError, readChart } from './chart/chart.ts';
import { capitalised } from './names.ts';
import { planChart } from './plan.ts';
import { writeEngine } from './write.ts';
import type { Writing } from './writing.ts';

/** A machine's config, or a part of it. */
export type Config = { readonly [key: string]: unknown };

export interface Context {
  readonly n: number;
  readonly m: number;
}
export interface Happening {
  readonly type: string;
  readonly n?: number;
}
type Step<Result> = (context: never, event: never) => Result;

export interface Steps {
  readonly guards?: Readonly<Record<string, Step<boolean>>>;
  readonly assigns?: Readonly<Record<string, Readonly<Record<string, Step<unknown>>>>>;
  readonly emits?: Readonly<Record<string, Step<Happening>>>;
}

/** An edge as drivers report it; its rules identify it within its chart. */
interface Taken {
  readonly from: string;
  readonly event: string;
  readonly to: string;
  readonly rules: readonly string[];
}

/** A chart after its start, or after an event. */
export interface Moment {
  readonly state: string;
  readonly context: unknown;
  readonly effects: readonly Happening[];
  /** The edge that was taken on the event. */
  readonly taken: Taken | undefined;
}

export const WRITING: Writing = {
  source: 'small.machine.ts',
  command: 'npm run generate',
  stepsFrom: './steps.ts',
  typesFrom: './types.ts',
  context: 'SmallContext',
  event: 'SmallEvent',
  effect: 'SmallEffect',
  partsFrom: './parts.ts',
  part: 'Small',
  driverFrom: './chart.ts',
};

/**
 * Sends events to a chart, interpreted and compiled, and compares the two after each event.
 *
 * @param config in which every edge gets a rule, and every action without a step emits its own name
 * @param events or only their types
 * @returns for the start, and for each event: the state, and the effects emitted on the way
 */
export function play(config: Config, ...events: (string | Happening)[]): string[] {
  const steps = speaking(config);
  const machine = machineOf(cited(config), steps);
  const happenings = events.map((event) => (typeof event === 'string' ? { type: event } : event));
  const moments = interpretedMoments(machine, START, happenings);
  expect(compiledMoments(compile(machine, steps), START, happenings)).toEqual(moments);
  return moments.map(({ state, effects }) => [`${state}:`, ...effects.map(({ type }) => type)].join(' '));
}

/** Context at the start of a chart. */
export const START: Context = { n: 0, m: 1 };

/** Steps available to `play`. */
export const STEPS = {
  guards: {
    isZero: ({ n }: Context) => n === 0,
    isSmall: ({ n }: Context) => n < 3,
    isBig: (_: Context, { n = 0 }: Happening) => n > 4,
    isHuge: (_: Context, { n = 0 }: Happening) => n > 9,
  },
  assigns: {
    add: { n: ({ n }: Context) => n + 1 },
    swap: { n: ({ m }: Context) => m, m: ({ n }: Context) => n },
    keep: { n: (_: Context, { n = 0 }: Happening) => n },
  },
  emits: {
    tell: ({ n }: Context) => ({ type: `n=${n}` }),
    name: (_: Context, { type }: Happening) => ({ type: `by ${type}` }),
  },
} satisfies Steps;

/** A state that emits an effect on entry and on exit. */
export const loud = (name: string, rest: Config = {}): Config => ({
  entry: `enter_${name}`,
  exit: `leave_${name}`,
  ...rest,
});

/** A machine whose input is its context. */
export const machineOf = (config: Config, steps: Steps, others: Config = {}): AnyStateMachine =>
  chart(moduleOf(steps))
    .extend({ actions: others } as never)
    .createMachine({
      id: 'small',
      context: (scope: Config) => scope.input,
      ...config,
    } as never) as unknown as AnyStateMachine;

/** The module of a machine's steps. */
export const moduleOf = (steps: Steps): Config => ({ ...steps.guards, ...steps.assigns, ...steps.emits });

/** The error of a compiler run. */
export function refusalBy(compile: () => unknown): string {
  try {
    compile();
  } catch (error) {
    expect(error).toBeInstanceOf(ChartError);
    return (error as ChartError).message;
  }
  throw new Error('It was compiled.');
}

/** The error for a chart that can be read, but is wrong. */
export const wrong = (...lines: string[]): string =>
  ['The chart small cannot be compiled:', ...lines].join('\n  ');

/** The config with its own rule on each edge: `edge 1`, `edge 2`, … */
export function cited(config: Config): Config {
  let edges = 0;
  const cite = (some: unknown): Config[] =>
    [some].flat().map((edge) => ({
      ...(typeof edge === 'string' ? { target: edge } : (edge as Config)),
      meta: { rules: [`edge ${++edges}`] },
    }));
  const citeAll = (value: unknown, each: (value: never) => unknown): Config =>
    Object.fromEntries(Object.entries(value as Config).map(([key, one]) => [key, each(one as never)]));
  const citeState = ({ on = {}, always = [], onDone, states = {}, ...rest }: Config): Config => ({
    ...rest,
    on: citeAll(on, cite),
    always: cite(always),
    ...(onDone !== undefined && { onDone: cite(onDone) }),
    states: citeAll(states, citeState),
  });
  return citeState(config);
}

/** The compiled chart, running. */
export function compile<C = Context, E = Happening>(
  machine: AnyStateMachine,
  steps: Steps,
): ChartDriver<C, E> {
  // Not by `generate`: a random chart may have edges that are never taken.
  const code = withoutTypes(writeEngine(planChart(readChart(machine)), moduleOf(steps), WRITING));
  const name = capitalised(machine.id);
  const functions = `return [start${name}, step${name}];`;
  const [start, step] = new Function('steps', `'use strict';${code}${functions}`)(moduleOf(steps));
  return collected(start, step);
}

/** Moments of the interpreted chart. */
export function interpretedMoments(
  machine: AnyStateMachine,
  context: Context,
  events: readonly Happening[],
): Moment[] {
  let [snapshot, actions] = initialTransition(machine, context as never);
  const moment = (taken?: Taken): Moment => ({
    state: pathOf(snapshot.value),
    context: snapshot.context,
    effects: actions.flatMap(emitted),
    taken,
  });
  const moments = [moment()];
  if (snapshot.status === 'error') throw snapshot.error;
  for (const event of events) {
    const goesOn: boolean = snapshot.status === 'active';
    const [edge] = goesOn ? machine.getTransitionData(snapshot, event) : [];
    const from = pathOf(snapshot.value);
    [snapshot, actions] = goesOn ? transition(machine, snapshot, event) : [snapshot, []];
    const { rules } = (edge?.meta ?? {}) as Partial<Taken>;
    moments.push(moment(rules && { from, event: event.type, to: pathOf(snapshot.value), rules }));
  }
  return moments;
}

/** Moments of the compiled chart. */
export function compiledMoments(
  driver: ChartDriver<Context, Happening>,
  context: Context,
  events: readonly Happening[],
): Moment[] {
  const started: Happening[] = [];
  const instance = limited({ ...context });
  driver.start(instance, started as never);
  const moment = (effects: readonly Happening[], taken?: Taken): Moment => ({
    state: instance.state,
    context: { ...instance.context },
    effects,
    taken,
  });
  const moments = [moment(started)];
  for (const event of events) {
    const effects: Happening[] = [];
    const from = instance.state;
    const edge = driver.step(instance, event, effects as never);
    moments.push(moment(effects, edge && { from, to: instance.state, event: edge.event, rules: edge.rules }));
  }
  return moments;
}

// --- internal ---

/** An instance that throws when a chart never settles, so that the test fails and does not hang. */
function limited(context: Context): Instance<Context> {
  let [current, reads] = ['', 0];
  return {
    context,
    get state() {
      reads += 1;
      if (reads > 10_000) throw new Error('The compiled chart goes on forever.');
      return current;
    },
    set state(next) {
      current = next;
    },
  };
}

/** Removes the types of a compiled chart, in a tenth of the time of `tsc`; the imported steps are those of `steps`. */
function withoutTypes(text: string): string {
  const {
    forEachChild,
    isImportDeclaration,
    isInterfaceDeclaration,
    isTypeAliasDeclaration,
    isTypeNode,
    SyntaxKind,
  } = ts;
  const source = ts.createSourceFile('small.ts', text, ts.ScriptTarget.ES2022);
  const parts: string[] = [];
  let at = 0;
  const replace = (from: number, to: number, by = ''): void => {
    parts.push(text.slice(at, from), by);
    at = to;
  };
  const visit = (node: ts.Node): void => {
    if (isTypeNode(node)) {
      replace(node.pos - ':'.length, node.end);
    } else if (
      isInterfaceDeclaration(node) ||
      isTypeAliasDeclaration(node) ||
      node.kind === SyntaxKind.ExportKeyword
    ) {
      replace(node.pos, node.end);
    } else if (isImportDeclaration(node)) {
      const { phaseModifier, namedBindings } = node.importClause ?? {};
      const isOfSteps = phaseModifier === undefined && namedBindings !== undefined;
      replace(node.pos, node.end, isOfSteps ? `const ${namedBindings.getText(source)} = steps;` : '');
    } else {
      forEachChild(node, visit);
    }
  };
  visit(source);
  return [...parts, text.slice(at)].join('');
}

/** The known steps, and one for each other action of the config, which emits its own name. */
function speaking(config: Config): Steps {
  const names = actionsIn(config).filter((name) => !(name in moduleOf(STEPS)));
  const spoken = Object.fromEntries(names.map((name) => [name, () => ({ type: name })]));
  return { ...STEPS, emits: { ...STEPS.emits, ...spoken } };
}

const actionsIn = (config: Config): string[] =>
  Object.entries(config).flatMap(([key, value]) => {
    if (['actions', 'entry', 'exit'].includes(key)) return [value].flat() as string[];
    return typeof value === 'object' && value !== null ? actionsIn(value as Config) : [];
  });

const emitted = ({ type, params }: { readonly type: string; readonly params: unknown }): Happening[] =>
  type === 'xstate.emit' ? [(params as { readonly event: Happening }).event] : [];

/** `{ a: { b: 'c' } }` as `a.b.c`. */
function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Object.entries(value as Config)
    .map(([name, inner]) => `${name}.${pathOf(inner)}`)
    .join();
}
