/** JSON, as WAMP uses it: bytes are a string of NUL and Base64. */
import type { Codec } from './codec.ts';
import { afterSpace, elementsOf, kindAt } from './json/check.ts';
import { tellField, textOfField, valuesOf } from './json/fields.ts';
import { tellText } from './json/reader.ts';
import { JsonWriter } from './json/writer.ts';
import { MESSAGE_LIMITS } from './limits.ts';
import { Values } from './values.ts';

export const JSON_CODEC: Codec = {
  protocol: 'wamp.2.json',
  name: 'JSON',
  binary: false,
  elementsOf,
  kindAt,
  fieldsOf(frame, offsets, count) {
    const values = new Values(MESSAGE_LIMITS.read);
    for (let index = 0; index < count; index++) {
      const start = afterSpace(frame, offsets[index] as number);
      tellField(frame, start, (offsets[index + 1] as number) - 1, values);
    }
    return values.all;
  },
  runOf: (frame, start, end) => frame.subarray(start, end - 1), // A comma or a bracket is at its end.
  tell: (run, sink) => tellText(run.toString(), sink),
  valuesOf: (run, most) => valuesOf(run.toString(), most),
  write(tell, most) {
    const writer = new JsonWriter(most);
    tell(writer);
    return Buffer.from(writer.finish());
  },
  message(fields, run) {
    let head = '';
    for (const field of fields) head += `${head === '' ? '[' : ','}${textOfField(field)}`;
    return run === undefined ? `${head || '['}]` : framed(`${head},`, run);
  },
};

// --- internal ---

function framed(head: string, run: Buffer): Buffer {
  const length = Buffer.byteLength(head);
  const message = Buffer.allocUnsafe(length + run.length + 1);
  message.write(head);
  message.set(run, length);
  message[message.length - 1] = CLOSE_LIST;
  return message;
}

const CLOSE_LIST = 0x5d;
