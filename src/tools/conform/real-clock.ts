/** The time of a script in real time. */

/** Room for real time between the instants of a script. */
export interface Room {
  /** Milliseconds that each step may take by itself. */
  readonly pace: number;
  /** Milliseconds that all of them may take beyond that. */
  readonly lag: number;
}

/** A clock that the steps of a script are taken by. It never catches up, so that the order of instants is kept. */
export class RealClock {
  private readonly room: Room;
  private start: number | undefined;
  /** Time of the script from the start to the last wait, in milliseconds. */
  private time = 0;
  /** The last wait: when it began, and its duration in milliseconds. */
  private wait = { since: 0, ms: 0 };
  /** The least lag so far, beyond the pace of the steps. */
  private least = Number.POSITIVE_INFINITY;

  constructor(room: Room) {
    this.room = room;
  }

  /** Starts the clock, unless it runs: the times of the script count from here. */
  begin(): void {
    this.start ??= performance.now();
  }

  /** Waits until so many milliseconds of the script have passed. */
  async pass(milliseconds: number): Promise<void> {
    this.begin();
    this.time += this.wait.ms;
    this.wait = { since: performance.now(), ms: milliseconds };
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /** True if real time has run ahead of the script since any earlier step, by more than there is room for. */
  isLateIn(step: number): boolean {
    if (this.start === undefined) return false;
    const { pace, lag } = this.room;
    const { since, ms } = this.wait;
    const now = performance.now();
    const ahead = now - this.start - this.time - Math.min(ms, now - since) - pace * step;
    this.least = Math.min(this.least, ahead);
    return ahead - this.least > lag;
  }
}
