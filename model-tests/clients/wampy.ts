/** wampy as a client, by itself and behind the tests' common interface. */
import { onTestFinished } from 'vitest';
import { Errors, Wampy } from 'wampy';
import { CborSerializer } from 'wampy/CborSerializer.js';
import { sign as signCryptosign } from 'wampy/cryptosign.js';
import { JsonSerializer } from 'wampy/JsonSerializer.js';
import { MsgpackSerializer } from 'wampy/MsgpackSerializer.js';
import { sign as signCra } from 'wampy/wampcra.js';
import { type Client, type Endpoint, Failure, KnownWebSocket, type Login, type Worker } from './client.ts';
import { within } from './router.ts';

const SERIALISERS = { JsonSerializer, MsgpackSerializer, CborSerializer };
export type WampySerialiser = keyof typeof SERIALISERS;

type RpcCallback = Parameters<Wampy['register']>[1];
type RegisterOptions = NonNullable<Parameters<Wampy['register']>[2]>;
type WampyOptions = ReturnType<Wampy['getOptions']>;

export interface OpenWampy {
  readonly wampy: Wampy;
  /** The details of WELCOME. */
  readonly welcome: Readonly<Record<string, unknown>>;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
  destroy(): void;
}

/** Opens a connection and joins a realm; rejects if the session is refused. */
export async function openWampy(
  url: string,
  {
    realm = 'realm1',
    serialiser = 'JsonSerializer' as WampySerialiser,
    login = undefined as Login | undefined,
  } = {},
): Promise<OpenWampy> {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const wampy = new Wampy(url, {
    realm,
    serializer: new SERIALISERS[serialiser](),
    ws: KnownWebSocket as unknown as NonNullable<WampyOptions['ws']>,
    autoReconnect: false,
    onClose: close,
    ...(login && (credentialsOf(login) as Partial<WampyOptions>)),
  });
  const connected = wampy.connect();
  const socket = KnownWebSocket.last;
  onTestFinished(() => socket.terminate());
  const welcome = await within(connected, 'wampy to join');
  return { wampy, welcome, closed, destroy: () => socket.terminate() };
}

/** A worker that reconnects for ever; the library registers its procedure again. */
export async function wampyWorker(url: string, procedure: string): Promise<Worker> {
  let giveUp = (): void => {};
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const worker = { sessions: 0, givenUp };
  const wampy = new Wampy(url, {
    realm: 'realm1',
    ws: KnownWebSocket as unknown as NonNullable<WampyOptions['ws']>,
    autoReconnect: true,
    reconnectInterval: 50,
    maxRetries: 0, // No limit.
    onClose: () => giveUp(),
    onReconnectSuccess: () => void worker.sessions++,
  });
  onTestFinished(async () => {
    await wampy.disconnect().catch(() => {});
  });
  await within(wampy.connect(), 'the worker on wampy to join');
  await wampy.register(procedure, () => ({ argsList: ['wampy'] }), {
    invoke: 'roundrobin',
  } as RegisterOptions);
  worker.sessions++;
  return worker;
}

/** A client on wampy. */
export async function joinWithWampy(url: string, options?: Parameters<typeof openWampy>[1]): Promise<Client> {
  const { wampy, destroy } = await openWampy(url, options);
  return {
    async register(procedure, endpoint, registerOptions) {
      await wampy
        .register(procedure, callbackOf(endpoint), registerOptions as RegisterOptions)
        .catch(rethrow);
    },
    async unregister(procedure) {
      await wampy.unregister(procedure).catch(rethrow);
    },
    async call(procedure, { args, kwargs } = {}) {
      const payload = { ...(args && { argsList: [...args] }), ...(kwargs && { argsDict: { ...kwargs } }) };
      const { argsList = [], argsDict = {} } = await wampy.call(procedure, payload).catch(rethrow);
      return { args: argsList, kwargs: argsDict };
    },
    async leave() {
      await within(wampy.disconnect(), 'wampy to leave');
    },
    destroy,
  };
}

// --- internal ---

/** Options that log in, with the plug-ins of the library. */
const credentialsOf = ({ authid, method, secret, publicKey }: Login): object => ({
  authid,
  authmethods: [method],
  authextra: { pubkey: publicKey },
  authMode: 'auto',
  authPlugins: {
    ticket: () => secret,
    wampcra: signCra(secret),
    cryptosign: method === 'cryptosign' ? signCryptosign(secret) : () => '',
  },
});

const callbackOf =
  (endpoint: Endpoint): RpcCallback =>
  async ({ argsList = [], argsDict = {} }) => {
    try {
      const { args, kwargs } = await endpoint({ args: argsList, kwargs: argsDict });
      return { ...(args && { argsList: [...args] }), ...(kwargs && { argsDict: { ...kwargs } }) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw { error: error.uri, argsList: error.payload.args, argsDict: error.payload.kwargs };
    }
  };

function rethrow(error: unknown): never {
  if (!(error instanceof Errors.WampError)) throw error;
  const { errorUri, argsList, argsDict } = error;
  throw new Failure(errorUri as string, { args: argsList ?? [], kwargs: argsDict ?? {} });
}
