/** Kinds of values in a payload, and the form in which each serialisation delivers them. */

export type SerialisationName = 'JSON' | 'MessagePack' | 'CBOR';

/** A form for some of the serialisations: JSON as text, the others in hexadecimal. */
type Forms = Readonly<Partial<Record<SerialisationName, string>>>;

export interface Kind {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Forms that a client sends; serialisations that cannot express the value are omitted. */
  readonly sent: Forms;
  /** Forms that a client of another serialisation receives, if they differ from `sent`. */
  readonly arrives?: Forms;
  /** Reasons why a client of this serialisation cannot receive the value, if they differ between senders. */
  readonly refused?: Forms;
}

/** Result of a delivery: the form in which a value arrives, or the reason why it cannot be delivered. */
export type Outcome = { readonly form: string } | { readonly refused: string };

/**
 * Looks up how a kind of value arrives. Within one serialisation, it arrives byte for byte.
 *
 * @returns undefined if `from` cannot express it
 */
export function outcomeOf(kind: Kind, from: SerialisationName, to: SerialisationName): Outcome | undefined {
  const { sent, arrives = {}, refused = {} } = kind;
  const own = sent[from];
  if (own === undefined) return undefined;
  if (from === to) return { form: own };
  const reason = refused[to];
  if (reason !== undefined) return { refused: reason };
  const form = arrives[to] ?? sent[to];
  if (form === undefined) throw new Error(`Expected ${kind.id} to say how it arrives in ${to}.`);
  return { form };
}

export const SERIALISATION_NAMES: readonly SerialisationName[] = ['JSON', 'MessagePack', 'CBOR'];

