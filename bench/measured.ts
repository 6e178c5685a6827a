/** The routers that are measured: this one, the one before it, and others. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isReady, type Peer, titleOf } from '../peers/peer.ts';
import type { MeasuredRouter } from './server.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const node = (name: string, ...program: readonly string[]): MeasuredRouter => ({
  name,
  program: [process.execPath, ...program],
});
const dealerchart = (name: string, command: string): MeasuredRouter => ({
  ...node(name, command, 'serve', '--port', '0', '--log', 'json'),
  isNative: readFileSync(resolve(command, '../../../../package.json'), 'utf8').includes('"bufferutil"'),
});

export const OURS: MeasuredRouter = dealerchart('dealerchart', file('../src/cli/main.js'));

/** The same with an inspector, whose page nobody has opened. */
export const INSPECTED: MeasuredRouter = {
  ...OURS,
  name: 'dealerchart --inspect',
  program: [...OURS.program, '--inspect'],
};

export const BARE: MeasuredRouter = node('a ws dealer that checks nothing', file('bare.js'));

/** Another router, if it is installed. */
export function other(peer: Peer): MeasuredRouter | undefined {
  if (isReady(peer)) return { name: titleOf(peer), program: peer.serve };
  skip(`${titleOf(peer)} is not installed. "npm run peers -- --install ${peer.name}" installs it.`);
  return undefined;
}

/**
 * The other checkout that was named on the command line or in the environment, if one was.
 *
 * @param group the measurements that compare with it
 */
export function baseline(group: string): MeasuredRouter | undefined {
  const folder = process.env.BASELINE;
  if (folder === undefined) {
    skip(`the comparison with an earlier state of this project, of which no build was given. To make one, and measure:
  git worktree add ../baseline <commit>
  (cd ../baseline && npm ci && npm run build)
  npm run bench -- ${group} --against ../baseline`);
    return undefined;
  }
  const command = resolve(folder, 'dist/src/cli/main.js');
  if (existsSync(command)) return dealerchart('the baseline', command);
  throw new Error(
    `Expected a built checkout of this project in ${folder}, but it has no dist/src/cli/main.js. ` +
      'Run "npm ci && npm run build" there.',
  );
}

// --- internal ---

function skip(what: string): void {
  console.log(`SKIPPED: ${what}`);
}
