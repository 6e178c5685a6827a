/** Turns: bounded concurrency, fair by address. */
import { expect, test } from 'vitest';
import { Overload, Turns } from './turns.ts';

/** Work that ends when the test says so. */
class Bench {
  readonly begun: string[] = [];
  private readonly ends = new Map<string, () => void>();

  work(name: string): () => Promise<string> {
    return async () => {
      this.begun.push(name);
      await new Promise<void>((resolve) => this.ends.set(name, resolve));
      return name;
    };
  }

  end(name: string): void {
    this.ends.get(name)?.();
  }
}

test('no more work runs at a time than is allowed, and all of it runs', async () => {
  const turns = new Turns(2);
  const bench = new Bench();
  const results = ['a', 'b', 'c', 'd'].map((name) => turns.ask('one', bench.work(name)).result);
  expect(bench.begun).toEqual(['a', 'b']);
  bench.end('b');
  expect(await results[1]).toBe('b');
  expect(bench.begun).toEqual(['a', 'b', 'c']);
  bench.end('c');
  bench.end('a');
  await Promise.all([results[0], results[2]]);
  bench.end('d');
  expect(await results[3]).toBe('d');
});

test('addresses take turns, so that much work of one does not delay another', async () => {
  const turns = new Turns(1);
  const bench = new Bench();
  const names = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'];
  const results = names.map((name) => turns.ask(name[0] as string, bench.work(name)).result);
  for (let place = 0; place < names.length; place++) {
    const name = bench.begun[place] as string;
    bench.end(name);
    await results[names.indexOf(name)];
  }
  expect(bench.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
});

test('cancelled work does not begin, and takes no place', async () => {
  const turns = new Turns(1, 1);
  const bench = new Bench();
  const first = turns.ask('a', bench.work('first'));
  turns.ask('a', bench.work('second')).cancel();
  const third = turns.ask('a', bench.work('third'));
  bench.end('first');
  await first.result;
  first.cancel(); // It has ended already.
  bench.end('third');
  expect(await third.result).toBe('third');
  expect(bench.begun).toEqual(['first', 'third']);
});

test('work beyond the bound of its address is refused, and that of another address is not', async () => {
  const turns = new Turns(1, 2);
  const bench = new Bench();
  const results = ['a1', 'a2', 'a3'].map((name) => turns.ask('a', bench.work(name)).result);
  await expect(turns.ask('a', bench.work('a4')).result).rejects.toBeInstanceOf(Overload);
  const other = turns.ask('b', bench.work('b1')).result;
  for (const [place, result] of [results[0], results[1], other, results[2]].entries()) {
    bench.end(bench.begun[place] as string);
    await result;
  }
  expect(bench.begun).toEqual(['a1', 'a2', 'b1', 'a3']);
});

test('work that fails gives its place to the next', async () => {
  const turns = new Turns(1);
  const failed = turns.ask('a', async () => Promise.reject(new Error('no memory')));
  const next = turns.ask('a', async () => 'done');
  await expect(failed.result).rejects.toThrow('no memory');
  expect(await next.result).toBe('done');
});
