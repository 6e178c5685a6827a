/** The router as the system under test: on a free port of this machine, with JSON clients over WebSockets. */
import { WebSocket } from 'ws';
import type { Obstacle, Principal } from '../../../../machines/vocabulary.ts';
import type { WireMessage } from '../../../dealer/messages.ts';
import { Payload } from '../../../dealer/payload.ts';
import type { Authenticator, Challenge } from '../../../router/authentication/authenticator.ts';
import type { Clock, Router } from '../../../router/index.ts';
import { openRouter } from '../../../router/router.ts';
import {
  isPassedOn,
  REALM,
  type Received,
  type SystemOptions,
  type SystemUnderTest,
  type Verdict,
} from './system.ts';

export class RouterUnderTest implements SystemUnderTest {
  readonly name = 'router';
  private readonly router: Router;
  private readonly clock: ManualClock;
  private readonly chance: SystemOptions['chance'];
  private readonly clients = new Map<string, WebSocket>();
  private readonly obstructions: Obstructions;
  private readonly program: Program;
  private inbox: Received[] = [];
  /** The client whose last message may not have been answered yet. */
  private sender: WebSocket | undefined;
  private closing: Promise<void> | undefined;

  private constructor(
    router: Router,
    clock: ManualClock,
    chance: SystemOptions['chance'],
    obstructions: Obstructions,
    program: Program,
  ) {
    this.program = program;
    this.router = router;
    this.obstructions = obstructions;
    obstructions.onMiss = (missed) => this.inbox.push(missed);
    this.clock = clock;
    this.chance = chance;
  }

  /** Starts a router; resolves once it listens. */
  static async start({ readings, limits = {}, methods, chance }: SystemOptions): Promise<RouterUnderTest> {
    const clock = new ManualClock();
    const obstructions = new Obstructions();
    const program = new Program(methods ?? []);
    const options = {
      authenticator: methods && program,
      // Without a log, a failed check would be a warning of the process.
      log: methods && (() => {}),
      port: 0,
      realms: [REALM],
      readings,
      maxRegistrations: limits.registrations,
      maxCalls: limits.calls,
      maxCallBytes: limits.bytes,
      maxTries: limits.tries,
      random: chance.draw,
      clock,
      onShutdown: 'goodbye' as const,
    };
    const router = await openRouter(options, (number, message) => obstructions.of(number, message));
    return new RouterUnderTest(router, clock, chance, obstructions, program);
  }

  async connect(session: string): Promise<void> {
    const client = new WebSocket(this.router.url, ['wamp.2.json'], { perMessageDeflate: false });
    client.on('message', (data) => this.inbox.push({ session, message: JSON.parse(`${data}`) }));
    client.on('close', () => {
      // A client that is gone has cut the connection off itself.
      if (this.clients.get(session) !== client) return;
      this.clients.delete(session);
      this.inbox.push({ session, closed: true });
    });
    await new Promise((resolve, reject) => client.once('open', resolve).once('error', reject));
    client.on('error', () => {});
    this.clients.set(session, client);
    this.obstructions.meet(session);
  }

  isConnected(session: string): boolean {
    return this.clients.has(session);
  }

  async send(session: string, wire: unknown): Promise<void> {
    this.chance.prepare(wire);
    await this.sendText(session, JSON.stringify(wire));
  }

  async sendText(session: string, text: string): Promise<void> {
    this.sender = this.clientOf(session);
    this.program.client = session;
    this.sender.send(text);
  }

  async lose(session: string): Promise<void> {
    const before = this.router.size().sessions;
    const client = this.clientOf(session);
    this.clients.delete(session);
    client.terminate();
    // Nothing comes back from a connection that is cut off, so the router is polled until it has noticed.
    while (this.router.size().sessions === before) await new Promise((resolve) => setImmediate(resolve));
  }

  async obstruct(session: string, obstacle: Obstacle | undefined): Promise<void> {
    this.obstructions.set(session, obstacle);
  }

  isAsked(session: string): boolean {
    return this.program.isAsked(session);
  }

  async answer(session: string, verdict: Verdict): Promise<void> {
    this.sender = this.clientOf(session);
    this.program.answer(session, verdict);
  }

