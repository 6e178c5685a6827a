/** What TLC says of the modules, if this machine has it: `TLA2TOOLS` is the path of tla2tools.jar. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../../machines/vocabulary.ts';
import { type Model, SAFETY } from '../../src/tools/formal/model.ts';
import { traceOf } from '../../src/tools/formal/trace.ts';
import { readLog } from '../../src/wire/log.ts';
import { compareGraphs } from './comparison.ts';
import { followedText, followTrace } from './following.ts';
import { IMPLANTED } from './implanted.ts';
import { isSettled, joined, shelves } from './library.ts';
import { ASSUMPTIONS, claimFor, unansweredIn } from './liveness.ts';
import { check } from './tlc.ts';

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

  test.each(ASSUMPTIONS)('says whether every CALL is answered: $says', async (assumption) => {
    const model = modelOf('first');
    const { isRight, output } = await check(model, claimFor(assumption), { jar });
    expect(isRight, output.slice(-2_000)).toBe(assumption.isEnough);
    if (isRight) return;
    expect(output).toMatch(/Temporal propert(y|ies) .*violated/);
    const { steps } = unansweredIn(output, model);
    expect(steps.map(({ text }) => text).join('\n')).toContain('CALL');
  });

  test('finds the line of a log that is no behaviour of the dealer, as docs/formal.md shows it', async () => {
    const entries = readLog(exampleIn('docs/log.md'));
    const text = followedText(await followTrace(traceOf(entries), {}, { jar }), entries);
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
      return wrong?.line.number;
    };
    expect(await wrongIn({ via: 'proxy' })).toBeUndefined();
    expect(await wrongIn({})).toBe(11);
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
