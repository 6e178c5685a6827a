/** Revocation of registrations: the router notifies only callees that announced the feature. */
import {
  hasAnnounced,
  isOffered,
  type Member,
  type Passed,
  type Registration,
  type Session,
} from './facts.ts';

/** Places that a session lost: those with the id. */
export interface Revoked {
  readonly registration: Registration;
  readonly session: Session;
  readonly id: number;
}

/**
 * The members that a message of the router shows to be revoked: it notifies a callee, or it answers a
 * request as if they were. Members that are not notified may have been revoked before.
 */
export function revokedBy(passed: Passed): readonly Revoked[] {
  const { session, message } = passed;
  const { realm } = session;
  if (!isOffered(session, REVOCATION)) return [];
  if (message.name === 'UNREGISTERED' && message.request === 0) {
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
    return (
      registration?.members
        .filter((one) => one.session === session && one.id === id && isSilent(one))
        .map(off(registration)) ?? []
    );
  }
  if (message.of === 'CALL' && message.uri === 'wamp.error.no_such_procedure') {
    const call = session.calls.get(message.request)?.at(-1);
    const registration = call?.tries.length === 0 ? call.standing : undefined;
    return registration?.members.every(isSilent) ? registration.members.map(off(registration)) : [];
  }
  return [];
}

// --- internal ---

const REVOCATION = 'registration_revocation';

/** True if a member is not notified of its revocation. */
const isSilent = ({ session }: Member): boolean => !hasAnnounced(session, REVOCATION);

const off =
  (registration: Registration) =>
  ({ session, id }: Member): Revoked => ({ registration, session, id });
