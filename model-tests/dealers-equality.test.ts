/**
 * Equality of the dealer under both drivers on all paths: every input in every state of a small world, each dealer
 * restored from its own snapshot.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { Dealer } from '../src/dealer/dealer.ts';
import { driverOf } from '../src/dealer/engine/charts.ts';
import type { Driver } from '../src/dealer/engine/driver.ts';
import { generated } from '../src/dealer/engine/generated.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { POLICIES } from '../src/dealer/index.ts';
import { keyOfDealer } from '../src/tools/check/key.ts';
import { type Input, inputsIn, type World } from '../src/tools/check/world.ts';
import { after, everybodyJoined } from './small-world.ts';

/** Number of inputs on a path; `LENGTH=8 npx vitest run model-tests/dealers-equality.test.ts` for longer ones. */
const LENGTH = Number(process.env.LENGTH ?? 6);

interface Situation {
  readonly world: World;
  readonly path: readonly Input[];
}

test.each(POLICIES)('%s', (policy) => {
  const bounds = { policy, callees: 2, plain: 1, calls: 2, progress: true };
  const start: Situation = { world: everybodyJoined(bounds), path: [] };
  const met = new Set([keyOfDealer(start.world, bounds)]);
  const situations = [start];
  let inputs = 0;
  for (const { world, path } of situations) {
    expectSame(closed(world, generated), closed(world, REFERENCE), [...path, 'the router ends']);
    if (path.length === LENGTH) continue;
    for (const input of inputsIn(world, bounds)) {
      const expected = after(world, input, bounds, REFERENCE);
      expectSame(after(world, input, bounds, generated), expected, [...path, input]);
      inputs += 1;
      const key = keyOfDealer(expected.world, bounds);
      if (met.has(key)) continue;
      met.add(key);
      situations.push({ world: expected.world, path: [...path, input] });
    }
  }
  console.log(`${policy}: ${inputs} inputs in ${situations.length} situations`);
  expect(situations.length).toBeGreaterThan(100);
});

// --- internal ---

const REFERENCE = driverOf(interpreted);

function expectSame(came: unknown, expected: unknown, path: readonly unknown[]): void {
  if (isDeepStrictEqual(came, expected)) return;
  const steps = path.map((step) => JSON.stringify(step)).join('\n');
  expect(came, `after three sessions have joined:\n${steps}`).toEqual(expected);
}

/** The outputs and the snapshot after the end of the router. */
function closed({ snapshot }: World, driver: Driver) {
  const dealer = new Dealer(driver, { realm: 'realm1', random: () => 0.5, snapshot });
  return [dealer.close(snapshot.now), dealer.snapshot()];
}
