/** The clients of one dealer: what they do, what each receives, and what they have to remember to go on. */
import type { Limits } from '../../machines/limits.ts';
import type { Readings } from '../../machines/readings.ts';
import type { Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import type { Dealer } from '../../src/dealer/dealer.ts';
import { CODES, type WireMessage } from '../../src/dealer/messages.ts';
import type { Output, Step } from '../../src/dealer/parts.ts';
import { inFull } from '../../src/dealer/payload.ts';
import { weighed } from '../../src/tools/scenario/subject/json-payload.ts';
import { Chance, isPassedOn, REALM, type Received } from '../../src/tools/scenario/subject/subject.ts';
import type { RunAction, RunEvent } from '../../src/tools/scenario/transcript.ts';
import { type Entry, passerBy } from '../../src/wire/entry.ts';
import { Recorder } from '../recorder.ts';
import type { Timed } from '../walk.ts';

/** Somebody was to do something who is not there, or was not asked. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

export class Stage {
  /** What has happened so far. */
  readonly events: RunEvent[] = [];
  /** The transitions of the dealer's charts. */
  readonly steps: Step[] = [];
  /** Who was sent an INVOCATION last, and its request id. */
  asked: { readonly session: string; readonly request: number } | undefined;
  /** The id of the registration that was granted last; one that nobody gave out, if none was. */
  registration = 1;

  private readonly recorder: Recorder;
  private readonly chance: Chance;
  /** Whether payloads count in bytes. */
  private readonly isWeighing: boolean;
  private readonly keys = new Map<string, SessionKey>();
  private readonly names = new Map<SessionKey, string>();
  private readonly obstacles = new Map<SessionKey, Obstacle>();
  /** The last request id that each session has chosen. */
  private readonly requests = new Map<string, number>();
  private now = 0;

  /** @param draws what each SELECT draws, in their order */
  constructor(readings: Readings, draws: readonly number[] = [], limits: Partial<Limits> = {}) {
    this.chance = new Chance(1, draws);
    const inspect = (step: Step): void => {
      this.steps.push(step);
    };
    const { draw: random } = this.chance;
    this.isWeighing = limits.bytes !== undefined;
    this.recorder = new Recorder({ random, readings, limits, realms: [REALM], inspect });
  }

  get dealer(): Dealer {
    return this.recorder.dealer;
  }

  /** What has happened, as somebody at the dealer's door has seen it. */
  get log(): Entry[] {
    return this.recorder.log;
  }

  /** A client connects, and says nothing yet. */
  connect(session: string): void {
    this.enter(session);
    this.take({ does: 'connect', session }, []);
  }

  /** A client connects and joins with a role that has some features. */
  join(session: string, role: 'callee' | 'caller', ...features: readonly string[]): void {
    const key = this.enter(session);
    const announced = Object.fromEntries(features.map((feature) => [feature, true]));
    const roles = { [role]: features.length === 0 ? {} : { features: announced } };
    this.take(
      { does: 'join', session, roles: [role], features },
      this.receive(key, [CODES.HELLO, REALM, { roles }]),
    );
  }

  send(session: string, ...wire: WireMessage): void {
    this.take({ does: 'send', session, wire }, this.receive(this.keyOf(session), wire));
  }

  /** Sends something that is no message, or not one that a scenario has a word for. */
  sendRaw(session: string, raw: WireMessage): void {
    this.take({ does: 'raw', session, raw }, this.receive(this.keyOf(session), raw));
  }

  /** Sends a message whose first field is a new request id, and returns that. */
  request(session: string, code: number, ...fields: readonly unknown[]): number {
    const request = (this.requests.get(session) ?? 0) + 1;
    this.requests.set(session, request);
    this.send(session, code, request, ...fields);
    return request;
  }

  /** Whoever was asked last answers. */
  answer(code: number, ...fields: readonly unknown[]): void {
    if (this.asked === undefined) throw new NotThere('Expected somebody who was asked, but nobody was.');
    const { session, request } = this.asked;
    if (code === CODES.ERROR) this.send(session, code, CODES.INVOCATION, request, {}, ...fields);
    else this.send(session, code, request, ...fields);
  }

  leave(session: string): void {
    const goodbye = [CODES.GOODBYE, {}, 'wamp.close.close_realm'];
    this.take({ does: 'leave', session }, this.receive(this.keyOf(session), goodbye));
  }

  lose(session: string): void {
    const key = this.keyOf(session);
    this.obstacles.delete(key);
    this.names.delete(key);
    this.keys.delete(session);
    this.take({ does: 'lose', session }, this.play({ what: 'disconnect', session: key, now: this.now }));
  }

  /** Nothing that others sent can be passed on to a client from now on, for this reason; undefined: it can again. */
  obstruct(session: string, obstacle: Obstacle | undefined): void {
    if (obstacle === undefined) this.obstacles.delete(this.keyOf(session));
    else this.obstacles.set(this.keyOf(session), obstacle);
    this.take({ does: 'obstruct', session, obstacle }, []);
  }

  /** @param ms a whole number of milliseconds */
  pass(ms: number): void {
    this.now += ms;
    this.take({ does: 'pass', ms }, this.play({ what: 'tick', now: this.now }));
  }

  /** The router ends. */
  close(): void {
    this.take({ does: 'shutDown' }, this.play({ what: 'close', now: this.now }));
  }

  /** Nothing more is done. */
  end(): void {
    this.log.push(...passerBy(this.now));
  }

  /** To whom nothing of others can be passed on. */
  get obstructed(): ReadonlySet<SessionKey> {
    return new Set(this.obstacles.keys());
  }

  /** The name of a session by its number in the dealer. */
  readonly nameOf = (key: SessionKey): string | undefined => this.names.get(key);

  isConnected(session: string): boolean {
    return this.keys.has(session);
  }

  // --- internal ---

  private enter(session: string): SessionKey {
    const key = this.recorder.play({ what: 'connect', now: this.now }) as SessionKey;
    this.keys.set(session, key);
    this.names.set(key, session);
    return key;
  }

  private receive(key: SessionKey, wire: WireMessage): Output[] {
    this.chance.prepare(wire);
    const message = this.isWeighing ? weighed(wire) : wire;
    return this.play({ what: 'receive', session: key, wire: message, now: this.now });
  }

  private play(input: Exclude<Timed, { what: 'connect' }>): Output[] {
    return this.recorder.play(input) as Output[];
  }

  private take(action: RunAction, outputs: readonly Output[]): void {
    const received: Received[] = [];
    this.give(outputs, received);
    this.events.push({ action, received });
  }

  /** Gives everybody what is theirs, and then tells the dealer what could not be given. */
  private give(outputs: readonly Output[], received: Received[]): void {
    const missed: (() => Output[])[] = [];
    for (const { session: key, message } of outputs) {
      const session = this.names.get(key);
      if (session === undefined) continue;
      if (message === undefined) {
        received.push({ session, closed: true });
        this.keys.delete(session);
        continue;
      }
      const reason = isPassedOn(message) ? this.obstacles.get(key) : undefined;
      const full = inFull(message);
      received.push(
        reason === undefined ? { session, message: full } : { session, message: full, obstacle: reason },
      );
      if (reason !== undefined) {
        const input = { what: 'undeliverable', session: key, message, reason, now: this.now } as const;
        missed.push(() => this.play(input));
      } else if (message[0] === CODES.INVOCATION) this.asked = { session, request: message[1] as number };
      else if (message[0] === CODES.REGISTERED) this.registration = message[2] as number;
    }
    for (const tell of missed) this.give(tell(), received);
  }

  private keyOf(session: string): SessionKey {
    const key = this.keys.get(session);
    if (key === undefined) throw new NotThere(`Expected ${session} to be connected, but it is not.`);
    return key;
  }
}
