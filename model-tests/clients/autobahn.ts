/**
 * Autobahn
 *
 * JS as a client: its own sessions, and the same behind the tests' common interface.
 */
import { createRequire } from 'node:module';
import { onTestFinished } from 'vitest';
import {
  type Client,
  type Endpoint,
  Failure,
  KnownWebSocket,
  type Login,
  type Payload,
  type Worker,
} from './client.ts';
import { within } from './router.ts';

/** The methods of an Autobahn session that the tests use. */
export interface AutobahnSession {
  readonly isOpen: boolean;
  register(procedure: string, endpoint: AutobahnEndpoint, options?: object): Promise<AutobahnRegistration>;
  unregister(registration: AutobahnRegistration): Promise<void>;
  call(procedure: string, args?: unknown[], kwargs?: object, options?: object): AutobahnCall;
  subscribe(topic: string, handler: () => void): Promise<unknown>;
  publish(topic: string, args?: unknown[], kwargs?: object, options?: object): Promise<unknown> | undefined;
}

export type AutobahnEndpoint = (args: unknown[], kwargs: Record<string, unknown>) => unknown;

export interface AutobahnCall extends Promise<unknown> {
  cancel(options?: { readonly mode?: string }): void;
  /** Only with promises that report progress. */
  progress?(listener: (result: unknown) => void): void;
}

interface AutobahnRegistration {
  readonly id: number;
}

interface AutobahnPayload {
  readonly args: unknown[];
  readonly kwargs: Record<string, unknown>;
}

interface AutobahnConnection {
  onopen: (session: AutobahnSession, details: Record<string, unknown>) => void;
  onclose: (
    reason: string,
    details: { readonly reason: string | null; readonly will_retry: boolean },
  ) => boolean;
  open(): void;
  close(): void;
}

/** How Autobahn presents an ERROR. */
export interface AutobahnError extends AutobahnPayload {
  readonly error: string;
}

/** The details of CHALLENGE. */
interface Extra {
  readonly challenge: string;
  readonly salt?: string;
  readonly iterations?: number;
  readonly keylen?: number;
}

interface Autobahn {
  readonly Connection: new (options: object) => AutobahnConnection;
  readonly Result: new (args?: readonly unknown[], kwargs?: object) => AutobahnPayload;
  readonly Error: new (uri: string, args?: readonly unknown[], kwargs?: object) => AutobahnError;
  readonly serializer: Record<'JSONSerializer' | 'MsgpackSerializer' | 'CBORSerializer', new () => object>;
  readonly log: { warn: () => void };
  readonly auth_cra: {
    sign(key: string, challenge: string): string;
    derive_key(secret: string, salt: string, iterations: number, keylen: number): string;
  };
  readonly auth_cryptosign: {
    /** @param pair of which the secret key is the seed, followed by the public key */
    sign_challenge(pair: { readonly secretKey: Uint8Array }, extra: Extra): string;
  };
}

// Autobahn expects the WebSocket of browsers, and reports each closed connection on the console.
Object.assign(globalThis, { WebSocket: KnownWebSocket });
export const autobahn: Autobahn = createRequire(import.meta.url)('autobahn');
autobahn.log.warn = () => {};

export type AutobahnSerialiser = keyof Autobahn['serializer'];

export interface AutobahnOptions {
  readonly realm?: string;
  readonly serialiser?: AutobahnSerialiser;
  /** True for promises that report progress, in place of native ones. */
  readonly progressPromises?: boolean;
  /** Credentials; the client is anonymous if omitted. */
  readonly login?: Login | undefined;
}

export interface OpenAutobahn {
  readonly session: AutobahnSession;
  /** The details of WELCOME. */
  readonly welcome: Readonly<Record<string, unknown>>;
  /** Autobahn's reason for the end of the connection, and the router's. */
  readonly closed: Promise<readonly [string, string | null]>;
  close(): void;
  destroy(): void;
}

