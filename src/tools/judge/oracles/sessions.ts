/** Sessions: how they are opened, closed and aborted, and the ids and roles in them. */

import {
  dictIn,
  type Ending,
  featuresOf,
  isOffered,
  isOutOfRole,
  isRefusedForRole,
  type Passed,
  type Session,
} from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { memo } from '../memo.ts';
import { isCorrectUri, type Name, nameOf } from '../messages.ts';
import { isMaybeLate, nextOf, unaskedIn } from './calling.ts';
import { counted } from './ids.ts';
import {
  aborts,
  broken,
  expect,
  type Finding,
  holds,
  isBarred,
  isError,
  isViolation,
  NOT_AUTHORIZED,
  type Oracle,
  replyTo,
} from './oracle.ts';
import { refuses, unasked } from './registering.ts';

const ROLES = ['caller', 'callee', 'publisher', 'subscriber'];

/** HELLO without a role aborts the session. */
const needsRoles: Oracle = (history) =>
  gather(hellosIn(history), (hello) => {
    if (hasRoles(hello)) return [];
    return expect(
      history,
      hello,
      replyTo(hello),
      'ABORT (HELLO has no role)',
      ({ message }) => message.name === 'ABORT',
    );
  });

/** HELLO is answered, and WELCOME is complete. */
const welcomes: Oracle = (history) => {
  const users = new Map<number, Session>();
  const unaskedWelcomes = gather(history.passed, (passed) => {
    const { session, message, by, line } = passed;
    if (message.name !== 'WELCOME' || by === 'client') return [];
    if (session.welcome !== passed) return [broken(passed, 'Expected one WELCOME, but a second one came.')];
    const isAsked = session.hello !== undefined && session.hello.line < line;
    return isAsked ? [] : [broken(passed, 'Expected no WELCOME before HELLO.')];
  });
  const first = gather(hellosIn(history), (hello) => {
    if (!hasRoles(hello) || !isCorrectUri(hello.message.uri)) return [];
    const reply = replyTo(hello);
    // Other reasons to abort the session are up to the router.
    if (reply?.message.name === 'CHALLENGE' || (reply && isOther(hello, reply))) return [];
    if (reply?.message.name === 'ABORT' && !isViolation(reply.message)) return [];
    // An authentication may take any time.
    if (reply === undefined && isAuthenticating(hello)) return [];
    return expect(
      history,
      hello,
      reply,
      'WELCOME with a session id of its own and a role',
      ({ message, line }) => {
        const user = users.get(message.request);
        users.set(message.request, hello.session);
        const isInUse = user !== undefined && (user.ended === undefined || user.ended.line > line);
        const roles = Object.keys(dictIn(message.options, 'roles'));
        return message.name === 'WELCOME' && message.request > 0 && !isInUse && roles.length > 0;
      },
    );
  });
  return [...first, ...unaskedWelcomes, ...counted(history)];
};

/** An invalid message aborts the session, and a valid one does not. */
const aborted: Oracle = (history, readings) => [
  ...aborts('BP-5')(history, readings),
  ...gather(history.passed, (passed) => {
    const { session, line, message } = passed;
    if (!isViolation(message) || passed.by === 'client') return [];
    const before = session.received.filter((one) => one.line < line);
    const isBad = (one: Passed): boolean =>
      one.offence !== undefined ||
      isBadHello(one) ||
      isUnknown(one) ||
      isMaybeLate(one, readings) ||
      unaskedIn(history, readings).some(({ line: bad }) => bad === one.line);
    const isTooLate = session.hello === undefined;
    return isTooLate || before.some(isBad)
      ? []
      : [broken(passed, 'Expected no ABORT wamp.error.protocol_violation: the client broke no rule.')];
  }),
];

/** GOODBYE is answered, and nothing follows the answer. */
const goodbyes: Oracle = (history) => [
  ...gather(history.passed, (passed) => {
    const { message, phase, offence } = passed;
    if (message.name !== 'GOODBYE' || phase !== 'open' || offence || passed.by === 'router') return [];
    return expect(history, passed, replyTo(passed), 'GOODBYE', (came) => came.message.name === 'GOODBYE');
  }),
  ...lastWords(history, ['GOODBYE of the client']),
];

