/** Ways to states and edges, made by a search. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { openDealer } from '../scenario/page.test-helper.ts';
import { parseScenario } from '../scenario/parse.ts';
import { play } from '../scenario/play.ts';
import { writeScenario } from '../scenario/write.ts';
import { trace } from '../trace/trace.ts';
import { makeWay, TARGETS, type Target, type Way } from './path.ts';

const targetOf = (name: string): Target => TARGETS.get(name) as Target;

const scriptOf = ({ trace: { scenario } }: Way): string[] => scenario.steps.map(({ text }) => text);

const STATES = [...TARGETS.values()].filter(({ edge }) => edge === undefined);

describe('to every state', () => {
  test.each(STATES)('$name, there is a way that ends with it, and passes as a page', async (target) => {
    const way = (await makeWay(target)) as Way;
    const { steps, scenario } = way.trace;
    expect(steps.filter(({ impossible }) => impossible !== undefined)).toEqual([]);
    const met = steps.map(({ events }) => events.some(target.isMetBy));
    expect(met.indexOf(true)).toBe(way.steps - 1);
    const page = parseScenario(writeScenario(scenario), 'page.md');
    expect(await play(page, openDealer, { readings: DEFAULT_READINGS, seed: 1 })).toBeUndefined();
  });

  test('no scenario of the library is shorter, unless a session calls itself in it', async () => {
    const ways = new Map<string, number>();
    for (const target of STATES) ways.set(target.name, ((await makeWay(target)) as Way).steps);
    const shorter: string[] = [];
    for (const [name, scenario] of readLibrary()) {
      const roles = scenario.steps.flatMap(({ action }) =>
        action.does === 'join' ? [Object.keys(action.roles)] : [],
      );
      if (roles.some((each) => each.length > 1) || scenario.methods !== undefined) continue;
      const { steps } = await trace(scenario, { readings: DEFAULT_READINGS, seed: 1 });
      for (const { name: state, isMetBy } of STATES) {
        const at = steps.findIndex(({ events }) => events.some(isMetBy));
        if (at >= 0 && at + 1 < (ways.get(state) as number)) shorter.push(`${state} in ${name}`);
      }
    }
    expect(shorter).toEqual([]);
  });
});

test('a way is as plain as it is short: only the sessions, roles and features that it needs', async () => {
  expect(scriptOf((await makeWay(targetOf('call.expired'))) as Way)).toEqual([
    'alice joins as callee',
    'carol joins as caller',
    'alice: REGISTER ?register {} com.example.add',
    'carol: CALL ?call {"timeout": 1000} com.example.add',
    '1000 ms pass',
  ]);
  expect(scriptOf((await makeWay(targetOf('call.invoked.interrupted'))) as Way)).toEqual([
    'alice joins as callee with call_canceling',
    'carol joins as caller',
    'alice: REGISTER ?register {} com.example.add',
    'carol: CALL ?call {} com.example.add',
    'carol: CANCEL ?call {"mode": "kill"}',
  ]);
  expect(scriptOf((await makeWay(targetOf('session.established'))) as Way)).toEqual([
    'alice joins as caller',
  ]);
});

test('a way is the same each time', async () => {
  const [one, other] = [await makeWay(targetOf('call.failed')), await makeWay(targetOf('call.failed'))];
  expect(scriptOf(one as Way)).toEqual(scriptOf(other as Way));
});

test('a way over an edge ends with it, under an option that it cites if the defaults do not lead there', async () => {
  const cancel = targetOf('call.invoked, CANCEL, edge 1');
  const way = (await makeWay(cancel)) as Way;
  expect(way.trace.readings).toEqual(DEFAULT_READINGS);
  expect(way.trace.steps.at(-1)?.events.some(cancel.isMetBy)).toBe(true);
  const newcomers = targetOf('registration.occupied.shared.last, select, edge 1');
  const { trace: under } = (await makeWay(newcomers)) as Way;
  expect(under.readings).toEqual({ ...DEFAULT_READINGS, newcomer: 'ignored' });
  expect(under.steps.at(-1)?.events.some(newcomers.isMetBy)).toBe(true);
});

test('under readings that are given, no others are tried', async () => {
  const target = targetOf('registration.occupied.shared.last, select, edge 1');
  expect(await makeWay(target, DEFAULT_READINGS)).toBeUndefined();
});
