/** Compiled code: readable, typed, and the same for the same chart. */
import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { type Config, machineOf, moduleOf, play, STEPS, WRITING } from './compile.test-helper.ts';
import { generate } from './generate.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const meta = { rules: ['CR-1', 'CR-7'], readings: ['gate'] };
const SMALL = {
  initial: 'idle',
  states: {
    idle: {
      entry: 'tell',
      on: { START: { guard: 'isZero', target: 'busy', actions: 'keep', meta } },
    },
    busy: {
      initial: 'once',
      exit: 'tell',
      on: { 'STOP.*': { target: 'idle', meta: { rules: ['CR-1'] } } },
      states: {
        once: { on: { START: { target: 'again', actions: 'swap', meta: { readings: ['gate'] } } } },
        again: {},
      },
    },
  },
};
const FINAL = {
  initial: 'work',
  states: {
    work: {
      initial: 'now',
      onDone: { target: 'end', meta },
      states: { now: { on: { START: { target: 'over', meta } } }, over: { type: 'final' } },
    },
    end: { type: 'final', entry: 'tell' },
  },
};
const ALWAYS = { always: [{ guard: 'isZero', actions: ['add', 'tell'], meta }, { meta }] };

const written = (config: Config): string => generate(machineOf(config, STEPS), moduleOf(STEPS), WRITING);

test('the text of a small chart', () => {
  expect(written(SMALL)).toMatchInlineSnapshot(`
    "// Generated from small.machine.ts by "npm run generate". Do not edit.
    /** The small chart as code: the same states, contexts and effects as XState gives. */
    import { isZero, keep, swap, tell } from './steps.ts';
    import type { SmallContext, SmallEffect, SmallEvent } from './types.ts';
    import type { Small } from './parts.ts';
    import type { Edge, Mutable } from './chart.ts';

    /** What becomes of transitions and effects of a small. */
    export interface SmallWays {
      taken(instance: Small, from: string, edge: Edge, event: SmallEvent): void;
      smallEmits(instance: Small, effect: SmallEffect, cause: unknown): void;
    }

    /** A running chart, which only this code changes. */
    type Own = Omit<Small, 'context'> & { context: Mutable<SmallContext> };

    /** Brings it into its initial state. */
    export function startSmall(ways: SmallWays, instance: Own, cause: unknown): void {
      instance.state = 'idle';
    ways.smallEmits(instance, tell(instance.context), cause);
    }

    /** Lets an event happen to it; nothing happens if it does not react to the event in its state. */
    export function stepSmall(ways: SmallWays, instance: Own, event: SmallEvent, cause: unknown): void {
      switch (event.type) {
    case 'START': return onSTARTOfSmall(ways, instance, event, cause);
    default: return onOtherOfSmall(ways, instance, event, cause);
    }
    }

    function onSTARTOfSmall(ways: SmallWays, instance: Own, event: Extract<SmallEvent, { type: 'START' }>, cause: unknown): void {
    switch (instance.state) {
    case 'idle': return onSTARTInIdle(ways, instance, event, cause);
    case 'busy.once': return onSTARTInBusyOnce(ways, instance, event, cause);
    default: return onOtherOfSmall(ways, instance, event, cause);
    }
    }

    function onOtherOfSmall(ways: SmallWays, instance: Own, event: SmallEvent, cause: unknown): void {
    switch (instance.state) {
    case 'busy.once': return inBusyOnce(ways, instance, event, cause);
    case 'busy.again': return inBusyAgain(ways, instance, event, cause);
    default: return;
    }
    }

    /** START in idle. */
    function onSTARTInIdle(ways: SmallWays, instance: Own, event: Extract<SmallEvent, { type: 'START' }>, _cause: unknown): void {
    // CR-1, CR-7, reading gate
    if (isZero(instance.context)) {
    instance.context.n = keep.n(instance.context, event);
    const from = instance.state;
    instance.state = 'busy.once';
    ways.taken(instance, from, EDGE_1, event);
    return;
    }
    return;
    }

    /** START in busy.once. */
    function onSTARTInBusyOnce(ways: SmallWays, instance: Own, event: Extract<SmallEvent, { type: 'START' }>, _cause: unknown): void {
    // reading gate
    {
    const n = swap.n(instance.context);
    const m = swap.m(instance.context);
    instance.context.n = n;
    instance.context.m = m;
    }
    const from = instance.state;
    instance.state = 'busy.again';
    ways.taken(instance, from, EDGE_2, event);
    return;
    }

    /** In busy.once. */
    function inBusyOnce(ways: SmallWays, instance: Own, event: SmallEvent, cause: unknown): void {
    // CR-1
    if (\`\${typeOf(event)}.\`.startsWith('STOP.')) {
    const effect1 = tell(instance.context);
    const effect2 = tell(instance.context);
    const from = instance.state;
    instance.state = 'idle';
    ways.taken(instance, from, { ...EDGE_3, event: typeOf(event) }, event);
    ways.smallEmits(instance, effect1, cause);
    ways.smallEmits(instance, effect2, cause);
    return;
    }
    return;
    }

    /** In busy.again. */
    function inBusyAgain(ways: SmallWays, instance: Own, event: SmallEvent, cause: unknown): void {
    // CR-1
    if (\`\${typeOf(event)}.\`.startsWith('STOP.')) {
    const effect1 = tell(instance.context);
    const effect2 = tell(instance.context);
    const from = instance.state;
    instance.state = 'idle';
    ways.taken(instance, from, { ...EDGE_3, event: typeOf(event) }, event);
    ways.smallEmits(instance, effect1, cause);
    ways.smallEmits(instance, effect2, cause);
    return;
    }
    return;
    }

    /** The type of an event that an edge with a wildcard is asked about. */
    function typeOf({ type }: { readonly type: string }): string {
      return type;
    }

    const EDGE_1: Edge = { event: 'START', rules: ['CR-1', 'CR-7'], readings: ['gate'] };
    const EDGE_2: Edge = { event: 'START', rules: [], readings: ['gate'] };
    const EDGE_3: Edge = { event: '*', rules: ['CR-1'], readings: [] };

    /** All edges. */
    export const EDGES: readonly Edge[] = [EDGE_1, EDGE_2, EDGE_3];
    "
  `);
});

