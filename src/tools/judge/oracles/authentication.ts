/** Authentication: the methods in HELLO, challenges and their answers, and the identity in WELCOME. */

import type { Passed, Session } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { nameOf } from '../messages.ts';
import {
  aborts,
  broken,
  type Finding,
  finding,
  holds,
  isError,
  NOT_AUTHORIZED,
  type Oracle,
  replyTo,
} from './oracle.ts';
import { hellosIn, isBadHello, isOther } from './sessions.ts';

const UNMATCHED = 'wamp.error.no_matching_auth_method';

/** A client is welcomed by a method that it offered, or not at all. */
const matches: Oracle = (history) =>
  gather(hellosIn(history), (hello): Finding[] => {
    const offered = offeredBy(hello);
    const reply = replyTo(hello);
    // The outcome of a challenge is a matter of other rules, and so are other faults of HELLO.
    if (reply === undefined || reply.message.name === 'CHALLENGE' || isOther(hello, reply)) return [];
    const { name, options, uri } = reply.message;
    if (offered === undefined) {
      const says = `Expected no ABORT ${UNMATCHED}: HELLO offers no methods.`;
      if (name === 'WELCOME') return [holds(reply)];
      return name === 'ABORT' && uri === UNMATCHED && !isOffering(hello) ? [broken(reply, says)] : [];
    }
    if (name === 'ABORT') {
      if (uri !== UNMATCHED && (isBadHello(hello) || OTHERWISE.has(uri))) return [];
      const says = `Expected ABORT ${UNMATCHED} (HELLO offers ${offered.join(', ')}), but ${nameOf(reply.message)} came.`;
      return [finding(reply.line, uri === UNMATCHED ? undefined : says)];
    }
    const method = options.authmethod ?? 'anonymous';
    const says = `Expected ABORT ${UNMATCHED}, or one of the methods ${offered.join(', ')}, but ${method} came.`;
    return [finding(reply.line, offered.includes(method) ? undefined : says)];
  });

/** WELCOME identifies the client; the authid of an anonymous client is unique. */
const identifies: Oracle = (history) => {
  const users = new Map<unknown, Passed>();
  return gather(welcomesIn(history), (welcome): Finding[] => {
    const { authid, authmethod, authrole, authprovider } = welcome.message.options;
    const missing = Object.entries({ authid, authrole, authmethod, authprovider }).find(
      ([, value]) => typeof value !== 'string' || value === '',
    );
    if (missing !== undefined)
      return [broken(welcome, `Expected WELCOME to say the client's ${missing[0]}, but it does not.`)];
    if (authmethod !== 'anonymous') return [finding(welcome.line, undefined)];
    const other = users.get(authid);
    users.set(authid, welcome);
    const isTaken = other !== undefined && (other.session.ended?.line ?? Infinity) > welcome.line;
    const says = `Expected a unique authid, but ${authid} is also that of ${other?.session.name}.`;
    return [finding(welcome.line, isTaken ? says : undefined)];
  });
};

/** CHALLENGE names a method of the client, and no WELCOME comes before it is answered. */
const challenges: Oracle = (history) =>
  gather(history.passed, (passed): Finding[] => {
    const { session, by, message, line, phase } = passed;
    if (message.name !== 'CHALLENGE' || by === 'client') return [];
    const { hello } = session;
    if (hello === undefined || phase !== 'opening')
      return [broken(passed, 'Expected CHALLENGE only between HELLO and WELCOME.')];
    const { authmethods } = hello.message.options;
    if (!Array.isArray(authmethods) || !authmethods.includes(message.uri)) {
      const says = `Expected CHALLENGE by a method that HELLO offers, but ${message.uri} came.`;
      return [broken(passed, says)];
    }
    const next = replyTo(passed);
    const isAnswered =
      next === undefined || answersIn(session).some((one) => one.line > line && one.line < next.line);
    return next?.message.name === 'WELCOME' && !isAnswered
      ? [broken(next, `Expected no WELCOME before AUTHENTICATE answers the CHALLENGE of line ${line}.`)]
      : [holds(passed)];
  });

/** AUTHENTICATE is answered by WELCOME, by ABORT, or by another CHALLENGE. Its check may take any time. */
const decides: Oracle = (history) =>
  gather(authenticatesIn(history), (proof): Finding[] => {
    const next = replyTo(proof);
    if (next === undefined) return [];
    const { name } = next.message;
    const isDecided = name === 'WELCOME' || name === 'ABORT' || name === 'CHALLENGE';
    const says = `Expected WELCOME or ABORT after line ${proof.line}, but ${nameOf(next.message)} came.`;
    return [isDecided ? holds(proof) : broken(next, says)];
  });

/** The ABORT of a denied client does not tell what was wrong. */
const denies: Oracle = (history) =>
  gather(authenticatesIn(history), (proof): Finding[] => {
    const next = replyTo(proof);
    if (next?.message.name !== 'ABORT' || isOther(proof, next)) return [];
    const { uri } = next.message;
    const says = `Expected ABORT ${DENIED}, or ${FAILED} if the proof cannot be checked, but ${uri} came.`;
    return [uri === DENIED || uri === FAILED ? holds(next) : broken(next, says)];
  });

