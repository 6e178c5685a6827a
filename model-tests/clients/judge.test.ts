/** The judge on the command line, and recordings of a real router with real clients. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { judge } from '../../src/tools/judge/judge.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { readLog } from '../../src/wire/log.ts';
import { BROWSER, Browser, warnWithoutBrowser } from './chromium.ts';
import { dealerchart, example, serve } from './process.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';

warnWithoutBrowser('The page of the judge is not looked at in a browser');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'dealerchart-judge-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The log in the documentation, in which a rule is broken. */
const [, EXAMPLE = ''] =
  /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/log.md', import.meta.url), 'utf8')) ?? [];

describe('dealerchart judge', () => {
  test('ends with 1 and names the line if a rule was broken', async () => {
    const program = dealerchart('judge', file('broken.jsonl', EXAMPLE));
    expect(await program.ended).toBe(1);
    expect(program.stdout).toContain('line 12: Expected ERROR wamp.error.no_available_callee');
    expect(program.stdout).toContain('    12  6 ms  c2 ← ERROR CALL 1 {} wamp.error.unavailable\n');
    expect(program.stdout).toContain('\nnot exercised CR-6: play cr-06-last-goes-back\n');
    expect(program.stdout).not.toContain('\u001b');
    expect(program.stderr).toBe('');
  });

  test('ends with 0 and names the reading if the router departs from one, and with 1 if told to be strict', async () => {
    // The callee has not announced that it may refuse.
    const path = file('gated.jsonl', EXAMPLE.replace('"features":{"call_reroute":true}', ''));
    const lenient = dealerchart('judge', path);
    expect(await lenient.ended).toBe(0);
    expect(lenient.stdout).toContain('The router follows other readings: --reading gate=announced');
    const strict = dealerchart('judge', path, '--strict');
    expect(await strict.ended).toBe(1);
    expect(strict.stdout).toBe(lenient.stdout);
  });

  test('ends with 0 if none was', async () => {
    const fixed = EXAMPLE.replace(/unavailable"\]}\n$/, 'no_available_callee"]}\n');
    const program = dealerchart('judge', file('kept.jsonl', fixed), '--json');
    expect(await program.ended).toBe(0);
    expect(JSON.parse(program.stdout)).toMatchObject({ lines: 12, rules: { 'CR-8': { verdict: 'held' } } });
  });

  test('reads open questions as it is told', async () => {
    const path = file('gated.jsonl', EXAMPLE.replace('"features":{"call_reroute":true}', ''));
    const flags = ['--reading', 'gate=announced', '--tolerance', '0', '--strict'];
    const program = dealerchart('judge', path, ...flags);
    expect(await program.ended).toBe(0);
  });

  test('reports on the rules that it is told to, and its exit code is about these', async () => {
    const path = file('broken.jsonl', EXAMPLE);
    const kept = dealerchart('judge', path, '--only', 'CR-1,CR-2', '--only', 'cr-3');
    expect(await kept.ended).toBe(0);
    expect(kept.stdout).toMatch(/\n3 rules: 0 broken, .*; 12 lines\.\n$/);
    const broken = dealerchart('judge', path, '--only', 'CR-*', '--json');
    expect(await broken.ended).toBe(1);
    const { rules } = JSON.parse(broken.stdout);
    expect(Object.keys(rules).every((rule) => rule.startsWith('CR-'))).toBe(true);
    expect(rules['CR-8'].broken[0].log).toMatchObject([
      { line: 11 },
      { line: 12, session: 'c2', from: 'router' },
    ]);
    const none = dealerchart('judge', path, '--only', 'CR-1,XX-1');
    expect(await none.ended).toBe(2);
    expect(none.stderr).toContain('but "XX-1" came');
  });

  test('writes JUnit XML and a page beside the text, and ends with 2 if it cannot', async () => {
    const path = file('broken.jsonl', EXAMPLE);
    const [xml, html] = [join(folder, 'judge.xml'), join(folder, 'judge.html')];
    const program = dealerchart('judge', path, '--junit', xml, '--html', html);
    expect(await program.ended).toBe(1);
    expect(program.stdout).toContain('broken CR-8');
    expect(readFileSync(xml, 'utf8')).toMatch(/<testsuite name="broken\.jsonl" tests="\d+" failures="1"/);
    expect(readFileSync(html, 'utf8')).toContain('<h1>Judgement of broken.jsonl</h1>');
    for (const option of ['--junit', '--html']) {
      const failing = dealerchart('judge', path, option, join(folder, 'no', 'where'));
      expect(await failing.ended).toBe(2);
      expect(failing.stderr).toContain(`where cannot be written; choose another file with ${option}`);
      expect(failing.stdout).toBe('');
    }
  });

  test.skipIf(BROWSER === undefined).each([
    ['light', 1_280],
    ['dark', 390],
  ] as const)(
    'writes a page that is accessible in a browser, loads nothing and fits: %s, %d px',
    async (scheme, width) => {
      const html = join(folder, `${scheme}.html`);
      const long = EXAMPLE.replaceAll('[7]', JSON.stringify(['long '.repeat(100)])).replaceAll(
        '"c2"',
        '"long-name"',
      );
      await dealerchart('judge', file('long.jsonl', long), '--html', html).ended;
      const browser = await Browser.open();
      onTestFinished(() => browser.close());
      await browser.prefer(scheme, width);
      const url = pathToFileURL(html).href;
      await browser.visit(url);
      await browser.evaluate(`for (const group of document.querySelectorAll('details')) group.open = true`);
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await browser.evaluate(`document.querySelector('#filter').className`)).toBe('');
      await browser.evaluate(AXE);
      const run = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;
      expect(await browser.evaluate(run)).toEqual([]);
      expect(browser.asked).toEqual([url]);
    },
  );

  test('ends with 2 if an option makes no sense, which is no breach of a rule', async () => {
    const program = dealerchart('judge', join(folder, 'any.jsonl'), '--tolerance', 'much');
    expect(await program.ended).toBe(2);
    expect(program.stderr).toContain('Expected a whole number from 0');
  });

  test.each([
    ['nothing.jsonl', undefined, 'there is no file'],
    [
      'bad.jsonl',
      '{"at":1}\n',
      'bad.jsonl: Expected the string "session", the name of a connection in line 1',
    ],
  ])('ends with 2 and a sentence for %s', async (name, text, sentence) => {
    const program = dealerchart('judge', text === undefined ? join(folder, name) : file(name, text));
    expect(await program.ended).toBe(2);
    expect(program.stderr).toContain(sentence);
    expect(program.stderr).not.toContain('    at ');
    expect(program.stdout).toBe('');
  });
});

