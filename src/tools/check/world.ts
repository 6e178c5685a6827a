/**
 * A small world: some callees of one procedure, a caller, and everything that they can do.
 *
 * What can happen next follows from what clients know: who is there, what is registered, what waits for whom.
 */

import { nextId } from '../../../machines/ids.ts';
import { REQUESTS } from '../../../machines/layouts.ts';
import { CODES, NAMES } from '../../../machines/messages.ts';
import {
  type Id,
  type Obstacle,
  type Policy,
  type SessionKey,
  UNAVAILABLE,
} from '../../../machines/vocabulary.ts';
import type { Dealer } from '../../dealer/dealer.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Output } from '../../dealer/parts.ts';
import type { DealerSnapshot } from '../../dealer/snapshot.ts';
import { isLive } from '../judge/facts.ts';
import type { History } from '../judge/history.ts';
import { isWaitedFor } from '../judge/matching.ts';
import { placesOf } from '../judge/turns.ts';
import { isPassedOn } from '../scenario/systems/system.ts';
import type { Bounds } from './bounds.ts';
import { helloOf, type ParticipantKind, participantsIn, roleOf } from './roles.ts';

/** Who has ever come: the part of each session, and its name. */
export type Participants = ReadonlyMap<SessionKey, { readonly kind: ParticipantKind; readonly name: string }>;

/** The dealer, and who has ever come. */
export interface World {
  readonly snapshot: DealerSnapshot;
  readonly participants: Participants;
  /** To whom nothing of others can be passed on. */
  readonly obstructed: ReadonlySet<SessionKey>;
}

/** All that the next input depends on: what the clients know, taken together. */
export interface Known {
  /** Who is there, in the order in which they came. */
  readonly there: readonly SessionKey[];
  readonly registration: { readonly id: Id; readonly places: readonly SessionKey[] } | undefined;
  /** The calls in flight, each with the INVOCATION that waits for an answer. */
  readonly calls: readonly Waiting[];
}

interface Waiting {
  readonly caller: SessionKey;
  readonly request: Id;
  readonly asked: { readonly callee: SessionKey; readonly invocation: Id } | undefined;
}

/** Something that a client does, or that time passes. */
export type Input =
  | { readonly what: 'join'; readonly kind: ParticipantKind }
  | {
      readonly what: 'receive';
      readonly session: SessionKey;
      readonly wire: WireMessage;
      /** Where the dice fall if a callee is drawn. */
      readonly draw: number;
    }
  | { readonly what: 'disconnect'; readonly session: SessionKey }
  /** From now on, nothing of others can be passed on to the session, or it can again. */
  | { readonly what: 'obstruct'; readonly session: SessionKey }
  | { readonly what: 'clear'; readonly session: SessionKey }
  | { readonly what: 'tick'; readonly by: number };

/** A world that nobody has come to yet. */
export const emptyWorld = (snapshot: DealerSnapshot): World => ({
  snapshot,
  participants: new Map(),
  obstructed: new Set(),
});

/**
 * The world once an input has happened.
 *
 * @param snapshot of the dealer then
 */
export function worldAfter(world: World, input: Input, snapshot: DealerSnapshot, bounds: Bounds): World {
  const newcomer = world.snapshot.last.session + 1;
  return {
    snapshot,
    participants:
      input.what === 'join'
        ? withNewcomer(world.participants, newcomer, input.kind, bounds)
        : world.participants,
    obstructed: obstructedAfter(world, input),
  };
}

/** What the dealer wants done, and why it could not be, if so. */
export type Given = Output & { readonly obstacle?: Obstacle | undefined };

/** Why something cannot be delivered makes no difference but in what the caller is told. */
export const OBSTACLE: Obstacle = 'backlog';

/**
 * Lets an input happen to a dealer, which is told of what cannot be delivered.
 *
 * @param world as it is before
 */
export function happen(dealer: Dealer, input: Input, world: World, bounds: Bounds): Given[] {
  const { snapshot, obstructed } = world;
  const now = snapshot.now + (input.what === 'tick' ? input.by : 0);
  const given = act(dealer, input, now, bounds).map(deliver);
  // What comes of a message that was not delivered may not be either.
  for (const { session, message, obstacle } of given) {
    if (obstacle === undefined || message === undefined) continue;
    given.push(...dealer.undeliverable(session, message, obstacle, now).map(deliver));
  }
  return given;

  function deliver(output: Output): Given {
    const isMissed =
      output.message !== undefined && obstructed.has(output.session) && isPassedOn(output.message);
    return isMissed ? { ...output, obstacle: OBSTACLE } : output;
  }
}

