/** A value within a snapshot or an argument, and its place there. */

import { show } from './json.ts';
import { Misuse, type MisuseCode } from './misuse.ts';

export class Part {
  readonly value: unknown;
  private readonly place: string;
  private readonly code: MisuseCode;

  /** @param code the code of the error for a wrong value */
  constructor(place: string, value: unknown, code: MisuseCode = 'SNAPSHOT_INVALID') {
    this.place = place;
    this.value = value;
    this.code = code;
  }

  /** The value at a key of a dictionary. */
  at(key: string): Part {
    const dict = this.dict();
    return new Part(`${this.place}.${key}`, Object.hasOwn(dict, key) ? dict[key] : undefined, this.code);
  }

  /** The keys of a dictionary. */
  keys(): string[] {
    return Object.keys(this.dict());
  }

  /** Checks that a dictionary has no other keys. */
  onlyKeys(known: readonly string[]): void {
    for (const key of this.keys()) this.at(key).is(known.includes(key), `none but ${known.join(', ')}`);
  }

  /** The items of a list. */
  items(): Part[] {
    const { value } = this;
    if (!Array.isArray(value)) return this.fail('a list');
    return Array.from(value, (item, index) => new Part(`${this.place}[${index}]`, item, this.code));
  }

  dict(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('a dictionary');
    return value as Readonly<Record<string, unknown>>;
  }

  text(): this {
    return this.is(typeof this.value === 'string', 'a string');
  }

  number(): number {
    return Number.isFinite(this.value) ? (this.value as number) : this.fail('a number');
  }

  /** A whole number within bounds. */
  whole(least: number, most: number = Number.MAX_SAFE_INTEGER): this {
    const { value } = this;
    if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return this;
    return this.fail(least === most ? `${least}` : `a whole number from ${least} to ${most}`);
  }

  oneOf(values: readonly unknown[]): this {
    return values.includes(this.value) ? this : this.fail(values.join(' or '));
  }

  /** Checks a value that may be missing. */
  optional(check: (part: this) => void): void {
    if (this.value !== undefined) check(this);
  }

  /** @throws Misuse with place, expectation and value, if it does not hold */
  is(holds: boolean, expected: string): this {
    return holds ? this : this.fail(expected);
  }

  // --- internal ---

  private fail(expected: string): never {
    throw new Misuse(this.code, `Expected ${expected} at ${this.place}, but ${show(this.value)} came.`);
  }
}
