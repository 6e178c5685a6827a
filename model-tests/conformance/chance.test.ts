/** The statistical case about `random`, on a right router and on routers whose choice is not random. */
import { afterEach, describe, expect, test } from 'vitest';
import type { SelectEvent } from '../../machines/vocabulary.ts';
import { EVENT } from '../../src/dealer/system.ts';
import { type Router, startRouter } from '../../src/router/index.ts';
import { flawIn } from '../../src/tools/conform/chance.ts';
import { resultIn, runOf } from './judging.ts';

const ID = 'sr-11-random-asks-everyone';
const events = EVENT as { select: typeof EVENT.select };
const { select } = events;
let router: Router | undefined;

afterEach(async () => {
  events.select = select;
  await router?.close(0);
  router = undefined;
});

/** Starts a router with other random numbers for its choices. */
async function serve(drawFor: (draw: number) => number): Promise<string> {
  events.select = (...about) => {
    const event = select(...about) as SelectEvent;
    return { ...event, draw: drawFor(event.draw) };
  };
  router = await startRouter({ port: 0, realms: ['realm1'] });
  return router.url;
}

const judgedWith = async (drawFor: (draw: number) => number) =>
  resultIn(await runOf(await serve(drawFor), [ID]), ID);

test('a router with random numbers passes', async () => {
  expect(await judgedWith((draw) => draw)).toMatchObject({ verdict: 'pass', says: [] });
});

test('a router that always invokes the first callee breaks SR-11', async () => {
  const { verdict, rule, says } = await judgedWith(() => 0);
  expect({ verdict, rule }).toEqual({ verdict: 'fail', rule: 'SR-11' });
  expect(says).toEqual([
    'Expected each of the callees to get some of 60 calls, but alice got 60, bob got 0, dora got 0.',
  ]);
});

test('a router that goes around breaks SR-11', async () => {
  let calls = 0;
  const { verdict, rule, says } = await judgedWith(() => ((calls++ % 3) + 0.5) / 3);
  expect({ verdict, rule }).toEqual({ verdict: 'fail', rule: 'SR-11' });
  expect(says[0]).toMatch(
    /^Expected 60 calls in no fixed turn, but they went to (\w+, ){3}and on in this order\.$/,
  );
});

test('a router that never invokes one of the callees breaks SR-11', async () => {
  const { verdict, rule, says } = await judgedWith((draw) => (draw * 2) / 3);
  expect({ verdict, rule }).toEqual({ verdict: 'fail', rule: 'SR-11' });
  expect(says[0]).toMatch(/, dora got 0\.$/);
});

describe('the choice of callees', () => {
  const repeat = (...names: string[]): string[] => Array.from({ length: 20 }, () => names).flat();

  test('has a flaw if it repeats any order of all three', () => {
    expect(flawIn(repeat('dora', 'alice', 'bob'))).toMatch(/dora, alice, bob/);
  });

  test('has none if it departs from that order once', () => {
    expect(flawIn([...repeat('alice', 'bob', 'dora').slice(0, -1), 'bob'])).toBeUndefined();
  });
});
