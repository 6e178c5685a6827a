/** Random frames: valid ones with a few changes, false lengths, deep nesting, or noise. */
import { CODES } from '../../machines/messages.ts';

export interface Maker {
  /** The WebSocket subprotocol. */
  readonly protocol: string;
  readonly binary: boolean;
  /** Valid frames of a joined client, as a starting point. */
  readonly valid: readonly Buffer[];
}

/** Messages of clients, with payloads of many kinds. */
export const MESSAGES: readonly (readonly unknown[])[] = [
  [CODES.HELLO, 'realm1', { roles: { caller: {}, callee: { features: { call_canceling: true } } } }],
  [CODES.REGISTER, 1, { invoke: 'roundrobin' }, 'com.example.fuzz'],
  [CODES.REGISTER, 2, {}, 'com.example.bystander'],
  [CODES.CALL, 3, { timeout: 1 }, 'com.example.fuzz', [1, -1, 255, 65_536, 2 ** 40], { a: null, b: true }],
  [CODES.CALL, 4, {}, 'com.example.bystander', ['ä€😀', new Uint8Array([0, 1, 255]), 1.5, -0.25]],
  [CODES.CALL, 5, { receive_progress: true }, 'com.example.nobody', [[[[]]], { a: { b: { c: [] } } }]],
  [CODES.YIELD, 1, { progress: true }, ['x'.repeat(300)]],
  [CODES.YIELD, 1, {}, [], { text: 'y'.repeat(40) }],
  [CODES.ERROR, CODES.INVOCATION, 1, {}, 'wamp.error.unavailable', ['busy']],
  [CODES.CANCEL, 3, { mode: 'kill' }],
  [CODES.UNREGISTER, 6, 1],
  [CODES.SUBSCRIBE, 7, {}, 'com.example.topic'],
  [CODES.PUBLISH, 8, { acknowledge: true }, 'com.example.topic', [1, 2, 3]],
  [CODES.GOODBYE, {}, 'wamp.close.normal'],
];

/** The next random frame. */
export function randomFrame({ valid, binary }: Maker, random: () => number): Buffer {
  const below = (limit: number): number => Math.floor(random() * limit);
  let frame = valid[below(valid.length)] as Buffer;
  const changes = below(4);
  for (let change = 0; change < changes; change++) {
    const [at, length] = [below(frame.length), below(8)];
    frame = splice(
      frame,
      at,
      ...(CHANGES[below(CHANGES.length)] as Change)(frame, at, length, below, binary),
    );
  }
  if (random() < 0.05) frame = Buffer.from(Array.from({ length: below(60) }, () => below(256)));
  return binary ? frame : Buffer.from(frame.toString('utf8')); // What is no UTF-8 is refused by WebSocket itself.
}

// --- internal ---

/** A change: the number of bytes removed at a place, and the bytes inserted. */
type Change = (
  frame: Buffer,
  at: number,
  length: number,
  below: (limit: number) => number,
  binary: boolean,
) => readonly [removed: number, added: Buffer];

const CHANGES: readonly Change[] = [
  (frame, at, _, below) => [1, Buffer.of((frame[at] as number) ^ (1 << below(8)))],
  (_frame, _at, _length, below) => [1, Buffer.of(below(256))],
  (_frame, _at, length) => [length, Buffer.alloc(0)],
  (frame, at, length) => [0, frame.subarray(at, at + length)],
  (_frame, _at, length, below) => [0, Buffer.from(Array.from({ length }, () => below(256)))],
  (_frame, _at, length, below) => [length, headerThatLies(below)],
  (_frame, _at, _length, below, binary) => [1, nest(below, binary)],
  (_frame, _at, _length, below, binary) => [1, widen(below, binary)],
];

const splice = (frame: Buffer, at: number, removed: number, added: Buffer): Buffer =>
  Buffer.concat([frame.subarray(0, at), added, frame.subarray(at + removed)]);

/** Header of a list, dictionary, text, byte string, tag or extension of MessagePack or CBOR, with any length. */
function headerThatLies(below: (limit: number) => number): Buffer {
  const first = [
    0x5a, 0x7b, 0x9a, 0x9b, 0xba, 0xbb, 0xc2, 0xc6, 0xc9, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf,
  ];
  const length = [0, 1, 0x7f, 0xff].map((most) => below(most + 1));
  return Buffer.of(first[below(first.length)] as number, ...length, ...length.slice(below(5)));
}

/** Nested lists or dictionaries. */
function nest(below: (limit: number) => number, binary: boolean): Buffer {
  const levels = below(1_200);
  const [opening, closing] = binary
    ? [[0x81, 0x91, 0x9f, 0xa1, 0xc1, 0xd8][below(6)] as number, undefined]
    : ([
        ['[', ']'],
        ['{"a":', '}'],
      ][below(2)] as [string, string]);
  if (typeof opening === 'number') return Buffer.concat([Buffer.alloc(levels, opening), Buffer.of(0)]);
  return Buffer.from(`${opening.repeat(levels)}1${(closing as string).repeat(levels)}`);
}

/** Many small items. */
function widen(below: (limit: number) => number, binary: boolean): Buffer {
  const count = below(3_000);
  if (!binary) return Buffer.from(`[0${',{}'.repeat(count)}]`);
  const header = Buffer.of([0xdc, 0x99, 0xde, 0xb9][below(4)] as number, count >> 8, count & 0xff);
  return Buffer.concat([header, Buffer.alloc(count, below(256))]);
}
