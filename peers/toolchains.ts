/** Toolchains that install other routers; a router whose toolchain is missing or too old is skipped. */
import { spawnSync } from 'node:child_process';
import type { Command } from './installation.ts';

/** A program or a library of a toolchain. */
export interface Part {
  /** Name for messages. */
  readonly name: string;
  /** Command that succeeds if it is there, and prints its version. */
  readonly command: Command;
  /** Oldest version that will do; any if omitted. */
  readonly oldest?: string;
}

export interface Toolchain {
  /** Name and oldest versions, for messages. */
  readonly title: string;
  /** Instructions for its installation. */
  readonly advice: string;
  readonly parts: readonly Part[];
}

export const TOOLCHAINS = {
  node: {
    title: 'Node 20.19 or newer with npm',
    advice: 'Install it from https://nodejs.org.',
    parts: [
      { name: 'Node', command: ['node', '--version'], oldest: '20.19' },
      { name: 'npm', command: ['npm', '--version'] },
    ],
  },
  python: {
    title: 'Python 3.11 or newer with venv and pip',
    advice: 'Install it from https://www.python.org, or on Debian with "apt install python3-venv".',
    parts: [
      { name: 'Python', command: ['python3', '--version'], oldest: '3.11' },
      { name: 'venv with pip', command: ['python3', '-c', 'import ensurepip, venv'] },
    ],
  },
  go: {
    title: 'Go 1.24 or newer',
    advice: 'Install it from https://go.dev/dl.',
    parts: [{ name: 'Go', command: ['go', 'version'], oldest: '1.24' }],
  },
  rust: {
    title: 'Rust 1.89 or newer with cargo, and a C compiler',
    advice: 'Install them from https://rustup.rs, and on Debian with "apt install gcc".',
    parts: [
      // The versions of cargo and of the compiler are the same in each release of Rust.
      { name: 'Rust', command: ['cargo', '--version'], oldest: '1.89' },
      { name: 'a C compiler', command: ['cc', '--version'] },
    ],
  },
  java: {
    title: 'a JDK of Java 17 or newer, and Maven',
    advice:
      'Install them from https://adoptium.net and https://maven.apache.org, or on Debian with "apt install maven".',
    parts: [
      { name: 'Java', command: ['javac', '-version'], oldest: '17' },
      { name: 'Maven', command: ['mvn', '--version'] },
    ],
  },
} as const satisfies Record<string, Toolchain>;

/**
 * What is missing or too old, such as `Go 1.21.3`.
 *
 * @returns undefined if nothing is
 */
export function troubleWith({ parts }: Toolchain): string | undefined {
  const troubles = parts.flatMap(troubleWithPart);
  return troubles.length === 0 ? undefined : troubles.join(', ');
}

/** Compares versions number by number; a number that is not there counts as 0. */
export function isAtLeast(version: string, oldest: string): boolean {
  const own = numbersIn(version);
  for (const [place, least] of numbersIn(oldest).entries()) {
    const number = own[place] ?? 0;
    if (number !== least) return number > least;
  }
  return true;
}

/** The first version in what a program prints, such as `1.26.8` in `go version go1.26.8 linux/amd64`. */
export const versionIn = (text: string): string | undefined => /\d+(?:\.\d+)*/.exec(text)?.[0];

// --- internal ---

const numbersIn = (version: string): number[] => version.split('.').map(Number);

function troubleWithPart({ name, command: [program, ...args], oldest }: Part): string[] {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) return [`no ${name.replace(/^an? /, '')}`];
  if (oldest === undefined) return [];
  // Java 8 prints its version to standard error.
  const version = versionIn(stdout) ?? versionIn(stderr);
  // A version that cannot be read, such as that of a build from sources, gets the benefit of the doubt.
  return version === undefined || isAtLeast(version, oldest) ? [] : [`${name} ${version}`];
}
