/**
 * Processes of other routers: their start, which ends with a WELCOME, and their end.
 *
 * Installed routers are tested as well, and others skipped; `npm run peers -- --install <router>` installs one.
 */
import process from 'node:process';
import { describe, expect, test, vi } from 'vitest';
import type { Command } from '../../peers/installation.ts';
import { commandOf, isReady, titleOf } from '../../peers/peer.ts';
import { PEERS } from '../../peers/peers.ts';
import { freePort, RouterProcess } from '../../peers/process.ts';
import { BOUND } from './router.ts';

/** A program of some lines, which gets the port as its argument. */
const program = (port: number, ...lines: string[]): Command => [
  process.execPath,
  ...['--input-type=module', '--eval', lines.join('\n'), String(port)],
];

/** Lines of a program that answers each message with the result of `answer`, and GET with that of `report`. */
const SERVER = [
  `import { createServer } from 'node:http';`,
  `import { WebSocketServer } from 'ws';`,
  `const http = createServer((_, response) => response.end(JSON.stringify(report())));`,
  `new WebSocketServer({ server: http }).on('connection', (socket) => {`,
  `  socket.on('message', (data) => socket.send(JSON.stringify(answer(JSON.parse(data)))));`,
  `});`,
  `http.listen(Number(process.argv[1]), '127.0.0.1');`,
];

const reported = async (port: number): Promise<unknown> => (await fetch(`http://127.0.0.1:${port}/`)).json();

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a router', () => {
  test('counts as started once it welcomes a client, not when it listens', async () => {
    const port = await freePort();
    const router = await RouterProcess.start(
      program(
        port,
        ...SERVER,
        `const hellos = [];`,
        `const answer = (hello) => (hellos.push(hello) < 3 ? [3, {}, 'com.example.starting'] : [2, 1, {}]);`,
        `const report = () => hellos.map(([code, realm]) => [code, realm]);`,
      ),
      port,
    );
    expect(await reported(port)).toEqual(Array(3).fill([1, 'realm1']));
    await router.stop();
    await expect(reported(port)).rejects.toThrow('fetch failed');
  });

  test('that listens but welcomes no client in time is ended', async () => {
    const port = await freePort();
    const start = RouterProcess.start(
      program(port, ...SERVER, `const answer = () => [3, {}, 'com.example.never'];`),
      port,
      { within: 1_000 },
    );
    await expect(start).rejects.toThrow('welcomed no client within 1000 ms');
    await expect(reported(port)).rejects.toThrow('fetch failed');
  });

  test('whose start is interrupted is ended', async () => {
    const port = await freePort();
    const signal = AbortSignal.timeout(500);
    const start = RouterProcess.start(program(port, ...SERVER, `const answer = () => [];`), port, { signal });
    await expect(start).rejects.toThrow('it was interrupted');
    await expect(reported(port)).rejects.toThrow('fetch failed');
  });

  test('that ends at its start is reported with its last words', async () => {
    const port = await freePort();
    const start = RouterProcess.start(program(port, `throw new Error('No such realm.');`), port);
    await expect(start).rejects.toThrow(/it ended with 1\.\n[\s\S]*No such realm\./);
  });

  test('whose program is missing is reported', async () => {
    const port = await freePort();
    const start = RouterProcess.start(['no-such-router', String(port)], port);
    await expect(start).rejects.toThrow(/"no-such-router \d+" to serve at ws:.*ENOENT/);
  });

  test('leaves no process behind, not even one that it started and that ignores SIGTERM', async () => {
    const port = await freePort();
    const router = await RouterProcess.start(
      program(
        port,
        `import { spawn } from 'node:child_process';`,
        ...SERVER,
        `const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1_000); console.log('ready');";`,
        `const child = spawn(process.execPath, ['--eval', stubborn], { stdio: ['ignore', 'pipe', 'ignore'] });`,
        `let isReady = false;`,
        `child.stdout.once('data', () => { isReady = true; });`,
        `const answer = () => (isReady ? [2, 1, {}] : [3, {}, 'com.example.starting']);`,
        `const report = () => [process.pid, child.pid];`,
      ),
      port,
    );
    const pids = (await reported(port)) as number[];
    expect(pids.filter(isAlive)).toEqual(pids);
    await router.stop();
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: BOUND, interval: 5 });
  });
});

describe('an installed router', { timeout: 90_000 }, () => {
  test.for(PEERS.map((peer) => ({ title: titleOf(peer), peer })))(
    '$title welcomes a client, and leaves its port when it is stopped',
    async ({ peer }, { skip }) => {
      skip(!isReady(peer), `npm run peers -- --install ${peer.name}`);
      const port = await freePort();
      const router = await RouterProcess.start(commandOf(peer, port), port);
      await router.stop();
      await expect(reported(port)).rejects.toThrow('fetch failed');
    },
  );
});
