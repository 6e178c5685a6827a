/** The order in which messages arrive. */
import type { Session } from '../facts.ts';
import { gather } from '../gather.ts';
import type { Message } from '../messages.ts';
import { broken, type Finding, finding, type Oracle } from './oracle.ts';

/**
 * The INVOCATIONs of the calls of one caller reach one callee in the order of the CALLs: the first one of each call, and
 * where the reading `order` is strict those of its re-routes, too.
 */
const inOrder: Oracle = (history, { order }) => {
  const latest = new Map<Session, Map<Session, number>>();
  return gather(history.tries, ({ call, callee, line, previous, isPosthumous, undelivered }): Finding[] => {
    if (call === undefined || isPosthumous || undelivered !== undefined) return [];
    if (previous !== undefined && order === 'relaxed') return [];
    const before = latest.get(call.caller) ?? new Map<Session, number>();
    latest.set(call.caller, before);
    const last = before.get(callee) ?? 0;
    before.set(callee, Math.max(last, call.line));
    const says = `Expected the CALL of line ${call.line} to reach ${callee.name} before that of line ${last}.`;
    return [finding(line, call.line < last ? says : undefined)];
  });
};

/** A callee gets REGISTERED before it is called. */
const registeredFirst: Oracle = (history) => [
  ...gather(history.requests, ({ asked, reply }): Finding[] => {
    if (reply?.message.name !== 'REGISTERED') return [];
    const { session } = asked;
    const { target } = reply.message;
    const isMember = ({ request }: Message): boolean =>
      session.tries
        .get(request)
        ?.members.some((member) => member.session === session && member.id === target) ?? false;
    const early = session.sent.find(
      ({ line, message }) =>
        line > asked.line &&
        line < reply.line &&
        message.name === 'INVOCATION' &&
        message.target === target &&
        !isMember(message),
    );
    if (early === undefined) return [finding(reply.line, undefined)];
    return [broken(early, `Expected REGISTERED for the REGISTER of line ${asked.line} first.`)];
  }),
];

export const ORDERING = {
  'BP-29': inOrder,
  'BP-30': registeredFirst,
} satisfies Record<string, Oracle>;
