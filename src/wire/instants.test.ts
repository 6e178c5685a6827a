/** Points in time, compared with exact arithmetic and with the platform's dates. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOfNumber, instantOfText, numberOfInstant, textOfInstant } from './instants.ts';

fc.configureGlobal({ seed: 1, numRuns: 2_000 });

/** Units of a second; every number small enough to be a time is a whole number of units. */
const SCALE = 10n ** 70n;
const NANOSECOND = SCALE / 10n ** 9n;

/** A number in units of `SCALE`, without rounding unless it has smaller digits. */
function exactly(value: number): bigint {
  const [whole = '', fraction = ''] = Math.abs(value).toFixed(70).split('.');
  const magnitude = BigInt(whole + fraction);
  return value < 0 ? -magnitude : magnitude;
}

const distance = (value: number, seconds: bigint, nanoseconds: number): bigint => {
  const apart = exactly(value) - (seconds * SCALE + BigInt(nanoseconds) * NANOSECOND);
  return apart < 0n ? -apart : apart;
};

/** The next greater or smaller number, for a positive one. */
function neighbour(value: number, steps: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + steps);
  return view.getFloat64(0);
}

const nanoseconds = fc.oneof(fc.constantFrom(0, 1, 500_000_000, 999_999_999), fc.nat(999_999_999));
const seconds = fc.oneof(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -(2 ** 40), max: 2 ** 40 }));

describe('an instant', () => {
  test.each([
    [0, 0, 0],
    [-0, 0, 0],
    [1.5, 1, 500_000_000],
    [-1.5, -2, 500_000_000],
    [1363896240.5, 1363896240, 500_000_000],
    [1e-9, 0, 1],
    [-1e-9, -1, 999_999_999],
    [0.1, 0, 100_000_000],
    [1700000000.123456, 1700000000, 123456001],
    [2 ** 53 - 1, 2 ** 53 - 1, 0],
  ])('is made of the number %d', (value, seconds, nanoseconds) => {
    expect(instantOfNumber(value)).toStrictEqual({ seconds, nanoseconds });
  });

  test.each([
    1e-10,
    -1e-20,
    2 - 2 ** -52,
    2 ** -52 - 2,
    0.1 + 2 ** -54,
    1 / 3,
    2 ** 53,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('is not made of the number %d, which no whole number of nanoseconds is nearest to', (value) => {
    expect(instantOfNumber(value)).toBeUndefined();
  });

  test('is the one nearest to its number, of which this is the nearest number', () => {
    let numbers = 0;
    fc.assert(
      fc.property(seconds, nanoseconds, (whole, parts) => {
        const value = numberOfInstant(whole, parts);
        if (value === undefined) return;
        numbers++;
        expect(instantOfNumber(value)).toStrictEqual({ seconds: whole, nanoseconds: parts });
        const apart = distance(value, BigInt(whole), parts);
        expect(apart * 2n <= NANOSECOND).toBe(true);
        if (value === 0) return;
        for (const step of [1n, -1n]) {
          expect(distance(neighbour(value, step), BigInt(whole), parts) >= apart).toBe(true);
        }
      }),
    );
    expect(numbers).toBeGreaterThan(500);
  });

  test('has a number unless others are as near to it', () => {
    expect(numberOfInstant(0, 123_456_789)).toBe(0.123456789);
    expect(numberOfInstant(1_700_000_000, 0)).toBe(1_700_000_000);
    expect(numberOfInstant(1_700_000_000, 123_456_001)).toBe(1700000000.123456);
    expect(numberOfInstant(1_700_000_000, 123_456_000)).toBeUndefined();
    expect(numberOfInstant(2n ** 60n, 0)).toBeUndefined();
  });

  test.each([
    ['1970-01-01T00:00:00Z', 0, 0],
    ['2013-03-21T20:04:00Z', 1363896240, 0],
    ['2013-03-21t20:04:00.5z', 1363896240, 500_000_000],
    ['2013-03-21T20:04:00.000000001Z', 1363896240, 1],
    ['2013-03-21T21:34:00.25+01:30', 1363896240, 250_000_000],
    ['2013-03-21T15:04:00-05:00', 1363896240, 0],
    ['2013-03-21T20:04:00-00:00', 1363896240, 0],
    ['1969-12-31T23:59:59.25Z', -1, 250_000_000],
    ['0000-01-01T00:00:00Z', -62_167_219_200, 0],
    ['9999-12-31T23:59:59.999999999Z', 253_402_300_799, 999_999_999],
    ['2000-02-29T00:00:00Z', 951_782_400, 0],
  ])('is made of the text %s', (text, seconds, nanoseconds) => {
    expect(instantOfText(text)).toStrictEqual({ seconds, nanoseconds });
  });

  test.each([
    '',
    '2013-03-21',
    '2013-03-21T20:04:00',
    '2013-03-21 20:04:00Z',
    '2013-03-21T20:04Z',
    '2013-03-21T20:04:00.Z',
    '2013-03-21T20:04:00.1234567890Z',
    '2013-03-21T20:04:00+24:00',
    '2013-03-21T20:04:00+01:60',
    '2013-03-21T20:04:00+0100',
    '2016-12-31T23:59:60Z',
    '2013-03-21T24:00:00Z',
    '2013-03-21T20:60:00Z',
    '2013-02-30T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2013-13-01T00:00:00Z',
    '2013-00-01T00:00:00Z',
    '+02013-03-21T20:04:00Z',
    ' 2013-03-21T20:04:00Z',
    '2013-03-21T20:04:00Z\n',
    '２013-03-21T20:04:00Z',
  ])('is not made of the text %j', (text) => {
    expect(instantOfText(text)).toBeUndefined();
  });

  test('is told in the text that it is made of, which is that of the platform', () => {
    const inRange = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 });
    fc.assert(
      fc.property(inRange, nanoseconds, (seconds, nanoseconds) => {
        const text = textOfInstant(seconds, nanoseconds) ?? '';
        expect(instantOfText(text)).toStrictEqual({ seconds, nanoseconds });
        expect(Date.parse(text)).toBe(seconds * 1000 + Math.floor(nanoseconds / 1e6));
      }),
    );
  });

  test('has a text with as many digits as needed, in the years that have four', () => {
    expect(textOfInstant(0, 0)).toBe('1970-01-01T00:00:00Z');
    expect(textOfInstant(0n, 120_000_000)).toBe('1970-01-01T00:00:00.12Z');
    expect(textOfInstant(-1, 1)).toBe('1969-12-31T23:59:59.000000001Z');
    expect(textOfInstant(-62_167_219_200, 0)).toBe('0000-01-01T00:00:00Z');
    expect(textOfInstant(253_402_300_799, 1)).toBe('9999-12-31T23:59:59.000000001Z');
    expect(textOfInstant(-62_167_219_201, 0)).toBeUndefined();
    expect(textOfInstant(253_402_300_800, 0)).toBeUndefined();
    expect(textOfInstant(2n ** 63n, 0)).toBeUndefined();
  });
});
