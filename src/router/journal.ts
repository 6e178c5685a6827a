/** What of a connection's messages is worth a line in the log: who came and went, what was registered, what failed. */
import { UNAVAILABLE } from '../../machines/vocabulary.ts';
import { Payload } from '../payload.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';
import type { Log } from './log.ts';
import type { Witness } from './witness.ts';

export class Journal implements Witness {
  private readonly log: Log;
  private readonly protocol: string;
  private session: unknown;
  private realm: unknown;
  /** What was asked for in each REGISTER and UNREGISTER, or else nobody could say what its reply is about. */
  private readonly asked = new Map<unknown, Record<string, unknown>>();

  constructor(log: Log, protocol: string) {
    this.log = log;
    this.protocol = protocol;
  }

  received(wire: unknown): void {
    if (!Array.isArray(wire)) return;
    switch (wire[0]) {
      case CODES.REGISTER:
        this.asked.set(wire[1], { procedure: wire[3], invoke: wire[2]?.invoke ?? 'single' });
        break;
      case CODES.UNREGISTER:
        this.asked.set(wire[1], { registration: wire[2] });
        break;
      case CODES.ERROR:
        if (wire[4] === UNAVAILABLE) this.write('call refused', { invocation: wire[2], error: wire[4] });
    }
  }

  sent(wire: WireMessage): void {
    switch (wire[0]) {
      case CODES.WELCOME:
        this.session = wire[1];
        this.realm = (wire[2] as { realm: string }).realm;
        this.write('session joined', { protocol: this.protocol });
        break;
      case CODES.REGISTERED:
        this.write('procedure registered', { registration: wire[2], ...this.take(wire[1]) });
        break;
      case CODES.UNREGISTERED:
        this.write('procedure unregistered', this.take(wire[1]));
        break;
      case CODES.ERROR:
        this.write(`${wire[1] === CODES.CALL ? 'call' : 'request'} failed`, {
          request: wire[2],
          ...this.take(wire[2]),
          error: wire[4],
          reason: reasonOf(wire[5]),
        });
        break;
      case CODES.ABORT:
        this.write('session aborted', { error: wire[2], reason: (wire[1] as { message?: string }).message });
    }
  }

  closed(): void {}

  lost(): void {
    if (this.session !== undefined) this.write('session left', {});
  }

  // --- internal ---

  private take(request: unknown): Record<string, unknown> {
    const asked = this.asked.get(request) ?? {};
    this.asked.delete(request);
    return asked;
  }

  private write(event: string, facts: Record<string, unknown>): void {
    this.log({ event, realm: this.realm, session: this.session, ...facts });
  }
}

// --- internal ---

/** The first of an ERROR's Arguments, which is its sentence by custom. */
function reasonOf(payload: unknown): unknown {
  const args = payload instanceof Payload ? payload.values()[0] : payload;
  return Array.isArray(args) ? args[0] : undefined;
}
