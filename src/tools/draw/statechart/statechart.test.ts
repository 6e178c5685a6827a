/** Drawings of the charts are valid in their formats, and mark the given edges. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { beforeAll, describe, expect, test } from 'vitest';
import { READING_IDS } from '../../../../machines/readings.ts';
import { RULES } from '../../../../machines/rules.ts';
import { type Edge, edgesOf, type State } from '../../../compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../../compiler/chart/index.ts';
import { nameOf, startedStates, visitedStates } from './arrows.ts';
import { CHART_FORMATS, type ChartFormat, drawChart } from './index.ts';
import { DARK, LIGHT } from './style.ts';

const { call } = CHARTS;

// It comes without types.
const { JSDOM } = createRequire(import.meta.url)('jsdom');

/** The used properties of an XML node. */
interface Node {
  readonly localName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
}

/** @throws if it is not well-formed */
const parseXml = (text: string): Node =>
  new JSDOM(text, { contentType: 'application/xml' }).window.document.documentElement;

/** The edges of a call that is refused and re-routed. */
const WALKED = new Set(
  edgesOf(call).filter(
    ({ source, event, guard }) =>
      (event === 'select.member' && guard === undefined) ||
      (source.path === 'invoked' && guard === 'isRefusal'),
  ),
);

const draw = (name: ChartName, format: ChartFormat, walked?: ReadonlySet<Edge>): Promise<string> =>
  drawChart(CHARTS[name], format, walked);

const CASES = CHART_NAMES.flatMap((name) => [
  { title: name, name, walked: undefined },
  { title: `${name}, highlighted`, name, walked: name === 'call' ? WALKED : new Set<Edge>() },
]);

describe.each(CASES)('$title', ({ name, walked }) => {
  test('is accepted by Mermaid', async () => {
    expect(await parseMermaid(await draw(name, 'mermaid', walked))).toMatchObject({
      diagramType: 'stateDiagram',
    });
  });

  test('is accepted by Graphviz, which draws every state and what is written on every arrow', async () => {
    const graphviz = await Graphviz.load();
    const picture = graphviz.dot(await draw(name, 'dot', walked));
    for (const state of CHARTS[name].states.slice(1)) expect(picture).toContain(`>${nameOf(state)}</text>`);
    const cited = edgesOf(CHARTS[name]).flatMap(({ rules, readings }) => [...rules, ...readings]);
    for (const id of cited) expect(picture).toContain(`>${id.replaceAll('-', '&#45;')}</text>`);
  });

  test('is well-formed as SVG and as SCXML', async () => {
    for (const format of ['svg', 'scxml'] as const) {
      expect(parseXml(await draw(name, format, walked)).localName).toBe(format);
    }
  });
});

test('Mermaid and Graphviz would have refused something else', async () => {
  await expect(parseMermaid('stateDiagram-v2\n  a --> : ->')).rejects.toThrow('Parse error');
  const graphviz = await Graphviz.load();
  expect(() => graphviz.dot('digraph { a -> }')).toThrow('syntax error');
});

const dot = spawnSync('dot', ['-V']).error === undefined;
if (!dot)
  console.warn('SKIPPED: Graphviz itself is not installed here, so no drawing was given to its `dot`.');

