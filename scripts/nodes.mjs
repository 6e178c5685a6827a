/**
 * `npm run test:nodes`: runs `npm test` on each version of Node that the project supports; arguments go to `npm test`.
 * The versions come from the package `node` of npm and stay in .nodes/.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The oldest version that package.json allows, and the newest one of each line that is maintained. */
const VERSIONS = ['20.19.0', '22.23.3', '24.19.0'];
const FOLDER = fileURLToPath(new URL('../.nodes', import.meta.url));
/** npm itself, run by Node: no shell is needed for it. */
const { npm_execpath: npm = '', PATH = '' } = process.env;

const outcomes = VERSIONS.map((version) => [version, test(version)]);
for (const [version, outcome] of outcomes) console.log(`Node ${version}: ${outcome}`);
const all = outcomes.map(([, outcome]) => outcome);
if (all.includes('failed') || !all.includes('passed')) process.exitCode = 1;

/** Runs the tests on a version; returns the outcome. */
function test(version) {
  const node = install(version);
  if (node === undefined) return `SKIPPED, since npm could not install node@${version}; see above`;
  console.log(`\n=== Node ${run(node, ['--print', 'process.versions.node'], 'pipe').stdout}`);
  const { status } = run(node, [npm, 'test', '--', ...process.argv.slice(2)], 'inherit');
  return status === 0 ? 'passed' : 'failed';
}

/** Path to a version of Node, which is installed if it is not there yet; undefined if that fails. */
function install(version) {
  const folder = join(FOLDER, version);
  const node = join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    const words = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `node@${version}`];
    run(process.execPath, [npm, ...words], 'inherit');
  }
  return run(node, ['--version'], 'pipe').stdout?.trim() === `v${version}` ? node : undefined;
}

/** Runs a program with a version of Node, which is also the one that its scripts find. */
function run(node, words, stdio) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${PATH}` };
  return spawnSync(node, words, { stdio: ['ignore', stdio, 'inherit'], encoding: 'utf8', env });
}
