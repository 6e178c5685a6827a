/** Selection of the first callee of a CALL. */
import type { Readings } from '../../../../machines/readings.ts';
import type { Turn } from '../facts.ts';
import { gather } from '../gather.ts';
import { memo } from '../memo.ts';
import { turnsOf } from '../turns.ts';
import { broken, type Finding, holds, type Oracle } from './oracle.ts';
import { hasLeft } from './registering.ts';

/** Judges that the INVOCATIONs of a policy went to callees that it names. */
export const selects =
  (policy: string, concerns: (turn: Turn) => boolean): Oracle =>
  (history, readings) =>
    gather(turnsIn(history, readings), (turn): Finding[] => {
      const { tried, named } = turn;
      if (tried.registration?.policy !== policy) return [];
      // Other rules judge callees that have left the list, and INVOCATIONs without a CALL.
      if (!concerns(turn) || named.length === 0 || tried.call === undefined || hasLeft(tried)) return [];
      if (tried.call.aside !== undefined) return [];
      if (named.includes(tried.callee)) return [holds(tried)];
      const names = named.map(({ name }) => name).join(' or ');
      return [broken(tried, `Expected INVOCATION to go to ${names}, but it went to ${tried.callee.name}.`)];
    });

const turnsIn = memo(({ registrations }, readings: Readings): readonly Turn[] =>
  gather(registrations, (registration) => turnsOf(registration, readings)),
);

const isFirst = ({ tried }: Turn): boolean => tried.previous === undefined;

export const SELECTING = {
  'SR-10': selects('roundrobin', isFirst),
  'SR-11': selects('random', isFirst),
  'SR-12': selects('first', isFirst),
  'SR-13': selects('last', isFirst),
} satisfies Record<string, Oracle>;
