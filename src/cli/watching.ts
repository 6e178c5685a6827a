/** Repeats an action when files change, until the program is interrupted. */
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Runs an action at once, and again after each change of a file, one run at a time. Changes in quick succession lead to
 * one run.
 *
 * @param files paths; text editors may replace the files, and they may be missing for a while
 * @param act must not throw
 * @returns when SIGINT or SIGTERM comes
 */
export async function repeatFor(files: readonly string[], act: () => Promise<void>): Promise<void> {
  const runs = new Runs(act);
  const watchers = files.map((file) => watchFile(file, () => runs.ask()));
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  runs.ask();
  try {
    await interrupted;
  } finally {
    for (const watcher of watchers) watcher.close();
    await runs.end();
  }
}

// --- internal ---

/** Time from a change to the run, in milliseconds: an editor changes a file in several steps. */
const SETTLING = 100;

/** Runs an action, one run at a time. */
class Runs {
  private readonly act: () => Promise<void>;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(act: () => Promise<void>) {
    this.act = act;
  }

  /** Asks for a run after all changes so far. */
  ask(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.running = this.running.then(this.act);
    }, SETTLING);
  }

  /** Starts no more runs, and waits for the last one. */
  end(): Promise<void> {
    clearTimeout(this.timer);
    return this.running;
  }
}

/** Watches the folder of a file, since a file that is replaced is another one. */
function watchFile(file: string, changed: () => void): FSWatcher {
  const name = basename(file);
  return watch(dirname(file), (_, one) => {
    if (one === null || one === name) changed();
  }).on('error', changed);
}
