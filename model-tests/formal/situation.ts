/**
 * The mapping between a state of the dealer and a state of the TLA+ module: both as a situation.
 *
 * A situation has what the future depends on, and names nothing by a number that was given out on the way:
 *
 * - a client by its name, a call by its place among the calls in flight, a callee by its place on the list;
 * - the place of a callee that was asked or has refused by twice its place on the list, by an odd number between those of its
 *   former neighbours if it has left, and by 0 if its registration is not that of the procedure any more;
 * - a round-robin position under the reading `position` by the number of members up to it (`after-last`), by the place it
 *   is at (`index`), or by the remainder that any length of the list can tell (`counter`).
 */
import type { Readings } from '../../machines/readings.ts';
import type { SessionKey } from '../../machines/vocabulary.ts';
import type { CallSnapshot, DealerSnapshot } from '../../src/dealer/snapshot.ts';
import { factorial } from '../../src/tools/check/key.ts';

export interface Situation {
  /** The clients that are there. */
  readonly there: readonly string[];
  readonly members: readonly string[];
  readonly position: number;
  /** The oldest first. */
  readonly calls: readonly CallSituation[];
  /** For each client, the calls that wait for its answer, in the order of its INVOCATIONs. */
  readonly waiting: Readonly<Record<string, readonly number[]>>;
  /** The clocks, each with the share of a timeout that is left: the next one to run out first. */
  readonly timers: readonly (readonly [call: number, left: number])[];
}

export interface CallSituation {
  readonly state: string;
  readonly wantsProgress: boolean;
  readonly registration: 'none' | 'current' | 'gone';
  readonly callee: string;
  readonly place: number;
  readonly refusals: readonly (readonly [session: string, place: number])[];
  readonly passedOver: readonly string[];
  readonly obstacle: string;
  readonly tries: number;
  readonly progressed: boolean;
}

/** What is needed to see a situation in a snapshot. */
export interface Lens {
  readonly nameOf: (key: SessionKey) => string;
  /** The greatest length of the list. */
  readonly mostPlaces: number;
  /** Milliseconds that count as one unit of time. */
  readonly unit: number;
}

/** The situation of a dealer with one procedure. */
export function situationOf(snapshot: DealerSnapshot, lens: Lens): Situation {
  const { sessions, registrations, calls, deadlines, now } = snapshot;
  const { nameOf, unit } = lens;
  const [registration] = registrations;
  const members = registration?.context.members ?? [];
  const orders = members.map(({ order }) => order);
  const there = sessions.map(({ context }) => nameOf(context.session)).sort();
  const placeOf = (order: number, id: number): number => {
    if (registration === undefined || id !== registration.context.registration) return 0;
    const before = orders.filter((one) => one < order).length;
    return orders.includes(order) ? 2 * (before + 1) : 2 * before + 1;
  };
  const numberOf = new Map(calls.map(({ key }, index) => [key, index + 1]));
  return {
    there,
    members: members.map(({ session }) => nameOf(session)),
    position: positionIn(snapshot, lens),
    calls: calls.map((call) => callOf(call, snapshot, { ...lens, placeOf })),
    waiting: Object.fromEntries(
      there.map((name) => [
        name,
        calls
          .filter(({ context: { callee } }) => callee !== undefined && nameOf(callee.session) === name)
          .sort((one, other) => one.context.invocation - other.context.invocation)
          .map(({ key }) => numberOf.get(key) as number),
      ]),
    ),
    timers: deadlines.flatMap((one): (readonly [number, number])[] =>
      'call' in one ? [[numberOf.get(one.call) as number, (one.at - now) / unit]] : [],
    ),
  };
}

/** A situation as a text, which is the same for equal situations. */
export const keyOf = (situation: Situation): string => JSON.stringify(situation);

// --- internal ---

function positionIn(
  { registrations: [registration], readings }: DealerSnapshot,
  { mostPlaces }: Lens,
): number {
  if (registration === undefined) return 0;
  const { position, members } = registration.context;
  switch (readings.position) {
    case 'after-last':
      return members.filter(({ order }) => order <= position).length;
    case 'counter':
      return position % factorial(mostPlaces);
    default:
      return position;
  }
}

function callOf(
  { state, context }: CallSnapshot,
  { registrations: [registration], readings, sessions }: DealerSnapshot,
  { nameOf, mostPlaces, placeOf }: Lens & { placeOf: (order: number, id: number) => number },
): CallSituation {
  const { callee, refusals, passedOver, obstacle, tries, progressed, message } = context;
  const there = new Set(sessions.map(({ context: { session } }) => session));
  const isCurrent = context.registration === registration?.context.registration;
  return {
    state,
    wantsProgress: message.options.receive_progress === true,
    registration: context.registration === 0 ? 'none' : isCurrent ? 'current' : 'gone',
    callee: callee === undefined ? '' : nameOf(callee.session),
    place: callee === undefined ? 0 : placeOf(callee.order, context.registration),
    refusals: uniquely(
      (readings.exclude === 'last-refused' ? refusals.slice(-1) : refusals)
        .filter(({ session }) => there.has(session))
        .map(
          ({ session, order, registration: id }) =>
            [nameOf(session), placeFor(readings, placeOf(order, id))] as const,
        )
        .filter(([, place]) => readings.refusals === 'session' || (place > 0 && place % 2 === 0)),
    ),
    passedOver: passedOver
      .filter((session) => there.has(session))
      .map(nameOf)
      .sort(),
    obstacle: obstacle ?? '',
    tries: readings.exclude === 'last-refused' ? Math.min(tries, 2 * mostPlaces) : Math.min(tries, 1),
    progressed,
  };
}

const placeFor = ({ refusals }: Readings, place: number): number => (refusals === 'session' ? 0 : place);

const uniquely = <T>(items: readonly T[]): T[] =>
  [...new Map(items.map((item) => [JSON.stringify(item), item] as const)).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, item]) => item);
