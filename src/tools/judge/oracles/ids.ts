/** Ids: of sessions, of requests of clients, and of INVOCATIONs. */
import type { Session } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { idAfter, isRequest } from '../offences.ts';
import { aborts, broken, type Finding, finding, holds, isViolation, type Oracle, replyTo } from './oracle.ts';

/**
 * A session id close to that of an earlier session was counted, and not drawn at random. In a log with a thousand
 * sessions, random ids are that close with a probability below 10^-6. The id of a session that has ended may be drawn
 * again.
 */
export const counted = ({ passed }: History): Finding[] => {
  /** The line of each session id, by the ids close to it. */
  const neighbours = new Map<number, { readonly line: number; readonly request: number }[]>();
  const placeOf = (id: number): number => Math.floor(id / NEAR);
  return gather(passed, ({ by, message: { name, request }, line }): Finding[] => {
    if (by === 'client' || name !== 'WELCOME' || request === 0) return [];
    const place = placeOf(request);
    const before = [place - 1, place, place + 1]
      .flatMap((one) => neighbours.get(one) ?? [])
      .find((one) => one.request !== request && Math.abs(one.request - request) <= NEAR);
    neighbours.set(place, [...(neighbours.get(place) ?? []), { line, request }]);
    if (before === undefined) return [];
    const says = `Expected a random session id, but ${request} is close to ${before.request} in line ${before.line}.`;
    return [broken({ line, at: 0 }, says)];
  });
};

/** A request id that is not the next one is accepted or aborts the session: the reading `requestIds`. */
const sequence: Oracle = (history, readings) => {
  if (readings.requestIds === 'sequential') return aborts('BP-24')(history, readings);
  return gather([...history.sessions.values()], (session) => {
    const requests = session.received.filter(({ phase, message }) => phase === 'open' && isRequest(message));
    return requests
      .filter(({ message, offence }, index) => {
        const last = requests[index - 1]?.message.request ?? 0;
        return offence === undefined && message.request !== idAfter(last);
      })
      .map((request) => {
        const next = replyTo(request);
        const cause = next && session.received.findLast(({ line }) => line < next.line);
        const says = `Expected the request id ${request.message.request} to be taken, but ABORT came.`;
        return next && cause === request && isViolation(next.message) ? broken(next, says) : holds(request);
      });
  });
};

/** Request ids of INVOCATIONs increase by 1; the reading `invocationIds` sets the first one. */
const numbering: Oracle = (history, { invocationIds }) => {
  const next = new Map<Session, readonly number[]>();
  return history.invocations.map((tried) => {
    const { callee, message, line, undelivered } = tried;
    const { request } = message;
    const first = invocationIds === 'apart' ? (callee.welcome?.message.request ?? 0) : 1;
    const allowed = next.get(callee) ?? [first];
    // An undeliverable INVOCATION leaves its id to the next one, if that is known by then.
    next.set(callee, [idAfter(request), ...(undelivered ? allowed : [])]);
    const says = `Expected the request id ${allowed.join(' or ')}, but INVOCATION has ${request}.`;
    return finding(line, allowed.includes(request) ? undefined : says);
  });
};

export const IDS = {
  'BP-24': sequence,
  'BP-26': numbering,
} satisfies Record<string, Oracle>;

// --- internal ---

/** Distance below which two session ids are close: small against their range, and larger than the steps of a counter. */
const NEAR = 1_000;