/** The kinds, in the groups of the page. */
export const KINDS: readonly Kind[] = [
  ...group('Null and booleans', [
    same('null', 'null', 'null', 'c0', 'f6'),
    same('true', 'true', 'true', 'c3', 'f5'),
    same('false', 'false', 'false', 'c2', 'f4'),
  ]),
  ...group('Integers', [
    same('zero', '0', '0', '00', '00'),
    same('one', '1', '1', '01', '01'),
    same('minus-one', '-1', '-1', 'ff', '20'),
    same('byte', '255', '255', 'ccff', '18ff'),
    same('two-bytes', '-32768', '-32768', 'd18000', '397fff'),
    same('four-bytes', '2^32 - 1', '4294967295', 'ceffffffff', '1affffffff'),
    same('greatest-id', '2^53', '9007199254740992', 'cf0020000000000000', '1b0020000000000000'),
    same('beyond-a-double', '2^53 + 1', '9007199254740993', 'cf0020000000000001', '1b0020000000000001'),
    same('least-signed', '-2^63', '-9223372036854775808', 'd38000000000000000', '3b7fffffffffffffff'),
    same('greatest-unsigned', '2^64 - 1', '18446744073709551615', 'cfffffffffffffffff', '1bffffffffffffffff'),
    {
      id: 'least-of-cbor',
      title: '-2^64',
      sent: { JSON: '-18446744073709551616', CBOR: '3bffffffffffffffff' },
      refused: { MessagePack: 'an integer of 65 bits' },
    },
    {
      id: 'sixty-five-bits',
      title: '2^64',
      sent: { JSON: '18446744073709551616', CBOR: 'c249010000000000000000' },
      refused: { MessagePack: 'an integer of 65 bits' },
    },
    {
      id: 'too-many-digits',
      title: 'an integer of 311 digits',
      sent: { JSON: `1${'0'.repeat(310)}` },
      refused: both('an integer of more than 310 digits'),
    },
    {
      id: 'padded-integer',
      title: '1, in more bytes than needed',
      sent: { MessagePack: 'cf0000000000000001', CBOR: '1b0000000000000001' },
      arrives: { JSON: '1', MessagePack: '01', CBOR: '01' },
    },
    {
      id: 'minus-zero-integer',
      title: '-0, without a fraction',
      sent: { JSON: '-0' },
      arrives: { MessagePack: '00', CBOR: '00' },
    },
  ]),
  ...group('Floats', [
    same('float-one', '1.0', '1.0', 'cb3ff0000000000000', 'fb3ff0000000000000'),
    same('float-minus-zero', '-0.0', '-0.0', 'cb8000000000000000', 'fb8000000000000000'),
    same('float-fraction', '1.5', '1.5', 'cb3ff8000000000000', 'fb3ff8000000000000'),
    same('float-tenth', '0.1', '0.1', 'cb3fb999999999999a', 'fb3fb999999999999a'),
    same('float-large', '1e21', '1e+21', 'cb444b1ae4d6e2ef50', 'fb444b1ae4d6e2ef50'),
    same('float-least', 'the smallest float above 0', '5e-324', 'cb0000000000000001', 'fb0000000000000001'),
    {
      id: 'float-exponent',
      title: '100, with an exponent',
      sent: { JSON: '1e2' },
      arrives: { MessagePack: 'cb4059000000000000', CBOR: 'fb4059000000000000' },
    },
    {
      id: 'float-digits',
      title: 'more digits than a 64-bit float can represent',
      sent: { JSON: '0.30000000000000004440892098500626' },
      arrives: { MessagePack: 'cb3fd3333333333334', CBOR: 'fb3fd3333333333334' },
    },
    {
      id: 'float-32',
      title: '0.1 as a 32-bit float',
      sent: { MessagePack: 'ca3dcccccd', CBOR: 'fa3dcccccd' },
      arrives: { JSON: '0.10000000149011612' },
    },
    {
      id: 'float-16',
      title: '1.5 as a 16-bit float',
      sent: { CBOR: 'f93e00' },
      arrives: { JSON: '1.5', MessagePack: 'ca3fc00000' },
    },
    {
      id: 'float-huge',
      title: '1e400, beyond the range of a 64-bit float',
      sent: { JSON: '1e400' },
      refused: both('a number beyond the range of a double'),
    },
    noJson('nan', 'NaN', 'cb7ff8000000000000', 'fb7ff8000000000000', 'the float NaN'),
    noJson('infinity', 'infinity', 'cb7ff0000000000000', 'fb7ff0000000000000', 'the float Infinity'),
    noJson('minus-infinity', '-infinity', 'cbfff0000000000000', 'fbfff0000000000000', 'the float -Infinity'),
  ]),
  ...group('Text', [
    same('no-text', 'an empty text', '""', 'a0', '60'),
    same('ascii', 'a text in ASCII', '"abc"', 'a3616263', '63616263'),
    same('unicode', 'a text with an emoji', '"é😀"', 'a6c3a9f09f9880', '66c3a9f09f9880'),
    same('quotes', 'a text with quotes and line breaks', '"\\"\\\\\\n"', 'a3225c0a', '63225c0a'),
    same('bom', 'a text that begins with U+FEFF', '"\uFEFFa"', 'a4efbbbf61', '64efbbbf61'),
    same('nul', 'a text with NUL that is not bytes', '"\\u0000no"', 'a3006e6f', '63006e6f'),
    {
      id: 'escaped',
      title: 'a text with unnecessary escapes',
      sent: { JSON: '"\\u0061\\/\\ud83d\\ude00"' },
      arrives: { MessagePack: 'a6612ff09f9880', CBOR: '66612ff09f9880' },
    },
    {
      id: 'half-of-a-pair',
      title: 'a text with a lone surrogate',
      sent: { JSON: '"\\ud800"' },
      refused: both('a text with half of a surrogate pair'),
    },
    noJson(
      'text-like-bytes',
      'a text that JSON would read as bytes',
      'a50041513d3d',
      '650041513d3d',
      'a text of NUL and Base64, which would be bytes',
    ),
    {
      id: 'text-in-chunks',
      title: 'a text of indefinite length',
      sent: { CBOR: '7f6161626263ff' },
      arrives: { JSON: '"abc"', MessagePack: 'a3616263' },
    },
  ]),
  ...group('Bytes', [
    same('no-bytes', 'empty bytes', '"\\u0000"', 'c400', '40'),
    same('bytes', 'bytes', '"\\u0000AQL/"', 'c4030102ff', '430102ff'),
    same('padded-bytes', 'bytes with padding in Base64', '"\\u0000AQ=="', 'c40101', '4101'),
    {
      id: 'bytes-in-chunks',
      title: 'bytes of indefinite length',
      sent: { CBOR: '5f41014102ff' },
      arrives: { JSON: '"\\u0000AQI="', MessagePack: 'c4020102' },
    },
    {
      id: 'byte-array',
      title: 'an array of 8-bit integers, tag 64',
      sent: { CBOR: 'd840430102ff' },
      arrives: { JSON: '"\\u0000AQL/"', MessagePack: 'c4030102ff' },
    },
  ]),
  ...group('Lists and dictionaries', [
    same('no-list', 'an empty list', '[]', '90', '80'),
    same('list', 'a list', '[1,[2]]', '92019102', '82018102'),
    same('no-dict', 'an empty dictionary', '{}', '80', 'a0'),
    same('dict', 'a dictionary with unsorted keys', '{"b":1,"a":2}', '82a16201a16102', 'a2616201616102'),
    same('twice', 'a duplicate key', '{"a":1,"a":2}', '82a16101a16102', 'a2616101616102'),
    same(
      'proto',
      'the key __proto__',
      '{"__proto__":1}',
      '81a95f5f70726f746f5f5f01',
      'a1695f5f70726f746f5f5f01',
    ),
    {
      id: 'list-in-chunks',
      title: 'a list of indefinite length',
      sent: { CBOR: '9f0102ff' },
      arrives: { JSON: '[1,2]', MessagePack: '920102' },
    },
    {
      id: 'dict-in-chunks',
      title: 'a dictionary of indefinite length',
      sent: { CBOR: 'bf616101ff' },
      arrives: { JSON: '{"a":1}', MessagePack: '81a16101' },
    },
    noJson('integer-keys', 'a key that is an integer', '8101a161', 'a1016161', keyThatIs('an integer')),
    noJson(
      'float-keys',
      'a key that is a float',
      '81cb3ff800000000000001',
      'a1fb3ff800000000000001',
      keyThatIs('a float'),
    ),
    noJson('bytes-keys', 'a key that is bytes', '81c4010101', 'a1410101', keyThatIs('bytes')),
    noJson('boolean-keys', 'a key that is a boolean', '81c301', 'a1f501', keyThatIs('a boolean')),
    noJson('null-keys', 'a key that is null', '81c001', 'a1f601', keyThatIs('null')),
    noJson('list-keys', 'a key that is a list', '819001', 'a18001', keyThatIs('a list')),
    noJson('dict-keys', 'a key that is a dictionary', '818001', 'a1a001', keyThatIs('a dictionary')),
  ]),
  ...group('Instants', [
    noJson('seconds', 'whole seconds since 1970', 'd6ff5f000000', 'c11a5f000000', 'an instant'),
    noJson('before', 'a second before 1970', 'c70cff00000000ffffffffffffffff', 'c120', 'an instant'),
    noJson(
      'milliseconds',
      'half a second later',
      'd7ff773594005f000000',
      'c1fb41d7c00000200000',
      'an instant',
    ),
    noJson(
      'nanoseconds',
      'a nanosecond later',
      'd7ff000000045f000000',
      'c0781e323032302d30372d30345430343a30353a32302e3030303030303030315a',
      'an instant',
    ),
    {
      id: 'date-text',
      title: 'a date as text, tag 0',
      sent: { CBOR: 'c074313937302d30312d30315430303a30303a30315a' },
      arrives: { MessagePack: 'd6ff00000001' },
      refused: { JSON: 'an instant' },
    },
  ]),
  ...group('Only in CBOR', [
    onlyCbor('undefined', 'undefined', 'f7', 'undefined, of CBOR'),
    onlyCbor('simple', 'simple value 16', 'f0', 'the simple value 16 of CBOR'),
    onlyCbor('unknown-tag', 'an unregistered tag', 'd903e801', 'the tag 1000 of CBOR'),
    onlyCbor('uri-tag', 'a URI, tag 32', 'd8206161', 'the tag 32 of CBOR'),
    {
      id: 'self-described',
      title: 'the tag of self-described CBOR, 55799',
      sent: { CBOR: 'd9d9f701' },
      arrives: { JSON: '1', MessagePack: '01' },
    },
  ]),
  ...group('Only in MessagePack', [
    onlyMsgpack('extension', 'an extension', 'd40501', 'an extension of MessagePack, type 5'),
    onlyMsgpack(
      'empty-extension',
      'an extension without data',
      'c70006',
      'an extension of MessagePack, type 6',
    ),
  ]),
];

// --- internal ---

type Ungrouped = Omit<Kind, 'group'>;

function group(name: string, kinds: readonly Ungrouped[]): Kind[] {
  return kinds.map((kind) => ({ ...kind, group: name }));
}

/** A kind that all serialisations can express. */
function same(id: string, title: string, json: string, msgpack: string, cbor: string): Ungrouped {
  return { id, title, sent: { JSON: json, MessagePack: msgpack, CBOR: cbor } };
}

function noJson(id: string, title: string, msgpack: string, cbor: string, reason: string): Ungrouped {
  return { id, title, sent: { MessagePack: msgpack, CBOR: cbor }, refused: { JSON: reason } };
}

function onlyCbor(id: string, title: string, cbor: string, reason: string): Ungrouped {
  return { id, title, sent: { CBOR: cbor }, refused: { JSON: reason, MessagePack: reason } };
}

function onlyMsgpack(id: string, title: string, msgpack: string, reason: string): Ungrouped {
  return { id, title, sent: { MessagePack: msgpack }, refused: { JSON: reason, CBOR: reason } };
}

function both(reason: string): Forms {
  return { MessagePack: reason, CBOR: reason };
}

function keyThatIs(kind: string): string {
  return `a dictionary with a key that is ${kind}`;
}
