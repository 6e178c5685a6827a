/** Errors in scenario files, with their place. */

/** A place in a file. */
export interface Place {
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
}

/** A mistake in a scenario, or a difference from its log. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly file: string;
  readonly line: number;
  readonly expected: string;
  readonly came: string;

  constructor({ file, line }: Place, expected: string, came: string) {
    super(`${file}:${line}: Expected ${expected}, but ${came}.`);
    this.file = file;
    this.line = line;
    this.expected = expected;
    this.came = came;
  }
}
