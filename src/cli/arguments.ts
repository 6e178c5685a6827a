/** Parsers for option values shared by several commands. */
import { InvalidArgumentError } from 'commander';
import type { RuleId } from '../../machines/rules.ts';
import { checkReading } from '../dealer/options.ts';
import { selectRules } from '../tools/judge/selection.ts';

/** Adds a reading in the form `name=option` to the earlier ones. */
export function addReading(value: string, before: Record<string, string> = {}): Record<string, string> {
  const [id = '', ...rest] = value.split('=');
  const option = rest.join('=');
  try {
    checkReading(id, option);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return { ...before, [id]: option };
}

/** Adds the rules of a list to the earlier ones. */
export function addRules(value: string, before: readonly RuleId[] = []): readonly RuleId[] {
  try {
    return [...before, ...selectRules(value)];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
