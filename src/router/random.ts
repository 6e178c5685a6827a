/** Unpredictable random numbers, for session ids and for the policy `random`. */
import { randomFillSync } from 'node:crypto';

/** @returns a source of numbers of 53 random bits, at least 0 and less than 1 */
export function secureRandom(): () => number {
  const pool = new Uint32Array(1024);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    const high = (pool[next++] as number) >>> 5;
    const low = (pool[next++] as number) >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
}