/** A router that has sent GOODBYE sends nothing more. */
const closes: Oracle = (history) => [
  ...history.passed.filter((passed) => passed.phase === 'closing' && passed.by === 'client').map(holds),
  ...lastWords(history, ['GOODBYE of the router']),
];

/** Nothing follows an ABORT, either of the client or of the router. */
const abortsLast: Oracle = (history) => [
  ...gather([...history.sessions.values()], ({ ended }) =>
    ended?.how === 'ABORT of the client' ? [holds(ended)] : [],
  ),
  ...lastWords(history, ['ABORT of the client', 'ABORT of the router']),
  ...gather(history.passed, (passed) =>
    passed.message.name === 'GOODBYE' && passed.phase === 'opening' && passed.by === 'router'
      ? [broken(passed, 'Expected ABORT for a session that was not welcomed yet, but GOODBYE came.')]
      : [],
  ),
];

/** A realm exists for all clients or for none. */
const realms: Oracle = (history) => {
  const missing = new Map<string, number>();
  return gather(hellosIn(history), (hello): Finding[] => {
    const reply = replyTo(hello);
    if (reply === undefined) return [];
    const { uri: realm } = hello.message;
    const since = missing.get(realm);
    if (reply.message.name === 'ABORT' && reply.message.uri === NO_SUCH_REALM) {
      missing.set(realm, since ?? reply.line);
      return [holds(reply)];
    }
    if (since === undefined || (reply.message.name === 'ABORT' && !hasRoles(hello))) return [];
    const says = `Expected ABORT ${NO_SUCH_REALM} as in line ${since}, but ${nameOf(reply.message)} came.`;
    return [broken(reply, says)];
  });
};

/** An incorrect URI gets `invalid_uri`, and a correct one does not. */
const uris: Oracle = (history, readings) => [
  ...refuses('BP-10')(history, readings),
  ...aborts('BP-10', 'wamp.error.invalid_uri')(history, readings),
  ...gather(hellosIn(history), (hello) => {
    if (isCorrectUri(hello.message.uri)) return [];
    const expected = 'ABORT wamp.error.invalid_uri';
    return expect(history, hello, replyTo(hello), expected, ({ message }) => {
      const isForm = message.uri === 'wamp.error.invalid_uri' || message.uri === NO_SUCH_REALM;
      return message.name === 'ABORT' && (isForm || !hasRoles(hello));
    });
  }),
  ...gather(history.calls, (call) => {
    if (isCorrectUri(call.message.uri) || isRefusedForRole(call, readings)) return [];
    const due = { line: call.line, at: call.at, session: call.caller };
    const accepted = [
      'wamp.error.invalid_uri',
      ...(call.timeout >= 0 ? [] : ['wamp.error.invalid_argument']),
    ];
    return expect(
      history,
      due,
      nextOf(call, call),
      'ERROR wamp.error.invalid_uri',
      (came) => isError(came.message, ...accepted) || isBarred(came),
    );
  }),
  ...gather(history.calls, ({ message, final }) =>
    final && !final.cause && isCorrectUri(message.uri) && isError(final.message, 'wamp.error.invalid_uri')
      ? [broken(final, `Expected no ERROR wamp.error.invalid_uri: ${message.uri} is correct.`)]
      : [],
  ),
];

/** A request of a role that was not announced is served, refused, or aborts the session: the reading `roles`. */
const inRole: Oracle = (history, readings) => {
  const refused = [...refuses('BP-28')(history, readings), ...aborts('BP-28')(history, readings)];
  const calls = gather(history.calls, (call) => {
    if (!isOutOfRole(call.caller, call.message)) return [];
    const next = nextOf(call, call);
    if (readings.roles === 'refuse')
      return expect(history, { ...call, session: call.caller }, next, `ERROR ${NOT_AUTHORIZED}`, (came) =>
        isError(came.message, NOT_AUTHORIZED),
      );
    return next === undefined || readings.roles === 'abort' ? [] : [served(next)];
  });
  const registers = gather(history.requests, ({ asked, reply }) =>
    reply !== undefined && readings.roles === 'take' && isOutOfRole(asked.session, asked.message)
      ? [served(reply)]
      : [],
  );
  return [...refused, ...calls, ...registers];
};

