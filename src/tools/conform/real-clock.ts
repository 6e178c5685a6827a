/** The time of a script in real time. */

export class RealClock {
  private start: number | undefined;
  /** Time of the script since the start, in milliseconds. */
  private time = 0;

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

  /** Milliseconds by which real time is ahead of the script. */
  get lag(): number {
    return this.start === undefined ? 0 : performance.now() - this.start - this.time;
  }
}