/** What clients know by what has passed between them and the dealer, whatever the dealer knows. */
export function knownBy(
  history: History,
  { snapshot: { readings }, participants }: Omit<World, 'obstructed'>,
): Known {
  const keys = new Map([...participants].map(([key, { name }]) => [name, key]));
  const keyOf = ({ name }: { readonly name: string }): SessionKey => keys.get(name) as SessionKey;
  const registration = history.registrations.findLast(({ end }) => end === undefined);
  const places = placesOf(registration?.members ?? [], readings);
  return {
    there: [...participants].flatMap(([key, { name }]) => (history.sessions.get(name)?.ended ? [] : key)),
    registration: registration && {
      id: registration.id,
      places: places.map(({ session }) => keyOf(session)),
    },
    calls: history.calls.filter(isLive).map(({ caller, message: { request }, tries }) => {
      const last = tries.at(-1);
      const isWaiting = last !== undefined && isWaitedFor(last);
      const asked = isWaiting ? { callee: keyOf(last.callee), invocation: last.message.request } : undefined;
      return { caller: keyOf(caller), request, asked };
    }),
  };
}

/** What clients know if the dealer is right, since then it knows the same. */
export const knownByDealer = ({
  snapshot: { sessions, registrations, calls },
}: Pick<World, 'snapshot'>): Known => ({
  there: sessions.map(({ context }) => context.session),
  registration: registrations[0] && {
    id: registrations[0].context.registration,
    places: registrations[0].context.members.map(({ session }) => session),
  },
  calls: calls.map(({ context: { caller, message, callee, invocation } }) => ({
    caller,
    request: message.request,
    asked: callee && { callee: callee.session, invocation },
  })),
});

/**
 * What can happen in a situation.
 *
 * @param known what clients know; if it is left out, the dealer is taken for right
 */
export function inputsIn(world: World, bounds: Bounds, known: Known = knownByDealer(world)): Input[] {
  const { there, calls } = known;
  const inputs: Input[] = [
    ...there.flatMap((session) =>
      world.participants.get(session)?.kind === 'caller'
        ? callsOf(session, known, bounds)
        : registersOf(session, known, bounds),
    ),
    ...calls.flatMap((call) => [...answersTo(call, known, bounds), ...cancelsOf(call)]),
    ...there.map((session): Input => ({ what: 'disconnect', session })),
    ...(calls.length > 0 ? [{ what: 'tick', by: TIMEOUT } as const] : []),
    ...(calls.length > 0 && bounds.progress ? [{ what: 'tick', by: TIMEOUT / 2 } as const] : []),
    ...(bounds.obstacles
      ? there.map((session): Input => {
          return { what: world.obstructed.has(session) ? 'clear' : 'obstruct', session };
        })
      : []),
    ...(bounds.rejoin
      ? missing(there, world.participants, bounds).map((kind): Input => ({ what: 'join', kind }))
      : []),
  ];
  return world.snapshot.readings.requestIds === 'sequential'
    ? inputs.map((input) => inSequence(input, world))
    : inputs;
}

/** Who has been there at the beginning, and is not there now. */
export function missing(
  there: readonly SessionKey[],
  participants: Participants,
  bounds: Bounds,
): ParticipantKind[] {
  if (there.length === bounds.callees + 1) return [];
  const kinds = there.map((session) => participants.get(session)?.kind);
  return participantsIn(bounds).filter((kind) => {
    const index = kinds.indexOf(kind);
    if (index >= 0) kinds.splice(index, 1);
    return index < 0;
  });
}

// --- internal ---

/** The participants once somebody has come. */
function withNewcomer(
  participants: Participants,
  session: SessionKey,
  kind: ParticipantKind,
  { callees }: Bounds,
): Participants {
  const role = roleOf(kind);
  // Letters, since ids that are named after a session have a number at their end.
  const name = role === 'caller' && session === callees + 1 ? role : `${role}${lettersOf(session)}`;
  return new Map(participants).set(session, { kind, name });
}

