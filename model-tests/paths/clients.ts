/** The clients of one dealer: what they do, what each receives, and what they have to remember to go on. */
import type { Limits } from '../../machines/limits.ts';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import type { Id, Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import { createDealer, type Dealer, type DealerOptions, type Step } from '../../src/dealer/index.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { DealerSubject } from '../../src/tools/scenario/subject/dealer.ts';
import { Chance, REALM } from '../../src/tools/scenario/subject/subject.ts';
import type { RunAction, RunEvent } from '../../src/tools/scenario/transcript.ts';
import { type Entry, passerBy } from '../../src/wire/entry.ts';
import { Recorder } from '../recorder.ts';

/** Somebody was to do something who is not there, or was not asked. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

export class PathClients {
  /** What has happened so far. */
  readonly events: RunEvent[] = [];
  /** The transitions of the dealer's charts. */
  readonly steps: Step[] = [];
  /** Who was sent an INVOCATION last, and its request id. */
  asked: { readonly session: string; readonly request: number } | undefined;
  private readonly recorder: Recorder;
  private readonly subject: DealerSubject;
  /** The last request id that each session has chosen. */
  private readonly requests = new Map<string, number>();
  /** The registration id of each session that has one, and that of the last REGISTERED. */
  private readonly registrations = new Map<string, Id>();
  private registration: Id = 1;
  private now = 0;

  /** @param draws what each SELECT draws, in their order */
  constructor(readings: Readings, draws: readonly number[] = [], limits: Partial<Limits> = {}) {
    const chance = new Chance(1, draws);
    const inspect = (step: Step): void => {
      this.steps.push(step);
    };
    const options: DealerOptions = { random: chance.draw, readings, limits, realms: [REALM], inspect };
    this.recorder = new Recorder(options, createDealer);
    this.subject = new DealerSubject('path', () => this.recorder, { readings, limits, chance });
  }

  get dealer(): Dealer {
    return this.recorder.dealer;
  }

  /** What has happened, as somebody at the dealer's door has seen it. */
  get log(): Entry[] {
    return this.recorder.log;
  }

  /** To whom nothing of others can be passed on. */
  get obstructed(): ReadonlySet<SessionKey> {
    return this.subject.obstructed;
  }

  /** The name of a session by its number in the dealer. */
  readonly nameOf = (key: SessionKey): string | undefined => this.subject.nameOf(key);

  isConnected(session: string): boolean {
    return this.subject.isConnected(session);
  }

  /** A client connects, and says nothing yet. */
  connect(session: string): void {
    this.subject.connect(session);
    this.take({ does: 'connect', session });
  }

  /** A client connects and joins with a role that has some features. */
  join(session: string, role: 'callee' | 'caller', ...features: readonly string[]): void {
    this.subject.connect(session);
    const announced = Object.fromEntries(features.map((feature) => [feature, true]));
    const roles = { [role]: features.length === 0 ? {} : { features: announced } };
    this.subject.send(session, [CODES.HELLO, REALM, { roles }]);
    this.take({ does: 'join', session, roles: [role], features });
  }

  send(session: string, ...wire: WireMessage): void {
    this.there(session).send(session, wire);
    this.take({ does: 'send', session, wire });
  }

  /** Sends something that is no message, or not one that a scenario has a word for. */
  sendRaw(session: string, raw: WireMessage): void {
    this.there(session).send(session, raw);
    this.take({ does: 'raw', session, raw });
  }

  /** Sends a message whose first field is a new request id, and returns that. */
  request(session: string, code: number, ...fields: readonly unknown[]): number {
    const request = (this.requests.get(session) ?? 0) + 1;
    this.requests.set(session, request);
    this.send(session, code, request, ...fields);
    return request;
  }

  /** A session gives back its registration id; one that has none tries that of another one. */
  unregister(session: string): void {
    const [other] = this.registrations.values();
    const id = this.registrations.get(session) ?? other ?? this.registration;
    this.request(session, CODES.UNREGISTER, id);
  }

  /** Whoever was asked last answers. */
  answer(code: number, ...fields: readonly unknown[]): void {
    if (this.asked === undefined) throw new NotThere('Expected somebody who was asked, but nobody was.');
    const { session, request } = this.asked;
    if (code === CODES.ERROR) this.send(session, code, CODES.INVOCATION, request, {}, ...fields);
    else this.send(session, code, request, ...fields);
  }

  leave(session: string): void {
    this.registrations.delete(session);
    this.there(session).send(session, [CODES.GOODBYE, {}, 'wamp.close.close_realm']);
    this.take({ does: 'leave', session });
  }

  lose(session: string): void {
    this.registrations.delete(session);
    this.there(session).lose(session);
    this.take({ does: 'lose', session });
  }

  /** Nothing that others sent can be passed on to a client from now on, for this reason; undefined: it can again. */
  obstruct(session: string, obstacle: Obstacle | undefined): void {
    this.there(session).obstruct(session, obstacle);
    this.take({ does: 'obstruct', session, obstacle });
  }

  /** @param ms a whole number of milliseconds */
  pass(ms: number): void {
    this.now += ms;
    this.subject.pass(ms);
    this.take({ does: 'pass', ms });
  }

  /** The router ends. */
  close(): void {
    this.subject.shutDown();
    this.take({ does: 'shutDown' });
  }

  /** Nothing more is done. */
  end(): void {
    this.log.push(...passerBy(this.now));
  }

  // --- internal ---

  /** The dealer, if this client is connected to it. */
  private there(session: string): DealerSubject {
    if (this.isConnected(session)) return this.subject;
    throw new NotThere(`Expected ${session} to be connected, but it is not.`);
  }

  private take(action: RunAction): void {
    const received = this.subject.received();
    this.events.push({ action, received });
    for (const one of received) {
      if (!('message' in one) || one.obstacle !== undefined) continue;
      const [code, request, registration] = one.message;
      if (code === CODES.INVOCATION) this.asked = { session: one.session, request: request as number };
      else if (code === CODES.REGISTERED) {
        this.registration = registration as Id;
        this.registrations.set(one.session, this.registration);
      } else if (code === CODES.UNREGISTERED) this.registrations.delete(one.session);
    }
  }
}
