/** JSON for logs, in which there is a word for what JSON has no form for. */
import { JsonWriter } from './writer.ts';

/**
 * Writes values of which JSON has no form as a list with a sentence, such as `["the float NaN"]`, keys that are no
 * text as the text of their JSON, and a value with a tag of CBOR without it.
 *
 * It still throws `Unrepresentable` for a key that is a list or a dictionary.
 */
export class WordsWriter extends JsonWriter {
  /** All values. Ends the writer: it takes no more. */
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
