/** Toolchains that install other routers; a router whose toolchain is missing is skipped. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import type { Command } from './installation.ts';

export interface Toolchain {
  /** Name and oldest version, for messages. */
  readonly title: string;
  /** Instructions for its installation. */
  readonly advice: string;
  /** Commands that succeed if it is there. */
  readonly tries: readonly Command[];
}

export const TOOLCHAINS = {
  node: {
    title: 'Node 20.19 or newer with npm',
    advice: 'Install it from https://nodejs.org.',
    tries: [[process.execPath, '--version']],
  },
  python: {
    title: 'Python 3.11 or newer with venv and pip',
    advice: 'Install it from https://www.python.org, or on Debian with "apt install python3-venv".',
    tries: [['python3', '-c', 'import ensurepip, venv']],
  },
  go: {
    title: 'Go 1.24 or newer',
    advice: 'Install it from https://go.dev/dl.',
    tries: [['go', 'version']],
  },
  rust: {
    title: 'Rust 1.89 or newer with cargo, and a C compiler',
    advice: 'Install them from https://rustup.rs, and on Debian with "apt install gcc".',
    tries: [
      ['cargo', '--version'],
      ['cc', '--version'],
    ],
  },
  java: {
    title: 'a JDK of Java 17 or newer, and Maven',
    advice:
      'Install them from https://adoptium.net and https://maven.apache.org, or on Debian with "apt install maven".',
    tries: [
      ['javac', '-version'],
      ['mvn', '--version'],
    ],
  },
} as const satisfies Record<string, Toolchain>;

/** True if every part of a toolchain is there. */
export const isThere = ({ tries }: Toolchain): boolean =>
  tries.every(([program, ...args]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0);
