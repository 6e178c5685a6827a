/** The ids and sessions that the names of a script stand for, as far as a case has been played. */
import type { WireMessage } from '../../dealer/messages.ts';
import { matchReceived, nameOf } from '../scenario/match.ts';
import type { Expected, LogLine } from '../scenario/scenario.ts';
import type { Received } from '../scenario/systems/system.ts';
import type { WireId } from '../scenario/words.ts';

type Message = Extract<Received, { readonly message: WireMessage }>;
type ExpectedMessage = Extract<Expected, { readonly kind: 'message' }>;

/** Binds the names of one script while it is played. */
export class Binder {
  /** Request ids chosen by clients, and ids that came. */
  readonly ids = new Map<string, WireId>();
  private readonly who = new Map<string, string>();
  /** Messages that gave no name its id yet. */
  private unbound: Message[] = [];

  /** Notes a received message. */
  meet(received: Received): void {
    if ('message' in received) this.unbound.push(received);
  }

  /**
   * Binds the names in the lines of a step to the messages that came: to one that matches, or else to the first of the
   * same type.
   */
  bind(lines: readonly LogLine[]): void {
    for (const line of lines) {
      const sessions = this.sessionsOf(line);
      for (const expected of line.expected) {
        if (expected.kind !== 'message') continue;
        const found = this.find(expected, sessions);
        if (found === undefined) continue;
        if (line.receiver.among !== undefined) this.who.set(line.receiver.name, found.session);
        this.take(expected, found);
        break;
      }
    }
  }

  /** The id of a name; undefined if nothing that came has bound it, not even under other readings. */
  idOf(name: string, others: readonly LogLine[]): WireId | undefined {
    if (!this.ids.has(name))
      this.bind(others.filter(({ expected }) => expected.some((one) => mentions(one, name))));
    return this.ids.get(name);
  }

  /** The session of a name; undefined if the name stands for one that is not known yet. */
  sessionOf(name: string): string | undefined {
    return name.startsWith('?') ? this.who.get(name) : name;
  }

  // --- internal ---

  private sessionsOf({ receiver: { name, among } }: LogLine): readonly string[] {
    const known = this.sessionOf(name);
    if (known !== undefined) return [known];
    const taken = [...this.who.values()];
    return among?.filter((session) => !taken.includes(session)) ?? [];
  }

  private find(expected: ExpectedMessage, sessions: readonly string[]): Message | undefined {
    const open = this.unbound.filter(
      ({ session, message }) => sessions.includes(session) && nameOf(message[0]) === expected.type,
    );
    return open.find((one) => matchReceived(expected, one, this.ids) !== undefined) ?? open[0];
  }

  private take({ fields }: ExpectedMessage, found: Message): void {
    this.unbound = this.unbound.filter((one) => one !== found);
    for (const [index, { term }] of fields.entries()) {
      const value = found.message[index + 1];
      if (term.kind !== 'id' || this.ids.has(term.name)) continue;
      if (typeof value === 'number' || typeof value === 'bigint') this.ids.set(term.name, value);
    }
  }
}

// --- internal ---

const mentions = (expected: Expected, name: string): boolean =>
  expected.kind === 'message' && expected.fields.some(({ term }) => term.kind === 'id' && term.name === name);
