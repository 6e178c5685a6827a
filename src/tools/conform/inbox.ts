/** The messages that the clients of a case have received, by step. */
import type { Received } from '../scenario/systems/system.ts';

/** Collects what comes under the present step, and wakes whoever waits for it. */
export class Inbox {
  /** The first element belongs to step 1. */
  readonly steps: Received[][] = [];
  private waiting: (() => void)[] = [];

  /** Begins the next step. */
  begin(): void {
    this.steps.push([]);
  }

  /** The messages of the present step. */
  get last(): readonly Received[] {
    return this.steps.at(-1) ?? [];
  }

  add(received: Received): void {
    this.steps.at(-1)?.push(received);
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Resolves when the condition holds, which is looked at after each message. */
  async until(isThere: () => boolean): Promise<void> {
    while (!isThere()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
