/** The method `ticket`: the client sends its secret, which is compared with a hash. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { partyOf } from '../address.ts';
import type { Challenge, Principal } from './authenticator.ts';
import { challengeOnce } from './challenge.ts';
import { LONGEST } from './limits.ts';
import { matchesScrypt, type ScryptHash } from './scrypt.ts';
import { type Turn, Turns } from './turns.ts';

export class Tickets {
  private readonly turns: Turns;
  private readonly key = randomBytes(32);
  /** Fingerprint of the right ticket, once it has been proven. */
  private readonly proven = new WeakMap<ScryptHash, Buffer>();
  /** Verifications that have not ended: many workers may log in with one ticket at once. */
  private readonly pending = new Map<string, Verification>();

  constructor(turns: Turns = new Turns()) {
    this.turns = turns;
  }

  /**
   * @param stored hash of the ticket, or one made up for a stranger
   * @param principal the client if its ticket is right; undefined for a stranger
   * @param address IP address of the client; verifications take turns by address
   */
  challenge(stored: ScryptHash, principal: Principal | undefined, address: string): Challenge {
    let cancel = (): void => {};
    return challengeOnce('ticket', {}, principal, {
      isRight: (ticket) => {
        if (ticket === '' || ticket.length > LONGEST.ticket) return false;
        const fingerprint = this.fingerprintOf(ticket);
        if (this.isProven(stored, fingerprint)) return true;
        const verification = this.verification(ticket, stored, fingerprint, partyOf(address));
        cancel = verification.cancel;
        return verification.result;
      },
      cancel: () => cancel(),
    });
  }

  // --- internal ---

  /** Joins the verification of the same ticket from the same address, or asks for a turn. */
  private verification(
    ticket: string,
    stored: ScryptHash,
    fingerprint: Buffer,
    party: string,
  ): Turn<boolean> {
    const key = [
      party,
      stored.salt.toString('hex'),
      stored.hash.toString('hex'),
      fingerprint.toString('hex'),
    ].join();
    const verification =
      this.pending.get(key) ??
      this.begin(key, party, async () => {
        const isRight = await matchesScrypt(ticket, stored);
        if (isRight) this.proven.set(stored, fingerprint);
        return isRight;
      });
    verification.clients += 1;
    return { result: verification.turn.result, cancel: once(() => this.leave(key, verification)) };
  }

  private begin(key: string, party: string, work: () => Promise<boolean>): Verification {
    const turn = this.turns.ask(party, work);
    const verification = { turn, clients: 0 };
    const forget = (): void => {
      if (this.pending.get(key) === verification) this.pending.delete(key);
    };
    this.pending.set(key, verification);
    turn.result.then(forget, forget);
    return verification;
  }

  /** A client no longer waits. */
  private leave(key: string, verification: Verification): void {
    verification.clients -= 1;
    if (verification.clients > 0 || this.pending.get(key) !== verification) return;
    this.pending.delete(key);
    verification.turn.cancel();
  }

  private fingerprintOf(ticket: string): Buffer {
    return createHmac('sha256', this.key).update(ticket).digest();
  }

  private isProven(stored: ScryptHash, fingerprint: Buffer): boolean {
    const proven = this.proven.get(stored);
    return proven !== undefined && timingSafeEqual(fingerprint, proven);
  }
}

/** A verification, with the number of clients that wait for it. */
interface Verification {
  readonly turn: Turn<boolean>;
  clients: number;
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
