/**
 * Revocation of registrations: a REGISTER takes the procedure away from its callees, or a router with a meta API does
 * so on its own. Callees are notified only if they announced the feature.
 */
import type { Readings } from '../../../machines/readings.ts';
import {
  hasAnnounced,
  isOffered,
  type Member,
  type Passed,
  type Registration,
  type Request,
  type Session,
  wordIn,
} from './facts.ts';

/** The feature. */
export const REVOCATION = 'registration_revocation';

/** Places that a session lost: those with the id. */
export interface Revoked {
  readonly registration: Registration;
  readonly session: Session;
  readonly id: number;
}

/** True if a REGISTER asks for the procedure to be taken away from its callees. */
export const isForced = ({ message, session }: Passed): boolean =>
  message.name === 'REGISTER' && message.options.force_reregister === true && isOffered(session, REVOCATION);

/** True for UNREGISTERED that answers no request: a notice of a revocation. */
export const isNotice = ({ session, message }: Passed): boolean =>
  message.name === 'UNREGISTERED' && message.request === 0 && isOffered(session, REVOCATION);

/**
 * The members that a message of the router shows to be revoked: it notifies a callee, or it answers a
 * request as if they were. Members that are not notified may have been revoked before.
 */
export function revokedBy(passed: Passed): readonly Revoked[] {
  const { session, message } = passed;
  const { realm } = session;
  if (!isOffered(session, REVOCATION)) return [];
  if (isNotice(passed)) {
    const id = Number(message.options.registration);
    const registration = realm.byId.get(id);
    return registration !== undefined && hasAnnounced(session, REVOCATION)
      ? [{ registration, session, id }]
      : [];
  }
  if (message.name !== 'ERROR') return [];
  if (message.of === 'UNREGISTER' && message.uri === 'wamp.error.no_such_registration') {
    const asked = session.received.findLast(
      (one) => one.message.name === 'UNREGISTER' && one.message.request === message.request,
    );
    const id = asked?.message.target;
    const registration = id === undefined ? undefined : realm.byId.get(id);
    if (registration === undefined || !mayRevoke(registration, session)) return [];
    return registration.members
      .filter((one) => one.session === session && one.id === id && isSilent(one))
      .map(off(registration));
  }
  if (message.of === 'CALL' && message.uri === 'wamp.error.no_such_procedure') {
    const call = session.calls.get(message.request)?.at(-1);
    const registration = call?.tries.length === 0 ? call.standing : undefined;
    if (registration === undefined || !isOffered(session, META_API)) return [];
    return registration.members.every(isSilent) ? registration.members.map(off(registration)) : [];
  }
  return [];
}

/** True if the router may have revoked a registration on its own, or for a REGISTER that does not show it. */
export const mayRevoke = ({ isDoubtful }: Registration, session: Session): boolean =>
  isDoubtful || isOffered(session, META_API);

/**
 * The members that lose their places as REGISTERED answers a REGISTER; `unknown` if it cannot be told whether they lose
 * them or the session joined them.
 *
 * @param id the registration id in REGISTERED
 */
export function membersLostTo(
  { asked, revoked }: Request,
  id: number,
  standing: Registration,
  readings: Readings,
): readonly Member[] | 'unknown' {
  if (!isForced(asked)) return [];
  const { members, policy, isDoubtful } = standing;
  if (id === standing.id || members.some((member) => member.id === id)) return [];
  const isMember = !isDoubtful && members.some(({ session }) => session === asked.session);
  const isShown =
    revoked.length > 0 ||
    readings.registrationId === 'shared' ||
    policy === 'single' ||
    (wordIn(asked.message.options, 'invoke') ?? 'single') !== policy ||
    (isMember && readings.sameSession !== 'second-place');
  if (isShown) return members;
  // They would have been notified.
  return members.every(isSilent) ? 'unknown' : [];
}

// --- internal ---

/** The feature of routers whose administrators can revoke a registration, at any time. */
const META_API = 'registration_meta_api';

/** True if a member is not notified of its revocation. */
const isSilent = ({ session }: Member): boolean => !hasAnnounced(session, REVOCATION);

const off =
  (registration: Registration) =>
  ({ session, id }: Member): Revoked => ({ registration, session, id });
