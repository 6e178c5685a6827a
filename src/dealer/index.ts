/** The public interface: a WAMP dealer to embed. */
import { Dealer } from './dealer.ts';
import type { DealerOptions } from './dealer-options.ts';
import { generated } from './engine/generated.ts';

export type { LimitId, Limits } from '../../machines/limits.ts';
export { DEFAULT_READINGS, READING_OPTIONS, type ReadingId, type Readings } from '../../machines/readings.ts';
export { type Permission, POLICIES, type Policy, type Principal } from '../../machines/vocabulary.ts';
export { Dealer } from './dealer.ts';
export type { DealerOptions } from './dealer-options.ts';
export type { Edge } from './engine/chart.ts';
export type { Driver } from './engine/driver.ts';
export type { WireMessage } from './messages.ts';
export { Misuse, type MisuseCode } from './misuse.ts';
export type { CallWatch, Output, Question, Step } from './parts.ts';
export type { DealerSnapshot } from './snapshot.ts';

/**
 * A new dealer for one realm.
 *
 * @param options at least a realm and a source of randomness; see `DealerOptions`
 * @returns a dealer without sessions, or as it was in `options.snapshot`
 * @throws Misuse if an option is unknown or its value makes no sense
 */
export const createDealer = (options: DealerOptions): Dealer => new Dealer(generated, options);
