/** What a refusal leads to. */
import type { Readings } from '../../../../machines/readings.ts';
import type { Call, Reply } from '../facts.ts';
import { gather } from '../gather.ts';
import { isRefusal, outcomeOf } from '../matching.ts';
import { memo } from '../memo.ts';
import { isSamePayload, nameOf, same } from '../messages.ts';
import { candidatesAfter, type Turn } from '../turns.ts';
import { dueTo, fateOf, isAnswer, isTimeUp, nextOf, reasonOf, repliesIn } from './calling.ts';
import { broken, expect, type Finding, finding, isError, type Oracle } from './oracle.ts';
import { selects } from './selecting.ts';

const NOBODY = 'wamp.error.no_available_callee';

/** A refusal re-routes while somebody is left; nothing else does. */
const reroutes: Oracle = (history, readings) => [
  ...gather(refusalsIn(history, readings), ({ reply, call }) => {
    if (candidatesAfter(reply, call, readings).length === 0) return [];
    const next = nextOf(call, reply);
    return expect(history, dueTo(call, reply), next, 'INVOCATION for another callee', () => !isAnswer(next));
  }),
  ...gather(history.tries, ({ previous, isPosthumous, call, line }) => {
    if (previous === undefined || isPosthumous || previous.calleeLeft || call === undefined) return [];
    const says = `Expected no second INVOCATION: the one of line ${previous.line} was not answered.`;
    return isRefusal(previous) || outcomeOf(previous) ? [] : [broken({ line, at: 0 }, says)];
  }),
];

/** Once all have refused, the caller is told so. */
const exhausts =
  (concerns: (policy: string | undefined) => boolean): Oracle =>
  (history, readings) => {
    const told = gather(refusalsIn(history, readings), ({ reply, call }) => {
      if (!concerns(reply.tried.registration?.policy) || candidatesAfter(reply, call, readings).length > 0)
        return [];
      // Then the caller is told why they could not be told.
      if (reasonOf(call) !== undefined) return [];
      return expect(history, dueTo(call, reply), nextOf(call, reply), `ERROR ${NOBODY}`, ({ message }) =>
        isError(message, NOBODY),
      );
    });
    const untimely = gather(history.calls, ({ final, tries }) => {
      const last = tries.at(-1);
      if (!final || final.cause || !isError(final.message, NOBODY) || !concerns(last?.registration?.policy))
        return [];
      if (last && (last.withdrawn ?? outcomeOf(last)?.kind === 'refusal')) return [];
      return [broken(final, `Expected no ERROR ${NOBODY} before everybody has refused.`)];
    });
    return [...told, ...untimely];
  };

/** Nobody is asked who has refused the call. */
const spares: Oracle = (history, { exclude }) =>
  gather(history.tries, ({ line, callee, refusers }) => {
    if (refusers.length === 0) return [];
    const spared = exclude === 'all-refused' ? refusers : refusers.slice(-1);
    const says = `Expected no INVOCATION for ${callee.name}, which has refused this call or could not be told of it.`;
    return [finding(line, spared.includes(callee) ? says : undefined)];
  });

/** An ERROR that does not re-route goes to the caller whole. */
const passesOn: Oracle = (history, readings) =>
  gather(repliesIn(history), ({ reply, call }) => {
    const { kind, message } = reply;
    const passes = kind === 'error' || (kind === 'refusal' && fateOf(reply, call, readings) === 'passed');
    if (!passes || isTimeUp(history, call, reply)) return [];
    const details = readings.details === 'all' ? message.options : {};
    const expected = `${nameOf(message)} as the callee sent it${readings.details === 'all' ? '' : ', without its Details'}`;
    return expect(history, dueTo(call, reply), nextOf(call, reply), expected, (came) => {
      const { uri, options, payload } = came.message;
      const isWhole = same(options, details) && isSamePayload(payload, message.payload);
      return isError(came.message, message.uri) && uri === message.uri && isWhole;
    });
  });

/** What every INVOCATION of a call carries. */
const carries: Oracle = (history) =>
  history.tries.map((tried): Finding => {
    const { line, call, message, previous, isReused, registration } = tried;
    return finding(line, complaint());

    function complaint(): string | undefined {
      if (registration === undefined)
        return `Expected INVOCATION with the id of a registration, but ${message.target} is none.`;
      if (call === undefined)
        return 'Expected INVOCATION for a CALL, but there is none of this procedure and payload.';
      if (message.request === 0) return 'Expected INVOCATION to have a request id.';
      if (isReused) return `Expected a new request id, but the session was sent ${message.request} before.`;
      if (!isSamePayload(message.payload, call.message.payload))
        return `Expected INVOCATION with the payload of the CALL of line ${call.line}, but it carries another one.`;
      if (previous !== undefined && previous.message.target !== message.target)
        return `Expected the registration id ${previous.message.target}, but ${message.target} came.`;
      return undefined;
    }
  });

const isReroute = ({ tried }: Turn): boolean =>
  tried.previous !== undefined && !tried.isPosthumous && isRefusal(tried.previous);

export const REROUTING = {
  'CR-1': reroutes,
  'CR-2': exhausts((policy) => policy === 'single'),
  'CR-3': selects('roundrobin', isReroute),
  'CR-4': selects('random', isReroute),
  'CR-5': selects('first', isReroute),
  'CR-6': selects('last', isReroute),
  'CR-7': spares,
  'CR-8': exhausts((policy) => policy !== 'single'),
  'CR-9': passesOn,
  'CR-10': carries,
} satisfies Record<string, Oracle>;

// --- internal ---

/** The refusals that re-route. */
export const refusalsIn = memo((history, readings: Readings): readonly { reply: Reply; call: Call }[] =>
  repliesIn(history).filter(
    ({ reply, call }) =>
      reply.kind === 'refusal' &&
      fateOf(reply, call, readings) === 'rerouted' &&
      !isTimeUp(history, call, reply),
  ),
);
