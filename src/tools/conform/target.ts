/** The router to be judged: at an address, and, if a command is given, started and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { Serialisation } from '../../wire/serialisation.ts';
import type { Credentials } from './login.ts';
import { Stage } from './stage.ts';

export interface TargetOptions {
  /** URL of its WebSocket; `{port}` stands for a free port. */
  readonly url: string;
  readonly realm: string;
  readonly credentials: Credentials;
  /** Headers of each connection. */
  readonly headers: Readonly<Record<string, string>>;
  /** Beginning of all procedures, without the dot. */
  readonly prefix: string;
  /** Maximum duration of an answer, in milliseconds. */
  readonly timeout: number;
  /** Command that starts it, for a shell; `{port}` as in the URL. */
  readonly start?: string | undefined;
  /** Maximum duration of a start, in milliseconds. */
  readonly startTimeout: number;
}

export class Target {
  readonly options: TargetOptions;
  private process: ChildProcess | undefined;
  private port: number | undefined;
  private output = '';
  /** True once the process has welcomed a client. */
  private isUp = false;

  constructor(options: TargetOptions) {
    this.options = options;
  }

  /** True if it can be started again. */
  get isOurs(): boolean {
    return this.options.start !== undefined;
  }

  /** The end of what the process has written, for a report of its death. */
  get lastWords(): string {
    return this.output.trim().split('\n').slice(-LAST_LINES).join('\n');
  }

  /**
   * Opens a stage on it, and starts it first if it is not there.
   *
   * @throws Error if it does not welcome a client in time
   */
  async open(serialisation: Serialisation): Promise<Stage> {
    const { start, startTimeout } = this.options;
    if (start === undefined) return this.stage(serialisation);
    if (this.process === undefined) await this.spawn(start);
    const end = performance.now() + startTimeout;
    for (;;) {
      try {
        const stage = await this.stage(serialisation);
        this.isUp = true;
        return stage;
      } catch (error) {
        const isOver = this.process === undefined || performance.now() > end;
        if (!isOver && !isRefusal(error, this.isUp)) {
          await new Promise((resolve) => setTimeout(resolve, POLL));
          continue;
        }
        const words = this.isUp || this.lastWords === '' ? '' : ` It wrote: ${this.lastWords}`;
        throw new Error(`${(error as Error).message}${words}`);
      }
    }
  }

  /** Ends the process, if it is ours. */
  async stop(): Promise<void> {
    const { process: child } = this;
    this.process = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    kill(child.pid, 'SIGTERM');
    const timer = setTimeout(() => kill(child.pid as number, 'SIGKILL'), GRACE);
    await ended;
    clearTimeout(timer);
    // What the shell started may outlive it.
    kill(child.pid, 'SIGKILL');
  }

  // --- internal ---

  private stage(serialisation: Serialisation): Promise<Stage> {
    const { url, headers, realm, credentials, prefix, timeout } = this.options;
    const address = { url: this.withPort(url), headers, serialisation };
    return Stage.open({ address, realm, credentials, prefix, timeout });
  }

  private async spawn(start: string): Promise<void> {
    this.port ??= await freePort();
    this.output = '';
    this.isUp = false;
    const child = spawn(this.withPort(start), {
      shell: true,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const note = (data: Buffer): void => {
      this.output = `${this.output}${data}`.slice(-LAST_CHARACTERS);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', (error) => note(Buffer.from(error.message)));
    child.once('exit', () => {
      if (this.process === child) this.process = undefined;
    });
    this.process = child;
  }

  private withPort(text: string): string {
    return text.replaceAll('{port}', `${this.port ?? ''}`);
  }
}

// --- internal ---

/** Milliseconds between two tries to reach a router that starts. */
const POLL = 100;

/** Milliseconds that a process has to end by itself. */
const GRACE = 3_000;

const LAST_LINES = 5;
const LAST_CHARACTERS = 4_096;

/** True if the router is there, and does not welcome this client: a router that starts may refuse connections. */
const isRefusal = (error: unknown, isUp: boolean): boolean =>
  /Expected (WELCOME .* \[3|the subprotocol)/.test((error as Error).message) ||
  (isUp && !/ECONN/.test((error as Error).message));

/** Sends a signal to a group of processes, which may have ended. */
function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}
