/**
 * Identity of a state: the dealer's own state, and the state that it should have according to the history.
 *
 * For a correct dealer, the one follows from the other. For a faulty one, a state that looks right inside must not be
 * taken for one that is.
 */
import type { Readings } from '../../../machines/readings.ts';
import type { CallKey, SessionKey } from '../../../machines/vocabulary.ts';
import { type Call, isLive, type Member, type Try } from '../judge/facts.ts';
import type { History } from '../judge/history.ts';
import { isRefusal } from '../judge/matching.ts';
import { deadlineOf, isKilled, reasonOf } from '../judge/oracles/calling.ts';
import { passedOver } from '../judge/overtaking.ts';
import { placeOf, placesOf, positionOf } from '../judge/turns.ts';
import type { Bounds } from './bounds.ts';
import type { ParticipantKind } from './roles.ts';
import { type Known, knownByDealer, missing, type World } from './world.ts';

/**
 * @param known the clients' knowledge according to the history
 * @returns a text that is equal for two states only if they have the same future. Numbers given out on the way are left
 *   out, and callees of one kind, which are interchangeable, are named in the order in which they occur
 */
export function keyOf(world: World, history: History, known: Known, bounds: Bounds): string {
  const nameOf = namer(world);
  return JSON.stringify([
    knownToDealer(world, nameOf, bounds),
    knownOutside(world, history, nameOf, bounds),
    obstructedIn(world, nameOf),
    missingIn(world, bounds),
    missing(known.there, world.participants, bounds),
  ]);
}

/** @returns a key that identifies a state as long as the dealer is correct */
export function keyOfDealer(world: World, bounds: Bounds): string {
  const nameOf = namer(world);
  return JSON.stringify([
    knownToDealer(world, nameOf, bounds),
    obstructedIn(world, nameOf),
    missingIn(world, bounds),
  ]);
}

// --- internal ---

/** Names a session by its name in the log. */
type NameOf = (session: string) => string;

const obstructedIn = ({ obstructed, participants }: World, nameOf: NameOf): string[] =>
  [...obstructed].map((session) => nameOf(participants.get(session)?.name ?? '')).sort();

const missingIn = (world: World, bounds: Bounds): ParticipantKind[] =>
  missing(knownByDealer(world).there, world.participants, bounds);

function namer({ participants }: World): NameOf {
  const plain = new Set(
    [...participants.values()].flatMap(({ kind, name }) => (kind === 'plain' ? name : [])),
  );
  const names = new Map<string, string>();
  return (session) => {
    const name = names.get(session) ?? `${names.size}${plain.has(session) ? 'p' : ''}`;
    names.set(session, name);
    return name;
  };
}

function knownToDealer(
  { snapshot, participants }: Pick<World, 'snapshot' | 'participants'>,
  nameOf: NameOf,
  bounds: Bounds,
): unknown {
  const { readings, registrations, calls, now, deadlines } = snapshot;
  const name = (key: SessionKey): string => nameOf(participants.get(key)?.name ?? '');
  const there = thereIn({ snapshot, participants });
  const orders = registrations.flatMap(({ context }) => context.members.map(({ order }) => order));
  const at = new Map<CallKey, number>(
    deadlines.map((deadline) => ['call' in deadline ? deadline.call : -1, deadline.at - now]),
  );
  const own = registrations[0]?.context.registration;
  return [
    registrations.map(({ context: { members, position } }) => [
      members.map(({ session }) => name(session)),
      turnAt(position, orders, readings, bounds),
    ]),
    calls.map(
      ({
        key,
        state,
        context: {
          registration,
          callee,
          invocation,
          refusals,
          passedOver,
          obstacle,
          tries,
          progressed,
          message,
        },
      }) => [
        state,
        isRegistrationOfUse(readings) && registration === own,
        callee && name(callee.session),
        callee && placeAt(callee.order, orders),
        // In this order, the callee's calls learn that it has left.
        calls.filter(
          ({ context: other }) => other.callee?.session === callee?.session && other.invocation < invocation,
        ).length,
        readings.registrationId === 'own' && callee && orders.includes(callee.order),
        refusals
          .filter(({ session }) => there.has(participants.get(session)?.name ?? ''))
          .filter(
            (one) =>
              readings.refusals === 'session' || (one.registration === own && orders.includes(one.order)),
          )
          .map(({ session, order }) =>
            readings.refusals === 'session' ? name(session) : `${name(session)} ${placeAt(order, orders)}`,
          )
          .sort(),
        passedOver
          .filter((session) => there.has(participants.get(session)?.name ?? ''))
          .map(name)
          .sort(),
        obstacle,
        at.get(key),
        readings.exclude === 'last-refused' && tries,
        progressed,
        message.options.receive_progress,
      ],
    ),
  ];
}

