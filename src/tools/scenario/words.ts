/**
 * Words of messages in a scenario: JSON, bare URIs, `?name` for an id, and `_` for any value.
 *
 * `?name` and `_` may also be inside of JSON, and `...` at the end of a dictionary for further entries, of which the keys
 * with `absent` are none.
 */
import { type Place, ScenarioError } from './error.ts';

/** A field of a message as a term, with its text. */
export interface Word {
  readonly text: string;
  readonly term: Term;
}

export type Term =
  | { readonly kind: 'any' }
  | { readonly kind: 'id'; readonly name: string }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Term[] }
  | {
      readonly kind: 'dict';
      readonly entries: readonly (readonly [string, Term])[];
      /** True if there may be further entries. */
      readonly open: boolean;
      /** Keys that are no such entries, unless their value is `false` or `null`. */
      readonly absent: readonly string[];
    };

/** An id: a bigint beyond the integers that are exact as numbers, which some routers send. */
export type WireId = number | bigint;

/** Known ids by name. */
export type Ids = ReadonlyMap<string, WireId>;

/**
 * @param text words with blanks between them
 * @param place of the text
 * @throws ScenarioError if one of them is malformed
 */
export function readWords(text: string, place: Place): Word[] {
  const reader = new Reader(text, place);
  const words: Word[] = [];
  while (!reader.atEnd) words.push(reader.word());
  return words;
}

/** Writes a value for a log, as words without wildcards. */
export function writeWord(value: unknown): string {
  if (typeof value === 'string' && BARE.test(value) && !LITERALS.has(value)) return value;
  return writeJson(value);
}

/** JSON with a blank after each comma and colon. */
export function writeJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`;
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${writeJson(item)}`);
  return `{${entries.join(', ')}}`;
}

/**
 * Matches a value with a term, given the ids known so far.
 *
 * @returns the ids known afterwards, or undefined if it does not match
 */
export function matchTerm(term: Term, value: unknown, ids: Ids): Ids | undefined {
  switch (term.kind) {
    case 'any':
      return ids;
    case 'id': {
      if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
      const known = ids.get(term.name);
      if (known === undefined) return new Map(ids).set(term.name, value);
      return known === value ? ids : undefined;
    }
    case 'value':
      return term.value === value ? ids : undefined;
    case 'list':
      if (!Array.isArray(value) || value.length !== term.items.length) return undefined;
      return matchAll(term.items, value, ids);
    case 'dict': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const keys = term.entries.map(([key]) => key);
      if (!keys.every((key) => Object.hasOwn(value, key))) return undefined;
      if (!term.open && Object.keys(value).length !== keys.length) return undefined;
      if (term.absent.some((key) => isSet(value, key))) return undefined;
      return matchAll(
        term.entries.map(([, item]) => item),
        keys.map((key) => (value as Record<string, unknown>)[key]),
        ids,
      );
    }
  }
}

/** The value of a dictionary for a key; undefined if it is no dictionary. */
export const entryOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/**
 * The value of a term.
 *
 * @param idOf called for each id
 */
export function evaluate(term: Term, idOf: (name: string) => unknown): unknown {
  switch (term.kind) {
    case 'value':
      return term.value;
    case 'id':
      return idOf(term.name);
    case 'list':
      return term.items.map((item) => evaluate(item, idOf));
    case 'dict':
      return Object.fromEntries(term.entries.map(([key, item]) => [key, evaluate(item, idOf)]));
    case 'any':
      return undefined;
  }
}

/** Names of the ids in a term. */
export function namesIn(term: Term): string[] {
  if (term.kind === 'id') return [term.name];
  if (term.kind === 'list') return term.items.flatMap(namesIn);
  return term.kind === 'dict' ? term.entries.flatMap(([, item]) => namesIn(item)) : [];
}

/** True if a term has a wildcard, so that it cannot be sent. */
export function isOpen(term: Term): boolean {
  if (term.kind === 'list') return term.items.some(isOpen);
  if (term.kind === 'dict') return term.open || term.entries.some(([, item]) => isOpen(item));
  return term.kind === 'any';
}

// --- internal ---

/** True if a dictionary has a key with a value that counts. */
const isSet = (value: object, key: string): boolean =>
  Object.hasOwn(value, key) && entryOf(value, key) !== false && entryOf(value, key) !== null;

