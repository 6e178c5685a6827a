/** A result as JSON, and back. */
import { validator } from '../../../wire/schema.ts';
import type { CaseResult, Result } from '../result.ts';
import { outcomeOf } from './finding.ts';
import { stepOf } from './flow.ts';
import { RESULT_SCHEMA } from './schema.ts';
import { isFailure, isNonStrict } from './verdicts.ts';

/** A text that is no result, in a sentence with the place, the expected and the received value. */
export class ResultError extends Error {}

/**
 * Writes a result with one line for each case, so that versions of a file can be compared. A case has a script, messages
 * and a command only where it says something new: it failed or is non-strict, and came out otherwise than in an earlier
 * run. Expected messages are those of the step with the first difference.
 */
export const toJson = (result: Result): string => `${lines(withoutRepetition(result), DEPTH, '')}\n`;

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

/** Depth of what has lines of its own: the cases of a run. */
const DEPTH = 4;

function lines(value: unknown, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent} `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => lines(item, depth - 1, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${lines(item, depth - 1, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}

function withoutRepetition(result: Result): Result {
  const told = new Set<string>();
  const briefly = (one: CaseResult): CaseResult => {
    const key = outcomeOf(one);
    const isNew = (isFailure(one.verdict) || isNonStrict(one.verdict)) && !told.has(key);
    told.add(key);
    if (isNew) return one.expected === undefined ? one : { ...one, expected: stepOf(one) };
    const { script: _, again: __, expected: ___, came: ____, ...rest } = one;
    return rest;
  };
  const runs = result.runs.map((run) => ({
    ...run,
    cases: run.cases.map(briefly),
    judged: run.judged.map((rule) => ({ ...rule, breaches: rule.breaches.slice(0, MOST_BREACHES) })),
  }));
  return { ...result, runs };
}

/** Number of breaches of a rule: one that is broken everywhere would fill the file. */
const MOST_BREACHES = 10;

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
