/** Every kind of value between all pairs of serialisations: it keeps its kind, or its sender gets the reason. */
import { decode as decodeMsgpack } from '@msgpack/msgpack';
import { decode as decodeCbor } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Codec } from './codec.ts';
import { Unrepresentable } from './faults.ts';
import { KINDS, type Kind, outcomeOf, SERIALISATION_NAMES, type SerialisationName } from './kinds.ts';
import type { Run } from './run.ts';
import type { Serialisation } from './serialisation.ts';
import { CODECS, SERIALISATIONS } from './serialisations.ts';
import { common, messageWith, READ, WRITE } from './values.test-helper.ts';

const PAIRS = SERIALISATION_NAMES.flatMap((from) => SERIALISATION_NAMES.map((to) => ({ from, to })));

const byName = <T extends { readonly name: string }>(all: Iterable<T>, name: SerialisationName): T =>
  [...all].find((each) => each.name === name) as T;
const codecOf = (name: SerialisationName): Codec => byName(CODECS, name);
const serialisationOf = (name: SerialisationName): Serialisation => byName(SERIALISATIONS.values(), name);

/** The payload that a callee receives for a CALL. */
function passedOn(frame: Uint8Array, from: SerialisationName, to: SerialisationName): Buffer {
  const call = serialisationOf(from).read(frame) as unknown[];
  return Buffer.from(serialisationOf(to).write([68, 1, 1, {}, call[4]]) as Uint8Array);
}

describe.each(PAIRS)('from $from to $to', ({ from, to }) => {
  const sent = KINDS.flatMap((kind) => {
    const outcome = outcomeOf(kind, from, to);
    return outcome === undefined ? [] : [[kind.title, kind, outcome] as const];
  });

  test.each(sent)('%s', (_, kind, outcome) => {
    const frame = messageWith(from, [48, 7, {}, 'com.example.p'], kind.sent[from] as string);
    if ('refused' in outcome) {
      expect(() => passedOn(frame, from, to)).toThrow(new Unrepresentable(outcome.refused));
    } else {
      expect(passedOn(frame, from, to)).toEqual(messageWith(to, [68, 1, 1, {}], outcome.form));
    }
  });
});

describe('the table', () => {
  test('has some sixty kinds, each once, and an example of each in some serialisation', () => {
    expect(KINDS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(KINDS.map(({ id }) => id)).size).toBe(KINDS.length);
    expect(KINDS.filter(({ sent }) => Object.keys(sent).length === 0)).toEqual([]);
  });

  /** The value that a library reads from a form, with values unknown to the library left unread. */
  const READ_FORM: Record<SerialisationName, (form: string) => unknown> = {
    JSON: (form) => JSON.parse(form),
    MessagePack: (form) => decodeMsgpack(Buffer.from(form, 'hex'), { useBigInt64: true }),
    CBOR: (form) => decodeCbor(Buffer.from(form, 'hex'), { useMaps: false }),
  };
  const COMPARED = new Set(['Null and booleans', 'Floats', 'Text', 'Lists and dictionaries']);
  /** Values on which libraries differ: duplicate keys, keys that they refuse, and U+FEFF, which cborg drops. */
  const DIFFERENT = new Set(['twice', 'proto', 'null', 'float-huge', 'bom']);

  const isTheSame = (kind: Kind): boolean =>
    COMPARED.has(kind.group) && !DIFFERENT.has(kind.id) && Object.keys(kind.sent).length === 3;

  test.each(KINDS.filter(isTheSame).map((kind) => [kind.title, kind] as const))(
    'has the same value for %s in all, as libraries read it',
    (_, { sent }) => {
      const values = SERIALISATION_NAMES.map((name) => READ_FORM[name](sent[name] as string));
      for (const value of values) expect(value).toEqual(values[0]);
    },
  );
});

describe('random values', () => {
  const RUNS = { seed: Number(process.env.SEED ?? 20_261_128), numRuns: Number(process.env.VALUES ?? 400) };
  /** Time limit of a property, with some milliseconds for each run. */
  const TIME_LIMIT = 30_000 + 5 * RUNS.numRuns;

  test.each(PAIRS)(
    'that a library wrote are read by another as they were, from $from to $to',
    ({ from, to }) => {
      fc.assert(
        fc.property(common, (value) => {
          const frame = WRITE[from]([48, 7, {}, 'com.example.p', [value]]);
          const message = READ[to](passedOn(frame, from, to)) as unknown[];
          expect(message).toEqual(READ[from](WRITE[from]([68, 1, 1, {}, [value]])));
        }),
        RUNS,
      );
    },
    TIME_LIMIT,
  );

  test.each(PAIRS.filter(({ from, to }) => from !== to))(
    'are the same in $to when they have been in $from and back again',
    ({ from, to }) => {
      fc.assert(
        fc.property(common, (value) => {
          const there = runOf(
            codecOf(to),
            passedOn(WRITE[from]([48, 7, {}, 'com.example.p', [value]]), from, to),
          );
          const back = codecOf(from).write((sink) => codecOf(to).transcode(there, sink));
          const again = codecOf(to).write((sink) =>
            codecOf(from).transcode({ bytes: back, start: 0, end: back.length }, sink),
          );
          expect(again).toEqual(there.bytes.subarray(there.start, there.end));
        }),
        RUNS,
      );
    },
    TIME_LIMIT,
  );

  /** The payload of a message. */
  function runOf(codec: Codec, bytes: Buffer): Run {
    const offsets = codec.elementsOf(bytes) as readonly number[];
    return { bytes, start: offsets[4] as number, end: (offsets[5] as number) - codec.between };
  }
});
