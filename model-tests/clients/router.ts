/** A router on a free port for one test, after which it must hold nothing. */
import { expect, onTestFinished, vi } from 'vitest';
import { type Router, type RouterOptions, type RouterSize, startRouter } from '../../src/router/index.ts';
import { judge } from '../../src/tools/judge/judge.ts';
import type { Entry } from '../../src/wire/entry.ts';

/** Maximum time for anything awaited, in milliseconds: long enough for the slowest machine. */
export const BOUND = 10_000;

/** Sizes of a router without clients. */
export const NOTHING: RouterSize = { realms: 0, sessions: 0, registrations: 0, calls: 0 };

/** Starts a router; after the test, when its clients are gone, it must hold nothing, and is closed. */
export async function withRouter(options: RouterOptions = {}): Promise<Router> {
  const log: Entry[] = [];
  const router = await startRouter({ port: 0, record: (entry) => log.push(entry), ...options });
  onTestFinished(async () => {
    try {
      await toHold(router, NOTHING);
    } finally {
      await router.close(0);
    }
    expect(objections(log, options.readings)).toEqual([]);
  });
  return router;
}

/** Violations found by the oracles; in a test, messages may be as late as anything else. */
export const objections = (log: readonly Entry[], readings: RouterOptions['readings']): unknown[] =>
  judge(log, readings, { tolerance: BOUND }).flatMap(({ rule, broken }) =>
    broken.map((breach) => [rule, breach]),
  );

/** Waits until the router has exactly these sizes. */
export async function toHold(router: Router, size: Partial<RouterSize>): Promise<void> {
  await vi.waitFor(() => expect(router.size()).toMatchObject(size), { timeout: BOUND, interval: 5 });
}

/** Rejects with a sentence if a promise takes too long. */
export async function within<T>(promise: Promise<T>, awaited: string, bound = BOUND): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${bound} ms for ${awaited}.`)), bound);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
