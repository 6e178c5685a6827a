/** Bounded concurrency for slow work, with turns by address: a flood from one address delays no other. */
import { availableParallelism } from 'node:os';
import { MAX_WAITING } from './limits.ts';

/** Work at a time: one core stays free for calls, and half of Node's thread pool for the router. */
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));

/** A piece of work that has been asked for. */
export interface Turn<Result> {
  /** Rejects with `Overload` if too much work of the address is waiting, and never settles once cancelled. */
  readonly result: Promise<Result>;
  /** Gives the place in the queue up; work that has begun continues. */
  cancel(): void;
}

/** Thrown if too much work of one address is waiting. */
export class Overload extends Error {
  override readonly name = 'Overload';
}

/** Begins a piece of work. */
type Begin = () => void;

export class Turns {
  private readonly atOnce: number;
  private readonly maxWaiting: number;
  /** Waiting work by address; the first address is next. */
  private readonly waiting = new Map<string, Set<Begin>>();
  private running = 0;

  /**
   * @param atOnce pieces of work at a time
   * @param maxWaiting pieces of work of one address that may wait
   */
  constructor(atOnce = AT_ONCE, maxWaiting = MAX_WAITING) {
    this.atOnce = atOnce;
    this.maxWaiting = maxWaiting;
  }

  /** Asks for a turn. */
  ask<Result>(address: string, work: () => Promise<Result>): Turn<Result> {
    const queue = this.waiting.get(address) ?? new Set<Begin>();
    if (queue.size >= this.maxWaiting) {
      const error = new Overload(
        `Expected at most ${this.maxWaiting} clients of ${address} to wait for their verification; try again later.`,
      );
      return { result: Promise.reject(error), cancel: () => {} };
    }
    const { promise, resolve, reject } = withResolvers<Result>();
    const begin = (): void => {
      work()
        .finally(() => this.release())
        .then(resolve, reject);
    };
    this.waiting.set(address, queue.add(begin));
    this.next();
    return { result: promise, cancel: () => this.remove(address, begin) };
  }

  // --- internal ---

  private next(): void {
    while (this.running < this.atOnce) {
      const [entry] = this.waiting;
      if (entry === undefined) return;
      const [address, queue] = entry;
      const [begin] = queue as Set<Begin>;
      this.remove(address, begin as Begin);
      if (this.waiting.delete(address)) this.waiting.set(address, queue); // To the end.
      this.running += 1;
      begin?.();
    }
  }

  private release(): void {
    this.running -= 1;
    this.next();
  }

  private remove(address: string, begin: Begin): void {
    const queue = this.waiting.get(address);
    queue?.delete(begin);
    if (queue?.size === 0) this.waiting.delete(address);
  }
}

interface Resolvers<Result> {
  readonly promise: Promise<Result>;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

function withResolvers<Result>(): Resolvers<Result> {
  let resolve!: (result: Result) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<Result>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
