/**
 * `npm run bench:peers`: other routers to measure against. fox-wamp is installed from npm; Nexus is built from the Go
 * module proxy, if Go is installed. Both at versions that are written down beside them.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../bench/peers', import.meta.url));
/** npm itself, run by Node: no shell is needed for it. */
const { npm_execpath: npm = '' } = process.env;

run('fox-wamp', process.execPath, [npm, 'ci', '--prefix', folder, '--ignore-scripts']);
if (spawnSync('go', ['version']).error === undefined) {
  run('Nexus', 'go', ['build', '-C', `${folder}/nexus`, '-mod=readonly', '-o', 'bin/nexus', '.']);
} else {
  console.log('SKIPPED: Nexus, since Go is not installed. Install Go 1.20 or later, and run this again.');
}

function run(what, command, words) {
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  console.log(status === 0 ? `${what} is there.` : `FAILED: ${what} is not there.`);
  if (status !== 0) process.exitCode = 1;
}
