/** Reads the scenarios that commands are given, whatever they are written as. */
import { readPage } from '../library/scenarios.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { isVector, readVector } from '../vectors/read.ts';

/**
 * Reads a scenario: a page, or a test vector.
 *
 * @param file a path, `-` for standard input, or the name of a scenario of the library
 * @throws ScenarioError or VectorError at the first thing that is wrong, or the error of the system
 */
export function readScenario(file: string): Scenario {
  const text = readPage(file);
  return isVector(text) ? readVector(text, file) : parseScenario(text, file);
}
