/**
 * `npm run peers -- [router …]`: runs the conformance suite against other routers, and writes docs/conformance/<router>.json
 * and the pages that show these results. A router is installed first, unless it is installed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import process from 'node:process';
import { Argument, Command, Option } from 'commander';
import { wholeNumber } from '../src/cli/arguments.ts';
import { type Peer, PORT, prepare, ROOT, titleOf, urlOf } from './peer.ts';
import { PEERS } from './peers.ts';
import { JSON_TEXT, targetOf } from './target.ts';

interface Flags {
  readonly install?: true;
  readonly serve?: true;
  readonly port?: number;
}

await new Command('npm run peers --')
  .description('Judge other routers, and write docs/conformance/<router>.json and the pages that show it.')
  .addArgument(
    new Argument('[router...]', 'the routers; all if omitted').choices(PEERS.map(({ name }) => name)),
  )
  .option('--install', 'only install them')
  .addOption(new Option('--serve', 'serve one of them, until Ctrl-C').conflicts('install'))
  .option('--port <number>', 'port to serve it at; a free one if omitted', wholeNumber(1, 65_535))
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(run)
  .parseAsync();

// --- internal ---

async function run(names: readonly string[], { install, serve: isServed, port }: Flags): Promise<void> {
  const peers = PEERS.filter(({ name }) => names.length === 0 || names.includes(name));
  if (isServed) {
    const [only, ...others] = peers;
    if (only === undefined || others.length > 0) fail('Expected the name of one router with --serve.');
    else if (prepare(only) === 'installed') await serve(only, port);
    else process.exitCode = 1;
    return;
  }
  let isJudged = false;
  for (const peer of peers) {
    const outcome = prepare(peer);
    const isToBeJudged = outcome === 'installed' && !install;
    const isFine = isToBeJudged ? conform(peer) : outcome !== 'failed';
    if (!isFine) process.exitCode = 1;
    isJudged ||= isToBeJudged && isFine;
  }
  if (isJudged && !writePages()) process.exitCode = 1;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 2;
}

/**
 * Judges a router. The result is for everybody, and does not show how to end the router.
 *
 * @returns false if the suite itself failed; faults of the router are no failure
 */
function conform(peer: Peer): boolean {
  const { name, version, serve, isOneByOne } = peer;
  const folder = 'docs/conformance';
  mkdirSync(`${ROOT}${folder}`, { recursive: true });
  const { status } = spawnSync(
    process.execPath,
    [
      ...['dist/src/cli/main.js', 'conform', '--start', serve.join(' '), urlOf(PORT)],
      ...['--json', `${folder}/${name}.json`, '--withhold'],
      ...['--name', peer.title, '--router-version', version],
      ...(isOneByOne ? ['--jobs', '1'] : []),
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  const isRun = status === 0 || status === 1;
  if (!isRun) console.error(`FAILED: the conformance suite did not run against ${titleOf(peer)}.`);
  return isRun;
}

/**
 * Writes the pages that show the results of all routers, in a process of their own: what writes them is not in the build.
 *
 * @returns false if it failed
 */
function writePages(): boolean {
  const pages = ['docs/conformance/index.md', 'docs/readings.md', 'docs/routers.md'];
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'model-tests/pages/main.ts', ...pages], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status === 0) return true;
  console.error('FAILED: the results are written, but not the pages that show them: run "npm run pages".');
  return false;
}

async function serve(peer: Peer, port: number | undefined): Promise<void> {
  const target = targetOf(peer, port);
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  try {
    const stage = await target.open(JSON_TEXT, interrupted.signal);
    stage.close();
    console.log(`${titleOf(peer)} serves realm1 at ${target.url}`);
    interrupted.signal.addEventListener('abort', () => void target.stop());
    await target.closed();
    if (!interrupted.signal.aborted) fail(`${titleOf(peer)} ended.`);
  } catch (error) {
    fail((error as Error).message);
  } finally {
    await target.stop();
  }
}
