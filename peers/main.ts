/**
 * `npm run peers -- [router …]`: runs the conformance suite against other routers, all if none is named, and writes
 * docs/conformance/<router>.json. A router is installed first, unless it is installed.
 *
 * `--install` only installs them. `--serve` serves one of them until it is interrupted, at `--port`, or else at a free port.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Peer, PORT, prepare, ROOT, titleOf, urlOf } from './peer.ts';
import { PEERS } from './peers.ts';
import { JSON_TEXT, targetOf } from './target.ts';

const { values, positionals: names } = parseArgs({
  options: { install: { type: 'boolean' }, serve: { type: 'boolean' }, port: { type: 'string' } },
  allowPositionals: true,
});
const unknown = names.filter((name) => PEERS.every((peer) => peer.name !== name));
const peers = PEERS.filter(({ name }) => names.length === 0 || names.includes(name));
const [only, ...others] = peers;
if (unknown.length > 0) {
  fail(`Expected routers out of ${PEERS.map(({ name }) => name).join(', ')}, but got ${unknown.join(', ')}.`);
} else if (values.serve) {
  if (only === undefined || others.length > 0) fail('Expected the name of one router after --serve.');
  else if (!/^\d{1,5}$/.test(values.port ?? '0'))
    fail(`Expected a port after --port, but got ${values.port}.`);
  else if (prepare(only) === 'installed') await serve(only);
  else process.exitCode = 1;
} else {
  for (const peer of peers) {
    const outcome = prepare(peer);
    const isFine = outcome === 'installed' && !values.install ? conform(peer) : outcome !== 'failed';
    if (!isFine) process.exitCode = 1;
  }
}

// --- internal ---

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

async function serve(peer: Peer): Promise<void> {
  const target = targetOf(peer, values.port === undefined ? undefined : Number(values.port));
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
