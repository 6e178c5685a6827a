/**
 * Restarts of the router under load, one after the other: the time until all workers are back, and the end of each call.
 *
 * Workers on Autobahn|JS and wampy are told to reconnect, and otherwise left as they are by default. Callers have a
 * number of calls in flight at any time; one whose connection is lost opens another one. A call has to end with a
 * RESULT, an ERROR, or the loss of its caller's connection.
 *
 * Run with `npm run bench -- restart`.
 */
import { WebSocket } from 'ws';
import { CODES } from '../machines/messages.ts';
import { HELLO } from './line.ts';
import { OURS } from './measured.ts';
import { Server } from './server.ts';
import { autobahnWorker, UNAVAILABLE, type Worker, wampyWorker } from './workers.ts';

const WORKERS = 8;
const CALLERS = 4;
const IN_FLIGHT = 8;
const RESTARTS = 5;
/** Time between two restarts, in milliseconds. */
const PAUSE = 2_000;
const PROCEDURE = 'com.example.work';

export async function restart(): Promise<void> {
  let server = await Server.start(OURS);
  const { url } = server;
  const workers = Array.from({ length: WORKERS / 2 }, () => [
    autobahnWorker(url, PROCEDURE, work),
    wampyWorker(url, PROCEDURE, work),
  ]).flat();
  const callers: Caller[] = [];
  try {
    await until('the workers to register', () => workers.every(({ isThere }) => isThere));
    callers.push(...Array.from({ length: CALLERS }, () => new Caller(url)));
    console.log(
      `${RESTARTS} restarts; ${WORKERS} workers, half on Autobahn|JS and half on wampy; ${CALLERS} callers with ${IN_FLIGHT} calls in flight each`,
    );
    for (let round = 1; round <= RESTARTS; round++) {
      await pause(PAUSE);
      const before = totals(callers);
      const signalled = performance.now();
      await server.stop();
      const gone = performance.now();
      server = await Server.start(onPort(new URL(url).port));
      const listening = performance.now();
      const back = await returns(workers, gone);
      console.log(
        `restart ${round}: drained and ended in ${seconds(gone - signalled)}, down for ${seconds(listening - gone)}; ` +
          `workers back ${back}; ${difference(totals(callers), before)}`,
      );
    }
    await Promise.all(callers.map((caller) => caller.finish()));
    const all = totals(callers);
    const ends = [...all.values()].reduce((sum, count) => sum + count, 0);
    const made = callers.reduce((sum, caller) => sum + caller.made, 0);
    console.log(
      `calls made: ${made}; ended: ${ends} (${difference(all, new Map())}); unanswered: ${made - ends}`,
    );
    if (made !== ends) process.exitCode = 1;
  } finally {
    for (const worker of workers) worker.stop();
    for (const caller of callers) caller.stop();
    await server.stop();
  }
}

// --- internal ---

/** Takes some milliseconds, and refuses one call of ten. */
async function work(): Promise<string> {
  await pause(5 * Math.random());
  if (Math.random() < 0.1) throw new Error(UNAVAILABLE);
  return 'done';
}

const onPort = (port: string): typeof OURS => ({
  ...OURS,
  program: OURS.program.map((word) => (word === '0' ? port : word)) as [string, ...string[]],
});

/** A caller that keeps its calls in flight, and opens another connection when one is lost. */
class Caller {
  made = 0;
  /** Numbers of ended calls, by their end. */
  readonly ends = new Map<string, number>();
  private readonly url: string;
  private socket: WebSocket | undefined;
  private readonly open = new Set<number>();
  private isFinishing = false;

  constructor(url: string) {
    this.url = url;
    this.connect();
  }

  /** Makes no more calls, and waits until all have ended. */
  async finish(): Promise<void> {
    this.isFinishing = true;
    await until(`the end of ${this.open.size} calls`, () => this.open.size === 0);
  }

  stop(): void {
    this.isFinishing = true;
    this.socket?.terminate();
  }

  // --- internal ---

  private connect(): void {
    let request = 0;
    const socket = new WebSocket(this.url, 'wamp.2.json', { perMessageDeflate: false });
    this.socket = socket;
    const send = (...message: unknown[]): void => socket.send(JSON.stringify(message));
    const call = (): void => {
      if (this.isFinishing || socket.readyState !== WebSocket.OPEN) return;
      this.made++;
      this.open.add(++request);
      send(CODES.CALL, request, {}, PROCEDURE);
    };
    socket.on('open', () => send(...HELLO));
    socket.on('message', (data) => {
      const [code, first, second, , uri] = JSON.parse(`${data}`);
      if (code === CODES.WELCOME) for (let index = 0; index < IN_FLIGHT; index++) call();
      else if (code === CODES.RESULT) {
        this.end(first, 'RESULT');
        call();
      } else if (code === CODES.ERROR) {
        this.end(second, uri);
        setTimeout(call, RETRY);
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const lost of this.open) this.end(lost, 'lost with the connection of the caller');
      if (!this.isFinishing) setTimeout(() => this.connect(), RETRY);
    });
  }

  private end(request: number, how: string): void {
    if (!this.open.delete(request)) throw new Error(`A second end of call ${request} came: ${how}.`);
    this.ends.set(how, (this.ends.get(how) ?? 0) + 1);
  }
}

/** Delay before a failed call or connection is tried again, in milliseconds. */
const RETRY = 20;

/** Waits until all workers are back; the seconds since `start` for the last one of each library, in words. */
async function returns(workers: readonly Worker[], start: number): Promise<string> {
  const libraries = [...new Set(workers.map(({ library }) => library))];
  const times = libraries.map(async (library) => {
    const own = workers.filter((worker) => worker.library === library);
    await until(`the workers on ${library} to come back`, () => own.every(({ isThere }) => isThere));
    return `${library} after ${seconds(performance.now() - start)}`;
  });
  return (await Promise.all(times)).join(', ');
}

function totals(callers: readonly Caller[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { ends } of callers) for (const [end, count] of ends) all.set(end, (all.get(end) ?? 0) + count);
  return all;
}

const difference = (after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): string =>
  [...after]
    .map(([end, count]) => [end, count - (before.get(end) ?? 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([end, count]) => `${count.toLocaleString('en')} ${end}`)
    .join(', ');

async function until(what: string, holds: () => boolean): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > PATIENCE) throw new Error(`Waited ${PATIENCE} ms for ${what}.`);
    await pause(10);
  }
}

const PATIENCE = 30_000;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;
