/** The lines of the log about a connection: its session, its registrations, and what failed or went elsewhere. */
import { UNAVAILABLE, type Undelivered } from '../../machines/vocabulary.ts';
import { CODES, type WireMessage } from '../dealer/messages.ts';
import { Payload } from '../dealer/payload.ts';
import { brief, type Log } from './log.ts';
import type { Witness } from './witness.ts';

/** The last callee that a call went past, shared by the journals of a router: an INVOCATION that comes of that is a re-route. */
export interface Hop {
  from?: { readonly session: unknown; readonly why: string } | undefined;
}

export class Journal implements Witness {
  private readonly log: Log;
  private readonly protocol: string;
  private readonly hop: Hop;
  private session: unknown;
  private realm: unknown;
  /** The last REGISTER or UNREGISTER, or else nobody could say what its reply is about; that comes before the next one. */
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
          request: wire[1],
          procedure: brief(wire[3]),
          invoke: brief(wire[2]?.invoke ?? 'single'),
        };
        break;
      case CODES.UNREGISTER:
        this.asked = { request: wire[1], registration: brief(wire[2]) };
        break;
      case CODES.ERROR:
        if (wire[4] !== UNAVAILABLE) break;
        this.write('call refused', { invocation: wire[2], error: wire[4] });
        this.hop.from = { session: this.session, why: UNAVAILABLE };
    }
  }

  sent(wire: WireMessage): void {
    switch (wire[0]) {
      case CODES.WELCOME:
        this.session = wire[1];
        this.realm = brief((wire[2] as { realm: string }).realm);
        this.write('session joined', { protocol: this.protocol });
        break;
      case CODES.REGISTERED: {
        const { procedure, invoke } = this.take(wire[1]);
        this.procedures.set(wire[2], procedure);
        this.write('procedure registered', { registration: wire[2], procedure, invoke });
        break;
      }
      case CODES.UNREGISTERED: {
        const { registration } = this.take(wire[1]);
        this.procedures.delete(registration);
        this.write('procedure unregistered', { registration });
        break;
      }
      case CODES.INVOCATION:
        if (this.hop.from !== undefined) this.rerouted(wire[2], this.hop.from);
        break;
      case CODES.ERROR:
        this.failed(wire);
        break;
      case CODES.ABORT:
        this.write('session aborted', { error: wire[2], reason: (wire[1] as { message?: string }).message });
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

  private failed(wire: WireMessage): void {
    const isCall = wire[1] === CODES.CALL;
    this.write(`${isCall ? 'call' : 'request'} failed`, {
      ...(isCall ? { request: wire[2] } : this.take(wire[2])),
      error: wire[4],
      reason: reasonIn(wire[5]),
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

interface Asked {
  readonly request: unknown;
  readonly procedure?: unknown;
  readonly invoke?: unknown;
  readonly registration?: unknown;
}

/** What a message is called, and the request that it belongs to, if it does to one. */
function nameOf([code, first, second]: WireMessage): readonly [name: string | undefined, request: unknown] {
  const name = NAMES.get(code);
  if (code === CODES.ERROR) return [name, second];
  return [name, code === CODES.INVOCATION || code === CODES.RESULT ? first : undefined];
}

const NAMES: ReadonlyMap<unknown, string> = new Map(
  Object.entries(CODES).map(([name, code]) => [code, name]),
);

/** The first argument of an ERROR, where the router puts its sentence; not read out of a large payload. */
function reasonIn(payload: unknown): unknown {
  const isSmall = payload instanceof Payload && payload.size <= LARGEST_READ;
  const args = isSmall ? payload.values()[0] : payload;
  return Array.isArray(args) ? args[0] : undefined;
}

/** How large a payload may be that is read for the log, in bytes. */
const LARGEST_READ = 1_024;
