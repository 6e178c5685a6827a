/** Reads the scenarios that commands get, as pages or test vectors. */
import { nearestTo } from '../tools/consult/look-up.ts';
import { readLibrary, readPage } from '../tools/scenario/library/scenarios.ts';
import { type ParseOptions, parseScenario } from '../tools/scenario/parse.ts';
import type { Scenario } from '../tools/scenario/scenario.ts';
import { isVector, readVector } from '../tools/vectors/read.ts';

/**
 * Reads a scenario: a page, or a test vector.
 *
 * @param draft true if the logs may be incomplete
 * @param file a path, `-` for standard input, or the name of a scenario of the library
 * @throws ScenarioError or VectorError at the first mistake, or an error if there is no such page
 */
export function readScenario(file: string, { draft = false }: ParseOptions = {}): Scenario {
  const text = textOf(file);
  const name = file === '-' ? 'standard input' : file;
  try {
    return isVector(text) ? readVector(text, name) : parseScenario(text, name, { draft });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Error(`Expected a scenario, but the values in ${name} are nested too deeply.`);
  }
}

// --- internal ---

function textOf(file: string): string {
  try {
    return readPage(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EISDIR') throw error;
    const came = code === 'EISDIR' ? `${file} is a folder` : `there is no ${file}`;
    throw new Error(`Expected a page or the name of a scenario, but ${came}.${hintFor(file)}`);
  }
}

/** Suggestions for a misspelt name, or the way to find one; none for a path. */
function hintFor(name: string): string {
  if (!/^[\w-]+$/.test(name)) return '';
  return (
    nearestTo(name, [...readLibrary().keys()]) ||
    ` Find one by words: dealerchart find ${name.replaceAll('-', ' ')}.`
  );
}
