/** What is announced, and what hangs on it. */
import { featuresOf, hasAnnounced, wordIn } from '../facts.ts';
import { gather } from '../gather.ts';
import { candidatesAfter } from '../turns.ts';
import { dueTo, errorAfter, fateOf, isAnswer, isTimeUp, nextOf, repliesIn } from './calling.ts';
import { aborts, expect, finding, isError, type Oracle } from './oracle.ts';
import { grants } from './registering.ts';

/** The dealer says in WELCOME that it has the feature. */
const announces =
  (feature: string): Oracle =>
  ({ sessions }) =>
    gather([...sessions.values()], ({ welcome }) => {
      if (welcome === undefined) return [];
      const isThere = featuresOf(welcome, 'dealer')[feature] === true;
      const says = `Expected WELCOME to announce roles.dealer.features.${feature}, but it does not.`;
      return [finding(welcome.line, isThere ? undefined : says)];
    });

/** Whoever did not announce shared registrations may share one. */
const shares: Oracle = grants(
  ({ asked }) =>
    !hasAnnounced(asked.session, 'shared_registration') &&
    (wordIn(asked.message.options, 'invoke') ?? 'single') !== 'single',
);

/** Whoever did not announce re-routing refuses as others do, or not, as the reading `gate` has it. */
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
  'FA-1': announces('shared_registration'),
  'FA-2': announces('call_reroute'),
  'FA-3': shares,
  'FA-4': refusing,
  'FA-5': aborts('FA-5'),
  'FA-6': aborts('FA-6'),
} satisfies Record<string, Oracle>;
