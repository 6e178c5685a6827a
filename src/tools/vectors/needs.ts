/** Needs of a vector: keys that a runner must know, and a test bench. */
import { namesOtherRealm } from '../scenario/needs.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Bench, Vector } from './vector.ts';

/**
 * Keys, values and events of this project in the sequence that a runner must support, or it would misjudge a router.
 */
export function requirementsOf(vector: Vector): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^\w+\|(id|session)$/.test(value)) found.add(value.replace(/^\w+/, ''));
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (/^\$(any|open|absent|literal)$/.test(key) || KEYS.includes(key)) found.add(key);
      if (key === 'type' && /^x_/.test(`${item}`)) found.add(`${item}`);
      visit(item);
    }
  };
  visit(vector.sequence.filter(({ x_implied }) => !x_implied));
  for (const key of ['x_draws', 'x_limits', 'x_methods', 'x_when'] as const)
    if (vector[key] !== undefined) found.add(key);
  return [...found].sort();
}

/** Means of a test bench that the scenario needs, in alphabetical order. */
export function benchOf({ steps, draws, limits, methods }: Scenario): Bench[] {
  const needs = new Set<Bench>();
  if (draws.length > 0) needs.add('draws');
  if (Object.keys(limits).length > 0) needs.add('limits');
  if (methods !== undefined) needs.add('authentication');
  for (const { action } of steps) {
    if (action.does === 'obstruct') needs.add('obstruction');
    if (action.does === 'shutDown') needs.add('shutdown');
  }
  if (namesOtherRealm({ steps })) needs.add('realms');
  return [...needs].sort();
}

// --- internal ---

const KEYS = ['x_alternatives', 'x_among', 'x_missed', 'x_unordered', 'x_optional', 'x_soft', 'x_more'];