describe('dealerchart serve --record', () => {
  test('writes a log to which no oracle objects', async () => {
    const path = join(folder, 'router.jsonl');
    const router = await serve('--record', path);
    const program = example('rerouting.mjs', router.url);
    expect(await program.ended).toBe(0);
    router.kill('SIGTERM');
    expect(await router.ended).toBe(0);
    const verdicts = judge(readLog(readFileSync(path, 'utf8')), {}, { tolerance: 1_000 });
    expect(verdicts.filter(({ broken }) => broken.length > 0)).toEqual([]);
    const held = (rule: string): number => verdicts.find((one) => one.rule === rule)?.held ?? 0;
    expect(held('CR-1')).toBeGreaterThan(0);
    expect(held('BP-14')).toBeGreaterThan(0);
  });

  test('ends with 1 and a sentence for a file that cannot be written', async () => {
    const program = dealerchart('serve', '--port', '0', '--record', join(folder, 'no', 'where.jsonl'));
    expect(await program.ended).toBe(1);
    expect(program.stderr).toContain('where.jsonl cannot be written; choose another file with --record');
  });
});

describe('a router that records', () => {
  test('tells of several realms, of what nobody can read, and of who has gone how', async () => {
    const log: Entry[] = [];
    const router = await withRouter({ record: (entry) => log.push(entry) });
    const callee = await RawClient.join(router.url, {}, { realm: 'one' });
    await callee.register('com.example.p');
    const caller = await RawClient.join(router.url, {}, { realm: 'two' });
    caller.call('com.example.p');
    await caller.expect('ERROR');
    caller.sendFrame('{');
    await caller.expect('ABORT');
    callee.destroy();
    await expect.poll(() => log.filter((entry) => 'event' in entry).length).toBe(4);
    expect(log.filter((entry) => 'event' in entry)).toMatchObject([
      { session: 'c1', event: 'connected' },
      { session: 'c2', event: 'connected' },
      { session: 'c2', event: 'closed' },
      { session: 'c1', event: 'lost' },
    ]);
    expect(judge(log, {}, { tolerance: 1_000 }).filter(({ broken }) => broken.length > 0)).toEqual([]);
  });
});
