/**
 * Calls with payloads from socket to socket, in each serialisation, and the memory of idle sessions: this router
 * against an earlier state of it (`--against <folder>`) and others, each in a process of its own.
 */
import { bytes, records } from './args.ts';
import { ENCODINGS, type Encoding, JSON_ENCODING } from './encoding.ts';
import { idle } from './idle.ts';
import { Line, type Task } from './line.ts';
import { medianOf, print, type Reach, type Row, ratioOf, rounds, time } from './measure.ts';
import { Server, type Subject } from './server.ts';
import { BARE, baseline, nexus, OURS } from './subjects.ts';

/** A router to be compared with, and what it is for. */
interface Rival {
  readonly is: 'baseline' | 'bare' | 'nexus';
  readonly subject: Subject;
}

/** What our numbers are to be, in terms of a rival's. */
type Goals = Readonly<Partial<Record<Rival['is'], Reach>>>;

interface Work {
  readonly what: string;
  readonly inFlight: number;
  readonly args: (encoding: Encoding) => readonly unknown[];
  readonly goals: (encoding: Encoding) => Goals;
}

const KIB = 2 ** 10;
const MIB = 2 ** 20;
const SMALL = { args: () => [7], goals: (): Goals => ({ baseline: { atLeast: 1 } }) };
const structured = (encoding: Encoding): readonly unknown[] => records(encoding, 64 * KIB);

const WORKS: readonly Work[] = [
  {
    what: '64 KiB of dictionaries',
    inFlight: 16,
    args: structured,
    goals: (encoding) =>
      encoding === JSON_ENCODING
        ? { baseline: { atLeast: 1.5 }, nexus: { atLeast: 2 } }
        : { baseline: { atLeast: 4 } },
  },
  {
    what: '1 MiB of bytes',
    inFlight: 4,
    args: () => bytes(MIB),
    goals: () => ({ baseline: { atLeast: 3 } }),
  },
  { what: 'an integer, 64 in flight', inFlight: 64, ...SMALL },
  { what: 'an integer, 1 in flight', inFlight: 1, ...SMALL },
];
const HOP_GOALS: Goals = { baseline: { atLeast: 5 } };
const IDLE_GOALS: Goals = { baseline: { atMost: 1 } };

const CALLEES = 4;
/** How many callees refuse a call before it is answered. */
const HOPS = 4;
const MILLISECONDS = 150;
const ROUNDS = { warmUp: 4, counted: 15 };
const CROWDS = [
  { sessions: 1_000, rounds: { warmUp: 0, counted: 5 } },
  { sessions: 10_000, rounds: { warmUp: 0, counted: 1 } },
];

export async function payloads(): Promise<void> {
  const rivals = rivalsOf({ baseline: baseline(), bare: BARE, nexus: nexus() });
  for (const encoding of ENCODINGS) await compareIn(encoding, rivals);
  await compareIdle(rivals.filter(({ is }) => is !== 'bare'));
}

// --- internal ---

function rivalsOf(subjects: Readonly<Record<Rival['is'], Subject | undefined>>): readonly Rival[] {
  return (Object.entries(subjects) as [Rival['is'], Subject | undefined][]).flatMap(([is, subject]) =>
    subject === undefined ? [] : [{ is, subject }],
  );
}

