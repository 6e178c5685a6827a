/** The routers that are measured: this one, the one before it, and others. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
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

export const BARE: MeasuredRouter = node('a ws dealer that checks nothing', file('bare.js'));

/** fox-wamp, if it is installed. */
export function fox(): MeasuredRouter | undefined {
  if (existsSync(file('../../bench/peers/node_modules/fox-wamp')))
    return node('fox-wamp 0.7.28', file('fox.js'));
  skip('fox-wamp is not installed. "npm run bench:peers" installs it for this measurement alone.');
  return undefined;
}

/** The Nexus router, if it is built. */
export function nexus(): MeasuredRouter | undefined {
  const command = file('../../bench/peers/nexus/bin/nexus');
  if (existsSync(command)) return { name: 'Nexus 3.2.2', program: [command] };
  skip('Nexus is not built. "npm run bench:peers" builds it for this measurement alone, if Go is installed.');
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
