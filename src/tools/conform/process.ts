/** The process of a router, with all processes that it starts: none of them outlives it, or this program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { printable } from './printable.ts';
import { within } from './stage.ts';

/** A running command, and the end of its output. */
export class RouterProcess {
  /** Settles when it has ended, and nothing holds its output any more. */
  readonly closed: Promise<void>;
  /** How it ended, such as `exit code 1` or `SIGSEGV`; undefined while it runs. */
  end: string | undefined;
  private readonly child: ChildProcess;
  private output = '';
  private isStopping = false;
  private isClosed = false;

  /** @param command for a shell; it runs the router in the foreground */
  constructor(command: string) {
    // A group of processes of its own, so that a signal reaches all of them.
    const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const killAll = (): void => this.signal('SIGKILL');
    process.on('exit', killAll);
    const note = (data: Buffer | string): void => {
      this.output = `${this.output}${data}`.slice(-LAST_CHARACTERS);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', (error) => {
      note(error.message);
      this.end = 'an error';
    });
    child.once('exit', (code, signal) => {
      this.end = signal ?? `exit code ${code}`;
      // What it started may outlive it; if it is stopped, it has time to end.
      if (!this.isStopping) killAll();
    });
    this.child = child;
    this.closed = new Promise((resolve) => child.once('close', () => resolve()));
    this.closed.then(() => {
      this.isClosed = true;
      process.off('exit', killAll);
    });
  }

  /** How it ended, if it did, and the last lines that it wrote, as sentences. */
  get words(): string {
    const lines = [...new Set(printable(this.output).trim().split('\n'))].slice(-LAST_LINES).join('\n');
    const sentences = [
      ...(this.end === undefined ? [] : [`Its process ended with ${this.end}.`]),
      ...(this.end === undefined || this.isClosed ? [] : ['Something that it started still runs.']),
      ...(lines === '' ? [] : [`It wrote: ${lines}`]),
    ];
    return sentences.join(' ');
  }

  /** Ends it, and waits until it has ended, and nothing that it started holds its output any more. */
  async stop(): Promise<void> {
    if (this.end === undefined) {
      this.isStopping = true;
      this.signal('SIGTERM');
      await within(this.closed, GRACE);
      this.signal('SIGKILL');
    }
    await this.drain();
    // What has left its group of processes cannot be ended, but must not hold up this program.
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  /** Waits a moment for the rest of its output, once it has ended. */
  drain(): Promise<void> {
    return within(this.closed, LINGER);
  }

  // --- internal ---

  private signal(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // All of its processes have ended.
    }
  }
}

// --- internal ---

/** Milliseconds that its processes have to end by themselves. */
const GRACE = 3_000;

/** Milliseconds in which its output ends, once it has ended itself. */
const LINGER = 500;

/** Enough for the message above a short stack. */
const LAST_LINES = 12;
const LAST_CHARACTERS = 4_096;
