/** Wrong vectors, and the errors of reading them. */
import { expect, test } from 'vitest';
import { readLibrary } from '../scenario/library/scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readVector } from './read.ts';
import { VectorError } from './vector.ts';
import { printVector, writeVector } from './write.ts';

/** A vector of any shape. */
// biome-ignore lint/suspicious/noExplicitAny: tests damage it in every way
export type Loose = any;

export const looseOf = (name: string): Loose =>
  JSON.parse(printVector(writeVector(readLibrary().get(name) as Scenario)));

/** Alice and Bob, `roundrobin`, and Carol who calls: 13 is Alice's refusal, 14 Bob's INVOCATION, 16 the result. */
export const REROUTE = 'cr-03-roundrobin-goes-on';
/** A scenario with a variant for another reading. */
export const VARIANT = 'reading-newcomer';
/** Step 16 is for one of three. */
export const RANDOM = 'cr-04-random-never-the-same';

export const at = (vector: Loose, step: number): Loose => vector.sequence[step - 1];
export const outcome = (vector: Loose, index: number): Loose => vector.x_variants[0].outcome[index];

/** A mistake: its kind, the scenario, its place and reason, and the change that makes it. */
export type Wrong = readonly [
  kind: string,
  name: string,
  path: string,
  reason: string,
  spoil: (vector: Loose) => void,
];

/** The error of reading a text. */
export function errorOf(text: string): VectorError {
  try {
    readVector(text, 'wrong.json');
  } catch (error) {
    if (error instanceof VectorError) return error;
    throw error;
  }
  throw new Error('It was read.');
}

/** Expects each of them to be refused at its place. */
export function testRefusals(wrong: readonly Wrong[]): void {
  test.each(wrong)('%s', (_, name, path, reason, spoil) => {
    const vector = looseOf(name);
    spoil(vector);
    const { file, path: came, message } = errorOf(`${JSON.stringify(vector, null, 2)}\n`);
    expect([file, came || '/']).toEqual(['wrong.json', path]);
    expect(message).toContain(`${path}: Expected ${reason}`);
  });
}
