/** Messages of a call in the words of scenarios, as far as the inspector shows them. */
import type { StoryMessage } from '../../router/inspector/protocol.ts';

/** Stands for a payload, which is not shown. */
const PAYLOAD = '[…]';

/** The name of a message and its fields. */
export function wordsOf({ message, hasPayload }: Pick<StoryMessage, 'message' | 'hasPayload'>): string[] {
  const words = message.map((field) => (typeof field === 'object' ? JSON.stringify(field) : `${field}`));
  return hasPayload ? [...words, PAYLOAD] : words;
}
