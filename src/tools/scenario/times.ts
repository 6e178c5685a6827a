/** The times of a scenario, as numbers that may be changed: those of `ms pass`, and the timeouts of CALLs. */
import type { Moment, Order } from './orders.ts';

export class Times {
  /** Time that passes in a step, or the timeout of its CALL, by the number of the step; undefined if it has none. */
  private readonly values: (number | undefined)[];
  /** Steps with `ms pass`. */
  private readonly passes: readonly number[];
  /** Steps of CALLs, and the steps of earlier ones that have the same timeout. */
  private readonly sameAs: ReadonlyMap<number, number>;

  /**
   * @param values times by the number of the step, in milliseconds
   * @param passes steps in which time passes
   * @param equal steps of CALLs whose timeouts are equal, in pairs
   */
  constructor(
    values: readonly (number | undefined)[],
    passes: readonly number[],
    equal: readonly (readonly [number, number])[],
  ) {
    this.values = [...values];
    this.passes = passes;
    const sameAs = new Map<number, number>();
    for (const [first, second] of equal) if (first !== second) sameAs.set(second, sameAs.get(first) ?? first);
    this.sameAs = sameAs;
  }

  /** The time of a step; undefined if it has none. */
  of(step: number): number | undefined {
    return this.values[this.sameAs.get(step) ?? step];
  }

  /** Time that passes in all steps. */
  get total(): number {
    return this.passes.reduce((sum, step) => sum + (this.values[step] as number), 0);
  }

  /**
   * Changes the times until all orders hold, by the relaxation method for linear inequalities: each order that does
   * not hold is mended by equal changes of the times that it depends on.
   *
   * @param least least value of each time, in milliseconds
   * @returns false if there are no such times, or if they are hard to find
   */
  settle(orders: readonly Order[], least: number): boolean {
    const sums = orders.map(({ first, then, gap }) => ({ sum: this.difference(then, first), gap }));
    for (let round = 0; round < ROUNDS; round++) {
      let isSettled = true;
      for (const { sum, gap } of sums) {
        const lack = gap + SLACK - this.valueOf(sum);
        if (lack <= TOLERANCE) continue;
        isSettled = false;
        const size = [...sum.factors.values()].reduce((all, factor) => all + factor ** 2, 0);
        if (size === 0) return false;
        for (const [step, factor] of sum.factors) {
          const changed = (this.values[step] as number) + (lack / size) * factor;
          this.values[step] = Math.max(least, changed);
        }
      }
      if (isSettled) break;
    }
    for (const [step, value] of this.values.entries())
      if (value !== undefined) this.values[step] = Math.round(value / UNIT) * UNIT;
    return sums.every(({ sum, gap }) => this.valueOf(sum) >= gap);
  }

  // --- internal ---

  private difference(then: Moment, first: Moment): Sum {
    const [more, less] = [this.sumOf(then), this.sumOf(first)];
    const factors = new Map(more.factors);
    for (const [step, factor] of less.factors) factors.set(step, (factors.get(step) ?? 0) - factor);
    for (const [step, factor] of factors) if (factor === 0) factors.delete(step);
    return { factors, constant: more.constant - less.constant };
  }

  private sumOf(moment: Moment): Sum {
    const step = typeof moment === 'number' ? moment : moment.step;
    const factors = new Map(this.passes.filter((each) => each <= step).map((each) => [each, 1]));
    if (typeof moment === 'number') return { factors, constant: 0 };
    const { call, limit } = moment;
    if (call === undefined) return { factors, constant: limit };
    return { factors: factors.set(this.sameAs.get(call) ?? call, 1), constant: 0 };
  }

  private valueOf({ factors, constant }: Sum): number {
    let value = constant;
    for (const [step, factor] of factors) value += factor * (this.values[step] as number);
    return value;
  }
}

// --- internal ---

/** A sum of times with factors, and a constant. */
interface Sum {
  readonly factors: ReadonlyMap<number, number>;
  readonly constant: number;
}

/** Times are rounded to this, in milliseconds. */
const UNIT = 5;
/** Room for rounding. */
const SLACK = 20;
const TOLERANCE = 2;
const ROUNDS = 5_000;
