/** What a command is doing, in one line of a terminal that changes and disappears; nothing where there is no terminal. */
import type { WriteStream } from 'node:tty';

export class Progress {
  private readonly terminal: Pick<WriteStream, 'isTTY' | 'columns' | 'write'>;
  private isShown = false;
  private since = Number.NEGATIVE_INFINITY;

  /** @param terminal standard error, so that the output of a command stays as it is */
  constructor(terminal: Pick<WriteStream, 'isTTY' | 'columns' | 'write'> = process.stderr) {
    this.terminal = terminal;
  }

  /** Shows a line in place of the one before; lines that follow at once are left out. */
  show(line: string): void {
    const now = performance.now();
    if (!this.terminal.isTTY || now - this.since < PAUSE) return;
    // A line that the terminal wraps could not be cleared.
    this.terminal.write(`${CLEAR}${line.slice(0, this.terminal.columns - 1)}`);
    this.isShown = true;
    this.since = now;
  }

  /** Clears the line, so that other output can be written. */
  clear(): void {
    if (this.isShown) this.terminal.write(CLEAR);
    this.isShown = false;
    this.since = Number.NEGATIVE_INFINITY;
  }
}

// --- internal ---

/** Time between two lines, in milliseconds. */
const PAUSE = 100;

const CLEAR = '\r\x1b[K';
