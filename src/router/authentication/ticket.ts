/** The method `ticket`: the client sends its secret, which is compared with a hash. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { partyOf } from '../address.ts';
import type { Challenge, Principal } from './authenticator.ts';
import { challengeOnce } from './challenge.ts';
import { LONGEST } from './limits.ts';
import { matchesScrypt, type ScryptHash } from './scrypt.ts';
import { Turns } from './turns.ts';

export class Tickets {
  private readonly turns: Turns;
  private readonly key = randomBytes(32);
  /** Fingerprint of the right ticket, once it has been proven: many workers may log in with one ticket at once. */
  private readonly proven = new WeakMap<ScryptHash, Buffer>();

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
        const turn = this.turns.ask(partyOf(address), () => this.matches(ticket, stored));
        cancel = turn.cancel;
        return turn.result;
      },
      cancel: () => cancel(),
    });
  }

  // --- internal ---

  private async matches(ticket: string, stored: ScryptHash): Promise<boolean> {
    const fingerprint = createHmac('sha256', this.key).update(ticket).digest();
    const proven = this.proven.get(stored);
    if (proven !== undefined && timingSafeEqual(fingerprint, proven)) return true;
    const isRight = await matchesScrypt(ticket, stored);
    if (isRight) this.proven.set(stored, fingerprint);
    return isRight;
  }
}
