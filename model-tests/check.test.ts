/** Exhaustive exploration finds no violation in a correct dealer, and a shortest path to one in a faulty dealer. */
import { describe, expect, test } from 'vitest';
import { POLICIES, READING_OPTIONS, type ReadingId } from '../src/dealer/index.ts';
import { type Check, exploreAll } from '../src/tools/check/explore.ts';
import { THEOREM_IDS } from '../src/tools/check/theorems.ts';
import { misreading } from './faulty.ts';
import { pageOf, SMALL, wrong, wrongIn } from './small-worlds.ts';

/** Rare behaviour of clients. */
const RARE = { plain: 1, progress: true, conflicts: true, rejoin: true };
/** Further bounds that some of the readings need. */
const EXTRAS: { readonly [R in ReadingId]?: Partial<Check> } = {
  gate: { plain: 1 },
  afterProgress: { progress: true },
  refusedLate: { progress: true },
  unaskedProgress: { progress: true },
  conflictUri: { conflicts: true },
  undeliverable: { obstacles: true },
  order: { calls: 2 },
};

/** Bounds that distinguish the options: two callees take turns in the same order, wherever the position is. */
const THREE = { callees: 3 };
const WIDER: { readonly [R in ReadingId]?: object } = { position: THREE, next: { ...THREE, calls: 2 } };

/** Every option except the defaults, with a policy under which it makes a difference. */
const OPTIONS = Object.entries(READING_OPTIONS).flatMap(([id, [, ...others]]) =>
  others.map((option) => [id as ReadingId, option, id === 'newcomer' ? 'last' : 'roundrobin'] as const),
);

describe('among two callees and a caller, all rules hold in every situation', () => {
  test.each(POLICIES)('under %s, and each theorem that it can put to the test', (policy) => {
    const check = { policy, ...SMALL };
    const { counterExample, theorems } = exploreAll(check);
    expect(counterExample && pageOf(counterExample, check)).toBeUndefined();
    expect(THEOREM_IDS.filter((id) => theorems[id] === 0)).toEqual([]);
  });

  test.each(POLICIES)('under %s, with all that clients rarely do', (policy) => {
    expect(wrongIn({ policy, ...SMALL, ...RARE })).toBeUndefined();
  });

  test.each(POLICIES)('under %s, with what cannot be delivered', { timeout: 180_000 }, (policy) => {
    expect(wrongIn({ policy, ...SMALL, progress: true, obstacles: true })).toBeUndefined();
  });

  test.each(OPTIONS)('with %s read as %s, under %s', (id, option, policy) => {
    expect(wrongIn({ policy, ...SMALL, ...EXTRAS[id], readings: { [id]: option } })).toBeUndefined();
  });
});

test('a theorem about all who refused is not put to the test where a refusal holds for one re-route only', () => {
  const { theorems } = exploreAll({ policy: 'first', ...SMALL, readings: { exclude: 'last-refused' } });
  expect(theorems).toMatchObject({ table: 0, 'asked-once': 0 });
  expect(theorems['one-answer']).toBeGreaterThan(0);
});

// These clients answer in time, give a known mode and policy, send no Details, and so on; walks do not.
const UNSEEN_READINGS: readonly ReadingId[] = [
  'late',
  'roles',
  'cancelDefault',
  'cancelUnknown',
  'badUri',
  'unknownPolicy',
  'unknownMatch',
  'details',
];
test.each(OPTIONS.filter(([id]) => !UNSEEN_READINGS.includes(id)))(
  'a dealer that reads %s as %s without being told is found, under %s',
  (id, option, policy) => {
    const bounds = { ...SMALL, ...EXTRAS[id], ...WIDER[id] };
    const create = misreading({ [id]: option });
    const broken = wrong({ policy, ...bounds, create }).breaches.map(({ rule }) => rule);
    // Its snapshot, with other ids or callees passed over, is refused before an oracle can object.
    expect(broken.includes('crash')).toBe(['apart', 'strict'].includes(option));
  },
);
