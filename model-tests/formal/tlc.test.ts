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
});

const pageOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The log that a page shows. */
const exampleIn = (path: string): string => /```json\n(.*?)```/s.exec(pageOf(path))?.[1] ?? '';
