/** The clients of one dealer: their actions, the messages received, and the ids that later actions need. */
import type { Limits } from '../../machines/limits.ts';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import type { Id, Obstacle, SessionKey } from '../../machines/vocabulary.ts';
import { createDealer, type Dealer, type DealerOptions, type Step } from '../../src/dealer/index.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { Chance, REALM, type Verdict } from '../../src/tools/scenario/systems/system.ts';
import type { RunAction, RunEvent } from '../../src/tools/scenario/transcript.ts';
import { type Entry, passerBy } from '../../src/wire/entry.ts';
import { Recorder } from '../recorder.ts';

/** Thrown when the client of an action is not connected, or has no INVOCATION. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

export class PathClients {
  /** The run so far. */
  readonly events: RunEvent[] = [];
  /** Transitions of the dealer's charts. */
  readonly steps: Step[] = [];
  /** The receiver of the last INVOCATION, with its request id. */
  asked: { readonly session: string; readonly request: number } | undefined;
  private readonly recorder: Recorder;
  private readonly system: DealerUnderTest;
  /** The last request id of each session. */
  private readonly requests = new Map<string, number>();
  /** The registration id of each session that has one, and that of the last REGISTERED. */
  private readonly registrations = new Map<string, Id>();
  private registration: Id = 1;
  private now = 0;

  /** @param draws random numbers for selections, in their order */
  constructor(
    readings: Readings,
    draws: readonly number[] = [],
    limits: Partial<Limits> = {},
    methods?: readonly string[] | undefined,
  ) {
    const chance = new Chance(1, draws);
    const inspect = (step: Step): void => {
      this.steps.push(step);
    };
    const options: DealerOptions = {
      random: chance.draw,
      readings,
      limits,
      realm: REALM,
      authmethods: methods,
      inspect,
    };
    this.recorder = new Recorder(options, createDealer);
    this.system = new DealerUnderTest('path', () => this.recorder, { readings, limits, methods, chance });
  }

  get dealer(): Dealer {
    return this.recorder.dealer;
  }

  /** Log of the run, as seen from outside of the dealer. */
  get log(): Entry[] {
    return this.recorder.log;
  }

  /** Sessions to which forwarded messages are undeliverable. */
  get obstructed(): ReadonlySet<SessionKey> {
    return this.system.obstructed;
  }

  /** Name of a session, by its key in the dealer. */
  readonly nameOf = (key: SessionKey): string | undefined => this.system.nameOf(key);

  isConnected(session: string): boolean {
    return this.system.isConnected(session);
  }

  /** Connects a client, without HELLO. */
  connect(session: string): void {
    this.system.connect(session);
    this.take({ does: 'connect', session });
  }

  /** Connects a client and joins with a role and features. */
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

  /** Sends a value that is no message, or one that scenarios cannot express. */
  sendRaw(session: string, raw: WireMessage): void {
    this.there(session).send(session, raw);
    this.take({ does: 'raw', session, raw });
  }

  /** Sends a message whose first field is a new request id, and returns the id. */
  request(session: string, code: number, ...fields: readonly unknown[]): number {
    const request = (this.requests.get(session) ?? 0) + 1;
    this.requests.set(session, request);
    this.send(session, code, request, ...fields);
    return request;
  }

  /** A session gives back its registration id; one without any tries that of another session. */
  unregister(session: string): void {
    const [other] = this.registrations.values();
    const id = this.registrations.get(session) ?? other ?? this.registration;
    this.request(session, CODES.UNREGISTER, id);
  }

  /** The callee invoked last answers. */
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

  /**
   * From now on, messages forwarded to a client are undeliverable for this reason; undefined makes them deliverable
   * again.
   */
  obstruct(session: string, obstacle: Obstacle | undefined): void {
    this.there(session).obstruct(session, obstacle);
    this.take({ does: 'obstruct', session, obstacle });
  }

  /** The program that authenticates clients answers a question about one. */
  answerFor(session: string, verdict: Verdict): void {
    if (!this.there(session).isAsked(session)) throw new NotThere(`Expected a question about ${session}.`);
    this.system.answer(session, verdict);
    this.take({ does: 'answer', session, verdict });
  }

  /** @param ms a whole number of milliseconds */
  pass(ms: number): void {
    this.now += ms;
    this.system.pass(ms);
    this.take({ does: 'pass', ms });
  }

  /** Shuts the router down. */
  close(): void {
    this.system.shutDown();
    this.take({ does: 'shutDown' });
  }

  /** Ends the run. */
  end(): void {
    this.log.push(...passerBy(this.now));
  }

  // --- internal ---

  /** The system under test, if this client is connected to it. */
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
      else if (code === CODES.REGISTERED) {
        this.registration = registration as Id;
        this.registrations.set(one.session, this.registration);
      } else if (code === CODES.UNREGISTERED) this.registrations.delete(one.session);
    }
  }
}
