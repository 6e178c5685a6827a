/** Reports of conformance in a browser, if this machine has one: readable, accessible, and asking nobody for anything. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonToHtml } from '../../src/tools/conform/report/compare-html.ts';
import { compare } from '../../src/tools/conform/report/comparison.ts';
import { toHtml } from '../../src/tools/conform/report/html.ts';
import { AXE, told } from '../../src/tools/conform/report/page.test-helper.ts';
import { mixedResult, rightResult } from '../../src/tools/conform/report/results.test-helper.ts';
import { BROWSER, Browser, warnWithoutBrowser } from '../clients/chromium.ts';

warnWithoutBrowser('The reports of conformance are not looked at in a browser');

const folder = mkdtempSync(join(tmpdir(), 'dealerchart-reports-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const MIXED = await mixedResult();
const PAGES = {
  'result.html': toHtml(MIXED),
  'comparison.html': comparisonToHtml(compare([rightResult(30), MIXED])),
};
for (const [name, html] of Object.entries(PAGES)) writeFileSync(join(folder, name), html);

describe.skipIf(BROWSER === undefined)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await Browser.open();
  }, 60_000);
  afterAll(() => browser?.close());

  const OPEN = `document.querySelectorAll('details').forEach((one) => { one.open = true; })`;
  const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;
  const FIGURE = `(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return { page: style('body').backgroundColor, ink: style('figure .flow text').fill, mark: style('.difference').fill };
  })()`;

  describe.each(['light', 'dark'] as const)('that prefers %s pages', (scheme) => {
    test.each(Object.keys(PAGES).flatMap((name) => [390, 1_280].map((width) => [name, width] as const)))(
      'everybody can use %s, %i pixels wide, and it is not wider than that',
      async (name, width) => {
        await browser.prefer(scheme, width);
        await browser.visit(pathToFileURL(join(folder, name)).href);
        await browser.evaluate(OPEN);
        expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await browser.evaluate(AXE);
        expect(told((await browser.evaluate(RUN)) as Parameters<typeof told>[0])).toEqual([]);
      },
    );

    test('the flows have its colours', async () => {
      await browser.prefer(scheme);
      await browser.visit(pathToFileURL(join(folder, 'result.html')).href);
      expect(await browser.evaluate(FIGURE)).toEqual(
        scheme === 'light'
          ? { page: 'rgb(255, 255, 255)', ink: 'rgb(31, 35, 40)', mark: 'rgb(255, 227, 224)' }
          : { page: 'rgb(22, 24, 29)', ink: 'rgb(230, 233, 238)', mark: 'rgb(74, 31, 34)' },
      );
    });
  });

  test('the policy of the page permits its script, and both flows of a case fit side by side', async () => {
    await browser.prefer('light');
    // A page that is open already would not be loaded.
    await browser.visit(pathToFileURL(join(folder, 'comparison.html')).href);
    await browser.visit(`${pathToFileURL(join(folder, 'result.html')).href}#case-cr-03-roundrobin-goes-on`);
    const state = `(() => {
      const row = document.getElementById('case-cr-03-roundrobin-goes-on').closest('.case');
      const tops = [...row.querySelectorAll('figure')].map((figure) => figure.getBoundingClientRect().top);
      return { filter: document.querySelector('form').hidden, open: row.open, beside: tops[0] === tops[1] };
    })()`;
    expect(await browser.evaluate(state)).toEqual({ filter: false, open: true, beside: true });
  });

  test('nothing but the files is asked for', () => {
    expect(browser.asked.length).toBeGreaterThan(8);
    expect(browser.asked.filter((url) => !url.startsWith(pathToFileURL(folder).href))).toEqual([]);
  });
});
