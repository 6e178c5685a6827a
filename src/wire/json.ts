/** JSON, as WAMP uses it: bytes are a string of NUL and Base64. */
import type { Codec } from './codec.ts';
import { elementsOf, kindAt } from './json/check.ts';
import { tellField, valuesOf } from './json/fields.ts';
import { tellText } from './json/reader.ts';
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
  tellField,
  tell: ({ bytes, start, end }, sink) => tellText(bytes.toString('utf8', start, end), sink),
  valuesOf: ({ bytes, start, end }) => valuesOf(bytes.toString('utf8', start, end)),
  write(tell, most) {
    const writer = new JsonWriter(most);
    tell(writer);
    return writer.written();
  },
};
