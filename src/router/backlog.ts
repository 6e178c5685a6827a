/** Messages sent to a connection that the operating system has not taken yet. */

import { CODES } from '../../machines/messages.ts';
import type { Obstacle } from '../../machines/vocabulary.ts';
import { COSTS, FIXED_LIMITS, type LimitValues } from './limits.ts';

/** The part of a socket that the backlog needs. */
export interface Outlet {
  /** Bytes buffered and not yet taken. */
  readonly bufferedAmount: number;
}

export class Backlog {
  private readonly outlet: Outlet;
  /** Bytes of each waiting message, oldest first; negative if another session caused the message. */
  private messages: number[] = NONE;
  /** Number of messages at its beginning that have been taken. */
  private taken = 0;
  private bytes = 0;
  private answerBytes = 0;
  private answerCount = 0;
  private isMoving = false;
  /** `bufferedAmount` at the last update, in bytes. */
  private left = 0;

  constructor(outlet: Outlet) {
    this.outlet = outlet;
  }

  /** Bytes waiting as of the last update, each message with its cost. */
  get waiting(): number {
    return this.bytes + COSTS.message * (this.messages.length - this.taken);
  }

  /** Waiting bytes that answer requests of the receiver. */
  get answers(): number {
    return this.answerBytes + COSTS.message * this.answerCount;
  }

  /** Waiting bytes that other sessions caused. */
  get imposed(): number {
    return this.waiting - this.answers;
  }

  /**
   * Decides whether a message may be sent.
   *
   * An INVOCATION is refused when more than `maxBacklog` waits already, so that one large message always fits an empty
   * backlog. INTERRUPT always passes: there is at most one for each INVOCATION. A RESULT, or an ERROR with a payload,
   * is refused only when `maxMessageSize` more waits of answers, since a receiver may have one large answer waiting.
   * The short ERROR in its place, and anything else that the receiver asked for, passes until another `maxBacklog`
   * waits.
   *
   * @param code the type code of the message
   * @param length of its frame, in bytes
   * @returns the reason not to send it, or `cut-off` for its receiver; undefined if it is to be sent
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

  /** Adds the only message sent since the last update. */
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

  /** True if the receiver has taken something since the last call. */
  hasMoved(): boolean {
    this.update();
    const { isMoving } = this;
    this.isMoving = false;
    return isMoving;
  }

  /** Removes the messages that have been taken. */
  update(): void {
    const left = this.outlet.bufferedAmount;
    this.left = left;
    // Pings wait there as well and are not counted here.
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

/** Shared by all empty backlogs: most connections have nothing waiting most of the time. */
const NONE: number[] = [];
