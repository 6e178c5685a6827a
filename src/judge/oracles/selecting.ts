/** Whom a CALL goes to first. */
import { type Turn, turnsOf } from '../turns.ts';
import { type Finding, finding, type Oracle } from './oracle.ts';
import { hasLeft } from './registering.ts';

/** Judges that the policy's INVOCATIONs went to whom it names. */
export const selects =
  (policy: string, concerns: (turn: Turn) => boolean): Oracle =>
  (history, readings) =>
    history.registrations.flatMap((registration) => {
      if (registration.policy !== policy) return [];
      return turnsOf(registration, readings).flatMap((turn): Finding[] => {
        const { tried, named } = turn;
        // Whoever has left the list, and whoever was asked for no CALL, is another rule's concern.
        if (!concerns(turn) || named.length === 0 || tried.call === undefined || hasLeft(tried)) return [];
        const names = named.map(({ name }) => name).join(' or ');
        const says = `Expected INVOCATION to go to ${names}, but it went to ${tried.callee.name}.`;
        return [finding(tried.line, named.includes(tried.callee) ? undefined : says)];
      });
    });

const isFirst = ({ tried }: Turn): boolean => tried.previous === undefined;

export const SELECTING = {
  'SR-10': selects('roundrobin', isFirst),
  'SR-11': selects('random', isFirst),
  'SR-12': selects('first', isFirst),
  'SR-13': selects('last', isFirst),
} satisfies Record<string, Oracle>;
