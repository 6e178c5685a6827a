/** Questions at a terminal, on standard error. */
import { createInterface } from 'node:readline/promises';

export interface Question<Value> {
  readonly asks: string;
  /** The answer if only Enter is pressed. */
  readonly default: string;
  /** @throws Error with a sentence if the answer is not valid */
  readonly read: (answer: string) => Value;
}

/** Asks questions one by one; each is repeated until its answer is valid. */
export class Questioner {
  private readonly lines = createInterface({ input: process.stdin, output: process.stderr });
  private readonly end = new AbortController();

  constructor() {
    this.lines.once('close', () => this.end.abort());
  }

  /** The answer; at the end of the input and on Ctrl-C, the program ends with 130. */
  async ask<Value>({ asks, default: value, read }: Question<Value>): Promise<Value> {
    for (;;) {
      const answer = (await this.line(`${asks} [${value}] `)).trim();
      try {
        return read(answer === '' ? value : answer);
      } catch (error) {
        console.error((error as Error).message);
      }
    }
  }

  close(): void {
    this.lines.close();
  }

  // --- internal ---

  private async line(prompt: string): Promise<string> {
    try {
      return await this.lines.question(prompt, { signal: this.end.signal });
    } catch (error) {
      if (!this.end.signal.aborted) throw error;
      console.error('');
      return process.exit(130);
    }
  }
}
