/** The scenarios that come with the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseScenario } from '../parse.ts';
import { nameOfScenario, type Scenario } from '../scenario.ts';
import { packageFile } from './files.ts';

/** Folder of the scenarios, from the root of the package. */
export const LIBRARY = 'model-tests/scenarios';

/** Folder of the scenarios that are only cases of the conformance suite. */
export const CASES = 'model-tests/conformance/cases';

/** Scenarios by name: that of the file without `.md`. */
export const readLibrary = (): ReadonlyMap<string, Scenario> => readFolder(LIBRARY);

/** Scenarios that are only cases of the conformance suite, by name. */
export const readCasePages = (): ReadonlyMap<string, Scenario> => readFolder(CASES);

/** Names of the scenarios, without reading them. */
export const libraryNames = (): string[] =>
  readdirSync(packageFile(LIBRARY))
    .filter((file) => file.endsWith('.md'))
    .map((file) => nameOfScenario({ file }))
    .sort();

/**
 * Reads the page of a scenario.
 *
 * @param file a path, `-` for standard input, or the name of a scenario of the library if there is no such file
 * @throws the system's error if there is no such page
 */
export function readPage(file: string): string {
  if (file === '-') return readFileSync(process.stdin.fd, 'utf8');
  const isName = /^[\w-]+$/.test(file) && !existsSync(file);
  const shipped = [LIBRARY, CASES].map((folder) => packageFile(`${folder}/${file}.md`)).find(existsSync);
  // Some text editors begin a file with a byte order mark.
  return readFileSync(isName && shipped !== undefined ? shipped : file, 'utf8').replace(/^\uFEFF/, '');
}

// --- internal ---

/** The scenarios of each folder that has been read. */
const folders = new Map<string, ReadonlyMap<string, Scenario>>();

function readFolder(folder: string): ReadonlyMap<string, Scenario> {
  const known = folders.get(folder);
  if (known !== undefined) return known;
  const files = readdirSync(packageFile(folder)).filter((file) => file.endsWith('.md'));
  const scenarios = new Map(
    files.sort().map((name) => {
      const file = `${folder}/${name}`;
      return [nameOfScenario({ file }), parseScenario(readFileSync(packageFile(file), 'utf8'), file)];
    }),
  );
  folders.set(folder, scenarios);
  return scenarios;
}
