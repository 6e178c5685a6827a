/** A thread that judges the log of a proxy while it is written. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Readings } from '../../machines/readings.ts';
import type { Assessment } from '../tools/judge/assessment.ts';
import { type LiveBreach, LiveJudge, Overflow } from '../tools/judge/live.ts';
import { readLog } from '../wire/log.ts';

/** The task of the thread. */
export interface Judging {
  readonly readings: Partial<Readings>;
  /** In milliseconds. */
  readonly tolerance: number;
}

/** Lines of the log, or the request to end; with the time of the log's clock. */
export type Order = { readonly lines: readonly string[]; readonly now: number; readonly isLast: boolean };

/** A report of the thread, after each order. */
export interface Findings {
  readonly breaches: readonly LiveBreach[];
  /** The reason why the judge does not go on. */
  readonly failure?: string;
  /** After the last order. */
  readonly assessment?: Assessment;
  readonly isComplete?: boolean;
}

/** The judge looks again after this many times as long as the last look took. */
const PAUSE = 1;

const judge = new LiveJudge(workerData as Judging);
let [lookAgain, failure] = [0, undefined as string | undefined];

parentPort?.on('message', ({ lines, now, isLast }: Order) => {
  const breaches: LiveBreach[] = [];
  try {
    if (failure === undefined && lines.length > 0)
      for (const entry of readLog(lines.join('\n'))) judge.add(entry);
    const start = performance.now();
    if (failure === undefined && (isLast || start >= lookAgain)) {
      breaches.push(...judge.find(now));
      const end = performance.now();
      lookAgain = end + PAUSE * (end - start);
    }
  } catch (error) {
    if (!(error instanceof Overflow)) throw error;
    failure = error.message;
  }
  const findings: Findings = { breaches, ...(failure !== undefined && { failure }) };
  parentPort?.postMessage(
    isLast ? { ...findings, assessment: judge.assessment(), isComplete: judge.isComplete } : findings,
  );
});
