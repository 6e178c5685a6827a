/** Makes a codec from a binary serialisation. */
import type { Binary } from '../binary.ts';
import type { Codec } from '../codec.ts';
import type { Run } from '../run.ts';
import type { Sink } from '../sink.ts';
import { Values } from '../values.ts';

/** Names and protocol of a binary serialisation. */
type Names = Pick<Codec, 'protocol' | 'name' | 'kindAt'>;

/** Binary serialisations have no separators. */
const NOTHING = Buffer.alloc(0);

export function codecOf({ elementsOf, read, Writer }: Binary, names: Names): Codec {
  const transcode = ({ bytes, start, end }: Run, sink: Sink): void => {
    for (let at = start; at < end; ) at = read(bytes, at, sink);
  };
  return {
    ...names,
    binary: true,
    between: 0,
    comma: NOTHING,
    close: NOTHING,
    elementsOf,
    transcodeField: transcode,
    transcode,
    valuesOf(run) {
      const values = new Values();
      transcode(run, values);
      return values.all;
    },
    write(told, most) {
      const writer = new Writer(most);
      told(writer);
      return writer.written();
    },
  };
}
