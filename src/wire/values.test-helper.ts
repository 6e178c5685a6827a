/** Messages of clients in each serialisation, made and read by libraries that the router does not use. */
import { decode as decodeMsgpack, encode as encodeMsgpack } from '@msgpack/msgpack';
import { decode as decodeCbor, encode as encodeCbor } from 'cborg';
import fc from 'fast-check';
import type { SerialisationName } from './kinds.ts';

/** A message with one argument, a value in the form of that serialisation. */
export function messageWith(name: SerialisationName, head: readonly unknown[], form: string): Buffer {
  if (name === 'JSON') return Buffer.from(`${JSON.stringify(head).slice(0, -1)},[${form}]]`);
  const fields = head.map((field) => Buffer.from(WRITE[name](field)));
  const [list, one] = name === 'CBOR' ? [0x80, 0x81] : [0x90, 0x91];
  return Buffer.concat([
    Buffer.of(list + head.length + 1),
    ...fields,
    Buffer.of(one),
    Buffer.from(form, 'hex'),
  ]);
}

export const WRITE: Record<SerialisationName, (value: unknown) => Uint8Array> = {
  JSON: (value) => Buffer.from(JSON.stringify(value)),
  MessagePack: (value) => encodeMsgpack(value),
  CBOR: (value) => encodeCbor(value),
};

export const READ: Record<SerialisationName, (bytes: Uint8Array) => unknown> = {
  JSON: (bytes) => JSON.parse(Buffer.from(bytes).toString()),
  MessagePack: (bytes) => decodeMsgpack(bytes),
  CBOR: (bytes) => decodeCbor(bytes),
};

/** cborg 6.1.5 drops U+FEFF at the beginning of a text; the kind `bom` covers this project's readers and writers. */
const isKept = (text: string): boolean => !text.startsWith('\uFEFF');

/** Values that all libraries write in the same way. */
export const common = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('list'), tie('dict')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  dict: fc.dictionary(
    fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__' && isKept(key)),
    tie('value'),
    { maxKeys: 5, noNullPrototype: true },
  ),
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((float) => !Number.isInteger(float)),
    fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\0') && isKept(text)),
  ),
})).value;
