/**
 * Writes down what clients do to a dealer, and what comes of it, as a scenario.
 *
 * An id has a name from where it is first seen.
 */
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import type { SessionKey } from '../../machines/vocabulary.ts';
import type { Dealer, DealerOptions } from '../dealer.ts';
import type { Entry } from '../judge/entry.ts';
import type { Output } from '../parts.ts';
import { Chance, REALM } from '../subject/subject.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';
import { nameOf, sentenceAt } from './match.ts';
import { type Kind, kindOf, newName } from './names.ts';
import { parseScenario } from './parse.ts';
import { changes } from './report.ts';
import type { Scenario } from './scenario.ts';
import { REQUESTS } from './script.ts';
import { writeWord } from './words.ts';

/** What a page says besides its script and its log. */
export interface Heading {
  readonly title: string;
  /** The paragraph after the title: why it matters. */
  readonly why: string;
  readonly rules: readonly RuleId[];
  readonly readings: readonly ReadingId[];
}

/** Something that a client received. */
export interface Arrival {
  readonly session: string;
  /** Undefined: the dealer has ended the connection. */
  readonly message: WireMessage | undefined;
}

/** Somebody was to do something who is not connected. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

export interface TranscriptOptions {
  /** The defaults if left out; where they are others, the page is about them alone. */
  readonly readings?: Readings;
  /** What each SELECT draws, in their order, if the page is to say so. */
  readonly draws?: readonly number[];
  /** Decides every other random number; 1 if left out. */
  readonly seed?: number;
}

export class Transcript {
  /** What somebody at the dealer's door has seen. */
  readonly entries: Entry[] = [];

  private readonly dealer: Dealer;
  private readonly chance: Chance;
  private readonly readings: Readings;
  private readonly draws: readonly number[];
  private readonly steps: string[] = [];
  private readonly lines: string[] = [];
  private readonly keys = new Map<string, SessionKey>();
  private readonly sessions = new Map<SessionKey, string>();
  /** The ids that have a name, by what they count, of whom, and their value. */
  private readonly names = new Map<string, string>();
  private readonly used = new Set<string>();
  /** The last request id that each session has chosen. */
  private readonly requests = new Map<string, number>();
  private now = 0;

  /** @param create what makes the dealer: `createDealer`, or something that watches one */
  constructor(
    create: (options: DealerOptions) => Dealer,
    { readings = DEFAULT_READINGS, draws = [], seed = 1 }: TranscriptOptions = {},
  ) {
    this.chance = new Chance(seed, draws);
    this.dealer = create({ random: this.chance.draw, readings, realms: [REALM] });
    this.readings = readings;
    this.draws = draws;
  }

  /** A client connects, and says nothing yet. */
  connect(session: string): Arrival[] {
    this.enter(session);
    return this.write(`${session} connects`, []);
  }

  /** A client connects and joins with roles, all of which announce the same features. */
  join(session: string, roles: readonly string[], features: readonly string[]): Arrival[] {
    const key = this.enter(session);
    const announced = Object.fromEntries(features.map((feature) => [feature, true]));
    const role = features.length === 0 ? {} : { features: announced };
    const hello = [CODES.HELLO, REALM, { roles: Object.fromEntries(roles.map((name) => [name, role])) }];
    const outputs = this.receive(key, hello);
    const has = features.length === 0 ? '' : ` with ${features.join(', ')}`;
    return this.write(`${session} joins as ${roles.join(' and ')}${has}`, outputs);
  }

  /** The id for the next request of a session. */
  nextRequest(session: string): number {
    return (this.requests.get(session) ?? 0) + 1;
  }

  /** A client sends a message. */
  send(session: string, wire: WireMessage): Arrival[] {
    const [code, request] = wire;
    const isRequest = REQUESTS.includes(nameOf(code)) && typeof request === 'number';
    if (isRequest) this.requests.set(session, Math.max(request, this.nextRequest(session) - 1));
    const text = this.textOf(session, wire, 'client');
    return this.write(`${session}: ${text}`, this.receive(this.keyOf(session), wire));
  }

  /** A client sends a value that is no message. */
  sendRaw(session: string, value: unknown): Arrival[] {
    const outputs = this.receive(this.keyOf(session), value);
    return this.write(`${session}: raw ${JSON.stringify(value)}`, outputs);
  }

  /** A client's connection is cut off. */
  lose(session: string): Arrival[] {
    const key = this.keyOf(session);
    this.forget(session);
    this.entries.push({ at: this.now, session: `${key}`, event: 'lost' });
    return this.write(`${session} is lost`, this.dealer.disconnect(key, this.now));
  }

  /** A client says GOODBYE. */
  leave(session: string): Arrival[] {
    const goodbye = [CODES.GOODBYE, {}, 'wamp.close.close_realm'];
    return this.write(`${session} leaves`, this.receive(this.keyOf(session), goodbye));
  }

  /** @param milliseconds a whole number */
  pass(milliseconds: number): Arrival[] {
    this.now += milliseconds;
    return this.write(`${milliseconds} ms pass`, this.dealer.tick(this.now));
  }

