/**
 * Ratios taken in one run.
 *
 * The machines are noisy, so two things are measured in turns, in short slices, and compared slice by
 * slice: a disturbance of one slice affects its neighbour as well. A ratio is the median over all pairs of
 * slices; the spread has the values between which the middle eight tenths of them lie.
 */

/** Something to be measured. */
export interface Contestant {
  /** Preparation of each run, which is not measured. */
  readonly begin?: () => void;
  /** Does the thing `count` times. */
  readonly run: (count: number) => void;
  /** Number of repetitions in a slice, which should take a few milliseconds. */
  readonly count: number;
}

/** A number with the spread of the measurements it is the median of. */
export interface Median {
  readonly median: number;
  /** A tenth of the measurements is smaller than this. */
  readonly low: number;
  /** A tenth of the measurements is greater than this. */
  readonly high: number;
}

/** Goal of a row of a table. */
export type Reach = { readonly atMost: number } | { readonly atLeast: number };

/** A row of a table: the things compared, their ratio, and the goal, if there is one. */
export interface Row {
  readonly what: string;
  readonly ratio: Median;
  readonly reach?: Reach;
  /** The two things that were compared, as they were measured: `2.1 µs / 0.6 µs`. */
  readonly of: string;
  /** A second ratio, of another quantity. */
  readonly also?: string | undefined;
}

const SLICES = 300;
const WARM_UP = 60;

/**
 * Measures two things in turns.
 *
 * @returns the nanoseconds of one `a` and of one `b`, and their ratio
 */
export function race(a: Contestant, b: Contestant, slices = SLICES): { a: Median; b: Median; ratio: Median } {
  const times: { a: number; b: number }[] = [];
  for (let slice = -WARM_UP; slice < slices; slice++) {
    const pair = { a: timeOf(a), b: timeOf(b) };
    if (slice >= 0) times.push(pair);
  }
  return {
    a: medianOf(times.map((pair) => pair.a)),
    b: medianOf(times.map((pair) => pair.b)),
    ratio: medianOf(times.map((pair) => pair.a / pair.b)),
  };
}

/** Number of rounds in which several things are measured in turns. */
export interface Rounds {
  /** Rounds that do not count. */
  readonly warmUp: number;
  readonly counted: number;
}

/**
 * Measures several things in turns, each of which takes its own time.
 *
 * @param measure measures one of them, such as its calls a second
 * @returns the results for each, one a round
 */
export async function rounds<T, Found>(
  things: readonly T[],
  measure: (thing: T) => Promise<Found>,
  { warmUp, counted }: Rounds,
): Promise<readonly (readonly Found[])[]> {
  const all: Found[][] = things.map(() => []);
  let last: number | undefined;
  for (let round = -warmUp; round < counted; round++) {
    for (const index of orderAfter(last, things.length)) {
      const found = await measure(things[index] as T);
      if (round >= 0) all[index]?.push(found);
      last = index;
    }
  }
  return all;
}

/** Ratio to other numbers, round by round. */
export const ratioOf = (numbers: readonly number[], others: readonly number[]): Median =>
  medianOf(numbers.map((number, round) => number / (others[round] as number)));

export function medianOf(values: readonly number[]): Median {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

/**
 * Prints rows as a table.
 *
 * @param also title of the column of second ratios, if the rows have some
 */
export function print(rows: readonly Row[], also?: string): void {
  const cells = rows.map((row) => [
    row.what,
    times(row.ratio),
    `${short(row.ratio.low)} – ${short(row.ratio.high)}`,
    row.of,
    ...(also === undefined ? [] : [row.also ?? '']),
    row.reach === undefined ? '' : verdict(row.ratio, row.reach),
  ]);
  const titles = ['what', 'ratio', 'spread', 'of', ...(also === undefined ? [] : [also]), 'to reach'];
  const table = [titles, ...cells];
  const widths = (table[0] as string[]).map((_, column) =>
    Math.max(...table.map((line) => (line[column] as string).length)),
  );
  for (const line of table) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** A ratio in short form. */
export const times = ({ median }: Median): string => `× ${short(median)}`;

/** Nanoseconds in the unit that suits them. */
export function time({ median }: Median): string {
  if (median < 1_000) return `${Math.round(median)} ns`;
  return median < 1_000_000 ? `${short(median / 1_000)} µs` : `${short(median / 1_000_000)} ms`;
}

/** Median of the calls a second in several rounds. */
export const perSecond = (rates: readonly number[]): string =>
  `${Math.round(medianOf(rates).median).toLocaleString('en')}/s`;

// --- internal ---

/**
 * A random order of that many things, since each may disturb the next one. None comes twice in a row: a
 * process that has just been busy is scheduled differently from one that wakes up.
 *
 * @param last the thing that was measured last
 */
function orderAfter(last: number | undefined, count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at--) swap(order, at, Math.floor(Math.random() * (at + 1)));
  if (order[0] === last && count > 1) swap(order, 0, 1 + Math.floor(Math.random() * (count - 1)));
  return order;
}

function swap(order: number[], one: number, other: number): void {
  [order[one], order[other]] = [order[other] as number, order[one] as number];
}

function timeOf({ begin, run, count }: Contestant): number {
  begin?.();
  const start = process.hrtime.bigint();
  run(count);
  return Number(process.hrtime.bigint() - start) / count;
}

function verdict({ median, low, high }: Median, reach: Reach): string {
  const [words, isReached, isNear] =
    'atMost' in reach
      ? [`at most ${reach.atMost}`, median <= reach.atMost, low <= reach.atMost]
      : [`at least ${reach.atLeast}`, median >= reach.atLeast, high >= reach.atLeast];
  if (isReached) return `${words}: reached`;
  return `${words}: missed${isNear ? ', by less than the spread' : ''}`;
}

const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
