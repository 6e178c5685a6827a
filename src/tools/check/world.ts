/**
 * A small world: callees of one procedure, a caller, and all of their possible inputs.
 *
 * The next inputs follow from the clients' knowledge: the sessions, the registrations, and the calls in flight.
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

/** Kind and name of every session so far. */
export type Participants = ReadonlyMap<SessionKey, { readonly kind: ParticipantKind; readonly name: string }>;

/** The dealer, and all sessions so far. */
export interface World {
  readonly snapshot: DealerSnapshot;
  readonly participants: Participants;
  /** Sessions to which forwarded messages are undeliverable. */
  readonly obstructed: ReadonlySet<SessionKey>;
}

/** The clients' common knowledge, on which the next inputs depend. */
export interface Known {
  /** Sessions present, in the order in which they joined. */
  readonly there: readonly SessionKey[];
  /** Places on the list, each with the registration id of its session; undefined: no callee is registered. */
  readonly registration: { readonly places: readonly Place[] } | undefined;
  /** Calls in flight, each with its pending INVOCATION. */
  readonly calls: readonly Waiting[];
}

interface Place {
  readonly session: SessionKey;
  readonly id: Id;
}

interface Waiting {
  readonly caller: SessionKey;
  readonly request: Id;
  readonly asked: { readonly callee: SessionKey; readonly invocation: Id } | undefined;
}

/** An action of a client, or a passage of time. */
export type Input =
  | { readonly what: 'join'; readonly kind: ParticipantKind }
  | {
      readonly what: 'receive';
      readonly session: SessionKey;
      readonly wire: WireMessage;
      /** The random number for the selection of a callee. */
      readonly draw: number;
    }
  | { readonly what: 'disconnect'; readonly session: SessionKey }
  /** From now on, forwarded messages to the session are undeliverable, or deliverable again. */
  | { readonly what: 'obstruct'; readonly session: SessionKey }
  | { readonly what: 'clear'; readonly session: SessionKey }
  | { readonly what: 'tick'; readonly by: number };

/** A world without sessions. */
export const emptyWorld = (snapshot: DealerSnapshot): World => ({
  snapshot,
  participants: new Map(),
  obstructed: new Set(),
});

/**
 * The world after an input.
 *
 * @param snapshot of the dealer after it
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

/** An output, with the reason if it was undeliverable. */
export type Given = Output & { readonly obstacle?: Obstacle | undefined };

/** Any one of the reasons: they differ only in the ERROR for the caller. */
export const OBSTACLE: Obstacle = 'backlog';

/**
 * Applies an input to a dealer, and reports undeliverable messages to it.
 *
 * @param world as it is before
 */
export function happen(dealer: Dealer, input: Input, world: World, bounds: Bounds): Given[] {
  const { snapshot, obstructed } = world;
  const now = snapshot.now + (input.what === 'tick' ? input.by : 0);
  const given = act(dealer, input, now, bounds).map(deliver);
  // Messages that follow an undeliverable one may be undeliverable, too.
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

/** The clients' knowledge according to the history, independent of the dealer. */
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
      places: places.map(({ session, id }) => ({ session: keyOf(session), id })),
    },
    calls: history.calls.filter(isLive).map(({ caller, message: { request }, tries }) => {
      const last = tries.at(-1);
      const isWaiting = last !== undefined && isWaitedFor(last);
      const asked = isWaiting ? { callee: keyOf(last.callee), invocation: last.message.request } : undefined;
      return { caller: keyOf(caller), request, asked };
    }),
  };
}

/** The clients' knowledge if the dealer is correct, since it then has the same. */
export const knownByDealer = ({
  snapshot: { sessions, registrations, calls },
}: Pick<World, 'snapshot'>): Known => ({
  there: sessions.map(({ context }) => context.session),
  registration: registrations[0] && {
    places: registrations[0].context.members.map(({ session, registration: id }) => ({ session, id })),
  },
  calls: calls.map(({ context: { caller, message, callee, invocation } }) => ({
    caller,
    request: message.request,
    asked: callee && { callee: callee.session, invocation },
  })),
});

/**
 * The possible inputs in a state.
 *
 * @param known the clients' knowledge; if omitted, the dealer is taken to be correct
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

/** The kinds of initial participants that have left. */
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

/** The participants after a join. */
function withNewcomer(
  participants: Participants,
  session: SessionKey,
  kind: ParticipantKind,
  { callees }: Bounds,
): Participants {
  const role = roleOf(kind);
  // Letters, since names of ids that are derived from a session end with a number.
  const name = role === 'caller' && session === callees + 1 ? role : `${role}${lettersOf(session)}`;
  return new Map(participants).set(session, { kind, name });
}

/** Sessions to which forwarded messages are undeliverable after an input. */
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
/** Timeout of calls, in milliseconds. */
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

/** REGISTER, also of a member, whose effect is an open question; and UNREGISTER. */
function registersOf(session: SessionKey, { registration }: Known, { policy, conflicts }: Bounds): Input[] {
  const places = registration?.places.filter((place) => place.session === session) ?? [];
  const ids = [...new Set(places.map(({ id }) => id))];
  const other = policy === 'single' ? 'first' : 'single';
  return [
    ...(conflicts && registration ? [receive(session, CODES.REGISTER, 3, { invoke: other }, PROCEDURE)] : []),
    ...(places.length < 2 ? [receive(session, CODES.REGISTER, 1, { invoke: policy }, PROCEDURE)] : []),
    ...ids.map((id) => receive(session, CODES.UNREGISTER, 2, id)),
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

/** The possible answers of an invoked callee. */
function answersTo({ request, asked }: Waiting, known: Known, { policy, progress }: Bounds): Input[] {
  if (asked === undefined) return [];
  const { callee, invocation } = asked;
  const refusal = receive(callee, CODES.ERROR, CODES.INVOCATION, invocation, {}, UNAVAILABLE);
  return [
    receive(callee, CODES.YIELD, invocation, {}, ['done']),
    // Also without a request for it, or without the feature.
    ...(progress ? [receive(callee, CODES.YIELD, invocation, { progress: true }, [request])] : []),
    ...drawn(refusal, known, policy),
    receive(callee, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error'),
  ];
}

const cancelsOf = ({ caller, request }: Waiting): Input[] =>
  ['skip', 'kill', 'killnowait'].map((mode) => receive(caller, CODES.CANCEL, request, { mode }));

/** Under `random`, an input that may select a callee, once for each random number that leads to another one. */
function drawn(
  input: Input & { readonly what: 'receive' },
  { registration }: Known,
  policy: Policy,
): Input[] {
  const places = registration?.places.length ?? 0;
  if (policy !== 'random' || places < 2) return [input];
  // Spread evenly over the whole list, they also reach each place of a shorter list.
  return Array.from({ length: places }, (_, place) => ({ ...input, draw: (place + 0.5) / places }));
}
