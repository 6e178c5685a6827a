/** Values written as JSON, each as what it is. */
import { TooLong, Untellable } from '../faults.ts';
import type { Sink } from '../sink.ts';
import { bytesOf } from './reader.ts';

/**
 * Writes values, with commas between them.
 *
 * A float has a fraction or an exponent, bytes are a string of NUL and Base64. What JSON has no form for is refused:
 * dictionaries with keys that are no text, points in time, NaN and the infinities, and all that only CBOR or
 * MessagePack have.
 */
export class JsonWriter implements Sink {
  private json = '';
  private separator = '';
  private isDict = false;
  /** Whether a key has to come next. */
  protected isKey = false;
  private readonly outer: boolean[] = [];
  private readonly most: number;

  /** @param most of how many bytes it may make; it throws `TooLong` once it has made more */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.most = most;
  }

  /** The text so far. */
  finish(): string {
    return this.json;
  }

  null(): void {
    this.put('null', 'null');
  }

  boolean(value: boolean): void {
    this.put(`${value}`, 'a boolean');
  }

  integer(value: number | bigint): void {
    this.put(`${value}`, 'an integer');
  }

  float(value: number): void {
    if (!Number.isFinite(value)) return this.refuse(`the float ${value}`);
    this.put(textOfFloat(value), 'a float');
  }

  text(value: string): void {
    if (this.isKey) return this.putKey(value);
    if (bytesOf(value) !== undefined) return this.refuse('a text of NUL and Base64, which would be bytes');
    this.add(JSON.stringify(value));
  }

  bytes(value: Uint8Array): void {
    this.put(`"\\u0000${base64Of(value)}"`, 'bytes');
  }

  list(): void {
    this.open('[', false, 'a list');
  }

  dict(): void {
    this.open('{', true, 'a dictionary');
  }

  end(): void {
    this.append(this.isDict ? '}' : ']');
    this.isDict = this.outer.pop() === true;
    this.isKey = this.isDict; // A value of a dictionary has ended, and never a key.
    this.separator = ',';
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

  /** Called for all that JSON has no form for. */
  protected refuse(what: string): void {
    throw new Untellable(what);
  }

  /** Called for a key that is no text, other than a list or a dictionary. */
  protected refuseKey(_json: string, kind: string): void {
    this.refuse(`a dictionary with a key that is ${kind}`);
  }

  protected putKey(key: string): void {
    this.append(this.separator + JSON.stringify(key));
    this.separator = ':';
    this.isKey = false;
  }

  /** Writes a value where no key can be. */
  protected add(json: string): void {
    this.append(this.separator + json);
    this.separator = ',';
    this.isKey = this.isDict;
  }

  // --- internal ---

  private append(json: string): void {
    this.json += json;
    // No character has less than one byte.
    if (this.json.length > this.most) throw new TooLong(this.most);
  }

  private put(json: string, kind: string): void {
    if (this.isKey) this.refuseKey(json, kind);
    else this.add(json);
  }

  private open(bracket: string, isDict: boolean, kind: string): void {
    if (this.isKey) throw new Untellable(`a dictionary with a key that is ${kind}`);
    this.append(this.separator + bracket);
    this.outer.push(this.isDict);
    this.isDict = isDict;
    this.isKey = isDict;
    this.separator = '';
  }
}

// --- internal ---

function textOfFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = `${value}`;
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

const base64Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
