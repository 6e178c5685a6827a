/** Revocation: a REGISTER that takes the procedure away from its callees. */
import type { Readings } from '../../../../machines/readings.ts';
import { hasAnnounced, type Member, type Passed, type Request, type Session } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { nameOf } from '../messages.ts';
import { isForced, isNotice, REVOCATION } from '../revocation.ts';
import { broken, type Finding, holds, isError, isLimited, type Oracle } from './oracle.ts';
import { otherMistakesIn } from './registering.ts';

/** A REGISTER for which a registration was revoked is granted, with another id. */
const takesOver: Oracle = (history) =>
  gather(revokingIn(history), ({ asked, reply, revoked }): Finding[] => {
    if (reply === undefined) return [];
    const { name, target } = reply.message;
    if (name !== 'REGISTERED')
      return [
        broken(
          reply,
          `Expected REGISTERED, since a registration was revoked for line ${asked.line}, but ${nameOf(reply.message)} came.`,
        ),
      ];
    const says = `Expected another registration id than ${target}, which was revoked.`;
    return [revoked.some(({ id }) => id === target) ? broken(reply, says) : holds(reply)];
  });

/** Nothing is revoked without a reason, nor by a client that may not, nor for a REGISTER that is refused. */
const revokesNothing: Oracle = (history, readings) => [
  ...gather(history.strays, (stray): Finding[] =>
    isNotice(stray) && hasAnnounced(stray.session, REVOCATION)
      ? [broken(stray, 'Expected no revocation: no REGISTER takes this registration away.')]
      : [],
  ),
  ...gather(forcedIn(history), (request) => refused(request, readings)),
  ...permits(history),
];

/** Each member that announced it is notified, once for each id. */
const notifies: Oracle = (history) =>
  gather(revokingIn(history), ({ asked, reply, revoked }): Finding[] => {
    if (reply?.message.name !== 'REGISTERED') return [];
    return revoked.flatMap((place): Finding[] => {
      if (!hasAnnounced(place.session, REVOCATION)) return [];
      const notice = noticesFor(place, asked, reply)[0];
      const says = `Expected UNREGISTERED 0 for ${place.session.name} with the registration id ${place.id} before REGISTERED.`;
      if (notice === undefined) return [broken(reply, says)];
      const { reason } = notice.message.options;
      return [
        reason === undefined || typeof reason === 'string'
          ? holds(notice)
          : broken(notice, 'Expected the reason to be a string.'),
      ];
    });
  });

/** A member that did not announce it is not notified. */
const isSilent: Oracle = (history) => [
  ...gather(history.strays, (stray): Finding[] =>
    isNotice(stray) && !hasAnnounced(stray.session, REVOCATION)
      ? [broken(stray, `Expected no UNREGISTERED 0: ${stray.session.name} did not announce ${REVOCATION}.`)]
      : [],
  ),
  ...gather(revokingIn(history), ({ reply, revoked }) =>
    reply !== undefined && revoked.some(({ session }) => !hasAnnounced(session, REVOCATION))
      ? [holds(reply)]
      : [],
  ),
];

export const REVOKING = {
  'RV-1': takesOver,
  'RV-2': revokesNothing,
  'RV-3': notifies,
  'RV-4': isSilent,
} satisfies Record<string, Oracle>;

// --- internal ---

const forcedIn = ({ requests }: History): readonly Request[] =>
  requests.filter(({ asked }) => isForced(asked));

const revokingIn = (history: History): readonly Request[] =>
  forcedIn(history).filter(({ revoked }) => revoked.length > 0);

const noticesFor = ({ session, id }: Member, asked: Passed, reply: Passed): readonly Passed[] =>
  session.sent.filter(
    (one) =>
      isNotice(one) &&
      one.line > asked.line &&
      one.line < reply.line &&
      one.message.options.registration === id,
  );

/** A REGISTER that would be refused for a vacant procedure, too. */
function refused(request: Request, readings: Readings): Finding[] {
  const { reply, revoked } = request;
  if (reply === undefined) return [];
  const isBad = otherMistakesIn(request, readings) || isLimited(reply);
  if (!isBad) return [];
  const says = 'Expected nothing to be revoked for a REGISTER that is refused.';
  return [revoked.length > 0 ? broken(reply, says) : holds(reply)];
}

/** The permission of a session stays as it is: it can always take a procedure away, or never. */
function permits(history: History): Finding[] {
  const decided = new Map<Session, Map<string, { readonly line: number; readonly may: boolean }>>();
  return gather(forcedIn(history), (request): Finding[] => {
    const { asked, reply, revoked } = request;
    const may = revoked.length > 0;
    if (reply === undefined || (!may && !isError(reply.message, ...CONFLICTS))) return [];
    const known = decided.get(asked.session) ?? new Map();
    decided.set(asked.session, known);
    const { uri } = asked.message;
    const before = known.get(uri);
    known.set(uri, before ?? { line: reply.line, may });
    if (before === undefined || before.may === may) return [holds(reply)];
    const says = `Expected one permission to take ${uri} away: a registration is ${may ? '' : 'not '}revoked here, unlike in line ${before.line}.`;
    return [broken(reply, says)];
  });
}

/** The errors for a procedure that is taken. */
const CONFLICTS = [
  'wamp.error.procedure_already_exists',
  'wamp.error.procedure_exists_with_different_invocation_policy',
];
