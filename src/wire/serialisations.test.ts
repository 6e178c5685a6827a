/** Messages read and written in the three serialisations: fields as plain values, the payload unchanged. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsBeforePayload } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';
import { parse, type WireMessage } from '../dealer/messages.ts';
import { Payload } from '../dealer/payload.ts';
import { Unreadable, Unrepresentable } from './faults.ts';
import type { Serialisation } from './serialisation.ts';
import { CODECS, SERIALISATIONS } from './serialisations.ts';
import { writeValue } from './values.ts';

const ALL = [...SERIALISATIONS.values()];
const [JSON_, MSGPACK, CBOR] = ALL as [Serialisation, Serialisation, Serialisation];
const PAIRS = ALL.flatMap((from) => ALL.map((to) => ({ from, to })));
const RUNS = { seed: 20_261_128, numRuns: 300 };

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const written = (to: Serialisation, message: WireMessage): Buffer =>
  Buffer.from(to.write(message) as Uint8Array);
const plain = (wire: unknown): unknown[] =>
  (wire as WireMessage).flatMap((field) => (field instanceof Payload ? field.values() : [field]));
const payloadOf = (wire: unknown): Payload => (wire as WireMessage).at(-1) as Payload;

/** Any value as a frame, even if it is no message. */
function frameOf({ protocol }: Serialisation, value: unknown): Buffer {
  const codec = CODECS.find((each) => each.protocol === protocol);
  return codec?.write((sink) => writeValue(value, sink)) as Buffer;
}

test('each serialisation has its WebSocket subprotocol, and only JSON is text', () => {
  expect(ALL.map(({ protocol, name, binary }) => [protocol, name, binary])).toEqual([
    ['wamp.2.json', 'JSON', false],
    ['wamp.2.msgpack', 'MessagePack', true],
    ['wamp.2.cbor', 'CBOR', true],
  ]);
});

describe.each(ALL)('a message in $name', (serialisation) => {
  const read = (message: unknown): unknown => serialisation.read(frameOf(serialisation, message));

  test.each([
    ['CALL', [48, 1, {}, 'com.p']],
    ['ERROR', [8, 68, 1, {}, 'com.e']],
    ['YIELD', [70, 1, { progress: true }]],
    ['PUBLISH', [16, 1, {}, 'com.t']],
    ['ABORT', [3, {}, 'com.r']],
    ['RESULT', [50, 1, {}]],
    ['INVOCATION', [68, 1, 2, {}]],
    ['EVENT', [36, 1, 2, {}]],
  ])('of the type %s keeps its payload as one, be it one field, two or none', (_, fields) => {
    expect(read(fields)).toEqual(fields);
    for (const payload of [[[]], [[1, 'a']], [[], {}], [[1], { a: { b: [2] } }]]) {
      const wire = read([...fields, ...payload]) as WireMessage;
      expect(wire.slice(0, -1)).toEqual(fields);
      expect(payloadOf(wire)).toBeInstanceOf(Payload);
      expect(payloadOf(wire).fields).toBe(payload.length);
      expect(payloadOf(wire).values()).toEqual(payload);
    }
  });

  test.each([
    ['Arguments that are no list', [48, 1, {}, 'com.p', {}]],
    ['ArgumentsKw that are no dictionary', [48, 1, {}, 'com.p', [], []]],
    ['ArgumentsKw before Arguments', [48, 1, {}, 'com.p', {}, []]],
    ['a field too many', [48, 1, {}, 'com.p', [], {}, 1]],
    ['a payload too early', [48, 1, {}, [1]]],
    ['a list of options', [48, 1, [], 'com.p']],
    ['a payload where there is none', [64, 1, {}, 'com.p', [1]]],
    ['a type that does not exist', [999, 1, [1], {}]],
    ['no type', ['CALL', [1]]],
    ['hardly anything', [[1]]],
    ['nothing', []],
    ['far too much', [48, ...Array(1_000).fill([])]],
  ])('with %s is read as plain values, so that it can be said what is wrong', (_, message) => {
    expect(read(message)).toEqual(message);
    expect(parse(read(message))).toMatchObject({ type: 'message.malformed' });
  });

  test.each([null, true, 48, 'CALL', { 0: 48 }, 1.5])('that is %j is read as that', (value) => {
    expect(read(value)).toEqual(value);
  });

  test('keeps large integers and bytes in its options', () => {
    const options = { a: [2n ** 60n, { b: Uint8Array.of(1, 2) }], c: 1.5, d: -7 };
    const message = [48, 2 ** 53, options, 'com.p'];
    expect(read(message)).toEqual(message);
    expect(plain(serialisation.read(written(serialisation, read(message) as WireMessage)))).toEqual(message);
  });

  test('has ids up to 2^53 and no others', () => {
    const isId = (id: unknown): boolean => 'request' in parse(read([49, id, {}]));
    for (const id of [1, 23, 24, 255, 2 ** 32, 2 ** 53 - 1, 2 ** 53]) expect(isId(id), `${id}`).toBe(true);
    for (const id of [0, -1, -(2 ** 53), 1.5, 2n ** 53n + 1n, 2n ** 64n - 1n])
      expect(isId(id), `${id}`).toBe(false);
  });
});

