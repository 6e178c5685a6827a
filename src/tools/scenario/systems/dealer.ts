/** A dealer as the system under test: interpreted or generated, without a network. */
import type { Obstacle, SessionKey } from '../../../../machines/vocabulary.ts';
import type { Dealer, DealerOptions } from '../../../dealer/dealer.ts';
import type { WireMessage } from '../../../dealer/messages.ts';
import type { Output } from '../../../dealer/parts.ts';
import { inFull } from '../../../dealer/payload.ts';
import { weighed } from './json-payload.ts';
import {
  isPassedOn,
  REALM,
  type Received,
  type SystemOptions,
  type SystemUnderTest,
  type Verdict,
} from './system.ts';

/** The methods that drive a dealer. */
export type Drivable = Pick<
  Dealer,
  | 'connect'
  | 'receive'
  | 'reject'
  | 'disconnect'
  | 'undeliverable'
  | 'challenge'
  | 'admit'
  | 'deny'
  | 'fail'
  | 'tick'
  | 'close'
  | 'nextDeadline'
>;

/** Answers a question of a dealer. */
export function answerOf(dealer: Drivable, key: SessionKey, verdict: Verdict, now: number): Output[] {
  switch (verdict.kind) {
    case 'challenge':
      return dealer.challenge(key, verdict.method, verdict.extra, now);
    case 'admit':
      return dealer.admit(key, verdict.principal, now);
    case 'deny':
      return dealer.deny(key, now);
    case 'fail':
      return dealer.fail(key, now);
  }
}

/** A dealer with named clients; all methods are synchronous. */
export class DealerUnderTest implements SystemUnderTest {
  readonly name: string;
  private readonly dealer: Drivable;
  private readonly chance: SystemOptions['chance'];
  /** True if payloads have a size in bytes. */
  private readonly isWeighing: boolean;
  private readonly keys = new Map<string, SessionKey>();
  private readonly names = new Map<SessionKey, string>();
  private readonly obstacles = new Map<SessionKey, Obstacle>();
  /** Sessions that the dealer has asked about. */
  private readonly asked = new Set<SessionKey>();
  private inbox: Received[] = [];
  private now = 0;

  /** @param create creates the dealer: `createDealer` or `createInterpretedDealer` */
  constructor(
    name: string,
    create: (options: DealerOptions) => Drivable,
    { readings, limits = {}, methods, chance }: SystemOptions,
  ) {
    this.name = name;
    this.chance = chance;
    this.isWeighing = limits.bytes !== undefined;
    this.dealer = create({ realm: REALM, random: chance.draw, readings, limits, authmethods: methods });
  }

  connect(session: string): void {
    const key = this.dealer.connect(this.now);
    this.keys.set(session, key);
    this.names.set(key, session);
  }

  isConnected(session: string): boolean {
    return this.keys.has(session);
  }

  /** The name of a connected session. */
  nameOf(session: SessionKey): string | undefined {
    return this.names.get(session);
  }

  /** Sessions to which forwarded messages are undeliverable. */
  get obstructed(): ReadonlySet<SessionKey> {
    return new Set(this.obstacles.keys());
  }

  send(session: string, wire: unknown): void {
    this.chance.prepare(wire);
    const message = this.isWeighing ? weighed(wire) : wire;
    this.post(this.dealer.receive(this.keyOf(session), message, this.now));
  }

  sendText(session: string, text: string): void {
    const wire = readJson(text);
    if (wire !== undefined) return this.send(session, wire);
    this.post(this.dealer.reject(this.keyOf(session), 'a message in JSON', 'something unreadable', this.now));
  }

  lose(session: string): void {
    const key = this.keyOf(session);
    this.forget(key);
    this.post(this.dealer.disconnect(key, this.now));
  }

  obstruct(session: string, obstacle: Obstacle | undefined): void {
    if (obstacle === undefined) this.obstacles.delete(this.keyOf(session));
    else this.obstacles.set(this.keyOf(session), obstacle);
  }

  isAsked(session: string): boolean {
    return this.asked.has(this.keyOf(session));
  }

  answer(session: string, verdict: Verdict): void {
    const key = this.keyOf(session);
    this.asked.delete(key);
    this.post(answerOf(this.dealer, key, verdict, this.now));
  }

  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const deadline = this.dealer.nextDeadline();
      this.now = Math.max(this.now, Math.min(deadline ?? end, end));
      this.post(this.dealer.tick(this.now));
      if (this.now === end) return;
    }
  }

  shutDown(): void {
    this.post(this.dealer.close(this.now));
  }

  received(): readonly Received[] {
    const received = this.inbox;
    this.inbox = [];
    return received;
  }

  close(): void {}

  // --- internal ---

  protected keyOf(session: string): SessionKey {
    const key = this.keys.get(session);
    if (key === undefined) throw new Error(`Expected a session that is connected, but ${session} is not.`);
    return key;
  }

  /** Delivers outputs to the clients, and then reports the undeliverable ones to the dealer. */
  private post(outputs: readonly Output[]): void {
    const missed: (readonly [SessionKey, WireMessage, Obstacle])[] = [];
    for (const { session: key, message, question } of outputs) {
      const session = this.names.get(key);
      if (session === undefined) continue;
      if (question !== undefined) {
        this.asked.add(key);
        continue;
      }
      if (message === undefined) {
        this.inbox.push({ session, closed: true });
        this.forget(key);
        continue;
      }
      const obstacle = isPassedOn(message) ? this.obstacles.get(key) : undefined;
      const full = inFull(message);
      this.inbox.push(
        obstacle === undefined ? { session, message: full } : { session, message: full, obstacle },
      );
      if (obstacle !== undefined) missed.push([key, message, obstacle]);
    }
    for (const [key, message, obstacle] of missed)
      this.post(this.dealer.undeliverable(key, message, obstacle, this.now));
  }

  private forget(key: SessionKey): void {
    this.obstacles.delete(key);
    this.keys.delete(this.names.get(key) as string);
    this.names.delete(key);
  }
}

// --- internal ---

/** The JSON value of a text; undefined if it is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
