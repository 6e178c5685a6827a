/** The text format of Prometheus, version 0.0.4. */

/** A metric with all of its values. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  /** Appended to the name of the metric, such as `_bucket`. */
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The media type of the text. */
export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Writes metrics. Help and labels must have no quotes, backslashes or line ends. */
export const writeFamilies = (families: readonly Family[]): string =>
  families.map((family) => `${linesOf(family).join('\n')}\n`).join('');

/** Counts values by their size. */
export class Histogram {
  private readonly bounds: readonly number[];
  /** Number of values by the first bound that they do not exceed; the last place has those above all bounds. */
  private readonly counts: Float64Array;
  private sum = 0;

  /** @param bounds ascending */
  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  add(value: number): void {
    const { bounds, counts } = this;
    let place = 0;
    while (place < bounds.length && value > (bounds[place] as number)) place++;
    counts[place] = (counts[place] as number) + 1;
    this.sum += value;
  }

  /** The values as Prometheus has them: each bucket includes all smaller ones. */
  samples(): Sample[] {
    let total = 0;
    const buckets = [...this.bounds, '+Inf'].map((bound, place) => {
      total += this.counts[place] as number;
      return { suffix: '_bucket', labels: { le: `${bound}` }, value: total };
    });
    return [...buckets, { suffix: '_sum', value: this.sum }, { suffix: '_count', value: total }];
  }
}

// --- internal ---

const linesOf = ({ name, type, help, samples }: Family): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...samples.map(({ suffix = '', labels = {}, value }) => `${name}${suffix}${inBraces(labels)} ${value}`),
];

function inBraces(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
