/** Progress of running explorations, a line for each; shown on a terminal only. */
import type { WriteStream } from 'node:tty';
import type { Explorers } from './explorers.ts';

/** Time between two refreshes, in milliseconds. */
const PAUSE = 100;

export class Meter {
  private readonly explorers: Pick<Explorers, 'explorations'>;
  private readonly terminal: WriteStream;
  private timer: NodeJS.Timeout | undefined;
  /** Number of lines shown. */
  private shown = 0;

  constructor(explorers: Pick<Explorers, 'explorations'>, terminal: WriteStream) {
    this.explorers = explorers;
    this.terminal = terminal;
  }

  start(): void {
    if (this.terminal.isTTY) this.timer = setInterval(() => this.show(), PAUSE);
  }

  stop(): void {
    clearInterval(this.timer);
    this.clear();
  }

  /** Clears its lines, so that other output can be written. */
  clear(): void {
    if (this.shown > 0) this.terminal.write(`\x1b[${this.shown}A\x1b[J`);
    this.shown = 0;
  }

  // --- internal ---

  private show(): void {
    const now = performance.now();
    const lines = this.explorers.explorations.flatMap(({ task: { policy }, since, progress, outcome }) => {
      if (since === undefined || progress === undefined || outcome !== undefined) return [];
      const { situations, frontier, depth } = progress;
      const rate = Math.round(situations / ((now - since) / 1_000));
      return `${policy}: ${situations} states, ${rate}/s, ${frontier} not yet explored, depth ${depth}`;
    });
    this.clear();
    // A line that the terminal wraps would count as two.
    for (const line of lines) this.terminal.write(`${line.slice(0, this.terminal.columns - 1)}\n`);
    this.shown = lines.length;
  }
}
