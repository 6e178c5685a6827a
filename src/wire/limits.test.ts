/** Limits of a message's contents and length: the router reads and writes no further. */
import { describe, expect, test, vi } from 'vitest';
import type { WireMessage } from '../dealer/messages.ts';
import type { Payload } from '../dealer/payload.ts';
import { TooLong, Unreadable } from './faults.ts';
import { MESSAGE_LIMITS } from './limits.ts';
import type { Serialisation } from './serialisation.ts';
import { CODECS, SERIALISATIONS } from './serialisations.ts';
import type { Slice } from './slice.ts';
import { writeValue } from './values.ts';

const ALL = [...SERIALISATIONS.values()];
const [JSON_, MSGPACK, CBOR] = ALL as [Serialisation, Serialisation, Serialisation];

const payloadOf = (wire: unknown): Payload => (wire as WireMessage).at(-1) as Payload;

/** Any value as a frame. */
function frameOf({ protocol }: Serialisation, value: unknown): Buffer {
  const codec = CODECS.find((each) => each.protocol === protocol);
  return codec?.write((sink) => writeValue(value, sink)) as Buffer;
}

describe.each(ALL)('a message in $name', (serialisation) => {
  const read = (message: unknown): unknown => serialisation.read(frameOf(serialisation, message));

  test('has 10,000 values outside of its payload and no more, and any number in it', () => {
    const withOptions = (keys: number, ...payload: unknown[]): unknown[] => [
      48,
      1,
      Object.fromEntries(Array.from({ length: keys }, (_, key) => [`k${key}`, key])),
      'com.p',
      ...payload,
    ];
    // The message has three values beside its options, which have a key and a value for each entry.
    const most = (MESSAGE_LIMITS.read - 4) / 2;
    const many = Array<number>(MESSAGE_LIMITS.read + 1).fill(1);
    const accepted = read(withOptions(most, many, { many })) as WireMessage;
    expect(accepted.slice(0, -1)).toEqual(withOptions(most));
    expect(payloadOf(accepted).values()).toEqual([many, { many }]);
    for (const message of [withOptions(most + 1, many), withOptions(most + 1), [999, many], many, { many }])
      expect(() => read(message)).toThrow(new Unreadable('more than 10,000 values outside of the payload'));
  });

  test('is written if it has no more bytes than it may have, wherever its payload came from', () => {
    for (const from of ALL) {
      const frame = frameOf(from, [48, 1, {}, 'com.p', ['é'.repeat(50_000), 1, 'a'], { a: [1.5] }]);
      const messages = [
        [68, 1, 1, {}, payloadOf(from.read(frame))],
        [3, { message: 'é'.repeat(100) }, 'com.r'],
      ];
      for (const message of messages) {
        const whole = serialisation.write(message);
        const { length } = Buffer.from(whole as Uint8Array);
        expect(serialisation.write(message, length)).toEqual(whole);
        for (const most of [length - 1, 100, 0])
          expect(() => serialisation.write(message, most)).toThrow(new TooLong(most));
        expect(serialisation.write(message)).toEqual(whole);
      }
    }
  });
});

test('a payload that grows in another serialisation is written no further than it may be, and not tried again', () => {
  const bytes = Array.from({ length: 100_000 }, () => Uint8Array.of(1));
  const calls: [Serialisation, Buffer, Serialisation][] = [
    [MSGPACK, frameOf(MSGPACK, [48, 1, {}, 'com.p', [bytes]]), JSON_],
    [JSON_, frameOf(JSON_, [48, 1, {}, 'com.p', [Array(100_000).fill(0.5)]]), CBOR],
  ];
  for (const [from, frame, to] of calls) {
    const payload = payloadOf(from.read(frame)) as Slice;
    const told = vi.spyOn(payload, 'transcode');
    for (const most of [200_000, 200_000, 100_000])
      expect(() => to.write([68, 1, 1, {}, payload], most)).toThrow(new TooLong(most));
    expect(told).toHaveBeenCalledTimes(1);
    expect(to.write([68, 1, 1, {}, payload], 2_000_000).length).toBeGreaterThan(200_000);
    expect(told).toHaveBeenCalledTimes(2);
    expect(() => to.write([68, 1, 1, {}, payload], 200_000)).toThrow(new TooLong(200_000));
    expect(told).toHaveBeenCalledTimes(2);
  }
});
