/**
 * The calls of one connection: those that its client made, and those that were passed to it.
 *
 * They are followed by the messages of the connection. The dealer adds the one fact that messages do not show: the call
 * that an INVOCATION belongs to.
 */
import { AT } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';
import { UNAVAILABLE, type Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import type { Clock } from './clock.ts';
import type { Observer } from './observer.ts';

/** A call that is not answered yet. */
export interface Call {
  /** WAMP session id of the caller, and request id of the CALL. */
  readonly caller: number;
  readonly request: number;
  readonly procedure: string;
  /** Time of the CALL, in milliseconds. */
  readonly since: number;
  /** The last callee that was sent an INVOCATION, and the request id of that INVOCATION. */
  callee: Calls | undefined;
  invocation: number;
  /** The last callee that refused the call or was not reached, and the reason. */
  left: { readonly session: number | undefined; readonly why: string } | undefined;
}

/** The end of a call: its final answer, or `caller-left` if the caller left without one. */
export type Outcome = 'result' | 'error' | 'caller-left';

/** Receiver of the events of the calls of a connection. */
export interface CallListener {
  began(call: Call): void;
  /** INVOCATION was sent to this connection; the call is re-routed if `call.left` is set. */
  invoked(call: Call): void;
  /** This connection refused the call. */
  refused(call: Call): void;
  /** A message to this connection was undeliverable. */
  missed(call: Call | undefined, message: WireMessage, undelivered: Undelivered): void;
  /**
   * @param milliseconds duration of the call
   * @param answer the final message, if there was one
   */
  ended(call: Call, outcome: Outcome, milliseconds: number, answer: WireMessage | undefined): void;
}

/** Identifies a call in all lines of the log: both numbers are known to the caller, too. */
export const nameOf = ({ caller, request }: Call): string => `${caller}-${request}`;

export class Calls implements Observer {
  /** The WAMP session id of the client, once it has joined. */
  session: number | undefined;
  private readonly clock: Clock;
  private readonly listener: CallListener;
  private readonly made = new Map<unknown, Call>();
  private readonly given = new Map<unknown, Call>();

  constructor(clock: Clock, listener: CallListener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Notes that an INVOCATION to this connection belongs to a call of a caller. */
  give(caller: Calls, request: number, invocation: number): void {
    const call = caller.made.get(request);
    if (call === undefined) return;
    this.release(call);
    call.callee = this;
    call.invocation = invocation;
    this.given.set(invocation, call);
  }

  received(wire: unknown): void {
    if (!Array.isArray(wire)) return;
    if (wire[0] === CODES.CALL) this.begin(wire);
    else if (wire[0] === CODES.ERROR && wire[AT.ERROR.error] === UNAVAILABLE) this.refuse(wire);
  }

  sent(message: WireMessage): void {
    switch (message[0]) {
      case CODES.INVOCATION:
        return this.invoke(message);
      case CODES.RESULT:
        if ((message[AT.RESULT.details] as { progress?: unknown }).progress === true) return;
        return this.end(this.of(message), 'result', message);
      case CODES.ERROR:
        return this.end(this.of(message), 'error', message);
      case CODES.WELCOME:
        this.session = message[AT.WELCOME.id] as number;
    }
  }

  undelivered(message: WireMessage, undelivered: Undelivered): void {
    const call = this.of(message);
    this.listener.missed(call, message, undelivered);
    if (call !== undefined && message[0] === CODES.INVOCATION)
      call.left = { session: this.session, why: undelivered.obstacle };
  }

  closed(): void {
    this.abandon();
  }

  /** `lost` follows. */
  cutOff(): void {}

  lost(): void {
    this.abandon();
  }

  // --- internal ---

  /** The call that a message to this connection belongs to; undefined if it belongs to none. */
  private of(message: WireMessage): Call | undefined {
    switch (message[0]) {
      case CODES.INVOCATION:
        return this.given.get(message[AT.INVOCATION.request]);
      case CODES.RESULT:
        return this.made.get(message[AT.RESULT.request]);
      case CODES.ERROR:
        return message[AT.ERROR.of] === CODES.CALL ? this.made.get(message[AT.ERROR.request]) : undefined;
      default:
        return undefined;
    }
  }

  /** The dealer aborts a session for a CALL without these fields, and for a request id in use. */
  private begin(wire: WireMessage): void {
    const [request, procedure] = [wire[AT.CALL.request], wire[AT.CALL.procedure]];
    if (this.session === undefined || typeof request !== 'number' || typeof procedure !== 'string') return;
    if (this.made.has(request)) return;
    const since = this.clock.now();
    const call: Call = {
      caller: this.session,
      request,
      procedure,
      since,
      callee: undefined,
      invocation: 0,
      left: undefined,
    };
    this.made.set(request, call);
    this.listener.began(call);
  }

  private refuse(wire: WireMessage): void {
    const call = this.given.get(wire[AT.ERROR.request]);
    if (call === undefined) return;
    call.left = { session: this.session, why: UNAVAILABLE };
    this.listener.refused(call);
  }

  private invoke(message: WireMessage): void {
    const call = this.of(message);
    if (call === undefined) return;
    this.listener.invoked(call);
    call.left = undefined;
  }

  private end(call: Call | undefined, outcome: Outcome, answer?: WireMessage): void {
    if (call === undefined) return;
    this.release(call);
    this.made.delete(call.request);
    const milliseconds = this.clock.now() - call.since;
    this.listener.ended(call, outcome, milliseconds, answer);
  }

  private abandon(): void {
    for (const call of this.made.values()) this.end(call, 'caller-left');
  }

  /** Forgets the callee of a call. */
  private release(call: Call): void {
    const { callee, invocation } = call;
    if (callee?.given.get(invocation) === call) callee.given.delete(invocation);
    call.callee = undefined;
  }
}