test.each([2 ** 32, 2 ** 32 + 1, 2 ** 40, 2 ** 53 - 1, 2 ** 53])(
  'the id %d is written as an integer',
  (id) => {
    expect(written(JSON_, [id]).toString()).toBe(`[${id}]`);
    expect(written(MSGPACK, [id])[1]).toBe(0xcf);
    expect(written(CBOR, [id])[1]).toBe(0x1b);
  },
);

test('an id that MessagePack has as a float is one', () => {
  expect(parse(MSGPACK.read(hex('93 31 cb3ff0000000000000 80')))).toMatchObject({
    type: 'CANCEL',
    request: 1,
  });
});

describe('the payload', () => {
  const CALLS: [Serialisation, string, string][] = [
    [
      JSON_,
      '[48,1,{},"com.p", [1.0, -0.0,1e2,"\\u0061",{"a":1,"a":2}] ,{"b" : 12345678901234567890123}]',
      ' [1.0, -0.0,1e2,"\\u0061",{"a":1,"a":2}] ,{"b" : 12345678901234567890123}',
    ],
    [
      MSGPACK,
      '96 30 01 80 a1 70 92 cb3ff0000000000000 cd0001 81 01 c70006',
      '92 cb3ff0000000000000 cd0001 81 01 c70006',
    ],
    [CBOR, '86 18 30 01 a0 61 70 9f f93c00 7f6161ff ff bf 01 f7 ff', '9f f93c00 7f6161ff ff bf 01 f7 ff'],
    [CBOR, '9f 18 30 01 a0 61 70 81 c101 ff', '81 c101'],
  ];
  const bytesOf = ({ binary }: Serialisation, text: string): Buffer =>
    binary ? hex(text) : Buffer.from(text);

  test.each(CALLS)('in %o goes on byte for byte', (serialisation, frame, payload) => {
    const wire = serialisation.read(bytesOf(serialisation, frame)) as WireMessage;
    const message = written(serialisation, [68, 7, 8, {}, payloadOf(wire)]);
    const expected = bytesOf(serialisation, payload);
    const end = serialisation.binary ? message.length : message.length - 1;
    expect(message.subarray(end - expected.length, end)).toEqual(expected);
    expect(plain(serialisation.read(message))).toEqual([68, 7, 8, {}, ...payloadOf(wire).values()]);
  });

  test('is written once for all who have another serialisation, and refused once', () => {
    const read = (text: string): Payload => payloadOf(JSON_.read(Buffer.from(text)));
    const payload = read('[48,1,{},"com.p",[1.0]]');
    const [first, second] = [1, 2].map((id) => written(CBOR, [68, id, 1, {}, payload]));
    expect(first?.subarray(-10)).toEqual(second?.subarray(-10));
    const refused = read('[48,1,{},"com.p",[1e400]]');
    for (const to of [MSGPACK, CBOR, MSGPACK])
      expect(() => to.write([68, 1, 1, {}, refused])).toThrow(
        new Unrepresentable('a number beyond the range of a double'),
      );
    expect(written(JSON_, [68, 1, 1, {}, refused]).toString()).toBe('[68,1,1,{},[1e400]]');
    expect(refused.values()).toEqual([[Number.POSITIVE_INFINITY]]);
  });

  test('does not keep a buffer alive that is much larger', () => {
    const chunk = Buffer.alloc(64 * 1024);
    for (const length of [10, 1_000, 20_000]) {
      const call = Buffer.from(JSON.stringify([48, 1, {}, 'com.p', ['x'.repeat(length)]]));
      call.copy(chunk, 100);
      const payload = payloadOf(JSON_.read(chunk.subarray(100, 100 + call.length)));
      chunk.fill(0);
      expect(payload.values()).toEqual([['x'.repeat(length)]]);
      expect(payload.size).toBe(length + 4);
    }
  });

  test('that a program gives as plain values is written like any other', () => {
    class Plain extends Payload {
      readonly fields = 2;
      readonly size = 0;
      values(): readonly unknown[] {
        return [[1.5, Uint8Array.of(1)], { a: 2n ** 60n }];
      }
    }
    for (const to of ALL) {
      const message = [50, 1, {}, ...new Plain().values()];
      expect(plain(to.read(written(to, [50, 1, {}, new Plain()])))).toEqual(message);
      expect(plain(to.read(written(to, message)))).toEqual(message);
    }
  });

  test('is looked for in no message but those that may have one', () => {
    const carriers = Object.entries(CODES).filter(([, code]) => fieldsBeforePayload(code) !== undefined);
    expect(carriers.map(([name]) => name).sort()).toEqual(
      ['ABORT', 'CALL', 'ERROR', 'EVENT', 'INVOCATION', 'PUBLISH', 'RESULT', 'YIELD'].sort(),
    );
  });
});

