/**
 * Calls a second over WebSocket and JSON of this router, an earlier state of it, and a dealer on `ws` that checks nothing.
 *
 * A closed loop: the caller always has the same number of calls in flight, and the callees answer at once. Clients and
 * routers share this machine, so only the ratios mean something; the routers take turns.
 */
import { JSON_ENCODING } from './encoding.ts';
import { Line, type Load, type Task } from './line.ts';
import { perSecond, print, type Reach, ratioOf, rounds } from './measure.ts';
import { BARE, baseline, OURS } from './measured.ts';
import { type MeasuredRouter, Server } from './server.ts';

const CALLEES = 4;
/** The first one has a goal. */
const LOADS: readonly Load[] = [
  { inFlight: 64, milliseconds: 250 },
  { inFlight: 1, milliseconds: 250 },
];
const ROUNDS = { warmUp: 4, counted: 15 };
const TASK: Task = {
  encoding: JSON_ENCODING,
  procedure: 'com.example.add',
  policy: 'roundrobin',
  callees: CALLEES,
  args: [2, 3],
};

interface Rival {
  readonly router: MeasuredRouter;
  readonly reach: Reach;
}

export async function router(): Promise<void> {
  const before = baseline('router');
  const rivals: readonly Rival[] = [
    { router: BARE, reach: { atLeast: 0.85 } },
    ...(before === undefined ? [] : [{ router: before, reach: { atLeast: 0.97 } }]),
  ];
  const routers = [OURS, ...rivals.map((rival) => rival.router)];
  await Server.withAll(routers, (servers) =>
    Line.withEach(servers, TASK, async (lines) => {
      for (const load of LOADS) await measure(load, lines, rivals);
    }),
  );
}

// --- internal ---

async function measure(load: Load, lines: readonly Line[], rivals: readonly Rival[]): Promise<void> {
  const rate = async (line: Line): Promise<number> => (await line.rate(load)).perSecond;
  const [ours = [], ...theirs] = await rounds(lines, rate, ROUNDS);
  console.log(
    `Calls over WebSocket and JSON, ${load.inFlight} in flight, ${CALLEES} callees under roundrobin:`,
  );
  print(
    rivals.map(({ router, reach }, index) => {
      const their = theirs[index] as readonly number[];
      return {
        what: `dealerchart, against ${router.name}`,
        ratio: ratioOf(ours, their),
        of: `${perSecond(ours)} / ${perSecond(their)}`,
        ...(load === LOADS[0] && { reach }),
      };
    }),
  );
}
