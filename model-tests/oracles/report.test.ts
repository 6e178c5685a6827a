/** The report on a log: its lines, its selection of rules, and its forms for build servers and browsers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { linkOf, RULES } from '../../machines/rules.ts';
import { assess } from '../../src/tools/judge/assessment.ts';
import { excerptOf, excerptText } from '../../src/tools/judge/excerpt.ts';
import { toHtml } from '../../src/tools/judge/html.ts';
import { RULE_IDS } from '../../src/tools/judge/judge.ts';
import { toJunit } from '../../src/tools/judge/junit.ts';
import { idleIn, type Report, toReport } from '../../src/tools/judge/report.ts';
import { selectRules } from '../../src/tools/judge/selection.ts';
import { toText } from '../../src/tools/judge/text.ts';
import type { Entry } from '../../src/wire/entry.ts';
import { logOf } from './story.ts';

interface Element {
  readonly textContent: string;
  readonly nextElementSibling: Element | null;
  readonly classList: { contains(name: string): boolean };
  value: string;
  open: boolean;
  querySelectorAll(selector: string): Iterable<Element>;
  querySelector(selector: string): Element | null;
  getAttribute(name: string): string | null;
  dispatchEvent(event: object): void;
}
interface Window {
  readonly document: Element;
  readonly Event: new (name: string) => object;
  readonly axe: {
    run(
      context: object,
      options: object,
    ): Promise<{ readonly violations: readonly { readonly id: string }[] }>;
  };
  eval(script: string): void;
  close(): void;
}
const require = createRequire(import.meta.url);
const { JSDOM } = require('jsdom') as {
  readonly JSDOM: new (text: string, options: object) => { readonly window: Window };
};
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A router that breaks CR-8, departs from SR-14, does not announce `call_timeout`, and announces one feature more. */
const { entries: LOG } = logOf(`
  router without call_timeout with session_meta_api
  A X join
  A shares p as first
  X > CALL 1 {} p [7]
  A < INVOCATION 1 1 {} [7]
  A > ERROR INVOCATION 1 {} ~unavailable
  X < ERROR CALL 1 {} ~unavailable
  A > REGISTER 2 {invoke:fairest} q
  A < ERROR REGISTER 2 {} ~option_not_allowed`);

const reportOn = (entries: readonly Entry[], only?: string): Report =>
  toReport(assess(entries), {
    entries,
    only: only === undefined ? undefined : selectRules(only),
    exercises: new Map([['CR-6', 'cr-06-last-goes-back']]),
  });

describe('the lines of a breach', () => {
  const entries: readonly Entry[] = [
    { at: 0, session: 'c1', event: 'connected' },
    {
      at: 0.12345,
      session: 'c1',
      received: [48, 1, { timeout: 5 }, 'com.p', ['x'.repeat(100)], { b: '\u001b' }],
    },
    { at: 1, session: 'c 2', sent: [8, 48, 1, {}, 'not a uri'] },
    { at: 2, session: 'c1', undelivered: [50, 1, {}, [1]], reason: 'backlog' },
    { at: 3, session: 'c1', received: 'not a message\u0007' as never },
    { at: 3, session: 'c1', received: [99, { a: 1 }] },
    { at: 4, session: 'c1', event: 'closed' },
  ];

  test('are its own and those that its sentence names, in their order and once', () => {
    const linesOf = (line: number, says: string) =>
      excerptOf({ line, says }, entries).map(({ line: one }) => one);
    expect(linesOf(4, 'Expected that of line 2 after line 1, as in line 4.')).toEqual([1, 2, 4]);
    expect(linesOf(3, 'Expected nothing.')).toEqual([3]);
    expect(linesOf(3, 'Expected that of line 70 after line 0.')).toEqual([3]);
  });

  test('are words, in which long fields are cut and control characters replaced', () => {
    const all = entries.map((_, index) => excerptOf({ line: index + 1, says: '' }, entries)[0]);
    expect(all.map((one) => one && excerptText(one))).toEqual([
      'c1 connects',
      `c1 → CALL 1 {"timeout":5} com.p ["${'x'.repeat(57)}… {"b":"\\u001b"}`,
      '"c 2" ← ERROR CALL 1 {} "not a uri"',
      'c1 ← RESULT 1 {} [1] (undelivered: backlog)',
      'c1 → "not a message\\u0007"',
      'c1 → [99,{"a":1}]',
      'c1 is closed by the router',
    ]);
    expect(all[1]?.at).toBe(0.123);
  });
});

