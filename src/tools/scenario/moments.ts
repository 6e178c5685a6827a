/** Deadlines of a run: the steps that set them, and those at which they fired or were still pending. */
import type { Dealer } from '../../dealer/dealer.ts';
import { createDealer } from '../../dealer/index.ts';
import { DealerUnderTest } from './systems/dealer.ts';
import type { Received, SystemOptions } from './systems/system.ts';

/** A deadline that was set. */
export interface Deadline {
  /** Number of the step that set it. */
  readonly step: number;
  /** Instant at which it was set, in milliseconds. */
  readonly since: number;
  /** Milliseconds from there to the deadline. */
  readonly limit: number;
  /** Number of the step with the CALL; undefined for a deadline of a session. */
  readonly call: number | undefined;
}

/** A deadline at the end of a step. */
export interface Sighting {
  /** Number of the step. */
  readonly step: number;
  readonly deadline: Deadline;
}

export interface Observation {
  /** Instant at which each step ended, by its number; 0 for the start. */
  readonly ends: readonly number[];
  /** Deadlines that had not fired before the end of a step, even if the step removed them. */
  readonly pending: readonly Sighting[];
  /** In the order in which they fired. */
  readonly fired: readonly Sighting[];
  /** Deadlines that a step removed or replaced before their time. */
  readonly removed: readonly Sighting[];
}

export const instantOf = ({ since, limit }: Deadline): number => since + limit;

/** A dealer that notes its deadlines after each step. */
export class Observed extends DealerUnderTest {
  private readonly dealerOf: () => Dealer;
  private readonly pending: Sighting[] = [];
  private readonly fired: Sighting[] = [];
  private readonly removed: Sighting[] = [];
  private readonly ends = [0];
  /** Number of the step with the CALL, by holder. */
  private readonly calls = new Map<string, number>();
  /** Deadlines after the last step, by holder, in firing order. */
  private deadlines = new Map<string, Deadline>();
  private time = 0;

  constructor(options: SystemOptions) {
    let dealer: Dealer | undefined;
    super(
      'generated',
      (each) => {
        dealer = createDealer(each);
        return dealer;
      },
      options,
    );
    this.dealerOf = () => dealer as Dealer;
  }

  get observation(): Observation {
    const { ends, pending, fired, removed } = this;
    return { ends, pending, fired, removed };
  }

  override pass(milliseconds: number): void {
    super.pass(milliseconds);
    this.time += milliseconds;
  }

  /** Ends a step. */
  override received(): readonly Received[] {
    this.note(this.ends.push(this.time) - 1);
    return super.received();
  }

  // --- internal ---

  private note(step: number): void {
    const before = this.deadlines;
    this.deadlines = this.read(step);
    for (const [holder, deadline] of before) {
      const now = this.deadlines.get(holder);
      if (now === undefined && instantOf(deadline) <= this.time) {
        this.fired.push({ step, deadline });
        continue;
      }
      this.pending.push({ step, deadline });
      if (now !== deadline) this.removed.push({ step, deadline });
    }
    for (const [holder, deadline] of this.deadlines) {
      if (before.get(holder) !== deadline) this.pending.push({ step, deadline });
    }
  }

  private read(step: number): Map<string, Deadline> {
    const { time: since } = this;
    const written = this.dealerOf()
      .snapshot()
      .deadlines.map((each): [string, Deadline] => {
        const holder = 'call' in each ? `call ${each.call}` : `session ${each.session}`;
        const old = this.deadlines.get(holder);
        if (old !== undefined && instantOf(old) === each.at) return [holder, old];
        if ('call' in each && !this.calls.has(holder)) this.calls.set(holder, step);
        return [holder, { step, since, limit: each.at - since, call: this.calls.get(holder) }];
      });
    return new Map(written);
  }
}
