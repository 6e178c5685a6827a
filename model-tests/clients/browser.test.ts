/** The example page in a real browser, if this machine has one. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BROWSER, FLAGS, warnWithoutBrowser } from './chromium.ts';
import { get } from './http.ts';
import { example } from './process.ts';
import { within } from './router.ts';

warnWithoutBrowser('The example page is not tested in a browser');

/** Starts the server of the page; returns the page's address. */
async function servePage(): Promise<string> {
  const line = await example('browser.mjs', '0').line(/http:/);
  return line.replace('Open ', '');
}

/** Opens a page and waits until it is idle; returns its content and its console output. */
async function visit(url: string): Promise<{ readonly dom: string; readonly said: readonly string[] }> {
  const profile = mkdtempSync(join(tmpdir(), 'dealerchart-browser-'));
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  const flags = [...FLAGS, `--user-data-dir=${profile}`];
  const { stdout: dom, stderr } = await promisify(execFile)(
    BROWSER as string,
    [...flags, '--enable-logging=stderr', '--virtual-time-budget=5000', '--dump-dom', url],
    { timeout: 60_000, killSignal: 'SIGKILL' },
  );
  return { dom, said: stderr.split('\n').filter((line) => /:CONSOLE[:(]/.test(line)) };
}

/** The cells of the table, row by row. */
const rowsOf = (dom: string): string[] => {
  const body = /<tbody>(.*)<\/tbody>/s.exec(dom)?.[1] ?? '';
  return body
    .split('</tr>')
    .slice(0, -1)
    .map((row) => [...row.matchAll(/<td>([^<]*)/g)].map(([, cell]) => cell).join(' | '));
};

describe.skipIf(BROWSER === undefined)('the example page in a browser', () => {
  test('has a dealer in it, which gives a refused call to another worker', { timeout: 90_000 }, async () => {
    const { dom, said } = await visit(await servePage());
    expect(said).toEqual([]);
    expect(rowsOf(dom)).toEqual([
      'caller | dealer | CALL com.example.work a job',
      'dealer | first worker | INVOCATION a job',
      'first worker | dealer | ERROR wamp.error.unavailable',
      'dealer | second worker | INVOCATION a job',
      'second worker | dealer | YIELD done by the second worker',
      'dealer | caller | RESULT done by the second worker',
    ]);
    expect(dom).toContain('There is no server');
  });

  test('would have been heard, had it complained', { timeout: 90_000 }, async () => {
    const { said } = await visit('data:text/html,<script type="module">throw new Error("unwell")</script>');
    expect(said).toEqual([expect.stringContaining('unwell')]);
  });
});

describe('the server of the example page', () => {
  test('serves the page and the built engine that it imports', async () => {
    const url = await servePage();
    const page = await get(url);
    expect(page.status).toBe(200);
    const [, engine = ''] = /from '([^']+)'/.exec(page.body) ?? [];
    expect(await get(new URL(engine, url).href)).toMatchObject({ status: 200 });
  });

  test('serves nothing else', async () => {
    const { port } = new URL(await servePage());
    const paths = [
      '/package.json',
      '/examples/',
      '/examples/browser.mjs',
      '/dist/src/nothing.js',
      '/dist/src/../../scripts/clean.mjs',
      '/dist/src/../../vitest.config.js',
      '/dist/src/%2e%2e/%2e%2e/examples/browser.mjs',
      '/dist/src/..%2f..%2fpackage.json',
      '//elsewhere/dist/src/nothing.js',
      '//',
    ];
    for (const path of paths) expect([path, await statusOf(port, path)]).toEqual([path, 404]);
  });
});

/** Status of a path that is sent unchanged. */
async function statusOf(port: string, path: string): Promise<number | undefined> {
  const asked = request({ host: '127.0.0.1', port, path, agent: false }).end();
  const [response] = await within(once(asked, 'response'), 'an answer over HTTP');
  response.resume();
  return response.statusCode;
}