/** To whom nothing of others can be passed on once an input has happened. */
function obstructedAfter({ obstructed }: World, input: Input): ReadonlySet<SessionKey> {
  if (input.what === 'obstruct') return new Set([...obstructed, input.session]);
  if (input.what !== 'clear' && input.what !== 'disconnect') return obstructed;
  return new Set([...obstructed].filter((session) => session !== input.session));
}

const isRequest = ([code]: WireMessage): boolean => REQUESTS.includes(NAMES.get(code) as string);

/** The input with the next request id of its session, if it is a request. */
function inSequence(input: Input, { snapshot }: World): Input {
  if (input.what !== 'receive' || !isRequest(input.wire)) return input;
  const session = snapshot.sessions.find(({ context }) => context.session === input.session);
  return { ...input, wire: input.wire.with(1, nextId(session?.context.lastRequest ?? 0)) };
}

function act(dealer: Dealer, input: Input, now: number, bounds: Bounds): Output[] {
  switch (input.what) {
    case 'join':
      return dealer.receive(dealer.connect(now), helloOf(input.kind, bounds), now);
    case 'receive':
      return dealer.receive(input.session, input.wire, now);
    case 'disconnect':
      return dealer.disconnect(input.session, now);
    case 'obstruct':
    case 'clear':
      return [];
    case 'tick':
      return dealer.tick(now);
  }
}

const PROCEDURE = 'com.example.work';
/** In milliseconds. */
const TIMEOUT = 1_000;

/** A, B and so on, and AA after Z. */
const lettersOf = (number: number): string =>
  number === 0
    ? ''
    : lettersOf(Math.floor((number - 1) / 26)) + String.fromCharCode(65 + ((number - 1) % 26));

const receive = (session: SessionKey, ...wire: unknown[]): Input & { readonly what: 'receive' } => ({
  what: 'receive',
  session,
  wire,
  draw: 0.5,
});

/** REGISTER, also of a member, since what that does is an open question; and UNREGISTER. */
function registersOf(session: SessionKey, { registration }: Known, { policy, conflicts }: Bounds): Input[] {
  const places = registration?.places.filter((member) => member === session).length ?? 0;
  const other = policy === 'single' ? 'first' : 'single';
  return [
    ...(conflicts && registration ? [receive(session, CODES.REGISTER, 3, { invoke: other }, PROCEDURE)] : []),
    ...(places < 2 ? [receive(session, CODES.REGISTER, 1, { invoke: policy }, PROCEDURE)] : []),
    ...(places > 0 ? [receive(session, CODES.UNREGISTER, 2, registration?.id)] : []),
  ];
}

function callsOf(caller: SessionKey, known: Known, { calls: most, progress, policy }: Bounds): Input[] {
  const { calls } = known;
  if (calls.length >= most) return [];
  const request = 1 + Math.max(0, ...calls.map((call) => call.request));
  const options = [{ timeout: TIMEOUT }, ...(progress ? [{ timeout: TIMEOUT, receive_progress: true }] : [])];
  return options.flatMap((each) =>
    drawn(receive(caller, CODES.CALL, request, each, PROCEDURE, [request]), known, policy),
  );
}

/** What the callee that was asked may answer. */
function answersTo({ request, asked }: Waiting, known: Known, { policy, progress }: Bounds): Input[] {
  if (asked === undefined) return [];
  const { callee, invocation } = asked;
  const refusal = receive(callee, CODES.ERROR, CODES.INVOCATION, invocation, {}, UNAVAILABLE);
  return [
    receive(callee, CODES.YIELD, invocation, {}, ['done']),
    // Also where nobody has asked for it, or could.
    ...(progress ? [receive(callee, CODES.YIELD, invocation, { progress: true }, [request])] : []),
    ...drawn(refusal, known, policy),
    receive(callee, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error'),
  ];
}

const cancelsOf = ({ caller, request }: Waiting): Input[] =>
  ['skip', 'kill', 'killnowait'].map((mode) => receive(caller, CODES.CANCEL, request, { mode }));

/** Under `random`, an input that a callee may be drawn for, with as many draws as lead to each one that there is. */
function drawn(
  input: Input & { readonly what: 'receive' },
  { registration }: Known,
  policy: Policy,
): Input[] {
  const places = registration?.places.length ?? 0;
  if (policy !== 'random' || places < 2) return [input];
  // Spread evenly over the whole list, they lead to each place of a shorter list, too.
  return Array.from({ length: places }, (_, place) => ({ ...input, draw: (place + 0.5) / places }));
}
