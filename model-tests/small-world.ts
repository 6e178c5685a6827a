/** Steps of a small world, each taken by a dealer restored from a snapshot. */
import type { Readings } from '../machines/readings.ts';
import { Dealer } from '../src/dealer/dealer.ts';
import type { Driver } from '../src/dealer/engine/driver.ts';
import { generated } from '../src/dealer/engine/generated.ts';
import type { Bounds } from '../src/tools/check/bounds.ts';
import { participantsIn } from '../src/tools/check/roles.ts';
import {
  emptyWorld,
  type Given,
  happen,
  type Input,
  type World,
  worldAfter,
} from '../src/tools/check/world.ts';

/** The world at its beginning. */
export function everybodyJoined(bounds: Bounds, readings?: Readings): World {
  const dealer = new Dealer(generated, { realm: 'realm1', random: () => 0.5, readings });
  return participantsIn(bounds).reduce(
    (world, kind) => after(world, { what: 'join', kind }, bounds).world,
    emptyWorld(dealer.snapshot()),
  );
}

/** The world after an input, with the outputs of the dealer. */
export function after(
  world: World,
  input: Input,
  bounds: Bounds,
  driver: Driver = generated,
): { readonly world: World; readonly outputs: readonly Given[] } {
  const draw = input.what === 'receive' ? input.draw : 0.5;
  const dealer = new Dealer(driver, { realm: 'realm1', random: () => draw, snapshot: world.snapshot });
  const outputs = happen(dealer, input, world, bounds);
  return { world: worldAfter(world, input, dealer.snapshot(), bounds), outputs };
}