test.skipIf(!dot).each(CHART_NAMES)('%s is accepted by the `dot` that is installed here', async (name) => {
  const { status, stderr, stdout } = spawnSync('dot', ['-Tsvg'], {
    input: await draw(name, 'dot'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('</svg>');
});

describe('the picture', () => {
  let svg: Node;
  beforeAll(async () => {
    svg = parseXml(await draw('registration', 'svg'));
  });

  test('has each id as a link to where it stands, with what it says', () => {
    const links = [...svg.querySelectorAll('a')];
    const cited = edgesOf(CHARTS.registration).flatMap(({ rules, readings }) => [
      ...rules.map((id) => `rules.md#${id.toLowerCase()}`),
      ...readings.map((id) => `readings.md#${id.toLowerCase()}`),
    ]);
    expect(links.map((link) => link.getAttribute('href')).sort()).toEqual(cited.sort());
    const first = links.find((link) => link.getAttribute('href') === 'rules.md#sr-3');
    expect(first?.querySelector('title')?.textContent).toBe(`SR-3: ${RULES['SR-3'].sentence}`);
    expect(links.filter(({ textContent }) => READING_IDS.includes(textContent as never))).toEqual([]);
  });

  test('links elsewhere if it is told to', async () => {
    const text = await drawChart(CHARTS.session, 'svg', undefined, { rules: '/rules.html' });
    expect(text).toContain('<a class="rule" href="/rules.html#bp-1">');
    expect(text).not.toContain('rules.md');
  });

  test('says what it shows to those who do not see it', () => {
    expect(svg.querySelector('title')?.textContent).toBe('The statechart of a registration');
    expect(svg.querySelector('desc')?.textContent).toMatch(
      /^States: vacant, occupied \(single, shared \(roundrobin, random, first, last\)\), deleted\. It begins in vacant\. It ends in deleted\./,
    );
  });

  test('numbers the edges of an event of which several have a guard, and says which is taken otherwise', () => {
    const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
    const at = texts.findIndex((text) => text?.startsWith('REGISTER [isInvokeRefused]'));
    expect(texts[at - 1]).toBe('3');
    expect(texts.filter((text) => text?.includes('UNREGISTER [else]'))).toHaveLength(1);
  });

  test.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('has enough contrast when it is %s', (_scheme, colours) => {
    const { paper, state, region, card, behind, ink, event, guard, muted, link, reading } = colours;
    for (const under of [paper, state, region, card, behind]) {
      for (const over of [ink, event, guard, link, reading])
        expect(contrast(over, under)).toBeGreaterThan(4.5);
    }
    for (const under of [paper, state, region, card]) expect(contrast(muted, under)).toBeGreaterThan(4.5);
    for (const under of [paper, state, region]) expect(contrast(colours.mark, under)).toBeGreaterThan(3);
  });
});

describe('what was walked', () => {
  test('is marked in each format, and only there', async () => {
    for (const format of CHART_FORMATS) {
      expect(await draw('call', format, WALKED)).not.toBe(await draw('call', format));
      expect(await draw('call', format, new Set())).not.toMatch(/class="[^"]* walked|walked="true"|✔/);
    }
    const svg = parseXml(await draw('call', 'svg', WALKED));
    const events = [...svg.querySelectorAll('.walked .event, .walked .event + .guard')];
    expect(events.map(({ textContent }) => textContent)).toEqual([
      'select.member',
      '[else]',
      'ERROR',
      '[isRefusal]',
      'select.member',
      '[else]',
    ]);
    const scxml = await draw('call', 'scxml', WALKED);
    expect(scxml.match(/dealerchart:walked="true"/g)).toHaveLength(WALKED.size);
    expect((await draw('call', 'mermaid', WALKED)).match(/✔/g)).toHaveLength(WALKED.size);
  });

  test('leads through states, from the first one on', () => {
    const visited = [...visitedStates(call, WALKED)].map(({ path }) => path);
    expect(visited.sort()).toEqual(['', 'invoked', 'invoked.waiting', 'rerouting', 'selecting']);
    expect(visitedStates(call, new Set()).size).toBe(0);
  });

  test('enters a state over the arrow from the dot only if it was the one around it that was reached', () => {
    const joins = edgesOf(CHARTS.registration).filter(({ target }) => target?.path === 'occupied.single');
    const paths = (states: ReadonlySet<State>) => [...states].map(({ path }) => path);
    expect(paths(startedStates(CHARTS.registration, new Set(joins)))).toEqual(['vacant']);
    expect(paths(startedStates(call, WALKED))).toEqual(['selecting', 'invoked.waiting']);
  });
});

// --- those who accept ---

/** Mermaid expects a browser when it is loaded. */
async function parseMermaid(text: string): Promise<unknown> {
  const { window } = new JSDOM('');
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import('mermaid');
  return mermaid.parse(text);
}

/** Contrast ratio as in the accessibility guidelines (WCAG). */
function contrast(one: string, other: string): number {
  const [light, dark] = [one, other].map(luminance).sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
