/** Links to the playground. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { hashOf, type Shown, shownBy } from './link.ts';
import { MOST_CHARACTERS } from './play.ts';

test.each<Shown>([
  { readings: {} },
  { scenario: 'cr-08-all-refuse', readings: { newcomer: 'ignored', gate: 'any' }, step: 0 },
  { script: 'alice joins as callee\n100 ms pass # é "&=', readings: {}, other: {}, step: 7 },
  {
    scenario: 'reading-newcomer',
    script: 'x'.repeat(MOST_CHARACTERS),
    readings: {},
    other: { newcomer: 'ignored' },
  },
])('a link leads back to what it was made from (%#)', async (shown) => {
  const hash = await hashOf(shown);
  expect(await shownBy(`#${hash}`)).toEqual({
    ...{ scenario: undefined, script: undefined, other: undefined, step: undefined },
    ...shown,
  });
});

test('a link to a scenario can be written by hand', async () => {
  expect(await hashOf({ scenario: 'reading-newcomer', readings: {}, step: 3 })).toBe(
    'scenario=reading-newcomer&step=3',
  );
});

const packed = (text: string): string => deflateRawSync(text).toString('base64url');

test.each([
  ['scenario=../../etc', 'the name of a scenario'],
  ['step=-1', 'the number of a step'],
  ['reading=newcomer', 'a reading and one of its options'],
  ['reading=__proto__=x', 'a reading and one of its options'],
  ['other=gate=perhaps', 'a reading and one of its options'],
  ['script=%20', 'a script as the playground packs it'],
  ['script=AAAA', 'a script as the playground packs it'],
  [`script=${packed('x'.repeat(10_000_000))}`, `a script of at most ${MOST_CHARACTERS} characters`],
])('a wrong link is refused: %s', async (hash, what) => {
  await expect(shownBy(hash)).rejects.toThrow(`Expected ${what}`);
});
