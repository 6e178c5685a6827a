/**
 * The documentation as built: links lead to existing pages, nothing is loaded from elsewhere, and pages are accessible.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import MiniSearch from 'minisearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEARCH } from '../../docs/.vitepress/search.ts';
import { READING_IDS } from '../../machines/readings.ts';
import { RULES } from '../../machines/rules.ts';
import { anchorOfEdge, edgesOf, nameOfEdge } from '../../src/compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS } from '../../src/compiler/chart/index.ts';
import { readCasePages, readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { BROWSER } from '../clients/chromium.ts';
import { blocksOfKind } from './blocks.ts';
import { playInBrowser } from './playground.test-helper.ts';
import { AXE, inBrowser, SAMPLE, told, type Violation } from './site.test-helper.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

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

/** The names of the scenarios that have pages. */
const SCENARIOS: ReadonlySet<string> = new Set([...readLibrary().keys(), ...readCasePages().keys()]);

/** The site is built as one of two versions, as docs/site.md has it: what works under a path works at the root. */
const BASE = '/v0.1/';
const VERSIONS = '/versions.json';
const [LIST] = blocksOfKind('json').filter(({ page }) => page === 'docs/site.md');

const served = mkdtempSync(join(tmpdir(), 'dealerchart-site-'));
const site = join(served, BASE);
afterAll(() => rm(served, { recursive: true, force: true }));

/** Pages by their path in the site. */
const pages = new Map<string, string>();
let files: ReadonlySet<string>;

beforeAll(async () => {
  const args = ['--import', 'tsx', 'docs/.vitepress/main.ts', '--out', site, '--base', BASE];
  args.push('--versions', VERSIONS);
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  files = new Set(names);
  for (const name of names.filter((each) => each.endsWith('.html')).sort()) {
    pages.set(name, readFileSync(join(site, name), 'utf8'));
  }
  writeFileSync(join(served, VERSIONS), LIST?.text ?? '');
  mkdirSync(join(served, 'v0.2'));
  writeFileSync(join(served, 'v0.2/index.html'), '<title>The other version</title>');
}, 600_000);

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

/** The scenario that a link opens in the playground; undefined for other links. */
const playedBy = (link: string): string | undefined => /play\.html#scenario=(.+)$/.exec(link)?.[1];

/** The mistake in a link on a page; undefined if there is none. */
const complaint = (page: string, link: string): string | undefined => {
  const { pathname, hash } = new URL(link, `http://site${BASE}${page}`);
  if (!pathname.startsWith(BASE)) return `${page}: ${link} leads away from ${BASE}`;
  const scenario = playedBy(link);
  if (scenario !== undefined)
    return readLibrary().has(scenario) ? undefined : `${page}: ${link} plays a scenario that there is not`;
  const path = decodeURIComponent(pathname).slice(BASE.length);
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (!files.has(name)) return `${page}: there is no ${link}`;
  const id = decodeURIComponent(hash).slice(1);
  return id === '' || hasId(name, id)
    ? undefined
    : `${page}: ${link} names a place that ${name} does not have`;
};

const linksOf = (html: string): string[] => [...valuesOf(html, 'href'), ...valuesOf(html, 'src')];

