/** A thread that explores one policy after the other: says from time to time how far it is, and then the outcome. */
import { parentPort } from 'node:worker_threads';
import { type Check, explore, type Outcome, type Progress } from '../tools/check/explore.ts';

/** What the thread is told to explore; a function cannot be sent to it. */
export type Task = Omit<Check, 'create'>;

/** What it says of its task. */
export type Report =
  | { readonly done: false; readonly value: Progress }
  | { readonly done: true; readonly value: Outcome };

/** In milliseconds. */
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
