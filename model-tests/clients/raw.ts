/** A client that sends and shows WAMP messages unchanged, and anything else that a socket can carry. */
import { expect, onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { CODES } from '../../machines/messages.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { Payload } from '../../src/dealer/payload.ts';
import type { Serialisation } from '../../src/wire/serialisation.ts';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { within } from './router.ts';

type Name = keyof typeof CODES;
const NAMES = Object.fromEntries(Object.entries(CODES).map(([name, code]) => [code, name as Name]));

export interface RawOptions extends ClientOptions {
  /** The WebSocket subprotocol; JSON if left out. */
  readonly protocol?: string;
}

/** Names of the features that a client announces, by role. */
export interface Announced {
  readonly caller?: readonly string[];
  readonly callee?: readonly string[];
}

/** Another address of this machine. */
export const ELSEWHERE = { localAddress: '127.0.0.2' };

/** Features of a callee that can be interrupted and can yield progressive results. */
export const VERSATILE: Announced = { callee: ['call_canceling', 'progressive_call_results'] };

/** An ERROR of the router itself, with any sentence. */
export const failed = (type: string, request: number, uri: string): unknown[] => [
  'ERROR',
  type,
  request,
  {},
  uri,
  [expect.any(String)],
];

export class RawClient {
  /** Close code of the WebSocket, once it is closed. */
  readonly closed: Promise<number>;
  private readonly socket: WebSocket;
  private readonly serialisation: Serialisation;
  private readonly inbox: WireMessage[] = [];
  private awake: () => void = () => {};
  private request = 0;

  private constructor(socket: WebSocket, serialisation: Serialisation) {
    this.socket = socket;
    this.serialisation = serialisation;
    socket.on('message', (data) => {
      this.inbox.push(this.read(data as Buffer));
      this.awake();
    });
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    this.closed.then(() => this.awake());
  }

  /** Opens a WebSocket, and sends nothing. */
  static async connect(
    url: string,
    { protocol = 'wamp.2.json', ...options }: RawOptions = {},
  ): Promise<RawClient> {
    const socket = new WebSocket(url, [protocol], options);
    const client = new RawClient(socket, SERIALISATIONS.get(protocol) as Serialisation);
    onTestFinished(() => client.destroy());
    await within(new Promise((resolve) => socket.on('open', resolve)), 'the WebSocket to open');
    return client;
  }

  /** Opens a WebSocket and joins a realm. */
  static async join(
    url: string,
    announced: Announced = {},
    options: RawOptions & { readonly realm?: string } = {},
  ): Promise<RawClient> {
    const client = await RawClient.connect(url, options);
    const roles = { caller: featuresOf(announced.caller), callee: featuresOf(announced.callee) };
    client.send('HELLO', options.realm ?? 'realm1', { roles });
    await client.expect('WELCOME');
    return client;
  }

  /** Sends a message, its type by name. */
  send(type: Name, ...fields: unknown[]): void {
    this.sendFrame(this.serialisation.write([CODES[type], ...fields]), this.serialisation.binary);
  }

  /** Sends a WebSocket message: a string as text, bytes as binary, unless another kind is given. */
  sendFrame(data: string | Uint8Array, binary = typeof data !== 'string'): void {
    this.socket.send(data, { binary });
  }

  /** The next message, its type as a name; `['closed']` for the end. */
  async next(): Promise<WireMessage> {
    while (this.inbox.length === 0) {
      if (this.socket.readyState === WebSocket.CLOSED) return ['closed'];
      const news = new Promise<void>((resolve) => {
        this.awake = resolve;
      });
      await within(news, 'a message');
    }
    return this.inbox.shift() as WireMessage;
  }

  /** The next message, which must have this type. */
  async expect(type: Name): Promise<WireMessage> {
    const message = await this.next();
    if (message[0] !== type) throw new Error(`Expected ${type}, but ${JSON.stringify(message)} came.`);
    return message;
  }

  /** Messages received since the last call, up to the answer to a request whose answer is known. */
  async received(): Promise<WireMessage[]> {
    const request = ++this.request;
    this.send('UNREGISTER', request, 2 ** 53);
    for (const messages: WireMessage[] = []; ; ) {
      const message = await this.next();
      if (message[0] === 'closed') return [...messages, message];
      if (message[1] === 'UNREGISTER' && message[2] === request) return messages;
      messages.push(message);
    }
  }

  /** Registers a procedure; returns the registration's id. */
  async register(procedure: string, options: object = {}): Promise<number> {
    this.send('REGISTER', ++this.request, options, procedure);
    return (await this.expect('REGISTERED'))[2] as number;
  }

  /** Calls a procedure; returns the request id. */
  call(procedure: string, options: object = {}, ...payload: unknown[]): number {
    this.send('CALL', ++this.request, options, procedure, ...payload);
    return this.request;
  }

  /** Request id of the next INVOCATION. */
  async invoked(): Promise<number> {
    return (await this.expect('INVOCATION'))[1] as number;
  }

  yield(invocation: number, ...args: unknown[]): void {
    this.send('YIELD', invocation, {}, args);
  }

  refuse(invocation: number): void {
    this.send('ERROR', CODES.INVOCATION, invocation, {}, 'wamp.error.unavailable');
  }

  /** Stops reading. */
  pause(): void {
    this.socket.pause();
  }

  /** Continues reading. */
  resume(): void {
    this.socket.resume();
  }

  /** Sends the beginning of a message, and never its end. */
  begin(text: string): void {
    this.socket.send(text, { fin: false });
  }

  /** Closes the WebSocket with a reason. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Cuts the connection off. */
  destroy(): void {
    this.socket.terminate();
  }

  // --- internal ---

  private read(data: Buffer): WireMessage {
    try {
      return named(plain(this.serialisation.read(data)));
    } catch (error) {
      return ['unreadable', (error as Error).message];
    }
  }
}

// --- internal ---

const featuresOf = (names: readonly string[] = []): object => ({
  features: Object.fromEntries(names.map((name) => [name, true])),
});

/** The message with its payload as plain values. */
const plain = (wire: unknown): WireMessage =>
  (wire as WireMessage).flatMap((field) => (field instanceof Payload ? field.values() : [field]));

/** The message with names in place of type codes. */
const named = ([type, ...fields]: WireMessage): WireMessage => {
  const name = NAMES[type as number];
  return name === 'ERROR' ? [name, NAMES[fields[0] as number], ...fields.slice(1)] : [name, ...fields];
};
