/** Kinds of values that options have: each with its check, its JSON schema and its description. */

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Kind {
  /** The description, as in `Expected … as the option port`. */
  readonly expected: string;
  /** The schema, as far as JSON Schema can express the check. It accepts every JSON value that passes the check. */
  readonly schema: Schema;
  readonly holds: (value: unknown) => boolean;
  /** Kind of the items of a list. */
  readonly items?: Kind;
  /** Kind of each entry of an object. */
  readonly entries?: Readonly<Record<string, Kind>>;
}

/** A number above 0, at most `most`: milliseconds. */
export const milliseconds = (most = Number.POSITIVE_INFINITY): Kind => ({
  expected: `milliseconds above 0${Number.isFinite(most) ? `, at most ${most}` : ''}`,
  schema: { type: 'number', exclusiveMinimum: 0, ...(Number.isFinite(most) && { maximum: most }) },
  holds: (value) => typeof value === 'number' && value > 0 && value <= most,
});

export const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER): Kind => ({
  expected: `a whole number from ${least} to ${most}`,
  schema: { type: 'integer', minimum: least, maximum: most },
  holds: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
});

/**
 * A string that is not empty.
 *
 * @param pattern that it matches
 * @param isRight a check that no pattern expresses
 */
export const text = (
  expected: string,
  pattern = /./su,
  isRight: (value: string) => boolean = () => true,
): Kind => ({
  expected,
  schema: { type: 'string', minLength: 1, ...(pattern.source !== '.' && { pattern: pattern.source }) },
  holds: (value) => typeof value === 'string' && value !== '' && pattern.test(value) && isRight(value),
});

export const oneOf = (...values: readonly string[]): Kind => ({
  expected: values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
  schema: { enum: values },
  holds: (value) => values.includes(value as string),
});

export const truth: Kind = {
  expected: 'true or false',
  schema: { type: 'boolean' },
  holds: (value) => typeof value === 'boolean',
};

export const list = (expected: string, items: Kind): Kind => ({
  expected,
  schema: { type: 'array', items: items.schema },
  holds: (value) => Array.isArray(value) && value.every(items.holds),
  items,
});

/** An object with these entries and no others, each of which may be left out. */
export const record = (expected: string, entries: Readonly<Record<string, Kind>>): Kind => ({
  expected,
  schema: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, { schema }]) => [name, schema])),
    additionalProperties: false,
  },
  holds: (value) =>
    isObject(value) &&
    Object.entries(value).every(
      ([name, entry]) => Object.hasOwn(entries, name) && (entries[name] as Kind).holds(entry),
    ),
  entries,
});

/** A value that only a program can pass. */
export const opaque = (expected: string, holds: (value: unknown) => boolean): Kind => ({
  expected,
  schema: { not: {} },
  holds,
});

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
