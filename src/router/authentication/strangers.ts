/**
 * Records of clients that are no principals of a realm.
 *
 * A stranger gets the challenge of a principal, so that nobody learns which authids exist. Its record has the form of one
 * of the realm's, selected by its authid, with secrets that are derived from the authid and a seed. The same authid
 * therefore always gets the same record.
 */
import { createHmac } from 'node:crypto';
import type { Principal } from './authenticator.ts';
import { HASH_LENGTH, SALT_LENGTH, type ScryptHash } from './scrypt.ts';
import type { CraSecret } from './wampcra.ts';

/** Methods that verify a proof, in order of preference: those first that keep the secret from the router. */
export const PROVEN = ['cryptosign', 'wampcra', 'ticket'] as const;
export type ProvenMethod = (typeof PROVEN)[number];

/** A client of a realm. */
export interface ClientRecord {
  /** Undefined for a stranger. */
  readonly principal: Principal | undefined;
  readonly authrole: string;
  readonly ticket?: ScryptHash | undefined;
  readonly wampcra?: CraSecret | undefined;
  /** Public keys in lower case. */
  readonly cryptosign?: ReadonlySet<string> | undefined;
}

export class Strangers {
  private readonly seed: string;
  private readonly realm: string;
  private readonly forms: readonly Form[];

  /**
   * @param seed secret text
   * @param realm name of the realm
   * @param records the realm's principals
   */
  constructor(seed: string, realm: string, records: Iterable<ClientRecord>) {
    this.seed = seed;
    this.realm = realm;
    this.forms = formsOf(records);
  }

  /** The record of a stranger, with the methods of some principal; without methods if the realm has no principals. */
  recordOf(name: string): ClientRecord {
    return this.disguise(name, this.forms);
  }

  /** The record of a stranger that has this method, as at least one principal must. */
  recordWith(method: ProvenMethod, name: string): ClientRecord {
    return this.disguise(
      name,
      this.forms.filter(({ record }) => record[method] !== undefined),
    );
  }

  // --- internal ---

  private disguise(name: string, forms: readonly Form[]): ClientRecord {
    const sum = forms.reduce((total, { weight }) => total + weight, 0);
    let place = (this.derive('form', name).readUIntBE(0, 6) / 2 ** 48) * sum;
    const form = forms.find(({ weight }) => {
      place -= weight;
      return place < 0;
    });
    if (form === undefined) return { principal: undefined, authrole: '' };
    const { authrole, ticket, wampcra, cryptosign } = form.record;
    return {
      principal: undefined,
      authrole,
      ticket: ticket && this.ticketLike(ticket, name),
      wampcra: wampcra && this.secretLike(wampcra, name),
      cryptosign: cryptosign && new Set(),
    };
  }

  private ticketLike({ cost }: ScryptHash, name: string): ScryptHash {
    const salt = this.derive('ticket salt', name).subarray(0, SALT_LENGTH);
    return { cost, salt, hash: this.derive('ticket', name).subarray(0, HASH_LENGTH) };
  }

  private secretLike(like: CraSecret, name: string): CraSecret {
    const key = this.derive('wampcra', name).toString('base64');
    if ('secret' in like) return { secret: key };
    const salt = this.derive('wampcra salt', name).toString('hex').slice(0, like.salt.length);
    return { key, salt, iterations: like.iterations };
  }

  private derive(purpose: string, name: string): Buffer {
    return createHmac('sha256', this.seed)
      .update(JSON.stringify([purpose, this.realm, name]))
      .digest();
  }
}

/** Records that differ only in their names and secrets. */
interface Form {
  readonly record: ClientRecord;
  /** Their number. */
  readonly weight: number;
}

function formsOf(records: Iterable<ClientRecord>): readonly Form[] {
  const forms = new Map<string, Form>();
  for (const record of records) {
    const { authrole, ticket, wampcra, cryptosign } = record;
    const iterations = wampcra && ('salt' in wampcra ? wampcra.iterations : 'none');
    const key = JSON.stringify([
      authrole,
      ticket?.cost ?? null,
      iterations ?? null,
      cryptosign !== undefined,
    ]);
    forms.set(key, { record, weight: (forms.get(key)?.weight ?? 0) + 1 });
  }
  return [...forms.values()];
}
