/** The cases of the conformance suite cover every edge that a router can be led over, and their ids stay. */
import { describe, expect, test } from 'vitest';
import { createDealer, type DealerOptions, type Step } from '../../src/dealer/index.ts';
import { obstacleTo, readCases } from '../../src/tools/conform/case.ts';
import { readCasePages, readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { type Open, play } from '../../src/tools/scenario/play.ts';
import { refreshScenario } from '../../src/tools/scenario/refresh.ts';
import { readingsOf } from '../../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { openSystem } from '../../src/tools/scenario/systems/index.ts';
import { recordedIds } from '../conformance/ids.ts';
import { BARRIERS, EDGES, edgesBehind, edgesTakenBy, isOutOfReach } from '../conformance/reach.ts';
import { pageOf } from '../scenarios.ts';

const CASES = await readCases();
const PAGES = [...readCasePages().values()];

describe('the edges', () => {
  test('that no case takes are those that no client can lead a router over; run "npm run cases" if there are more', async () => {
    const taken = await edgesTakenBy(CASES.map(({ written }) => written));
    expect(EDGES.filter((edge) => !taken.has(edge))).toEqual(EDGES.filter(isOutOfReach));
  });

  test.each(BARRIERS)('$reason', (barrier) => {
    for (const pattern of barrier.edges)
      expect(edgesBehind({ ...barrier, edges: [pattern] }), pattern).not.toEqual([]);
    const others = BARRIERS.filter((one) => one !== barrier).flatMap(edgesBehind);
    expect(edgesBehind(barrier).filter((edge) => others.includes(edge))).toEqual([]);
  });
});

describe('the ids', () => {
  test('are those on record; "npm run cases" adds new ones, and none is ever removed', () => {
    expect(CASES.map(({ id }) => id).sort()).toEqual([...recordedIds()].sort());
  });

  test('are of one case each', () => {
    expect([...readCasePages().keys()].filter((id) => readLibrary().has(id))).toEqual([]);
  });
});

describe.each(PAGES)('$file', (scenario) => {
  test('is a case', () => {
    expect(obstacleTo(scenario)).toBeUndefined();
    expect(CASES.map(({ written }) => written)).toContain(scenario);
  });

  test('takes an edge for each rule and reading that it shows', async () => {
    const shown = new Set<string>();
    const inspect = ({ rules, readings }: Step): void => {
      for (const id of [...rules, ...readings]) shown.add(id);
    };
    const create = (options: DealerOptions) => createDealer({ ...options, inspect });
    const open: Open = async (options) => new DealerUnderTest('inspected', create, options);
    for (const readings of scenario.logs.map(readingsOf)) await play(scenario, open, { readings, seed: 1 });
    expect([...scenario.rules, ...scenario.readings].filter((id) => !shown.has(id))).toEqual([]);
  });

  test('stays as it is under --rewrite', async () => {
    const page = await refreshScenario(scenario, (options) => openSystem('generated', options), 1);
    expect(page).toBe(pageOf(scenario.file));
  });
});

test('each title of a case is its own', () => {
  const titles = CASES.map(({ scenario }) => scenario.title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});
