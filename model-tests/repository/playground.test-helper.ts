/** The playground of the built site in Chromium. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteIn } from '../../src/cli/documentation.ts';
import { type Router, startRouter } from '../../src/router/index.ts';
import { hashOf } from '../../src/tools/playground/link.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { parseScenario } from '../../src/tools/scenario/parse.ts';
import { readVector } from '../../src/tools/vectors/read.ts';
import { writeLine } from '../../src/wire/log.ts';
import { BROWSER, Browser } from '../clients/chromium.ts';
import { AXE, told, type Violation } from './site.test-helper.ts';

/** @param served returns the folder that has the site in `v0.1`, once it is built */
export function playInBrowser(served: () => string): void {
  test('the code of the playground is small', () => {
    const chunks = join(served(), 'v0.1/assets/chunks');
    const sizes = new Map(
      codeOf(chunks).map((name) => [name, gzipSync(readFileSync(join(chunks, name))).length]),
    );
    expect(sizes.size).toBeGreaterThan(2);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(total, [...sizes].join('\n')).toBeLessThan(250_000);
  });

  describe.skipIf(BROWSER === undefined)('the playground', () => {
    let router: Router;
    let browser: Browser;
    let home: string;
    beforeAll(async () => {
      router = await startRouter({ port: 0, site: siteIn(served()) });
      home = `http://127.0.0.1:${router.port}/v0.1/play.html`;
      browser = await Browser.open();
      await browser.prefer('light');
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await router?.close(0);
    });

    const open = async (hash = '', shown = '.playground .flow'): Promise<void> => {
      // From another page: a change after # alone would not load this one.
      await browser.visit(home.replace('play.html', 'logo.svg'));
      await browser.evaluate('sessionStorage.clear()');
      await browser.visit(`${home}${hash}`);
      await until(`document.querySelector('${shown}') && document.querySelector('.cm-content')`);
    };
    const until = async (condition: string): Promise<void> => {
      const isSo = await browser.evaluate(`(async () => {
        for (let tries = 0; tries < 400; tries++) {
          if (${condition}) return true;
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
        return false;
      })()`);
      expect(isSo, condition).toBe(true);
    };
    const click = (name: string): Promise<unknown> => browser.evaluate(`${buttonOf(name)}.click()`);
    const script = (): Promise<unknown> =>
      browser.evaluate(
        `[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')`,
      );
    const flow = (): Promise<unknown> =>
      browser.evaluate(`document.querySelector('.stage .flow').textContent`);

    const saved = async (kind: string): Promise<string> => {
      await browser.evaluate(`(() => {
        URL.createObjectURL = (blob) => { window.saved = blob.text(); return 'data:,'; };
        HTMLAnchorElement.prototype.click = () => {};
        const select = document.querySelector('[aria-label="Export"]');
        select.value = '${kind}';
        window.saved = undefined;
        select.dispatchEvent(new Event('change'));
      })()`);
      await until('window.saved');
      return String(await browser.evaluate('window.saved'));
    };

    test('a click refuses a call: the next callee is asked, and the script has the step', async () => {
      await open();
      await click('Refuse the call');
      await until(`document.querySelector('.stage output').textContent === '7 of 7'`);
      expect(await flow()).toContain('INVOCATION [2, 3] (re-routed)');
      expect(await script()).toMatch(/\nalice: ERROR INVOCATION \?toAlice {} wamp\.error\.unavailable$/);
      const words = await browser.evaluate(`document.querySelector('.words').textContent`);
      expect(words).toContain('alice refuses the call ?call of carol');
      const linked = await browser.evaluate(
        `[...document.querySelectorAll('.words a')].map((link) => link.getAttribute('href'))`,
      );
      expect(linked).toContain('/v0.1/rules.html#cr-1');
    });

    test('a click is taken back, and a case is found again after another page', async () => {
      await open();
      const shown = `document.querySelector('.stage output')?.textContent`;
      await click('Refuse the call');
      await until(`${shown} === '7 of 7'`);
      await click('Undo');
      await until(`${shown} === '6 of 6'`);
      await click('Fail the call');
      await until(`${shown} === '7 of 7' && location.hash.length > 1`);
      await browser.visit(home.replace('play.html', 'rules.html'));
      await browser.visit(home);
      await until(`${shown} === '7 of 7'`);
      expect(await flow()).toContain('com.example.error');
    });

    test('the keyboard alone does the same, and leaves the editor by the Tab key', async () => {
      await open();
      await browser.evaluate(`document.querySelector('.cm-content').focus()`);
      await browser.press('Tab');
      expect(await browser.evaluate(`document.activeElement.closest('.cm-editor') === null`)).toBe(true);
      await browser.evaluate(`document.querySelector('.stage input[type=range]').focus()`);
      for (let count = 0; count < 20; count++) {
        await browser.press('Tab');
        if ((await browser.evaluate('document.activeElement.textContent')) === 'Refuse the call') break;
      }
      await browser.press('Enter');
      await until(`document.querySelector('.stage output').textContent === '7 of 7'`);
      expect(await flow()).toContain('(re-routed)');
    });

    test('the charts have the state of the moment, and the edges of the step', async () => {
      await open('#scenario=cr-03-roundrobin-goes-on&step=7');
      await until(`document.querySelectorAll('.charts svg.statechart').length === 3`);
      await until(`document.querySelector('.charts [data-edge].lit')`);
      const lit = (name: string): Promise<unknown> =>
        browser.evaluate(
          `[...new Set([...document.querySelectorAll('.charts .lit')].map((part) => part.getAttribute('${name}')))].filter(Boolean)`,
        );
      expect(await lit('data-state')).toEqual(
        expect.arrayContaining(['invoked', 'invoked.waiting', 'occupied.shared.roundrobin', 'established']),
      );
      expect(await lit('data-edge')).toEqual(
        expect.arrayContaining(['invoked, ERROR, edge 5', 'rerouting, select.member, edge 2']),
      );
    });

    test('steps are taken back and forth', async () => {
      await open('#scenario=cr-08-all-refuse');
      const shown = async (): Promise<unknown> => {
        await browser.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
        return browser.evaluate(
          `[document.querySelector('.stage output').textContent, document.querySelectorAll('.stage .later').length > 0]`,
        );
      };
      const count = readLibrary().get('cr-08-all-refuse')?.steps.length as number;
      expect(await shown()).toEqual([`${count} of ${count}`, false]);
      await browser.evaluate(`document.querySelector('[aria-label="Step back"]').click()`);
      expect(await shown()).toEqual([`${count - 1} of ${count}`, true]);
      await browser.evaluate(`document.querySelector('[aria-label="First step"]').click()`);
      expect(await shown()).toEqual([`0 of ${count}`, true]);
    });

    test('two interpretations stand side by side, with the first difference marked', async () => {
      await open('#scenario=reading-newcomer&other=newcomer%3Dignored');
      await until(`document.querySelectorAll('.stage .flow').length === 2`);
      expect(await browser.evaluate(`document.querySelectorAll('.stage .difference').length > 1`)).toBe(true);
      const captions = `[...document.querySelectorAll('.stage figcaption')].map((one) => one.textContent)`;
      expect(await browser.evaluate(captions)).toEqual(['Under the defaults', 'Under newcomer=ignored']);
    });

    test('every scenario of the library has the outcome of its page', { timeout: 240_000 }, async () => {
      await open();
      for (const [name, { title, logs }] of readLibrary()) {
        const [log] = logs;
        const readings = Object.fromEntries(
          Object.entries(log?.when ?? {}).map(([id, options]) => [id, (options as readonly string[])[0]]),
        );
        await browser.evaluate(
          `location.hash = ${JSON.stringify(await hashOf({ scenario: name, readings }))}`,
        );
        await until(
          `document.querySelector('.bar select').value === '${name}' &&
          document.querySelector('.stage .flow title')?.textContent === ${JSON.stringify(title)} &&
          document.querySelector('.script .right')?.textContent === 'The outcome is that of the page.'`,
        );
      }
    });

    test('a link brings a script back, and a wrong one says so', async () => {
      await open();
      await click('Refuse the call');
      await until(`document.querySelector('.stage output').textContent === '7 of 7'`);
      const before = await script();
      await click('Copy link');
      await until(`location.hash.includes('script=')`);
      await open(String(await browser.evaluate('location.hash')));
      expect(await script()).toBe(before);
      await open('#scenario=no-such-scenario');
      await until(`document.querySelector('.notice')`);
      expect(await browser.evaluate(`document.querySelector('.notice').textContent`)).toContain(
        'Expected a scenario of the library, but "no-such-scenario" came',
      );
    });

    test('a script is exported as a scenario and a vector that can be read', async () => {
      await open();
      await click('Refuse the call');
      await until(`document.querySelector('.stage output').textContent === '7 of 7'`);
      const page = await saved('scenario');
      expect(page).toContain('7 bob');
      expect(parseScenario(page, 'case.md').steps).toHaveLength(7);
      expect(readVector(await saved('vector'), 'case.json').steps).toHaveLength(7);
      expect(await saved('ascii')).toContain('wamp.error.unavailable');
      expect(await saved('svg')).toContain('<svg');
    });

    test('an export has the interpretations that are shown, each with its outcome', async () => {
      await open('#scenario=reading-newcomer&other=newcomer%3Dignored');
      await until(`document.querySelectorAll('.stage .flow').length === 2`);
      const { logs } = parseScenario(await saved('scenario'), 'case.md');
      const own = readLibrary().get('reading-newcomer')?.logs ?? [];
      const outcome = (all: typeof logs, info: string): unknown =>
        all.find((log) => log.info === info)?.lines.map(({ expected }) => expected.length);
      expect(logs.map(({ info }) => info)).toEqual(['', 'newcomer=ignored']);
      for (const info of ['', 'newcomer=ignored']) expect(outcome(logs, info)).toEqual(outcome(own, info));
    });

    test('a mistake is marked at its word', async () => {
      const script = 'alice joins as callee\nbob: CALL ?call {} com.example.add';
      await open(`#${await hashOf({ script, readings: {} })}`, '.script .mistake');
      await until(`document.querySelector('.cm-lintRange-error')`);
      expect(await browser.evaluate(`document.querySelector('.cm-lintRange-error').textContent`)).toBe('bob');
      expect(await browser.evaluate(`document.querySelector('.script .mistake').textContent`)).toContain(
        'Expected a session that has come (alice), but bob came',
      );
    });

    test('a recorded log that is dropped on the page is drawn and judged', async () => {
      await open();
      const lines = [
        { at: 0, session: 'c1', received: [1, 'realm1', {}] },
        { at: 1, session: 'c1', sent: [2, 7, { roles: { dealer: {} } }] },
        { at: 2, session: 'c1', sent: [50, 99, {}] },
      ].map((entry) => writeLine(entry as never));
      await browser.evaluate(`(() => {
        const data = new DataTransfer();
        data.items.add(new File([${JSON.stringify(lines.join('\n'))}], 'router.jsonl'));
        const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
        document.querySelector('.playground').dispatchEvent(event);
      })()`);
      await until(`document.querySelector('.findings')`);
      expect(await browser.evaluate(`document.querySelector('.findings').textContent`)).toMatch(/Line 3 BP-/);
      expect(await browser.evaluate(`document.querySelector('.recorded .flow').textContent`)).toContain(
        'RESULT',
      );
      expect(await violations()).toEqual([]);
    });

    const violations = async (): Promise<string[]> => {
      await browser.evaluate(AXE);
      const run = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;
      return told((await browser.evaluate(run)) as Violation[]);
    };

    test.each([
      ['light', 1_280],
      ['dark', 1_280],
      ['light', 390],
      ['dark', 390],
    ] as const)('everybody can use it: %s, %i pixels wide', async (scheme, width) => {
      await browser.prefer(scheme, width, 844);
      await open('#scenario=reading-newcomer&other=newcomer%3Dignored');
      await until(`document.querySelectorAll('.charts svg.statechart').length === 3`);
      await browser.evaluate(`document.querySelector('details.readings').open = true`);
      expect(await violations()).toEqual([]);
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBe(width);
    });

    test('nothing was asked of anybody else', () => {
      const elsewhere = browser.asked.filter(
        (url) => !/^(data|about):/.test(url) && !url.startsWith(`http://127.0.0.1:${router.port}/`),
      );
      expect(elsewhere).toEqual([]);
    });
  });
}

// --- internal ---

const buttonOf = (name: string): string =>
  `[...document.querySelectorAll('.playground button')].find(({ textContent }) => textContent === '${name}')`;

/** The chunks that the playground loads, at once or later, without those of all pages and without pictures. */
function codeOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const isShared = (name: string): boolean => /^(framework|theme|call|registration|session)\./.test(name);
  const found = new Set(names.filter((name) => name.startsWith('playground.')));
  for (const name of found)
    for (const [, other = ''] of readFileSync(join(folder, name), 'utf8').matchAll(
      /["']\.\/([\w.@-]+\.js)["']/g,
    ))
      if (names.includes(other) && !isShared(other)) found.add(other);
  return [...found];
}
