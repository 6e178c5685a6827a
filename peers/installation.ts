/** Installation of a program that the project does not depend on, into a folder out of version control. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Command = readonly [program: string, ...args: string[]];

export interface Installation {
  /** Name and version of the program, for messages. */
  readonly title: string;
  /** Requirements of its installation, for messages. */
  readonly needs: string;
  /** Folder to install it into, which holds nothing else. */
  readonly folder: string;
  /** Folder of the sources and lists of packages that it is made from; undefined if it has none of its own. */
  readonly sources?: string;
  /** Commands that install it into a folder; they change nothing else. */
  readonly commands: (folder: string) => readonly Command[];
  /** Working folder of the commands. */
  readonly cwd: string;
}

/** True if it was installed by the present commands from the present sources. */
export const isInstalled = (installation: Installation): boolean => {
  const stamp = stampOf(installation);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(installation);
};

/**
 * Installs a program unless it is installed, and prints the outcome.
 *
 * @returns true if it is installed now
 */
export function install(installation: Installation): boolean {
  const { title, needs } = installation;
  if (!isInstalled(installation)) {
    console.log(`${title}: installing, which may take some minutes …`);
    const trouble = run(installation);
    if (trouble !== undefined) {
      console.error(`FAILED: ${title} is not installed: ${trouble} It needs ${needs}.`);
      return false;
    }
    writeFileSync(stampOf(installation), fingerprint(installation));
  }
  console.log(`${title} is installed.`);
  return true;
}

/** Commands that make a virtual environment of Python in a folder, with the packages of a list. */
export const virtualEnvironment = (folder: string, list: string): readonly Command[] => [
  ['python3', '-m', 'venv', folder],
  [join(folder, 'bin/pip'), '-q', '--disable-pip-version-check', 'install', '-r', list],
];

// --- internal ---

/** Longest time of one command in milliseconds: a build from sources on a slow machine. */
const LONGEST = 1_800_000;

const stampOf = ({ folder }: Installation): string => join(folder, 'built-from');

/** @returns the error; undefined if there is none */
function run({ folder, commands, cwd }: Installation): string | undefined {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [program, ...args] of commands(folder)) {
    const { error, status } = spawnSync(program, args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: LONGEST,
    });
    if (error !== undefined) return `${error.message}.`;
    if (status !== 0) return `${program} ended with ${status}.`;
  }
  return undefined;
}

/** Hash of the commands and the sources, the same in each copy of this repository. */
function fingerprint({ sources, commands }: Installation): string {
  const hash = createHash('sha256').update(JSON.stringify(commands('')));
  for (const file of sources === undefined ? [] : filesIn(sources)) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Files in a folder, sorted, without those that programs leave there when they run. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('__pycache__'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
