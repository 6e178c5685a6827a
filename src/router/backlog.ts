/** The messages that a connection has not taken yet. */
import { CODES } from '../wamp/messages.ts';
import { COSTS, type LimitValues } from './limits.ts';

/** What happens to a message: it is sent, its sender is told, or its receiver is cut off. */
export type Verdict = 'send' | 'backlog' | 'cut-off';

export class Backlog {
  /** What waits, in bytes, each message with its cost. */
  waiting = 0;
  /** The part of it that the receiver asked for itself. */
  answers = 0;
  private readonly mostRequests: number;
  private readonly mostAnswers: number;

  /**
   * @param maxBacklog how much may wait when an INVOCATION is to be sent, in bytes
   * @param maxMessageSize how much more may wait when an answer is to be sent: that of one large answer is no offence
   */
  constructor({ maxBacklog, maxMessageSize }: Pick<LimitValues, 'maxBacklog' | 'maxMessageSize'>) {
    this.mostRequests = maxBacklog;
    this.mostAnswers = maxBacklog + maxMessageSize;
  }

  /**
   * Decides on a message. An INVOCATION is refused when more than `maxBacklog` waits already, so that one large message
   * always fits an empty backlog. INTERRUPT always passes: there is at most one for each INVOCATION. Anything else
   * answers the receiver itself, which is cut off when too much of that waits, and never for what others sent it.
   *
   * @param code the type code of the message
   */
  judge(code: unknown): Verdict {
    if (code === CODES.INVOCATION) return this.waiting > this.mostRequests ? 'backlog' : 'send';
    if (code === CODES.INTERRUPT) return 'send';
    return this.answers > this.mostAnswers ? 'cut-off' : 'send';
  }

  /**
   * Counts a message that is sent.
   *
   * @param length of the message, in bytes
   * @returns what to call when it has been taken
   */
  add(code: unknown, length: number): () => void {
    const size = length + COSTS.message;
    this.waiting += size;
    if (code === CODES.INVOCATION || code === CODES.INTERRUPT) {
      return () => {
        this.waiting -= size;
      };
    }
    this.answers += size;
    return () => {
      this.waiting -= size;
      this.answers -= size;
    };
  }
}
