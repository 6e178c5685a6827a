/** The scenarios that come with the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseScenario } from '../parse.ts';
import type { Scenario } from '../scenario.ts';
import { packageFile } from './files.ts';

/** Folder of the scenarios, from the root of the package. */
export const LIBRARY = 'model-tests/scenarios';

/** Scenarios by name: that of the file without `.md`. */
export function readLibrary(): ReadonlyMap<string, Scenario> {
  library ??= new Map(
    readdirSync(packageFile(LIBRARY))
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => [file.slice(0, -'.md'.length), `${LIBRARY}/${file}`] as const)
      .map(([name, file]) => [name, parseScenario(readFileSync(packageFile(file), 'utf8'), file)]),
  );
  return library;
}

/** Name of a scenario in the library: that of its file, a page or a test vector. */
export const nameOfScenario = ({ file }: Pick<Scenario, 'file'>): string =>
  (file.split('/').at(-1) as string).replace(/\.(md|json)$/, '');

/**
 * Reads the page of a scenario.
 *
 * @param file a path, `-` for standard input, or the name of a scenario of the library if there is no such file
 * @throws the system's error if there is no such page
 */
export function readPage(file: string): string {
  if (file === '-') return readFileSync(process.stdin.fd, 'utf8');
  const shipped = packageFile(`${LIBRARY}/${file}.md`);
  const isName = /^[\w-]+$/.test(file) && !existsSync(file) && existsSync(shipped);
  // Some text editors begin a file with a byte order mark.
  return readFileSync(isName ? shipped : file, 'utf8').replace(/^\uFEFF/, '');
}

// --- internal ---

let library: ReadonlyMap<string, Scenario> | undefined;
