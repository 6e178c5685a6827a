/** Pages on the port of the router: the files of a folder, and nothing else. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
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
  'site/.hidden': 'hidden',
  'site/.git/config': 'hidden',
  'secret.html': 'secret',
  'site-beside/secret.html': 'secret',
};
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(outside, name)), { recursive: true });
  writeFileSync(join(outside, name), text);
}
symlinkSync(join(outside, 'secret.html'), join(folder, 'linked.html'));
symlinkSync(outside, join(folder, 'away'));
symlinkSync(join(folder, '.hidden'), join(folder, 'shown'));
execFileSync('mkfifo', [join(folder, 'pipe')]);

interface Page {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Requests a path unchanged, even one that no browser would send. */
async function ask(
  port: number,
  path: string,
  method = 'GET',
  headers: OutgoingHttpHeaders = {},
): Promise<Page> {
  const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }).end();
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
    ['/picture.svg', '<svg/>', 'image/svg+xml'],
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

  test('has no policy about what its pages load, and lets browsers keep them if they ask each time', async () => {
    const { port } = await open();
    const { headers } = await ask(port, '/assets/app.a1b2.js');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=0',
      'x-content-type-options': 'nosniff',
      'last-modified': expect.any(String),
    });
    expect(headers['content-security-policy']).toBeUndefined();
  });

  test('sends the policy and the promise about hashed names that it is given', async () => {
    const { port } = await withRouter({
      site: { folder, policy: "default-src 'self'", hashed: '/assets/' },
    });
    expect((await ask(port, '/assets/app.a1b2.js')).headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'self'",
    });
    expect((await ask(port, '/assets/nothing.js')).headers['cache-control']).toBe('public, max-age=0');
    expect((await ask(port, '/')).headers['cache-control']).toBe('public, max-age=0');
  });

  test('answers 304 to a browser that has the page, and the page once it has changed', async () => {
    const { port } = await open();
    const page = join(folder, 'changing.html');
    writeFileSync(page, 'before');
    const { etag = '', 'last-modified': modified = '' } = (await ask(port, '/changing')).headers;
    const known = [{ 'If-None-Match': etag }, { 'If-Modified-Since': modified }];
    for (const headers of known)
      expect(await ask(port, '/changing', 'GET', headers)).toMatchObject({ status: 304, body: '' });
    writeFileSync(page, 'and after');
    expect(await ask(port, '/changing', 'GET', { 'If-None-Match': etag })).toMatchObject({
      status: 200,
      body: 'and after',
    });
    await rm(page);
    expect(await ask(port, '/changing', 'GET', { 'If-None-Match': etag })).toMatchObject({ status: 404 });
  });

  test('sends a range of a file, and refuses one beyond its end', async () => {
    const { port } = await open();
    expect(await ask(port, '/guide.html', 'GET', { Range: 'bytes=4-8' })).toMatchObject({
      status: 206,
      body: 'Guide',
      headers: { 'content-range': 'bytes 4-8/14' },
    });
    expect(await ask(port, '/guide.html', 'GET', { Range: 'bytes=99-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */14' },
    });
    expect(await ask(port, '/nothing', 'GET', { Range: 'bytes=0-1' })).toMatchObject({ status: 404 });
  });

  test('keeps the query when it sends on to the path of a folder', async () => {
    const { port } = await open();
    expect((await ask(port, '/recipes?page=2')).headers.location).toBe('/recipes/?page=2');
  });

  test('and its endpoint may have the same path', async () => {
    const { port, url } = await open({ path: '/' });
    expect(await ask(port, '/')).toMatchObject({ status: 200, body: '<h1>Home</h1>' });
    const { session } = await openAutobahn(url);
    expect(session.isOpen).toBe(true);
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
    '/away/secret.html',
    '/.hidden',
    '/.git/config',
    '/shown',
    '/pipe',
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

test('a site that is no folder is an error when the router is started', async () => {
  const nowhere = join(outside, 'nowhere');
  await expect(withRouter({ site: nowhere })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    message: expect.stringContaining(`Expected a folder as the option site, but ${nowhere} cannot be read`),
  });
  const file = join(folder, 'index.html');
  await expect(withRouter({ site: { folder: file } })).rejects.toThrow(`but ${file} is a file.`);
  await expect(withRouter({ site: '' })).rejects.toThrow('Expected a folder as the option site');
});
