/** What routers are measured with: calls that carry something, and hops of them. */
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

/** What a router may be compared with: an earlier build of it, a dealer that checks nothing, another router. */
export type Kind = 'baseline' | 'bare' | 'nexus';

export interface Work {
  readonly what: string;
  /** The routers that can do it. */
  readonly suits: readonly Kind[];
  /** What our ratio to others is to be. */
  readonly goals: (encoding: Encoding) => Readonly<Partial<Record<Kind, Reach>>>;
  /** What is found for each router, one a round. */
  readonly measure: (servers: readonly Server[], encoding: Encoding) => Promise<readonly (readonly Rate[])[]>;
  /** What is to be said of what was found for us, and for another. */
  readonly compare: (ours: readonly Rate[], theirs: readonly Rate[]) => Pick<Row, 'ratio' | 'of' | 'also'>;
}

/** How many callees answer, under `roundrobin`, except when there are hops. */
export const CALLEES = 4;

// --- internal ---

const MILLISECONDS = 100;
const ROUNDS: Rounds = { warmUp: 4, counted: 5 };
/** How many callees refuse a call before it is answered: so many that little else of the call's time is left. */
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

/** The calls that a router answers with hops in them, as if there were nothing but hops. */
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

/** What a call with hops takes more than one without, for each hop. */
function hopOf(straight: Rate, detour: Rate): Rate {
  const [short, long] = [straight.processorTime, detour.processorTime];
  return {
    perSecond: 1e9 / ((timeOf(detour) - timeOf(straight)) / HOPS),
    processorTime: short === undefined || long === undefined ? undefined : (long - short) / HOPS,
    clients: detour.clients,
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
