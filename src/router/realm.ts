/** One realm: its dealer, the peers that are in it, and the timer for what waits for time to pass. */
import type { SessionKey } from '../../machines/vocabulary.ts';
import type { Dealer } from '../dealer.ts';
import type { Output } from '../parts.ts';
import type { WireMessage } from '../wamp/messages.ts';
import type { Clock } from './clock.ts';

/** Who receives what the dealer sends to a session. */
export interface Peer {
  send(message: WireMessage): void;
  /** Ends the connection once everything before is sent. */
  close(): void;
}

export class Realm {
  readonly dealer: Dealer;
  private readonly clock: Clock;
  private readonly onEmpty: () => void;
  private readonly peers = new Map<SessionKey, Peer>();
  private cancelTimer: () => void = () => {};
  /** When the timer fires, on the realm's clock. */
  private timerAt = Number.POSITIVE_INFINITY;

  /** @param onEmpty is called when the last peer has gone */
  constructor(dealer: Dealer, clock: Clock, onEmpty: () => void) {
    this.dealer = dealer;
    this.clock = clock;
    this.onEmpty = onEmpty;
  }

  /** A peer has connected; it is known by this key from now on. */
  enter(peer: Peer): SessionKey {
    const key = this.dealer.connect(this.clock.now());
    this.peers.set(key, peer);
    this.schedule();
    return key;
  }

  receive(key: SessionKey, wire: unknown): void {
    this.post(this.dealer.receive(key, wire, this.clock.now()));
  }

  /** Something came that could not be read. */
  reject(key: SessionKey, expected: string, came: string): void {
    this.post(this.dealer.reject(key, expected, came, this.clock.now()));
  }

  /** A peer's connection is gone. */
  leave(key: SessionKey): void {
    this.peers.delete(key);
    this.post(this.dealer.disconnect(key, this.clock.now()));
  }

  /** GOODBYE to everybody. */
  close(): void {
    this.post(this.dealer.close(this.clock.now()));
  }

  // --- internal ---

  private post(outputs: readonly Output[]): void {
    for (const output of outputs) {
      const peer = this.peers.get(output.session);
      if (output.message !== undefined) peer?.send(output.message);
      else {
        this.peers.delete(output.session);
        peer?.close();
      }
    }
    this.schedule();
    if (this.peers.size === 0) this.onEmpty();
  }

  /** Sets the timer to the next deadline. One that fires too early does no harm, so it is only ever moved forward. */
  private schedule(): void {
    const deadline = this.dealer.nextDeadline();
    if (deadline === undefined) {
      this.cancelTimer();
      this.timerAt = Number.POSITIVE_INFINITY;
    } else if (deadline < this.timerAt) {
      this.cancelTimer();
      this.timerAt = deadline;
      this.cancelTimer = this.clock.wake(deadline, () => this.wake());
    }
  }

  private wake(): void {
    this.timerAt = Number.POSITIVE_INFINITY;
    this.post(this.dealer.tick(this.clock.now()));
  }
}
