/** Readings that the suite infers for our own router under each option. */
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../machines/readings.ts';
import { startRouter } from '../../src/router/index.ts';
import { OTHER_OPTIONS } from '../paths/index.ts';
import { resultFor } from './faulty-routers.ts';

/** Two options, the second of which changes cases that are only about the first one. */
export const PAIRS: readonly Partial<Readings>[] = [
  { withdrawn: 'reroute', gate: 'announced' },
  { withdrawn: 'reroute', late: 'abort' },
  { withdrawn: 'reroute', nobody: 'no_available_callee' },
  { sameSession: 'second-place', registrationId: 'own' },
  { next: 'refuser', order: 'strict' },
  { afterKill: 'reroute', afterProgress: 'reroute' },
];

/** What the suite gets wrong about a router. */
export interface Mistakes {
  /** Readings that were inferred wrongly, such as `gate=announced`. */
  readonly inferred: readonly string[];
  /** Cases that did not pass, with their verdicts. */
  readonly failed: readonly string[];
}

/** Serves some options, and has all cases played. */
export async function mistakesUnder(served: Partial<Readings>): Promise<Mistakes> {
  const router = await startRouter({ port: 0, realms: ['realm1'], readings: served });
  try {
    const { runs } = await resultFor(router.url, { timeout: 1_000 });
    const expected: Readings = { ...DEFAULT_READINGS, ...served };
    const moot = Object.entries(served).flatMap(([id, option]) => MOOT[`${id}=${option}`] ?? []);
    const seen = runs.flatMap(({ portrait }) => portrait.readings);
    const cases = runs.flatMap((run) => run.cases);
    return {
      inferred: seen
        .filter(({ reading, option }) => !moot.includes(reading) && option !== expected[reading])
        .map(({ reading, option }) => `${reading}=${option}`),
      failed: cases
        .filter(({ verdict }) => !verdict.startsWith('pass'))
        .map(({ id, verdict }) => `${verdict} ${id}`),
    };
  } finally {
    await router.close(0);
  }
}

/**
 * Serves each option and each pair in turn, and writes what the suite gets wrong. With two options, others may explain
 * the same messages, so that only failures are mistakes.
 *
 * @returns the number of routers with mistakes
 */
export async function inferAll(): Promise<number> {
  let wrong = 0;
  for (const served of [...OTHER_OPTIONS.map(([id, option]) => ({ [id]: option })), ...PAIRS]) {
    const { inferred, failed } = await mistakesUnder(served);
    const mistakes = [...(PAIRS.includes(served) ? [] : inferred), ...failed];
    console.log(`${mistakes.length === 0 ? 'ok' : 'WRONG'} ${namesOf(served)} ${mistakes.join(', ')}`);
    if (mistakes.length > 0) wrong++;
  }
  return wrong;
}

/** Options as they are named in a command, such as `gate=announced`. */
export const namesOf = (served: Partial<Readings>): string =>
  Object.entries(served)
    .map((entry) => entry.join('='))
    .join(' ');

// --- internal ---

/** Questions that another answer leaves without effect, so that no case can tell their options apart. */
const MOOT: Readonly<Record<string, readonly ReadingId[]>> = {
  'ended=registration': ['nobody'],
  'order=strict': ['next'],
  'afterProgress=reroute': ['refusedLate'],
  'withdrawn=cancel': ['ended', 'nobody'],
};
