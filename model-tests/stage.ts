/** A dealer with a few clients, for tests that read as a story: messages sent, and messages received since. */
import { expect, onTestFinished } from 'vitest';
import { CODES } from '../machines/messages.ts';
import type { RuleId } from '../machines/rules.ts';
import type { Obstacle } from '../machines/vocabulary.ts';
import type { Dealer, DealerOptions, Output, WireMessage } from '../src/dealer/index.ts';
import type { Runtime } from '../src/dealer/runtime.ts';
import { objections, Recorder } from './recorder.ts';

type Name = keyof typeof CODES;
const NAMES = Object.fromEntries(Object.entries(CODES).map(([name, code]) => [code, name as Name]));

/** Features a client announces for its roles, by name. */
export interface Announced {
  readonly caller?: readonly string[];
  readonly callee?: readonly string[];
}

/** A tuple of clients. */
type Clients<Count extends number, Some extends Client[] = []> = number extends Count
  ? Client[]
  : Some['length'] extends Count
    ? Some
    : Clients<Count, [...Some, Client]>;

export class Stage {
  /** The time, in milliseconds. */
  now = 0;
  private readonly recorder: Recorder;
  private readonly clients = new Map<number, Client>();

  /** @param broken rules that the dealer breaks because of a source of randomness that is none */
  constructor(options: Partial<DealerOptions> = {}, broken: readonly RuleId[] = []) {
    this.recorder = new Recorder(options);
    const { log } = this.recorder;
    // The log does not contain the traffic before a snapshot.
    if (options.snapshot === undefined)
      onTestFinished(() => {
        const others = objections(log, options.readings).filter(
          (one) => !broken.some((rule) => one.startsWith(`${rule},`)),
        );
        expect(others).toEqual([]);
      });
  }

  get dealer(): Dealer {
    return this.recorder.dealer;
  }

  /** A client that has joined. */
  join(announced: Announced = {}): Client {
    const client = this.connect();
    client.send('HELLO', 'realm1', {
      roles: { caller: featuresOf(announced.caller), callee: featuresOf(announced.callee) },
    });
    client.received();
    return client;
  }

  /** A client that has only connected. */
  connect(): Client {
    const client = new Client(this, this.recorder.connect(this.now));
    this.clients.set(client.session, client);
    return client;
  }

  /** Callees of `com.add`, in the order in which they registered it. */
  callees<Count extends number>(count: Count, invoke?: unknown, announced?: Announced): Clients<Count> {
    return Array.from({ length: count }, () => {
      const callee = this.join(announced);
      callee.register('com.add', invoke);
      return callee;
    }) as Clients<Count>;
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.act((dealer) => dealer.tick(this.now));
  }

  /** Shuts the router down. */
  close(): void {
    this.act((dealer) => dealer.close(this.now));
  }

  /** Applies an action to the dealer, and delivers its outputs. */
  act(action: (dealer: Recorder) => Output[]): void {
    for (const { session, message } of action(this.recorder)) {
      const client = this.clients.get(session);
      if (client === undefined) continue;
      if (message === undefined) {
        client.inbox.push(['closed']);
        continue;
      }
      const told = named(message);
      const obstacle = client.obstacleOf(told);
      if (obstacle === undefined) client.inbox.push(told);
      else this.act((dealer) => dealer.undeliverable(session, message, obstacle, this.now, client.lacks));
    }
  }

  /** The snapshot of the dealer, without the last request ids of clients. */
  known(): object {
    const { sessions, ...rest } = this.dealer.snapshot();
    return {
      ...rest,
      sessions: sessions.map(({ context, ...session }) => ({
        ...session,
        context: { ...context, lastRequest: 0 },
      })),
    };
  }

  /** Sizes of the dealer: all zero when nothing is left behind. */
  holds(): { sessions: number; registrations: number; calls: number; deadline: number | undefined } {
    const { sessions, registrations, calls } = this.dealer.snapshot();
    return {
      sessions: sessions.length,
      registrations: registrations.length,
      calls: calls.length,
      deadline: this.dealer.nextDeadline(),
    };
  }
}

/**
 * Number of pending calls in the sessions of a dealer, as callers and as callees, which is not visible from outside.
 */
export function waitedFor({ dealer }: Stage): { asCaller: number; asCallee: number } {
  const { sessions } = (Reflect.get(dealer, 'runtime') as Runtime).parts;
  const count = (calls: 'calls' | 'invocations') =>
    [...sessions.values()].reduce((sum, session) => sum + session[calls].size, 0);
  return { asCaller: count('calls'), asCallee: count('invocations') };
}

export const NOTHING = { sessions: 0, registrations: 0, calls: 0, deadline: undefined };

export class Client {
  readonly inbox: WireMessage[] = [];
  readonly session: number;
  /** Reason why a message, its type by name, is undeliverable to the client; undefined if it is deliverable. */
  obstacleOf: (message: WireMessage) => Obstacle | undefined = () => undefined;
  /** The value that its serialisation cannot express, in words. */
  lacks: string | undefined;
  private readonly stage: Stage;
  private request = 0;

  constructor(stage: Stage, session: number) {
    this.stage = stage;
    this.session = session;
  }

  /** Sends a message, its type by name. */
  send(type: Name, ...fields: unknown[]): void {
    this.sendRaw([CODES[type], ...fields]);
  }

  sendRaw(wire: unknown): void {
    this.stage.act((dealer) => dealer.receive(this.session, wire, this.stage.now));
  }

