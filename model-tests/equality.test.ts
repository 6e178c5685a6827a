/** Equality of a dealer on the generated engine and a dealer on XState, on long random walks. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS, type Readings } from '../machines/readings.ts';
import { Dealer } from '../src/dealer/dealer.ts';
import { driverOf } from '../src/dealer/engine/charts.ts';
import { generated } from '../src/dealer/engine/generated.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { randomFrom } from './random.ts';
import { play, type Timed } from './recorder.ts';
import { Walk } from './walk.ts';

/** Steps of all walks together; more with `STEPS=1000000 npx vitest run model-tests/equality.test.ts`. */
const STEPS = Number(process.env.STEPS ?? 30_000);
const WALKS = Math.max(10, Math.ceil(STEPS / 5_000));

describe('a dealer gives the same bytes under both drivers', () => {
  test.each(seeds())('on a random walk with seed %i', (seed) => {
    const readings = readingsFrom(seed);
    // On every other walk, clients authenticate, and take procedures away from each other.
    const forcing = seed % 2 === 0;
    const authmethods = forcing ? ['ticket'] : undefined;
    const optionsOf = () => ({ realm: 'realm1', random: randomFrom(seed), readings, authmethods });
    const reference = new Dealer(driverOf(interpreted), optionsOf());
    const compiled = new Dealer(generated, optionsOf());
    const walk = new Walk(seed, { sessions: 8, procedures: 3, forcing });
    for (let step = 0; step < STEPS / WALKS; step++) {
      const input: Timed = walk.next();
      const expected = play(reference, input);
      const came = play(compiled, input);
      walk.learn(expected);
      if (JSON.stringify(came) !== JSON.stringify(expected)) {
        expect(came, `step ${step} of the walk with seed ${seed}: ${JSON.stringify(input)}`).toEqual(
          expected,
        );
      }
      if (step % 500 === 0) expect(compiled.snapshot()).toEqual(reference.snapshot());
    }
    expect(compiled.snapshot()).toEqual(reference.snapshot());
  });
});

function seeds(): number[] {
  return Array.from({ length: WALKS }, (_, index) => index + 1);
}

/** The defaults for the first seed, then a mixture for each seed. */
function readingsFrom(seed: number): Readings {
  if (seed <= WALKS / 2) return DEFAULT_READINGS;
  const random = randomFrom(seed * 7919);
  const chosen = READING_IDS.map((id) => {
    const options = READING_OPTIONS[id];
    return [id, options[Math.floor(random() * options.length)]];
  });
  return Object.fromEntries(chosen) as Readings;
}
