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
  /** True if the present process has welcomed a client. */
  private isReady = false;
  /** How the process ended, such as `exit code 1` or `SIGSEGV`; undefined while it runs. */
  private end: string | undefined;
  private readonly killAll = (): void => {
    if (this.process?.pid !== undefined) kill(this.process.pid, 'SIGKILL');
  };

  constructor(options: TargetOptions) {
    this.options = options;
  }

  /** True if it can be started again. */
  get isOurs(): boolean {
    return this.options.start !== undefined;
  }

  /**
   * Waits a moment for the end of the process, whose connections end before it does.
   *
   * @returns how it ended, with the last lines that it wrote; undefined if it runs on, or is not ours
   */
  async lastWords(): Promise<string | undefined> {
    for (let waited = 0; this.process !== undefined && waited < DYING; waited += POLL)
      await new Promise((resolve) => setTimeout(resolve, POLL));
    if (this.end === undefined) return undefined;
    return `Its process ended with ${this.end}.${this.words}`;
  }

  /**
   * Opens a stage on it, and starts it first if it is not there.
   *
   * @param signal ends the wait for a router that starts
   * @throws Error if it does not welcome a client in time
   */
  async open(serialisation: Serialisation, signal: AbortSignal): Promise<Stage> {
    const { start, startTimeout } = this.options;
    if (start === undefined) return this.stage(serialisation);
    if (this.process === undefined) await this.spawn(start);
    const end = performance.now() + startTimeout;
    for (;;) {
      try {
        const stage = await this.stage(serialisation);
        this.isReady = true;
        return stage;
      } catch (error) {
        // A router that has welcomed others does not want this serialisation.
        const isOver = this.process === undefined || this.isReady || performance.now() > end;
        if (isOver || signal.aborted)
          throw new Error(`${(error as Error).message}${this.isReady ? '' : this.words}`);
        await new Promise((resolve) => setTimeout(resolve, POLL));
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

  /** The last lines that the process wrote, as a sentence. */
  private get words(): string {
    const lines = [...new Set(this.output.trim().split('\n'))].slice(-LAST_LINES).join('\n');
    return lines === '' ? '' : ` It wrote: ${lines}`;
  }

  private stage(serialisation: Serialisation): Promise<Stage> {
    const { url, headers, realm, credentials, prefix, timeout } = this.options;
    const address = { url: this.withPort(url), headers, serialisation };
    return Stage.open({ address, realm, credentials, prefix, timeout });
  }

  private async spawn(start: string): Promise<void> {
    this.port ??= await freePort();
    // However this program ends, the router does not outlive it.
    process.off('exit', this.killAll).on('exit', this.killAll);
    this.output = '';
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
    child.once('exit', (code, signal) => {
      if (this.process !== child) return;
      this.process = undefined;
      this.end = signal ?? `exit code ${code}`;
    });
    this.process = child;
    this.end = undefined;
    this.isReady = false;
  }

  private withPort(text: string): string {
    return text.replaceAll('{port}', `${this.port ?? ''}`);
  }
}

// --- internal ---

/** Milliseconds that a process takes to end, at most, after its connections have ended. */
const DYING = 500;

/** Milliseconds between two tries to reach a router that starts. */
const POLL = 100;

/** Milliseconds that a process has to end by itself. */
const GRACE = 3_000;

const LAST_LINES = 5;
const LAST_CHARACTERS = 4_096;

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
