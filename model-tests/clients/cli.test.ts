/** The command line, as built: output, exit codes, and error messages. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { READING_IDS } from '../../machines/readings.ts';
import { freePort } from '../../src/tools/conform/port.ts';
import { openAutobahn } from './autobahn.ts';
import { withBystanders } from './bystanders.ts';
import { dealerchart, example, serve } from './process.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';
import { openWampy } from './wampy.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const isDocumented = existsSync(new URL('../../docs/.vitepress/dist/index.html', import.meta.url));

describe('dealerchart serve', () => {
  test('says where it listens, and where its documentation is if that is built', async () => {
    const router = await serve();
    await (await withBystanders(router.url))();
    router.kill('SIGTERM');
    expect(await router.ended).toBe(0);
    expect(router.lines).toEqual([
      `Dealerchart ${version} serves any realm on ${router.url}.`,
      ...(isDocumented ? [`Documentation: http://127.0.0.1:${router.port}/`] : []),
      expect.stringMatching(
        /^\S+Z shutdown started signal=SIGTERM ending=restart drain=5000 sessions=2 calls=0$/,
      ),
      expect.stringMatching(/^\S+Z shutdown ended ms=\d+ interrupted=0$/),
    ]);
    expect(router.stderr).toBe('');
  });

  test('runs the example', async () => {
    const { url } = await serve();
    const program = example('rerouting.mjs', url);
    expect(await program.ended).toBe(0);
    expect(program.lines).toEqual([
      'Call 1 was answered by the first worker.',
      'Call 2 was answered by the second worker.',
      'Call 3 was answered by the first worker.',
      'Call 4 was answered by the second worker.',
    ]);
    expect(program.stderr).toBe('');
  });

  test('logs sessions, registrations, refusals and failures as JSON', async () => {
    const router = await serve('--log', 'json', '--verbose');
    const callee = await RawClient.join(router.url);
    await callee.register('com.example.busy', { invoke: 'first' });
    const caller = await RawClient.join(router.url, {}, { protocol: 'wamp.2.msgpack' });
    caller.call('com.example.busy');
    callee.refuse(await callee.invoked());
    await caller.expect('ERROR');
    caller.destroy();
    await router.line(/session left/);
    const events = router.lines.map((line) => JSON.parse(line));
    expect(events).toMatchObject([
      { event: 'listening', url: router.url, realms: 'any' },
      { event: 'session joined', realm: 'realm1', protocol: 'wamp.2.json' },
      { event: 'procedure registered', procedure: 'com.example.busy', invoke: 'first' },
      { event: 'session joined', realm: 'realm1', protocol: 'wamp.2.msgpack' },
      { event: 'call refused', error: 'wamp.error.unavailable' },
      { event: 'call failed', error: 'wamp.error.no_available_callee' },
      { event: 'session left' },
    ]);
    for (const { time } of events) expect(new Date(time).toISOString()).toBe(time);
  });

  test('logs the same as text', async () => {
    const router = await serve('--verbose', '--realm', 'orders');
    await RawClient.join(router.url, {}, { realm: 'orders' });
    expect(await router.line(/session joined/)).toMatch(/^\S+Z session joined realm=orders session=\d+ /);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'says goodbye to everybody on %s if that is asked for, and ends with 0',
    async (signal) => {
      const router = await serve('--on-shutdown', 'goodbye');
      const autobahn = await openAutobahn(router.url);
      const wampy = await openWampy(router.url);
      const raw = await RawClient.join(router.url);
      router.kill(signal);
      expect(await raw.next()).toEqual(['GOODBYE', {}, 'wamp.close.system_shutdown']);
      raw.send('GOODBYE', {}, 'wamp.close.goodbye_and_out');
      expect(await autobahn.closed).toEqual(['closed', 'wamp.close.system_shutdown']);
      await wampy.closed;
      expect(await router.ended).toBe(0);
    },
  );

  test('ends on a signal even if somebody does not say goodbye', async () => {
    const router = await serve('--on-shutdown', 'goodbye');
    const sluggard = await RawClient.join(router.url);
    router.kill('SIGTERM');
    await sluggard.expect('GOODBYE');
    expect(await router.ended).toBe(0);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'can be started on the same port right after %s',
    async (signal) => {
      const router = await serve('--port', `${await freePort()}`);
      const client = await RawClient.join(router.url);
      await client.register('com.example.lost');
      router.kill(signal);
      if (signal === 'SIGTERM') client.destroy();
      await router.ended;
      const next = await serve('--port', router.port);
      expect(next.url).toBe(router.url);
      await (await withBystanders(next.url))();
    },
  );

  test('serves the realms it is given and no others', async () => {
    const { url, lines } = await serve('--realm', 'orders', '--realm', 'billing');
    expect(lines[0]).toContain('serves realm orders, billing on');
    for (const realm of ['orders', 'billing']) await (await withBystanders(url, realm))();
    await expect(openAutobahn(url)).rejects.toThrow('wamp.error.no_such_realm');
  });

  test('has its endpoint at the path it is given', async () => {
    const { url } = await serve('--path', '/wamp');
    expect(url).toMatch(/\/wamp$/);
    await (await withBystanders(url))();
  });

  test('closes connections that send more than they may', async () => {
    const { url } = await serve('--max-message-size', '500');
    const client = await RawClient.join(url);
    client.call('com.example.much', {}, ['x'.repeat(500)]);
    expect(await client.closed).toBe(1009);
  });

  test('reads open questions of the text as it is told', async () => {
    const option = 'procedure_exists_with_different_invocation_policy';
    const { url } = await serve('--reading', `conflictUri=${option}`, '--reading', 'sameSession=refuse');
    const { session } = await openAutobahn(url);
    const { session: another } = await openAutobahn(url);
    const register = (from: typeof session, invoke: string) => from.register('com.a', () => {}, { invoke });
    await register(session, 'first');
    await expect(register(another, 'last')).rejects.toMatchObject({ error: `wamp.error.${option}` });
    await expect(register(session, 'first')).rejects.toMatchObject({
      error: 'wamp.error.procedure_already_exists',
    });
  });

  test.each([
    ['--port nonsense', 'Expected a whole number from 0 to 65535'],
    ['--port 65536', 'Expected a whole number from 0 to 65535'],
    ['--port -1', 'Expected a whole number from 0 to 65535'],
    ['--port 80.5', 'Expected a whole number from 0 to 65535'],
    ['--port', "option '--port <number>' argument missing"],
    ['--max-message-size 0', 'Expected a whole number from 1 to'],
    ['--path ws', 'Expected a path that begins with a slash'],
    ['--reading gates=any', `Expected one of the readings ${READING_IDS.join(', ')}, but `],
    ['--reading gate=never', 'Expected any or announced for the reading gate, but "never" came'],
    ['--reading gate', 'Expected any or announced for the reading gate'],
    ['--reading gate=any=announced', 'Expected any or announced for the reading gate'],
    ['--reading constructor=name', `Expected one of the readings ${READING_IDS.join(', ')}, but `],
    ['--log xml', 'Expected text or json.'],
    ['--on-shutdown later', 'Expected restart or goodbye.'],
    ['--drain soon', 'Expected a whole number from 0 to'],
    ['--verbos', "unknown option '--verbos'"],
    ['here', 'too many arguments'],
  ])('ends with 2 and a sentence for %s', async (args, sentence) => {
    const program = dealerchart(
      'serve',
      ...(args.includes('--port') ? [] : ['--port', '0']),
      ...args.split(' '),
    );
    expect(await program.ended).toBe(2);
    expect(program.stderr).toContain(sentence);
    expect(program.stderr).not.toContain('    at ');
    expect(program.stdout).toBe('');
  });

  test('ends with 1 and a sentence for an address that the machine does not have', async () => {
    const program = dealerchart('serve', '--port', '0', '--host', '192.0.2.1');
    expect(await program.ended).toBe(1);
    expect(program.stderr).toBe('error: 192.0.2.1 is not an address of this machine; see --host\n');
  });

  test('ends with 1 and a sentence for a port that is in use', async () => {
    const { port } = await withRouter();
    const program = dealerchart('serve', '--port', `${port}`);
    expect(await program.ended).toBe(1);
    expect(program.stderr).toContain(`port ${port} of 127.0.0.1 is in use; choose another one with --port`);
    expect(program.stderr).not.toContain('    at ');
  });
});

describe('dealerchart', () => {
  test.each([
    [['--help'], 'serve'],
    [['serve', '--help'], '--reading <name=option>'],
    [['help', 'serve'], '--max-message-size <bytes>'],
    [['--version'], version],
  ])('with %j ends with 0', async (args, text) => {
    const program = dealerchart(...args);
    expect(await program.ended).toBe(0);
    expect(program.stdout).toContain(text);
    expect(program.stderr).toBe('');
  });

  test.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['--nonsense'], "unknown option '--nonsense'"],
  ])('with %j ends with 2 and says what it can do', async (args, text) => {
    const program = dealerchart(...args);
    expect(await program.ended).toBe(2);
    expect(program.stderr).toContain(text);
  });
});
