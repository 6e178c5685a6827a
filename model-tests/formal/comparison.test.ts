/** The comparison of graphs: a fault of a dealer is the first difference, and is shown as a scenario. */
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../../machines/vocabulary.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { differenceOf } from './comparison.ts';
import { explore } from './exploration.ts';
import { IMPLANTED } from './faults.ts';
import { stepsIn } from './graph.ts';
import { readResults } from './results.ts';
import { readState } from './value.ts';

const modelOf = (policy: Model['bounds']['policy']): Model => ({
  bounds: { policy, callees: 2, calls: 1 },
  readings: {},
});

describe('against the graph of a right dealer,', () => {
  const faults = IMPLANTED.filter(({ create }) => create !== undefined);

  test.each(faults)(
    '$says differs, and a scenario shows it',
    { timeout: 120_000 },
    ({ policy, create, input }) => {
      const model = modelOf(policy);
      const page = differenceOf(explore(model, create?.()), explore(model).graph, model) ?? '';
      expect(page).toContain(`# A difference under ${policy}: ${input}`);
      expect(parseScenario(page, 'difference.md').steps.length).toBeGreaterThan(3);
    },
  );

  test('another right dealer is the same', () => {
    const model = modelOf('last');
    expect(differenceOf(explore(model), explore(model).graph, model)).toBeUndefined();
  });
});

test.each(POLICIES)('the graph on record under %s is that of the dealer', { timeout: 120_000 }, (policy) => {
  const { graph, depth } = explore({ bounds: { policy, callees: 3, calls: 1 }, readings: {} });
  const recorded = readResults().models.find(
    (one) => one.policy === policy && one.callees === 3 && one.calls === 1 && one.reading === '',
  );
  expect(recorded).toMatchObject({ situations: graph.size, steps: stepsIn(graph), depth });
});

test('values are read as TLC prints them', () => {
  const state = readState(
    '/\\ calls = << [callee |-> [session |-> A, place |-> 2], refusals |-> {}, tries |-> -1] >>\n/\\ waiting = (A :> <<1>> @@ caller :> <<>>)\n/\\ todo = <<>>\n/\\ isOver = FALSE\n/\\ policy = "round robin"',
  );
  expect(state).toEqual({
    calls: [{ callee: { session: 'A', place: 2 }, refusals: [], tries: -1 }],
    waiting: { A: [1], caller: [] },
    todo: [],
    isOver: false,
    policy: 'round robin',
  });
});
