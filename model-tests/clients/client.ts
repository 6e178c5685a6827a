/** Interface of a client in tests, for all libraries. */
import { WebSocket } from 'ws';
import { TRUSTED } from './certificates.ts';

export interface Payload {
  readonly args?: readonly unknown[];
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** Procedure of a callee: returns a result, or throws a `Failure`. */
export type Endpoint = (payload: Payload) => Payload | Promise<Payload>;

export interface Client {
  register(
    procedure: string,
    endpoint: Endpoint,
    options?: { readonly invoke?: string; readonly force_reregister?: boolean },
  ): Promise<void>;
  unregister(procedure: string): Promise<void>;
  /** Returns the result, or throws a `Failure`. */
  call(procedure: string, payload?: Payload): Promise<Payload>;
  /** Sends GOODBYE and waits until the connection is closed. */
  leave(): Promise<void>;
  /** Cuts the connection off. */
  destroy(): void;
}

/** A callee that is told to reconnect for ever. */
export interface Worker {
  /** Number of sessions in which it has registered so far. */
  readonly sessions: number;
  /** Resolves if the library decides not to connect again. */
  readonly givenUp: Promise<void>;
}

/** An ERROR, as a callee throws it and as a caller catches it. */
export class Failure extends Error {
  readonly uri: string;
  readonly payload: Payload;

  constructor(uri: string, payload: Payload = {}) {
    super(uri);
    this.uri = uri;
    this.payload = payload;
  }
}

/** Credentials of a client. */
export interface Login {
  readonly authid: string;
  readonly method: 'ticket' | 'wampcra' | 'cryptosign';
  /** Ticket, password, or private key in hexadecimal. */
  readonly secret: string;
  /** Public key in hexadecimal, for `cryptosign`. */
  readonly publicKey?: string;
}

/** A WebSocket class for a library, which gives tests access to the sockets that it opens. */
export class KnownWebSocket extends WebSocket {
  static last: WebSocket;

  constructor(...[address, protocols, options]: ConstructorParameters<typeof WebSocket>) {
    super(address, protocols, { ca: TRUSTED, ...options });
    this.on('error', () => {}); // The libraries act on the close event that follows.
    KnownWebSocket.last = this;
  }
}
