/** A router in a process of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ROOT } from '../peers/peer.ts';

/** A router to be measured. */
export interface MeasuredRouter {
  readonly name: string;
  /** The program to run, with its arguments; it prints its URL. */
  readonly program: readonly [string, ...string[]];
  /** True if its installation includes `bufferutil`, the native code by which `ws` unmasks messages. */
  readonly isNative?: boolean;
}

export class Server {
  readonly router: MeasuredRouter;
  readonly url: string;
  private readonly process: ChildProcess;

  private constructor(router: MeasuredRouter, url: string, process: ChildProcess) {
    this.router = router;
    this.url = url;
    this.process = process;
  }

  /** Starts it, and waits until it listens. */
  static async start(router: MeasuredRouter): Promise<Server> {
    const [command, ...words] = router.program;
    const child = spawn(command, words, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: environmentOf(router),
    });
    try {
      return new Server(router, await urlOf(child), child);
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

  /** The memory that the process has in use, in bytes. */
  resident(): number {
    const pid = String(this.process.pid);
    const status = `/proc/${pid}/status`;
    const kibibytes = existsSync(status)
      ? /^VmRSS:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', pid], { encoding: 'utf8' });
    return Number(kibibytes) * 1_024;
  }

  /** CPU time of the process so far, in nanoseconds; undefined if the system does not count it. */
  processorTime(): number | undefined {
    const threads = `/proc/${this.process.pid}/task`;
    if (!existsSync(threads)) return undefined;
    return readdirSync(threads).reduce((sum, thread) => sum + timeOfThread(`${threads}/${thread}`), 0);
  }

  /** Ends it, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill();
    await gone;
  }
}

// --- internal ---

/** Without this variable, `ws` would use the `bufferutil` that other packages here install. */
const environmentOf = ({ isNative }: MeasuredRouter): NodeJS.ProcessEnv =>
  isNative ? process.env : { ...process.env, WS_NO_BUFFER_UTIL: '1' };

function timeOfThread(folder: string): number {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0; // It has ended since the threads were listed, or this system does not count that.
  }
}

/** The URL that a router prints when it is ready. */
async function urlOf(router: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: router.stdout as NodeJS.ReadableStream })) {
    const url = /ws:\/\/[^"\s]+/.exec(line);
    if (url !== null) return url[0];
  }
  throw new Error(`Expected ${router.spawnargs.join(' ')} to print its URL, but it ended.`);
}
