/** A thread that explores one policy after the other, and reports progress and outcome. */
import { parentPort } from 'node:worker_threads';
import { type Check, explore, type Outcome, type Progress } from '../tools/check/explore.ts';

/** The task of the thread, without functions, which cannot be sent to it. */
export type Task = Omit<Check, 'create'>;

/** A report on the task. */
export type Report =
  | { readonly done: false; readonly value: Progress }
  | { readonly done: true; readonly value: Outcome };

/** Time between two reports of progress, in milliseconds. */
const PAUSE = 100;

parentPort?.on('message', (task: Task) => {
  const exploration = explore(task);
  let said = performance.now();
  for (;;) {
    const { value, done = false } = exploration.next();
    const now = performance.now();
    if (!done && now - said < PAUSE) continue;
    said = now;
    parentPort?.postMessage({ done, value } as Report);
    if (done) return;
  }
});
