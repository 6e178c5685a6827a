/**
 * What the dealer does, rule by rule, in our words: each with its level, and what it rests on. Most are stated by a text
 * or inferred from one; where the texts say nothing, the rule is decided here, and a record gives the reasons.
 *
 * An edge of a chart cites the rules that make it so in `meta.rules`; a rule that no edge cites, and an edge that
 * cites nothing, fail a test. So does a rule without a statement of a text, or without a record.
 */
import { ANNOUNCEMENTS } from './rules/announcements.ts';
import { CALLS } from './rules/calls.ts';
import { ENDING } from './rules/ending.ts';
import { OWN } from './rules/own.ts';
import { REROUTING } from './rules/rerouting.ts';
import type { Rule } from './rules/rule.ts';
import { SESSIONS } from './rules/sessions.ts';
import { SHARING } from './rules/sharing.ts';

export { type Authority, basisOf, type Level, linkOf, type Rule } from './rules/rule.ts';

export const RULES = {
  ...SHARING,
  ...REROUTING,
  ...ANNOUNCEMENTS,
  ...SESSIONS,
  ...CALLS,
  ...ENDING,
  ...OWN,
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
