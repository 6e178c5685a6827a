/**
 * A runner of exported vectors over WebSockets, in JSON and in real time. It is written from docs/vectors.md alone, as
 * one for another router would be, and shares no code with the player of scenarios.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import {
  type Conditions,
  type Entry,
  fieldsOf,
  KNOWN,
  type Message,
  movedTo,
  REQUESTS,
  type Receipt,
  type Vector,
} from './vector-format.ts';
import { evaluate, match, type Names, type Received } from './vector-match.ts';

export interface Target {
  readonly url: string;
  /** Realm and prefix for the vector, which no other vector uses. */
  readonly realm: string;
  readonly prefix: string;
  /** Roles and features that the router announces. */
  readonly announced: readonly string[];
  /** Option of each reading that the router follows. */
  readonly readings: Readonly<Record<string, string>>;
  /** Means of a test bench at hand. */
  readonly bench?: readonly string[];
  /** Longest time to wait for a message, in milliseconds. */
  readonly patience?: number;
}

export interface Verdict {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
}

/** Runs a vector. */
export async function runVector(original: Vector, target: Target): Promise<Verdict> {
  const name = original.x_case;
  const wanting = wantsOf(original, target);
  if (wanting !== undefined) return { name, outcome: 'skipped', reason: wanting };
  const vector = movedTo(original, target.realm, target.prefix);
  const turns = turnsOf(vector, target.readings);
  if (turns === undefined) return { name, outcome: 'skipped', reason: 'no outcome for these readings' };
  const run = new Run(target);
  try {
    for (const turn of turns) {
      const difference = await run.take(turn);
      if (difference !== undefined) return { name, outcome: 'failed', reason: difference };
    }
    return { name, outcome: 'passed' };
  } finally {
    run.close();
  }
}

/** Roles of a router, and features of its dealer. */
export async function announcedBy(url: string, realm: string): Promise<string[]> {
  const peer = await Peer.connect(url);
  try {
    peer.send(JSON.stringify([1, realm, { roles: { caller: {} } }]));
    while (peer.inbox.length === 0) await sleep(5);
    const [, , { roles }] = peer.inbox[0] as [number, number, { roles: Roles }];
    return [...Object.keys(roles), ...Object.keys(roles.dealer?.features ?? {})];
  } finally {
    peer.cut();
  }
}

// --- internal ---

type Roles = Readonly<Record<string, { readonly features?: object } | undefined>>;

function wantsOf(vector: Vector, { announced, bench = [] }: Target): string | undefined {
  if (vector.x_version !== 2 || vector.x_form !== 'open') return 'a vector in another form';
  const wants = [
    ...vector.x_bench.filter((each) => !bench.includes(each)),
    ...vector.x_announced.filter((each) => !announced.includes(each)),
    ...vector.x_requires.filter((each) => !KNOWN.has(each)),
  ];
  if (wants.length > 0) return `needs ${wants.join(', ')}`;
  const excluded = vector.x_unannounced.filter((each) => announced.includes(each));
  return excluded.length > 0 ? `is not for ${excluded.join(', ')}` : undefined;
}

/** An action, and the messages that it leads to. */
interface Turn {
  readonly entry: Entry;
  readonly expected: readonly Receipt[];
}

/** The sequence, or the variant that says most about the readings of the router. */
function turnsOf(
  { sequence, x_when = {}, x_variants = [] }: Vector,
  readings: Target['readings'],
): Turn[] | undefined {
  const holds = (when: Conditions): boolean =>
    Object.entries(when).every(([id, options]) => options.includes(readings[id] ?? ''));
  const [variant] = x_variants
    .filter(({ when }) => holds(when))
    .sort((a, b) => Object.keys(b.when).length - Object.keys(a.when).length);
  const isSequence =
    holds(x_when) &&
    (variant === undefined || Object.keys(x_when).length >= Object.keys(variant.when).length);
  if (!isSequence && variant === undefined) return undefined;
  const turns: { entry: Entry; expected: Receipt[] }[] = [];
  for (const entry of sequence) {
    const isAction = entry.from !== 'router' || entry.to === 'router';
    if (isAction) turns.push({ entry, expected: [] });
    else if (isSequence) turns.at(-1)?.expected.push(entry);
  }
  if (isSequence) return turns;
  return turns.map(({ entry }) => {
    const messages = variant?.outcome.find(({ after }) => after === entry.step)?.messages ?? [];
    const isTold = messages.some(({ to }) => to === entry.from);
    return { entry, expected: isTold ? messages : [...impliedBy(entry), ...messages] };
  });
}

/** WELCOME of a session that joins; GOODBYE, and maybe the end, of one that leaves. */
function impliedBy({ x_action, from: to }: Entry): Receipt[] {
  const any = { $any: true };
  if (x_action === 'join') return [{ to, message: { type: 'WELCOME', session_id: any, details: any } }];
  if (x_action !== 'leave') return [];
  return [
    { to, message: { type: 'GOODBYE', details: any, reason: any } },
    { to, message: { type: 'x_closed' }, x_implied: true },
  ];
}

class Run {
  private readonly target: Target;
  private readonly peers = new Map<string, Peer>();
  private readonly requests = new Map<string, number>();
  private names: Names = { ids: new Map(), sessions: new Map() };

  constructor(target: Target) {
    this.target = target;
  }