  async pass(milliseconds: number): Promise<void> {
    this.clock.pass(milliseconds);
  }

  async shutDown(): Promise<void> {
    this.closing = this.router.close(FOR_EVER);
  }

  /**
   * Frames keep their order, and a router answers a message before it reads the next frame. So the pong to the sender
   * shows that its message has been answered, and then the pong to each client that it has received everything.
   */
  async received(): Promise<readonly Received[]> {
    if (this.sender !== undefined) await settle(this.sender);
    this.sender = undefined;
    await Promise.all([...this.clients.values()].map(settle));
    const received = this.inbox;
    this.inbox = [];
    return received;
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) client.terminate();
    this.clients.clear();
    await (this.closing ?? this.router.close(0));
  }

  // --- internal ---

  private clientOf(session: string): WebSocket {
    const client = this.clients.get(session);
    if (client === undefined) throw new Error(`Expected a session that is connected, but ${session} is not.`);
    return client;
  }
}

// --- internal ---

/** Longer than any scenario: the longest delay of a Node timer, in milliseconds. */
const FOR_EVER = 2 ** 31 - 1;

/** Waits until a client has received everything sent to it so far, or its connection has ended. */
function settle(client: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (client.readyState === WebSocket.CLOSED) return resolve();
    const done = (): void => {
      client.off('pong', done).off('close', done);
      resolve();
    };
    client.on('pong', done).on('close', done);
    if (client.readyState === WebSocket.OPEN) client.ping();
  });
}

/**
 * Clients to which messages are undeliverable. The router numbers connections in the order in which they are opened.
 */
class Obstructions {
  /** Called for each undelivered message. */
  onMiss: (missed: Received) => void = () => {};
  private readonly sessions: string[] = [];
  private readonly obstacles = new Map<number, Obstacle>();

  /** Notes the name of a new connection. */
  meet(session: string): void {
    this.sessions.push(session);
  }

  set(session: string, obstacle: Obstacle | undefined): void {
    const number = this.sessions.lastIndexOf(session) + 1;
    if (obstacle === undefined) this.obstacles.delete(number);
    else this.obstacles.set(number, obstacle);
  }

  /** Reason why a message is undeliverable; undefined if it is not. */
  of(number: number, message: WireMessage): Obstacle | undefined {
    const obstacle = this.obstacles.get(number);
    if (obstacle === undefined || !isPassedOn(message)) return undefined;
    const plain = message.flatMap((field) => (field instanceof Payload ? field.values() : [field]));
    this.onMiss({ session: this.sessions[number - 1] as string, message: plain, obstacle });
    return obstacle;
  }
}

/** The program that authenticates clients: it answers a question when the scenario does. */
class Program implements Authenticator {
  readonly methods: readonly string[];
  /** The client whose message the router is processing. */
  client = '';
  /** Open questions, by client. */
  private readonly questions = new Map<string, (verdict: Verdict) => void>();

  constructor(methods: readonly string[]) {
    this.methods = methods;
  }

  isAsked(session: string): boolean {
    return this.questions.has(session);
  }

  answer(session: string, verdict: Verdict): void {
    this.questions.get(session)?.(verdict);
    this.questions.delete(session);
  }

  async begin(): Promise<Challenge | Principal | undefined> {
    const verdict = await new Promise<Verdict>((resolve) => this.questions.set(this.client, resolve));
    switch (verdict.kind) {
      case 'challenge':
        return { method: verdict.method, extra: verdict.extra, verify: () => this.begin() };
      case 'admit':
        return verdict.principal;
      case 'deny':
        return undefined;
      case 'fail':
        throw new Error('the identity cannot be checked');
    }
  }
}

/** A clock moved by the test. */
class ManualClock implements Clock {
  private time = 0;
  private readonly alarms = new Set<{ readonly at: number; readonly what: () => void }>();

  now(): number {
    return this.time;
  }

  wake(at: number, what: () => void): () => void {
    const alarm = { at, what };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  /** Moves on, and fires timers that are due meanwhile, each at its time. */
  pass(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const [alarm] = [...this.alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (alarm === undefined) break;
      this.alarms.delete(alarm);
      this.time = Math.max(this.time, alarm.at);
      alarm.what();
    }
    this.time = end;
  }
}
