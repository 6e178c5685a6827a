/**
 * A small world: some callees of one procedure, a caller, and everything that they can do.
 *
 * What can happen next follows from what has been seen so far: who is there, what is registered, what waits for whom.
 */
import type { Policy, SessionKey } from '../../machines/vocabulary.ts';
import type { CallSnapshot, DealerSnapshot } from '../snapshot.ts';
import { REALM } from '../subject/subject.ts';
import { CODES, type WireMessage } from '../wamp/messages.ts';

/** How large the world is. */
export interface Bounds {
  readonly policy: Policy;
  readonly callees: number;
  /** How many calls may be in flight at one time. */
  readonly calls: number;
  /** How many of the callees announce no feature; 0 if left out. */
  readonly plain?: number | undefined;
  /** Whether callers may ask for progressive results, callees yield them, and half of a timeout pass. */
  readonly progress?: boolean | undefined;
  /** Whether callees also ask for another policy than that of the registration. */
  readonly conflicts?: boolean | undefined;
  /** Whether somebody who is gone may come back, as a new session. */
  readonly rejoin?: boolean | undefined;
}

/** What a session is there for; a plain callee announces no feature. */
export type Part = 'callee' | 'plain' | 'caller';

/** Who has ever come: the part of each session, and its name. */
export type Cast = ReadonlyMap<SessionKey, { readonly part: Part; readonly name: string }>;

/** All that the next input depends on. */
export interface World {
  readonly snapshot: DealerSnapshot;
  readonly cast: Cast;
}

/** Something that a client does, or that time passes. */
export type Input =
  | { readonly what: 'join'; readonly part: Part }
  | {
      readonly what: 'receive';
      readonly session: SessionKey;
      readonly wire: WireMessage;
      /** Where the dice fall if a callee is drawn. */
      readonly draw: number;
    }
  | { readonly what: 'disconnect'; readonly session: SessionKey }
  | { readonly what: 'tick'; readonly by: number };

/** Who is there at the beginning. */
export const partsIn = ({ callees, plain = 0 }: Bounds): Part[] => [
  ...Array.from({ length: callees }, (_, index) => (index < callees - plain ? 'callee' : 'plain') as Part),
  'caller',
];

/** The cast once somebody has come. */
export function withNewcomer(cast: Cast, session: SessionKey, part: Part, { callees }: Bounds): Cast {
  const role = roleOf(part);
  // Letters, since ids that are named after a session have a number at their end.
  const name = role === 'caller' && session === callees + 1 ? role : `${role}${lettersOf(session)}`;
  return new Map(cast).set(session, { part, name });
}

/** The role that a session of that part has. */
export const roleOf = (part: Part): 'callee' | 'caller' => (part === 'caller' ? 'caller' : 'callee');

/** What a session of that part announces. */
export function featuresOf(part: Part, { progress }: Bounds): readonly string[] {
  if (part !== 'callee') return [];
  const features = ['call_canceling', 'call_reroute', 'shared_registration'];
  return progress ? [...features, 'progressive_call_results'] : features;
}

/** The HELLO of a session of that part. */
export function helloOf(part: Part, bounds: Bounds): WireMessage {
  const features = featuresOf(part, bounds).map((feature) => [feature, true]);
  const role = features.length === 0 ? {} : { features: Object.fromEntries(features) };
  return [CODES.HELLO, REALM, { roles: { [roleOf(part)]: role } }];
}

/** What can happen in a situation. */
export function inputsIn(world: World, bounds: Bounds): Input[] {
  const { sessions, calls } = world.snapshot;
  const there = sessions.map(({ context }) => context.session);
  return [
    ...there.flatMap((session) =>
      world.cast.get(session)?.part === 'caller'
        ? callsOf(session, world, bounds)
        : registersOf(session, world, bounds),
    ),
    ...calls.flatMap((call) => [...answersTo(call, world, bounds), ...cancelsOf(call)]),
    ...there.map((session): Input => ({ what: 'disconnect', session })),
    ...(calls.length > 0 ? [{ what: 'tick', by: TIMEOUT } as const] : []),
    ...(calls.length > 0 && bounds.progress ? [{ what: 'tick', by: TIMEOUT / 2 } as const] : []),
    ...(bounds.rejoin ? missing(world, bounds).map((part): Input => ({ what: 'join', part })) : []),
  ];
}

/** Who has been there at the beginning, and is not there now. */
export function missing({ snapshot: { sessions }, cast }: World, bounds: Bounds): Part[] {
  if (sessions.length === bounds.callees + 1) return [];
  const there = sessions.map(({ context }) => cast.get(context.session)?.part);
  return partsIn(bounds).filter((part) => {
    const index = there.indexOf(part);
    if (index >= 0) there.splice(index, 1);
    return index < 0;
  });
}

// --- internal ---

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

/** REGISTER, also once more than is needed, since what that does is an open question; and UNREGISTER. */
function registersOf(session: SessionKey, { snapshot }: World, { policy, conflicts }: Bounds): Input[] {
  const [registration] = snapshot.registrations;
  const places = registration?.context.members.filter((member) => member.session === session).length ?? 0;
  const other = policy === 'single' ? 'first' : 'single';
  return [
    ...(conflicts && registration ? [receive(session, CODES.REGISTER, 3, { invoke: other }, PROCEDURE)] : []),
    ...(places < 2 ? [receive(session, CODES.REGISTER, 1, { invoke: policy }, PROCEDURE)] : []),
    ...(places > 0 ? [receive(session, CODES.UNREGISTER, 2, registration?.context.registration)] : []),
  ];
}

function callsOf(caller: SessionKey, world: World, { calls: most, progress, policy }: Bounds): Input[] {
  const { calls } = world.snapshot;
  if (calls.length >= most) return [];
  const request = 1 + calls.reduce((last, { context }) => Math.max(last, context.message.request), 0);
  const options = [{ timeout: TIMEOUT }, ...(progress ? [{ timeout: TIMEOUT, receive_progress: true }] : [])];
  return options.flatMap((each) =>
    drawn(receive(caller, CODES.CALL, request, each, PROCEDURE, [request]), world, policy),
  );
}

/** What the callee that was asked may answer. */
function answersTo(
  { context: { callee, invocation, message } }: CallSnapshot,
  world: World,
  { policy, progress }: Bounds,
): Input[] {
  if (callee === undefined) return [];
  const { session } = callee;
  const refusal = receive(session, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'wamp.error.unavailable');
  return [
    receive(session, CODES.YIELD, invocation, {}, ['done']),
    // Also where nobody has asked for it, or could.
    ...(progress ? [receive(session, CODES.YIELD, invocation, { progress: true }, [message.request])] : []),
    ...drawn(refusal, world, policy),
    receive(session, CODES.ERROR, CODES.INVOCATION, invocation, {}, 'com.example.error'),
  ];
}

const cancelsOf = ({ context: { caller, message } }: CallSnapshot): Input[] =>
  ['skip', 'kill', 'killnowait'].map((mode) => receive(caller, CODES.CANCEL, message.request, { mode }));

/** Under `random`, an input that a callee may be drawn for, with as many draws as lead to each one that there is. */
function drawn(
  input: Input & { readonly what: 'receive' },
  { snapshot: { registrations } }: World,
  policy: Policy,
): Input[] {
  const places = registrations[0]?.context.members.length ?? 0;
  if (policy !== 'random' || places < 2) return [input];
  // Spread evenly over the whole list, they lead to each place of a shorter list, too.
  return Array.from({ length: places }, (_, place) => ({ ...input, draw: (place + 0.5) / places }));
}
