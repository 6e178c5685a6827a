/** The judge of a growing log in a thread of its own, so that it does not delay what passes. */
import { Worker } from 'node:worker_threads';
import type { Findings, Judging, Order } from './judging.ts';

export interface JudgeThreadOptions extends Judging {
  /** Time on the clock of the log, in milliseconds. */
  readonly now: () => number;
  readonly onFindings: (findings: Findings) => void;
  /** Called when the judge is far behind, and when it has caught up. */
  readonly onBehind: (isBehind: boolean) => void;
  /** Called if the thread ends on its own. */
  readonly onFailure: (error: Error) => void;
}

export class JudgeThread {
  private readonly options: JudgeThreadOptions;
  private readonly worker: Worker;
  private readonly timer: NodeJS.Timeout;
  private lines: string[] = [];
  /** Numbers of lines in the orders that the thread has not finished. */
  private readonly ordered: number[] = [];
  private behind = 0;
  private isBehind = false;

  constructor(options: JudgeThreadOptions) {
    const { readings, tolerance, onFailure } = options;
    this.options = options;
    const workerData: Judging = { readings, tolerance };
    this.worker = new Worker(new URL('./judging.js', import.meta.url), { workerData });
    this.worker.on('error', onFailure);
    this.worker.on('message', (findings: Findings) => this.hear(findings));
    this.timer = setInterval(() => this.order(false), PERIOD);
  }

  /** Takes the next line of the log. */
  add(line: string): void {
    this.lines.push(line);
    this.behind++;
    if (this.lines.length >= MOST_LINES) this.order(false);
    if (this.behind > FAR_BEHIND && !this.isBehind) this.tell(true);
  }

  /** Asks for the assessment, after which the thread is of no more use; it comes as the last findings. */
  finish(): void {
    clearInterval(this.timer);
    this.order(true);
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.worker.terminate();
  }

  // --- internal ---

  private order(isLast: boolean): void {
    // An idle thread has to look only once more.
    if (!isLast && this.lines.length === 0 && this.ordered.length > 0) return;
    const order: Order = { lines: this.lines, now: this.options.now(), isLast };
    this.ordered.push(this.lines.length);
    this.lines = [];
    this.worker.postMessage(order);
  }

  private hear(findings: Findings): void {
    this.behind -= this.ordered.shift() ?? 0;
    if (this.behind < NEAR && this.isBehind) this.tell(false);
    this.options.onFindings(findings);
  }

  private tell(isBehind: boolean): void {
    this.isBehind = isBehind;
    this.options.onBehind(isBehind);
  }
}

// --- internal ---

/** Time between two orders, in milliseconds, and the number of lines in one. */
const [PERIOD, MOST_LINES] = [50, 1_000];

/** Numbers of lines that wait for the judge: the most, and when clients are read again. */
const [FAR_BEHIND, NEAR] = [20_000, 5_000];
