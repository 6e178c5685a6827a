/** A codec made of a binary serialisation. */
import type { Binary } from '../binary.ts';
import type { Codec } from '../codec.ts';
import { MESSAGE_LIMITS } from '../limits.ts';
import type { Sink } from '../sink.ts';
import { tellValue, Values } from '../values.ts';

/** What else is to be known of a binary serialisation. */
type Names = Pick<Codec, 'protocol' | 'name' | 'kindAt'>;

export function codecOf({ elementsOf, read, Writer, headOf }: Binary, names: Names): Codec {
  const tell = (run: Buffer, sink: Sink): void => {
    for (let at = 0; at < run.length; ) at = read(run, at, sink);
  };
  const write = (told: (sink: Sink) => void, most?: number): Buffer => {
    const writer = new Writer(most);
    told(writer);
    return writer.written();
  };
  return {
    ...names,
    binary: true,
    elementsOf,
    fieldsOf(frame, offsets, count) {
      const values = new Values(MESSAGE_LIMITS.read);
      for (let index = 0; index < count; index++) read(frame, offsets[index] as number, values);
      return values.all;
    },
    runOf: (frame, start, end) => frame.subarray(start, end),
    tell,
    valuesOf(run, most) {
      const values = new Values(most);
      tell(run, values);
      return values.all;
    },
    write,
    message(fields, run, more) {
      if (run === undefined) return write((sink) => tellValue(fields, sink));
      const head = write((sink) => {
        for (const field of fields) tellValue(field, sink);
      });
      const message = Buffer.allocUnsafe(1 + head.length + run.length);
      message[0] = headOf(fields.length + more);
      message.set(head, 1);
      message.set(run, 1 + head.length);
      return message;
    },
  };
}
