/**
 * A small world: some callees of one procedure, a caller, and everything that they can do.
 *
 * What can happen next follows from what has been seen so far: who is there, what is registered, what waits for whom.
 */
import type { Policy } from '../../machines/vocabulary.ts';
import type { Output } from '../parts.ts';
import type { DealerSnapshot } from '../snapshot.ts';
import { CODES, NAMES, type WireMessage } from '../wamp/messages.ts';

/** How large the world is. */
export interface Bounds {
  readonly policy: Policy;
  readonly callees: number;
  /** How many calls may be in flight at one time. */
  readonly calls: number;
}

/** Something that a client does, or that time passes. */
export type Input =
  | { readonly what: 'receive'; readonly session: number; readonly wire: WireMessage }
  | { readonly what: 'disconnect'; readonly session: number }
  | { readonly what: 'tick'; readonly by: number };

const PROCEDURE = 'com.example.work';
/** In milliseconds. */
const TIMEOUT = 1_000;
const FEATURES = { call_canceling: true, call_reroute: true, shared_registration: true };

/** The HELLO of every session, by its key: callees first, the caller last. */
export const hellos = ({ callees }: Bounds): WireMessage[] => [
  ...Array.from({ length: callees }, () => hello({ callee: { features: FEATURES } })),
  hello({ caller: {} }),
];

/** What can happen in a situation. */
export function inputsIn(snapshot: DealerSnapshot, { policy, callees, calls: most }: Bounds): Input[] {
  const { sessions, registrations, calls } = snapshot;
  const there = sessions.map(({ context }) => context.session);
  const caller = callees + 1;
  const request = 1 + calls.reduce((last, { context }) => Math.max(last, context.message.request), 0);
  const placesOf = (session: number): number =>
    registrations.flatMap(({ context }) => context.members).filter((member) => member.session === session)
      .length;
  return [
    ...there
      .filter((session) => session !== caller)
      .flatMap((session) => [
        // Once more than it needs to: what that does is an open question.
        ...(placesOf(session) < 2
          ? [receive(session, CODES.REGISTER, 1, { invoke: policy }, PROCEDURE)]
          : []),
        ...(placesOf(session) > 0
          ? [receive(session, CODES.UNREGISTER, 2, registrations[0]?.context.registration)]
          : []),
      ]),
    ...(there.includes(caller) && calls.length < most
      ? [receive(caller, CODES.CALL, request, { timeout: TIMEOUT }, PROCEDURE, [request])]
      : []),
    ...calls.flatMap(({ context: { callee, invocation, message } }) => [
      ...(callee === undefined ? [] : answers(callee.session, invocation)),
      ...['skip', 'kill', 'killnowait'].map((mode) =>
        receive(caller, CODES.CANCEL, message.request, { mode }),
      ),
    ]),
    ...there.map((session): Input => ({ what: 'disconnect', session })),
    ...(calls.length > 0 ? [{ what: 'tick', by: TIMEOUT } as const] : []),
  ];
}

/**
 * What tells two situations apart: not the numbers that were given out on the way there, and not which of the callees,
 * who are all alike, is which. They are named in the order in which they come up.
 */
export function keyOf(
  { readings, sessions, registrations, calls, now, deadlines }: DealerSnapshot,
  { callees }: Bounds,
): string {
  const there = new Set(sessions.map(({ context }) => context.session));
  const names = new Map<number, number>();
  const nameOf = (session: number): number => {
    const name = names.get(session) ?? names.size;
    names.set(session, name);
    return name;
  };
  const orders = registrations.flatMap(({ context }) => context.members.map(({ order }) => order));
  const turn = (position: number): number => {
    if (readings.position === 'index') return position;
    // Whatever the length of the list becomes, counts that differ by a multiple of all lengths mean the same.
    const longest = readings.sameSession === 'second-place' ? 2 * callees : callees;
    if (readings.position === 'counter') return position % factorial(longest);
    return orders.filter((order) => order <= position).length % Math.max(1, orders.length);
  };
  const place = (order: number): number => orders.filter((one) => one < order).length;
  const at = new Map(
    deadlines.map((deadline) => ['call' in deadline ? deadline.call : -1, deadline.at - now]),
  );
  return JSON.stringify([
    registrations.map(({ context: { members, position } }) => [
      members.map(({ session }) => nameOf(session)),
      turn(position),
    ]),
    calls.map(({ key, state, context: { callee, refusals, tries } }) => [
      state,
      callee && nameOf(callee.session),
      callee && place(callee.order),
      refusals
        .filter((session) => there.has(session))
        .map(nameOf)
        .sort(),
      at.get(key),
      readings.exclude === 'last-refused' && tries,
    ]),
    there.has(callees + 1),
    there.size,
  ]);
}

/** An input in a few words. */
export function tell(input: Input, { callees }: Bounds): string {
  if (input.what === 'tick') return `${input.by} ms pass`;
  const name = input.session > callees ? 'caller' : `callee${input.session}`;
  if (input.what === 'disconnect') return `${name} is lost`;
  return `${name}: ${words(input.wire)}`;
}

/** What came out, in a few words. */
export function tellOutput({ session, message }: Output, { callees }: Bounds): string {
  const name = session > callees ? 'caller' : `callee${session}`;
  return message === undefined ? `${name} closed` : `${name} receives ${words(message)}`;
}

// --- internal ---

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

const hello = (roles: object): WireMessage => [CODES.HELLO, 'realm1', { roles }];

const receive = (session: number, ...wire: unknown[]): Input => ({ what: 'receive', session, wire });

const answers = (session: number, invocation: number): Input[] => [
  receive(session, CODES.YIELD, invocation, {}, ['done']),
  receive(session, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'wamp.error.unavailable'),
  receive(session, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error'),
];

function words([type, ...fields]: WireMessage): string {
  const rest = type === CODES.ERROR ? [NAMES.get(fields[0]), ...fields.slice(1, 4)] : fields;
  return [
    NAMES.get(type),
    ...rest.map((field) => (typeof field === 'string' ? field : JSON.stringify(field))),
  ].join(' ');
}
