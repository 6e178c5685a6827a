/** One realm: its dealer, the peers that are in it, and the timer for what waits for time to pass. */
import type { SessionKey } from '../../machines/vocabulary.ts';
import type { Dealer } from '../dealer.ts';
import type { Output } from '../parts.ts';
import type { WireMessage } from '../wamp/messages.ts';

/** Who receives what the dealer sends to a session. */
export interface Peer {
  send(message: WireMessage): void;
  /** Ends the connection once everything before is sent. */
  close(): void;
}

export class Realm {
  readonly dealer: Dealer;
  private readonly onEmpty: () => void;
  private readonly peers = new Map<SessionKey, Peer>();
  private timer: NodeJS.Timeout | undefined;
  /** When the timer fires, on the clock of `performance.now()`. */
  private timerAt = Number.POSITIVE_INFINITY;

  /** @param onEmpty is called when the last peer has gone */
  constructor(dealer: Dealer, onEmpty: () => void) {
    this.dealer = dealer;
    this.onEmpty = onEmpty;
  }

  /** A peer has connected; it is known by this key from now on. */
  enter(peer: Peer): SessionKey {
    const key = this.dealer.connect(performance.now());
    this.peers.set(key, peer);
    this.schedule();
    return key;
  }

  receive(key: SessionKey, wire: unknown): void {
    this.post(this.dealer.receive(key, wire, performance.now()));
  }

  /** Something came that could not be read. */
  reject(key: SessionKey, expected: string, came: string): void {
    this.post(this.dealer.reject(key, expected, came, performance.now()));
  }

  /** A peer's connection is gone. */
  leave(key: SessionKey): void {
    this.peers.delete(key);
    this.post(this.dealer.disconnect(key, performance.now()));
  }

  /** GOODBYE to everybody. */
  close(): void {
    this.post(this.dealer.close(performance.now()));
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
      clearTimeout(this.timer);
      this.timerAt = Number.POSITIVE_INFINITY;
    } else if (deadline < this.timerAt) {
      clearTimeout(this.timer);
      this.timerAt = deadline;
      const delay = Math.min(Math.max(Math.ceil(deadline - performance.now()), 0), MAX_DELAY);
      this.timer = setTimeout(() => this.wake(), delay);
    }
  }

  private wake(): void {
    this.timerAt = Number.POSITIVE_INFINITY;
    this.post(this.dealer.tick(performance.now()));
  }
}

/** The longest time that Node's timers can wait, in milliseconds. */
const MAX_DELAY = 2 ** 31 - 1;