/** Opens a connection and joins a realm; rejects if the session is refused. */
export async function openAutobahn(
  url: string,
  { realm = 'realm1', serialiser = 'JSONSerializer', progressPromises = false, login }: AutobahnOptions = {},
): Promise<OpenAutobahn> {
  const connection = new autobahn.Connection({
    url,
    realm,
    serializers: [new autobahn.serializer[serialiser]()],
    max_retries: 0,
    use_es6_promises: !progressPromises,
    on_user_error: () => {},
    on_internal_error: () => {},
    ...(login && credentialsOf(login)),
  });
  const closed = new Promise<readonly [string, string | null]>((resolve) => {
    connection.onclose = (reason, details) => {
      resolve([reason, details.reason]);
      return true;
    };
  });
  const opened = new Promise<[AutobahnSession, Record<string, unknown>]>((resolve, reject) => {
    connection.onopen = (session, details) => resolve([session, details]);
    closed.then(([reason, said]) => reject(new Error(`Autobahn was not let in: ${reason}, ${said}`)));
  });
  connection.open();
  const socket = KnownWebSocket.last;
  onTestFinished(() => socket.terminate());
  const [session, welcome] = await within(opened, 'Autobahn to join');
  return { session, welcome, closed, close: () => connection.close(), destroy: () => socket.terminate() };
}

/** A worker that registers a procedure in each of its sessions, and reconnects for ever. */
export async function autobahnWorker(url: string, procedure: string): Promise<Worker> {
  const connection = new autobahn.Connection({
    url,
    realm: 'realm1',
    max_retries: -1,
    initial_retry_delay: 0.05,
    max_retry_delay: 0.1,
    use_es6_promises: true,
  });
  onTestFinished(() => {
    if (!hasGivenUp) connection.close();
  });
  let hasGivenUp = false;
  const givenUp = new Promise<void>((resolve) => {
    connection.onclose = (_, details) => {
      hasGivenUp = !details.will_retry;
      if (hasGivenUp) resolve();
      return false;
    };
  });
  const worker = { sessions: 0, givenUp };
  const registered = new Promise<void>((resolve, reject) => {
    connection.onopen = (session) => {
      const registration = session.register(procedure, () => 'autobahn', { invoke: 'roundrobin' });
      registration.then(() => {
        worker.sessions++;
        resolve();
      }, reject);
    };
  });
  connection.open();
  await within(registered, 'the worker on Autobahn to register');
  return worker;
}

/** A client on Autobahn. */
export async function joinWithAutobahn(url: string, options: AutobahnOptions = {}): Promise<Client> {
  const { session, closed, close, destroy } = await openAutobahn(url, options);
  const registrations = new Map<string, AutobahnRegistration>();
  return {
    async register(procedure, endpoint, registerOptions) {
      const registration = session.register(procedure, endpointOf(endpoint), registerOptions);
      registrations.set(procedure, await registration.catch(rethrow));
    },
    async unregister(procedure) {
      await session.unregister(registrations.get(procedure) as AutobahnRegistration).catch(rethrow);
    },
    async call(procedure, { args, kwargs } = {}) {
      const result = await session.call(procedure, args as unknown[], kwargs).catch(rethrow);
      return result instanceof autobahn.Result ? result : { args: [result], kwargs: {} };
    },
    async leave() {
      close();
      await within(closed, 'Autobahn to leave');
    },
    destroy,
  };
}

// --- internal ---

/** Options of a connection that logs in. */
const credentialsOf = ({ authid, method, secret, publicKey = '' }: Login): object => ({
  authid,
  authmethods: [method],
  authextra: method === 'cryptosign' ? { pubkey: publicKey } : {},
  onchallenge: (_session: unknown, _method: string, extra: Extra): string => {
    const { auth_cra, auth_cryptosign } = autobahn;
    if (method === 'ticket') return secret;
    if (method === 'cryptosign') {
      const secretKey = Uint8Array.from(Buffer.from(secret + publicKey, 'hex'));
      return auth_cryptosign.sign_challenge({ secretKey }, extra);
    }
    const { challenge, salt, iterations = 0, keylen = 0 } = extra;
    return auth_cra.sign(salt ? auth_cra.derive_key(secret, salt, iterations, keylen) : secret, challenge);
  },
});

const endpointOf =
  (endpoint: Endpoint): AutobahnEndpoint =>
  async (args, kwargs) => {
    try {
      const { args: results, kwargs: named } = await endpoint({ args, kwargs });
      return new autobahn.Result(results, named);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new autobahn.Error(error.uri, error.payload.args, error.payload.kwargs);
    }
  };

function rethrow(error: unknown): never {
  if (!(error instanceof autobahn.Error)) throw error;
  const { args, kwargs } = error as Payload;
  throw new Failure((error as AutobahnError).error, { ...(args && { args }), ...(kwargs && { kwargs }) });
}
