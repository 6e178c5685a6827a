/** Announcement of features, and behaviour that depends on it. */
import { type Call, hasAnnounced, isOffered, type Passed, UNAVAILABLE, wordIn } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { nameOf } from '../messages.ts';
import { candidatesAfter } from '../turns.ts';
import { dueTo, errorAfter, fateOf, isAnswer, isTimeUp, nextOf, repliesIn } from './calling.ts';
import { aborts, broken, expect, holds, isError, type Oracle } from './oracle.ts';
import { grants } from './registering.ts';

/**
 * The dealer announces a feature in WELCOME if it uses it.
 *
 * @param uses the messages of the dealer that use it
 */
const announces =
  (feature: string, uses: (history: History) => readonly Passed[]): Oracle =>
  (history) => [
    ...gather([...history.sessions.values()], (session) =>
      session.welcome !== undefined && isOffered(session, feature) ? [holds(session.welcome)] : [],
    ),
    ...gather(uses(history), (use) => {
      if (isOffered(use.session, feature)) return [];
      const says = `Expected WELCOME to announce roles.dealer.features.${feature}, since ${nameOf(use.message)} uses it.`;
      return [broken(use, says)];
    }),
  ];

/** REGISTERED for a place beside another session. */
const shared = ({ requests }: History): Passed[] =>
  gather(requests, ({ asked, reply, members }) => {
    const isBeside = members.some(({ session }) => session !== asked.session);
    const isShared = (wordIn(asked.message.options, 'invoke') ?? 'single') !== 'single';
    return reply?.message.name === 'REGISTERED' && isBeside && isShared ? [reply] : [];
  });

/** INVOCATIONs of calls that were refused before. */
const rerouted = ({ tries }: History): Passed[] =>
  tries.filter(({ previous }) =>
    previous?.replies.some(({ message, counts }) => counts && isError(message, UNAVAILABLE)),
  );

/** INTERRUPTs, and the ERRORs that a CANCEL led to. */
const canceled = ({ passed, calls }: History): Passed[] => [
  ...passed.filter(({ by, message }) => by === 'router' && message.name === 'INTERRUPT'),
  ...madeFor(
    calls.filter(({ cancels }) => cancels.length > 0),
    'wamp.error.canceled',
  ),
];

const timedOut = ({ calls }: History): Passed[] =>
  madeFor(
    calls.filter(({ message }) => Number(message.options.timeout) > 0),
    'wamp.error.timeout',
  );

const progressed = ({ calls }: History): Passed[] =>
  gather(calls, ({ answers }) => answers.filter(({ isFinal }) => !isFinal));

/** UNREGISTERED that answers no request. */
const revoked = ({ strays }: History): Passed[] =>
  strays.filter(({ message }) => message.name === 'UNREGISTERED' && message.request === 0);

/** The ERRORs that end calls and that no callee sent. */
const madeFor = (calls: readonly Call[], error: string): Passed[] =>
  gather(calls, ({ final }) => (final && !final.cause && isError(final.message, error) ? [final] : []));

/** A callee that did not announce shared registrations may share one. */
const shares: Oracle = grants(
  ({ asked }) =>
    !hasAnnounced(asked.session, 'shared_registration') &&
    (wordIn(asked.message.options, 'invoke') ?? 'single') !== 'single',
);

/** A callee that did not announce re-routing can refuse calls or not: the reading `gate`. */
const refusing: Oracle = (history, readings) =>
  gather(repliesIn(history), ({ reply, call }) => {
    if (reply.kind !== 'refusal' || hasAnnounced(reply.session, 'call_reroute')) return [];
    if (fateOf(reply, call, { ...readings, gate: 'any' }) !== 'rerouted') return [];
    if (isTimeUp(history, call, reply)) return [];
    const next = nextOf(call, reply);
    if (readings.gate === 'announced') {
      const expected = 'ERROR wamp.error.unavailable, since the callee did not announce call_reroute';
      return expect(history, dueTo(call, reply), next, expected, ({ message }) =>
        isError(message, 'wamp.error.unavailable'),
      );
    }
    const isLeft = candidatesAfter(reply, call, readings).length > 0;
    const error = errorAfter(reply, call, readings);
    const expected = isLeft ? 'INVOCATION for another callee' : `ERROR ${error}`;
    return expect(history, dueTo(call, reply), next, expected, ({ message }) =>
      isLeft ? !isAnswer(next) : isError(message, error),
    );
  });

export const FEATURES = {
  'FA-1': announces('shared_registration', shared),
  'FA-2': announces('call_reroute', rerouted),
  'FA-3': shares,
  'FA-4': refusing,
  'FA-5': aborts('FA-5'),
  'FA-6': aborts('FA-6'),
  'FA-7': announces('call_canceling', canceled),
  'FA-8': announces('call_timeout', timedOut),
  'FA-9': announces('progressive_call_results', progressed),
  'FA-10': announces('registration_revocation', revoked),
} satisfies Record<string, Oracle>;
