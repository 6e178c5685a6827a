/** Hashes of tickets: form, comparison, and bounds of their parameters. */
import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashWithScrypt, matchesScrypt, parseScrypt } from './scrypt.ts';

const CHEAP = { logCost: 10, blockSize: 8, parallelization: 1 };

test('a hash matches its ticket and no other, and two hashes of a ticket differ', async () => {
  const ticket = 'tïcket 🎫';
  const [one, other] = await Promise.all([hashWithScrypt(ticket), hashWithScrypt(ticket)]);
  expect(one).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  const hash = parseScrypt(one);
  if (hash === undefined) throw new Error('Expected a hash.');
  expect(await matchesScrypt(ticket, hash)).toBe(true);
  for (const wrong of ['', 'ticket', `${ticket} `]) expect(await matchesScrypt(wrong, hash)).toBe(false);
});

test('the parameters are those of scrypt', async () => {
  const salt = Buffer.alloc(16, 1);
  const hash = scryptSync('ticket', salt, 32, { N: 1024, r: 8, p: 1 });
  expect(await matchesScrypt('ticket', { cost: CHEAP, salt, hash })).toBe(true);
  expect(await matchesScrypt('ticket', { cost: { ...CHEAP, parallelization: 2 }, salt, hash })).toBe(false);
});

test('the largest parameters in bounds can be computed', { timeout: 60_000 }, async () => {
  const most = { logCost: 17, blockSize: 8, parallelization: 1 };
  expect(await matchesScrypt('x', { cost: most, salt: Buffer.alloc(16), hash: Buffer.alloc(32) })).toBe(
    false,
  );
});

test('a text of another form, or with parameters beyond the bounds, is none', () => {
  const form = (parameters: string, salt = 'A'.repeat(22), hash = 'A'.repeat(43)): string =>
    `$scrypt$${parameters}$${salt}$${hash}`;
  expect(parseScrypt(form('ln=17,r=8,p=16'))).toMatchObject({ cost: { logCost: 17, parallelization: 16 } });
  for (const text of [
    '',
    'a plain ticket',
    form('ln=9,r=8,p=1'),
    form('ln=18,r=8,p=1'),
    form('ln=14,r=9,p=1'),
    form('ln=14,r=8,p=0'),
    form('ln=14,r=8,p=17'),
    form('ln=14,r=8,p=5', 'A'.repeat(21)),
    form('ln=14,r=8,p=5', 'A'.repeat(22), 'A'.repeat(44)),
    `${form('ln=14,r=8,p=5')}\n`,
  ])
    expect(parseScrypt(text), text).toBeUndefined();
});
