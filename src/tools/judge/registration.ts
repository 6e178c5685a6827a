/** Registrations: the requests about them, their beginning and their end, depending on the readings. */
import type { Readings } from '../../../machines/readings.ts';
import {
  isOffered,
  type Leaving,
  type Member,
  type Moment,
  type Passed,
  type Registration,
  type Request,
  type Session,
  wordIn,
} from './facts.ts';

/** Looks up the current registration that a request is about. */
export function situate(
  request: Pick<Request, 'asked' | 'reply' | 'revoked'> & Partial<Request>,
  readings: Readings,
): Request {
  const { session, message } = request.asked;
  const { realm } = session;
  const key = keyOf(request.asked, readings);
  const standing =
    message.name === 'REGISTER'
      ? (realm.standing.get(key) ?? realm.standing.get(`exact ${message.uri}`))
      : realm.byId.get(message.target);
  return Object.assign(request, {
    standing,
    members: standing?.members ?? [],
    before: realm.ended.get(key),
    isTaken: false,
    isCrossed: request.isCrossed ?? false,
  });
}

/**
 * Gives a session the place that REGISTERED grants it.
 *
 * @returns the registration, if it is a new one
 */
export function join(
  request: Request,
  { message: { target: id }, line, at, session }: Passed,
  readings: Readings,
): readonly Registration[] {
  const { asked } = request;
  const { realm } = session;
  request.isTaken = realm.byId.get(id)?.members.some((member) => member.id === id) ?? false;
  const standing = realm.standing.get(keyOf(asked, readings));
  const registration = standing ?? newRegistration(asked, id, { line, at }, readings);
  realm.standing.set(keyOf(asked, readings), registration);
  realm.byId.set(id, registration);
  const { members } = registration;
  const isRepeated = members.some((member) => member.session === session);
  registration.members = [...members, { line, at, session, id, order: ++registration.places, isRepeated }];
  return standing === undefined ? [registration] : [];
}

/** Takes places of a session off the list; false if there are none. */
export function leave(
  registration: Registration,
  session: Session,
  how: Leaving,
  { line, at }: Moment,
  concerns: (member: Member) => boolean = () => true,
): boolean {
  const { members } = registration;
  const isLeaving = (member: Member): boolean => member.session === session && concerns(member);
  const rest = members.filter((member) => !isLeaving(member));
  if (rest.length === members.length) return false;
  registration.members = rest;
  registration.left.push({ session, how, ids: members.filter(isLeaving).map(({ id }) => id), line, at });
  if (rest.length === 0) endRegistration(registration, { line, at });
  return true;
}

/** True if an option names one of the five policies. */
export const isPolicy = (word: unknown): boolean => POLICIES.includes(word);

/** True if the router announced pattern-based registration to a session. */
export const hasPatterns = (session: Session): boolean => isOffered(session, 'pattern_based_registration');

// --- internal ---

/**
 * A registration without members.
 *
 * @param asked the REGISTER of its first member
 */
function newRegistration(asked: Passed, id: number, { line, at }: Moment, readings: Readings): Registration {
  const { session, message } = asked;
  const policy = policyOf(asked, readings);
  return {
    line,
    at,
    realm: session.realm,
    id,
    procedure: message.uri,
    match: matchOf(asked, readings),
    policy,
    isExplicit: policy === wordIn(message.options, 'invoke'),
    founder: session,
    members: [],
    places: 0,
    left: [],
    tries: [],
    played: undefined,
    end: undefined,
    isDoubtful: false,
    isUnordered: false,
  };
}

/** Ends a registration whose last member has left. */
function endRegistration(registration: Registration, moment: Moment): void {
  const { realm, match, procedure } = registration;
  registration.end = moment;
  realm.standing.delete(`${match} ${procedure}`);
  realm.ended.set(`${match} ${procedure}`, registration);
}

/** The key of the registration that a request is about. */
const keyOf = (asked: Passed, readings: Readings): string =>
  `${matchOf(asked, readings)} ${asked.message.uri}`;

/** Match option of a granted REGISTER; it may be ignored if the feature was not announced. */
function matchOf({ session, message }: Passed, { unknownMatch }: Readings): string {
  if (unknownMatch === 'ignore' && !hasPatterns(session)) return 'exact';
  return `${wordIn(message.options, 'match') ?? 'exact'}`;
}

/** Policy that the first REGISTER asked for; `single` without the feature, and maybe if unknown. */
function policyOf({ session, message }: Passed, { unknownPolicy }: Readings): string {
  if (!isOffered(session, 'shared_registration')) return 'single';
  const invoke = wordIn(message.options, 'invoke');
  return typeof invoke === 'string' && (isPolicy(invoke) || unknownPolicy !== 'single') ? invoke : 'single';
}

const POLICIES: readonly unknown[] = ['single', 'roundrobin', 'random', 'first', 'last'];
