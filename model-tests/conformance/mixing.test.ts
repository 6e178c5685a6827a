/** Cases in two serialisations: on the router of this project, on one that loses values, and on one that has only JSON. */
import { afterEach, describe, expect, test } from 'vitest';
import { inFull } from '../../src/dealer/payload.ts';
import { type Router, startRouter } from '../../src/router/index.ts';
import { isTellable, mixOf } from '../../src/tools/conform/mixing.ts';
import { SERIALISATION_NAMES } from '../../src/tools/conform/result.ts';
import { readCasePages, readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import type { Serialisation } from '../../src/wire/serialisation.ts';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { resultIn, runOf } from './judging.ts';

const CROSSING = 'bp-14-payload-across-serialisations';
const UNTELLABLE = 'ud-01-untellable-to-one-callee';

const restorers: (() => void)[] = [];
let router: Router | undefined;

afterEach(async () => {
  await router?.close(0);
  router = undefined;
  for (const restore of restorers.splice(0)) restore();
});

async function serve(readings = {}): Promise<string> {
  router = await startRouter({ port: 0, realms: ['realm1'], readings });
  return router.url;
}

/** Changes a serialisation of the router until the end of the test. */
function change(name: string, changes: (before: Serialisation) => Partial<Serialisation>): void {
  const serialisation = SERIALISATIONS.get(`wamp.2.${name}`) as Serialisation;
  const before = { ...serialisation };
  restorers.push(() => Object.assign(serialisation, before));
  Object.assign(serialisation, changes(before));
}

describe('payloads between two serialisations', () => {
  test.each(SERIALISATION_NAMES)('are unchanged by this router, in the run in %s', async (name) => {
    expect(resultIn(await runOf(await serve(), [CROSSING], name), CROSSING).verdict).toBe('pass');
  });

  test('that a router changes on the way to the callee break CR-10', async () => {
    const url = await serve();
    // The other client of a run in JSON speaks MessagePack.
    change('msgpack', ({ write }) => {
      const rounded = (message: Parameters<typeof write>[0], most?: number) =>
        write(JSON.parse(JSON.stringify(inFull(message)).replaceAll('0.1,', '0.125,')), most);
      return { write: rounded, writeParts: (message, most) => [rounded(message, most)] };
    });
    const { verdict, rule, step } = resultIn(await runOf(url, [CROSSING]), CROSSING);
    expect({ verdict, rule, step }).toEqual({ verdict: 'fail', rule: 'CR-10', step: 6 });
  });

  test('are not judged where the router has one serialisation', async () => {
    const url = await serve();
    const all = new Map(SERIALISATIONS);
    restorers.push(() => {
      for (const [protocol, one] of all) (SERIALISATIONS as Map<string, Serialisation>).set(protocol, one);
    });
    for (const protocol of ['wamp.2.msgpack', 'wamp.2.cbor'])
      (SERIALISATIONS as Map<string, Serialisation>).delete(protocol);
    const run = await runOf(url, [CROSSING, UNTELLABLE]);
    for (const id of [CROSSING, UNTELLABLE])
      expect(resultIn(run, id)).toMatchObject({
        verdict: 'not played',
        says: ['It needs two serialisations that the router accepts.'],
      });
    expect(run.portrait.readings.find(({ reading }) => reading === 'undeliverable')?.option).toBe('not seen');
  });
});

describe('the reading `undeliverable`', () => {
  test.each(['next', 'error'] as const)('is inferred as %s in each serialisation', async (option) => {
    const url = await serve({ undeliverable: option });
    for (const name of SERIALISATION_NAMES) {
      const run = await runOf(url, [UNTELLABLE], name);
      expect(run.portrait.readings.find(({ reading }) => reading === 'undeliverable')).toMatchObject({
        option,
      });
    }
  });

  test('is no option where the router puts null in place of NaN', async () => {
    const url = await serve();
    change('json', ({ write }) => {
      const lossy = (message: Parameters<typeof write>[0]) => Buffer.from(JSON.stringify(inFull(message)));
      return { write: lossy, writeParts: (message) => [lossy(message)] };
    });
    const run = await runOf(url, [UNTELLABLE]);
    expect(run.portrait.readings.find(({ reading }) => reading === 'undeliverable')?.option).toBe(
      'no option',
    );
    expect(resultIn(run, UNTELLABLE)).toMatchObject({ verdict: 'non-strict', rule: 'UD-1' });
  });
});

describe('undeliverable messages', () => {
  const script = (...steps: string[]) =>
    parseScenario(
      [
        '# Title',
        '',
        'A reason.',
        '',
        '```script',
        'alice joins as callee',
        'carol joins as caller',
        'alice: REGISTER ?a {} com.example.add',
        ...steps,
        '```',
        '',
        '```log',
        '3 alice REGISTERED ?a ?registration',
        `${3 + steps.length} alice misses INVOCATION ?toAlice ?registration {} [1]`,
        '```',
        '',
        'Shows UD-1.',
        '',
      ].join('\n'),
      'page.md',
    );
  const CALL = 'carol: CALL ?call {} com.example.add [1]';

  test('can be made by their values if the reason is that, and the call comes after it', () => {
    expect(isTellable(script('alice takes nothing: untellable', CALL))).toBe(true);
  });

  test('cannot be made for another reason', () => {
    expect(isTellable(script('alice takes nothing: backlog', CALL))).toBe(false);
  });

  test('cannot be made by a client that speaks JSON itself', () => {
    const own = ['alice takes nothing: untellable', 'carol takes nothing: untellable', CALL];
    expect(isTellable(script(...own))).toBe(false);
  });

  test('cannot be made between two such steps', () => {
    const between = [
      'alice takes nothing: untellable',
      CALL.replace('?call', '?one'),
      'alice takes nothing: untellable',
      CALL,
    ];
    expect(isTellable(script(...between))).toBe(false);
  });

  test('are those of clients that speak JSON', () => {
    const page = readCasePages().get(UNTELLABLE);
    expect(page && mixOf(page)).toEqual({ others: ['alice'], isUntellable: true });
    expect(mixOf(readLibrary().get('cr-08-all-refuse') as never)).toBeUndefined();
  });
});
