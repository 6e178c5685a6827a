/** The messages that a connection has been sent and has not taken yet. */

import { CODES } from '../../machines/messages.ts';
import type { Obstacle } from '../../machines/vocabulary.ts';
import { COSTS, FIXED_LIMITS, type LimitValues } from './limits.ts';

/** Sends the messages, and knows how much of them it still has. */
export interface Outlet {
  /** In bytes. */
  readonly bufferedAmount: number;
}

export class Backlog {
  private readonly outlet: Outlet;
  /** The bytes that wait of each message, the oldest first; as a negative number if somebody else has caused it. */
  private messages: number[] = NONE;
  /** How many at its beginning have been taken. */
  private taken = 0;
  private bytes = 0;
  private answerBytes = 0;
  private answerCount = 0;
  private isMoving = false;
  /** What the outlet had at the last look, in bytes. */
  private left = 0;

  constructor(outlet: Outlet) {
    this.outlet = outlet;
  }

  /** What waits as of the last update, in bytes, each message with its cost. */
  get waiting(): number {
    return this.bytes + COSTS.message * (this.messages.length - this.taken);
  }

  /** The part of it that answers requests of the receiver. */
  get answers(): number {
    return this.answerBytes + COSTS.message * this.answerCount;
  }

  /** The part of it that others have caused. */
  get imposed(): number {
    return this.waiting - this.answers;
  }

  /**
   * Decides on a message.
   *
   * An INVOCATION is refused when more than `maxBacklog` waits already, so that one large message always fits an empty
   * backlog. INTERRUPT always passes: there is at most one for each INVOCATION. A RESULT, or an ERROR with a payload, is
   * refused when `maxMessageSize` more waits of answers: that one large answer waits is no offence. The short ERROR that
   * takes its place, and anything else that the receiver asked for, passes until another `maxBacklog` waits.
   *
   * @param code the type code of the message
   * @param length of its frame, in bytes
   * @returns why it is not to be sent, or that its receiver is to be cut off; undefined if it is to be sent
   */
  judge(
    code: unknown,
    length: number,
    { maxBacklog, maxMessageSize }: Pick<LimitValues, 'maxBacklog' | 'maxMessageSize'>,
  ): Extract<Obstacle, 'backlog'> | 'cut-off' | undefined {
    if (code === CODES.INTERRUPT) return undefined;
    if (code === CODES.INVOCATION) return this.waiting > maxBacklog ? 'backlog' : undefined;
    const most = maxBacklog + maxMessageSize;
    if (code === CODES.RESULT || length > FIXED_LIMITS.headAllowance.value)
      return this.answers > most ? 'backlog' : undefined;
    return this.answers > most + maxBacklog ? 'cut-off' : undefined;
  }

  /** Counts a message that is all that was sent since the last update. */
  add(code: unknown): void {
    const bytes = this.outlet.bufferedAmount - this.left;
    this.left += bytes;
    const isAnswer = code !== CODES.INVOCATION && code !== CODES.INTERRUPT;
    const size = isAnswer ? bytes : -bytes;
    if (this.messages === NONE) this.messages = [size];
    else this.messages.push(size);
    this.bytes += bytes;
    if (!isAnswer) return;
    this.answerBytes += bytes;
    this.answerCount++;
  }

  /** Whether the receiver has taken something since the last time this was asked. */
  hasMoved(): boolean {
    this.update();
    const { isMoving } = this;
    this.isMoving = false;
    return isMoving;
  }

  /** Takes note of what has been taken. */
  update(): void {
    const left = this.outlet.bufferedAmount;
    this.left = left;
    // Pings wait there as well, and are not counted here.
    const taken = this.bytes - left;
    if (taken <= 0) return;
    this.isMoving = true;
    if (left === 0) this.clear();
    else this.take(taken);
  }

  // --- internal ---

  private clear(): void {
    this.messages = NONE;
    this.taken = 0;
    this.bytes = 0;
    this.answerBytes = 0;
    this.answerCount = 0;
  }

  private take(bytes: number): void {
    this.bytes -= bytes;
    for (let rest = bytes; rest > 0; ) {
      const size = this.messages[this.taken] as number;
      const part = Math.min(Math.abs(size), rest);
      const isWhole = part === Math.abs(size);
      rest -= part;
      if (size > 0) {
        this.answerBytes -= part;
        if (isWhole) this.answerCount--;
      }
      if (isWhole) this.taken++;
      else this.messages[this.taken] = size - Math.sign(size) * part;
    }
    if (2 * this.taken <= this.messages.length) return;
    this.messages = this.messages.slice(this.taken);
    this.taken = 0;
  }
}

// --- internal ---

/** Nothing waits for most connections, most of the time. */
const NONE: number[] = [];
