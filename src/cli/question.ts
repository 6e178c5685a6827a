/** Questions at a terminal, on standard error. */
import { createInterface } from 'node:readline';

export interface Question<Value> {
  readonly asks: string;
  /** The answer if only Enter is pressed. */
  readonly default: string;
  /** @throws Error with a sentence if the answer is not valid */
  readonly read: (answer: string) => Value;
}

/** Asks questions one by one; each is repeated until its answer is valid. Lines that come early answer the next questions. */
export class Questioner {
  private readonly input = createInterface({ input: process.stdin, output: process.stderr });
  private readonly lines = this.input[Symbol.asyncIterator]();

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
    this.input.close();
  }

  // --- internal ---

  private async line(prompt: string): Promise<string> {
    this.input.setPrompt(prompt);
    this.input.prompt();
    const { done, value } = await this.lines.next();
    if (done !== true) return value;
    console.error('');
    return process.exit(130);
  }
}
