/** The reference, one import away: the same dealer, on charts that XState itself interprets. */
import { Dealer } from './dealer.ts';
import type { DealerOptions } from './dealer-options.ts';
import { driverOf } from './engine/charts.ts';
import { interpreted } from './engine/interpreted.ts';

/**
 * A new dealer like that of `createDealer`, message for message, but for its speed.
 *
 * @param options at least a source of randomness; see `DealerOptions`
 * @returns a dealer without sessions, or as it was in `options.snapshot`
 * @throws Misuse if an option is unknown or its value makes no sense
 */
export const createInterpretedDealer = (options: DealerOptions): Dealer =>
  new Dealer(driverOf(interpreted), options);
