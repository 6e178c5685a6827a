/** Blocks of all documents: every program runs, and every output is the real one. */
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { callMachine } from '../../machines/index.ts';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { LIMITS } from '../../src/router/limits.ts';
import { Metrics } from '../../src/router/metrics.ts';
import { drawFlow } from '../../src/tools/draw/flow/index.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import type { Scenario } from '../../src/tools/scenario/scenario.ts';
import { trace } from '../../src/tools/trace/trace.ts';
import { autobahn, openAutobahn } from '../clients/autobahn.ts';
import { withBroker } from '../clients/broker.ts';
import { AUTHENTICATION, pagePrincipals } from '../clients/logins.ts';
import { example, Program } from '../clients/process.ts';
import { RawClient } from '../clients/raw.ts';
import { withRouter } from '../clients/router.ts';
import { BLOCKS, type Block, blockBefore, blocksOfKind, textOf } from './blocks.ts';
import { isBuilt } from './built.ts';

/** True for a fragment of a program with an Autobahn session. */
const isFragment = ({ text }: Block): boolean => text.includes('session.register');

/** Blocks whose content another test checks: by page, the file of the test. */
const COMPARED: Readonly<Record<string, string>> = {
  'docs/authentication.md': 'model-tests/clients/foreign/foreign.test.ts',
  'docs/judge.md': 'model-tests/oracles/log.test.ts',
  'docs/log.md': 'model-tests/oracles/log.test.ts',
  'docs/scenarios.md': 'model-tests/repository/scenarios.test.ts',
  'docs/serve.md': 'model-tests/clients/configuration.test.ts',
  'docs/site.md': 'model-tests/repository/site.test.ts',
  'docs/vectors.md': 'src/tools/vectors/vectors.test.ts',
};

/** Kinds of blocks, with a filter for those that are checked. */
const KINDS: Readonly<Record<string, (block: Block) => boolean>> = {
  js: () => true, // below, as a program or as a fragment
  ts: () => true, // below
  html: () => true, // below
  flow: () => true, // below
  nginx: () => true, // below
  yaml: () => true, // below
  sh: () => true, // commands.test.ts
  diff: ({ page }) => page === 'CONTRIBUTING.md', // worked-example.test.ts
  text: () => true, // a drawing
  json: ({ page }) => page in COMPARED, // that of docs/authentication.md below
  python: ({ page }) => page in COMPARED,
  markdown: ({ page }) => page in COMPARED,
  // Output of a command.
  '': (block) => block.page in COMPARED || /^node examples\/\S+\.mjs$/m.test(blockBefore(block)?.text ?? ''),
};

test('every block of every document is of a kind that is tried', () => {
  const others = BLOCKS.filter((block) => !KINDS[block.kind]?.(block));
  expect(others.map(({ place, kind }) => `${place}: ${kind}`)).toEqual([]);
  for (const [page, file] of Object.entries(COMPARED))
    expect(textOf(file)).toContain(page.replace('docs/', ''));
});

test('there are programs, fragments, flows and commands', () => {
  expect(blocksOfKind('js').filter((block) => !isFragment(block)).length).toBeGreaterThan(5);
  expect(blocksOfKind('js').some(isFragment)).toBe(true);
  expect(blocksOfKind('flow').length).toBeGreaterThan(7);
  expect(blocksOfKind('sh').length).toBeGreaterThan(10);
  for (const kind of ['html', 'nginx', 'ts', 'yaml']) expect(blocksOfKind(kind), kind).not.toEqual([]);
});

const { exports: entries } = JSON.parse(textOf('package.json'));

beforeAll(isBuilt);

// --- programs ---

/** True for a program that is an example as well, which a test of its own runs. */
const isExample = ({ text }: Block): boolean => text === textOf('examples/gateway.mjs');

const SHOWN = /^(console\.log\(.*\);) \/\/ (.*)$/gm;
const MARK = '--- shown ---';

describe('every program of a page runs, and prints what the page says', () => {
  const programs = blocksOfKind('js').filter((block) => !isFragment(block) && !isExample(block));

  test.each(programs)('$place', async ({ page, text }) => {
    // A program that needs a router gets one, with the principals of the page.
    const { url } = await withRouter(page === AUTHENTICATION ? pagePrincipals() : {});
    const marked = text
      .replaceAll('ws://127.0.0.1:8080/ws', url)
      .replace(SHOWN, `console.log('${MARK}'); $1 console.log('${MARK}');`);
    const program = new Program('--input-type=module', ['--eval', marked]);
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stderr).toBe('');
    const printed = program.stdout.split(`${MARK}\n`).filter((_, index) => index % 2 === 1);
    expect(printed).toEqual([...text.matchAll(SHOWN)].map(([, , output]) => `${output}\n`));
  });
});

