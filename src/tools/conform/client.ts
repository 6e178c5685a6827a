/** A client of the suite: one WebSocket connection, messages as plain values, and a log of its traffic. */
import { WebSocket } from 'ws';
import { CODES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { inFull } from '../../dealer/payload.ts';
import type { Entry } from '../../wire/entry.ts';
import type { Serialisation } from '../../wire/serialisation.ts';
import { withoutSecrets } from '../../wire/url.ts';

/** Where a client connects, and the serialisation that it asks for. */
export interface Address {
  /** URL of the router's WebSocket. */
  readonly url: string;
  /** HTTP headers of the opening handshake. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serialisation: Serialisation;
}

/** The name of a client, and the log of its traffic. */
export interface ClientOptions {
  /** Name in the log. */
  readonly name: string;
  /** Called for each entry of the log, as the router would write it. */
  readonly onEntry: (entry: Entry) => void;
}

/** A connection that was not accepted. */
export class NoConnection extends Error {
  /** What came instead, such as `HTTP 503`. */
  readonly came: string;

  constructor(url: string, came: string, expected = 'a WebSocket') {
    const advice = came === 'HTTP 404' ? ' Many routers serve at a path, such as /ws.' : '';
    super(`Expected ${expected} at ${withoutSecrets(url)}, but ${came} came.${advice}`);
    this.came = came;
  }
}

/** A client that can send anything, well-formed or not. */
export class Client {
  /** Called for each message that arrives; what cannot be read is a string that says so. */
  onMessage: (message: WireMessage) => void = () => {};
  /** Called once, when the router has closed the connection or it broke. */
  onClosed: () => void = () => {};
  /** False once either side has ended the connection. */
  isOpen = true;
  private readonly socket: WebSocket;
  private readonly serialisation: Serialisation;
  private readonly options: ClientOptions;
  private isLeaving = false;

  private constructor(socket: WebSocket, serialisation: Serialisation, options: ClientOptions) {
    this.socket = socket;
    this.serialisation = serialisation;
    this.options = options;
    // As at a proxy, messages of different clients may be read in another order than the router handled them.
    this.log({ event: 'connected', via: 'proxy' });
    socket.on('message', (data: Buffer) => this.take(data));
    socket.on('error', () => {});
    socket.on('close', () => this.end());
  }

  /**
   * Connects.
   *
   * @throws NoConnection if the router refuses the connection or the serialisation, or does not answer in time
   */
  static async open({ url, headers, serialisation }: Address, options: ClientOptions): Promise<Client> {
    const socket = new WebSocket(url, [serialisation.protocol], {
      headers,
      perMessageDeflate: false,
      handshakeTimeout: PATIENCE,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', ({ message }) => reject(new NoConnection(url, reasonIn(message))));
    });
    if (socket.protocol !== serialisation.protocol) {
      socket.on('error', () => {});
      socket.terminate();
      const came = socket.protocol === '' ? 'no subprotocol' : socket.protocol;
      throw new NoConnection(url, came, `the subprotocol ${serialisation.protocol}`);
    }
    return new Client(socket, serialisation, options);
  }

  /** Sends a value, which need not be a WAMP message. */
  send(wire: unknown): void {
    if (!this.isOpen) return;
    const secret = Array.isArray(wire) && wire[0] === CODES.AUTHENTICATE;
    this.log({ received: (secret ? [CODES.AUTHENTICATE, '', {}] : wire) as WireMessage });
    const frame = this.serialisation.write(wire as WireMessage);
    this.socket.send(frame, { binary: this.serialisation.binary });
  }

  /** Sends a frame that is no message of the serialisation. */
  sendText(text: string): void {
    if (!this.isOpen) return;
    this.log({ received: text as never });
    this.socket.send(Buffer.from(text), { binary: this.serialisation.binary });
  }

  /** Breaks the connection. */
  lose(): void {
    if (!this.isOpen) return;
    this.isLeaving = true;
    this.isOpen = false;
    this.log({ event: 'lost' });
    this.socket.terminate();
  }

  // --- internal ---

  private take(data: Buffer): void {
    if (!this.isOpen) return;
    const message = this.read(data);
    this.log({ sent: message });
    this.onMessage(message);
  }

  private read(data: Buffer): WireMessage {
    try {
      return inFull(this.serialisation.read(data)) as WireMessage;
    } catch (error) {
      return [`unreadable: ${(error as Error).message}`] as never;
    }
  }

  private end(): void {
    this.isOpen = false;
    if (this.isLeaving) return;
    this.log({ event: 'closed' });
    this.onClosed();
  }

  private log(
    entry:
      | { event: 'connected' | 'lost' | 'closed'; via?: 'proxy' }
      | { received: WireMessage }
      | { sent: WireMessage },
  ): void {
    this.options.onEntry({ at: performance.now(), session: this.options.name, ...entry } as Entry);
  }
}

// --- internal ---

/** The reason why there is no connection: an HTTP status, or the message of an error. */
function reasonIn(message: string): string {
  const [, status] = /^Unexpected server response: (\d+)/.exec(message) ?? [];
  return status === undefined ? `"${message}"` : `HTTP ${status}`;
}

/** Maximum duration of the opening handshake, in milliseconds. */
const PATIENCE = 10_000;