test.each(PAIRS)('any plain values go from $from.name to $to.name as they are', ({ from, to }) => {
  fc.assert(
    fc.property(
      fc.array(anyValue),
      fc.dictionary(key, anyValue, { noNullPrototype: true }),
      (args, kwargs) => {
        const call = from.read(written(from, [48, 1, {}, 'com.p', args, kwargs])) as WireMessage;
        const invocation = to.read(written(to, [68, 1, 1, {}, payloadOf(call)]));
        expect(plain(invocation)).toEqual([68, 1, 1, {}, args, kwargs]);
      },
    ),
    RUNS,
  );
});

describe('what cannot be read is refused', () => {
  test.each([
    '',
    '[1',
    '[1,]',
    '[01]',
    "['a']",
    '[1] 2',
    '\ufeff[1]',
    'nonsense',
    '["\t"]',
    '["\\x"]',
    '[NaN]',
  ])('JSON %j', (text) => {
    expect(() => JSON_.read(Buffer.from(text))).toThrow(Unreadable);
  });

  test('an integer in a message, outside of its payload, that it would take long to read', () => {
    const digits = '9'.repeat(311);
    for (const text of [
      `[${digits}]`,
      `[48,-${digits},{},"a"]`,
      `[48,1,{"a":[${digits}]},"a"]`,
      `[48,1,{},"a",${digits}]`,
    ])
      expect(() => JSON_.read(Buffer.from(text)), text).toThrow(
        new Unreadable('an integer of more than 310 digits'),
      );
    expect(plain(JSON_.read(Buffer.from(`[48,1,{"a":1e400},"a",[${digits}]]`)))).toEqual([
      48,
      1,
      { a: Number.POSITIVE_INFINITY },
      'a',
      [Number.POSITIVE_INFINITY],
    ]);
  });

  test.each(['', '92 01', 'c1', 'a5 61', '91 01 02', 'c4 ff 00', '91 a1 ff'])('MessagePack %s', (bytes) => {
    expect(() => MSGPACK.read(hex(bytes))).toThrow(Unreadable);
  });

  test.each(['', '82 01', 'ff', '1c', '65 61', '81 01 02', '5f 01 ff', '62 c3 28', 'a1 01'])(
    'CBOR %s',
    (bytes) => {
      expect(() => CBOR.read(hex(bytes))).toThrow(Unreadable);
    },
  );
});

