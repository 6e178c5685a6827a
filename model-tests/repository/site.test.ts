/**
 * The documentation as built: links lead to existing pages, nothing is loaded from elsewhere, and pages are accessible.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Router, startRouter } from '../../src/router/index.ts';
import { readCasePages, readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { BROWSER, Browser, warnWithoutBrowser } from '../clients/chromium.ts';

warnWithoutBrowser('The pages of the documentation are not looked at in a browser');

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The properties of a page without a browser that the tests use. */
interface Window {
  readonly document: object;
  readonly axe: {
    run(context: object, options?: object): Promise<{ readonly violations: readonly Violation[] }>;
  };
  eval(script: string): void;
  close(): void;
}
const { JSDOM, VirtualConsole } = require('jsdom') as {
  readonly VirtualConsole: new () => object;
  readonly JSDOM: new (html: string | undefined, options: object) => { readonly window: Window };
};

/** axe uses a canvas, which does not exist without a browser, and continues without it. */
const SILENT = new VirtualConsole();

/** One page of each kind. */
const SAMPLE = [
  'index.html',
  '404.html',
  'consult.html',
  'rules.html',
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

const site = mkdtempSync(join(tmpdir(), 'dealerchart-site-'));
afterAll(() => rm(site, { recursive: true, force: true }));

/** Pages by their path in the site. */
const pages = new Map<string, string>();
let files: ReadonlySet<string>;

beforeAll(async () => {
  const args = ['--import', 'tsx', 'docs/.vitepress/main.ts', '--out', site];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  files = new Set(names);
  for (const name of names.filter((each) => each.endsWith('.html')).sort()) {
    pages.set(name, readFileSync(join(site, name), 'utf8'));
  }
}, 300_000);

// --- reading pages ---

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  lt: '<',
  gt: '>',
  '#38': '&',
  '#39': "'",
};
const plain = (value: string): string => value.replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);

const valuesOf = (html: string, attribute: string, element = '\\w+'): string[] => {
  const pattern = new RegExp(`<${element}\\b[^>]*?\\s${attribute}="([^"]*)"`, 'g');
  return [...html.matchAll(pattern)].map(([, value = '']) => plain(value));
};

const isElsewhere = (link: string): boolean => /^([a-z]+:|\/\/)/.test(link);

const idsOn = new Map<string, ReadonlySet<string>>();
const hasId = (page: string, id: string): boolean => {
  const html = pages.get(page) ?? '';
  const ids = idsOn.get(page) ?? new Set(valuesOf(html, 'id'));
  idsOn.set(page, ids);
  return ids.has(id);
};

/** The mistake in a link on a page; undefined if there is none. */
const complaint = (page: string, link: string): string | undefined => {
  const { pathname, hash } = new URL(link, `http://site/${page}`);
  const path = decodeURIComponent(pathname).slice(1);
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (!files.has(name)) return `${page}: there is no ${link}`;
  const id = decodeURIComponent(hash).slice(1);
  return id === '' || hasId(name, id)
    ? undefined
    : `${page}: ${link} names a place that ${name} does not have`;
};

const linksOf = (html: string): string[] => [...valuesOf(html, 'href'), ...valuesOf(html, 'src')];

test('there is a page for each scenario, chart, recipe and entry of the package', () => {
  for (const name of [...readLibrary().keys(), ...readCasePages().keys()])
    expect(pages.has(`library/${name}.html`)).toBe(true);
  for (const name of SAMPLE) expect([name, pages.has(name)]).toEqual([name, true]);
});

test('every link on every page leads to a page and a place on it that are there', () => {
  const all = [...pages].flatMap(([page, html]) =>
    linksOf(html)
      .filter((link) => !isElsewhere(link))
      .map((link) => [page, link] as const),
  );
  expect(all.length).toBeGreaterThan(10_000);
  expect(all.flatMap(([page, link]) => complaint(page, link) ?? [])).toEqual([]);
});

test.each([
  ['nothing.html', 'there is no nothing.html'],
  ['/rules.html#no-rule', '/rules.html#no-rule names a place that rules.html does not have'],
])('a link that leads nowhere would be found: %s', (link, said) => {
  expect(complaint('index.html', link)).toBe(`index.html: ${said}`);
});

