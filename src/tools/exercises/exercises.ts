/** Exercises: for each rule, a scenario of the library whose messages put it to the test. */
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { passerBy } from '../../wire/entry.ts';
import { judge } from '../judge/judge.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { logOf } from './recording.ts';

/** Names of scenarios by rule. */
export type Exercises = ReadonlyMap<RuleId, string>;

/**
 * Finds a scenario for each of these rules: one that exercises it under the default readings, as the judge finds in the
 * log of this project's own dealer. Scenarios that are about the rule come first, and short ones before long ones.
 *
 * @returns the scenarios; nothing for a rule that no scenario of the library exercises
 */
export async function exercisesFor(rules: readonly RuleId[]): Promise<Exercises> {
  const found = new Map<RuleId, string>();
  for (const rule of rules) {
    const name = await exerciseFor(rule);
    if (name !== undefined) found.set(rule, name);
  }
  return found;
}

// --- internal ---

async function exerciseFor(rule: RuleId): Promise<string | undefined> {
  for (const name of candidatesFor(rule)) if ((await exercisedBy(name)).has(rule)) return name;
  return undefined;
}

/** Names of the scenarios that may exercise a rule, the best one first. */
function candidatesFor(rule: RuleId): string[] {
  const prefix = rule.toLowerCase().replace(/-(\d)$/, '-0$1');
  const rank = ([name, { rules }]: readonly [string, Scenario]): number =>
    name.startsWith(`${prefix}-`) ? 0 : rules.includes(rule) ? 1 : 2;
  const lengthOf = ([, { steps }]: readonly [string, Scenario]): number => steps.length;
  return [...readLibrary()]
    .sort((one, other) => rank(one) - rank(other) || lengthOf(one) - lengthOf(other))
    .map(([name]) => name);
}

const EXERCISED = new Map<string, Promise<ReadonlySet<RuleId>>>();

/** The rules that a scenario exercises. */
function exercisedBy(name: string): Promise<ReadonlySet<RuleId>> {
  const known = EXERCISED.get(name) ?? rulesIn(readLibrary().get(name) as Scenario);
  EXERCISED.set(name, known);
  return known;
}

async function rulesIn(scenario: Scenario): Promise<ReadonlySet<RuleId>> {
  const log = await logOf(scenario, DEFAULT_READINGS);
  const whole = [...log, ...passerBy(log.at(-1)?.at ?? 0)];
  return new Set(judge(whole).flatMap(({ rule, held }) => (held > 0 ? rule : [])));
}
