/** Beginning, key and end of a registration, depending on the readings. */
import type { Readings } from '../../../machines/readings.ts';
import { isOffered, type Moment, type Passed, type Registration, type Session, wordIn } from './facts.ts';

/**
 * A registration without members.
 *
 * @param asked the REGISTER of its first member
 */
export function newRegistration(
  asked: Passed,
  id: number,
  { line, at }: Moment,
  readings: Readings,
): Registration {
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
  };
}

/** Ends a registration whose last member has left. */
export function endRegistration(registration: Registration, moment: Moment): void {
  const { realm, match, procedure } = registration;
  registration.end = moment;
  realm.standing.delete(`${match} ${procedure}`);
  realm.ended.set(`${match} ${procedure}`, registration);
}

/** The key of the registration that a request is about. */
export const registrationKeyOf = (asked: Passed, readings: Readings): string =>
  `${matchOf(asked, readings)} ${asked.message.uri}`;

/** True if an option names one of the five policies. */
export const isPolicy = (word: unknown): boolean => POLICIES.includes(word);

/** True if the router announced pattern-based registration to a session. */
export const hasPatterns = (session: Session): boolean => isOffered(session, 'pattern_based_registration');

// --- internal ---

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
