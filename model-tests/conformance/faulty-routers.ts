/** Faulty routers: those of the page on mutants whose fault can be seen from outside, and those seen in the field. */
import { type ConformOptions, conform } from '../../src/tools/conform/conform.ts';
import type { Result } from '../../src/tools/conform/result.ts';
import type { Create } from '../mutants/mutant.ts';
import { creatorOf, type Fault } from './fault.ts';
import { CALLS } from './faults-of-calls.ts';
import { SESSIONS } from './faults-of-sessions.ts';
import { SHARING } from './faults-of-sharing.ts';
import { type Spoiler, serve } from './served.ts';

export const FAULTS: readonly Fault[] = [...SHARING, ...CALLS, ...SESSIONS];

/** The result of the suite for a faulty router. */
export async function judgeFaulty(fault: Fault, only?: readonly string[]): Promise<Result> {
  return judged(creatorOf(fault), fault.spoil, { only });
}

/** The result of the suite for a right dealer behind the same server, whose messages may be spoilt. */
export async function judged(
  create: Create,
  spoil?: () => Spoiler,
  options: Partial<ConformOptions> = {},
): Promise<Result> {
  const router = await serve(create, spoil);
  try {
    return await resultFor(router.url, options);
  } finally {
    await router.close();
  }
}

/** The result of the suite for the router at an address, in JSON if nothing else is said. */
export const resultFor = (url: string, options: Partial<ConformOptions> = {}): Promise<Result> =>
  conform({
    url,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example.conform',
    timeout: 500,
    startTimeout: 5_000,
    name: 'a router',
    suite: '0',
    level: 'manners',
    jobs: 4,
    isFresh: false,
    serialisations: ['json'],
    again: (id) => `dealerchart conform ${url} --only ${id}`,
    onProgress: () => {},
    signal: new AbortController().signal,
    ...options,
  });
