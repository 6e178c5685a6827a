/** Refusals: the next callee, the error without one, and errors that are forwarded. */

import type { Readings } from '../../../../machines/readings.ts';
import { same } from '../../../dealer/same.ts';
import type { Call, Reply, Try, Turn } from '../facts.ts';
import { gather } from '../gather.ts';
import { isRefusal, outcomeOf } from '../matching.ts';
import { memo } from '../memo.ts';
import { isSamePayload } from '../messages.ts';
import { candidatesAfter, placeOf, placesOf, soughtAfter } from '../turns.ts';
import {
  dueTo,
  errorAfter,
  FATE_ERRORS,
  fateOf,
  isAnswer,
  isKilled,
  isTimeUp,
  nextOf,
  reasonOf,
  repliesIn,
} from './calling.ts';
import { broken, expect, type Finding, finding, isError, type Oracle } from './oracle.ts';
import { selects } from './selecting.ts';

const NOBODY = 'wamp.error.no_available_callee';

/** A refusal re-routes while a candidate is left; nothing else does. */
const reroutes: Oracle = (history, readings) => [
  ...gather(refusalsIn(history, readings), ({ reply, call }) => {
    if (candidatesAfter(reply, call, readings).length === 0) return [];
    const next = nextOf(call, reply);
    return expect(history, dueTo(call, reply), next, 'INVOCATION for another callee', () => !isAnswer(next));
  }),
  // A refusal that is too late to re-route is not forwarded to the caller either.
  ...gather(repliesIn(history), ({ reply, call }) => {
    if (reply.kind !== 'refusal' || isKilled(call, reply) || isTimeUp(history, call, reply)) return [];
    const error = FATE_ERRORS[fateOf(reply, call, readings)];
    if (error === undefined) return [];
    return expect(history, dueTo(call, reply), nextOf(call, reply), `ERROR ${error}`, ({ message }) =>
      isError(message, error),
    );
  }),
  ...gather(history.tries, ({ previous, isPosthumous, call, line }) => {
    if (previous === undefined || isPosthumous || previous.calleeLeft || call === undefined) return [];
    const says = `Expected no second INVOCATION: the one of line ${previous.line} was not answered.`;
    return isRefusal(previous) || outcomeOf(previous) ? [] : [broken({ line, at: 0 }, says)];
  }),
];

/** The caller gets an ERROR once all callees have refused. */
const exhausts =
  (concerns: (policy: string | undefined) => boolean): Oracle =>
  (history, readings) => {
    const told = gather(refusalsIn(history, readings), ({ reply, call }) => {
      if (!concerns(policyAfter(reply, readings)) || candidatesAfter(reply, call, readings).length > 0)
        return [];
      // Then the ERROR states why an INVOCATION was undeliverable.
      if (reasonOf(call) !== undefined) return [];
      const error = errorAfter(reply, call, readings);
      return expect(history, dueTo(call, reply), nextOf(call, reply), `ERROR ${error}`, ({ message }) =>
        isError(message, error),
      );
    });
    const untimely = gather(history.calls, ({ final, tries }) => {
      const last = tries.at(-1);
      if (!final || final.cause || !isError(final.message, NOBODY) || !concerns(last?.registration?.policy))
        return [];
      if (last && (last.withdrawn ?? outcomeOf(last)?.kind === 'refusal')) return [];
      return [broken(final, `Expected no ERROR ${NOBODY} before all callees have refused.`)];
    });
    return [...told, ...untimely];
  };

/** A callee that has refused the call is not asked again. */
const spares: Oracle = (history, readings) =>
  gather(history.tries, (tried) => {
    const { line, callee, call } = tried;
    const refused = call?.tries.slice(0, call.tries.indexOf(tried)).filter(isRefusal) ?? [];
    if (refused.length === 0) return [];
    const counted = readings.exclude === 'all-refused' ? refused : refused.slice(-1);
    const says = `Expected no INVOCATION for ${callee.name}, which has refused this call or did not receive it.`;
    return [finding(line, isSpared(tried, counted, readings) ? says : undefined)];
  });

/** An ERROR that does not re-route is forwarded to the caller. */
const passesOn: Oracle = (history, readings) =>
  gather(repliesIn(history), ({ reply, call }) => {
    const { kind, message, told } = reply;
    const passes = kind === 'error' || (kind === 'refusal' && fateOf(reply, call, readings) === 'passed');
    if (!passes || isTimeUp(history, call, reply)) return [];
    const isCut = readings.details === 'none';
    const details = isCut ? {} : message.options;
    const expected = `ERROR ${told} as the callee sent it${isCut ? ', without its Details' : ''}`;
    return expect(history, dueTo(call, reply), nextOf(call, reply), expected, (came) => {
      const { uri, options, payload } = came.message;
      const isWhole = same(options, details) && isSamePayload(payload, message.payload);
      return isError(came.message, told) && uri === told && isWhole;
    });
  });

/** Request id, registration id and payload of every INVOCATION of a call. */
const carries: Oracle = (history, { ended, registrationId }) =>
  history.tries.map((tried): Finding => {
    const { line, call, callee, message, previous, isReused, registration } = tried;
    return finding(line, complaint());

    function complaint(): string | undefined {
      if (registration === undefined)
        return `Expected INVOCATION with the id of a registration, but ${message.target} is none.`;
      if (call === undefined)
        return 'Expected INVOCATION for a CALL, but no CALL has this procedure and payload.';
      if (message.request === 0) return 'Expected INVOCATION to have a request id.';
      if (isReused) return `Expected a new request id, but the session was sent ${message.request} before.`;
      if (!isSamePayload(message.payload, call.message.payload))
        return `Expected INVOCATION with the payload of the CALL of line ${call.line}, but its payload differs.`;
      const ids = tried.members.filter(({ session }) => session === callee).map(({ id }) => id);
      if (ids.length > 0 && !ids.includes(message.target))
        return `Expected the registration id ${ids.at(-1)}, which ${callee.name} was told, but ${message.target} came.`;
      if (previous !== undefined && previous.message.target !== message.target && isShared(previous))
        return `Expected the registration id ${previous.message.target}, but ${message.target} came.`;
      return undefined;
    }

    /** True if the callee asked before should have the same registration id. */
    function isShared(before: Try): boolean {
      return registrationId === 'shared' && !isAnew(before);
    }

    /** True if the procedure has been registered anew since. */
    function isAnew({ registration: before }: Try): boolean {
      return ended === 'procedure' && before?.end !== undefined && before.end.line < line;
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

/** True if the callee should be left out: it or each of its places refused (the reading `refusals`). */
function isSpared({ callee, message, members }: Try, refused: readonly Try[], readings: Readings): boolean {
  if (readings.refusals === 'session') return refused.some((one) => one.callee === callee);
  const places = placesOf(members, readings).filter(
    ({ session, id }) => session === callee && id === message.target,
  );
  const left = new Set(refused.map((one) => placeOf(one, readings)));
  return places.length > 0 && places.every((place) => left.has(place));
}

/** The policy by which the next callee is sought; that of the last one, if there is no registration any more. */
const policyAfter = (reply: Reply, readings: Readings): string | undefined =>
  (soughtAfter(reply, readings).registration ?? reply.tried.registration)?.policy;

/** The refusals that re-route. */
export const refusalsIn = memo((history, readings: Readings): readonly { reply: Reply; call: Call }[] =>
  repliesIn(history).filter(
    ({ reply, call }) =>
      reply.kind === 'refusal' &&
      fateOf(reply, call, readings) === 'rerouted' &&
      !isTimeUp(history, call, reply),
  ),
);
