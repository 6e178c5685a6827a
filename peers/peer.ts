/** Another WAMP router: its released package, its installation, and the command that serves it. */
import { fileURLToPath } from 'node:url';
import { type Command, type Installation, install, isInstalled } from './installation.ts';
import { type Toolchain, troubleWith } from './toolchains.ts';

/**
 * A router. It serves the realm `realm1` to anonymous clients at `urlOf(port)`, without limits on messages, where it has
 * any. Commands run at the root of this repository and name files relative to it.
 */
export interface Peer {
  /** Name of its file, of its folder in `.installed`, and of its folder here if it needs a program of a few lines. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Version of the package. */
  readonly version: string;
  /** The package, and the registry that has it. */
  readonly from: string;
  readonly toolchain: Toolchain;
  /** Commands that install it into `.installed`. */
  readonly install: readonly Command[];
  /** Command that serves it in the foreground until SIGTERM; `{port}` stands for the port. */
  readonly serve: Command;
  /** True if its clients disturb each other, so that cases are played one by one. */
  readonly isOneByOne?: true;
  /** True if it has sources or lists of packages in a folder of its name. */
  readonly hasSources: boolean;
}

/** Place of the port in a command. */
export const PORT = '{port}';

/** Root of this repository. This file runs as TypeScript, and compiled in dist/. */
export const ROOT = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '..' : '../..', import.meta.url));

/** Folder of an installed router, relative to the root. */
export const folderOf = (name: string): string => `peers/.installed/${name}`;

/** Name and version for people. */
export const titleOf = ({ title, version }: Peer): string => `${title} ${version}`;

/** URL of a router at a port; all routers here serve at the root. */
export const urlOf = (port: number | typeof PORT): string => `ws://127.0.0.1:${port}/`;

/** True if a router was installed from the present sources. */
export const isReady = (peer: Peer): boolean => isInstalled(installationOf(peer));

/**
 * Installs a router unless it is installed.
 *
 * @returns `skipped` if its toolchain is missing or too old
 */
export function prepare(peer: Peer): 'installed' | 'skipped' | 'failed' {
  const { toolchain } = peer;
  const trouble = isReady(peer) ? undefined : troubleWith(toolchain);
  if (trouble !== undefined) {
    console.error(
      `SKIPPED: ${titleOf(peer)}, which needs ${toolchain.title}; found ${trouble}. ${toolchain.advice}`,
    );
    return 'skipped';
  }
  return install(installationOf(peer)) ? 'installed' : 'failed';
}

// --- internal ---

const installationOf = (peer: Peer): Installation => ({
  title: titleOf(peer),
  needs: peer.toolchain.title,
  folder: `${ROOT}${folderOf(peer.name)}`,
  commands: () => peer.install,
  cwd: ROOT,
  ...(peer.hasSources && { sources: `${ROOT}peers/${peer.name}` }),
});
