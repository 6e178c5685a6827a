/**
 * Calls with payloads from socket to socket, in each serialisation, and the memory of idle sessions: this router
 * against another build of it (`--against <folder>`) and others, each in a process of its own.
 */
import { nexus } from '../peers/nexus.ts';
import { ENCODINGS, type Encoding, JSON_ENCODING } from './encoding.ts';
import type { Rate } from './line.ts';
import { medianOf, print, type Reach, type Row, ratioOf, rounds } from './measure.ts';
import { BARE, baseline, OURS, other } from './measured.ts';
import { resident, sessions } from './resident.ts';
import { type MeasuredRouter, Server } from './server.ts';
import { CALLEES, type Kind, WORKS, type Work } from './work.ts';

/** A router to be compared with. */
interface Rival {
  readonly kind: Kind;
  readonly router: MeasuredRouter;
}

/** Number of starts of each router: the compiled code differs from process to process. */
const STARTS = 3;

const CROWDS = [
  { crowd: 1_000, rounds: { warmUp: 0, counted: 5 } },
  { crowd: 4_000, rounds: { warmUp: 0, counted: 3 } },
];
const IDLE_GOALS: Readonly<Partial<Record<Kind, Reach>>> = { baseline: { atMost: 1 } };

export async function payloads(): Promise<void> {
  const rivals = rivalsOf({ baseline: baseline('payloads'), bare: BARE, nexus: other(nexus) });
  for (const encoding of ENCODINGS) {
    await compareIn(
      encoding,
      rivals.filter(({ kind }) => kind !== 'bare' || encoding === JSON_ENCODING),
    );
  }
  await compareIdle(rivals.filter(({ kind }) => kind !== 'bare'));
}

// --- internal ---

function rivalsOf(routers: Readonly<Record<Kind, MeasuredRouter | undefined>>): readonly Rival[] {
  return (Object.entries(routers) as [Kind, MeasuredRouter | undefined][]).flatMap(([kind, router]) =>
    router === undefined ? [] : [{ kind, router }],
  );
}

async function compareIn(encoding: Encoding, rivals: readonly Rival[]): Promise<void> {
  const results = WORKS.map((work) => new Result(work, encoding, rivals));
  for (let start = 0; start < STARTS; start++) {
    await Server.withAll([OURS, ...rivals.map(({ router }) => router)], async (servers) => {
      for (const result of results) await result.measure(servers);
    });
  }
  console.log(`Calls in ${encoding.name}, ${CALLEES} callees under roundrobin:`);
  print(
    results.flatMap((result) => result.rows()),
    'processor time of the router',
  );
  const shares = results.map((result) => result.share()).filter((share) => share !== '');
  console.log(`Meanwhile the clients of dealerchart took of a processor: ${shares.join('; ')}.\n`);
}

/** Results of one work in one serialisation. */
class Result {
  private readonly work: Work;
  private readonly encoding: Encoding;
  private readonly rivals: readonly Rival[];
  /** Indices of the measured routers among all servers; ours is the first. */
  private readonly places: readonly number[];
  private readonly rates: Rate[][];

  constructor(work: Work, encoding: Encoding, rivals: readonly Rival[]) {
    const suits = ({ kind }: Rival): boolean => work.suits.includes(kind);
    this.work = work;
    this.encoding = encoding;
    this.rivals = rivals.filter(suits);
    this.places = [0, ...rivals.flatMap((rival, index) => (suits(rival) ? [index + 1] : []))];
    this.rates = this.places.map(() => []);
  }

  async measure(servers: readonly Server[]): Promise<void> {
    if (this.rivals.length === 0) return;
    const measured = this.places.map((place) => servers[place] as Server);
    const all = await this.work.measure(measured, this.encoding);
    for (const [index, rates] of all.entries()) this.rates[index]?.push(...rates);
  }

  rows(): readonly Row[] {
    const { what, goals, compare } = this.work;
    return rowsOf(what, this.rivals, goals(this.encoding), this.rates, compare);
  }

  /** Share of a CPU that the clients used while our router was measured. */
  share(): string {
    const clients = this.rates[0]?.map((rate) => rate.clients) ?? [];
    return clients.length === 0 ? '' : `${this.work.what} ${Math.round(100 * medianOf(clients).median)} %`;
  }
}

async function compareIdle(rivals: readonly Rival[]): Promise<void> {
  if (rivals.length === 0) return;
  console.log('Resident memory of a router with idle sessions:');
  const routers = [OURS, ...rivals.map(({ router }) => router)];
  const rows: Row[] = [];
  for (const { crowd, rounds: howMany } of CROWDS) {
    const taken = await rounds(routers, (router) => resident(router, sessions(crowd)), howMany);
    const many = crowd.toLocaleString('en');
    for (const [what, part] of [
      [`${many} sessions`, 'more'],
      [`the process with ${many}`, 'all'],
    ] as const) {
      const numbers = taken.map((list) => list.map((memory) => memory[part]));
      rows.push(...rowsOf(what, rivals, IDLE_GOALS, numbers, compareSizes));
    }
  }
  print(rows);
}

/**
 * A row for each rival.
 *
 * @param found results of our router, and then of each rival
 */
function rowsOf<Found>(
  what: string,
  rivals: readonly Rival[],
  goals: Readonly<Partial<Record<Kind, Reach>>>,
  [ours = [], ...theirs]: readonly (readonly Found[])[],
  compare: (ours: readonly Found[], theirs: readonly Found[]) => Pick<Row, 'ratio' | 'of' | 'also'>,
): readonly Row[] {
  return rivals.map(({ kind, router }, index) => {
    const reach = goals[kind];
    return {
      what: `${what}, against ${router.name}`,
      ...compare(ours, theirs[index] as readonly Found[]),
      ...(reach && { reach }),
    };
  });
}

function compareSizes(ours: readonly number[], theirs: readonly number[]): Pick<Row, 'ratio' | 'of'> {
  return { ratio: ratioOf(ours, theirs), of: `${mebibytes(ours)} / ${mebibytes(theirs)}` };
}

const mebibytes = (sizes: readonly number[]): string =>
  `${(medianOf(sizes).median / 2 ** 20).toFixed(1)} MiB`;
