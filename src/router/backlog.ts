/** Decides on messages for a connection that has not taken all of what it was sent before. */
import { CODES } from '../wamp/messages.ts';
import { HEAD_ALLOWANCE, type LimitValues } from './limits.ts';

/** What happens to a message: it is sent, its sender is told, or its receiver is cut off. */
export type Verdict = 'send' | 'backlog' | 'cut-off';

export interface Backlog {
  /**
   * @param code the type code of the message
   * @param waiting how many bytes the connection has not taken yet
   */
  readonly judge: (code: unknown, waiting: number) => Verdict;
  /** The bytes above which a connection is cut off that is to be sent an answer of its own. */
  readonly most: number;
}

/**
 * An INVOCATION is refused when more than `maxBacklog` waits already, so that one large message always fits an empty
 * backlog. INTERRUPT always passes: there is one for each INVOCATION at most.
 *
 * Anything else answers the receiver itself, who is cut off if it lets such answers pile up. It must not be cut off for
 * what others sent it, so the bound for that is beyond all that INVOCATIONs and INTERRUPTs can fill: `maxBacklog`, one
 * large message, and an INTERRUPT for each INVOCATION, which is at most twice as long.
 */
export function backlogOf({
  maxBacklog,
  maxMessageSize,
}: Pick<LimitValues, 'maxBacklog' | 'maxMessageSize'>): Backlog {
  const most = 3 * maxBacklog + maxMessageSize + HEAD_ALLOWANCE;
  return {
    most,
    judge(code, waiting) {
      if (waiting <= maxBacklog || code === CODES.INTERRUPT) return 'send';
      if (code === CODES.INVOCATION) return 'backlog';
      return waiting > most ? 'cut-off' : 'send';
    },
  };
}
