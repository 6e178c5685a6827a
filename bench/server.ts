/** A router in a process of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { PORT, ROOT, urlOf } from '../peers/peer.ts';
import { freePort } from '../src/tools/conform/port.ts';

/** A router to be measured. */
export interface MeasuredRouter {
  readonly name: string;
  /** The program to run, with its arguments; it prints its URL, or is told its port in place of `{port}`. */
  readonly program: readonly [string, ...string[]];
  /** True if its installation includes `bufferutil`, the native code by which `ws` unmasks messages. */
  readonly isNative?: boolean;
}

export class Server {
  readonly router: MeasuredRouter;
  readonly url: string;
  private readonly process: ChildProcess;
  private pids: readonly string[] | undefined;

  private constructor(router: MeasuredRouter, url: string, process: ChildProcess) {
    this.router = router;
    this.url = url;
    this.process = process;
  }

  /** Starts it, and waits until it listens. */
  static async start(router: MeasuredRouter): Promise<Server> {
    const port = router.program.some((word) => word.includes(PORT)) ? await freePort() : undefined;
    const [command = '', ...words] = router.program.map((word) => word.replaceAll(PORT, `${port}`));
    const child = spawn(command, words, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', port === undefined ? 'inherit' : 'ignore'],
      env: environmentOf(router),
    });
    try {
      const url = await (port === undefined ? printedBy(child) : listening(child, port));
      child.stdout?.resume();
      return new Server(router, url, child);
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  /** Starts all of them, and ends them when they have been measured. */
  static async withAll<T>(
    routers: readonly MeasuredRouter[],
    measure: (servers: readonly Server[]) => Promise<T>,
  ): Promise<T> {
    const servers: Server[] = [];
    try {
      for (const router of routers) servers.push(await Server.start(router));
      return await measure(servers);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }

  /** The memory that its processes have in use, in bytes. */
  resident(): number {
    return this.processes().reduce((sum, pid) => sum + residentOf(pid), 0);
  }

  /** CPU time of its processes so far, in nanoseconds; undefined if the system does not count it. */
  processorTime(): number | undefined {
    if (!existsSync('/proc/self/task')) return undefined;
    return this.processes()
      .flatMap((pid) => filesIn(`/proc/${pid}/task`))
      .reduce((sum, thread) => sum + timeOfThread(thread), 0);
  }

  /** Ends it, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill();
    await gone;
  }

  // --- internal ---

  /** Its process, and those that it has started. */
  private processes(): readonly string[] {
    this.pids ??= descendantsOf(`${this.process.pid}`);
    return this.pids;
  }
}

// --- internal ---

/** Without this variable, `ws` would use the `bufferutil` that other packages here install. */
const environmentOf = ({ isNative }: MeasuredRouter): NodeJS.ProcessEnv =>
  isNative ? process.env : { ...process.env, WS_NO_BUFFER_UTIL: '1' };

/** Zero if the thread has ended, or if this system does not count that. */
const timeOfThread = (folder: string): number => Number(textOf(`${folder}/schedstat`).split(' ')[0]);

function residentOf(pid: string): number {
  const status = `/proc/${pid}/status`;
  const kibibytes = existsSync(status)
    ? /^VmRSS:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', pid], { encoding: 'utf8' });
  return Number(kibibytes) * 1_024;
}

function descendantsOf(pid: string): readonly string[] {
  const parents = filesIn('/proc').flatMap((folder) => {
    const [, child, parent] = /^(\d+) \(.*\) \S (\d+)/s.exec(textOf(`${folder}/stat`)) ?? [];
    return child === undefined ? [] : [{ child, parent }];
  });
  const found = [pid];
  for (const one of found)
    found.push(...parents.flatMap(({ child, parent }) => (parent === one ? [child] : [])));
  return found;
}

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];

/** The text of a file; empty if there is none, or none any more. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Waits until a router can be reached. */
async function listening(router: ChildProcess, port: number): Promise<string> {
  for (const end = performance.now() + START; performance.now() < end; await pause(POLL)) {
    if (router.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isThere) return urlOf(port);
  }
  throw new Error(`Expected ${router.spawnargs.join(' ')} to listen at port ${port} within ${START} ms.`);
}

/** Milliseconds in which a router starts, and between two looks whether it has. */
const START = 60_000;
const POLL = 100;

/** The URL that a router prints when it is ready. */
async function printedBy(router: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: router.stdout as NodeJS.ReadableStream })) {
    const url = /ws:\/\/[^"\s]+/.exec(line);
    if (url !== null) return url[0];
  }
  throw new Error(`Expected ${router.spawnargs.join(' ')} to print its URL, but it ended.`);
}
