/** The outcome of an input: its outputs, and the first error thrown by a callback of the embedding program. */
import type { Output } from './parts.ts';

export class Outcome {
  private outputs: Output[] | undefined;
  private failure: { readonly error: unknown } | undefined;

  /** Appends an output. */
  put(output: Output): void {
    // Most inputs have one output, and a list of one is made much faster than an empty list that grows.
    if (this.outputs === undefined) this.outputs = [output];
    else this.outputs.push(output);
  }

  /** Keeps what `inspect` or `random` threw, which must not leave the dealer in the middle of something. */
  fail(error: unknown): void {
    this.failure ??= { error };
  }

  /**
   * Returns the outputs since the last call.
   *
   * @throws the first error that was kept; nothing is lost by that, and the outputs come the next time
   */
  take(): Output[] {
    const { outputs, failure } = this;
    if (failure !== undefined) {
      this.failure = undefined;
      throw failure.error;
    }
    this.outputs = undefined;
    return outputs ?? [];
  }
}
