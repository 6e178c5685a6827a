/** Kinds of options: check and schema agree, as far as a schema can. */
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWellFormed } from '../../machines/steps/uri.ts';
import { type Kind, list, milliseconds, oneOf, record, text, truth, wholeNumber } from './option-kinds.ts';
import { KINDS } from './options.ts';
import { isOrigin } from './origins.ts';
import { isNetwork } from './proxies.ts';

/** Texts that are nearly right, and some that are. */
const almost = (...pieces: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

describe('the pattern for the schema refuses nothing that is right', () => {
  test.each<[string, Kind, (value: string) => boolean, fc.Arbitrary<string>]>([
    ['realms', KINDS.realms, isWellFormed, almost('a', 'b.c', '.', '#', ' ', '\n', 'ü', '\ud800')],
    [
      'origins',
      KINDS.origins,
      isOrigin,
      almost('*', 'https', 'HTTP', '://', 'a.b', ':80', '/', '[::1]', '@'),
    ],
    [
      'trustProxy',
      KINDS.trustProxy,
      isNetwork,
      almost('10.0', '.0.1', '/8', '::1', 'loopback', '%eth0', 'FE80'),
    ],
  ])('%s', (_, { items }, isRight, texts) => {
    fc.assert(
      fc.property(texts, (value) => {
        expect(items?.holds(value)).toBe(isRight(value));
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each(
  Object.entries({ ...KINDS, flag: truth, choice: oneOf('a', 'b'), nested: record('', { a: truth }) }),
)('the schema of %s accepts each value of JSON that the check accepts', (_, kind) => {
  const accepts = new Ajv({ strict: true }).compile(kind.schema);
  const near = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      0,
      1,
      65_535,
      65_536,
      0.5,
      '',
      '/',
      'a',
      ['a'],
      ['*'],
      {},
      { a: true },
      { b: 1 },
    ),
  );
  fc.assert(
    fc.property(near, (value) => {
      if (kind.holds(value)) expect(accepts(value)).toBe(true);
    }),
  );
});

test.each<[Kind, unknown, boolean]>([
  [milliseconds(), 0, false],
  [milliseconds(), 0.5, true],
  [milliseconds(), Number.POSITIVE_INFINITY, true],
  [milliseconds(10), 10, true],
  [milliseconds(10), 11, false],
  [milliseconds(), Number.NaN, false],
  [wholeNumber(1, 3), 1, true],
  [wholeNumber(1, 3), 0, false],
  [wholeNumber(1, 3), 4, false],
  [wholeNumber(1, 3), 1.5, false],
  [wholeNumber(1, 3), '1', false],
  [text('a name'), '', false],
  [text('a name'), '\n', true],
  [oneOf('a', 'b'), 'b', true],
  [oneOf('a', 'b'), 'c', false],
  [truth, 'true', false],
  [list('', truth), [true, 1], false],
  [record('', { a: truth }), { a: false }, true],
  [record('', { a: truth }), { toString: true }, false],
  [record('', { a: truth }), [], false],
  [record('', { a: truth }), null, false],
])('%# is held to be right or wrong', (kind, value, expected) => {
  expect(kind.holds(value)).toBe(expected);
});
