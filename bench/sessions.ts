/**
 * Search for leaks: thousands of sessions join, register, call, and leave or vanish, round after round. The
 * heap, the timers and the listeners are counted in between.
 *
 * Run with `npm run bench -- sessions`.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { CODES } from '../machines/messages.ts';
import { startRouter } from '../src/router/index.ts';

const SESSIONS = 1_000;
/** The first rounds also compile code. */
const WARM_UP = 4;
const ROUNDS = 6;
/** Number of sessions that are connected at the same time. */
const WIDTH = 50;

/** Resources in use after a round. */
interface Count {
  readonly heap: number;
  readonly resources: string;
  readonly left: string;
}

/** Measures; prints a line a round, and the ratio of the last heap to the one after the warm-up. */
export async function sessions(): Promise<void> {
  const router = await startRouter({ port: 0 });
  const counts: Count[] = [];
  const processListeners = process.eventNames().length;
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (let done = 0; done < SESSIONS; done += WIDTH) {
        await Promise.all(Array.from({ length: WIDTH }, (_, index) => live(router.url, done + index)));
      }
      await until(() => Object.values(router.size()).every((count) => count === 0));
      counts.push(count(router.size()));
    }
  } finally {
    await router.close();
  }
  const [warm, ...measured] = counts.slice(WARM_UP - 1) as [Count, ...Count[]];
  console.log(
    `${SESSIONS} sessions a round; after ${WARM_UP} rounds of warm-up: ${megabytes(warm.heap)} MB in use`,
  );
  for (const [index, { heap, resources, left }] of measured.entries()) {
    const ratio = (heap / warm.heap).toFixed(3);
    console.log(
      `round ${index + 1}: ${megabytes(heap)} MB (× ${ratio}), left in the router: ${left}, open: ${resources}`,
    );
  }
  console.log(`listeners on the process: ${process.eventNames().length - processListeners} more than before`);
}

// --- internal ---

/** A session that joins, registers, calls itself with a timeout, and goes, every other time without a word. */
async function live(url: string, index: number): Promise<void> {
  const socket = new WebSocket(url, 'wamp.2.json');
  const send = (...message: unknown[]): void => socket.send(JSON.stringify(message));
  await once(socket, 'open');
  send(CODES.HELLO, `realm${index % 3}`, { roles: { caller: {}, callee: {} } });
  send(CODES.REGISTER, 1, { invoke: 'roundrobin' }, 'com.example.work');
  await received(socket, CODES.REGISTERED);
  send(CODES.CALL, 2, { timeout: 60_000 }, 'com.example.work', ['x'.repeat(1_000)]);
  if (index % 2 === 0) {
    socket.terminate();
  } else {
    send(CODES.GOODBYE, {}, 'wamp.close.close_realm');
  }
  if (socket.readyState !== socket.CLOSED) await once(socket, 'close');
}

function received(socket: WebSocket, type: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error('the router closed the connection')));
    socket.on('message', (data) => {
      if (JSON.parse(String(data))[0] === type) {
        socket.removeAllListeners('message');
        socket.removeAllListeners('close');
        resolve();
      }
    });
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries === 500) throw new Error('The router still holds something after five seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function count(left: object): Count {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('Run node with --expose-gc, as "npm run bench" does.');
  collect();
  collect();
  const resources = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) resources.set(name, (resources.get(name) ?? 0) + 1);
  return {
    heap: process.memoryUsage().heapUsed,
    resources: [...resources].map(([name, number]) => `${number} ${name}`).join(', '),
    left: Object.entries(left)
      .map(([name, number]) => `${number} ${name}`)
      .join(', '),
  };
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(2);
