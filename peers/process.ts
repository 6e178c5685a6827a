/** A process that runs another router, with all processes that it starts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { CODES } from '../machines/messages.ts';
import type { Command } from './installation.ts';
import { ROOT, urlOf } from './peer.ts';

/** Time in milliseconds within which a router has to welcome a client; Crossbar.io takes some seconds. */
const TO_START = 60_000;

/** Time in milliseconds that a router has to end by itself, before its processes are killed. */
const TO_END = 5_000;

export interface StartOptions {
  /** Time in milliseconds for the start. */
  readonly within?: number;
  /** Ends a start that is not wanted any more. */
  readonly signal?: AbortSignal;
}

export class RouterProcess {
  readonly url: string;
  /** Settles when the router has ended. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
    this.ended = new Promise((resolve) => {
      child.once('close', () => resolve());
    });
  }

  /**
   * Starts a router, and waits until it welcomes a client.
   *
   * @param command serves at this port of 127.0.0.1
   * @throws if it ends before, or does not welcome a client in time; its last words are in the message
   */
  static async start(command: Command, port: number, options: StartOptions = {}): Promise<RouterProcess> {
    const [program, ...args] = command;
    const child = spawn(program, args, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const words = lastWords(child);
    const router = new RouterProcess(child, urlOf(port));
    const failed = new AbortController();
    const fail = (reason: string): void => failed.abort(new Error(reason));
    child.once('error', ({ message }) => fail(message));
    child.once('close', (code, signal) => fail(`it ended with ${signal ?? code}`));
    options.signal?.addEventListener('abort', () => fail('it was interrupted'));
    const within = options.within ?? TO_START;
    const late = setTimeout(fail, within, `it welcomed no client within ${within} ms`);
    try {
      while (!(await welcomes(router.url, failed.signal))) await pause(100, undefined, failed);
    } catch {
      await router.stop();
      const [what, why] = [command.join(' '), failed.signal.reason.message];
      throw new Error(`Expected "${what}" to serve at ${router.url}, but ${why}.\n${words()}`.trimEnd());
    } finally {
      clearTimeout(late);
    }
    return router;
  }

  /** Ends the router, and waits until none of its processes is left. */
  async stop(): Promise<void> {
    if (this.signal('SIGTERM')) await Promise.race([this.ended, pause(TO_END, undefined, { ref: false })]);
    // A process that it started may outlive it.
    for (const late = Date.now() + TO_END; this.signal('SIGKILL') && Date.now() < late; ) await pause(10);
  }

  /** @returns false if none of its processes is left */
  private signal(signal: NodeJS.Signals): boolean {
    const { pid } = this.child;
    if (pid === undefined) return false;
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  }
}

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

// --- internal ---

/** Number of characters of a router's output that a message of an error holds. */
const SHOWN = 2_000;

/** Collects the end of the output of a program. */
function lastWords(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (data: string) => {
      text = `${text}${data}`.slice(-SHOWN);
    });
  return () => text;
}

/** Joins the realm, and leaves; rejects once the signal is given. */
function welcomes(url: string, signal: AbortSignal): Promise<boolean> {
  const roles = { caller: {}, callee: {}, publisher: {}, subscriber: {} };
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let isWelcome = false;
    const socket = new WebSocket(url, 'wamp.2.json');
    const end = (): void => socket.terminate();
    signal.addEventListener('abort', end);
    socket.on('open', () => socket.send(JSON.stringify([CODES.HELLO, 'realm1', { roles }])));
    socket.on('message', (data) => {
      isWelcome = JSON.parse(String(data))[0] === CODES.WELCOME;
      socket.close();
    });
    socket.on('error', () => {}); // It does not listen yet; a close follows.
    socket.on('close', () => {
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve(isWelcome);
    });
  });
}