const LITERALS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** A string without quotes: it neither begins nor ends like JSON. */
const BARE = /^(?![?_\d-])[^\s"[{]\S*(?<![\]}",])$/;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function matchAll(terms: readonly Term[], values: readonly unknown[], ids: Ids): Ids | undefined {
  let known: Ids | undefined = ids;
  for (const [index, term] of terms.entries()) {
    known = known && matchTerm(term, values[index], known);
  }
  return known;
}

class Reader {
  private readonly text: string;
  private readonly place: Place;
  private at = 0;

  constructor(text: string, place: Place) {
    this.text = text;
    this.place = place;
    this.skip();
  }

  get atEnd(): boolean {
    return this.at === this.text.length;
  }

  word(): Word {
    const start = this.at;
    const term = this.bare() ?? this.term();
    const text = this.text.slice(start, this.at);
    if (!this.atEnd && !/\s/.test(this.text.charAt(this.at))) this.fail('a blank after each word');
    this.skip();
    return { text, term };
  }

  /** Reads a term up to the next blank: anything but a dictionary, a list and a string. */
  private bare(): Term | undefined {
    const text = this.take(/[^\s"[{][^\s]*/y);
    if (text === undefined) return undefined;
    if (LITERALS.has(text) || NUMBER.test(text) || /^(_|\?\w+)$/.test(text)) return scalar(text);
    if (/^[?_]/.test(text) || /[\]}",]$/.test(text)) {
      this.at -= text.length;
      this.fail('JSON, a URI, ?name or _');
    }
    return { kind: 'value', value: text };
  }

  private term(): Term {
    if (this.takes('[')) return { kind: 'list', items: this.items(']', () => this.term()) };
    if (this.takes('{')) return this.dict();
    const string = this.take(/"(?:[^"\\]|\\.)*"/y);
    if (string !== undefined) return { kind: 'value', value: this.string(string) };
    const text = this.take(/true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?|_|\?\w+/y);
    return text === undefined ? this.fail('JSON, ?name or _') : scalar(text);
  }

  private dict(): Term {
    let open = false;
    const absent: string[] = [];
    const entries = this.items('}', (): readonly [string, Term] | undefined => {
      if (this.takes('...')) {
        open = true;
        return undefined;
      }
      const key = this.take(/"(?:[^"\\]|\\.)*"/y);
      if (key === undefined) return this.fail('a key in double quotes');
      this.skip();
      if (!this.takes(':')) this.fail('a colon');
      this.skip();
      if (this.takes('absent')) {
        absent.push(this.string(key));
        return undefined;
      }
      return [this.string(key), this.term()];
    });
    if (absent.length > 0 && !open) {
      this.skip();
      this.fail('"..." in a dictionary with an absent key');
    }
    return { kind: 'dict', entries: entries.filter((entry) => entry !== undefined), open, absent };
  }

  /** Reads items with commas between them, up to the end. */
  private items<T>(end: string, read: () => T): T[] {
    const items: T[] = [];
    this.skip();
    if (this.takes(end)) return items;
    for (;;) {
      items.push(read());
      this.skip();
      if (this.takes(end)) return items;
      if (!this.takes(',')) this.fail(`a comma or ${end}`);
      this.skip();
    }
  }

  private string(text: string): string {
    try {
      return JSON.parse(text);
    } catch {
      this.at -= text.length;
      return this.fail('a string as in JSON');
    }
  }

  private takes(sign: string): boolean {
    const is = this.text.startsWith(sign, this.at);
    if (is) this.at += sign.length;
    return is;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.text)?.[0];
    this.at += text?.length ?? 0;
    return text;
  }

  private skip(): void {
    this.take(/\s+/y);
  }

  private fail(expected: string): never {
    const rest = this.text.slice(this.at);
    const column = (this.place.column ?? 1) + this.at;
    const length = /^\S*/.exec(rest)?.[0].length;
    const place = this.place.text === undefined ? this.place : { ...this.place, column, length };
    throw new ScenarioError(place, expected, rest === '' ? 'the line ends' : `${rest} came`);
  }
}

const scalar = (text: string): Term => {
  if (text === '_') return { kind: 'any' };
  if (text.startsWith('?')) return { kind: 'id', name: text };
  return { kind: 'value', value: LITERALS.has(text) ? LITERALS.get(text) : Number(text) };
};
