/** Tests of the clients of `dealerchart conform`: who they are, and what they send to join. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { principals } from '../../src/router/index.ts';
import type { Run } from '../../src/tools/conform/result.ts';
import { admitting, SUITE } from '../conformance/login.ts';
import { LOGINS, loginDocument } from './logins.ts';
import { dealerchart } from './process.ts';
import { folder, resultIn } from './results.ts';
import { withRouter } from './router.ts';

test.each(['ticket', 'wampcra, salted', 'wampcra, unsalted'] as const)(
  'clients log in by %s',
  async (kind) => {
    const { url } = await withRouter({ authenticator: principals(await loginDocument()) });
    const { authid, method, secret } = LOGINS[kind];
    const flag = method === 'ticket' ? '--ticket' : '--secret';
    const program = dealerchart(
      'conform',
      url,
      '--authid',
      authid,
      flag,
      secret,
      '--only',
      'cr-08',
      '--serialiser',
      'cbor',
      // To check a secret takes a while on a busy machine.
      '--timeout',
      '3000',
    );
    expect(await program.ended, program.stdout + program.stderr).toBe(0);
    const denied = dealerchart('conform', url, '--authid', authid, flag, 'wrong', '--only', 'cr-08');
    expect(await denied.ended, denied.stdout).toBe(2);
    expect(denied.stderr).not.toContain('wrong');
  },
);

test('clients fail in no case if their role may use no URI outside of the prefix', async () => {
  const { url } = await withRouter({ authenticator: admitting('com.dealerchart.conform') });
  const json = join(folder(), 'result.json');
  const program = dealerchart(
    ...['conform', url, '--authid', SUITE.authid, '--secret', SUITE.secret, '--serialiser', 'json'],
    ...['--only', 'au,bp-10,bp-11,cr-03', '--json', json],
  );
  expect(await program.ended, program.stdout + program.stderr).toBe(0);
  const { cases } = resultIn(json).runs[0] as Run;
  expect(cases.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(2);
  expect(new Set(cases.filter(({ verdict }) => verdict !== 'pass').flatMap(({ says }) => says))).toEqual(
    new Set([
      'It is about clients without authentication.',
      'It uses a URI outside of the prefix, which the clients are not authorized for.',
    ]),
  );
});

test('clients send the headers that are given', async () => {
  const seen: unknown[] = [];
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket) => {
    seen.push(request.headers.cookie, request.url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const program = dealerchart(
    'conform',
    `ws://127.0.0.1:${port}/sub/path?a=b`,
    '--header',
    'Cookie: token=5',
    '--serialiser',
    'json',
  );
  expect(await program.ended, program.stdout).toBe(2);
  expect(seen).toEqual(['token=5', '/sub/path?a=b']);
});
