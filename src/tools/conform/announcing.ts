/** A log in which what works is announced: that it is not is the fault of one case alone. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import type { Dict } from '../../../machines/vocabulary.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Entry } from '../../wire/entry.ts';
import type { FeatureSeen } from './result.ts';

/**
 * The log in which each WELCOME announces the features that were seen to work, too. A judge goes by the announcement: one
 * that is missing is one fault, and not one in each case.
 */
export function announcing(log: readonly Entry[], features: readonly FeatureSeen[]): readonly Entry[] {
  const found = Object.fromEntries(
    features.filter(({ works }) => works).map(({ feature }) => [feature, true]),
  );
  return log.map((entry) => {
    if (!('sent' in entry) || entry.sent[0] !== CODES.WELCOME) return entry;
    const details = (entry.sent[AT.WELCOME.details] ?? {}) as Dict;
    const roles = (details.roles ?? {}) as Dict;
    const dealer = (roles.dealer ?? {}) as Dict;
    const announced = { ...dealer, features: { ...(dealer.features as Dict | undefined), ...found } };
    const told = { ...details, roles: { ...roles, dealer: announced } };
    return { ...entry, sent: entry.sent.with(AT.WELCOME.details, told) as WireMessage };
  });
}
