/** Records of strangers: stable, of the form of a principal's, and with secrets of their own. */
import { describe, expect, test } from 'vitest';
import { type ClientRecord, Strangers } from './strangers.ts';

const SEED = 'the seed of all strangers in tests';
const COST = { logCost: 10, blockSize: 8, parallelization: 1 };
const SALT = '00112233445566778899aabbccddeeff';

const record = (authrole: string, parts: Partial<ClientRecord>): ClientRecord => ({
  principal: { authid: 'real', authrole },
  authrole,
  ...parts,
});

const TICKET = record('web', { ticket: { cost: COST, salt: Buffer.alloc(16), hash: Buffer.alloc(32) } });
const SALTED = record('worker', { wampcra: { key: 'k', salt: SALT, iterations: 5_000 } });
const PLAIN = record('worker', { wampcra: { secret: 'secret' } });
const SIGNED = record('admin', { cryptosign: new Set(['ab'.repeat(32)]) });

const strangers = (records: readonly ClientRecord[], seed = SEED, realm = 'realm1'): Strangers =>
  new Strangers(seed, realm, records);

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `stranger-${index}`);

test('a stranger always has the same record, in each process with the same seed', () => {
  const all = [TICKET, SALTED, PLAIN, SIGNED];
  for (const name of names(50)) {
    const record = strangers(all).recordOf(name);
    expect(strangers(all).recordOf(name)).toEqual(record);
    expect(record.principal).toBeUndefined();
  }
});

test('secrets differ by stranger, realm and seed', () => {
  const secrets = new Set(
    [
      ...names(20).map((name) => strangers([SALTED]).recordOf(name)),
      strangers([SALTED], SEED, 'realm2').recordOf('stranger-0'),
      strangers([SALTED], `${SEED}.`).recordOf('stranger-0'),
    ].flatMap(({ wampcra }) => (wampcra && 'salt' in wampcra ? [wampcra.salt, wampcra.key] : [])),
  );
  expect(secrets.size).toBe(44);
});

test('a stranger is like a principal: as often of each form as the principals are', () => {
  // Three of four principals are salted workers.
  const all = strangers([SALTED, SALTED, SALTED, TICKET]);
  const roles = names(2_000).map((name) => all.recordOf(name).authrole);
  const workers = roles.filter((role) => role === 'worker').length / roles.length;
  expect(workers).toBeGreaterThan(0.7);
  expect(workers).toBeLessThan(0.8);
});

describe('a record has the form of a principal of its kind', () => {
  test('ticket', () => {
    const { authrole, ticket, ...rest } = strangers([TICKET]).recordOf('eve');
    expect(authrole).toBe('web');
    expect(ticket?.cost).toEqual(COST);
    expect([ticket?.salt.length, ticket?.hash.length]).toEqual([16, 32]);
    expect(rest).toEqual({ principal: undefined, wampcra: undefined, cryptosign: undefined });
  });

  test('wampcra with a salt', () => {
    expect(strangers([SALTED]).recordOf('eve').wampcra).toEqual({
      key: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      iterations: 5_000,
    });
  });

  test('wampcra without a salt', () => {
    expect(strangers([PLAIN]).recordOf('eve').wampcra).toEqual({ secret: expect.any(String) });
  });

  test('cryptosign, without any key that could be right', () => {
    expect(strangers([SIGNED]).recordOf('eve').cryptosign).toEqual(new Set());
  });
});

test('a record with a given method is there as soon as one principal has it', () => {
  const all = strangers([TICKET, SALTED, PLAIN, SIGNED]);
  for (const method of ['ticket', 'wampcra', 'cryptosign'] as const)
    for (const name of names(20)) expect(all.recordWith(method, name)[method]).toBeDefined();
});

test('a realm without principals has strangers without methods', () => {
  expect(strangers([]).recordOf('eve')).toEqual({ principal: undefined, authrole: '' });
});
