/** The built site in Chromium: what its pages do there, and whether everybody can use them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteIn } from '../../src/cli/documentation.ts';
import { type Router, startRouter } from '../../src/router/index.ts';
import { BROWSER, Browser, warnWithoutBrowser } from '../clients/chromium.ts';

warnWithoutBrowser('The pages of the documentation are not looked at in a browser');

export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of each kind. */
export const SAMPLE = [
  'index.html',
  '404.html',
  'consult.html',
  'rules.html',
  'readings.html',
  'routers.html',
  'recipes/index.html',
  'recipes/next-idle-callee.html',
  'decisions/0010-what-a-call-costs.html',
  'library/index.html',
  'library/cr-03-roundrobin-goes-on.html',
  'library/reading-newcomer.html',
  'charts/call.html',
  'project/specification.html',
  'source/machines/index.html',
  'source/machines/policies.ts.html',
  'api/dealerchart.html',
];
/** Pages that differ most, and are short. */
const SHORT = [
  'index.html',
  '404.html',
  'recipes/next-idle-callee.html',
  'library/cr-03-roundrobin-goes-on.html',
  'charts/call.html',
  'source/machines/policies.ts.html',
];
/** Pages with parts that are wider than a phone. */
const ON_A_PHONE = [
  'index.html',
  'readings.html',
  'routers.html',
  'library/reading-newcomer.html',
  'charts/call.html',
  'api/index.html',
];
export interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

export const told = (violations: readonly Violation[]): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );

/** Types into the search of a page, and returns the first links found. */
const FOUND = `(async () => {
  const until = async (find) => {
    for (let tries = 0; tries < 400 && !find(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return find();
  };
  // The button is there before the script that listens to it.
  const input = await until(() => {
    document.querySelector('.DocSearch-Button')?.click();
    return document.querySelector('#localsearch-input');
  });
  input.value = 'no_available_callee';
  input.dispatchEvent(new Event('input'));
  await until(() => document.querySelector('a.result'));
  return [...document.querySelectorAll('a.result')].map((link) => link.getAttribute('href')).join(' ');
})()`;

const until = (condition: string): string => `(async () => {
  for (let tries = 0; tries < 400 && !(${condition}); tries++)
    await new Promise((resolve) => setTimeout(resolve, 25));
})()`;
/** Waits until the scripts of a page with figures have run. */
const READY = until(`document.querySelector('.enlarge, [data-more]')`);
/** Waits until a page answers to clicks. */
const MOUNTED = until(`document.querySelector('#app').__vue_app__`);

