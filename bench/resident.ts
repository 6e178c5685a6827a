/** Memory of a router's process for the actions of its clients. */
import { CODES } from '../machines/messages.ts';
import { JSON_ENCODING } from './encoding.ts';
import { HELLO } from './line.ts';
import { type MeasuredRouter, Server } from './server.ts';
import { frame, Template } from './template.ts';
import { Wire } from './wire.ts';

/** Bytes of resident memory. */
export interface Resident {
  /** Of the whole process. */
  readonly all: number;
  /** More than before the actions of the clients. */
  readonly more: number;
}

/** Actions of clients, which join by the given function. */
export type Deed = (join: () => Promise<Wire>) => Promise<void>;

/**
 * Starts a router, lets some sessions do something, and ends the router.
 *
 * @param before actions that are not measured: the first ones cause allocations that later ones do not
 */
export async function resident(
  router: MeasuredRouter,
  deed: Deed,
  before: Deed = sessions(FIRST),
): Promise<Resident> {
  const server = await Server.start(router);
  const clients: Wire[] = [];
  const join = async (): Promise<Wire> => {
    const client = await joinOne(server);
    clients.push(client);
    return client;
  };
  try {
    await before(join);
    const less = server.resident();
    await deed(join);
    const all = server.resident();
    return { all, more: all - less };
  } finally {
    for (const client of clients) client.close();
    await server.stop();
  }
}

/** This number of sessions that do nothing. */
export function sessions(count: number): Deed {
  return async (join) => {
    for (let joined = 0; joined < count; joined += WIDTH) {
      await Promise.all(Array.from({ length: Math.min(WIDTH, count - joined) }, join));
    }
  };
}

/** This number of sessions that are callees of one procedure. */
export function calleesOf(count: number): Deed {
  return async (join) => {
    const register = new Template(
      ENCODING,
      [CODES.REGISTER],
      [{ invoke: 'roundrobin' }, 'com.example.shared'],
    );
    for (let joined = 0; joined < count; joined++) {
      const callee = await join();
      callee.send(...register.frame(1));
      await all(callee, 1, callee, CODES.REGISTERED);
    }
  };
}

/** This number of procedures, each session with as many as its limits allow. */
export function procedures(count: number): Deed {
  return inParts(count, async (join, part) => {
    const callee = await join();
    for (let index = 1; index <= part; index++) {
      const uri = `com.example.own${++uris}`;
      callee.send(...new Template(ENCODING, [CODES.REGISTER], [{}, uri]).frame(index));
    }
    await all(callee, part, callee, CODES.REGISTERED);
  });
}

/** This number of calls to callees that do not answer. */
export function callsInFlight(count: number): Deed {
  return inParts(count, async (join, part) => {
    const [caller, callee] = [await join(), await join()];
    const uri = `com.example.slow${++uris}`;
    callee.send(...new Template(ENCODING, [CODES.REGISTER], [{}, uri]).frame(1));
    await all(callee, 1, callee, CODES.REGISTERED);
    const call = new Template(ENCODING, [CODES.CALL], [{}, uri, [7]]);
    for (let sent = 0; sent < part; sent += AT_ONCE) {
      const some = Math.min(AT_ONCE, part - sent);
      for (let request = 1; request <= some; request++) caller.send(...call.frame(sent + request));
      await all(caller, some, callee, CODES.INVOCATION);
    }
  });
}

// --- internal ---

/** Actions of clients for a part of a number of things. */
type PartOfDeed = (join: () => Promise<Wire>, part: number) => Promise<void>;

const inParts =
  (count: number, deed: PartOfDeed): Deed =>
  async (join) => {
    for (let done = 0; done < count; done += OF_ONE_SESSION)
      await deed(join, Math.min(OF_ONE_SESSION, count - done));
  };

/** Number of procedures that have been registered; each has a name of its own. */
let uris = 0;

/** Procedures, or calls in flight, of one session: within the limits of routers for one client. */
const OF_ONE_SESSION = 4_000;
/** Calls that are sent together: within the queues of routers. */
const AT_ONCE = 32;

const ENCODING = JSON_ENCODING;
/** Sessions before a measurement. */
const FIRST = 50;
/** Number of sessions that join at the same time. */
const WIDTH = 50;

async function joinOne(server: Server): Promise<Wire> {
  const client = await Wire.open(server.url, ENCODING.protocol);
  client.send(frame(ENCODING.opcode, ENCODING.encode(HELLO)));
  await all(client, 1, client, CODES.WELCOME);
  return client;
}

/** Flushes the messages of one client, and waits for a number of messages of a type at another one. */
function all(from: Wire, count: number, to: Wire, type: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let came = 0;
    const failed = (what: string): void =>
      reject(new Error(`Expected messages of type ${type}, but ${what}.`));
    for (const client of [from, to]) {
      client.onClose = () => failed('the router closed the connection');
      client.onMessage = (message) => {
        const [found] = ENCODING.start(message);
        if (client !== to || found !== type) failed(`one of type ${found} came`);
        else if (++came === count) resolve();
      };
    }
    from.flush();
  });
}
