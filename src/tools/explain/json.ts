/** An explanation for programs. */
import { RULES, type RuleId } from '../../../machines/rules.ts';
import type { Explanation } from './explain.ts';

/** One JSON object: the explanation as it is, and under `rules` level, authority and sentence of every rule in it. */
export function toJson(explanation: Explanation): string {
  const moves = explanation.steps.flatMap((step) => step.moves);
  const ids = new Set([...moves.flatMap(({ cited }) => cited), ...explanation.unnamed]);
  const order = Object.keys(RULES) as RuleId[];
  const rules = Object.fromEntries(
    order
      .filter((id) => ids.has(id))
      .map((id) => {
        const { level, authority, sentence } = RULES[id];
        return [id, { level, authority, sentence }];
      }),
  );
  return JSON.stringify({ ...explanation, rules });
}
