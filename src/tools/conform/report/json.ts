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
  const result = value as Result;
  const twice = duplicateIn(result, name);
  if (twice !== undefined) throw new ResultError(twice);
  return result;
}

// --- internal ---

const FORMAT: Result['format'] = 1;

const complaintAbout = validator(RESULT_SCHEMA);

/** The complaint about a run or a case that is there twice, which reports could not tell apart. */
function duplicateIn({ runs }: Result, name: string): string | undefined {
  const run = firstTwice(runs.map(({ serialisation }) => serialisation));
  if (run !== undefined)
    return `Expected one run for each serialisation in ${name}, but ${run} is there twice.`;
  for (const { serialisation, cases } of runs) {
    const id = firstTwice(cases.map((one) => one.id));
    if (id !== undefined)
      return `Expected each case once in the run in ${serialisation} of ${name}, but ${id} is there twice.`;
  }
  return undefined;
}

function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

const formatOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
