/** One realm: its dealer, its peers, and the timer of its deadlines. */

import { CODES } from '../../machines/messages.ts';
import type { Dict, Principal, SessionKey, Undelivered } from '../../machines/vocabulary.ts';
import type { Dealer } from '../dealer/dealer.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Output, Question } from '../dealer/parts.ts';
import type { Calls } from './calls.ts';
import type { Clock } from './clock.ts';
import type { Cause } from './ledger.ts';

/** Receiver of the messages to a session. */
export interface Peer {
  /** The calls of the peer, if they are followed. */
  readonly calls?: Calls | undefined;
  /** Address of the client, and its WebSocket subprotocol. */
  readonly client?: { readonly address: string | undefined; readonly protocol: string } | undefined;
  /** @returns the reason why the message was not sent, which the dealer needs; undefined if it was */
  send(message: WireMessage): Undelivered | undefined;
  /** Called when the dealer asks for the identity of the client. */
  ask(question: Question): void;
  /** Called when the dealer holds more for the session than when its message came. */
  grow(): void;
  /** Ends the connection after everything before is sent. */
  close(): void;
  /** Ends the connection at once. */
  cutOff(cause: Cause, reason: string): void;
}

export class Realm {
  readonly dealer: Dealer;
  private readonly clock: Clock;
  private readonly onEmpty: () => void;
  private readonly peers = new Map<SessionKey, Peer>();
  private cancelTimer: () => void = () => {};
  /** Time of the timer, on the realm's clock. */
  private timerAt = Number.POSITIVE_INFINITY;

  /** @param onEmpty called when the last peer is gone */
  constructor(dealer: Dealer, clock: Clock, onEmpty: () => void) {
    this.dealer = dealer;
    this.clock = clock;
    this.onEmpty = onEmpty;
  }

  /**
   * Connects a peer.
   *
   * @returns the key of its session
   */
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

  /** A frame of a peer was unreadable. */
  reject(key: SessionKey, expected: string, came: string): void {
    const now = this.clock.now();
    this.post(this.dealer.reject(key, expected, came, now), now);
  }

  challenge(key: SessionKey, method: string, extra: Dict): void {
    const now = this.clock.now();
    this.post(this.dealer.challenge(key, method, extra, now), now);
  }

  admit(key: SessionKey, principal: Principal): void {
    const now = this.clock.now();
    this.post(this.dealer.admit(key, principal, now), now);
  }

  deny(key: SessionKey): void {
    const now = this.clock.now();
    this.post(this.dealer.deny(key, now), now);
  }

  fail(key: SessionKey): void {
    const now = this.clock.now();
    this.post(this.dealer.fail(key, now), now);
  }

  /** A peer's connection is gone. */
  leave(key: SessionKey): void {
    const now = this.clock.now();
    this.peers.delete(key);
    this.post(this.dealer.disconnect(key, now), now);
  }

  /** The client of a session; undefined if it is gone. */
  clientOf(key: SessionKey): Peer['client'] {
    return this.peers.get(key)?.client;
  }

  /** Called when the dealer holds more for a session. */
  grow(key: SessionKey): void {
    this.peers.get(key)?.grow();
  }

  /** Called for each INVOCATION with the call that it belongs to. */
  follow(caller: SessionKey, call: number, callee: SessionKey, invocation: number): void {
    const made = this.peers.get(caller)?.calls;
    if (made !== undefined) this.peers.get(callee)?.calls?.give(made, call, invocation);
  }

  /** Sends GOODBYE to every session. */
  close(): void {
    const now = this.clock.now();
    this.post(this.dealer.close(now), now);
  }

  // --- internal ---

  /**
   * @param now the time of the cause, for everything that follows: no timer may fire for a message that was never sent
   */
  private post(outputs: readonly Output[], now: number): void {
    const lost: Lost[] = [];
    this.give(outputs, lost);
    // Messages that follow may be undeliverable too; they are appended, and processed in their turn.
    for (const each of lost) this.report(each, lost, now);
    this.schedule();
    if (this.peers.size === 0) this.onEmpty();
  }

  /** @param cause the undelivered message that these outputs follow from */
  private give(outputs: readonly Output[], lost: Lost[], cause?: Lost): void {
    for (const { session, message, question } of outputs) {
      const peer = this.peers.get(session);
      if (question !== undefined) {
        peer?.ask(question);
        continue;
      }
      if (message === undefined) {
        this.peers.delete(session);
        peer?.close();
        continue;
      }
      const undelivered = peer?.send(message);
      if (undelivered !== undefined) lost.push({ session, message, undelivered, cause });
    }
  }

  /** Reports an undelivered message to the dealer. */
  private report(each: Lost, lost: Lost[], now: number): void {
    const { session, message, undelivered, cause } = each;
    const { obstacle, what } = undelivered;
    if (isAnswerTo(session, each) && cause !== undefined && isAnswerTo(session, cause))
      this.peers
        .get(session)
        ?.cutOff('undeliverable', `even the ERROR for an undeliverable answer is undeliverable: ${obstacle}`);
    else this.give(this.dealer.undeliverable(session, message, obstacle, now, what), lost, each);
  }

  /** Sets the timer to the next deadline. It is only moved forward, since firing early does no harm. */
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
  /** The undelivered message before, if this one follows from it. */
  readonly cause: Lost | undefined;
}

const isAnswerTo = (session: SessionKey, lost: Lost): boolean =>
  lost.session === session && lost.message[0] !== CODES.INVOCATION;
