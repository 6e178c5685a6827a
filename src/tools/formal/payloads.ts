/** Payloads by number. */
import type { Message } from '../judge/messages.ts';

/** Gives each payload a number, and equal ones the same. */
export class Payloads {
  private readonly numbers = new Map<string, number>();

  /** The payloads as JSON, by their numbers. */
  get texts(): readonly string[] {
    return [...this.numbers.keys()];
  }

  /** The number of a message's payload. */
  numberOf({ payload: [list, dict] }: Message): number {
    const text = JSON.stringify([list ?? [], dict ?? {}], inOrder);
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}

// --- internal ---

/** Keys in their order, so that equal payloads have the same text; and integers of any size. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
