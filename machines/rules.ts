/**
 * Rules of the dealer in our words, each with its level and its basis. Most are stated by a text or
 * inferred from one; where the texts say nothing, the rule is decided here, and a record gives the reasons.
 *
 * An edge of a chart cites the rules that make it so in `meta.rules`; a rule that no edge cites, and an edge that
 * cites nothing, fail a test. So does a rule without a statement of a text, or without a record.
 */
import { ANNOUNCEMENTS } from './rules/announcements.ts';
import { AUTHENTICATION } from './rules/authentication.ts';
import { CALLS } from './rules/calls.ts';
import { ENDING } from './rules/ending.ts';
import { ANNOUNCING_RULES, type Feature, RULES_OF_FEATURES } from './rules/features.ts';
import { OWN } from './rules/own.ts';
import { REROUTING } from './rules/rerouting.ts';
import { REVOCATION } from './rules/revocation.ts';
import type { Rule } from './rules/rule.ts';
import { SESSIONS } from './rules/sessions.ts';
import { SHARING } from './rules/sharing.ts';

export type { Feature } from './rules/features.ts';
export { type Authority, basisOf, type Level, linkOf, type Rule } from './rules/rule.ts';

export const RULES = {
  ...SHARING,
  ...REROUTING,
  ...ANNOUNCEMENTS,
  ...AUTHENTICATION,
  ...SESSIONS,
  ...CALLS,
  ...ENDING,
  ...REVOCATION,
  ...OWN,
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** The feature of a rule that binds no dealer which does not announce it; undefined for a rule that binds each. */
export const featureOf = (id: RuleId): Feature | undefined => FEATURES.get(id);

/** The feature that a rule has announced. */
export const announcedBy = (id: RuleId): Feature | undefined => ANNOUNCED.get(id);

// --- internal ---

const FEATURES: ReadonlyMap<RuleId, Feature> = new Map(
  Object.entries(RULES_OF_FEATURES satisfies Readonly<Record<Feature, readonly RuleId[]>>).flatMap(
    ([feature, rules]) => rules.map((rule) => [rule, feature as Feature] as const),
  ),
);

const ANNOUNCED: ReadonlyMap<RuleId, Feature> = new Map(
  Object.entries(ANNOUNCING_RULES satisfies Readonly<Record<Feature, RuleId>>).map(
    ([feature, rule]) => [rule, feature as Feature] as const,
  ),
);