async function compareIn(encoding: Encoding, all: readonly Rival[]): Promise<void> {
  const rivals = all.filter(({ is }) => is !== 'bare' || encoding === JSON_ENCODING);
  const servers: Server[] = [];
  try {
    for (const subject of [OURS, ...rivals.map((rival) => rival.subject)]) {
      servers.push(await Server.start(subject));
    }
    const rows: Row[] = [];
    const shares: string[] = [];
    for (const work of WORKS) {
      const busy: number[] = [];
      rows.push(...(await calls(encoding, work, servers, rivals, busy)));
      shares.push(`${work.what} ${percent(medianOf(busy).median)}`);
    }
    rows.push(...(await hops(encoding, servers, rivals)));
    console.log(`Calls in ${encoding.name}, ${CALLEES} callees under roundrobin:`);
    print(rows);
    console.log(`Of a processor, the clients took with dealerchart: ${shares.join('; ')}.\n`);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function calls(
  encoding: Encoding,
  { what, inFlight, args, goals }: Work,
  servers: readonly Server[],
  rivals: readonly Rival[],
  busy: number[],
): Promise<readonly Row[]> {
  const task = taskOf(encoding, { policy: 'roundrobin', callees: CALLEES, args: args(encoding) });
  const load = { inFlight, milliseconds: MILLISECONDS };
  const [ours = [], ...theirs] = await withLines(servers, task, (lines) =>
    rounds(
      lines,
      async (line) => {
        const start = new Share();
        const rate = await line.rate(load);
        if (line === lines[0]) busy.push(start.taken());
        return rate;
      },
      ROUNDS,
    ),
  );
  return compare(what, rivals, goals(encoding), (index) => {
    const their = theirs[index] as readonly number[];
    return { ratio: ratioOf(ours, their), of: `${perSecond(ours)} / ${perSecond(their)}` };
  });
}

/** The time that a call with hops takes more than one without, for each hop. */
async function hops(
  encoding: Encoding,
  servers: readonly Server[],
  rivals: readonly Rival[],
): Promise<readonly Row[]> {
  const load = { inFlight: 16, milliseconds: MILLISECONDS };
  const plain = taskOf(encoding, { policy: 'first', callees: 1, args: structured(encoding) });
  const hopping = { ...taskOf(encoding, plain), refusing: HOPS };
  const able = [0, ...rivals.flatMap(({ is }, index) => (is === 'baseline' ? [index + 1] : []))];
  const chosen = able.map((index) => servers[index] as Server);
  const [ours = [], ...theirs] = await withLines(chosen, plain, (straight) =>
    withLines(chosen, hopping, (detours) =>
      rounds(
        straight.map((line, index) => [line, detours[index] as Line] as const),
        async ([line, detour]) => (1e9 / (await detour.rate(load)) - 1e9 / (await line.rate(load))) / HOPS,
        ROUNDS,
      ),
    ),
  );
  const others = rivals.filter(({ is }) => is === 'baseline');
  return compare('a hop with 64 KiB of dictionaries', others, HOP_GOALS, (index) => {
    const their = theirs[index] as readonly number[];
    return { ratio: ratioOf(their, ours), of: `${time(medianOf(ours))} / ${time(medianOf(their))}` };
  });
}

async function compareIdle(rivals: readonly Rival[]): Promise<void> {
  console.log('Resident memory of a router with idle sessions:');
  const subjects = [OURS, ...rivals.map(({ subject }) => subject)];
  const rows: Row[] = [];
  for (const { sessions, rounds: howMany } of CROWDS) {
    const taken = await rounds(subjects, (subject) => idle(subject, JSON_ENCODING, sessions), howMany);
    const many = sessions.toLocaleString('en');
    for (const [what, part] of [
      [`${many} sessions`, 'more'],
      [`the process with ${many}`, 'all'],
    ] as const) {
      const [ours = [], ...theirs] = taken.map((list) => list.map((memory) => memory[part]));
      rows.push(
        ...compare(what, rivals, IDLE_GOALS, (index) => {
          const their = theirs[index] as readonly number[];
          return { ratio: ratioOf(ours, their), of: `${mebibytes(ours)} / ${mebibytes(their)}` };
        }),
      );
    }
  }
  print(rows);
}

/** A row for each rival. */
function compare(
  what: string,
  rivals: readonly Rival[],
  goals: Goals,
  measured: (index: number) => Pick<Row, 'ratio' | 'of'>,
): readonly Row[] {
  return rivals.map(({ is, subject }, index) => {
    const reach = goals[is];
    return { what: `${what}, against ${subject.name}`, ...measured(index), ...(reach && { reach }) };
  });
}

let procedures = 0;

/** A task with a procedure of its own, since not every router forgets the callees of another one. */
function taskOf(encoding: Encoding, task: Pick<Task, 'policy' | 'callees' | 'args'>): Task {
  return { ...task, encoding, procedure: `com.example.work${++procedures}` };
}

async function withLines<T>(
  servers: readonly Server[],
  task: Task,
  measure: (lines: readonly Line[]) => Promise<T>,
): Promise<T> {
  const lines: Line[] = [];
  try {
    for (const server of servers) lines.push(await Line.open(server, task));
    return await measure(lines);
  } finally {
    for (const line of lines) line.close();
  }
}

/** How much of a processor this process takes from now on. */
class Share {
  private readonly start = performance.now();
  private readonly before = process.cpuUsage();

  taken(): number {
    const { user, system } = process.cpuUsage(this.before);
    return (user + system) / 1_000 / (performance.now() - this.start);
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const perSecond = (rates: readonly number[]): string =>
  `${Math.round(medianOf(rates).median).toLocaleString('en')}/s`;

const mebibytes = (sizes: readonly number[]): string => `${(medianOf(sizes).median / MIB).toFixed(1)} MiB`;
