/** Builds the programs of the client libraries in libraries.ts: npm run clients:install -- [library …], all if none is named. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { builtOf, isInstalled, LIBRARIES, type Library, noteInstalled, sourcesOf } from './libraries.ts';

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LIBRARIES);
const failed = names.filter((name) => !install(name));
if (failed.length > 0) process.exitCode = 1;

// --- internal ---

/** Installs a library and reports the outcome; returns true if it can be tested now. */
function install(name: string): boolean {
  const library = LIBRARIES[name];
  if (library === undefined) {
    console.error(`Expected one of ${Object.keys(LIBRARIES).join(', ')}, but got ${name}.`);
    return false;
  }
  if (isInstalled(name, library)) {
    console.log(`${library.title} is installed.`);
    return true;
  }
  console.log(`${library.title}: building, which may take some minutes …`);
  const trouble = build(name, library);
  if (trouble === undefined) noteInstalled(name, library);
  if (trouble === undefined) console.log(`${library.title} is installed.`);
  else console.error(`${library.title} is not installed: ${trouble} It needs ${library.needs}.`);
  return trouble === undefined;
}

/** @returns the error; undefined if there is none */
function build(name: string, library: Library): string | undefined {
  const built = builtOf(name);
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  for (const [program, ...args] of library.build(built)) {
    const { error, status } = spawnSync(program, args, {
      cwd: sourcesOf(library),
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 600_000,
    });
    if (error !== undefined) return `${error.message}.`;
    if (status !== 0) return `${program} ended with ${status}.`;
  }
  return undefined;
}
