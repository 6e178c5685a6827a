/** Hashes of scrypt, as text in the PHC format: `$scrypt$ln=14,r=8,p=5$<salt>$<hash>`. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { SCRYPT, SCRYPT_BOUNDS } from './limits.ts';

/** Work of one hash. */
export interface ScryptCost {
  /** Binary logarithm of the cost in memory and time. */
  readonly logCost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

export interface ScryptHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Lengths in bytes. */
export const SALT_LENGTH = 16;
export const HASH_LENGTH = 32;

/** The PHC format, with a salt of 16 bytes and a hash of 32. */
export const SCRYPT_FORM =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/**
 * Parses a hash.
 *
 * @returns undefined if the text has another form, or parameters beyond the bounds
 */
export function parseScrypt(text: string): ScryptHash | undefined {
  const [, ln, r, p, salt = '', hash = ''] = SCRYPT_FORM.exec(text) ?? [];
  const cost = { logCost: Number(ln), blockSize: Number(r), parallelization: Number(p) };
  const { logCost, blockSize, parallelization } = SCRYPT_BOUNDS;
  const isBounded =
    isWithin(cost.logCost, logCost) &&
    cost.blockSize === blockSize &&
    isWithin(cost.parallelization, parallelization);
  return isBounded
    ? { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
    : undefined;
}

/** Hashes a ticket with a new salt and the present parameters. */
export async function hashWithScrypt(ticket: string): Promise<string> {
  const salt = randomBytes(SALT_LENGTH);
  const { logCost, blockSize, parallelization } = SCRYPT;
  const parameters = `ln=${logCost},r=${blockSize},p=${parallelization}`;
  return `$scrypt$${parameters}$${unpadded(salt)}$${unpadded(await derive(ticket, salt, SCRYPT))}`;
}

/** Compares a ticket with a hash in the thread pool of Node, in a time that does not depend on the result. */
export async function matchesScrypt(ticket: string, { cost, salt, hash }: ScryptHash): Promise<boolean> {
  return timingSafeEqual(await derive(ticket, salt, cost), hash);
}

// --- internal ---

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean =>
  value >= least && value <= most;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

function derive(ticket: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const { logCost, blockSize, parallelization } = cost;
  const N = 2 ** logCost;
  // Twice the memory that scrypt needs: the limit of Node counts somewhat more than the blocks.
  const maxmem = 256 * blockSize * (N + parallelization);
  return new Promise((resolve, reject) => {
    scrypt(ticket, salt, HASH_LENGTH, { N, r: blockSize, p: parallelization, maxmem }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}
