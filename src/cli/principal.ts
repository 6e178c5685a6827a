/** `dealerchart principal`: prints an entry for a file of principals. */
import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { createKeyPair, isWeak, PUBLIC_KEY } from '../router/authentication/cryptosign.ts';
import type { PrincipalEntry } from '../router/authentication/document.ts';
import { LONGEST, PBKDF2, SHORTEST_SECRET } from '../router/authentication/limits.ts';
import { hashWithScrypt } from '../router/authentication/scrypt.ts';
import { PROVEN, type ProvenMethod } from '../router/authentication/strangers.ts';
import { deriveCraKey } from '../router/authentication/wampcra.ts';
import { wholeNumber } from './arguments.ts';
import { readSecret } from './secret.ts';

interface PrincipalFlags {
  readonly role: string;
  readonly method: ProvenMethod;
  readonly iterations: number;
  readonly unsalted?: true;
  readonly newKey?: string;
}

const { default: iterations, least, most } = PBKDF2.iterations;

export const principal = new Command('principal')
  .description('Print an entry for the principals of a realm; the secret is read from standard input.')
  .argument('<authid>', 'name that the client logs in with')
  .requiredOption('--role <name>', 'role of the principal')
  .addOption(new Option('--method <name>', 'method to log in with').choices(PROVEN).makeOptionMandatory())
  .option('--new-key <file>', 'cryptosign: make a key pair, and save the private key in a new file')
  .option(
    '--iterations <number>',
    'wampcra: work of deriving the key, for each login of the client',
    wholeNumber(least, most),
    iterations,
  )
  .option('--unsalted', 'wampcra: store the secret itself, so that logins cost no work')
  .action(async (authid: string, flags: PrincipalFlags) => {
    const entry: PrincipalEntry = {
      authid: bounded('an authid', authid, LONGEST.authid),
      role: bounded('a role', flags.role, LONGEST.authrole),
      ...(await ENTRIES[flags.method](flags)),
    };
    console.log(JSON.stringify(entry, undefined, 2));
  });

// --- internal ---

const ENTRIES: Readonly<Record<ProvenMethod, (flags: PrincipalFlags) => Promise<Partial<PrincipalEntry>>>> = {
  ticket: async () => ({ ticket: await hashWithScrypt(await secretOf(LONGEST.ticket)) }),
  wampcra: async ({ iterations, unsalted }) => {
    const secret = await secretOf(LONGEST.secret);
    return { wampcra: unsalted ? { secret } : await deriveCraKey(secret, iterations) };
  },
  cryptosign: async ({ newKey }) => ({
    cryptosign: { publicKeys: [newKey === undefined ? await publicKey() : savePair(newKey)] },
  }),
};

function bounded(name: string, value: string, most: number): string {
  if (value !== '' && value.length <= most) return value;
  return refuse(`Expected ${name} of 1 to ${most} characters, but ${value.length} came.`);
}

async function secretOf(most: number): Promise<string> {
  const secret = await readSecret('Secret: ');
  if (secret.length >= SHORTEST_SECRET && secret.length <= most && !/[\r\n]/.test(secret)) return secret;
  return refuse(
    `Expected a secret of ${SHORTEST_SECRET} to ${most} characters in one line on standard input, but ${
      /[\r\n]/.test(secret) ? 'several lines' : `${secret.length} characters`
    } came.`,
  );
}

async function publicKey(): Promise<string> {
  const key = (await readSecret('Public key: ')).trim();
  if (PUBLIC_KEY.test(key) && !isWeak(key)) return key.toLowerCase();
  return refuse(
    'Expected an Ed25519 public key, 64 hexadecimal digits, on standard input, but something else came; --new-key makes one.',
  );
}

/** The public key of a new pair, of which the private key is saved for its owner alone. */
function savePair(file: string): string {
  const pair = createKeyPair();
  try {
    writeFileSync(file, `${pair.privateKey}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    return refuse(`Expected a new file after --new-key, but ${file} came: ${(error as Error).message}`);
  }
  return pair.publicKey;
}

const refuse = (sentence: string): never => principal.error(`error: ${sentence}`);