/** A router that has no anonymous clients says so to each that offers no methods. */
const requires: Oracle = (history) => {
  const closed = new Map<string, number>();
  return gather(hellosIn(history), (hello): Finding[] => {
    const reply = replyTo(hello);
    if (reply === undefined) return [];
    const { name, uri, options } = reply.message;
    const { uri: realm } = hello.message;
    if (name === 'ABORT' && uri === REQUIRED) {
      if (isOffering(hello) && (hello.message.options.authmethods as unknown[]).length > 0)
        return [broken(reply, `Expected no ABORT ${REQUIRED}: HELLO offers methods.`)];
      closed.set(realm, closed.get(realm) ?? reply.line);
      return [holds(reply)];
    }
    const since = closed.get(realm);
    if (since === undefined || name !== 'WELCOME' || options.authmethod !== 'anonymous') return [];
    return [broken(reply, `Expected ABORT ${REQUIRED} as in line ${since}, but WELCOME came.`)];
  });
};

/** A client that does not answer CHALLENGE in time is told so. */
const waits: Oracle = (history) =>
  gather([...history.sessions.values()], (session): Finding[] => {
    const challenge = session.sent.findLast(({ message }) => message.name === 'CHALLENGE');
    const next = challenge && replyTo(challenge);
    if (challenge === undefined || next?.message.name !== 'ABORT' || isOther(challenge, next)) return [];
    if (session.received.some(({ line }) => line > challenge.line && line < next.line)) return [];
    const says = `Expected ABORT ${FAILED} for a CHALLENGE that is not answered, but ${next.message.uri} came.`;
    return [finding(next.line, next.message.uri === FAILED ? undefined : says)];
  });

/** A request that is not authorized changes nothing: no callee is asked. */
const authorizes: Oracle = (history) => [
  ...gather(history.calls, ({ final, tries }): Finding[] => {
    if (final === undefined || final.cause !== undefined || !isError(final.message, NOT_AUTHORIZED))
      return [];
    const [asked] = tries;
    if (asked === undefined) return [holds(final)];
    const says = `Expected no callee to be asked, but ${asked.callee.name} was in line ${asked.line}.`;
    return [broken(final, says)];
  }),
  ...gather(history.requests, ({ reply }) =>
    reply !== undefined && isError(reply.message, NOT_AUTHORIZED) ? [holds(reply)] : [],
  ),
];

/** The permissions of a session stay as they are: the same request is always authorized, or never. */
const permits: Oracle = (history) => {
  const requests = [
    ...history.requests.flatMap(({ asked, reply }) =>
      asked.message.name === 'REGISTER' && reply !== undefined
        ? [{ session: asked.session, does: `REGISTER ${asked.message.uri}`, line: asked.line, reply }]
        : [],
    ),
    ...history.calls.flatMap(({ caller, message, line, tries, final }) => {
      const reply = tries.length === 0 && final?.cause === undefined ? final : tries[0];
      return reply === undefined ? [] : [{ session: caller, does: `CALL ${message.uri}`, line, reply }];
    }),
  ].sort((a, b) => a.line - b.line);
  const decided = new Map<Session, Map<string, { readonly line: number; readonly isBarred: boolean }>>();
  return gather(requests, ({ session, does, line, reply }): Finding[] => {
    const isBarred = 'message' in reply && isError(reply.message, NOT_AUTHORIZED);
    const known = decided.get(session) ?? new Map();
    decided.set(session, known);
    const before = known.get(does);
    known.set(does, before ?? { line, isBarred });
    if (before === undefined || before.isBarred === isBarred) return isBarred ? [holds(reply)] : [];
    const [here, there] = isBarred ? ['refused', 'not'] : ['not', 'refused'];
    return [
      broken(
        reply,
        `Expected one permission for ${does}: it is ${here} as unauthorized here, and ${there} in line ${before.line}.`,
      ),
    ];
  });
};

export const AUTHENTICATION = {
  'AU-1': matches,
  'AU-2': identifies,
  'AU-3': challenges,
  'AU-4': decides,
  'AU-5': denies,
  'AU-6': requires,
  'AU-7': aborts('AU-7'),
  'AU-8': waits,
  'AZ-1': authorizes,
  'AZ-2': permits,
} satisfies Record<string, Oracle>;

// --- internal ---

const DENIED = 'wamp.error.authentication_denied';
const FAILED = 'wamp.error.authentication_failed';
const REQUIRED = 'wamp.error.authentication_required';

const answersIn = ({ received }: Session): readonly Passed[] =>
  received.filter(({ message, offence }) => message.name === 'AUTHENTICATE' && offence === undefined);

/** The answers to a CHALLENGE. */
const authenticatesIn = (history: History): readonly Passed[] =>
  gather([...history.sessions.values()], answersIn);

/** Other errors that may abort the session after HELLO. */
const OTHERWISE: ReadonlySet<string> = new Set(
  [
    'no_such_realm',
    'invalid_uri',
    'authentication_required',
    'authentication_denied',
    'authentication_failed',
    'not_authorized',
  ].map((name) => `wamp.error.${name}`),
);

const isOffering = ({ message }: Passed): boolean => Array.isArray(message.options.authmethods);

/** The methods that a HELLO offers; undefined if the client may be anonymous. */
function offeredBy({ message }: Passed): readonly unknown[] | undefined {
  const { authmethods: offered } = message.options;
  const isOpen = !Array.isArray(offered) || offered.length === 0 || offered.includes('anonymous');
  return isOpen ? undefined : (offered as readonly unknown[]);
}

const welcomesIn = ({ sessions }: History): readonly Passed[] =>
  gather([...sessions.values()], ({ welcome }) => welcome ?? []).sort((a, b) => a.line - b.line);
