/** The clients of one dealer: what they do, what each receives, and what they have to remember to go on. */
import type { Limits } from '../../machines/limits.ts';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import type { Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import { createDealer, type Dealer, type DealerOptions, type Step } from '../../src/dealer/index.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { Chance, REALM } from '../../src/tools/scenario/systems/system.ts';
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
  /** The id of the registration that was granted last; one that nobody gave out, if none was. */
  registration = 1;

  private readonly recorder: Recorder;
  private readonly system: DealerUnderTest;
  /** The last request id that each session has chosen. */
  private readonly requests = new Map<string, number>();
  private now = 0;

  /** @param draws what each SELECT draws, in their order */
  constructor(readings: Readings, draws: readonly number[] = [], limits: Partial<Limits> = {}) {
    const chance = new Chance(1, draws);
    const inspect = (step: Step): void => {
      this.steps.push(step);
    };
    const options: DealerOptions = { random: chance.draw, readings, limits, realms: [REALM], inspect };
    this.recorder = new Recorder(options, createDealer);
    this.system = new DealerUnderTest('path', () => this.recorder, { readings, limits, chance });
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
    return this.system.obstructed;
  }

  /** The name of a session by its number in the dealer. */
  readonly nameOf = (key: SessionKey): string | undefined => this.system.nameOf(key);

  isConnected(session: string): boolean {
    return this.system.isConnected(session);
  }

  /** A client connects, and says nothing yet. */
  connect(session: string): void {
    this.system.connect(session);
    this.take({ does: 'connect', session });
  }

  /** A client connects and joins with a role that has some features. */
  join(session: string, role: 'callee' | 'caller', ...features: readonly string[]): void {
    this.system.connect(session);
    const announced = Object.fromEntries(features.map((feature) => [feature, true]));
    const roles = { [role]: features.length === 0 ? {} : { features: announced } };
    this.system.send(session, [CODES.HELLO, REALM, { roles }]);
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

  /** Whoever was asked last answers. */
  answer(code: number, ...fields: readonly unknown[]): void {
    if (this.asked === undefined) throw new NotThere('Expected somebody who was asked, but nobody was.');
    const { session, request } = this.asked;
    if (code === CODES.ERROR) this.send(session, code, CODES.INVOCATION, request, {}, ...fields);
    else this.send(session, code, request, ...fields);
  }

  leave(session: string): void {
    this.there(session).send(session, [CODES.GOODBYE, {}, 'wamp.close.close_realm']);
    this.take({ does: 'leave', session });
  }

  lose(session: string): void {
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
    this.system.pass(ms);
    this.take({ does: 'pass', ms });
  }

  /** The router ends. */
  close(): void {
    this.system.shutDown();
    this.take({ does: 'shutDown' });
  }

  /** Nothing more is done. */
  end(): void {
    this.log.push(...passerBy(this.now));
  }

  // --- internal ---

  /** The dealer, if this client is connected to it. */
  private there(session: string): DealerUnderTest {
    if (this.isConnected(session)) return this.system;
    throw new NotThere(`Expected ${session} to be connected, but it is not.`);
  }

  private take(action: RunAction): void {
    const received = this.system.received();
    this.events.push({ action, received });
    for (const one of received) {
      if (!('message' in one) || one.obstacle !== undefined) continue;
      const [code, request, registration] = one.message;
      if (code === CODES.INVOCATION) this.asked = { session: one.session, request: request as number };
      else if (code === CODES.REGISTERED) this.registration = registration as number;
    }
  }
}
