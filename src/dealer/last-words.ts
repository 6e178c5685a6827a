/** ERRORs about undeliverable answers. */
import { OBSTACLES, type ProblemId } from '../../machines/vocabulary.ts';
import type { WireMessage } from './messages.ts';

/**
 * Marks a message as such an ERROR, if it is one. It is recognised by its identity, since a callee may send
 * an equal ERROR.
 *
 * @param problem the problem that the ERROR reports
 */
export function noteError(message: WireMessage, problem: ProblemId): void {
  if (ABOUT_ANSWERS.has(problem)) LAST_WORDS.add(message);
}

/** True if a message was marked. */
export const isLastWord = (message: WireMessage): boolean => LAST_WORDS.has(message);

// --- internal ---

const ABOUT_ANSWERS: ReadonlySet<ProblemId> = new Set(
  OBSTACLES.map((obstacle) => `answer-${obstacle}` as const),
);

/** Marked messages that a program still holds. */
const LAST_WORDS = new WeakSet<WireMessage>();