describe('every fragment for Autobahn|JS', () => {
  /** Joins, and runs the fragment with the variables that it assumes. */
  const offer = async (url: string, { text }: Block, name: string, isBusy: () => boolean): Promise<void> => {
    const { session } = await openAutobahn(url);
    const registrations: Promise<unknown>[] = [];
    const register = (...args: Parameters<typeof session.register>) => {
      registrations.push(session.register(...args));
    };
    const work = (job: unknown): string => `${name} did ${job}`;
    new Function('session', 'autobahn', 'isBusy', 'work', text)({ register }, autobahn, isBusy, work);
    await Promise.all(registrations);
  };

  test.each(blocksOfKind('js').filter(isFragment))('shares a procedure: $place', async (block) => {
    const router = await withRouter();
    const busy = new Set<string>();
    for (const name of ['Ann', 'Bob']) await offer(router.url, block, name, () => busy.has(name));
    const { session: caller } = await openAutobahn(router.url);
    const call = (job: string): Promise<unknown> => caller.call('com.example.work', [job]);

    expect([await call('one'), await call('two')]).toEqual(['Ann did one', 'Bob did two']);
    busy.add('Ann');
    expect([await call('three'), await call('four')]).toEqual(['Bob did three', 'Bob did four']);
    busy.add('Bob');
    await expect(call('five')).rejects.toMatchObject({ error: 'wamp.error.no_available_callee' });
  });
});

test.each(blocksOfKind('html'))('a page imports an entry of the package: $place', ({ text }) => {
  const imported = [...text.matchAll(/from '\.\/node_modules\/dealerchart\/([^']+)'/g)].map(
    ([, path]) => path,
  );
  expect(imported).toEqual([entries['.'].default.slice(2)]);
});

test.each(blocksOfKind('ts'))(
  'an edge that is explained is in the chart, word for word: $place',
  ({ text }) => {
    const explained: Record<string, unknown> = new Function(`return {${text}}`)();
    const isIn = (part: unknown, edge: unknown): boolean =>
      isDeepStrictEqual(part, edge) ||
      (typeof part === 'object' && part !== null && Object.values(part).some((inner) => isIn(inner, edge)));
    expect(explained).not.toEqual({});
    for (const edge of Object.values(explained)) expect(isIn(callMachine.config, edge)).toBe(true);
  },
);

// --- flows ---

describe('every flow is that of its scenario', () => {
  test.each(blocksOfKind('flow'))('$place', async ({ info, text }) => {
    const scenario = readLibrary().get(info) as Scenario;
    expect(text).toBe(drawFlow(await trace(scenario, { readings: DEFAULT_READINGS, seed: 1 }), 'ascii'));
  });
});

// --- configurations of other programs ---

describe('every rule for Prometheus', () => {
  const gauges = { realms: 0, sessions: 0, registrations: 0, calls: 0, connections: 0, bytes: 0 };
  const samples = new Metrics().write(gauges).split('\n');

  test.each(blocksOfKind('yaml'))('in $place is about values that the router has', ({ text }) => {
    const rules = [...text.matchAll(/^ +expr: (.*)$/gm)].map(([, rule]) => rule as string);
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) {
      for (const [, name, label, values = ''] of rule.matchAll(
        /(dealerchart_\w+)(?:\{(\w+)=~?"([^"]+)"\})?/g,
      ))
        for (const value of values.split('|')) {
          const beginning = label === undefined ? `${name}` : `${name}{${label}="${value}"}`;
          expect(
            samples.some((sample) => sample.startsWith(beginning)),
            beginning,
          ).toBe(true);
        }
    }
  });

  test.each(blocksOfKind('yaml'))('in $place is explained below', ({ page, text }) => {
    const alarms = [...text.matchAll(/alert: (\w+)/g)].map(([, alarm]) => alarm);
    const explained = [...textOf(page).matchAll(/^\| ([A-Z]\w+) \|/gm)].map(([, alarm]) => alarm);
    expect(explained).toEqual(alarms);
  });
});

test.each(blocksOfKind('nginx'))('the proxy in $place suits the defaults of the router', ({ text }) => {
  expect(text).toContain('location = /ws {');
  expect(text).toContain('proxy_pass http://127.0.0.1:8080;');
  const [, seconds] = /proxy_read_timeout (\d+)s;/.exec(text) ?? [];
  expect(Number(seconds) * 1_000).toBeGreaterThan(2 * LIMITS.pingInterval.default);
});