  /** Takes a turn; returns the difference if there is one. */
  async take({ entry, expected: told }: Turn): Promise<string | undefined> {
    const expected = told.map((each) =>
      each.message.type === 'x_closed' && each.x_implied ? { ...each, x_optional: true as const } : each,
    );
    const sender = await this.act(entry);
    const end = performance.now() + (this.target.patience ?? 5_000);
    for (;;) {
      await sender?.settle();
      await Promise.all([...this.peers.values()].map((peer) => peer.settle()));
      const inboxes = this.inboxes(expected);
      const names = match(expected, inboxes, this.names);
      if (names !== undefined) {
        this.names = names;
        for (const peer of this.peers.values()) peer.inbox = [];
        this.expectEnds(expected);
        return undefined;
      }
      if (performance.now() > end) return differenceOf(entry, expected, inboxes);
      await sleep(20);
    }
  }

  close(): void {
    for (const peer of this.peers.values()) peer.cut();
  }

  // --- internal ---

  private inboxes(expected: readonly Receipt[]): Map<string, readonly Received[]> {
    const isToldOf = (session: string): boolean =>
      expected.some(({ to, message }) => this.sessionOf(to) === session && message.type === 'x_closed');
    return new Map(
      [...this.peers].map(([session, { inbox, isEnding }]) => [
        session,
        // The end after an ABORT may come in a later step.
        isEnding && !isToldOf(session) ? inbox.filter((each) => each !== 'closed') : inbox,
      ]),
    );
  }

  /** Notes the sessions whose connection may end later. */
  private expectEnds(expected: readonly Receipt[]): void {
    for (const { to, message, x_optional } of expected) {
      const peer = this.peers.get(this.sessionOf(to));
      if (message.type === 'x_closed' && x_optional && peer !== undefined) peer.isEnding = true;
    }
  }

  private sessionOf(name: string): string {
    return this.names.sessions.get(name) ?? name;
  }

  /** Does what a client does; returns its connection. */
  private async act({ from, message, timing, x_action }: Entry): Promise<Peer | undefined> {
    const { type } = message;
    if (type === 'x_time') {
      await sleep(timing?.delay_ms ?? 0);
      return undefined;
    }
    const session = this.sessionOf(from);
    if (type === 'x_connect' || x_action === 'join') {
      this.peers.get(session)?.cut();
      this.requests.set(session, 0);
      this.peers.set(session, await Peer.connect(this.target.url));
    }
    const peer = this.peers.get(session);
    if (peer === undefined) throw new Error(`Expected a session that has joined, but ${session} has not.`);
    if (type === 'x_connect') return undefined;
    if (type === 'x_lost') {
      peer.cut();
      this.peers.delete(session);
      // Nothing tells that the router has noticed.
      await sleep(NOTICE);
      return undefined;
    }
    if (type === 'x_raw') peer.send((message.text as string | undefined) ?? JSON.stringify(message.wmsg));
    else peer.send(JSON.stringify(this.wireOf(session, message)));
    return peer;
  }

  private wireOf(session: string, message: Message): unknown {
    const { type, request_id: chosen } = message;
    const last = this.requests.get(session) ?? 0;
    if (REQUESTS.includes(type) && typeof chosen === 'number')
      this.requests.set(session, Math.max(last, chosen));
    if (REQUESTS.includes(type) && typeof chosen === 'string' && !this.names.ids.has(chosen)) {
      this.requests.set(session, last + 1);
      this.names = { ...this.names, ids: new Map(this.names.ids).set(chosen, last + 1) };
    }
    return evaluate(fieldsOf(message), (name) => {
      const id = this.names.ids.get(name);
      if (id === undefined) throw new Error(`Expected ${name} to be known, but no message has bound it.`);
      return id;
    });
  }
}

/** Time in which a router notices a lost connection, in milliseconds. */
const NOTICE = 100;

/** The connection of a session. */
class Peer {
  inbox: Received[] = [];
  /** True if the router may end the connection at any time. */
  isEnding = false;
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.inbox.push(JSON.parse(`${data}`)));
    socket.on('close', () => this.inbox.push('closed'));
    socket.on('error', () => {});
  }

  static async connect(url: string): Promise<Peer> {
    const socket = new WebSocket(url, ['wamp.2.json'], { perMessageDeflate: false });
    const peer = new Peer(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return peer;
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** Waits for the pong to a ping: messages keep their order, so all before it has been read and answered. */
  async settle(): Promise<void> {
    const { socket } = this;
    if (socket.readyState !== WebSocket.OPEN) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        socket.off('pong', done).off('close', done);
        resolve();
      };
      socket.on('pong', done).on('close', done);
      socket.ping();
    });
  }

  cut(): void {
    this.socket.terminate();
  }
}

function differenceOf(
  { step }: Entry,
  expected: readonly Receipt[],
  inboxes: ReadonlyMap<string, readonly Received[]>,
): string {
  const told = expected.map(({ to, message }) => `${to} ${JSON.stringify(message)}`).join(', ') || 'nothing';
  const came = [...inboxes].flatMap(([session, inbox]) =>
    inbox.map((each) => `${session} ${JSON.stringify(each)}`),
  );
  return `step ${step}: expected ${told}, but ${came.join(', ') || 'nothing'} came`;
}
