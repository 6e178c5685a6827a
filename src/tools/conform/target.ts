/** The router to be judged: at an address, and, if a command is given, started and started again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Serialisation } from '../../wire/serialisation.ts';
import type { Credentials } from './login.ts';
import { freePort } from './port.ts';
import { RouterProcess } from './process.ts';
import { Stage } from './stage.ts';

/** How the router is reached and started. */
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

/** Starts and stops the router, if it is ours, and opens stages on it. */
export class Target {
  readonly options: TargetOptions;
  private process: RouterProcess | undefined;
  private port: number | undefined;
  /** True if the present process has welcomed a client. */
  private isReady = false;

  constructor(options: TargetOptions) {
    this.options = options;
  }

  /** True if it can be started again. */
  get isOurs(): boolean {
    return this.options.start !== undefined;
  }

  /** URL of its WebSocket; it has its port once the router was started. */
  get url(): string {
    return this.withPort(this.options.url);
  }

  /** Waits for the end of its process, if it is ours. */
  async closed(): Promise<void> {
    await this.process?.closed;
  }

  /**
   * Waits a moment for the end of the process, whose connections end before it does.
   *
   * @returns how it ended, with the last lines that it wrote; undefined if it runs on, or is not ours
   */
  async lastWords(): Promise<string | undefined> {
    for (let waited = 0; this.isRunning && waited < DYING; waited += POLL) await pause(POLL);
    return this.isRunning ? undefined : this.process?.words;
  }

  /**
   * Opens a stage on it, and starts it first if it is not there.
   *
   * @param signal ends the wait for a router that starts
   * @throws Error if it does not welcome a client in time; it may still run
   */
  async open(serialisation: Serialisation, signal: AbortSignal): Promise<Stage> {
    const { start, startTimeout } = this.options;
    if (start === undefined) return this.stage(serialisation);
    if (!this.isRunning) await this.spawn(start);
    const end = performance.now() + startTimeout;
    for (;;) {
      try {
        const stage = await this.stage(serialisation);
        this.isReady = true;
        return stage;
      } catch (error) {
        // A router that has welcomed others does not want this serialisation.
        const isLate = performance.now() > end;
        const isOver = !this.isRunning || this.isReady || isLate;
        if (isOver || signal.aborted) {
          if (!this.isRunning) await this.process?.drain();
          throw new Error(this.explained((error as Error).message, isLate));
        }
        await pause(POLL);
      }
    }
  }

  /** Ends the process, if it is ours. */
  async stop(): Promise<void> {
    await this.process?.stop();
  }

  // --- internal ---

  private get isRunning(): boolean {
    return this.process !== undefined && this.process.end === undefined;
  }

  /** An error with the words of a process that has not welcomed anybody. */
  private explained(message: string, isLate: boolean): string {
    if (this.isReady) return message;
    const { startTimeout } = this.options;
    const late =
      isLate && this.isRunning
        ? `It still runs after ${startTimeout} ms: give it more time with --start-timeout, and check that it listens at the port of the URL.`
        : '';
    const background =
      this.process?.end === 'exit code 0' ? 'The command has to run the router in the foreground.' : '';
    const sentences = [message.replace(/\.?$/, '.'), late, background, this.process?.words ?? ''];
    return sentences.filter((sentence) => sentence !== '').join(' ');
  }

  private stage(serialisation: Serialisation): Promise<Stage> {
    const { headers, realm, credentials, prefix, timeout } = this.options;
    const address = { url: this.url, headers, serialisation };
    return Stage.open({ address, realm, credentials, prefix, timeout });
  }

  private async spawn(start: string): Promise<void> {
    this.port ??= await freePort();
    this.process = new RouterProcess(this.withPort(start));
    this.isReady = false;
  }

  private withPort(text: string): string {
    return text.replaceAll('{port}', `${this.port ?? ''}`);
  }
}

// --- internal ---

/** Milliseconds that a process takes to end, at most, after its connections have ended. */
const DYING = 1_500;

/** Milliseconds between two tries to reach a router that starts. */
const POLL = 100;
