/** The page of the results that are checked in, made from results of other routers. */
import { expect, test } from 'vitest';
import { mixedResult, rightResult } from '../../src/tools/conform/report/results.test-helper.ts';
import { pageOfResults } from '../pages/conformance.ts';
import { pageOf } from '../scenarios.ts';

const MIXED = await mixedResult();
const PAGE = pageOfResults({ 'odd.json': MIXED, 'right.json': rightResult() });

test('without results the page says so', () => {
  expect(pageOfResults({})).toMatch(/\n\nNo results are checked in\.\n$/);
});

test('has the routers with their files, and what a router says stays text', () => {
  expect(PAGE).toContain(
    '| Odd &#60;router&#62; 1.2.3 | odd/1.2.3 "beta" | 2026-03-14, by dealerchart 0.1.0 | json, msgpack, cbor (not complete) | `odd.json` |',
  );
});

test('has features, and the open questions with different answers', () => {
  expect(PAGE).toContain('| `call_timeout` | announced, does not work | announced and works |');
  expect(PAGE).toContain(
    '| [late](../readings.md#late) | Is a late answer of a callee discarded, or a protocol error? | abort | discard |',
  );
  expect(PAGE).not.toContain('(../readings.md#newcomer)');
});

test('names the cases that a router does not pass, and counts the others', () => {
  expect(PAGE).toMatch(/\n### CR: Call re-routing\n\n\| case \|/);
  expect(PAGE).toContain(
    '| [Under roundrobin a refused call goes to the next callee in turn](../../model-tests/scenarios/cr-03-roundrobin-goes-on.md) | fail | pass |',
  );
  const alone = pageOfResults({ 'right.json': rightResult() });
  expect(alone).toMatch(/\n### CR: Call re-routing\n\nAll routers pass \d+ of \d+ cases\.\n/);
  expect(alone).not.toContain('| case |');
});

test('every row of a table has as many cells as its head, and every linked scenario is there', () => {
  const tables = PAGE.trimEnd()
    .split('\n\n')
    .filter((block) => block.startsWith('|'));
  expect(tables.length).toBeGreaterThan(5);
  for (const table of tables) {
    const widths = table.split('\n').map((row) => row.split('|').length);
    expect(new Set(widths).size, table).toBe(1);
  }
  const links = [...PAGE.matchAll(/\]\(\.\.\/\.\.\/(model-tests\/scenarios\/[^)]+\.md)\)/g)];
  expect(links.length).toBeGreaterThan(100);
  for (const [, path = ''] of links) expect(pageOf(path)).toMatch(/^# /);
});
