/** The comparison of graphs: a fault of a dealer is the first difference, and is shown as a scenario. */
import { describe, expect, test } from 'vitest';
import { POLICIES } from '../../machines/vocabulary.ts';
import type { Model } from '../../src/tools/formal/model.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { differenceOf } from './comparison.ts';
import { explore } from './exploration.ts';
import { IMPLANTED } from './faults.ts';
import { stepsIn } from './graph.ts';
import { MODELS, readingOf, readResults, resultsIn, WORLDS, type World, worldText } from './results.ts';
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

describe('on record,', () => {
  const isQuick = ({ calls }: World): boolean => calls === 1;

  test.each(
    WORLDS.filter(isQuick).flatMap((world) =>
      POLICIES.map((policy) => ({ in: worldText(world), policy, world })),
    ),
  )('the graph of $in under $policy is that of the dealer', { timeout: 120_000 }, ({ policy, world }) => {
    const { graph, depth } = explore({ bounds: { policy, ...world }, readings: {} });
    const recorded = resultsIn(world, readResults().models).find(
      (one) => one.policy === policy && one.reading === '',
    );
    expect(recorded).toMatchObject({ situations: graph.size, steps: stepsIn(graph), depth });
  });

  test('each graph is that of a model of the page, once, in their order', () => {
    const nameOf = (world: World, policy: string, reading: string): string =>
      `${worldText(world)}, ${policy}, ${reading}`;
    const names = readResults().models.map((one) => nameOf(one, one.policy, one.reading));
    const known = new Set(names);
    const models = MODELS.map(({ bounds, readings }) =>
      nameOf(bounds, bounds.policy, readingOf({ bounds, readings })),
    );
    expect(names).toEqual(models.filter((name) => known.has(name)));
  });
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