test('what several leaves do on an event alike is written once', () => {
  const shared = { initial: 'a', states: { a: { on: { GO: { target: 'b', meta } } }, b: {} } };
  const text = written({ ...shared, on: { STOP: { actions: 'add', meta } } });
  expect(text.match(/add\.n\(/g)).toHaveLength(1);
  expect(text.match(/case '[ab]': return onSTOPInA\(ways, instance, event, cause\);/g)).toHaveLength(2);
  expect(text).toContain('/** STOP in a, b. */');
});

test('the same chart gives the same text', () => {
  for (const config of [SMALL, FINAL, ALWAYS]) expect(written(structuredClone(config))).toBe(written(config));
});

test('the texts are in order for TypeScript, as strict as the project has it', () => {
  const configs = {
    SMALL,
    FINAL,
    ALWAYS,
    BOTH: { ...FINAL, ...ALWAYS },
    ALL: {
      on: {
        '*': { actions: 'add', meta },
        'STOP.*': { actions: 'tell', meta },
        START: { meta },
        'STOP.now': { meta },
      },
    },
    WILD: { on: { '*': { actions: 'add', meta }, START: { meta } } },
    QUIET: { initial: 'a', states: { a: { on: { START: { target: 'b', meta } } }, b: {} } },
  };
  expect(complaints(Object.entries(configs).map(([name, config]) => [name, written(config)]))).toEqual([]);
});

test('states get functions of their own, whatever their names', () => {
  const go = (target: string) => ({
    on: { GO: { target: `#small.${target}`, actions: target.replace(/\W/g, '') } },
  });
  const config = {
    initial: 'a',
    states: {
      a: { initial: 'b', states: { b: go('aB') } },
      aB: go('a_b'),
      a_b: go('a-b'),
      'a-b': { ...go("it's"), always: { guard: 'isHuge', actions: 'huge' } },
      "it's": go('Always'),
      Always: go('aBAlways'),
      aBAlways: go('a'),
    },
  };
  expect(play(config, ...Array<string>(7).fill('GO'))).toEqual([
    'a.b:',
    'aB: aB',
    'a_b: a_b',
    'a-b: ab',
    "it's: its",
    'Always: Always',
    'aBAlways: aBAlways',
    'a.b: a',
  ]);
});

/** Errors of TypeScript for compiled charts. */
function complaints(texts: readonly [string, string][]): string[] {
  const folder = `${ROOT}/src/dealer/engine`;
  const files = new Map([
    ...texts.map(([name, text]): [string, string] => [`${folder}/${name}.ts`, text]),
    [
      `${folder}/types.ts`,
      `export type { Effect as SmallEffect } from '../../../machines/vocabulary.ts';
      export interface SmallContext { readonly n: number; readonly m: number }
      export type SmallEvent = { readonly type: 'START'; readonly n: number } | { readonly type: 'STOP.now' };`,
    ],
    [
      `${folder}/steps.ts`,
      `import type { SmallContext, SmallEffect } from './types.ts';
      export declare const isZero: (context: SmallContext) => boolean;
      export declare const add: { n(context: SmallContext): number };
      export declare const keep: { n(context: SmallContext, event: { readonly n: number }): number };
      export declare const swap: { n(context: SmallContext): number; m(context: SmallContext): number };
      export declare const tell: (context: SmallContext) => SmallEffect;`,
    ],
    [
      `${folder}/parts.ts`,
      `import type { SmallContext } from './types.ts';
      export interface Small { state: string; context: SmallContext }`,
    ],
  ]);
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.json`, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const options = { ...parsed.options, types: [] };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}