  /** Messages received since the last call, each with its type as a name; `['closed']` for the end. */
  received(): WireMessage[] {
    return this.inbox.splice(0);
  }

  /** Registers a procedure; returns the registration's id. */
  register(procedure: string, invoke?: unknown): number {
    this.send('REGISTER', ++this.request, invoke === undefined ? {} : { invoke }, procedure);
    const [reply] = this.received();
    if (reply?.[0] !== 'REGISTERED')
      throw new Error(`Expected REGISTERED, but ${JSON.stringify(reply)} came.`);
    return reply[2] as number;
  }

  /** Sends UNREGISTER for this registration. */
  unregister(registration: number): void {
    this.send('UNREGISTER', ++this.request, registration);
  }

  /** Calls a procedure; returns the request id. */
  call(procedure: string, options: object = {}, ...payload: unknown[]): number {
    this.send('CALL', ++this.request, options, procedure, ...payload);
    return this.request;
  }

  /** Sends CANCEL for a call. */
  cancel(call: number, mode?: string): void {
    this.send('CANCEL', call, mode === undefined ? {} : { mode });
  }

  /** Request id of the only INVOCATION received. */
  invoked(): number {
    const inbox = this.received();
    if (inbox.length !== 1 || inbox[0]?.[0] !== 'INVOCATION') {
      throw new Error(`Expected one INVOCATION, but ${JSON.stringify(inbox)} came.`);
    }
    return inbox[0][1] as number;
  }

  /** Answers an invocation. */
  yield(invocation: number, ...args: unknown[]): void {
    this.send('YIELD', invocation, {}, args);
  }

  /** Refuses an invocation. */
  refuse(invocation: number): void {
    this.send('ERROR', CODES.INVOCATION, invocation, {}, 'wamp.error.unavailable');
  }

  /** Answers an invocation with a progressive result. */
  progress(invocation: number, ...args: unknown[]): void {
    this.send('YIELD', invocation, { progress: true }, args);
  }

  /** Answers an invocation with an error of its own. */
  fail(invocation: number, error: string, ...payload: unknown[]): void {
    this.send('ERROR', CODES.INVOCATION, invocation, {}, error, ...payload);
  }

  /** Sends GOODBYE. */
  leave(): void {
    this.send('GOODBYE', {}, 'wamp.close.close_realm');
  }

  /** Cuts the connection off. */
  disconnect(): void {
    this.stage.act((dealer) => dealer.disconnect(this.session, this.stage.now));
  }
}

/** The ERROR that ends a call. */
export const failed = (call: number, error: string, ...payload: unknown[]): WireMessage => {
  return ['ERROR', 'CALL', call, {}, error, ...payload];
};

/** Ways in which a session can end, each as an action of its client. */
export const ENDINGS: readonly (readonly [string, (client: Client) => void])[] = [
  ['says goodbye', (client) => client.leave()],
  ['aborts', (client) => client.send('ABORT', {}, 'wamp.close.normal')],
  ['breaks the protocol', (client) => client.sendRaw('nonsense')],
  ['is lost', (client) => client.disconnect()],
];

/** Ways in which a callee can leave the first registration of a dealer. */
export const DEPARTURES: typeof ENDINGS = [['unregisters', (client) => client.unregister(1)], ...ENDINGS];

/** A callee with a pending INVOCATION, named A, B, C and so on by its index in a list. */
export interface Asked {
  readonly name: string;
  readonly callee: Client;
  readonly invocation: number;
}

/** The only one of these clients with an INVOCATION. */
export function asked(callees: readonly Client[]): Asked {
  const [index, ...others] = callees.flatMap((callee, place) => (isAsked(callee) ? [place] : []));
  const callee = callees[index ?? -1];
  if (index === undefined || callee === undefined || others.length > 0) {
    const inboxes = callees.map(({ inbox }) => inbox);
    throw new Error(`Expected one callee to be asked, but ${JSON.stringify(inboxes)} came.`);
  }
  return { name: letterOf(index), callee, invocation: callee.invoked() };
}

/** Calls `com.add` several times, each call answered before the next; returns the names of the invoked callees. */
export function turns(caller: Client, callees: readonly Client[], calls: number): string {
  let names = '';
  for (let call = 0; call < calls; call++) {
    caller.call('com.add');
    const { name, callee, invocation } = asked(callees);
    callee.yield(invocation);
    if (caller.received()[0]?.[0] !== 'RESULT') throw new Error(`Expected RESULT from ${name}.`);
    names += name;
  }
  return names;
}

/** Refuses each INVOCATION until none follows, or up to a bound; returns the names of the callees. */
export function refusals(callees: readonly Client[]): string {
  let names = '';
  while (names.length < 100 && callees.some(isAsked)) {
    const { name, callee, invocation } = asked(callees);
    callee.refuse(invocation);
    names += name;
  }
  return names;
}

const isAsked = ({ inbox }: Client): boolean => inbox.some(([type]) => type === 'INVOCATION');

const letterOf = (place: number): string => String.fromCharCode('A'.charCodeAt(0) + place);

const featuresOf = (names: readonly string[] = []): object => ({
  features: Object.fromEntries(names.map((name) => [name, true])),
});

/** The message with names in place of type codes. */
const named = ([type, ...fields]: WireMessage): WireMessage => {
  const name = NAMES[type as number];
  return name === 'ERROR' ? [name, NAMES[fields[0] as number], ...fields.slice(1)] : [name, ...fields];
};
