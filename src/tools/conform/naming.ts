/** The rule that a router broke in a case: the judge's, or that of the step with the first difference. */
import type { Readings } from '../../../machines/readings.ts';
import { RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import { judge } from '../judge/judge.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { trace } from '../trace/trace.ts';
import type { Difference } from './comparison.ts';
import type { Observation } from './observation.ts';

export interface Named {
  readonly rule: RuleId;
  /** The judge's sentence, if it found the breach. */
  readonly says?: string;
}

/** Milliseconds that the judge allows for a message that is due: the machine may be busy. */
export const TOLERANCE = 1_000;

/** The rule that the first difference of a case breaks. */
export async function nameRule(
  scenario: Scenario,
  { log }: Observation,
  { step }: Pick<Difference, 'step'>,
  readings: Readings,
): Promise<Named> {
  const breaches = judge(log, readings, { tolerance: TOLERANCE })
    .filter(({ rule }) => isBinding(rule))
    .flatMap(({ rule, broken }) => broken.map((breach) => ({ rule, ...breach })))
    .sort((one, other) => one.line - other.line);
  const shown = breaches.find(({ rule }) => scenario.rules.includes(rule)) ?? breaches[0];
  if (shown !== undefined) return { rule: shown.rule, says: shown.says };
  const cited = await rulesOfStep(scenario, step, readings);
  const [rule = scenario.rules[0]] = [...scenario.rules.filter((one) => cited.includes(one)), ...cited];
  return { rule: rule as RuleId };
}

/** True for a rule that a text states or implies with a MUST. */
export function isBinding(id: RuleId): boolean {
  const { authority, level }: Rule = RULES[id];
  return authority !== 'decided' && level === 'MUST';
}

// --- internal ---

/** The rules of the edges that the charts take in a step. */
async function rulesOfStep(scenario: Scenario, step: number, readings: Readings): Promise<RuleId[]> {
  const traced = await trace(scenario, { readings, seed: 1 });
  const edges = traced.steps[step - 1]?.events.flatMap(({ edge }) => edge ?? []) ?? [];
  return [...new Set(edges.flatMap(({ rules }) => rules as readonly RuleId[]))];
}
