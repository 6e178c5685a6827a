/** Workloads for routers: calls with payloads, and hops of them. */
import { bytes, records } from './args.ts';
import { type Encoding, JSON_ENCODING } from './encoding.ts';
import { Line, type Rate, type Task } from './line.ts';
import {
  medianOf,
  perSecond,
  type Reach,
  type Rounds,
  type Row,
  ratioOf,
  rounds,
  time,
  times,
} from './measure.ts';
import type { Server } from './server.ts';

/** Kind of rival: an earlier build of this router, a dealer that checks nothing, or another router. */
export type Kind = 'baseline' | 'bare' | 'nexus';

export interface Work {
  readonly what: string;
  /** The routers that can do it. */
  readonly suits: readonly Kind[];
  /** Goals for our ratio to the others. */
  readonly goals: (encoding: Encoding) => Readonly<Partial<Record<Kind, Reach>>>;
  /** Measures each router; one result a round. */
  readonly measure: (servers: readonly Server[], encoding: Encoding) => Promise<readonly (readonly Rate[])[]>;
  /** Compares our results with those of another router. */
  readonly compare: (ours: readonly Rate[], theirs: readonly Rate[]) => Pick<Row, 'ratio' | 'of' | 'also'>;
}

/** Number of callees that answer, under `roundrobin`, except when there are hops. */
export const CALLEES = 4;

// --- internal ---

const MILLISECONDS = 100;
const ROUNDS: Rounds = { warmUp: 4, counted: 5 };
/** Number of callees that refuse a call before it is answered; hops then take most of its time. */
const HOPS = 16;

const structured = (encoding: Encoding): readonly unknown[] => records(encoding, 64 * 2 ** 10);

function calls(
  what: string,
  inFlight: number,
  args: (encoding: Encoding) => readonly unknown[],
  goals: Work['goals'],
): Work {
  return {
    what,
    suits: ['baseline', 'bare', 'nexus'],
    goals,
    measure(servers, encoding) {
      const task = taskOf({ encoding, policy: 'roundrobin', callees: CALLEES, args: args(encoding) });
      const load = { inFlight, milliseconds: MILLISECONDS };
      return Line.withEach(servers, task, (lines) => rounds(lines, (line) => line.rate(load), ROUNDS));
    },
    compare(ours, theirs) {
      const [our, their] = [ours.map(perSecondOf), theirs.map(perSecondOf)];
      return {
        ratio: ratioOf(our, their),
        of: `${perSecond(our)} / ${perSecond(their)}`,
        also: processorTimes(ours, theirs),
      };
    },
  };
}

/** Calls with hops, less the time of calls without them: the time of the hops alone. */
const HOP: Work = {
  what: 'a hop with 64 KiB of dictionaries',
  suits: ['baseline'],
  goals: () => ({ baseline: { atLeast: 5 } }),
  measure(servers, encoding) {
    const load = { inFlight: 8, milliseconds: MILLISECONDS };
    const what = { encoding, policy: 'first', callees: 1, args: structured(encoding) } as const;
    return Line.withEach(servers, taskOf(what), (straight) =>
      Line.withEach(servers, { ...taskOf(what), refusing: HOPS }, (detours) => {
        const pairs = straight.map((line, index) => [line, detours[index] as Line] as const);
        return rounds(
          pairs,
          async ([line, detour]) => hopOf(await line.rate(load), await detour.rate(load)),
          ROUNDS,
        );
      }),
    );
  },
  compare(ours, theirs) {
    const [our, their] = [ours.map(timeOf), theirs.map(timeOf)];
    return {
      ratio: ratioOf(their, our),
      of: `${time(medianOf(our))} / ${time(medianOf(their))}`,
      also: processorTimes(ours, theirs),
    };
  },
};

/** Time that a call with hops takes more than one without, for each hop. */
function hopOf(straight: Rate, detour: Rate): Rate {
  const [short, long] = [straight.processorTime, detour.processorTime];
  return {
    perSecond: 1e9 / ((timeOf(detour) - timeOf(straight)) / HOPS),
    processorTime: short === undefined || long === undefined ? undefined : (long - short) / HOPS,
    clients: detour.clients,
    failed: 0,
  };
}

const perSecondOf = (rate: Rate): number => rate.perSecond;
/** In nanoseconds. */
const timeOf = (rate: Rate): number => 1e9 / rate.perSecond;

function processorTimes(ours: readonly Rate[], theirs: readonly Rate[]): string | undefined {
  const [our, their] = [ours, theirs].map((rates) => rates.flatMap((rate) => rate.processorTime ?? []));
  if (our === undefined || their === undefined || our.length === 0) return undefined;
  return `${times(ratioOf(our, their))} = ${time(medianOf(our))} / ${time(medianOf(their))}`;
}

let procedures = 0;

/** A task with a procedure of its own, since not every router forgets the callees of another one. */
const taskOf = (task: Omit<Task, 'procedure'>): Task => ({
  ...task,
  procedure: `com.example.work${++procedures}`,
});

const small: Work['goals'] = () => ({ baseline: { atLeast: 1 } });

/** All of it. */
export const WORKS: readonly Work[] = [
  calls('64 KiB of dictionaries', 16, structured, (encoding) =>
    encoding === JSON_ENCODING
      ? { baseline: { atLeast: 1.5 }, nexus: { atLeast: 2 } }
      : { baseline: { atLeast: 4 } },
  ),
  calls(
    '1 MiB of bytes',
    4,
    () => bytes(2 ** 20),
    () => ({ baseline: { atLeast: 3 } }),
  ),
  calls('an integer, 64 in flight', 64, () => [7], small),
  calls('an integer, 1 in flight', 1, () => [7], small),
  HOP,
];
