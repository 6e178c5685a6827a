/** Results as JSON: what is written is read back, and a mistake is named with its place. */
import { describe, expect, test } from 'vitest';
import type { CaseResult, Result, Run } from '../result.ts';
import { stepOf } from './flow.ts';
import { ResultError, readResult, toJson } from './json.ts';
import { mixedResult, rightResult } from './results.test-helper.ts';

const MIXED = await mixedResult();

/** The cases of a result as they are read back. */
const readBack = (result: Result): readonly (readonly CaseResult[])[] =>
  readResult(toJson(result), 'a.json').runs.map(({ cases }) => cases);

test('a result is read back as it was written, but for what its cases have in common', () => {
  for (const result of [MIXED, rightResult()]) {
    const { runs, ...facts } = readResult(toJson(result), 'a.json');
    expect(facts).toEqual({ ...result, runs: undefined });
    expect(runs.map(({ cases, ...run }) => ({ ...run, ids: cases.map(({ id }) => id) }))).toEqual(
      result.runs.map(({ cases, ...run }) => ({ ...run, ids: cases.map(({ id }) => id) })),
    );
  }
});

test.each(['fail', 'no answer', 'router gone', 'non-strict'] as const)(
  'a case with the verdict %s is there with its script, its messages and its command, once for all serialisations',
  (verdict) => {
    const [first] = MIXED.runs as [Run];
    const those = first.cases.filter((one) => one.verdict === verdict);
    expect(those.length).toBeGreaterThan(0);
    const [once, again] = readBack({ ...MIXED, runs: [first, { ...first, serialisation: 'cbor' }] });
    expect(once?.filter((one) => one.verdict === verdict)).toEqual(
      those.map((one) => ({ ...one, expected: stepOf(one) })),
    );
    const brief = again?.filter((one) => one.verdict === verdict) ?? [];
    expect(brief.map(({ id, says }) => [id, says])).toEqual(those.map(({ id, says }) => [id, says]));
    for (const one of brief) expect(one).not.toHaveProperty('came');
  },
);

test('a case that passed is brief', () => {
  const passed = readBack(rightResult()).flat();
  expect(passed.length).toBeGreaterThan(0);
  for (const one of passed)
    expect([one.verdict, one.script, one.again]).toEqual(['pass', undefined, undefined]);
});

test('a rule that is broken everywhere does not fill the file', () => {
  const [first] = MIXED.runs as [Run];
  const breaches = Array.from({ length: 100 }, (_, index) => ({ case: `a${index}`, says: 'Expected.' }));
  const judged = [{ rule: 'BP-26', outcome: 'broken', breaches }] as const;
  const [run] = readResult(toJson({ ...MIXED, runs: [{ ...first, judged }] }), 'a.json').runs;
  expect(run?.judged[0]?.breaches).toEqual(breaches.slice(0, 10));
});

test('each case has one line', () => {
  const lines = toJson(MIXED).split('\n');
  const cases = MIXED.runs.flatMap((run) => run.cases);
  expect(lines.filter((line) => line.startsWith('    {"id":'))).toHaveLength(cases.length);
});

/** The error about a result in which a value is replaced. */
function complaint(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(toJson(MIXED));
  let place = copy;
  for (const key of path.slice(0, -1)) place = place[key];
  const last = path.at(-1) as string;
  if (value === undefined) delete place[last];
  else place[last] = value;
  try {
    readResult(JSON.stringify(copy), 'a.json');
  } catch (error) {
    expect(error).toBeInstanceOf(ResultError);
    return (error as Error).message;
  }
  return 'accepted';
}

describe('a mistake is named with its place, and with the expected and the received value', () => {
  test.each([
    [['runs'], [], 'Expected at least one item at /runs of a.json, but the list is empty.'],
    [['router', 'name'], undefined, 'Expected the key name at /router of a.json, but it is not there.'],
    [
      ['router', 'nome'],
      'x',
      'Expected no key but name, version, agent at /router/nome of a.json, but nome came.',
    ],
    [['date'], 'yesterday', 'Expected a time in ISO 8601 at /date of a.json, but "yesterday" came.'],
    [
      ['runs', 0, 'seconds'],
      -1,
      'Expected a number of at least 0 at /runs/0/seconds of a.json, but -1 came.',
    ],
    [
      ['runs', 0, 'cases', 1, 'rule'],
      'CR-99',
      'Expected the id of a rule, such as CR-3; `dealerchart rules` lists them at /runs/0/cases/1/rule of a.json, but "CR-99" came.',
    ],
    [
      ['runs', 0, 'cases', 0, 'under'],
      { newcomer: 'perhaps' },
      'Expected candidate or ignored at /runs/0/cases/0/under/newcomer of a.json, but "perhaps" came.',
    ],
    [
      ['runs', 0, 'portrait', 'readings', 0, 'option'],
      'relaxed',
      'Expected after-last or index or counter or no option or not seen at /runs/0/portrait/readings/0/option of a.json, but "relaxed" came.',
    ],
  ])('%j', (path, value, message) => {
    expect(complaint(path, value)).toBe(message);
  });

  test('a text that is no JSON', () => {
    expect(() => readResult('{', 'a.json')).toThrow(
      /^Expected a result as `dealerchart conform --json` writes it in a\.json, but it is no JSON: /,
    );
  });

  test('a result of another format', () => {
    expect(complaint(['format'], 2)).toBe(
      'Expected a result as `dealerchart conform --json` writes it in a.json, but its format is 2, and this version reads 1: use the dealerchart that wrote it.',
    );
  });

  test('two runs of one serialisation, and one case twice', () => {
    expect(complaint(['runs', 1, 'serialisation'], 'json')).toBe(
      'Expected one run for each serialisation in a.json, but json is there twice.',
    );
    const [first] = MIXED.runs[0]?.cases ?? [];
    expect(complaint(['runs', 0, 'cases'], [first, first])).toBe(
      `Expected each case once in the run in json of a.json, but ${first?.id} is there twice.`,
    );
  });
});
