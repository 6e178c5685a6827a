/** The limits of the router, as in docs/serve.md. */
import { describe, expect, test } from 'vitest';
import { FIXED_LIMITS, flagOf, inWords, LIMIT_NAMES, LIMITS } from '../../src/router/limits.ts';
import { textOf } from './blocks.ts';
import { isThere } from './built.ts';

const page = textOf('docs/serve.md');

/** Rows of a table of the page whose first cell matches. */
const rowsLike = (pattern: RegExp): string[] => page.split('\n').filter((line) => pattern.test(line));

test('the page lists the flag of each limit, with its meaning and its default', () => {
  const expected = LIMIT_NAMES.map((name) => {
    const { unit, meaning, default: value } = LIMITS[name];
    return `| \`${flagOf(name)} <${unit}>\` | ${meaning} | ${inWords(value, unit)} |`;
  });
  expect(
    rowsLike(/^\| `--[a-z-]+ <(bytes|ms|number)>` \|/).filter((row) => !/`--(port|drain) /.test(row)),
  ).toEqual(expected);
});

test('the page says of each limit what comes beyond it, who sees to that, and why', () => {
  const expected = LIMIT_NAMES.map((name) => {
    const { answer, where, source } = LIMITS[name];
    return `| \`${name}\` | ${answer} | ${where} | ${source} |`;
  });
  expect(rowsLike(/^\| `[a-z]+[A-Za-z]*` \| .* \| .* \| .* \|$/)).toEqual(expected);
});

test('the page lists the limits that are no options', () => {
  const expected = Object.values(FIXED_LIMITS).map(
    ({ value, meaning, answer }) => `| ${inWords(value, 'number')} | ${meaning} | ${answer} |`,
  );
  expect(rowsLike(/^\| [\d,]+ \| .* \| .* \|$/)).toEqual(expected);
});

describe.each(LIMIT_NAMES)('%s', (name) => {
  test('names files that are there', () => {
    const files = [...LIMITS[name].where.matchAll(/`([^`]+)`/g)].map(([, file]) => file as string);
    expect(files.filter((file) => !isThere(file))).toEqual([]);
  });
});
