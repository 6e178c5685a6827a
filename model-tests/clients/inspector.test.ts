/** The data of the inspector over HTTP: its stream, and who gets it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readInspection } from '../../src/cli/resources.ts';
import type { Settings } from '../../src/cli/settings.ts';
import type { RouterOptions } from '../../src/router/index.ts';
import type { Story } from '../../src/router/inspector/protocol.ts';
import { addressOf, joinCallees, open, Page, PROCEDURE, storyOf } from './inspector.ts';
import { RawClient } from './raw.ts';
import { toHold, within, withRouter } from './router.ts';

describe('the stream', () => {
  test('tells sessions, registrations with members in order, and calls in flight with the callees asked', async () => {
    const router = await open();
    const [first, second] = (await joinCallees(router, 2, 'first')) as [RawClient, RawClient];
    const caller = await RawClient.join(router.url);
    caller.call(PROCEDURE);
    first.refuse(await first.invoked());
    await second.invoked();
    const page = await Page.open(router);
    expect(await page.next()).toEqual({ opening: { agent: 'dealerchart', readings: {}, interval: 250 } });
    const tick = await page.tick();
    const { calls, sessions, registrations, numbers } = tick;
    expect(numbers).toMatchObject({ realms: 1, sessions: 3, registrations: 1, calls: 1 });
    expect(numbers.totals).toMatchObject({ calls: 1, results: 0, refusals: 1, reroutes: 1 });
    const members = registrations?.rows[0]?.members.map(({ session }) => session) ?? [];
    expect(registrations).toMatchObject({
      total: 1,
      rows: [{ procedure: PROCEDURE, policy: 'first', realm: 'realm1' }],
    });
    expect(calls).toMatchObject({ total: 1, rows: [{ procedure: PROCEDURE, asked: members }] });
    expect(calls.rows[0]?.age).toBeGreaterThan(0);
    expect(sessions?.total).toBe(3);
    expect(sessions?.rows[0]).toMatchObject({
      session: members[0],
      protocol: 'wamp.2.json',
      address: '127.0.0.1',
      registrations: 1,
      features: expect.arrayContaining(['call_reroute']),
    });
    expect(sessions?.rows[1]).toMatchObject({ invocations: 1 });
  });

  test('tells the transitions with their rules, and those that match the filter only', async () => {
    const router = await open();
    const [callee] = (await joinCallees(router, 1, 'single')) as [RawClient];
    const caller = await RawClient.join(router.url);
    const all = await Page.open(router);
    const filtered = await Page.open(router, '?find=bp-14&charts=call');
    caller.call(PROCEDURE, {}, ['secret']);
    callee.yield(await callee.invoked(), 'secret');
    await caller.expect('RESULT');
    const { transitions } = await all.tick((tick) => tick.transitions.rows.length > 0);
    expect(transitions.rows.map(({ chart, event }) => `${chart} ${event}`)).toEqual([
      'session CALL',
      'registration select',
      'call select.member',
      'session YIELD',
      'call YIELD',
    ]);
    const { transitions: found, ended } = await filtered.tick((tick) => tick.transitions.rows.length > 0);
    expect(found.rows).toMatchObject([
      { chart: 'call', event: 'YIELD', procedure: PROCEDURE, rules: ['BP-14'] },
    ]);
    expect(found.dropped).toBe(0);
    expect(ended).toEqual([]);
    expect((await all.tick()).ended).toMatchObject([{ procedure: PROCEDURE, outcome: 'RESULT' }]);
  });

  test('has no payload, no option of an application and no secret in any line', async () => {
    const router = await open();
    const [callee] = (await joinCallees(router, 1, 'single')) as [RawClient];
    const page = await Page.open(router);
    const caller = await RawClient.join(router.url);
    caller.call(PROCEDURE, { _private: 'hidden' }, ['hidden']);
    callee.send('ERROR', 68, await callee.invoked(), { _private: 'hidden' }, 'com.example.error', ['hidden']);
    await caller.expect('ERROR');
    const tick = await page.tick(({ ended }) => ended.length > 0);
    const story = await storyOf(router, tick.ended[0] as Story);
    expect(story).toMatchObject({ hasPayload: true, outcome: 'com.example.error' });
    expect(JSON.stringify([tick, story])).not.toContain('hidden');
  });

  test('ends when the router closes, and is there for four pages at a time', async () => {
    const router = await open();
    const pages = [];
    for (let count = 0; count < 4; count++) pages.push(await Page.open(router));
    const fifth = await fetch(addressOf(router, 'stream'));
    expect([fifth.status, await fifth.text()]).toEqual([
      503,
      'There are 4 pages of the inspector open, as many as there may be.\n',
    ]);
    await pages[0]?.close();
    await within(
      (async () => {
        while ((await fetch(addressOf(router, 'stream'), { method: 'HEAD' })).status === 503);
      })(),
      'a place for another page',
    );
    await router.close(0);
    await expect(pages[1]?.tick(() => false)).rejects.toThrow(/has ended|terminated/);
  });

  test('of a page that does not read makes the router hold one line, and the router serves on', async () => {
    const router = await open({ patience: 500 });
    const asked = request(addressOf(router, 'stream'), { agent: false });
    const closed = new Promise((resolve) => asked.once('close', resolve));
    asked.on('error', () => {});
    asked.on('response', (response) => response.pause());
    asked.end();
    onTestFinished(() => void asked.destroy());
    const [callee] = (await joinCallees(router, 1, 'single')) as [RawClient];
    const caller = await RawClient.join(router.url);
    for (let count = 0; count < 50; count++) {
      caller.call(PROCEDURE);
      callee.yield(await callee.invoked());
      await caller.expect('RESULT');
    }
    expect(router.size().sessions).toBe(2);
    asked.destroy();
    await within(closed, 'the page to close');
  });
});

describe('the inspector', () => {
  test('observes dealers only while a page is open', async () => {
    const router = await open();
    const [callee] = (await joinCallees(router, 1, 'single')) as [RawClient];
    const caller = await RawClient.join(router.url);
    const call = async (): Promise<void> => {
      caller.call(PROCEDURE);
      callee.yield(await callee.invoked());
      await caller.expect('RESULT');
    };
    await call();
    const page = await Page.open(router);
    await call();
    const { ended } = await page.tick((tick) => tick.ended.length > 0);
    expect(ended.map(({ request: number }) => number)).toEqual([2]);
    await page.close();
    await within(
      (async () => {
        while (
          (await fetch(addressOf(router, `call?realm=realm1&caller=${ended[0]?.caller}&request=2`)))
            .status === 200
        );
      })(),
      'the inspector to forget what it has seen',
    );
  });

  test('has a page that loads files of the router only, and is not kept', async () => {
    const router = await open();
    for (const file of ['', 'page.js', 'page.css', 'call.svg', 'icon.svg']) {
      const response = await fetch(addressOf(router, file));
      const body = await response.text();
      expect([response.status, body.length > 100]).toEqual([200, true]);
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self';/,
      );
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(body.match(/(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\//g)).toBeNull();
    }
    const head = await fetch(addressOf(router, ''), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const folder = await fetch(`http://127.0.0.1:${router.port}/inspect`, { redirect: 'manual' });
    expect([folder.status, folder.headers.get('location')]).toEqual([308, '/inspect/']);
  });

  test('answers GET and HEAD only, and has no other pages', async () => {
    const router = await open();
    for (const file of ['', 'stream', 'call']) {
      const response = await fetch(addressOf(router, file), { method: 'POST' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    expect((await fetch(addressOf(router, 'nothing'))).status).toBe(404);
  });

  test('refuses data to those without the token, and is not there without the option', async () => {
    const token = 'only-for-this-test';
    const router = await withRouter({ inspect: { token } });
    for (const path of ['stream', 'call?realm=realm1&caller=1&request=1']) {
      const response = await fetch(addressOf(router, path));
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
    expect((await fetch(addressOf(router, ''))).status).toBe(200);
    const page = await Page.open(router, '', { Authorization: `Bearer ${token}` });
    expect(await page.tick()).toMatchObject({ numbers: { sessions: 0 } });
    const without = await withRouter();
    expect((await fetch(addressOf(without, ''))).status).toBe(404);
  });

  test('refuses names that anyone can give the address of this machine', async () => {
    const router = await open();
    const status = await new Promise((resolve, reject) => {
      const asked = request(addressOf(router, 'stream'), {
        agent: false,
        headers: { Host: `evil.example:${router.port}` },
      });
      asked.once('error', reject);
      asked.once('response', (response) => resolve(response.resume().statusCode));
      asked.end();
    });
    expect(status).toBe(403);
  });

  test.each<[string, RouterOptions, string]>([
    [
      'without a token on another address',
      { inspect: true, host: '0.0.0.0' },
      'Expected a token for the inspector',
    ],
    [
      'without a token behind a proxy',
      { inspect: true, trustProxy: ['loopback'] },
      'Expected a token for the inspector',
    ],
    [
      'with a short token',
      { inspect: { token: 'short' } },
      'Expected true, or an object with a token of at least 16',
    ],
  ])('does not start %s', async (_, options, sentence) => {
    await expect(withRouter(options)).rejects.toThrow(sentence);
    await expect(withRouter(options)).rejects.not.toThrow('short"');
  });

  test('follows realms that are opened while a page is open', async () => {
    const router = await open();
    const page = await Page.open(router);
    const client = await RawClient.join(router.url, {}, { realm: 'later' });
    const { sessions } = await page.tick((tick) => tick.sessions?.total === 1);
    expect(sessions?.rows).toMatchObject([{ realm: 'later' }]);
    client.destroy();
    await toHold(router, { sessions: 0 });
    await page.tick((tick) => tick.sessions?.total === 0);
  });
});

describe('the settings of the inspector', () => {
  const read = (settings: Partial<Settings>, environment = {}): RouterOptions['inspect'] =>
    readInspection({ host: '127.0.0.1', ...settings } as Settings, environment);
  const TOKEN = 'only-for-this-test';
  const inEnvironment = { DEALERCHART_INSPECT_TOKEN: TOKEN };

  test('need no token on loopback, and take it from the environment or from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealerchart-inspector-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const inspectToken = join(folder, 'token');
    writeFileSync(inspectToken, 'of-the-file-instead\n');
    expect([read({}), read({ inspect: true })]).toEqual([false, true]);
    expect(read({ inspect: true, host: '0.0.0.0' }, inEnvironment)).toEqual({ token: TOKEN });
    expect(read({ inspect: true, inspectToken }, inEnvironment)).toEqual({ token: 'of-the-file-instead' });
    writeFileSync(inspectToken, '\n');
    expect(() => read({ inspect: true, inspectToken })).toThrow('but the file is empty');
  });

  test.each<[string, Partial<Settings>, object, string]>([
    [
      'no token on another address',
      { inspect: true, host: '0.0.0.0' },
      {},
      'since other machines can reach 0.0.0.0',
    ],
    [
      'no token behind a proxy',
      { inspect: true, trustProxy: ['10.0.0.1'] },
      {},
      'since clients come through a proxy',
    ],
    [
      'a token without an inspector',
      { inspectToken: 'token' },
      {},
      'Expected --inspect beside --inspect-token',
    ],
    ['a file that is not there', { inspect: true, inspectToken: 'no.token' }, {}, 'no.token cannot be read'],
    ['a short token', { inspect: true }, { DEALERCHART_INSPECT_TOKEN: 'short' }, 'at least 16 characters'],
  ])('with %s are refused with a sentence', (_, settings, environment, sentence) => {
    expect(() => read(settings, environment)).toThrow(sentence);
  });
});
