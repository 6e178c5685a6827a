/** JSON, as WAMP uses it: bytes are a string of NUL and Base64. */
import type { Codec } from './codec.ts';
import { elementsOf, kindAt } from './json/check.ts';
import { transcodeField, valuesOf } from './json/fields.ts';
import { transcodeText } from './json/reader.ts';
import { JsonWriter } from './json/writer.ts';

export const JSON_CODEC: Codec = {
  protocol: 'wamp.2.json',
  name: 'JSON',
  binary: false,
  between: 1, // A comma, or the bracket at the end.
  comma: Buffer.from(','),
  close: Buffer.from(']'),
  elementsOf,
  kindAt,
  transcodeField,
  transcode: ({ bytes, start, end }, sink) => transcodeText(bytes.toString('utf8', start, end), sink),
  valuesOf: ({ bytes, start, end }) => valuesOf(bytes.toString('utf8', start, end)),
  write(fill, most) {
    const writer = new JsonWriter(most);
    fill(writer);
    return writer.written();
  },
};
