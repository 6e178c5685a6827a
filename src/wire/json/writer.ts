/** Writer of JSON that keeps the kind of each value. */
import { Bytes } from '../bytes.ts';
import type { Writer } from '../codec.ts';
import { Unrepresentable } from '../faults.ts';
import type { Run } from '../run.ts';
import { SHORT_TEXT, sizeOf, write } from '../utf8.ts';
import { encode, lengthOf } from './base64.ts';
import {
  BACKSLASH,
  CLOSE_DICT,
  CLOSE_LIST,
  COLON,
  COMMA,
  OPEN_DICT,
  OPEN_LIST,
  QUOTE,
  ZERO,
} from './characters.ts';
import { bytesOf } from './reader.ts';

/**
 * Writes values with commas between them.
 *
 * A float has a fraction or an exponent, and bytes are a string of NUL and Base64. Values without a form in JSON are
 * refused: dictionaries with keys other than text, points in time, NaN and the infinities, and everything that only
 * CBOR or MessagePack have.
 */
export class JsonWriter extends Bytes implements Writer {
  /** The separator before the next value; 0 for none. */
  private separator = 0;
  private isDict = false;
  /** True if a key must come next. */
  protected isKey = false;
  private readonly outer: boolean[] = [];

  null(): void {
    this.put('null', 'null');
  }

  boolean(value: boolean): void {
    this.put(value ? 'true' : 'false', 'a boolean');
  }

  integer(value: number | bigint): void {
    if (this.isKey || typeof value === 'bigint' || !(value >= 0 && value < MANY))
      this.put(`${value}`, 'an integer');
    else {
      this.begin();
      this.digits(value);
    }
  }

  float(value: number): void {
    if (!Number.isFinite(value)) return this.refuse(`the float ${value}`);
    this.put(textOfFloat(value), 'a float');
  }

  text(value: string): void {
    if (this.isKey) return this.putKey(value);
    if (bytesOf(value) !== undefined) return this.refuse('a text of NUL and Base64, which would be bytes');
    this.begin();
    this.quoted(value);
  }

  bytes(value: Uint8Array): void {
    if (this.isKey) return this.refuseKey(BYTES + Buffer.from(value).toString('base64'), 'bytes');
    this.begin();
    const length = lengthOf(value.length);
    this.ascii(BYTES);
    this.reserve(length);
    encode(value, this.out, this.at);
    this.at += length;
    this.byte(QUOTE);
  }

  list(): void {
    this.open(OPEN_LIST, 'a list');
  }

  dict(): void {
    this.open(OPEN_DICT, 'a dictionary');
  }

  end(): void {
    this.byte(this.isDict ? CLOSE_DICT : CLOSE_LIST);
    this.isDict = this.outer.pop() === true;
    this.isKey = this.isDict; // A value of a dictionary has ended, and never a key.
    this.separator = COMMA;
  }

  instant(): void {
    this.refuse('an instant');
  }

  tag(number: number | bigint): void {
    this.refuse(`the tag ${number} of CBOR`);
  }

  simple(number: number): void {
    this.refuse(number === 23 ? 'undefined, of CBOR' : `the simple value ${number} of CBOR`);
  }

  extension(type: number): void {
    this.refuse(`an extension of MessagePack, type ${type}`);
  }

  run(run: Run): void {
    this.begin();
    this.reserve(run.end - run.start + 1); // And a bracket, so that a large message is not copied again.
    this.copy(run);
  }

  /** Called for each value without a form in JSON. */
  protected refuse(what: string): void {
    throw new Unrepresentable(what);
  }

  /** Called for a key other than text, a list or a dictionary. */
  protected refuseKey(_json: string, kind: string): void {
    this.refuse(`a dictionary with a key that is ${kind}`);
  }

  protected putKey(key: string): void {
    this.begin();
    this.quoted(key);
    this.separator = COLON;
    this.isKey = false;
  }

  /** Writes ASCII JSON where no key can be. */
  protected add(json: string): void {
    this.begin();
    this.ascii(json);
  }

  // --- internal ---

  private put(json: string, kind: string): void {
    if (this.isKey) this.refuseKey(json, kind);
    else this.add(json);
  }

  /** Writes the separator before a value. */
  private begin(): void {
    if (this.separator !== 0) this.byte(this.separator);
    this.separator = COMMA;
    this.isKey = this.isDict;
  }

  private open(bracket: number, kind: string): void {
    if (this.isKey) throw new Unrepresentable(`a dictionary with a key that is ${kind}`);
    this.begin();
    this.byte(bracket);
    this.outer.push(this.isDict);
    this.isDict = bracket === OPEN_DICT;
    this.isKey = this.isDict;
    this.separator = 0;
  }

  private digits(value: number): void {
    let count = 1;
    for (let limit = 10; value >= limit; limit *= 10) count++;
    this.reserve(count);
    let left = value;
    for (let at = this.at + count - 1; at >= this.at; at--) {
      this.out[at] = ZERO + (left % 10);
      left = (left / 10) | 0;
    }
    this.at += count;
  }

  private quoted(text: string): void {
    const size = text.length <= SHORT_TEXT && isPlain(text) ? sizeOf(text) : undefined;
    if (size === undefined) return this.escaped(text);
    this.reserve(size + 2);
    this.out[this.at++] = QUOTE;
    this.at = write(text, this.out, this.at);
    this.out[this.at++] = QUOTE;
  }

  private escaped(text: string): void {
    const json = JSON.stringify(text);
    this.reserve(Buffer.byteLength(json));
    this.at += this.out.write(json, this.at);
  }
}

// --- internal ---

/** Prefix of bytes. */
const BYTES = '"\\u0000';

/** Smaller integers are written digit by digit. */
const MANY = 2 ** 31;

/** True if no character of a text must be escaped, except for lone surrogates. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === QUOTE || code === BACKSLASH) return false;
  }
  return true;
}

function textOfFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = `${value}`;
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