function knownOutside(world: World, history: History, nameOf: NameOf, bounds: Bounds): unknown {
  const { readings, now } = world.snapshot;
  const there = thereIn(world);
  const registration = history.registrations.findLast(({ end }) => end === undefined);
  const list = placesOf(registration?.members ?? [], readings);
  const orders = list.map(({ order }) => order);
  const position = registration === undefined ? 0 : positionOf(registration, readings);
  const asked = history.calls.filter(isLive);
  return [
    list.map(({ session }) => nameOf(session.name)),
    turnAt(position, orders, readings, bounds),
    asked.map((call) => [
      isRegistrationOfUse(readings) && call.tries.at(-1)?.registration === registration,
      call.tries.at(-1)?.callee.name && nameOf(call.tries.at(-1)?.callee.name ?? ''),
      asked.filter((other) => isAskedBefore(other, call)).length,
      readings.registrationId === 'own' && list.findIndex((place) => isPlaceOf(place, call.tries.at(-1))),
      readings.refusals === 'session'
        ? refusersOf(call)
            .filter((name) => there.has(name))
            .map(nameOf)
            .sort()
        : refusedOf(call, readings)
            .map((place) => list.indexOf(place))
            .filter((place) => place >= 0)
            .sort(),
      passedBy(call, readings)
        .filter((name) => there.has(name))
        .map(nameOf)
        .sort(),
      reasonOf(call),
      isKilled(call, END),
      deadlineOf(call, END) - now,
      readings.exclude === 'last-refused' && call.tries.length,
      call.answers.length > 0,
    ]),
  ];
}

/** True if it matters whether the registration of a call still exists. */
const isRegistrationOfUse = ({ ended, newcomer, next, refusals }: Readings): boolean =>
  ended === 'registration' || newcomer === 'ignored' || next === 'refuser' || refusals === 'registration';

/** True if the callee of both calls was asked for the one before the other. */
function isAskedBefore(one: Call, other: Call): boolean {
  const [first, second] = [one.tries.at(-1), other.tries.at(-1)];
  return (
    first !== undefined && second !== undefined && first.callee === second.callee && first.line < second.line
  );
}

/** After all events. */
const END = { line: Number.POSITIVE_INFINITY, at: 0 };

const refusersOf = ({ tries }: Call): string[] => tries.filter(isRefusal).map(({ callee }) => callee.name);

/** Callees that a call passes over, each once. */
const passedBy = (call: Call, readings: Readings): string[] => [
  ...new Set(passedOver(call, END.line, readings).map(({ name }) => name)),
];

/** True if an INVOCATION was for that place, with an id of its own. */
const isPlaceOf = ({ session, id }: Member, tried: Try | undefined): boolean =>
  tried?.callee === session && tried.message.target === id;

/** Places for which a call was refused. */
const refusedOf = ({ tries }: Call, readings: Readings): Member[] =>
  tries.filter(isRefusal).flatMap((tried) => placeOf(tried, readings) ?? []);

const thereIn = ({
  snapshot: { sessions },
  participants,
}: Pick<World, 'snapshot' | 'participants'>): ReadonlySet<string> =>
  new Set(sessions.map(({ context }) => participants.get(context.session)?.name ?? ''));

/** Number of members before this order number. */
const placeAt = (order: number, orders: readonly number[]): number =>
  orders.filter((one) => one < order).length;

/** Round-robin position, as far as it affects the future. */
function turnAt(
  position: number,
  orders: readonly number[],
  { position: reading, sameSession }: Readings,
  { callees }: Bounds,
): number {
  if (reading === 'index') return position;
  // For any length of the list, counts that differ by a multiple of all lengths are equivalent.
  if (reading === 'counter')
    return position % factorial(sameSession === 'second-place' ? 2 * callees : callees);
  return orders.filter((order) => order <= position).length;
}

/** The product of the numbers up to this one. */
export const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
