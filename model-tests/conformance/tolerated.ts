/** Routers that differ from this one, and break no rule. */
import { CODES } from '../../machines/messages.ts';
import type { Create } from '../mutants/mutant.ts';
import { edited } from './fault.ts';
import type { Spoiler } from './served.ts';

export interface Tolerated {
  /** The behaviour of the router, as a clause. */
  readonly says: string;
  /** Beginnings of the cases that tell it from others; all cases if omitted. */
  readonly only?: readonly string[];
  /** Number of cases that cannot be played on it, at most. */
  readonly unplayed: number;
  /** The remark on it, if there is one. */
  readonly remark?: string;
  /** The readings other than the defaults that it is seen to follow. */
  readonly readings: readonly { readonly reading: string; readonly option: string }[];
  /** Constructs its dealer; the right one if omitted. */
  readonly create?: Create;
  readonly spoil?: () => Spoiler;
}

export const TOLERATED: readonly Tolerated[] = [
  {
    says: 'begins roundrobin with the second callee',
    only: ['sr', 'cr-03', 'reading-next', 'reading-position', 'reading-reroute'],
    unplayed: 5,
    remark: '`roundrobin` does not begin with the callee that registered first.',
    readings: [],
    create: edited('machines/instances.ts', 'position: 0,', 'position: 1,')(),
  },
  {
    says: 'fills in every payload, and adds to every Details',
    unplayed: 0,
    readings: [],
    spoil: () => ({
      send(message) {
        const at = DETAILS[`${message[0]}`];
        if (at === undefined) return [message];
        const more = { ...(message[at] as object), x_router: 'other' };
        const isFull = message[0] === CODES.RESULT || message[0] === CODES.INVOCATION;
        const told = message.with(at, more);
        const [args = [], kwargs = {}] = message.slice(at + 1);
        return [isFull ? [...told.slice(0, at + 1), args, kwargs] : told];
      },
    }),
  },
];

// --- internal ---

/** Positions of Details and Options, by the type of the message. */
const DETAILS: Readonly<Record<string, number>> = {
  [CODES.WELCOME]: 2,
  [CODES.INVOCATION]: 3,
  [CODES.INTERRUPT]: 2,
  [CODES.RESULT]: 2,
  [CODES.ABORT]: 1,
  [CODES.GOODBYE]: 1,
};
