/** Options that are not set. */

import { gather } from '../gather.ts';
import type { Dict } from '../messages.ts';
import { nameOf } from '../messages.ts';
import { type Finding, finding, isError, isViolation, type Oracle } from './oracle.ts';

/** An option that is null or an empty word is not refused. */
const unset: Oracle = (history) => [
  ...gather(history.requests, ({ asked, reply }) => {
    if (reply === undefined || asked.message.name !== 'REGISTER') return [];
    const { options } = asked.message;
    const refusals = [
      ...(isEmpty(options, 'invoke') ? ['wamp.error.invalid_argument', NOT_ALLOWED] : []),
      ...(isEmpty(options, 'match') ? ['wamp.error.feature_not_supported', NOT_ALLOWED] : []),
    ];
    return refusals.length === 0
      ? []
      : [taken(reply.line, nameOf(reply.message), isError(reply.message, ...refusals))];
  }),
  ...gather(history.calls, ({ message, tries, answers }) => {
    const first = tries[0] ?? answers[0];
    if (message.options.timeout !== null || first === undefined) return [];
    return [taken(first.line, nameOf(first.message), isError(first.message, 'wamp.error.invalid_argument'))];
  }),
  ...gather(history.passed, (passed): Finding[] => {
    const { message, session, line, by } = passed;
    if (by === 'router' || message.name !== 'CANCEL' || passed.phase !== 'open') return [];
    if (!isEmpty(message.options, 'mode')) return [];
    const next = session.sent.find((one) => one.line > line);
    const isLast = session.received.every((one) => one.line <= line || (next && one.line > next.line));
    return next && isLast ? [taken(next.line, nameOf(next.message), isViolation(next.message))] : [];
  }),
];

export const OPTIONS = {
  'OP-1': unset,
} satisfies Record<string, Oracle>;

// --- internal ---

const NOT_ALLOWED = 'wamp.error.option_not_allowed';

const isEmpty = (options: Dict, key: string): boolean => options[key] === null || options[key] === '';

const taken = (line: number, came: string, isRefused: boolean): Finding =>
  finding(
    line,
    isRefused ? `Expected an option that is not set to have no effect, but ${came} came.` : undefined,
  );
