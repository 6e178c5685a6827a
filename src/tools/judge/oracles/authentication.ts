/** Authentication: the methods in HELLO, and the identity in WELCOME. */

import type { Passed } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { nameOf } from '../messages.ts';
import { broken, type Finding, finding, holds, type Oracle } from './oracle.ts';
import { hellosIn, isBadHello, replyTo } from './sessions.ts';

const UNMATCHED = 'wamp.error.no_matching_auth_method';

/** A client is welcomed by a method that it offered, or not at all. */
const matches: Oracle = (history) =>
  gather(hellosIn(history), (hello): Finding[] => {
    const offered = offeredBy(hello);
    const reply = replyTo(hello);
    // The outcome of a challenge is a matter of other rules, and so are other faults of HELLO.
    if (reply === undefined || reply.message.name === 'CHALLENGE') return [];
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

export const AUTHENTICATION = {
  'AU-1': matches,
  'AU-2': identifies,
} satisfies Record<string, Oracle>;

// --- internal ---

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
