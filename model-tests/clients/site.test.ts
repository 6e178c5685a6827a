/** Pages on the port of the router: the files of a folder, and nothing else. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RouterOptions } from '../../src/router/index.ts';
import { openAutobahn } from './autobahn.ts';
import { within, withRouter } from './router.ts';

const outside = mkdtempSync(join(tmpdir(), 'dealerchart-site-'));
const folder = join(outside, 'site');
afterAll(() => rm(outside, { recursive: true, force: true }));

const FILES = {
  'site/index.html': '<h1>Home</h1>',
  'site/404.html': '<h1>Nothing here</h1>',
  'site/guide.html': '<h1>Guide</h1>',
  'site/guide/index.html': '<h1>Guides</h1>',
  'site/recipes/index.html': '<h1>Recipes</h1>',
  'site/source/rules.ts.html': '<h1>rules.ts</h1>',
  'site/assets/style.a1b2.css': 'h1 { color: red }',
  'site/assets/app.a1b2.js': '1',
  'site/picture.svg': '<svg/>',
  'site/with space ü.html': '<h1>Space</h1>',
  'site/data.bin': '?',
  'secret.html': 'secret',
  'site-beside/secret.html': 'secret',
};
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(outside, name)), { recursive: true });
  writeFileSync(join(outside, name), text);
}
symlinkSync(join(outside, 'secret.html'), join(folder, 'linked.html'));

interface Page {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Requests a path unchanged, even one that no browser would send. */
async function ask(port: number, path: string, method = 'GET'): Promise<Page> {
  const asked = request({ host: '127.0.0.1', port, path, method, agent: false }).end();
  const [response] = await within(once(asked, 'response'), 'an answer over HTTP');
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode, headers: response.headers, body };
}

const open = (options: RouterOptions = {}) => withRouter({ site: folder, ...options });

describe('a router with a site', () => {
  test.each([
    ['/', '<h1>Home</h1>', 'text/html; charset=utf-8'],
    ['/index.html', '<h1>Home</h1>', 'text/html; charset=utf-8'],
    ['/?q=1', '<h1>Home</h1>', 'text/html; charset=utf-8'],
    ['/guide.html', '<h1>Guide</h1>', 'text/html; charset=utf-8'],
    ['/guide/', '<h1>Guides</h1>', 'text/html; charset=utf-8'],
    ['/recipes/', '<h1>Recipes</h1>', 'text/html; charset=utf-8'],
    ['/source/rules.ts', '<h1>rules.ts</h1>', 'text/html; charset=utf-8'],
    ['/with%20space%20%C3%BC.html', '<h1>Space</h1>', 'text/html; charset=utf-8'],
    ['/picture.svg', '<svg/>', 'image/svg+xml; charset=utf-8'],
    ['/assets/style.a1b2.css', 'h1 { color: red }', 'text/css; charset=utf-8'],
    ['/assets/app.a1b2.js', '1', 'text/javascript; charset=utf-8'],
    ['/data.bin', '?', 'application/octet-stream'],
  ])('gives %s', async (path, body, type) => {
    const { port } = await open();
    expect(await ask(port, path)).toMatchObject({ status: 200, body, headers: { 'content-type': type } });
  });

  test('sends the path of a folder on to the one with a slash, which relative links need', async () => {
    const { port } = await open();
    expect(await ask(port, '/recipes')).toMatchObject({ status: 308, headers: { location: '/recipes/' } });
  });

  test('lets browsers keep what has a hash in its name, and tells them to load nothing from elsewhere', async () => {
    const { port } = await open();
    const { headers } = await ask(port, '/assets/app.a1b2.js');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
    });
    expect((await ask(port, '/')).headers['cache-control']).toBeUndefined();
  });

  test('answers HEAD without a body, and nothing that would change a page', async () => {
    const { port } = await open();
    const { status, headers, body } = await ask(port, '/guide.html', 'HEAD');
    expect([status, headers['content-length'], body]).toEqual([200, '14', '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect(await ask(port, '/', method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    }
  });

  test.each([
    '/nothing.html',
    '/assets/',
    '/assets',
    '/linked.html',
    '/linked',
    '/../secret.html',
    '/../site-beside/secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/assets/../../secret.html',
    '/./index.html',
    '//index.html',
    '//127.0.0.1/index.html',
    'http://127.0.0.1/index.html',
    '/index.html%00',
    '/%00',
    '/%',
    '/%c0%ae%c0%ae/secret.html',
    '/__proto__',
    '/constructor',
    `/${'a/'.repeat(4_000)}`,
    '/C:/secret.html',
    '/guide.html/',
    '*',
  ])('has nothing at %s', async (path) => {
    const { port } = await open();
    expect(await ask(port, path)).toMatchObject({ status: 404, body: '<h1>Nothing here</h1>' });
  });

  test('is a router as ever', async () => {
    const router = await open();
    expect(await ask(router.port, '/healthz')).toMatchObject({
      status: 200,
      body: expect.stringContaining('"ok"'),
    });
    expect(await ask(router.port, '/ws')).toMatchObject({ status: 426 });
    const { session } = await openAutobahn(router.url);
    expect(session.isOpen).toBe(true);
  });
});

test('a router without a site says what it is', async () => {
  const { port } = await withRouter();
  expect(await ask(port, '/')).toMatchObject({
    status: 404,
    body: expect.stringContaining('This is a WAMP router.'),
  });
});

test('a site that is not there is an error when the router is started', async () => {
  await expect(withRouter({ site: join(outside, 'nowhere') })).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(withRouter({ site: '' })).rejects.toThrow('Expected a folder as the option site');
});
