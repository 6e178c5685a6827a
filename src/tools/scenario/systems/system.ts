/** What a scenario is played on: a dealer or a router, with clients that are called by name. */

import { AT } from '../../../../machines/layouts.ts';
import type { Limits } from '../../../../machines/limits.ts';
import { CODES } from '../../../../machines/messages.ts';
import type { Readings } from '../../../../machines/readings.ts';
import { isReserved } from '../../../../machines/steps/uri.ts';
import type { Obstacle } from '../../../../machines/vocabulary.ts';
import type { WireMessage } from '../../../dealer/messages.ts';

export interface SystemUnderTest {
  /** How it is called on the command line. */
  readonly name: string;
  /** A client of that name connects; the name may have been that of one that is gone. */
  connect(session: string): Awaitable<void>;
  /** Whether the connection of that client is open. */
  isConnected(session: string): boolean;
  /** The client sends this value, serialised. */
  send(session: string, wire: unknown): Awaitable<void>;
  /** The client sends text that need not be JSON. */
  sendText(session: string, text: string): Awaitable<void>;
  /** The client's connection is cut off. */
  lose(session: string): Awaitable<void>;
  /**
   * From now on, nothing that others sent can be passed on to that client, for this reason; undefined: it can again. It is
   * forgotten when the client is gone.
   */
  obstruct(session: string, obstacle: Obstacle | undefined): Awaitable<void>;
  /** Time passes. */
  pass(milliseconds: number): Awaitable<void>;
  /** The router is told to end. */
  shutDown(): Awaitable<void>;
  /** What all clients have received since this was asked last, once everything sent before has been answered. */
  received(): Awaitable<readonly Received[]>;
  /** Ends everything. */
  close(): Awaitable<void>;
}

/** A result, or a promise of it. */
type Awaitable<Result> = Result | Promise<Result>;

/** What the router has for one client: a message, or the end of the connection. */
export type Received =
  | {
      readonly session: string;
      readonly message: WireMessage;
      /** Why it could not be delivered, if so: then the client has not received it. */
      readonly obstacle?: Obstacle | undefined;
    }
  | { readonly session: string; readonly closed: true };

/**
 * Whether the router passes a message on for another client, and does not make it itself: INVOCATION, RESULT, and an ERROR
 * that is none of WAMP's own.
 */
export function isPassedOn(message: WireMessage): boolean {
  const [code] = message;
  if (code === CODES.ERROR) return !isReserved(`${message[AT.ERROR.error]}`);
  return code === CODES.INVOCATION || code === CODES.RESULT;
}

export interface SystemOptions {
  readonly readings: Readings;
  /** The limits of each session; none where nothing is said. */
  readonly limits?: Partial<Limits>;
  /** Where the random numbers come from. */
  readonly chance: Chance;
}

/** The realm that the clients of a system join; there is no other. */
export const REALM = 'realm1';

/** Random numbers that are the same every time: those a script names, for whom to ask, and all others by a seed. */
export class Chance {
  readonly seed: number;
  private readonly draws: number[];
  private state: number;
  private isForId = false;

  /**
   * @param seed any whole number
   * @param draws what the SELECTs draw, in their order; the seed decides when they are used up
   */
  constructor(seed: number, draws: readonly number[] = []) {
    this.seed = seed;
    this.draws = [...draws];
    this.state = seed >>> 0;
  }

  /** The next message to be sent: for a HELLO, what is drawn is a session id. */
  prepare(wire: unknown): void {
    this.isForId = Array.isArray(wire) && wire[0] === CODES.HELLO;
  }

  /** The next number, at least 0 and less than 1. */
  readonly draw = (): number => {
    const named = this.isForId ? undefined : this.draws.shift();
    if (named !== undefined) return named;
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  };
}
