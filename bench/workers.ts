/** Workers on real client libraries that are told to reconnect, with the libraries' own delays. */
import { createRequire } from 'node:module';
import { Wampy } from 'wampy';
import { WebSocket } from 'ws';

/** A callee that comes back by itself. */
export interface Worker {
  readonly library: string;
  /** True while it has registered in its current session. */
  isThere: boolean;
  /** Ends it. */
  stop(): void;
}

/** An answer to a call, or an exception that refuses it. */
export type Work = () => Promise<string>;

export const UNAVAILABLE = 'wamp.error.unavailable';

/** A worker on Autobahn|JS, whose program registers in each session. */
export function autobahnWorker(url: string, procedure: string, work: Work): Worker {
  Object.assign(globalThis, { WebSocket: QuietWebSocket });
  const autobahn = createRequire(import.meta.url)('autobahn');
  autobahn.log.warn = () => {};
  const connection = new autobahn.Connection({
    url,
    realm: 'realm1',
    max_retries: -1,
    use_es6_promises: true,
    on_user_error: () => {},
  });
  const worker: Worker = { library: 'Autobahn|JS', isThere: false, stop: () => connection.close() };
  const handler = (): Promise<string> =>
    work().catch(() => {
      throw new autobahn.Error(UNAVAILABLE);
    });
  connection.onopen = async (session: { register: (...words: unknown[]) => Promise<unknown> }) => {
    await session.register(procedure, handler, { invoke: 'roundrobin' });
    worker.isThere = true;
  };
  connection.onclose = () => {
    worker.isThere = false;
    return false;
  };
  connection.open();
  return worker;
}

/** A worker on wampy, which registers again by itself. */
export function wampyWorker(url: string, procedure: string, work: Work): Worker {
  let isOpen = true;
  const worker: Worker = {
    library: 'wampy',
    isThere: false,
    stop() {
      isOpen = false;
      wampy.disconnect().catch(() => {});
    },
  };
  /** The library reports no registrations that it repeats, so they are seen on its WebSocket. */
  class SeenWebSocket extends QuietWebSocket {
    constructor(...words: ConstructorParameters<typeof WebSocket>) {
      super(...words);
      this.on('message', (data) => {
        if (`${data}`.startsWith('[65,')) worker.isThere = true;
      });
      this.on('close', () => {
        worker.isThere = false;
      });
    }
  }
  const wampy = new Wampy(url, {
    realm: 'realm1',
    ws: SeenWebSocket as never,
    autoReconnect: true,
    maxRetries: 0, // No limit.
  });
  const handler = async (): Promise<{ argsList: string[] }> => {
    try {
      return { argsList: [await work()] };
    } catch {
      throw { error: UNAVAILABLE };
    }
  };
  wampy
    .connect()
    .then(() => wampy.register(procedure, handler, { invoke: 'roundrobin' }))
    .catch((error: unknown) => {
      if (isOpen) console.error(error);
    });
  return worker;
}

// --- internal ---

/** A WebSocket of `ws` that ends no program when a connection fails: the libraries act on the close event. */
class QuietWebSocket extends WebSocket {
  constructor(...words: ConstructorParameters<typeof WebSocket>) {
    super(...words);
    this.on('error', () => {});
  }
}
