/** `dealerchart principal`, as built: its entries are right for the authenticator, and secrets come from standard input. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sign as wampySignCryptosign } from 'wampy/cryptosign.js';
import { sign as wampySignCra } from 'wampy/wampcra.js';
import type { Challenge } from '../../src/router/authentication/authenticator.ts';
import type { PrincipalEntry } from '../../src/router/authentication/document.ts';
import { challenged, documentOf } from '../../src/router/authentication/hello.test-helper.ts';
import { principals } from '../../src/router/index.ts';
import { dealerchart, dealerchartReading } from './process.ts';

type Extra = { readonly challenge: string };

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'dealerchart-principal-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
};

/** Entry that the command prints for the input. */
async function entryOf(input: string, ...args: string[]): Promise<PrincipalEntry> {
  const program = dealerchartReading(input, 'principal', 'peter', '--role', 'worker', ...args);
  expect(await program.ended, program.stderr).toBe(0);
  expect(program.stderr).toBe('');
  return JSON.parse(program.stdout);
}

/** The principal that a client becomes, which answers the challenge of an entry. */
async function loginWith(
  entry: PrincipalEntry,
  method: string,
  answer: (challenge: Challenge) => string | Promise<string>,
  pubkey?: string,
): Promise<unknown> {
  const hello = { authid: 'peter', methods: [method], authextra: { pubkey } };
  const challenge = await challenged(principals(documentOf([entry])), hello);
  return challenge.verify(await answer(challenge), {});
}

const PETER = expect.objectContaining({ authid: 'peter', authrole: 'worker' });
const SECRET = 'pässword 🔑 of peter';

describe('an entry for', () => {
  test.each(['', '\n', '\r\n'])(
    'ticket accepts the ticket on standard input, which may end in %j',
    async (end) => {
      const entry = await entryOf(`${SECRET}${end}`, '--method', 'ticket');
      expect(await loginWith(entry, 'ticket', () => SECRET)).toEqual(PETER);
      expect(await loginWith(entry, 'ticket', () => `${SECRET}\n`)).toBeUndefined();
      expect(JSON.stringify(entry)).not.toContain(SECRET);
    },
  );

  test('wampcra accepts the secret, of which only a key is stored', async () => {
    const entry = await entryOf(SECRET, '--method', 'wampcra', '--iterations', '2000');
    expect(entry.wampcra).toMatchObject({ iterations: 2_000 });
    expect(JSON.stringify(entry)).not.toContain(SECRET);
    const sign =
      (secret: string) =>
      ({ extra }: Challenge) =>
        wampySignCra(secret)('wampcra', extra as Extra);
    expect(await loginWith(entry, 'wampcra', sign(SECRET))).toEqual(PETER);
    expect(await loginWith(entry, 'wampcra', sign('wrong'))).toBeUndefined();
  });

  test('wampcra without a salt has the secret itself', async () => {
    const entry = await entryOf(SECRET, '--method', 'wampcra', '--unsalted');
    expect(entry.wampcra).toEqual({ secret: SECRET });
  });

  test('cryptosign has the public key of a new pair, whose private key only its owner can read', async () => {
    const file = join(folder(), 'peter.key');
    const entry = await entryOf('', '--method', 'cryptosign', '--new-key', file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const privateKey = readFileSync(file, 'utf8').trim();
    const [publicKey] = entry.cryptosign?.publicKeys ?? [];
    const sign = ({ extra }: Challenge): string =>
      wampySignCryptosign(privateKey)('cryptosign', extra as Extra);
    expect(await loginWith(entry, 'cryptosign', sign, publicKey)).toEqual(PETER);
    // The file is not replaced.
    const again = dealerchart(
      'principal',
      'peter',
      '--role',
      'worker',
      '--method',
      'cryptosign',
      '--new-key',
      file,
    );
    expect(await again.ended).toBe(2);
    expect(again.stderr).toMatch(
      /^error: Expected a new file after --new-key, but .*peter\.key came: EEXIST/,
    );
    expect(readFileSync(file, 'utf8').trim()).toBe(privateKey);
  });

  test('cryptosign has the public key on standard input', async () => {
    const entry = await entryOf(`${'AB'.repeat(32)}\n`, '--method', 'cryptosign');
    expect(entry).toEqual({ authid: 'peter', role: 'worker', cryptosign: { publicKeys: ['ab'.repeat(32)] } });
  });
});

test.each<[string, string, ...string[]]>([
  ['short', 'Expected a secret of 8 to 1024 characters', '--method', 'ticket'],
  ['x'.repeat(1_025), 'but 1025 characters came', '--method', 'wampcra'],
  ['two lines\nof a file', 'but several lines came', '--method', 'ticket'],
  ['ab'.repeat(31), 'Expected an Ed25519 public key', '--method', 'cryptosign'],
  ['00'.repeat(32), 'Expected an Ed25519 public key', '--method', 'cryptosign'],
  ['long enough', "argument 'scram' is invalid", '--method', 'scram'],
  ['long enough', 'Expected a whole number from 1000', '--method', 'wampcra', '--iterations', '10'],
  ['long enough', "required option '--method <name>' not specified"],
])('%j is refused: %s', async (input, message, ...args) => {
  const program = dealerchartReading(input, 'principal', 'peter', '--role', 'worker', ...args);
  expect(await program.ended).toBe(2);
  expect(program.stderr).toContain(message);
  expect(program.stderr).not.toContain(input);
  expect(program.stdout).toBe('');
});
