/** Ids against a plain Map: entries are added and deleted in random order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ids } from './ids.ts';

fc.configureGlobal({ seed: 1, numRuns: 200 });

const id = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 6 }).map((factor) => factor * 2 ** 40),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 53),
);

/** Adds an id that is not in use, and deletes one that is. */
function toggle(ids: Ids<string>, model: Map<number, string>, id: number): void {
  if (model.delete(id)) {
    ids.delete(id);
  } else {
    model.set(id, `value of ${id}`);
    ids.add(id, `value of ${id}`);
  }
}

function expectSame(ids: Ids<string>, model: Map<number, string>, asked: readonly number[]): void {
  expect(ids.size).toBe(model.size);
  expect([...ids].sort()).toEqual([...model.values()].sort());
  for (const id of asked) {
    expect([ids.has(id), ids.get(id)]).toEqual([model.has(id), model.get(id)]);
  }
}

/** Number of slots of the table. */
const slotsOf = (ids: Ids<string>): number => (Reflect.get(Reflect.get(ids, 'table'), 'ids') as []).length;

describe('ids', () => {
  test('take up no more room than they need, and give it back', () => {
    const [ids, model] = [new Ids<string>(), new Map<number, string>()];
    const all = Array.from({ length: 3_000 }, (_, index) => index + 1);
    for (const id of all.slice(0, 21)) toggle(ids, model, id);
    expect(slotsOf(ids)).toBe(64);
    for (const id of all.slice(21)) toggle(ids, model, id);
    expect(slotsOf(ids)).toBe(8192);
    for (const id of all.slice(0, 100)) toggle(ids, model, id);
    expect(slotsOf(ids)).toBe(8192);
    for (const id of all.slice(100, 2_990)) toggle(ids, model, id);
    expect(slotsOf(ids)).toBe(256);
  });

  test('need no table as long as there is but one at a time', () => {
    const ids = new Ids<string>();
    for (let id = 1; id < 10; id++) {
      ids.add(id, 'alone');
      ids.delete(id);
    }
    expect(Reflect.get(ids, 'table')).toBeUndefined();
  });

  test('stand for what they were added with, until they are deleted', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 200 }), (toggled) => {
        const [ids, model] = [new Ids<string>(), new Map<number, string>()];
        for (const id of toggled) toggle(ids, model, id);
        expectSame(ids, model, toggled);
        for (const id of [...model.keys()]) toggle(ids, model, id);
        expectSame(ids, model, toggled);
      }),
    );
  });

  test.each([
    ['counted up', 1],
    ['all of one slot, as a client may choose them', 2 ** 20],
  ])('%s are found among very many, and when most are gone', (_, step) => {
    const [ids, model] = [new Ids<string>(), new Map<number, string>()];
    const all = Array.from({ length: 3_000 }, (_, index) => (index + 1) * step);
    for (const id of all) toggle(ids, model, id);
    expectSame(ids, model, all);
    for (const id of all.slice(0, 2_990)) toggle(ids, model, id);
    expectSame(ids, model, all);
    for (const id of all.slice(0, 100)) toggle(ids, model, id);
    expectSame(ids, model, all);
  });

  test('that are not in use are deleted without a trace', () => {
    const ids = new Ids<string>();
    ids.delete(1);
    ids.add(1, 'one');
    ids.delete(9);
    expect([...ids]).toEqual(['one']);
  });
});