  /** The router ends. */
  close(): Arrival[] {
    return this.write('the router closes', this.dealer.close(this.now));
  }

  isConnected(session: string): boolean {
    return this.keys.has(session);
  }

  /** What has happened so far, a step a line. */
  get script(): string {
    const draws = this.draws.length === 0 ? [] : [`random draws ${this.draws.join(' ')}`];
    return [...draws, ...this.steps].join('\n');
  }

  /** What it has led to, a message a line. */
  get log(): string {
    return this.lines.join('\n');
  }

  /**
   * The page.
   *
   * @param file how to call it in errors
   */
  toScenario(file: string, { title, why, rules, readings }: Heading): Scenario {
    const shown = [...rules, ...readings.map((id) => `\`${id}\``)];
    const page = [
      ...[`# ${title}`, '', why, ''],
      ...['```script', this.script, '```', ''],
      ...[`\`\`\`${['log', ...changes(this.readings)].join(' ')}`, this.log, '```', ''],
      `Shows ${shown.join(', ')}.`,
      '',
    ];
    return parseScenario(page.join('\n'), file);
  }

  // --- internal ---

  private enter(session: string): SessionKey {
    const key = this.dealer.connect(this.now);
    this.entries.push({ at: this.now, session: `${key}`, event: 'connected' });
    this.keys.set(session, key);
    this.sessions.set(key, session);
    this.requests.set(session, 0);
    return key;
  }

  private receive(key: SessionKey, wire: unknown): Output[] {
    this.chance.prepare(wire);
    this.entries.push({ at: this.now, session: `${key}`, received: wire as WireMessage });
    return this.dealer.receive(key, wire, this.now);
  }

  private keyOf(session: string): SessionKey {
    const key = this.keys.get(session);
    if (key === undefined) throw new NotThere(`Expected a session that is connected, but ${session} is not.`);
    return key;
  }

  /** What comes anew under that name has other ids. */
  private forget(session: string): void {
    this.sessions.delete(this.keys.get(session) as SessionKey);
    this.keys.delete(session);
    for (const key of this.names.keys()) if (key.split(' ')[1] === session) this.names.delete(key);
  }

  /** Takes down a step, and what it has led to. */
  private write(step: string, outputs: readonly Output[]): Arrival[] {
    this.steps.push(step);
    const number = this.steps.length;
    const said = new Map<string, string[]>();
    return outputs.flatMap(({ session: key, message }) => {
      const place = { at: this.now, session: `${key}` };
      this.entries.push(message === undefined ? { ...place, event: 'closed' } : { ...place, sent: message });
      const session = this.sessions.get(key);
      if (session === undefined) return [];
      const text = message === undefined ? 'closed' : this.textOf(session, message, 'router');
      said.set(session, [...(said.get(session) ?? []), text]);
      if (!goesWithoutSaying(step, session, said.get(session) ?? []))
        this.lines.push(`${number} ${session} ${text}`);
      if (message === undefined) this.forget(session);
      return [{ session, message }];
    });
  }

  private textOf(session: string, [code, ...values]: WireMessage, by: 'client' | 'router'): string {
    const type = nameOf(code);
    const isAnswer = by === 'client' && type === 'ERROR';
    const words = values.map((value, index): string => {
      if (type === 'ERROR' && index === 0) return nameOf(value);
      const kind = isAnswer && index === 1 ? invocationOf(session) : kindOf(type, index, session);
      if (kind !== undefined && typeof value === 'number') return this.nameOf(type, kind, value);
      return (by === 'router' && sentenceAt(type, index, values)) || writeWord(value);
    });
    return [type, ...words].join(' ');
  }

  /** The name of an id, a new one where it is seen first; an id that was never given out is written as it is. */
  private nameOf(type: string, kind: Kind, value: number): string {
    const key = `${kind.counts} ${kind.of} ${value}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    if (!GIVERS[kind.counts].includes(type)) return `${value}`;
    const stem = kind.counts === 'request' ? { ...kind, counts: type.toLowerCase() } : kind;
    const name = newName(stem, (one) => !this.used.has(one));
    this.used.add(name);
    this.names.set(key, name);
    return name;
  }
}

// --- internal ---

/** The messages that give out ids, by what those count. */
const GIVERS: { readonly [Counts in Kind['counts']]: readonly string[] } = {
  session: ['WELCOME'],
  registration: ['REGISTERED'],
  invocation: ['INVOCATION'],
  request: REQUESTS,
};

const invocationOf = (session: string): Kind => ({ counts: 'invocation', of: session });

/** Who joins is welcomed, and who leaves hears GOODBYE before the connection ends. */
const goesWithoutSaying = (step: string, session: string, texts: readonly string[]): boolean =>
  (step.startsWith(`${session} joins `) && texts.at(-1)?.startsWith('WELCOME ') === true) ||
  (step === `${session} leaves` && texts[0]?.startsWith('GOODBYE ') === true);
