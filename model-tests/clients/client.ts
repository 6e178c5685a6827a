/** What tests ask of a client, whichever library it is made of. */
import { WebSocket } from 'ws';

export interface Payload {
  readonly args?: readonly unknown[];
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** What a callee does: gives a result, or throws a `Failure`. */
export type Endpoint = (payload: Payload) => Payload | Promise<Payload>;

export interface Client {
  register(procedure: string, endpoint: Endpoint, options?: { readonly invoke?: string }): Promise<void>;
  unregister(procedure: string): Promise<void>;
  /** Gives the result, or throws a `Failure`. */
  call(procedure: string, payload?: Payload): Promise<Payload>;
  /** Says GOODBYE and waits for the connection to close. */
  leave(): Promise<void>;
  /** Cuts the connection off without a word. */
  destroy(): void;
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

/** A WebSocket class for a library to use, so that a test gets hold of the sockets it opens. */
export class KnownWebSocket extends WebSocket {
  static last: WebSocket;

  constructor(...args: ConstructorParameters<typeof WebSocket>) {
    super(...args);
    KnownWebSocket.last = this;
  }
}
