/** What TLC says of the modules, if this machine has it: `TLA2TOOLS` is the path of tla2tools.jar. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../../machines/vocabulary.ts';
import { type Model, SAFETY } from '../../src/tools/formal/model.ts';
import { traceOf } from '../../src/tools/formal/trace.ts';
import { readLog } from '../../src/wire/log.ts';
import { BREACHES, onlyClaim } from './breaches.ts';
import { compareGraphs } from './comparison.ts';
import { IMPLANTED } from './faults.ts';
import { isSettled, joined, shelves } from './library.ts';
import { ASSUMPTIONS, claimFor, unansweredPage } from './liveness.ts';
import { check } from './tlc.ts';
import { followedText, followTrace } from './trace.ts';

const jar = process.env.TLA2TOOLS ?? '';
if (jar === '')
  console.warn(
    'SKIPPED: TLC was not asked about the TLA+ modules. Name tla2tools.jar in $TLA2TOOLS; see docs/formal.md.',
  );

const modelOf = (policy: Model['bounds']['policy'], callees = 2): Model => ({
  bounds: { policy, callees, calls: 1 },
  readings: {},
});

describe.skipIf(jar === '')('TLC', { timeout: 120_000 }, () => {
  test.each(POLICIES)('finds the same situations and steps under %s', async (policy) => {
    const { page, ours, theirs } = await compareGraphs(modelOf(policy), { jar });
    expect(page).toBeUndefined();
    expect(theirs.graph.size).toBe(ours.graph.size);
  });

  test.each(IMPLANTED)('finds $says', async ({ policy, create, changed, input }) => {
    const options = { jar, create: create?.(), changed: changed?.() };
    const { page } = await compareGraphs(modelOf(policy), options);
    expect(page).toContain(`# A difference under ${policy}: ${input}`);
  });

  test.each(POLICIES)('finds each claim about states and steps right under %s', async (policy) => {
    const { isRight, output } = await check(modelOf(policy), SAFETY, { jar });
    expect(isRight, output.slice(-2_000)).toBe(true);
  });

  test('every claim about states and steps has a fault that breaks it', () => {
    const claims = [...SAFETY.invariants, ...SAFETY.properties];
    expect(BREACHES.map(({ claim }) => claim).sort()).toEqual(claims.sort());
  });

  test.each(BREACHES)('finds $claim broken by a faulty module', async ({ claim, model, changed }) => {
    const { isRight, output } = await check(model, onlyClaim(claim, SAFETY), { jar, changed: changed() });
    expect(isRight).toBe(false);
    expect(output).toMatch(
      new RegExp(`(Invariant|property) ${claim} .*(is violated|violated)|${claim} is violated`),
    );
  });

  describe.each(ASSUMPTIONS)('says whether every CALL is answered: $says', (assumption) => {
    test.each([
      ...POLICIES.map((policy) => ({ policy, callees: 2, calls: 1 })),
      { policy: 'single', callees: 1, calls: 2 } as const,
    ])('under $policy, with $callees callees and $calls calls', async (bounds) => {
      const { isRight, output } = await check({ bounds, readings: {} }, claimFor(assumption), { jar });
      expect(isRight, output.slice(-2_000)).toBe(assumption.isEnough);
      if (!isRight) expect(output).toMatch(/Temporal propert(y|ies) .*violated/);
    });
  });

  test('finds the CALL that docs/formal.md shows unanswered', async () => {
    expect(await unansweredPage({ jar })).toBe(pageOf('model-tests/formal/unanswered.md'));
  });

  test('finds the line of a log that is no behaviour of the dealer, as docs/formal.md shows it', async () => {
    const entries = readLog(exampleIn('docs/log.md'));
    const trace = traceOf(entries);
    const text = followedText(await followTrace(trace, {}, { jar }), entries, trace);
    expect(text).toContain('no_available_callee');
    expect(pageOf('docs/formal.md')).toContain(text);
  });

  test('follows a log in which messages cross only if it is that of a proxy', async () => {
    const crossing = [
      { session: 'A', received: [1, 'realm1', {}] },
      { session: 'A', sent: [2, 1, {}] },
      { session: 'X', received: [1, 'realm1', {}] },
      { session: 'X', sent: [2, 2, {}] },
      { session: 'A', received: [64, 1, {}, 'p'] },
      { session: 'A', sent: [65, 1, 7] },
      { session: 'X', received: [48, 1, {}, 'p'] },
      { session: 'A', sent: [68, 1, 7, {}] },
      { session: 'A', received: [70, 1, {}] },
      { session: 'X', received: [49, 1, { mode: 'kill' }] },
      { session: 'X', sent: [50, 1, {}] },
    ];
    const wrongIn = async (start: object): Promise<number | undefined> => {
      const lines = [{ session: 'A', event: 'connected', ...start }, ...crossing];
      const text = lines.map((line) => JSON.stringify({ at: 0, ...line })).join('\n');
      const { wrong } = await followTrace(traceOf(readLog(text)), {}, { jar });
      return wrong?.line?.number;
    };
    expect(await wrongIn({ via: 'proxy' })).toBeUndefined();
    expect(await wrongIn({})).toBe(11);
  });

  test('follows a log in which the router and a callee give the same error', async () => {
    const error = (place: readonly number[], ...payload: unknown[]): unknown[] => [
      ...place,
      {},
      'wamp.error.not_authorized',
      ...payload,
    ];
    const lines = [
      { session: 'A', event: 'connected' },
      { session: 'A', received: [1, 'realm1', {}] },
      { session: 'A', sent: [2, 1, {}] },
      { session: 'A', received: [64, 1, {}, 'p'] },
      { session: 'A', sent: [65, 1, 7] },
      { session: 'A', received: [48, 2, {}, 'p'] },
      { session: 'A', sent: [68, 1, 7, {}] },
      { session: 'A', received: error([8, 68, 1], ['mine']) },
      { session: 'A', sent: error([8, 48, 2], ['mine']) },
      { session: 'A', received: [48, 3, {}, 'p'] },
      { session: 'A', sent: error([8, 48, 3], ["the router's"]) },
    ];
    const text = lines.map((line) => JSON.stringify({ at: 0, ...line })).join('\n');
    const { wrong } = await followTrace(traceOf(readLog(text)), {}, { jar });
    expect(wrong).toBeUndefined();
  });

  test.each([
    ['an answer that is missing', (lines: string[]) => lines.slice(0, -1), undefined],
    ['an answer that comes twice', (lines: string[]) => [...lines, lines.at(-1) as string], 13],
    [
      'a RESULT for nobody',
      (lines: string[]) => [...lines.slice(0, -1), '{"at":6,"session":"c2","sent":[50,99,{}]}'],
      12,
    ],
    [
      'an INVOCATION of no registration',
      (lines: string[]) => lines.with(9, '{"at":5,"session":"c1","sent":[68,1,9,{},[7]]}'),
      10,
    ],
    [
      'another payload of an error',
      (lines: string[]) => [
        ...lines.slice(0, -2),
        '{"at":5.8,"session":"c1","received":[8,68,1,{},"com.example.error",["this"]]}',
        '{"at":6,"session":"c2","sent":[8,48,1,{},"com.example.error",["that"]]}',
      ],
      12,
    ],
    [
      'another payload',
      (lines: string[]) => lines.with(9, '{"at":5,"session":"c1","sent":[68,1,1,{},[8]]}'),
      10,
    ],
  ] as const)('finds %s in a log', async (_, change, number) => {
    const right = exampleIn('docs/log.md')
      .trimEnd()
      .replace(/("wamp.error.)unavailable("[^\n]*)$/, '$1no_available_callee$2')
      .split('\n');
    const { wrong } = await followTrace(traceOf(readLog(change(right).join('\n'))), {}, { jar });
    expect(wrong).toBeDefined();
    expect(wrong?.line?.number).toBe(number);
  });

  test('follows the scenarios of the library', { timeout: 600_000 }, async () => {
    const shelf = (await shelves()).find(({ readings }) => Object.keys(readings).length === 0);
    // The modules have no limit of tries.
    const traces = [...(shelf?.traces ?? [])].filter(
      ([name, trace]) => isSettled(trace) && !name.startsWith('lm-04-tries'),
    );
    expect(traces.length).toBeGreaterThan(100);
    while (traces.length > 0) {
      const { wrong } = await followTrace(joined(traces.splice(0, 25)), {}, { jar });
      expect(wrong).toBeUndefined();
    }
  });
});

const pageOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The log that a page shows. */
const exampleIn = (path: string): string => /```json\n(.*?)```/s.exec(pageOf(path))?.[1] ?? '';
