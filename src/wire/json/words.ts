/** JSON for logs, with a description where JSON has no form for a value. */
import { JsonWriter } from './writer.ts';

/**
 * Writer that never refuses a value. A value without a form in JSON is a list with a description, such as `["the float
 * NaN"]`; a key other than text is the text of its JSON; a value with a tag of CBOR loses its tag.
 *
 * It still throws `Unrepresentable` for a key that is a list or a dictionary.
 */
export class WordsWriter extends JsonWriter {
  /** Returns all values. Ends the writer. */
  finish(): string {
    return this.written().toString();
  }

  override tag(): void {}

  protected override refuse(what: string): void {
    if (this.isKey) this.putKey(what);
    else this.add(JSON.stringify([what]));
  }

  protected override refuseKey(json: string): void {
    this.putKey(json);
  }
}
