/** Observer that logs a connection: its session, its registrations, its calls, and failed requests. */

import { AT } from '../../machines/layouts.ts';
import { CODES, NAMES } from '../../machines/messages.ts';
import { ANONYMOUS, UNAVAILABLE, type Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import { Payload } from '../dealer/payload.ts';
import { type Call, type CallListener, nameOf, type Outcome } from './calls.ts';
import { Ignored } from './ignored.ts';
import type { Cause } from './ledger.ts';
import { brief, type Log } from './log.ts';
import type { Observer } from './observer.ts';

export interface LoggerOptions {
  readonly log: Log;
  /** The WebSocket subprotocol of the connection. */
  readonly protocol: string;
  /** Address of the client. */
  readonly address: string | undefined;
  /** True to log the start, each INVOCATION and the end of every call, and not only of those that fail. */
  readonly withCalls: boolean;
}

export class Logger implements Observer, CallListener {
  private readonly options: LoggerOptions;
  private readonly ignored = new Ignored();
  private session: unknown;
  private realm: unknown;
  /** The claims in HELLO, until the session is opened. */
  private claims: Facts = {};
  /**
   * The last REGISTER or UNREGISTER, since its reply names only the request; the reply comes before the next request.
   */
  private asked: Asked | undefined;

  constructor(options: LoggerOptions) {
    this.options = options;
  }

  received(wire: unknown): void {
    if (!Array.isArray(wire)) return;
    switch (wire[0]) {
      case CODES.HELLO:
        if (this.session === undefined) this.claims = claimsIn(wire);
        break;
      case CODES.REGISTER:
        this.asked = {
          request: wire[AT.REGISTER.request],
          procedure: brief(wire[AT.REGISTER.procedure]),
          invoke: brief(wire[AT.REGISTER.options]?.invoke ?? 'single'),
        };
        break;
      case CODES.UNREGISTER:
        this.asked = {
          request: wire[AT.UNREGISTER.request],
          registration: brief(wire[AT.UNREGISTER.registration]),
        };
    }
    if (this.session === undefined) return;
    for (const option of this.ignored.in(wire))
      this.write('option ignored', { message: NAMES.get(wire[0]), option });
  }

  sent(wire: WireMessage): void {
    switch (wire[0]) {
      case CODES.WELCOME:
        this.join(wire);
        break;
      case CODES.REGISTERED: {
        const { procedure, invoke } = this.take(wire[AT.REGISTERED.request]);
        const registration = wire[AT.REGISTERED.registration];
        this.write('procedure registered', { registration, procedure, invoke });
        break;
      }
      case CODES.UNREGISTERED: {
        if (wire[AT.UNREGISTERED.details] !== undefined) {
          this.write('registration revoked', { ...(wire[AT.UNREGISTERED.details] as Revocation) });
          break;
        }
        const { registration } = this.take(wire[AT.UNREGISTERED.request]);
        this.write('procedure unregistered', { registration });
        break;
      }
      case CODES.ERROR:
        if (wire[AT.ERROR.of] !== CODES.CALL)
          this.write('request failed', { ...this.take(wire[AT.ERROR.request]), ...failureIn(wire) });
        break;
      case CODES.ABORT:
        this.write('session aborted', {
          address: this.options.address,
          ...this.claims,
          error: wire[AT.ABORT.reason],
          reason: (wire[AT.ABORT.details] as { message?: string }).message,
        });
    }
  }

  /** `missed` has the call as well. */
  undelivered(): void {}

  closed(): void {}

  cutOff(cause: Cause, reason: string): void {
    this.write('connection cut off', { address: this.options.address, cause, reason });
  }

  lost(code: number | undefined, reason: string): void {
    if (this.session === undefined) return;
    this.write('session left', { code, reason: reason === '' ? undefined : reason });
  }

  began(call: Call): void {
    if (this.options.withCalls) this.writeCall('call started', call);
  }

  invoked(call: Call): void {
    const { left, invocation } = call;
    if (left !== undefined)
      this.writeCall('call re-routed', call, { from: left.session, to: this.session, why: left.why });
    if (this.options.withCalls) this.writeCall('call invoked', call, { invocation });
  }

  refused(call: Call): void {
    this.writeCall('call refused', call, { error: UNAVAILABLE });
  }

  missed(call: Call | undefined, message: WireMessage, { obstacle, what }: Undelivered): void {
    this.write('message undeliverable', {
      call: call && nameOf(call),
      message: NAMES.get(message[0]),
      reason: obstacle,
      what,
    });
  }

  ended(call: Call, outcome: Outcome, milliseconds: number, answer: WireMessage | undefined): void {
    const ms = Math.round(milliseconds * 10) / 10;
    if (outcome === 'error') this.writeCall('call failed', call, { ms, ...failureIn(answer as WireMessage) });
    else if (this.options.withCalls)
      this.writeCall(outcome === 'result' ? 'call answered' : 'caller left', call, { ms });
  }

  // --- internal ---

  private join(wire: WireMessage): void {
    const { protocol, address } = this.options;
    const { realm, authid, authrole, authmethod } = wire[AT.WELCOME.details] as Readonly<
      Record<string, string>
    >;
    this.session = wire[AT.WELCOME.id];
    this.realm = brief(realm);
    this.claims = {};
    const identity = authrole === ANONYMOUS ? {} : { authid: brief(authid), authrole, authmethod };
    this.write('session joined', { protocol, address, ...identity });
  }

  private take(request: unknown): Asked {
    const { asked } = this;
    this.asked = undefined;
    return asked?.request === request ? (asked as Asked) : { request };
  }

  private writeCall(event: string, call: Call, facts: Record<string, unknown> = {}): void {
    this.write(event, { call: nameOf(call), procedure: brief(call.procedure), ...facts });
  }

  private write(event: string, facts: Record<string, unknown>): void {
    this.options.log({ event, realm: this.realm, session: this.session, ...facts });
  }
}

// --- internal ---

/** The Details of UNREGISTERED for a revocation. */
interface Revocation {
  readonly registration: unknown;
  readonly reason: unknown;
}

type Facts = Readonly<Record<string, unknown>>;

/** The claims in a HELLO, none of them verified. */
function claimsIn(wire: WireMessage): Facts {
  const { authid, authmethods } = Object(wire[AT.HELLO.details]) as Facts;
  return { realm: brief(wire[AT.HELLO.realm]), authid: brief(authid), authmethods: brief(authmethods) };
}

interface Asked {
  readonly request: unknown;
  readonly procedure?: unknown;
  readonly invoke?: unknown;
  readonly registration?: unknown;
}

/** The error of an ERROR, and the router's sentence in its first argument, unless its payload is large. */
function failureIn(error: WireMessage): { readonly error: unknown; readonly reason: unknown } {
  const payload = error[AT.ERROR.args];
  const isSmall = payload instanceof Payload && payload.size <= LARGEST_READ;
  const args = isSmall ? payload.values()[0] : payload;
  return { error: error[AT.ERROR.error], reason: Array.isArray(args) ? args[0] : undefined };
}

/** The largest payload that is read for the log, in bytes. */
const LARGEST_READ = 1_024;
