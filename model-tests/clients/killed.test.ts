/**
 * Sessions cut off at any point of a call, as caller and as callee: the others get exactly one answer to each call, and
 * the router keeps nothing of those that are gone.
 *
 * `KILLED=100000 npx vitest run model-tests/clients/killed.test.ts` cuts off a hundred thousand; `SEED` selects others.
 */
import { expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { randomFrom } from '../random.ts';
import { Line } from './line.ts';
import { BOUND, NOTHING, toHold, within, withRouter } from './router.ts';

const KILLED = Number(process.env.KILLED ?? 600);
const SEED = Number(process.env.SEED ?? 20_261_128);
/** Number of simultaneous sessions. */
const SESSIONS = 16;
const POLICIES = ['roundrobin', 'random', 'first', 'last'] as const;

test(
  'sessions that are cut off anywhere leave one answer to each call of the others, and nothing behind',
  async () => {
    const router = await withRouter({ record: undefined });
    const random = randomFrom(SEED);
    const below = (limit: number): number => Math.floor(random() * limit);
    const peers: Peer[] = [];
    const complaints: string[] = [];
    let answers = 0;
    for (let killed = 0; killed < KILLED; ) {
      while (peers.length < SESSIONS) peers.push(await Peer.join(router.url, random));
      for (let act = below(12); act >= 0; act--) (peers[below(peers.length)] as Peer).act();
      if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
      const [victim] = peers.splice(below(peers.length), 1) as [Peer];
      victim.kill();
      complaints.push(...victim.complaints);
      answers += victim.answers;
      killed++;
    }
    for (const peer of peers) peer.settle();
    await Promise.all(peers.map((peer) => peer.answered()));
    for (const peer of peers) peer.kill();
    expect([...complaints, ...peers.flatMap((peer) => peer.complaints)], `SEED=${SEED}`).toEqual([]);
    expect(answers, 'answers to those who were cut off later').toBeGreaterThan(KILLED / 4);
    await toHold(router, NOTHING);
  },
  30_000 + KILLED * 20,
);

// --- internal ---

/** A session that calls, answers, refuses, cancels, and sometimes is silent. */
class Peer {
  /** Unexpected messages. */
  readonly complaints: string[] = [];
  /** Number of its calls that have been answered. */
  answers = 0;
  private lastRequest = 0;
  private readonly line: Line;
  private readonly random: () => number;
  private readonly open = new Set<number>();
  private readonly asked: number[] = [];
  private isSettling = false;
  private onAnswered: () => void = () => {};

  private constructor(line: Line, random: () => number) {
    this.line = line;
    this.random = random;
  }

  static async join(url: string, random: () => number): Promise<Peer> {
    const line = await Line.open(url, 'wamp.2.json');
    const peer = new Peer(line, random);
    const features = { call_canceling: true, progressive_call_results: true };
    const welcomed = new Promise<void>((resolve) => {
      line.onMessage = () => resolve();
    });
    peer.send(CODES.HELLO, 'realm1', { roles: { caller: {}, callee: { features } } });
    await within(welcomed, 'WELCOME');
    line.onMessage = (content) => peer.take(JSON.parse(content.toString()));
    const invoke = POLICIES[Math.floor(random() * POLICIES.length)];
    peer.send(CODES.REGISTER, ++peer.lastRequest, { invoke }, `com.example.${invoke}`);
    return peer;
  }

  /** Takes a random action that affects the others. */
  act(): void {
    if (this.asked.length > 0 && this.random() < 0.6) return this.answer(this.asked.shift() as number);
    const [oldest] = this.open;
    if (oldest !== undefined && this.random() < 0.15) return this.send(CODES.CANCEL, oldest, this.mode());
    const request = ++this.lastRequest;
    const policy = POLICIES[Math.floor(this.random() * POLICIES.length)];
    const timeout = this.random() < 0.1 ? 1 + Math.floor(this.random() * 20) : 0;
    this.open.add(request);
    this.send(
      CODES.CALL,
      request,
      { timeout, receive_progress: this.random() < 0.2 },
      `com.example.${policy}`,
      [request],
    );
  }

  /** Answers everything from now on, so that every call ends. */
  settle(): void {
    this.isSettling = true;
    for (const invocation of this.asked.splice(0)) this.answer(invocation);
  }

  /** Waits until every call has its answer, and no message is on its way. */
  async answered(): Promise<void> {
    const all = new Promise<void>((resolve) => {
      this.onAnswered = resolve;
    });
    if (this.open.size > 0)
      await within(all, `answers to the calls ${[...this.open]} (SEED=${SEED}, ${BOUND} ms)`);
    await this.line.settled();
  }

  kill(): void {
    this.line.reset();
  }

  // --- internal ---

  private mode(): object {
    return [{}, { mode: 'kill' }, { mode: 'killnowait' }, { mode: 'skip' }][
      Math.floor(this.random() * 4)
    ] as object;
  }

  private answer(invocation: number): void {
    const choice = this.random();
    if (choice < 0.4) this.send(CODES.ERROR, CODES.INVOCATION, invocation, {}, 'wamp.error.unavailable');
    else if (choice < 0.5) this.send(CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error');
    else if (choice < 0.6) {
      this.send(CODES.YIELD, invocation, { progress: true }, []);
      this.send(CODES.YIELD, invocation, {}, []);
    } else this.send(CODES.YIELD, invocation, {}, [invocation]);
  }

  private take(message: WireMessage): void {
    const [code, first, second] = message as readonly number[];
    if (code === CODES.INVOCATION) {
      if (this.isSettling || this.random() < 0.3) this.answer(first as number);
      else this.asked.push(first as number);
    } else if (code === CODES.RESULT && !(second as unknown as { progress?: boolean }).progress) {
      this.end(first as number, message);
    } else if (code === CODES.ERROR && first === CODES.CALL) {
      this.end(second as number, message);
    } else if (code === CODES.ABORT) {
      this.complaints.push(JSON.stringify(message));
    }
  }

  private end(request: number, message: WireMessage): void {
    this.answers++;
    if (!this.open.delete(request)) this.complaints.push(JSON.stringify(message));
    if (this.open.size === 0) this.onAnswered();
  }

  private send(...message: unknown[]): void {
    this.line.send(Buffer.from(JSON.stringify(message)), false);
  }
}