describe('a selection of rules', () => {
  test('has rules and families, in the order of all rules', () => {
    expect(selectRules('cr-8, SR-1')).toEqual(['SR-1', 'CR-8']);
    expect(selectRules('CR-*')).toEqual(RULE_IDS.filter((rule) => rule.startsWith('CR-')));
    expect(selectRules('LM-*,LM-1,BP-1')).toEqual(['BP-1', ...RULE_IDS.filter((rule) => /^LM/.test(rule))]);
  });

  test.each(['CR-99', 'CR', 'C*', 'XX-*', '-*', ''])('is refused with %j', (name) => {
    expect(() => selectRules(`SR-1,${name}`)).toThrow(`but "${name}" came.`);
  });

  test('leaves verdicts and readings as they are among all rules', () => {
    const [all, some] = [reportOn(LOG), reportOn(LOG, 'CR-8,SR-14')];
    expect(Object.keys(some.rules)).toEqual(['SR-14', 'CR-8']);
    expect(some.rules['SR-14']).toEqual(all.rules['SR-14']);
    expect(some.readings).toEqual({ unknownPolicy: 'option_not_allowed' });
    expect(toText(some).split('\n').at(-1)).toBe(
      `2 rules: 1 broken, 1 departed from, 0 held, 0 not applicable, 0 not exercised; ${LOG.length} lines.`,
    );
  });
});

test('a rule that was not exercised has its scenario, in each form', () => {
  const report = reportOn(LOG);
  expect(report.rules['CR-6']).toMatchObject({ verdict: 'not exercised', exercise: 'cr-06-last-goes-back' });
  expect(report.rules['CR-8']).not.toHaveProperty('exercise');
  expect(idleIn(assess(LOG), selectRules('CR-*'))).toContain('CR-6');
  expect(idleIn(assess(LOG), selectRules('CR-8'))).toEqual([]);
  expect(toText(report).split('\n')).toContain('not exercised CR-6: play cr-06-last-goes-back');
  expect(toJunit(report, { name: 'log', strict: false })).toContain(
    '<skipped message="not exercised: play cr-06-last-goes-back"/>',
  );
  expect(toHtml(report, { name: 'log' })).toContain('<code>cr-06-last-goes-back</code>');
});

describe('the report as JUnit XML', () => {
  const casesOf = (strict: boolean) => {
    const xml = toJunit(reportOn(LOG), { name: 'a.jsonl', strict });
    const { document } = new JSDOM(xml, { contentType: 'application/xml' }).window;
    const caseOf = (rule: string) =>
      [...document.querySelectorAll('testsuites > testsuite > testcase')].filter((one) =>
        one.getAttribute('name')?.startsWith(`${rule} `),
      );
    return { document, caseOf: (rule: string) => caseOf(rule)[0] as Element, caseOfAll: caseOf };
  };

  test('has one case for each rule, in the classes of their families', () => {
    const { document, caseOfAll } = casesOf(false);
    for (const rule of RULE_IDS) expect(caseOfAll(rule)).toHaveLength(1);
    expect(document.querySelector('testsuite')?.getAttribute('tests')).toBe(`${RULE_IDS.length}`);
    expect(document.querySelector('testsuite')?.getAttribute('name')).toBe('a.jsonl');
    expect(caseOfAll('CR-8')[0]?.getAttribute('classname')).toBe('dealerchart.judge.CR');
  });

  test('has a failure with the lines for a broken rule, and none for a rule that held', () => {
    const { caseOf } = casesOf(false);
    const failure = caseOf('CR-8').querySelector('failure');
    expect(failure?.getAttribute('message')).toMatch(
      /^line \d+: Expected ERROR wamp.error.no_available_callee/,
    );
    expect(failure?.getAttribute('type')).toBe('broken (MUST, stated)');
    expect(failure?.textContent).toContain('A → ERROR INVOCATION 1 {} wamp.error.unavailable');
    expect([...caseOf('BP-3').querySelectorAll('*')]).toEqual([]);
  });

  test('lets a departure pass with its lines, and fail if strict', () => {
    const departed = casesOf(false).caseOf('SR-14');
    expect(departed.querySelector('failure')).toBeNull();
    expect(departed.querySelector('system-out')?.textContent).toContain(
      '--reading unknownPolicy=option_not_allowed',
    );
    expect(casesOf(true).caseOf('SR-14').querySelector('failure')?.textContent).toContain('A → REGISTER 2');
  });

  test('skips rules that do not apply, and those that were not exercised', () => {
    const skipped = (rule: string) =>
      casesOf(false).caseOf(rule).querySelector('skipped')?.getAttribute('message');
    expect(skipped('CT-2')).toBe('does not apply: call_timeout is not announced');
    expect(skipped('SR-3')).toBe('not exercised');
  });
});

