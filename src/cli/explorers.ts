/** Explores several worlds in parallel, with at most one thread per processor. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome, Progress } from '../tools/check/explore.ts';
import type { Report, Task } from './explorer.ts';

/** A world to explore, with the progress so far. */
export interface Exploration {
  readonly task: Task;
  /** Start time in milliseconds; undefined before the start. */
  since: number | undefined;
  progress: Progress | undefined;
  outcome: Outcome | undefined;
}

export class Explorers {
  readonly explorations: readonly Exploration[];
  private readonly workers = new Set<Worker>();

  constructor(tasks: readonly Task[]) {
    this.explorations = tasks.map((task) => ({
      task,
      since: undefined,
      progress: undefined,
      outcome: undefined,
    }));
  }

  /**
   * Explores all of the worlds.
   *
   * @param onDone called after each exploration
   * @throws the exception of a thread
   */
  async run(onDone: () => void): Promise<void> {
    const threads = Math.min(availableParallelism(), this.explorations.length);
    try {
      await Promise.all(Array.from({ length: threads }, () => this.work(onDone)));
    } finally {
      this.stop();
    }
  }

  /** Ends all threads immediately. */
  stop(): void {
    for (const worker of this.workers) worker.terminate();
    this.workers.clear();
  }

  // --- internal ---

  /** A thread that takes one unstarted exploration after the other. */
  private async work(onDone: () => void): Promise<void> {
    const worker = new Worker(new URL('./explorer.js', import.meta.url), { resourceLimits: LIMITS });
    this.workers.add(worker);
    for (;;) {
      const next = this.explorations.find(({ since }) => since === undefined);
      if (next === undefined) return;
      next.since = performance.now();
      next.outcome = await explore(worker, next);
      onDone();
    }
  }
}

// --- internal ---

const explore = (worker: Worker, exploration: Exploration): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    worker.removeAllListeners().once('error', reject);
    worker.on('message', (report: Report) => {
      exploration.progress = report.value;
      if (report.done) resolve(report.value);
    });
    worker.postMessage(exploration.task);
  });

/** Almost all objects are short-lived, so a large young generation avoids copying them. */
const LIMITS = { maxYoungGenerationSizeMb: 64 };
