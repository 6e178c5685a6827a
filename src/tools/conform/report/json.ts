/** A result as JSON, and back. */
import { validator } from '../../../wire/schema.ts';
import type { Result } from '../result.ts';
import { RESULT_SCHEMA } from './schema.ts';

/** A text that is no result, in a sentence with the place, the expected and the received value. */
export class ResultError extends Error {}

/** Writes a result on lines of its own, so that versions of a file can be compared. */
export const toJson = (result: Result): string => `${JSON.stringify(result, null, 1)}\n`;

/**
 * Reads a result.
 *
 * @param name the file, for errors
 * @throws ResultError at the first mistake
 */
export function readResult(text: string, name: string): Result {
  const refuse = (came: string): never => {
    throw new ResultError(
      `Expected a result as \`dealerchart conform --json\` writes it in ${name}, but ${came}.`,
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`it is no JSON: ${(error as Error).message}`);
  }
  const format = formatOf(value);
  if (format !== undefined && format !== FORMAT) {
    return refuse(
      `its format is ${JSON.stringify(format)}, and this version reads ${FORMAT}: use the dealerchart that wrote it`,
    );
  }
  const wrong = complaintAbout(value);
  if (wrong !== undefined) {
    throw new ResultError(
      `Expected ${wrong.expected} at ${wrong.path === '' ? 'the top' : wrong.path} of ${name}, but ${wrong.came}.`,
    );
  }
  return value as Result;
}

// --- internal ---

const FORMAT: Result['format'] = 1;

const complaintAbout = validator(RESULT_SCHEMA);

const formatOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
