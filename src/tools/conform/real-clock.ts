/** The time of a script in real time. */

/** A clock that the steps of a script are taken by. */
export class RealClock {
  private readonly mostLag: number;
  private start: number | undefined;
  /** Time of the script since the start, in milliseconds. */
  private time = 0;

  /** @param mostLag milliseconds by which real time may be ahead of the script */
  constructor(mostLag = 100) {
    this.mostLag = mostLag;
  }

  /** Starts the clock, unless it runs: the times of the script count from here. */
  begin(): void {
    this.start ??= performance.now();
  }

  /** Waits until so many milliseconds of the script have passed. */
  async pass(milliseconds: number): Promise<void> {
    this.begin();
    this.time += milliseconds;
    const left = (this.start as number) + this.time - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
  }

  /** True if real time is ahead of the script by more than the times of the script allow. */
  get isLate(): boolean {
    return this.start !== undefined && performance.now() - this.start - this.time > this.mostLag;
  }
}
