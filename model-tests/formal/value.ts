/** Values as TLC prints them: functions are objects as records are, and sets are lists as sequences are. */
import type { Value } from '../../src/tools/formal/value.ts';

/** Reads a state: one value for each variable. */
export function readState(text: string): Readonly<Record<string, Value>> {
  const state: Record<string, Value> = {};
  for (const part of text.split('/\\ ')) {
    const sign = part.indexOf(' = ');
    if (sign > 0) state[part.slice(0, sign)] = new Reader(part.slice(sign + 3)).read();
  }
  return state;
}

// --- internal ---

class Reader {
  private readonly tokens: readonly string[];
  private place = 0;

  constructor(text: string) {
    this.tokens = text.match(/<<|>>|\|->|:>|@@|[[\]{}(),]|"(?:[^"\\]|\\.)*"|[\w.-]+/g) ?? [];
  }

  read(): Value {
    const token = this.take();
    if (token === '<<') return this.list('>>');
    if (token === '{') return this.list('}');
    if (token === '[') return this.record();
    if (token === '(') return this.mapping();
    if (token === 'TRUE' || token === 'FALSE') return token === 'TRUE';
    if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(.)/g, '$1');
    return /^-?\d+$/.test(token) ? Number(token) : token;
  }

  // --- internal ---

  private take(): string {
    const token = this.tokens[this.place++];
    if (token === undefined) throw new Error('Expected a value, but the text ended.');
    return token;
  }

  private peek(): string | undefined {
    return this.tokens[this.place];
  }

  private list(end: string): Value[] {
    const items: Value[] = [];
    while (this.peek() !== end) {
      items.push(this.read());
      if (this.peek() === ',') this.take();
    }
    this.take();
    return items;
  }

  /** `[key |-> value, ...]` */
  private record(): Record<string, Value> {
    const entries: Record<string, Value> = {};
    while (this.peek() !== ']') {
      const key = this.take();
      this.take();
      entries[key] = this.read();
      if (this.peek() === ',') this.take();
    }
    this.take();
    return entries;
  }

  /** `(key :> value @@ ...)` */
  private mapping(): Record<string, Value> {
    const entries: Record<string, Value> = {};
    while (this.peek() !== ')') {
      const key = `${this.read()}`;
      this.take();
      entries[key] = this.read();
      if (this.peek() === '@@') this.take();
    }
    this.take();
    return entries;
  }
}
