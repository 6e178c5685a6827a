/** Plays the script of a page, as far as it can be read. */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import { type Explanation, explain } from '../explain/explain.ts';
import { ScenarioError } from '../scenario/error.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Trace, trace } from '../trace/trace.ts';
import { firstLine, type Parts, pageOf } from './page.ts';

/** A script that was played, or the mistake for which it cannot be. */
export type Played = Performance | { readonly mistake: Mistake };

export interface Performance {
  readonly trace: Trace;
  readonly explanation: Explanation;
  /** True if the page has a log for these readings, and it is the outcome. */
  readonly isAsWritten: boolean;
}

export interface Mistake {
  /** Line of the script, and its first wrong character, from 1. */
  readonly line: number;
  readonly column: number;
  /** Number of wrong characters; 0 for the whole line. */
  readonly length: number;
  /** What was expected, what came, and what to do. */
  readonly says: string;
}

/** Characters that a script may have. */
export const MOST_CHARACTERS = 20_000;

/**
 * Plays a script.
 *
 * @param parts the page that the script belongs to
 * @param script as it is in the editor
 * @param readings those that are not the defaults
 */
export async function playScript(
  parts: Parts,
  script: string,
  readings: Partial<Readings> = {},
): Promise<Played> {
  if (script.length > MOST_CHARACTERS)
    return mistakeAt(1, `Expected at most ${MOST_CHARACTERS} characters, but ${script.length} came.`);
  const scenario = read(parts, script);
  if ('mistake' in scenario) return scenario;
  const traced = await trace(scenario, { readings: { ...DEFAULT_READINGS, ...readings }, seed: 1 });
  const explanation = explain(traced);
  const isAsWritten = script === parts.script && explanation.isSaid && explanation.wrong.length === 0;
  return { trace: traced, explanation, isAsWritten };
}

// --- internal ---

const FILE = 'script';

/** The scenario; logs that do not fit a changed script any more are left out. */
function read(parts: Parts, script: string): Scenario | { readonly mistake: Mistake } {
  if (script.trim() === '') return mistakeAt(1, 'Expected a step, such as "alice joins as callee".');
  for (const withLogs of [true, false])
    try {
      return parseScenario(pageOf(parts, script, withLogs), FILE, { draft: true });
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const line = error.line - firstLine(parts) + 1;
      const isInScript = line >= 1 && line <= script.split('\n').length;
      if (isInScript || !withLogs)
        return mistakeAt(line, error.message.replace(/^[^ ]* /, ''), error.column, error.length);
    }
  throw new Error('Expected a page that can be read without its logs.');
}

const mistakeAt = (line: number, says: string, column = 1, length = 0): { readonly mistake: Mistake } => ({
  mistake: { line, column, length, says },
});
