/** One realm: its dealer, the peers that are in it, and the timer for what waits for time to pass. */

import { CODES } from '../../machines/messages.ts';
import type { SessionKey, Undelivered } from '../../machines/vocabulary.ts';
import type { Dealer } from '../dealer/dealer.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Output } from '../dealer/parts.ts';
import type { Clock } from './clock.ts';

/** Who receives what the dealer sends to a session. */
export interface Peer {
  /** @returns why the message was not sent, if it was not; the dealer has to know that */
  send(message: WireMessage): Undelivered | undefined;
  /** The dealer holds more for the session than when its message had come. */
  grow(): void;
  /** Ends the connection once everything before is sent. */
  close(): void;
  /** Ends the connection at once. */
  cutOff(reason: string): void;
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
    const now = this.clock.now();
    this.post(this.dealer.receive(key, wire, now), now);
  }

  /** Something came that could not be read. */
  reject(key: SessionKey, expected: string, came: string): void {
    const now = this.clock.now();
    this.post(this.dealer.reject(key, expected, came, now), now);
  }

  /** A peer's connection is gone. */
  leave(key: SessionKey): void {
    const now = this.clock.now();
    this.peers.delete(key);
    this.post(this.dealer.disconnect(key, now), now);
  }

  /** The dealer holds more for a session. */
  grow(key: SessionKey): void {
    this.peers.get(key)?.grow();
  }

  /** GOODBYE to everybody. */
  close(): void {
    const now = this.clock.now();
    this.post(this.dealer.close(now), now);
  }

  // --- internal ---

  /** @param now when it happened, for all that comes of it: no timer may fire for a message that was never sent */
  private post(outputs: readonly Output[], now: number): void {
    const lost: Lost[] = [];
    this.give(outputs, lost);
    // What comes of that may not be sent either, and is then looked at in its turn.
    for (const each of lost) this.tell(each, lost, now);
    this.schedule();
    if (this.peers.size === 0) this.onEmpty();
  }

  /** @param cause what was not sent, so that there are these outputs */
  private give(outputs: readonly Output[], lost: Lost[], cause?: Lost): void {
    for (const { session, message } of outputs) {
      const peer = this.peers.get(session);
      if (message === undefined) {
        this.peers.delete(session);
        peer?.close();
        continue;
      }
      const undelivered = peer?.send(message);
      if (undelivered !== undefined) lost.push({ session, message, undelivered, cause });
    }
  }

  /** Lets the dealer know. */
  private tell(each: Lost, lost: Lost[], now: number): void {
    const { session, message, undelivered, cause } = each;
    const { obstacle, what } = undelivered;
    if (isAnswerTo(session, each) && cause !== undefined && isAnswerTo(session, cause))
      this.peers
        .get(session)
        ?.cutOff(`even the ERROR for an undeliverable answer is undeliverable: ${obstacle}`);
    else this.give(this.dealer.undeliverable(session, message, obstacle, now, what), lost, each);
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
    const now = this.clock.now();
    this.post(this.dealer.tick(now), now);
  }
}

// --- internal ---

/** A message that was not sent. */
interface Lost {
  readonly session: SessionKey;
  readonly message: WireMessage;
  readonly undelivered: Undelivered;
  /** What was not sent before, so that there was this message. */
  readonly cause: Lost | undefined;
}

const isAnswerTo = (session: SessionKey, lost: Lost): boolean =>
  lost.session === session && lost.message[0] !== CODES.INVOCATION;