describe('the report as a page', () => {
  const open = (log: readonly Entry[] = LOG): Window =>
    new JSDOM(toHtml(reportOn(log), { name: 'a <b>.jsonl' }), { runScripts: 'dangerously' }).window;

  test('is accessible, as far as axe can tell without a browser', async () => {
    const window = open();
    window.eval(AXE);
    for (const group of window.document.querySelectorAll('details')) group.open = true;
    const options = { rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] };
    const { violations } = await window.axe.run(window.document, options);
    expect(violations).toEqual([]);
    window.close();
  });

  test('has the breaches with their lines, the readings, the features not judged, and links to the texts', () => {
    const { document } = open();
    const section = [...document.querySelectorAll('#broken .rule')].find(({ textContent }) =>
      textContent.includes('CR-8'),
    );
    const rows = [...(section?.querySelectorAll('tbody tr') ?? [])];
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('A→ ERROR INVOCATION 1 {} wamp.error.unavailable'),
      expect.stringContaining('X← ERROR CALL 1 {} wamp.error.unavailable'),
    ]);
    expect(rows.map(({ classList }) => classList.contains('here'))).toEqual([false, true]);
    expect(section?.querySelector('a')?.getAttribute('href')).toBe(linkOf(RULES['CR-8']));
    expect(document.querySelector('#departed')?.textContent).toContain('SR-14');
    expect(document.querySelector('main')?.textContent).toContain('unknownPolicy=option_not_allowed');
    expect(document.querySelector('main')?.textContent).toContain('session_meta_api');
    expect(document.querySelector('#does-not-apply')?.textContent).toContain('CT-2');
    expect(document.querySelector('h1')?.textContent).toBe('Judgement of a <b>.jsonl');
  });

  test('loads nothing, and shows text of the log as text', () => {
    const marked = LOG.map((entry) => ({ ...entry, session: `<b>${entry.session}</b>` }));
    const { document } = open(marked);
    expect(document.querySelector('#broken td')?.nextElementSibling?.textContent).toBe('<b>A</b>');
    expect([...document.querySelectorAll('link, img, iframe, script[src], b')]).toEqual([]);
    const links = [...document.querySelectorAll('[href]')].map((one) => one.getAttribute('href'));
    expect(links.filter((link) => !/^(#|https:\/\/)/.test(link ?? ''))).toEqual([]);
  });

  test('is filtered by words, which open the groups that have them', () => {
    const window = open();
    const { document } = window;
    const [field, held] = [document.querySelector('#words'), document.querySelector('#held')] as [
      Element,
      Element,
    ];
    const shown = () =>
      [...document.querySelectorAll('[data-filter]')].filter(
        ({ classList }) => !classList.contains('hidden'),
      );
    const all = shown().length;
    expect(all).toBe(RULE_IDS.length);
    expect(document.querySelector('#filter')?.classList.contains('hidden')).toBe(false);
    const type = (text: string) => {
      field.value = text;
      field.dispatchEvent(new window.Event('input'));
    };
    type('bp-3 welcome');
    expect(shown().map(({ textContent }) => textContent.slice(0, 4))).toEqual(['BP-3']);
    expect(held.open).toBe(true);
    expect(document.querySelector('#found')?.textContent).toBe(`1 of ${all}`);
    type('');
    expect(shown()).toHaveLength(all);
    expect(held.open).toBe(false);
    window.close();
  });

  test('shows at most fifty breaches of a rule, and says how many there are more', () => {
    const { entries } = logOf(
      'A joins',
      ...Array.from({ length: 60 }, (_, index) => `A < REGISTERED ${index + 1} 7`),
    );
    const html = toHtml(reportOn(entries, 'SR-5'), { name: 'log' });
    expect(html.match(/<strong>Line/g)).toHaveLength(50);
    expect(html).toContain('10 more, which <code>--json</code> lists');
  });
});