test('no page loads anything from elsewhere', () => {
  const loaded = [...pages.values()].flatMap((html) => [
    ...valuesOf(html, 'href', 'link'),
    ...['script', 'img', 'iframe', 'source'].flatMap((element) => valuesOf(html, 'src', element)),
  ]);
  expect(loaded.filter((url) => isElsewhere(url) && !url.startsWith('data:'))).toEqual([]);
  const styles = [...files].filter((name) => name.endsWith('.css'));
  const urls = styles.flatMap((name) => [
    ...readFileSync(join(site, name), 'utf8').matchAll(/url\(["']?([^)"']+)/g),
  ]);
  expect(
    urls.map(([, url = '']) => url).filter((url) => isElsewhere(url) && !url.startsWith('data:')),
  ).toEqual([]);
});

test('no picture stands in a paragraph, which browsers would take apart, and Vue would then lose what follows', () => {
  const torn = [...pages].filter(([, html]) => /<p>(?:(?!<\/p>)[\s\S])*?<figure/.test(html));
  expect(torn.map(([page]) => page)).toEqual([]);
});

test('nothing on a page says when or where it was built', () => {
  const told = [...pages].filter(([, html]) => html.includes(ROOT) || html.includes(tmpdir()));
  expect(told.map(([page]) => page)).toEqual([]);
});

test('what is searched for is found: a rule, a scenario, a recipe and a guide', () => {
  const name = [...files].find((file) => /localSearchIndexroot/.test(file)) ?? '';
  const index = readFileSync(join(site, name), 'utf8');
  for (const path of [
    '/rules.html#cr-5',
    '/library/cr-08-all-refuse.html',
    '/recipes/hot-standby.html',
    '/judge.html',
  ]) {
    expect(index).toContain(path);
  }
  expect(index).not.toContain('/source/machines/');
});

// --- for everybody ---

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const told = (violations: readonly Violation[]): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );

describe('the page that everybody can use, as far as axe can tell without a browser:', () => {
  // A browser checks the same below, and more.
  test.skipIf(BROWSER !== undefined).each(SAMPLE)('%s', async (page) => {
    const { window } = new JSDOM(pages.get(page), { runScripts: 'outside-only', virtualConsole: SILENT });
    window.eval(AXE);
    // Without a layout, there are no colours to compare; Chromium does that below.
    const options = { rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] };
    // The colour switch gets its name from its script, and is missing without it.
    const context = { include: window.document, exclude: ['.VPSwitchAppearance'] };
    const { violations } = await window.axe.run(context, options);
    expect(told(violations)).toEqual([]);
    window.close();
  });

  test('is told from one that somebody cannot', async () => {
    const { window } = new JSDOM('<img src="a.png">', { runScripts: 'outside-only' });
    window.eval(AXE);
    const { violations } = await window.axe.run(window.document);
    expect(violations.map(({ id }: Violation) => id)).toContain('image-alt');
    window.close();
  });
});

/** Types into the search of a page, and returns the first links found. */
const SEARCH = `(async () => {
  const until = async (find) => {
    for (let tries = 0; tries < 400 && !find(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return find();
  };
  // The button is there before the script that listens to it.
  const input = await until(() => {
    document.querySelector('.DocSearch-Button')?.click();
    return document.querySelector('#localsearch-input');
  });
  input.value = 'hot standby';
  input.dispatchEvent(new Event('input'));
  await until(() => document.querySelector('a.result'));
  return [...document.querySelectorAll('a.result')].map((link) => link.getAttribute('href')).join(' ');
})()`;

describe.skipIf(BROWSER === undefined)('in a browser', () => {
  let browser: Browser;
  let router: Router;
  let home: string;
  beforeAll(async () => {
    router = await startRouter({ port: 0, site });
    home = `http://127.0.0.1:${router.port}`;
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

  test('the search finds the page of a recipe', async () => {
    await browser.prefer('light');
    await browser.visit(`${home}/index.html`);
    const found = await browser.evaluate(SEARCH);
    expect(found).toContain('/recipes/hot-standby.html');
  });

  test('nothing was asked of anybody else', () => {
    expect(browser.asked.length).toBeGreaterThan(SAMPLE.length);
    expect(browser.asked.filter((url) => !url.startsWith(`${home}/`) && !url.startsWith('data:'))).toEqual(
      [],
    );
  });

  describe('without scripts', () => {
    const isBright = (colour: string): boolean => Math.max(...(colour.match(/\d+/g) ?? []).map(Number)) > 140;

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
        const read = (await browser.evaluate(READ)) as Record<'text' | 'ground' | 'code' | 'ink', string> & {
          links: string[];
          dead: number;
        };
        await browser.allowScripts(true);
        expect(read.text).toContain('alice: REGISTER ?a {"invoke": "roundrobin"} com.example.add');
        expect(read.links).toEqual(
          expect.arrayContaining(['/library/cr-08-all-refuse.html', '/rules.html#cr-3', '/library/']),
        );
        expect([read.ground, read.dead]).toEqual([ground, 0]);
        for (const colour of [read.code, read.ink]) expect(isBright(colour)).toBe(scheme === 'dark');
      },
    );
  });
});