/** A router that is not a broker refuses requests to brokers. */
const brokerless: Oracle = (history) => [
  ...unasked(history, ['SUBSCRIBE', 'UNSUBSCRIBE', 'PUBLISH']),
  ...gather(history.requests, ({ asked, reply }) => {
    const { name, options } = asked.message;
    if (!isForBrokers(name) || isBroker(asked.session)) return [];
    if (name === 'PUBLISH' && options.acknowledge !== true)
      return [reply ? broken(reply, 'Expected no answer to a PUBLISH that asks for none.') : holds(asked)];
    return expect(history, asked, reply, 'ERROR wamp.error.feature_not_supported', ({ message }) =>
      isError(message, 'wamp.error.feature_not_supported'),
    );
  }),
];

export const SESSIONS = {
  'BP-1': aborts('BP-1'),
  'BP-2': needsRoles,
  'BP-3': welcomes,
  'BP-4': aborts('BP-4'),
  'BP-5': aborted,
  'BP-6': goodbyes,
  'BP-7': closes,
  'BP-8': abortsLast,
  'BP-9': realms,
  'BP-10': uris,
  'BP-18': aborts('BP-18'),
  'BP-19': aborts('BP-19'),
  'BP-20': aborts('BP-20'),
  'BP-21': brokerless,
  'BP-28': inRole,
} satisfies Record<string, Oracle>;

// --- internal ---

/** A client with a role of the program may be refused for want of a permission, which no log states. */
const served = (reply: Passed): Finding =>
  isError(reply.message, NOT_AUTHORIZED) && reply.session.welcome?.message.options.authrole === 'anonymous'
    ? broken(reply, `Expected no ERROR ${NOT_AUTHORIZED} for want of a role.`)
    : holds(reply);

const NO_SUCH_REALM = 'wamp.error.no_such_realm';

export const hellosIn = memo(({ sessions }): readonly Passed[] =>
  gather([...sessions.values()], ({ hello }) => hello ?? []).sort((a, b) => a.line - b.line),
);

/** True if a HELLO offers a method of authentication. */
const isAuthenticating = ({ message: { options } }: Passed): boolean =>
  Array.isArray(options.authmethods) && options.authmethods.some((method) => method !== 'anonymous');

/** True for an ABORT with a reason that is not in the message before: a later one, or the end of the router. */
export const isOther = ({ session, line }: Passed, { message, line: end }: Passed): boolean =>
  message.name === 'ABORT' &&
  (message.uri === 'wamp.close.system_shutdown' ||
    session.received.some((one) => one.line > line && one.line < end && one.offence !== undefined));

const hasRoles = ({ message }: Passed): boolean => {
  const roles = dictIn(message.options, 'roles');
  return ROLES.some((role) => dictIn(roles, role) === roles[role]);
};

export const isBadHello = (passed: Passed): boolean =>
  passed.message.name === 'HELLO' && (!hasRoles(passed) || !isCorrectUri(passed.message.uri));

/** A message that a router knows only with a feature or a role which it did not announce. */
const isUnknown = ({ session, message: { name } }: Passed): boolean =>
  name === 'CANCEL' ? !isOffered(session, 'call_canceling') : isForBrokers(name) && !isBroker(session);

const isForBrokers = (name: Name | undefined): boolean =>
  name === 'SUBSCRIBE' || name === 'UNSUBSCRIBE' || name === 'PUBLISH';

const isBroker = ({ welcome }: Session): boolean =>
  'broker' in dictIn(welcome?.message.options, 'roles') ||
  Object.keys(featuresOf(welcome, 'broker')).length > 0;

/** Messages that were sent to sessions after such an end. */
const lastWords = (history: History, endings: readonly Ending[]): Finding[] =>
  gather([...history.sessions.values()], (session) => {
    const { ended, sent } = session;
    if (ended === undefined || !endings.includes(ended.how)) return [];
    const answered = ended.how === 'GOODBYE of the client' ? replyTo({ ...ended, session }) : undefined;
    return sent
      .filter(({ line }) => line > ended.line && line !== answered?.line)
      .map((passed) =>
        broken(
          passed,
          `Expected nothing after the ${ended.how} in line ${ended.line}, but ${nameOf(passed.message)} came.`,
        ),
      );
  });
