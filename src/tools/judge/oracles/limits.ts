/**
 * Limits. No log states them, so refusals are judged by their effects and by their consistency: all of them
 * have to agree on one limit that no granted request exceeds.
 */
import type { Readings } from '../../../../machines/readings.ts';
import type { Answer, Call, Moment, Passed, Session, Try } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { isAnswer } from './calling.ts';
import { type Miss, missesIn } from './delivering.ts';
import { broken, type Finding, holds, isLimited, type Oracle } from './oracle.ts';

/** No session has more places than the limit, and a REGISTER that adds no place is not refused. */
const places: Oracle = (history, readings) => {
  const registers = history.requests.filter(({ asked, reply }) => asked.message.name === 'REGISTER' && reply);
  if (!registers.some(({ reply }) => isLimited(reply))) return [];
  return gather(registers, (request): Finding[] => {
    const { asked, reply, members } = request;
    const { session } = asked;
    const said = reply as Passed;
    const isRepeated = members.some((member) => member.session === session);
    const isAdding = !isRepeated || readings.sameSession === 'second-place';
    if (!isLimited(said)) return [];
    if (!isAdding)
      return [
        broken(said, 'Expected no limit to count: the session is a member already, and this adds no place.'),
      ];
    const held = placesOf(history, readings, session, said);
    const beyond = registers.find(
      ({ reply: other }) =>
        other?.message.name === 'REGISTERED' &&
        placesOf(history, readings, other.session, { ...other, line: other.line + 1 }) > held,
    );
    return [beyond?.reply ? contradicted(said, held, 'places on lists', beyond.reply) : holds(said)];
  });
};

/** No caller exceeds the limit of calls in flight. Only this limit can refuse a call without payload. */
const calls: Oracle = (history) =>
  limited(history, isBare, (call) => {
    const held = inFlight(call);
    const isGranted = ({ tries, final }: Call): boolean =>
      tries.length > 0 || (final !== undefined && !isLimited(final));
    const beyond = history.calls.find((other) => isGranted(other) && inFlight(other) >= held);
    return beyond && contradicted(call.final as Passed, held, 'calls in flight', beyond);
  });

/** No payload exceeds the limit. Its size is not judged, since no log states it. */
const bytes: Oracle = (history) =>
  limited(
    history,
    (call) => !isBare(call),
    () => undefined,
  );

/** No undeliverable call is tried more often than another one that ended. */
const tries: Oracle = (history, readings) => {
  const misses = missesIn(history, readings).filter(({ canGoOn }) => canGoOn);
  const ended = misses.filter(({ next }) => isAnswer(next));
  const fewest = ended.reduce<Miss | undefined>(
    (least, miss) => (least !== undefined && least.tries <= miss.tries ? least : miss),
    undefined,
  );
  if (fewest === undefined) return [];
  const { line } = fewest.next as Answer;
  const beyond = misses.filter((miss) => miss.tries >= fewest.tries && miss.next && !isAnswer(miss.next));
  return [
    ...ended.map(({ next }) => holds(next as Answer)),
    ...beyond.map(({ next, undelivered }) => {
      const went = next as Try;
      const says = `Expected one limit: line ${line} ends a call after ${fewest.tries} tries, and line ${went.line} passes a call to one more callee.`;
      return broken({ line: Math.max(line, went.line), at: undelivered.at }, says);
    }),
  ];
};

export const LIMITS = {
  'LM-1': places,
  'LM-2': calls,
  'LM-3': bytes,
  'LM-4': tries,
} satisfies Record<string, Oracle>;

// --- internal ---

const isBare = ({ message }: Call): boolean => message.payload.length === 0;

/** Judges the calls that were refused for a limit: no callee was asked. */
const limited = (
  { calls: all }: History,
  concerns: (call: Call) => boolean,
  wrong: (call: Call) => Finding | undefined,
): Finding[] =>
  gather(all, (call): Finding[] => {
    const { final, tries } = call;
    if (!final || final.cause !== undefined || !isLimited(final) || !concerns(call)) return [];
    const [asked] = tries;
    if (asked !== undefined)
      return [
        broken(final, `Expected no callee to be asked, but ${asked.callee.name} was in line ${asked.line}.`),
      ];
    return [wrong(call) ?? holds(final)];
  });

const contradicted = (refused: Passed, held: number, what: string, { line }: Moment): Finding => {
  const at = Math.max(refused.line, line);
  const says = `Expected one limit: line ${refused.line} refuses more than ${held} ${what}, and line ${line} grants more.`;
  return broken({ line: at, at: refused.at }, says);
};

/** Number of other calls of the caller that were in flight when the CALL was received. */
const inFlight = (call: Call): number =>
  [...call.caller.calls.values()].flat().filter(({ line, final, callerLeft }) => {
    const end = Math.min(final?.line ?? Infinity, callerLeft?.line ?? Infinity);
    return line < call.line && end > call.line;
  }).length;

/** Number of places that a session had on lists before a line. */
function placesOf(
  { requests, registrations }: History,
  readings: Readings,
  session: Session,
  { line }: Moment,
): number {
  const granted = requests.filter(
    ({ asked, reply }) =>
      asked.session === session && reply?.message.name === 'REGISTERED' && reply.line < line,
  );
  const standing = granted.flatMap(({ reply }) => {
    const { message, line: since } = reply as Passed;
    const left = registrations.some(({ left: departures }) =>
      departures.some(
        (one) =>
          one.session === session && one.ids.includes(message.target) && one.line > since && one.line < line,
      ),
    );
    return left ? [] : [message.target];
  });
  return readings.sameSession === 'second-place' ? standing.length : new Set(standing).size;
}
