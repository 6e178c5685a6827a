/** One realm: its dealer, the peers that are in it, and the timer for what waits for time to pass. */
import type { Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import type { Dealer } from '../dealer.ts';
import type { Output } from '../parts.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';
import type { Clock } from './clock.ts';

/** Who receives what the dealer sends to a session. */
export interface Peer {
  /** @returns why the message was not sent, if it was not; the dealer has to know that */
  send(message: WireMessage): Obstacle | undefined;
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
    const failures: Failure[] = [];
    this.give(outputs, failures);
    // What comes of a failure may fail as well, and is then looked at in its turn.
    for (const failure of failures) this.fail(failure, failures);
    this.schedule();
    if (this.peers.size === 0) this.onEmpty();
  }

  /** @param cause the failure that these outputs come of */
  private give(outputs: readonly Output[], failures: Failure[], cause?: Failure): void {
    for (const { session, message } of outputs) {
      const peer = this.peers.get(session);
      if (message === undefined) {
        this.peers.delete(session);
        peer?.close();
        continue;
      }
      const obstacle = peer?.send(message);
      if (obstacle !== undefined) failures.push({ session, message, obstacle, cause });
    }
  }

  private fail(failure: Failure, failures: Failure[]): void {
    const { session, message, obstacle, cause } = failure;
    if (isAnswerTo(session, failure) && cause !== undefined && isAnswerTo(session, cause))
      return this.peers
        .get(session)
        ?.cutOff(`it could not even be told what it could not be told: ${obstacle}`);
    this.give(this.dealer.undeliverable(session, message, obstacle, this.clock.now()), failures, failure);
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

// --- internal ---

/** A message that was not sent. */
interface Failure {
  readonly session: SessionKey;
  readonly message: WireMessage;
  readonly obstacle: Obstacle;
  /** The failure before it that it comes of. */
  readonly cause: Failure | undefined;
}

const isAnswerTo = (session: SessionKey, failure: Failure): boolean =>
  failure.session === session && failure.message[0] !== CODES.INVOCATION;
