/** Options of clients that the dealer does not read, each reported once, so that its sender can learn of them. */
import { AT } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';
import { brief } from './log.ts';

const PASSTHRU = ['ppt_scheme', 'ppt_serializer', 'ppt_cipher', 'ppt_keyid'];

/** The options that the dealer reads or answers, by the type of the message. */
export const READ: ReadonlyMap<unknown, ReadonlySet<string>> = new Map<unknown, ReadonlySet<string>>([
  [CODES.REGISTER, new Set(['invoke', 'match', 'force_reregister'])],
  [CODES.CALL, new Set(['timeout', 'receive_progress', 'progress', ...PASSTHRU])],
]);

/** Options of one session that were ignored. */
export class Ignored {
  private readonly seen = new Set<string>();

  /**
   * The ignored options of a REGISTER or CALL that this session has not sent before. After `MOST` of them, no more are
   * reported: a client could send a new one with each message. Long names are cut, so that they are not kept in memory.
   */
  in(message: readonly unknown[]): readonly string[] {
    const read = READ.get(message[0]);
    if (read === undefined || this.seen.size >= MOST) return NONE;
    const options: unknown = message[AT.CALL.options];
    if (typeof options !== 'object' || options === null) return NONE;
    const found = Object.keys(options)
      .filter((option) => !read.has(option))
      .map((option) => brief(option) as string)
      .filter((option) => !this.seen.has(option))
      .slice(0, MOST - this.seen.size);
    for (const option of found) this.seen.add(option);
    return found;
  }
}

/** Greatest number of options that are reported for a session. */
export const MOST = 16;

// --- internal ---

const NONE: readonly string[] = [];