/** CBOR with known tags, in small pieces. */
const taggedCbor = fc.letrec<{ item: Buffer }>((tie) => {
  const some = fc.array(tie('item'), { maxLength: 4 });
  const head = (kind: number, length: number): Buffer =>
    length < 24 ? Buffer.of((kind << 5) | length) : Buffer.of((kind << 5) | 25, length >> 8, length & 0xff);
  const tags = [0, 1, 2, 3, 4, 5, 6, 14, 15, 24, 25, 27, 28, 29, 30, 32, 35, 36, 51, 64, 68, 69, 79, 82, 85];
  return {
    item: fc.oneof(
      { maxDepth: 5 },
      fc
        .constantFrom('00', '05', '20', '40', '4101', '60', '6161', 'f4', 'f6', 'f7', 'e0', 'f97e00')
        .map(hex),
      some.map((items) => Buffer.concat([head(4, items.length), ...items])),
      some.map((items) => {
        const pairs = items.slice(items.length % 2);
        return Buffer.concat([head(5, pairs.length / 2), ...pairs]);
      }),
      fc
        .tuple(fc.constantFrom(...tags, 258, 259, 1000, 0xdff8, 0xdff9, 0xdffe, 0xdfff, 0xe000), tie('item'))
        .map(([tag, item]) => Buffer.concat([head(6, tag), item])),
    ),
  };
}).item;

const PAYLOAD_OF: readonly (readonly [string, Serialisation, string, fc.Arbitrary<Uint8Array>])[] = [
  ['noise as MessagePack', MSGPACK, '95 30 01 80 a1 70 91', fc.uint8Array({ minLength: 1, maxLength: 24 })],
  ['noise as CBOR', CBOR, '85 18 30 01 a0 61 70 81', fc.uint8Array({ minLength: 1, maxLength: 24 })],
  ['CBOR with tags', CBOR, '85 18 30 01 a0 61 70 81', taggedCbor],
];

test.each(PAYLOAD_OF)('%s is refused, or arrives, or is told not to', (_, from, head, input) => {
  const seen = { unreadable: 0, arrived: 0, untellable: 0 };
  fc.assert(
    fc.property(input, (bytes) => {
      let call: unknown;
      try {
        call = from.read(Buffer.concat([hex(head), bytes]));
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
        seen.unreadable++;
        return;
      }
      for (const to of ALL) {
        try {
          to.read(written(to, [68, 1, 1, {}, payloadOf(call)]));
          seen.arrived++;
        } catch (error) {
          expect(error).toBeInstanceOf(Unrepresentable);
          seen.untellable++;
        }
      }
    }),
    { seed: 20_261_128, numRuns: 5_000 },
  );
  expect(seen.arrived).toBeGreaterThan(100);
  expect(seen.untellable).toBeGreaterThan(0);
});

// --- internal ---

const key = fc.string({ unit: 'binary' }).filter((text) => text !== '__proto__');

/** Values that are equal in every serialisation. */
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('list'), tie('dict')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  dict: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  leaf: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt(-(2n ** 53n), 2n ** 53n).map(Number),
    fc.bigInt(2n ** 53n + 1n, 2n ** 64n - 1n),
    fc.bigInt(-(2n ** 63n), -(2n ** 53n) - 1n),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\0')),
    fc.uint8Array(),
  ),
})).value;