// --- examples ---

describe('the example', () => {
  /** What a page shows after the command of an example. */
  const shownFor = (name: string): string => {
    const command = BLOCKS.findIndex(({ text }) => text === `node examples/${name}\n`);
    expect(BLOCKS[command + 1]).toMatchObject({ kind: '', page: BLOCKS[command]?.page });
    return BLOCKS[command + 1]?.text ?? '';
  };

  test('rerouting.mjs prints what the README shows', async () => {
    const { url } = await withRouter();
    const program = example('rerouting.mjs', url);
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stdout).toBe(shownFor('rerouting.mjs'));
  });

  test('broker.mjs prints what its page shows, with calls at the dealer and events at the broker', async () => {
    const [router, broker] = [await withRouter(), await withBroker()];
    const program = example('broker.mjs', router.url, broker.url);
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stdout).toBe(shownFor('broker.mjs'));
    expect(broker.published).toEqual(Array(4).fill('com.example.resized'));
  });

  test('broker.mjs ends with a sentence if one of the routers is not there, or is no broker', async () => {
    const { url } = await withRouter();
    const nowhere = 'ws://127.0.0.1:1/ws';
    for (const [dealer, broker, sentence] of [
      [url, nowhere, `No session in realm1 on ${nowhere}: unreachable. Is the router running?`],
      [url, url, `${url} refuses: wamp.error.feature_not_supported`],
    ] as const) {
      const program = example('broker.mjs', dealer, broker);
      expect(await program.ended).toBe(1);
      expect(program.stderr).toContain(sentence);
    }
  });

  test('gateway.mjs keeps realms apart, lets calls time out, and says goodbye at its end', async () => {
    expect(blocksOfKind('js').filter(isExample)).toHaveLength(1);
    const program = example('gateway.mjs', '0');
    const url = await program.line(/^ws:.*$/m);
    const { session: worker } = await openAutobahn(url);
    await worker.register('com.example.work', (job) => `${job} done`);
    await worker.register('com.example.never', () => new Promise(() => {}));
    const { session: caller } = await openAutobahn(url);
    const { session: stranger } = await openAutobahn(url, { realm: 'realm2' });
    expect(await caller.call('com.example.work', ['it'])).toBe('it done');
    await expect(stranger.call('com.example.work')).rejects.toMatchObject({
      error: 'wamp.error.no_such_procedure',
    });
    await expect(caller.call('com.example.never', [], {}, { timeout: 50 })).rejects.toMatchObject({
      error: 'wamp.error.timeout',
    });
    const raw = await RawClient.connect(url);
    raw.send('HELLO', 'realm3', { roles: { caller: {} } });
    expect(await raw.expect('ABORT')).toContain('wamp.error.no_such_realm');
    program.kill('SIGTERM');
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stderr).toBe('');
  });

  test('embedding.mjs tells of a re-route, a timeout, a worker who leaves, and a call that all refuse', async () => {
    const program = example('embedding.mjs');
    expect(await program.ended, program.stderr).toBe(0);
    expect(program.stdout).toMatchInlineSnapshot(`
      "  0 ms  Dora wants cat.png resized.
                to Ann: INVOCATION cat.png
        0 ms  Ann is busy and refuses.
                to Bob: INVOCATION cat.png
      200 ms  Bob is done.
                to Dora: RESULT small-cat.png
      200 ms  Dora wants dog.png resized.
                to Cleo: INVOCATION dog.png
      700 ms  Cleo has not answered, and the time is up.
                to Dora: ERROR wamp.error.timeout No answer from com.example.resize within 500 ms.
                to Cleo: INTERRUPT
      700 ms  Dora wants emu.png resized.
                to Ann: INVOCATION emu.png
      700 ms  Ann hangs up in the middle of it.
                to Dora: ERROR wamp.error.canceled The callee of com.example.resize left before it answered.
      700 ms  Dora tries emu.png again.
                to Bob: INVOCATION emu.png
      700 ms  Bob is busy now.
                to Cleo: INVOCATION emu.png
      700 ms  So is Cleo, and nobody is left.
                to Dora: ERROR wamp.error.no_available_callee No callee of com.example.resize is left for this call; 2 were asked and refused.
      Everybody has gone home: { sessions: 0, registrations: 0, calls: 0 }
      "
    `);
  });
});
