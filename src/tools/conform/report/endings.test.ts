/** Ends of the router that no case alone leads to: in each report, and withheld where they tell too much. */
import { expect, test } from 'vitest';
import { withheld } from '../withhold.ts';
import { toHtml } from './html.ts';
import { readResult, toJson } from './json.ts';
import { toJunit } from './junit.ts';
import { passed, resultOf, runOf } from './results.test-helper.ts';
import { toText } from './text.ts';

const CASES = ['bp-13-no-such-procedure', 'cr-08-all-refuse'];
const ENDING = { cases: CASES, says: ['Its process ended with SIGSEGV.'] };
const RESULT = resultOf(
  [runOf('json', CASES.map(passed), { endings: [ENDING] }), runOf('cbor', CASES.map(passed))],
  { name: 'odd' },
);

test('each report tells how the router ended, in which run, and what was played then', () => {
  const text = toText(RESULT);
  expect(text).toContain(
    [
      'The router ended while several cases were played, and none of them ends it alone:',
      '  in json: Its process ended with SIGSEGV.',
      '    Played at once: bp-13-no-such-procedure, cr-08-all-refuse',
    ].join('\n'),
  );
  expect(text).not.toContain('No case failed');
  expect(toHtml(RESULT)).toMatch(/In json: .*Its process ended with SIGSEGV\..*bp-13-no-such-procedure/);
  const junit = toJunit(RESULT);
  expect(junit).toContain('<testcase name="end 1" classname="conform.json.router"');
  expect(junit.match(/errors="1"/g)).toHaveLength(2);
  expect(readResult(toJson(RESULT), 'result.json').runs.map(({ endings }) => endings)).toEqual([
    [ENDING],
    undefined,
  ]);
});

test('a result to publish tells neither the cases nor the words of the router', () => {
  const [run] = withheld(RESULT).runs;
  expect(run?.endings).toHaveLength(1);
  expect(JSON.stringify(run?.endings)).not.toMatch(/SIGSEGV|bp-13|cr-08/);
  expect(run?.cases).toEqual(RESULT.runs[0]?.cases);
  expect(toText(withheld(RESULT))).toContain('in json: Which cases were played then is withheld.');
});
