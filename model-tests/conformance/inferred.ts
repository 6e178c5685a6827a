/** Readings that the suite infers for our own router under each option. */
import {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../../machines/readings.ts';
import { startRouter } from '../../src/router/index.ts';
import { resultFor } from './faulty-routers.ts';

/** All options except the defaults, such as `gate=announced`. */
export const OTHERS: readonly (readonly [ReadingId, string])[] = READING_IDS.flatMap((id) =>
  READING_OPTIONS[id].slice(1).map((option) => [id, option] as const),
);

/**
 * Serves one option, and has all cases played.
 *
 * @returns the readings that were inferred wrongly, and the cases that failed, each as a text
 */
export async function mistakesUnder(id: ReadingId, option: string): Promise<string[]> {
  const served = { [id]: option } as Partial<Readings>;
  const router = await startRouter({ port: 0, realms: ['realm1'], readings: served });
  try {
    const { runs } = await resultFor(router.url, { timeout: 1_000 });
    const expected: Readings = { ...DEFAULT_READINGS, ...served };
    const moot = MOOT[`${id}=${option}`] ?? [];
    return runs.flatMap(({ portrait, cases }) => [
      ...portrait.readings
        .filter(({ reading, option: seen }) => !moot.includes(reading) && seen !== expected[reading])
        .map(({ reading, option: seen }) => `${reading}=${seen}`),
      ...cases.filter(({ verdict }) => !verdict.startsWith('pass')).map((one) => `${one.verdict} ${one.id}`),
    ]);
  } finally {
    await router.close(0);
  }
}

/** Serves each option in turn, and writes what was inferred; returns the number of options with mistakes. */
export async function inferAll(): Promise<number> {
  let wrong = 0;
  for (const [id, option] of OTHERS) {
    const mistakes = await mistakesUnder(id, option);
    console.log(`${mistakes.length === 0 ? 'ok' : 'WRONG'} ${id}=${option} ${mistakes.join(', ')}`);
    if (mistakes.length > 0) wrong++;
  }
  return wrong;
}

// --- internal ---

/** Questions that another answer leaves without effect, so that no case can tell their options apart. */
const MOOT: Readonly<Record<string, readonly ReadingId[]>> = {
  'ended=registration': ['nobody'],
  'afterProgress=reroute': ['refusedLate'],
  'withdrawn=cancel': ['ended', 'nobody'],
};