test('there is a page for each scenario, chart, recipe and entry of the package', () => {
  for (const name of SCENARIOS) expect(pages.has(`library/${name}.html`)).toBe(true);
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
  ['/v0.1/rules.html#no-rule', '/v0.1/rules.html#no-rule names a place that rules.html does not have'],
  ['/rules.html', '/rules.html leads away from /v0.1/'],
  ['play.html#scenario=no', 'play.html#scenario=no plays a scenario that there is not'],
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

test('every page of a scenario of the library opens it in the playground', () => {
  for (const name of readLibrary().keys()) {
    const played = linksOf(pages.get(`library/${name}.html`) ?? '').flatMap((link) => playedBy(link) ?? []);
    expect([name, played]).toEqual([name, [name]]);
  }
});

test('the page of a reading compares both outcomes, with the first difference marked in both flows', () => {
  const html = pages.get('library/reading-newcomer.html') ?? '';
  const [, after = ''] = html.split('Steps 1 to 8 are the same.');
  expect(after).toMatch(/<th>.*newcomer=candidate[\s\S]*<th>.*newcomer=ignored/);
  const [, sides = ''] = after.split('<div class="sides">');
  expect(sides.match(/<rect class="difference"/g)).toHaveLength(2);
});

test('sessions that only join are told together, without the features of each WELCOME', () => {
  const html = pages.get('library/reading-newcomer.html') ?? '';
  expect(html).toContain('1 to 4. alice, bob, dora and carol join');
  expect(html).not.toContain('registration_revocation');
});

test('the first page of the API says what each entry is for and where to begin', () => {
  const links = valuesOf(pages.get('api/index.html') ?? '', 'href', 'a');
  for (const place of ['dealerchart.html#createdealer', 'router.html#startrouter'])
    expect(links.some((link) => link.endsWith(place))).toBe(true);
  expect(pages.get('api/dealerchart.html')).not.toContain('new Dealer(');
});

test('every rule, reading and edge has an anchor that does not depend on its title', () => {
  for (const id of Object.keys(RULES))
    expect([id, hasId('rules.html', id.toLowerCase())]).toEqual([id, true]);
  for (const id of READING_IDS) expect([id, hasId('readings.html', id.toLowerCase())]).toEqual([id, true]);
  for (const chart of CHART_NAMES) {
    for (const edge of edgesOf(CHARTS[chart]).map(nameOfEdge))
      expect([edge, hasId(`charts/${chart}.html`, anchorOfEdge(edge))]).toEqual([edge, true]);
  }
  const [example] = blocksOfKind('markdown').filter(({ page }) => page === 'docs/site.md');
  expect(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).toContain(example?.text.trim());
});

test('the flow of the first page has a line of words for its beginning and for each message', () => {
  const [, playing = ''] = /<div class="playing">([\s\S]*?)<\/ol>/.exec(pages.get('index.html') ?? '') ?? [];
  const [wide = '', narrow = ''] = playing.split('</svg>');
  const messages = (svg: string): number => svg.match(/class="(message|rerouted|discarded)"/g)?.length ?? 0;
  expect([messages(wide), messages(narrow)]).toEqual([6, 6]);
  expect(playing.match(/<li>/g)).toHaveLength(7);
});

test('a page has a description and a title for those that link it', () => {
  const html = pages.get('recipes/hot-standby.html') ?? '';
  for (const name of ['property="og:title" content="A hot standby', 'name="description" content="'])
    expect(html).toContain(name);
  const without = [...pages].filter(([, each]) => /name="description" content=""/.test(each));
  expect(without.map(([page]) => page)).toEqual([]);
});

describe('the search finds', () => {
  let index: MiniSearch;
  beforeAll(async () => {
    const name = [...files].find((file) => /localSearchIndexroot/.test(file)) ?? '';
    const { default: text } = await import(pathToFileURL(join(site, name)).href);
    const fields = ['title', 'titles', 'text'];
    index = MiniSearch.loadJSON(text, { fields, ...SEARCH.options, searchOptions: SEARCH.searchOptions });
  });

  test.each([
    ['no_available_callee', /errors\.html#wamp-error-no-available-callee$/],
    ['wamp.error.no_available_callee', /errors\.html#wamp-error-no-available-callee$/],
    ['unavailable', /(rules\.html#cr-1|errors\.html#wamp-error-unavailable)$/],
    ['roundrobin', /rules\.html#(sr-10|cr-3)$/],
    ['CR-7', /rules\.html#cr-7$/],
    ['newcomer', /readings\.html#newcomer$/],
    ['refusal after cancel', /(rules\.html#cc-6|readings\.html#afterkill)$/],
    ['hot standby', /recipes\/hot-standby\.html/],
    ['createDealer', /api\/dealerchart\.html#createdealer$/],
  ])('%s on the page that is about it', (words, page) => {
    expect(index.search(words)[0]?.id).toMatch(page);
  });

  test('no sources, which would hide the pages about them', () => {
    expect(index.search('machines').some(({ id }) => id.includes('/source/'))).toBe(false);
  });
});

// --- for everybody ---

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

inBrowser(() => served);
playInBrowser(() => served);
