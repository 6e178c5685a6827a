/** Messages in a log: any traffic is one line of JSON, and JSON values are read from it unchanged. */
import { describe, expect, test } from 'vitest';
import { SERIALISATIONS } from './serialisations.ts';
import { readText, wordsOf } from './text.ts';

/** The log entry of a CALL with this payload, in hexadecimal. */
function logged(protocol: string, payload: string): string {
  const head = protocol === 'wamp.2.cbor' ? '85183001a06170' : '953001 80a170'.replace(' ', '');
  const two = payload.split(' ').length === 2;
  const frame = Buffer.from((two ? head.replace(/^(.)5/, '$16') : head) + payload.replace(' ', ''), 'hex');
  const words = wordsOf(SERIALISATIONS.get(protocol)?.read(frame));
  expect(words).not.toContain('\n');
  return words;
}

test.each([
  ['a float that is whole', 'wamp.2.cbor', '81f93c00', '[1.0]'],
  ['a float of 32 bits', 'wamp.2.msgpack', '91ca3dcccccd', '[0.10000000149011612]'],
  ['bytes', 'wamp.2.msgpack', '91c4020102', '["\\u0000AQI="]'],
  ['an integer of 65 bits', 'wamp.2.cbor', '81c249010000000000000000', '[18446744073709551616]'],
  ['NaN', 'wamp.2.cbor', '82f97e0001', '[["the float NaN"],1]'],
  ['an instant', 'wamp.2.msgpack', '91d6ff00000001', '[["an instant"]]'],
  ['a value with a tag', 'wamp.2.cbor', '81d8206161', '["a"]'],
  ['undefined', 'wamp.2.cbor', '81f7', '[["undefined, of CBOR"]]'],
  ['an extension', 'wamp.2.msgpack', '91d40501', '[["an extension of MessagePack, type 5"]]'],
  ['keys that are integers', 'wamp.2.msgpack', '90 8101a161', '[],{"1":"a"}'],
  ['a key that is a list', 'wamp.2.cbor', '8101 a18001', '["values that JSON has no form for"],{}'],
])('%s stands there in JSON or in words', (_, protocol, payload, words) => {
  expect(logged(protocol, payload)).toBe(`[48,1,{},"p",${words}]`);
});

test('a payload in JSON stands there on one line, with the kinds it has', () => {
  const frame = Buffer.from('[48,1,{},"p",[1.0,\n"\\u0000AQ==" ,\t12345678901234567890],{\n}]');
  const words = wordsOf(SERIALISATIONS.get('wamp.2.json')?.read(frame));
  expect(words).toBe('[48,1,{},"p",[1.0,"\\u0000AQ==",12345678901234567890],{}]');
  expect(readText(words)).toEqual([48, 1, {}, 'p', [1, Uint8Array.of(1), 12345678901234567890n], {}]);
});

test.each([
  ['text', 'nonsense', '"nonsense"'],
  ['nothing', null, 'null'],
  ['what is undefined', [undefined], '[["undefined, of CBOR"]]'],
  ['what JSON would take for bytes', ['\0AQ=='], '[["a text of NUL and Base64, which would be bytes"]]'],
])('%s instead of a message stands there', (_, wire, words) => {
  expect(wordsOf(wire)).toBe(words);
});

test('options that are a dictionary in no other serialisation are none in the log', () => {
  const wire = JSON.parse(wordsOf([48, 1, new Map([[1, 2]]), 'p']));
  expect(wire).toEqual([48, 1, ['[[1,2]]'], 'p']);
  expect(JSON.parse(wordsOf([48, 1, new Date(0), 'p']))[2]).toBeInstanceOf(Array);
});

describe('a line is read', () => {
  test.each(['', '1,2', '[1', '{"a":1} 2'])('only if it is one value of JSON: %j', (text) => {
    expect(() => readText(text)).toThrow(SyntaxError);
  });
});
