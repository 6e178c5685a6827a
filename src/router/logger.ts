/** Observer that logs a connection: its session, its registrations, failed requests and re-routes. */

import { AT } from '../../machines/layouts.ts';
import { CODES, NAMES } from '../../machines/messages.ts';
import { UNAVAILABLE, type Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import { Payload } from '../dealer/payload.ts';
import { brief, type Log } from './log.ts';
import type { Observer } from './observer.ts';

/**
 * The last refusing or unreachable callee, shared by the loggers of a router: the INVOCATION that follows is a
 * re-route.
 */
export interface Hop {
  from?: { readonly session: unknown; readonly why: string } | undefined;
}

export class Logger implements Observer {
  private readonly log: Log;
  private readonly protocol: string;
  private readonly hop: Hop;
  private session: unknown;
  private realm: unknown;
  /**
   * The last REGISTER or UNREGISTER, since its reply names only the request; the reply comes before the next request.
   */
  private asked: Asked | undefined;
  /** The procedure of each registration of this session. */
  private readonly procedures = new Map<unknown, unknown>();

  constructor(log: Log, protocol: string, hop: Hop) {
    this.log = log;
    this.protocol = protocol;
    this.hop = hop;
  }

  received(wire: unknown): void {
    this.hop.from = undefined;
    if (!Array.isArray(wire)) return;
    switch (wire[0]) {
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
        break;
      case CODES.ERROR:
        if (wire[AT.ERROR.error] !== UNAVAILABLE) break;
        this.write('call refused', { invocation: wire[AT.ERROR.request], error: UNAVAILABLE });
        this.hop.from = { session: this.session, why: UNAVAILABLE };
    }
  }

  sent(wire: WireMessage): void {
    switch (wire[0]) {
      case CODES.WELCOME:
        this.session = wire[AT.WELCOME.id];
        this.realm = brief((wire[AT.WELCOME.details] as { realm: string }).realm);
        this.write('session joined', { protocol: this.protocol });
        break;
      case CODES.REGISTERED: {
        const { procedure, invoke } = this.take(wire[AT.REGISTERED.request]);
        const registration = wire[AT.REGISTERED.registration];
        this.procedures.set(registration, procedure);
        this.write('procedure registered', { registration, procedure, invoke });
        break;
      }
      case CODES.UNREGISTERED: {
        if (wire[AT.UNREGISTERED.details] !== undefined) {
          this.revoked(wire[AT.UNREGISTERED.details] as Revocation);
          break;
        }
        const { registration } = this.take(wire[AT.UNREGISTERED.request]);
        this.procedures.delete(registration);
        this.write('procedure unregistered', { registration });
        break;
      }
      case CODES.INVOCATION:
        if (this.hop.from !== undefined) this.rerouted(wire[AT.INVOCATION.registration], this.hop.from);
        break;
      case CODES.ERROR:
        this.failed(wire);
        break;
      case CODES.ABORT:
        this.write('session aborted', {
          error: wire[AT.ABORT.reason],
          reason: (wire[AT.ABORT.details] as { message?: string }).message,
        });
    }
  }

  undelivered(message: WireMessage, { obstacle, what }: Undelivered): void {
    const [code] = message;
    const [name, request] = nameOf(message);
    this.write('message undeliverable', { message: name, request, reason: obstacle, what });
    this.hop.from = code === CODES.INVOCATION ? { session: this.session, why: obstacle } : undefined;
  }

  closed(): void {}

  cutOff(reason: string): void {
    this.write('connection cut off', { reason });
  }

  lost(code: number | undefined, reason: string): void {
    this.hop.from = undefined;
    if (this.session === undefined) return;
    this.write('session left', { code, reason: reason === '' ? undefined : reason });
  }

  // --- internal ---

  private rerouted(registration: unknown, { session, why }: NonNullable<Hop['from']>): void {
    const procedure = this.procedures.get(registration);
    this.log({ event: 'call re-routed', realm: this.realm, procedure, from: session, to: this.session, why });
  }

  private revoked({ registration, reason }: Revocation): void {
    this.write('registration revoked', {
      registration,
      procedure: this.procedures.get(registration),
      reason,
    });
    this.procedures.delete(registration);
  }

  private failed(wire: WireMessage): void {
    const isCall = wire[AT.ERROR.of] === CODES.CALL;
    const request = wire[AT.ERROR.request];
    this.write(`${isCall ? 'call' : 'request'} failed`, {
      ...(isCall ? { request } : this.take(request)),
      error: wire[AT.ERROR.error],
      reason: reasonIn(wire[AT.ERROR.args]),
    });
  }

  private take(request: unknown): Asked {
    const { asked } = this;
    this.asked = undefined;
    return asked?.request === request ? (asked as Asked) : { request };
  }

  private write(event: string, facts: Record<string, unknown>): void {
    this.log({ event, realm: this.realm, session: this.session, ...facts });
  }
}

// --- internal ---

/** The Details of UNREGISTERED for a revocation. */
interface Revocation {
  readonly registration: unknown;
  readonly reason: unknown;
}

interface Asked {
  readonly request: unknown;
  readonly procedure?: unknown;
  readonly invoke?: unknown;
  readonly registration?: unknown;
}

/** Name of a message and the request that it belongs to, if any. */
function nameOf(message: WireMessage): readonly [name: string | undefined, request: unknown] {
  const name = NAMES.get(message[0]);
  switch (name) {
    case 'ERROR':
    case 'INVOCATION':
    case 'RESULT':
      return [name, message[AT[name].request]];
    default:
      return [name, undefined];
  }
}

/** The first argument of an ERROR, which is the router's sentence; undefined for a large payload. */
function reasonIn(payload: unknown): unknown {
  const isSmall = payload instanceof Payload && payload.size <= LARGEST_READ;
  const args = isSmall ? payload.values()[0] : payload;
  return Array.isArray(args) ? args[0] : undefined;
}

/** The largest payload that is read for the log, in bytes. */
const LARGEST_READ = 1_024;
