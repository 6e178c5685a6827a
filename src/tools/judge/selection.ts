/** Selections of rules: `CR-6`, and families such as `CR-*`. */
import type { RuleId } from '../../../machines/rules.ts';
import { RULE_IDS } from './judge.ts';

/**
 * Reads a list of rules.
 *
 * @param text ids of rules and families, with commas between them, in upper or lower case
 * @returns the rules, in the order of `RULES`
 * @throws RangeError for a name that belongs to no rule
 */
export function selectRules(text: string): readonly RuleId[] {
  const names = text.split(',').map((name) => name.trim().toUpperCase());
  const isIn = (rule: RuleId, name: string): boolean =>
    name.endsWith('-*') ? rule.startsWith(name.slice(0, -1)) : rule === name;
  const unknown = names.find((name) => !RULE_IDS.some((rule) => isIn(rule, name)));
  if (unknown !== undefined)
    throw new RangeError(
      `Expected rules such as CR-6 or families such as CR-*, but "${unknown}" came. dealerchart rules lists all rules.`,
    );
  return RULE_IDS.filter((rule) => names.some((name) => isIn(rule, name)));
}
