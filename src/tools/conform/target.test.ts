/** The process of a router: its start, which ends with a WELCOME, its end, and what it leaves behind. */
import process from 'node:process';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Serialisation } from '../../wire/serialisation.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { Target } from './target.ts';

const JSON_TEXT = SERIALISATIONS.get('wamp.2.json') as Serialisation;

/** Maximum time for anything awaited, in milliseconds: long enough for the slowest machine. */
const BOUND = 10_000;

/** Lines of a program that answers each message with the result of `answer`, and GET with that of `report`. */
const SERVER = [
  `import { createServer } from 'node:http';`,
  `import { WebSocketServer } from 'ws';`,
  `const http = createServer((_, response) => response.end(JSON.stringify(report())));`,
  `const handleProtocols = () => 'wamp.2.json';`,
  `new WebSocketServer({ server: http, handleProtocols }).on('connection', (socket) => {`,
  `  socket.on('message', (data) => socket.send(JSON.stringify(answer(JSON.parse(data)))));`,
  `});`,
  `http.listen(Number(process.argv[1]), '127.0.0.1');`,
];

/** A router that is this program, and ends with the test. */
function routerOf(...lines: string[]): Target {
  const script = lines.join('\n').replaceAll("'", `'\\''`);
  return startedBy(`'${process.execPath}' --input-type=module --eval '${script}' {port}`);
}

function startedBy(start: string, startTimeout = BOUND): Target {
  const target = new Target({
    url: 'ws://127.0.0.1:{port}/',
    start,
    startTimeout,
    timeout: 500,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example',
  });
  onTestFinished(() => target.stop());
  return target;
}

const open = async (target: Target, signal = AbortSignal.timeout(BOUND)): Promise<void> =>
  (await target.open(JSON_TEXT, signal)).close();

const reported = async ({ url }: Target): Promise<unknown> =>
  (await fetch(url.replace('ws:', 'http:'))).json();

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a router that the suite starts', () => {
  test('counts as started once it welcomes a client, not when it listens', async () => {
    const target = routerOf(
      ...SERVER,
      `const hellos = [];`,
      `const answer = (hello) => (hellos.push(hello) < 3 ? [3, {}, 'com.example.starting'] : [2, 1, {}]);`,
      `const report = () => hellos.map(([code, realm]) => [code, realm]);`,
    );
    await open(target);
    expect(await reported(target)).toEqual(Array(3).fill([1, 'realm1']));
    await target.stop();
    await expect(reported(target)).rejects.toThrow('fetch failed');
  });

  test('is given up if it listens but welcomes no client in time', async () => {
    const lines = [...SERVER, `const answer = () => [3, {}, 'com.example.never'];`];
    const { start } = routerOf(...lines).options;
    const target = startedBy(start as string, 1_000);
    await expect(open(target)).rejects.toThrow(/^Expected WELCOME for realm realm1, but .*never/);
    await target.stop();
    await expect(reported(target)).rejects.toThrow('fetch failed');
  });

  test('is not awaited after an interrupt', async () => {
    const target = routerOf(...SERVER, `const answer = () => [3, {}, 'com.example.never'];`);
    await expect(open(target, AbortSignal.timeout(1_000))).rejects.toThrow();
    await target.stop();
    await expect(reported(target)).rejects.toThrow('fetch failed');
  });

  test('and that ends at its start is reported with its last words', async () => {
    const target = routerOf(`throw new Error('No such realm.');`);
    await expect(open(target)).rejects.toThrow(
      /Its process ended with exit code 1\. It wrote: [\s\S]*No such realm\./,
    );
  });

  test('and whose program is missing is reported', async () => {
    const target = startedBy('no-such-router {port}');
    await expect(open(target)).rejects.toThrow(/exit code 127\. It wrote: .*no-such-router/);
  });

  test('in the background is reported, and holds up nothing', async () => {
    const target = routerOf(
      `import { spawn } from 'node:child_process';`,
      `const stdio = ['ignore', 'inherit', 'inherit'];`,
      `const child = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)'], { detached: true, stdio });`,
      `console.log('child', child.pid);`,
      `process.exit(0);`,
    );
    const error = await open(target).catch(({ message }: Error) => message);
    const [, pid] = /child (\d+)/.exec(`${error}`) ?? [];
    onTestFinished(() => void process.kill(Number(pid)));
    expect(error).toMatch(
      /has to run the router in the foreground\..* Something that it started still runs\./,
    );
    await target.stop();
    await target.closed();
  });

  test('has time to end by itself', async () => {
    const target = routerOf(
      ...SERVER,
      `process.on('SIGTERM', () => setTimeout(() => (console.log('Saved.'), process.exit(3)), 300));`,
      `const answer = () => [2, 1, {}];`,
    );
    await open(target);
    await target.stop();
    expect(await target.lastWords()).toContain('It wrote: Saved.');
  });

  test('leaves no process behind, not even one that it started and that ignores SIGTERM', async () => {
    const target = routerOf(
      `import { spawn } from 'node:child_process';`,
      ...SERVER,
      `const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1_000); console.log('ready');";`,
      `const child = spawn(process.execPath, ['--eval', stubborn], { stdio: ['ignore', 'pipe', 'ignore'] });`,
      `let isReady = false;`,
      `child.stdout.once('data', () => { isReady = true; });`,
      `const answer = () => (isReady ? [2, 1, {}] : [3, {}, 'com.example.starting']);`,
      `const report = () => [process.pid, child.pid];`,
    );
    await open(target);
    const pids = (await reported(target)) as number[];
    expect(pids.filter(isAlive)).toEqual(pids);
    await target.stop();
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: BOUND, interval: 5 });
  });

  test('and that ends takes what it started with it', async () => {
    const target = routerOf(
      `import { spawn } from 'node:child_process';`,
      ...SERVER,
      `const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1_000)'], { stdio: 'ignore' });`,
      `const answer = () => [2, 1, {}];`,
      `const report = () => { setTimeout(() => process.exit(1), 50); return child.pid; };`,
    );
    await open(target);
    const pid = (await reported(target)) as number;
    expect(await target.lastWords()).toContain('exit code 1');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: BOUND, interval: 5 });
  });
});
