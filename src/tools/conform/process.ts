/** The process of a router, with all processes that it starts: none of them outlives it, or this program. */
import { type ChildProcess, spawn } from 'node:child_process';

/** A running command, and the end of its output. */
export class RouterProcess {
  /** Settles when it has ended, and nothing holds its output any more. */
  readonly closed: Promise<void>;
  /** How it ended, such as `exit code 1` or `SIGSEGV`; undefined while it runs. */
  end: string | undefined;
  private readonly child: ChildProcess;
  private output = '';
  private isStopping = false;

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
    this.closed.then(() => process.off('exit', killAll));
  }

  /** How it ended, if it did, and the last lines that it wrote, as sentences. */
  get words(): string {
    const lines = [...new Set(this.output.trim().split('\n'))].slice(-LAST_LINES).join('\n');
    const sentences = [
      ...(this.end === undefined ? [] : [`Its process ended with ${this.end}.`]),
      ...(lines === '' ? [] : [`It wrote: ${lines}`]),
    ];
    return sentences.join(' ');
  }

  /** Ends it, and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.end !== undefined) return this.closed;
    this.isStopping = true;
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), GRACE);
    await this.closed;
    clearTimeout(timer);
    this.signal('SIGKILL');
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

/** Enough for the message above a short stack. */
const LAST_LINES = 12;
const LAST_CHARACTERS = 4_096;