/** @param served returns the folder that has the site in `v0.1`, once it is built */
export function inBrowser(served: () => string): void {
  describe.skipIf(BROWSER === undefined)('in a browser', () => {
    let browser: Browser;
    let router: Router;
    let home: string;
    beforeAll(async () => {
      router = await startRouter({ port: 0, site: siteIn(served()) });
      home = `http://127.0.0.1:${router.port}/v0.1`;
      browser = await Browser.open();
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await router?.close(0);
    });

    const violations = async (): Promise<string[]> => {
      await browser.evaluate(AXE);
      const run = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;
      return told((await browser.evaluate(run)) as Violation[]);
    };

    describe.each(['light', 'dark'] as const)('that prefers %s pages', (scheme) => {
      test.each(scheme === 'light' ? SAMPLE : SHORT)('everybody can use %s', async (page) => {
        await browser.prefer(scheme);
        await browser.visit(`${home}/${page}`);
        expect(await browser.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`)).toBe(
          scheme === 'dark',
        );
        expect(await violations()).toEqual([]);
      });
    });

    test('the search shows what it finds', async () => {
      await browser.prefer('light');
      await browser.visit(`${home}/index.html`);
      const found = await browser.evaluate(FOUND);
      expect(found).toMatch(/^\/v0\.1\/errors\.html#wamp-error-no-available-callee/);
    });

    test.each(ON_A_PHONE)('everybody can use %s on a phone, and it is not wider than that', async (page) => {
      await browser.prefer('dark', 390, 844);
      await browser.visit(`${home}/${page}`);
      await browser.evaluate(READY);
      expect(await violations()).toEqual([]);
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBe(390);
    });

    describe('the flow of the first page', () => {
      const SHOWN = `[document.querySelector('.playing').dataset.state,
      document.querySelectorAll('.playing svg.wide .later').length,
      document.querySelectorAll('.playing li.now').length]`;
      const begin = async (moves: boolean): Promise<void> => {
        await browser.prefer('light', 1_280, 800, moves);
        await browser.visit(`${home}/index.html`);
        await browser.evaluate(READY);
      };

      test('is shown as a whole to readers who prefer less motion', async () => {
        await begin(false);
        expect(await browser.evaluate(SHOWN)).toEqual(['ended', 0, 1]);
      });

      test('plays by itself otherwise, and the keyboard stops it', async () => {
        await begin(true);
        await browser.evaluate(`document.querySelector('.playing .play').focus()`);
        await browser.press('Enter');
        const [state, later] = (await browser.evaluate(SHOWN)) as [string, number];
        expect(state).toBe('paused');
        expect(later).toBeGreaterThan(0);
        await browser.press('Enter');
        expect(await browser.evaluate(SHOWN)).toContain('playing');
      });
    });

    test('a figure is enlarged, zoomed and closed by keys, and the keyboard is back where it was', async () => {
      await browser.prefer('light', 390, 844);
      await browser.visit(`${home}/charts/call.html`);
      await browser.evaluate(READY);
      await browser.evaluate(`document.querySelector('figure .enlarge').focus()`);
      await browser.press('Enter');
      const WIDTH = `document.querySelector('dialog.enlarged[open] svg').getBoundingClientRect().width`;
      const before = (await browser.evaluate(WIDTH)) as number;
      expect(await violations()).toEqual([]);
      await browser.press('+');
      expect(await browser.evaluate(WIDTH)).toBeCloseTo(before * 1.25, 0);
      await browser.press('Escape');
      const closed = `(async () => {
        for (let tries = 0; tries < 200 && document.querySelector('dialog.enlarged'); tries++)
          await new Promise((resolve) => setTimeout(resolve, 25));
        return document.querySelector('dialog.enlarged') === null;
      })()`;
      expect(await browser.evaluate(closed)).toBe(true);
      expect(await browser.evaluate('document.activeElement.className')).toBe('enlarge');
    });

    test('the sign beside a heading copies its link, and says so', async () => {
      await browser.visit(`${home}/rules.html`);
      await browser.evaluate(MOUNTED);
      // Chromium asks its user before a page may write to the clipboard.
      const copied = `new Promise((resolve) => {
        navigator.clipboard.writeText = async (text) => resolve(text);
        document.querySelector('#cr-7 .header-anchor').click();
      })`;
      expect(await browser.evaluate(copied)).toBe(`${home}/rules.html#cr-7`);
      expect(await browser.evaluate(`document.querySelector('[role=status]')?.textContent`)).toBe(
        'Link copied',
      );
    });

    test('an event in a chart leads to its edge, and from there to scenarios', async () => {
      await browser.visit(`${home}/charts/call.html`);
      const link = '/v0.1/charts/call.html#selecting-select-member-edge-4';
      const event = `document.querySelector('svg.statechart a.event[href="${link}"]').textContent`;
      expect(await browser.evaluate(event)).toBe('select.member');
      const listed = `document.getElementById('selecting-select-member-edge-4').closest('li').innerHTML`;
      expect(await browser.evaluate(listed)).toContain('href="/v0.1/library/');
    });

    test('a reader chooses another version where a list has it', async () => {
      await browser.prefer('light');
      await browser.visit(`${home}/index.html`);
      const offered = `(async () => {
      for (let tries = 0; tries < 400 && !document.querySelector('select.version'); tries++)
        await new Promise((resolve) => setTimeout(resolve, 25));
      return [...document.querySelectorAll('select.version option')].map(({ textContent }) => textContent);
    })()`;
      expect(await browser.evaluate(offered)).toEqual(['0.1.0', '0.2.0']);
      await browser.evaluate(`(() => {
      const select = document.querySelector('select.version');
      select.value = '0.2.0';
      select.dispatchEvent(new Event('change'));
    })()`);
      for (let tries = 0; tries < 100; tries++) {
        if ((await browser.evaluate('document.title')) === 'The other version') break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(await browser.evaluate('location.pathname')).toMatch(/^\/v0\.2\//);
    });

    test('nothing was asked of anybody else', () => {
      expect(browser.asked.length).toBeGreaterThan(SAMPLE.length);
      const ours = `http://127.0.0.1:${router.port}/`;
      expect(browser.asked.filter((url) => !url.startsWith(ours) && !url.startsWith('data:'))).toEqual([]);
    });

    describe('without scripts', () => {
      const isBright = (colour: string): boolean =>
        Math.max(...(colour.match(/\d+/g) ?? []).map(Number)) > 140;

      const READ = `({
      text: document.querySelector('main').innerText,
      ground: getComputedStyle(document.body).backgroundColor,
      code: getComputedStyle(document.querySelector('.vp-code .line span')).color,
      ink: getComputedStyle(document.querySelector('svg.flow text')).fill,
      links: [...document.querySelectorAll('a')].filter((a) => a.checkVisibility({ visibilityProperty: true }) &&
        a.getBoundingClientRect().left >= 0).map((a) => a.getAttribute('href')),
      dead: [...document.querySelectorAll('button')].filter((button) => button.checkVisibility()).length,
    })`;

      test.each([
        ['light', 1_280, 'rgb(255, 255, 255)'],
        ['dark', 1_280, 'rgb(27, 27, 31)'],
        ['dark', 390, 'rgb(27, 27, 31)'],
      ] as const)(
        'a page is read, and others are found from it: %s, %i pixels wide',
        async (scheme, width, ground) => {
          await browser.allowScripts(false);
          await browser.prefer(scheme, width);
          await browser.visit(`${home}/library/cr-03-roundrobin-goes-on.html`);
          const read = (await browser.evaluate(READ)) as Record<
            'text' | 'ground' | 'code' | 'ink',
            string
          > & {
            links: string[];
            dead: number;
          };
          await browser.allowScripts(true);
          expect(read.text).toContain('alice: REGISTER ?a {"invoke": "roundrobin"} com.example.add');
          expect(read.links).toEqual(
            expect.arrayContaining(
              ['cr-08-all-refuse.html', 'rules.html#cr-3', ''].map((link) =>
                expect.stringMatching(new RegExp(`/${link}$`)),
              ),
            ),
          );
          expect([read.ground, read.dead]).toEqual([ground, 0]);
          for (const colour of [read.code, read.ink]) expect(isBright(colour)).toBe(scheme === 'dark');
        },
      );
    });
  });
}
