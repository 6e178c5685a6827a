/** The memory that sessions take in the process of a router when they have joined and do nothing. */
import { CODES } from '../src/wamp/messages.ts';
import type { Encoding } from './encoding.ts';
import { HELLO } from './line.ts';
import { Server, type Subject } from './server.ts';
import { frame } from './template.ts';
import { Wire } from './wire.ts';

/** Bytes of resident memory of a router with sessions, and how many more those are than without. */
export interface Idle {
  readonly all: number;
  readonly more: number;
}

/** Starts a router, lets so many sessions join, and ends it. */
export async function idle(subject: Subject, encoding: Encoding, sessions: number): Promise<Idle> {
  const server = await Server.start(subject);
  const clients: Wire[] = [];
  try {
    // What is made when the first ones join is not of each session.
    await join(server, encoding, FIRST, clients);
    const before = server.resident();
    await join(server, encoding, sessions, clients);
    const all = server.resident();
    return { all, more: all - before };
  } finally {
    for (const client of clients) client.close();
    await server.stop();
  }
}

// --- internal ---

const FIRST = 50;
/** How many sessions join at a time. */
const WIDTH = 50;

async function join(server: Server, encoding: Encoding, count: number, clients: Wire[]): Promise<void> {
  for (let joined = 0; joined < count; joined += WIDTH) {
    clients.push(...(await Promise.all(Array.from({ length: WIDTH }, () => joinOne(server, encoding)))));
  }
}

async function joinOne(server: Server, encoding: Encoding): Promise<Wire> {
  const client = await Wire.open(server.url, encoding.protocol);
  client.send(frame(encoding.opcode, encoding.encode(HELLO)));
  client.flush();
  const [type] = encoding.start(await client.next());
  if (type !== CODES.WELCOME)
    throw new Error(`Expected WELCOME of ${server.subject.name}, but ${type} came.`);
  return client;
}
