/** Reads the values of options that more than one command has. */
import { InvalidArgumentError } from 'commander';
import { checkReading } from '../dealer/options.ts';

/** `name=option` of a reading, added to those that came before it. */
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

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
