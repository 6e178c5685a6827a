/** Interface of a system under test: a dealer or a router, with named clients. */

import { AT } from '../../../../machines/layouts.ts';
import type { Limits } from '../../../../machines/limits.ts';
import { CODES } from '../../../../machines/messages.ts';
import type { Readings } from '../../../../machines/readings.ts';
import { isReserved } from '../../../../machines/steps/uri.ts';
import type { Dict, Obstacle, Principal } from '../../../../machines/vocabulary.ts';
import type { WireMessage } from '../../../dealer/messages.ts';

export interface SystemUnderTest {
  /** Name on the command line. */
  readonly name: string;
  /** Connects a client; the name may be that of an earlier one. */
  connect(session: string): Awaitable<void>;
  /** True while the connection of the client is open. */
  isConnected(session: string): boolean;
  /** Sends a value from the client, serialised. */
  send(session: string, wire: unknown): Awaitable<void>;
  /** Sends text from the client, which may be malformed JSON. */
  sendText(session: string, text: string): Awaitable<void>;
  /** Cuts off the client's connection. */
  lose(session: string): Awaitable<void>;
  /**
   * From now on, messages forwarded to that client are undeliverable for this reason; undefined makes them deliverable
   * again. The end of the connection resets it.
   */
  obstruct(session: string, obstacle: Obstacle | undefined): Awaitable<void>;
  /** True if the program has been asked about the client, and has not answered. */
  isAsked(session: string): boolean;
  /** Answers for the program that authenticates clients. */
  answer(session: string, verdict: Verdict): Awaitable<void>;
  /** Lets time pass. */
  pass(milliseconds: number): Awaitable<void>;
  /** Shuts the router down. */
  shutDown(): Awaitable<void>;
  /** Messages received by all clients since the last call, once everything sent before has been answered. */
  received(): Awaitable<readonly Received[]>;
  /** Ends clients and system. */
  close(): Awaitable<void>;
}

/** An answer of the program that authenticates clients. */
export type Verdict =
  | { readonly kind: 'challenge'; readonly method: string; readonly extra: Dict }
  | { readonly kind: 'admit'; readonly principal: Principal }
  | { readonly kind: 'deny' | 'fail' };

/** A result, or a promise of it. */
type Awaitable<Result> = Result | Promise<Result>;

/** A message to a client, or the end of its connection. */
export type Received =
  | {
      readonly session: string;
      readonly message: WireMessage;
      /** Reason why the client has not received the message, if it was undeliverable. */
      readonly obstacle?: Obstacle | undefined;
    }
  | { readonly session: string; readonly closed: true };

/**
 * True for messages that the router forwards from another client: INVOCATION, RESULT, and an ERROR whose URI is none of
 * WAMP's own.
 */
export function isPassedOn(message: WireMessage): boolean {
  const [code] = message;
  if (code === CODES.ERROR) return !isReserved(`${message[AT.ERROR.error]}`);
  return code === CODES.INVOCATION || code === CODES.RESULT;
}

export interface SystemOptions {
  readonly readings: Readings;
  /** Limits of each session; none if omitted. */
  readonly limits?: Partial<Limits>;
  /** Methods of authentication; undefined if clients are not authenticated. */
  readonly methods?: readonly string[] | undefined;
  /** Source of random numbers. */
  readonly chance: Chance;
}

/** The only realm of the clients. */
export const REALM = 'realm1';

/** Reproducible random numbers: those of the script for selections, and seeded ones for everything else. */
export class Chance {
  readonly seed: number;
  private readonly draws: number[];
  private state: number;
  private isForId = false;

  /**
   * @param seed any whole number
   * @param draws random numbers for selections, in their order; after them, the seed decides
   */
  constructor(seed: number, draws: readonly number[] = []) {
    this.seed = seed;
    this.draws = [...draws];
    this.state = seed >>> 0;
  }

  /** Notes the next message: the random number for a HELLO is a session id. */
  prepare(wire: unknown): void {
    this.isForId = Array.isArray(wire) && wire[0] === CODES.HELLO;
  }

  /** The next random number, in [0, 1). */
  readonly draw = (): number => {
    const named = this.isForId ? undefined : this.draws.shift();
    if (named !== undefined) return named;
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  };
}
