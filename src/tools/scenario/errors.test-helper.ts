/** Errors in pages, for tests. */
import { ScenarioError } from './error.ts';
import { parseScenario } from './parse.ts';

/** The error in a page; undefined if it can be read. */
export function errorIn(text: string): ScenarioError | undefined {
  try {
    parseScenario(text, 'page.md');
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  return undefined;
}

/** The error without its column. */
export const complaint = (text: string): string =>
  errorIn(text)?.message.replace(/^(page\.md:\d+):\d+/, '$1') ?? 'nothing';

/** The characters of the page that the error is about; empty at the end of a line. */
export function pointedAt(text: string): string {
  const { line = 0, column = 0, length } = errorIn(text) as ScenarioError;
  return text.split('\n')[line - 1]?.slice(column - 1, column - 1 + length) as string;
}
