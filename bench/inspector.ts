/**
 * The cost of the inspector: calls a second of a router without it, with it while no page is open, and with a page that
 * reads its stream. The page itself is not drawn here, since a browser would take time of the same processors.
 */
import { JSON_ENCODING } from './encoding.ts';
import { Line, type Load, type Rate, type Task } from './line.ts';
import { medianOf, perSecond, print, type Row, ratioOf, rounds } from './measure.ts';
import { INSPECTED, OURS } from './measured.ts';
import { Server } from './server.ts';

const LOAD: Load = { inFlight: 64, milliseconds: 250 };
const ROUNDS = { warmUp: 6, counted: 41 };
const TASK: Task = {
  encoding: JSON_ENCODING,
  procedure: 'com.example.add',
  policy: 'roundrobin',
  callees: 4,
  args: [2, 3],
};

export async function inspector(): Promise<void> {
  await Server.withAll([OURS, INSPECTED, INSPECTED], (servers) =>
    Line.withEach(servers, TASK, async (lines) => {
      const page = await Page.open(servers[2] as Server);
      try {
        await measure(lines, page);
      } finally {
        page.close();
      }
    }),
  );
}

// --- internal ---

async function measure(lines: readonly Line[], page: Page): Promise<void> {
  const found = await rounds(lines, (line) => line.rate(LOAD), ROUNDS);
  const [without, closed, open] = found as readonly (readonly Rate[])[] as [Rate[], Rate[], Rate[]];
  const row = (what: string, rates: readonly Rate[], atLeast: number): Row => {
    const [ours, theirs] = [rates, without].map((each) => each.map((rate) => rate.perSecond)) as [
      number[],
      number[],
    ];
    const [time, other] = [rates, without].map(timesOf) as [number[], number[]];
    const also = time.length < rates.length ? undefined : `× ${ratioOf(time, other).median.toPrecision(3)}`;
    return {
      what,
      ratio: ratioOf(ours, theirs),
      of: `${perSecond(ours)} / ${perSecond(theirs)}`,
      also,
      reach: { atLeast },
    };
  };
  console.log(
    `Calls over WebSocket and JSON, ${LOAD.inFlight} in flight, against a router without --inspect:`,
  );
  print(
    [row('--inspect, no page open', closed, 0.99), row('--inspect, a page open', open, 0.95)],
    'CPU time of a call',
  );
  const seconds = page.seconds();
  console.log(
    `The page was sent ${(page.lines / seconds).toFixed(1)} lines a second, ${Math.round(page.bytes / seconds / 1_024)} KiB.`,
  );
  if (medianOf(open.map((rate) => rate.perSecond)).median < 10_000)
    console.log('This machine is too slow for 10,000 calls a second, with which the page is to be followed.');
}

const timesOf = (rates: readonly Rate[]): number[] =>
  rates.flatMap(({ processorTime }) => processorTime ?? []);

/** An open page: it reads the stream, and drops it. */
class Page {
  lines = 0;
  bytes = 0;
  private readonly start = performance.now();
  private readonly abort = new AbortController();

  static async open({ url }: Server): Promise<Page> {
    const page = new Page();
    const address = new URL('/inspect/stream', url.replace(/^ws/, 'http'));
    const response = await fetch(address, { signal: page.abort.signal });
    if (!response.ok || response.body === null)
      throw new Error(`Expected the stream at ${address}, but ${response.status} came.`);
    void page.read(response.body).catch(() => {});
    return page;
  }

  /** Time since it was opened. */
  seconds(): number {
    return (performance.now() - this.start) / 1_000;
  }

  close(): void {
    this.abort.abort();
  }

  // --- internal ---

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    for await (const piece of body) {
      this.bytes += piece.length;
      for (const byte of piece) if (byte === LINE_END) this.lines++;
    }
  }
}

const LINE_END = 0x0a;
