/** Payloads by number. */
import { isSamePayload, type Message } from '../judge/messages.ts';

/** Gives each payload a number, and equal ones the same. */
export class Payloads {
  /** Those of the same JSON: bytes, and integers of any size, may have that of another value. */
  private readonly alike = new Map<string, Numbered[]>();

  /** The payloads as JSON, by their numbers. */
  readonly texts: string[] = [];

  /** The number of a message's payload. */
  numberOf({ payload }: Message): number {
    const [list, dict] = payload;
    const text = JSON.stringify([list ?? [], dict ?? {}], inOrder);
    const alike = this.alike.get(text) ?? [];
    const known = alike.find((one) => isSamePayload(one.payload, payload));
    if (known !== undefined) return known.number;
    const number = this.texts.push(text) - 1;
    this.alike.set(text, [...alike, { payload, number }]);
    return number;
  }
}

// --- internal ---

interface Numbered {
  readonly payload: Message['payload'];
  readonly number: number;
}

/** Keys in their order, so that equal payloads have the same text. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
