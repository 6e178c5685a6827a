/** This router beside those of `peers/` that are installed, each in a process of its own: calls a second, and memory. */
import { nexus } from '../peers/nexus.ts';
import { titleOf } from '../peers/peer.ts';
import { PEERS } from '../peers/peers.ts';
import { wampire } from '../peers/wampire.ts';
import { ENCODINGS, type Encoding, JSON_ENCODING } from './encoding.ts';
import { Line, type Load, type Rate, type Task } from './line.ts';
import { medianOf, perSecond, print, type Reach, type Row, ratioOf, rounds, time } from './measure.ts';
import { OURS, other } from './measured.ts';
import { calleesOf, callsInFlight, type Deed, procedures, resident, sessions } from './resident.ts';
import { type MeasuredRouter, Server } from './server.ts';

export async function peers(): Promise<void> {
  const others = PEERS.flatMap((peer) => other(peer) ?? []);
  if (others.length === 0) return;
  await Server.withAll([OURS, ...others], async (servers) => {
    for (const encoding of ENCODINGS)
      for (const callees of CALLEES)
        for (const load of LOADS) await calls({ encoding, callees, load }, servers);
  });
  await memoryOf([OURS, ...others]);
}

// --- internal ---

const LOADS = [
  { callers: 1, inFlight: 1, milliseconds: 250 },
  { callers: 1, inFlight: 64, milliseconds: 250 },
  { callers: 4, inFlight: 64, milliseconds: 250 },
] as const;
const CALLEES = [1, 4] as const;
const ROUNDS = { warmUp: 2, counted: 7 };

interface Trial {
  readonly encoding: Encoding;
  readonly callees: (typeof CALLEES)[number];
  readonly load: Load & { readonly callers: number };
}

/** What a router did in a trial. */
interface Outcome {
  readonly router: MeasuredRouter;
  readonly rates: readonly Rate[];
}

let trials = 0;

async function calls(trial: Trial, servers: readonly Server[]): Promise<void> {
  const { encoding, callees, load } = trial;
  console.log(
    `\n${encoding.name}, ${callees === 1 ? 'one callee' : `${callees} callees`}, ${load.callers} × ${load.inFlight} calls in flight:`,
  );
  const [ours, ...theirs] = await outcomesOf(trial, servers);
  if (ours?.router !== OURS) throw new Error('Expected this router to answer all calls; see above.');
  const own = perSecondOf(ours);
  const fastest = theirs
    .filter(({ router }) => router.name !== titleOf(wampire))
    .sort((a, b) => medianOf(perSecondOf(b)).median - medianOf(perSecondOf(a)).median)[0];
  print(
    theirs.map((their): Row => {
      const rates = perSecondOf(their);
      const reach = reachOf(trial, their.router, their === fastest);
      return {
        what: `against ${their.router.name}`,
        ratio: ratioOf(own, rates),
        of: `${perSecond(own)} / ${perSecond(rates)}`,
        also: `${costOf(ours)} / ${costOf(their)}`,
        ...(reach && { reach }),
      };
    }),
    'CPU a call, of the clients, failed',
  );
}

/** Routers that cannot do this, or do not answer all calls, are left out. */
async function outcomesOf(trial: Trial, servers: readonly Server[]): Promise<readonly Outcome[]> {
  const { encoding, callees, load } = trial;
  const task: Task = {
    ...{ encoding, callees, callers: load.callers, mayFail: true },
    // The registrations of some routers outlast their callees.
    procedure: `com.example.add${++trials}`,
    policy: callees === 1 ? 'single' : 'roundrobin',
    args: [2, 3],
  };
  const lines = new Map<Server, Line>();
  const leaveOut = (server: Server, error: unknown): void => {
    lines.get(server)?.close();
    lines.delete(server);
    console.log(`SKIPPED: ${server.router.name}: ${(error as Error).message}`);
  };
  const rate = async (server: Server): Promise<Rate | undefined> => {
    try {
      return await lines.get(server)?.rate(load);
    } catch (error) {
      leaveOut(server, error);
      return undefined;
    }
  };
  try {
    for (const server of servers)
      await Line.open(server, task).then(
        (line) => lines.set(server, line),
        (error) => leaveOut(server, error),
      );
    const present = [...lines.keys()];
    const found = await rounds(present, rate, ROUNDS);
    return present.flatMap((server, index) =>
      lines.has(server) ? [{ router: server.router, rates: found[index] as Rate[] }] : [],
    );
  } finally {
    for (const line of lines.values()) line.close();
  }
}

const perSecondOf = ({ rates }: Outcome): readonly number[] => rates.map((rate) => rate.perSecond);

/** Processor time of the router, share of a processor that the clients took, and failed calls. */
function costOf({ rates }: Outcome): string {
  const processor = rates.flatMap(({ processorTime }) => processorTime ?? []);
  const clients = medianOf(rates.map((rate) => rate.clients)).median.toFixed(2);
  const failed = medianOf(rates.map((rate) => rate.failed)).median;
  return `${processor.length === 0 ? '?' : time(medianOf(processor))}, ${clients}${failed === 0 ? '' : `, ${(100 * failed).toFixed(0)} %`}`;
}

function reachOf({ encoding, load }: Trial, router: MeasuredRouter, isFastest: boolean): Reach | undefined {
  if (encoding !== JSON_ENCODING || load.callers > 1) return undefined;
  if (load.inFlight === 1) return router.name === titleOf(nexus) ? { atLeast: 1 } : undefined;
  if (router.name === titleOf(wampire)) return { atLeast: 0.6 };
  return isFastest ? { atLeast: 2.5 } : undefined;
}

/** Enough to stand out from the process itself. */
const MANY = 10_000;
const SESSIONS = 2_000;
const MEMORY_ROUNDS = { warmUp: 0, counted: 3 };

async function memoryOf(routers: readonly MeasuredRouter[]): Promise<void> {
  await compareMemory('session', sessions(SESSIONS), SESSIONS, routers);
  await compareMemory('session that is a callee of one procedure', calleesOf(SESSIONS), SESSIONS, routers);
  await compareMemory('procedure', procedures(MANY), MANY, routers, { atMost: 1.5 });
  await compareMemory('call in flight', callsInFlight(MANY), MANY, routers, { atMost: 1.5 });
}

async function compareMemory(
  what: string,
  deed: Deed,
  count: number,
  routers: readonly MeasuredRouter[],
  reach?: Reach,
): Promise<void> {
  console.log(
    `\nBytes of resident memory for one more ${what}, of ${count.toLocaleString('en')} after as many:`,
  );
  const failed = new Set<MeasuredRouter>();
  const each = async (router: MeasuredRouter): Promise<number> => {
    if (failed.has(router)) return Number.NaN;
    try {
      return (await resident(router, deed, deed)).more / count;
    } catch (error) {
      failed.add(router);
      console.log(`SKIPPED: ${router.name}: ${(error as Error).message}`);
      return Number.NaN;
    }
  };
  const [ours = [], ...theirs] = await rounds(routers, each, MEMORY_ROUNDS);
  print(
    routers.slice(1).flatMap((router, index): Row[] => {
      if (failed.has(router)) return [];
      const their = theirs[index] as readonly number[];
      return [
        {
          what: `against ${router.name}`,
          ratio: ratioOf(ours, their),
          of: `${bytes(ours)} / ${bytes(their)}`,
          ...(reach && router.name === titleOf(nexus) && { reach }),
        },
      ];
    }),
  );
}

const bytes = (numbers: readonly number[]): string => `${Math.round(medianOf(numbers).median)}`;
