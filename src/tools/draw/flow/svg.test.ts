/** The picture of a flow is well-formed, and its parts do not overlap. */
import { describe, expect, test } from 'vitest';
import { type Element, elementsIn, numberOf, readXml } from './dom.test-helper.ts';
import { flowOf } from './flow.ts';
import { drawFlow } from './index.ts';
import { EMBEDDED_STYLE } from './style.ts';
import { drawSvg } from './svg.ts';
import { allTraces, messagesOf, traceOf, traceScript } from './traces.test-helper.ts';
import { lengthOf } from './wrap.ts';

const TRACES = await allTraces();

/** Maximum width and height of a character of 12 pixels, in the fonts of the style. */
const CHARACTER = 7.43;
const [ASCENT, DESCENT] = [10, 3];

/** Its sides, from left to right and from top to bottom. */
interface Box {
  readonly is: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const textsIn = (picture: Element): Box[] =>
  elementsIn(picture, 'text').map((element) => {
    const is = element.textContent;
    const width = lengthOf(is) * CHARACTER;
    const anchor = element.getAttribute('text-anchor');
    const left = numberOf(element, 'x') - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    const y = numberOf(element, 'y');
    return { is, left, right: left + width, top: y - ASCENT, bottom: y + DESCENT };
  });

const linesIn = (picture: Element): Box[] =>
  elementsIn(picture, 'line').map((element) => {
    const [x1 = 0, x2 = 0, y1 = 0, y2 = 0] = ['x1', 'x2', 'y1', 'y2'].map((name) => numberOf(element, name));
    const [left, right, top, bottom] = [
      Math.min(x1, x2),
      Math.max(x1, x2),
      Math.min(y1, y2),
      Math.max(y1, y2),
    ];
    return { is: element.getAttribute('class') ?? '', left, right, top, bottom };
  });

const rectsIn = (picture: Element, name: string): Box[] =>
  elementsIn(picture, 'rect', name).map((element) => {
    const [left = 0, top = 0] = ['x', 'y'].map((each) => numberOf(element, each));
    return {
      is: name,
      left,
      right: left + numberOf(element, 'width'),
      top,
      bottom: top + numberOf(element, 'height'),
    };
  });

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const contains = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left &&
  inner.right <= outer.right &&
  outer.top <= inner.top &&
  inner.bottom <= outer.bottom;
const pairs = (all: readonly Box[]): string[] =>
  all.flatMap((a, index) => all.slice(index + 1).flatMap((b) => (meet(a, b) ? [`${a.is} / ${b.is}`] : [])));

describe('nothing lies on anything else or is cut off, and each arrow is from lifeline to lifeline', () => {
  test.each([...TRACES])('%s', (_, trace) => {
    const picture = readXml(drawFlow(trace, 'svg'));
    const [texts, lines] = [textsIn(picture), linesIn(picture)];
    const [boxes, notes] = [rectsIn(picture, 'box'), rectsIn(picture, 'note')];
    const [, , right = 0, bottom = 0] = picture.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
    const page = { is: 'page', left: 0, top: 0, right, bottom };
    expect([...texts, ...lines, ...boxes].filter((each) => !contains(page, each))).toEqual([]);
    expect(pairs(texts)).toEqual([]);
    expect(pairs([...boxes, ...notes])).toEqual([]);
    // A text is in a box or a note, which is its background, or it is free.
    const frames = [...boxes, ...notes];
    const free = texts.filter((text) => !frames.some((frame) => contains(frame, text)));
    expect(free.flatMap((text) => [...frames, ...lines].filter((each) => meet(text, each)))).toEqual([]);

    const lifelines = lines.filter(({ is }) => is === 'lifeline');
    const shafts = elementsIn(picture, 'line', 'shaft');
    expect(shafts).toHaveLength(messagesOf(trace).length);
    for (const shaft of shafts) {
      const [[head], [cross]] = [
        elementsIn(shaft.parentNode, 'path', 'head'),
        elementsIn(shaft.parentNode, 'path', 'cross'),
      ];
      expect([head, cross].filter((end) => end === undefined)).toHaveLength(1);
      const at = numberOf(shaft, 'y1');
      const [, tip] = (/^M(\S+) /.exec(head?.getAttribute('d') ?? '') ?? []).map(Number);
      const to = tip ?? numberOf(shaft, 'x2') + 16 * Math.sign(numberOf(shaft, 'x2') - numberOf(shaft, 'x1'));
      const isAt = (place: number): boolean =>
        lifelines.some(({ left, top, bottom: end }) => left === place && top <= at && at <= end);
      expect([numberOf(shaft, 'x1'), to].map(isAt)).toEqual([true, true]);
    }
    const missed = trace.steps.flatMap(({ received }) => received.filter(({ obstacle }) => obstacle));
    const crossed = shafts.filter(({ parentNode }) => elementsIn(parentNode, 'path', 'cross').length > 0);
    expect(crossed).toHaveLength(missed.length);
  });
});

test('a call that is re-routed has a bar from the refusal to the new INVOCATION', async () => {
  const picture = readXml(drawFlow(await traceOf('mix-next-callee-leaves'), 'svg'));
  const groupOf = (words: string): Element =>
    elementsIn(picture, 'g').findLast(
      (group) => elementsIn(group, 'title')[0]?.textContent === words,
    ) as Element;
  const refusal = groupOf('alice to the dealer: ERROR INVOCATION ?toAlice {} wamp.error.unavailable');
  const rerouted = groupOf('the dealer to dora: INVOCATION ?toDora ?registration {}');
  expect(rerouted.getAttribute('class')).toBe('rerouted');
  const yOf = (group: Element): number => numberOf(elementsIn(group, 'line', 'shaft')[0], 'y1');
  const [bar] = rectsIn(picture, 'bar');
  expect([bar?.top, bar?.bottom]).toEqual([yOf(refusal), yOf(rerouted)]);
});

test('every row belongs to its step, also its bar and its lifeline', async () => {
  const picture = readXml(drawFlow(await traceOf('mix-next-callee-leaves'), 'svg'));
  const stepOf = ({ parentNode }: Element): string | null => parentNode.getAttribute('data-step');
  expect(elementsIn(picture, 'g', 'rerouted').map(stepOf)).toEqual(['10']);
  expect(elementsIn(picture, 'rect', 'bar').map(stepOf)).toEqual(['10']);
  expect(elementsIn(picture, 'line', 'lifeline').map(stepOf)).toEqual(['0', '0', '0', '0', '0']);
  expect(elementsIn(picture, 'g', 'message').map(stepOf)).not.toContain(null);
});

test('the picture is told in words, with the numbers of the steps', async () => {
  const trace = await traceOf('mix-next-callee-leaves');
  const picture = readXml(drawFlow(trace, 'svg'));
  expect(picture.getAttribute('role')).toBe('img');
  expect(elementsIn(picture, 'title')[0]?.textContent).toBe(trace.scenario.title);
  expect(elementsIn(picture, 'desc')[0]?.textContent).toMatch(
    /Step 9: bob is lost\. Step 10: alice to the dealer: ERROR wamp\.error\.unavailable\. Step 10: the dealer to dora: INVOCATION \(re-routed\)\.$/,
  );
  const steps = elementsIn(picture, 'text', 'step').map(({ textContent }) => textContent);
  expect(steps).toEqual(['5', '6', '7', '8', '9', '10']);
});

test('what means something in XML is nothing but text', async () => {
  const trace = await traceScript([
    'alice joins as caller',
    `alice: CALL ?call {} com.example.<a>&b ["]]>'"]`,
  ]);
  const picture = readXml(drawFlow(trace, 'svg'));
  expect(textsIn(picture).map(({ is }) => is)).toContain(`CALL com.example.<a>&b ["]]>'"]`);
});

test('a marked row has a ground of its own, and is the first difference in the description', async () => {
  const flow = flowOf(await traceOf('cr-03-roundrobin-goes-on'));
  const rows = flow.rows.map((row, index) => (index === 6 ? ({ ...row, differs: true } as const) : row));
  const picture = readXml(drawSvg({ ...flow, rows }));
  const [ground, ...others] = rectsIn(picture, 'difference');
  expect(others).toEqual([]);
  const within = textsIn(picture).filter((text) => ground && contains(ground, text));
  expect(within.map(({ is }) => is)).toEqual(['INVOCATION [2, 3]']);
  expect(rectsIn(picture, 'mark')).toHaveLength(1);
  expect(elementsIn(picture, 'desc')[0]?.textContent).toContain(
    'Step 6, the first difference: the dealer to alice: INVOCATION [2, 3].',
  );
  expect(elementsIn(readXml(drawSvg(flow)), 'rect', 'difference')).toEqual([]);
});

test('a picture for a page has no style of its own, and may be narrower', async () => {
  const flow = flowOf(await traceOf('cr-03-roundrobin-goes-on'));
  const [whole, part] = [readXml(drawSvg(flow)), readXml(drawSvg(flow, { isStyled: false, width: 60 }))];
  expect(elementsIn(whole, 'style')).toHaveLength(1);
  expect(elementsIn(part, 'style')).toEqual([]);
  expect(numberOf(part, 'width')).toBeLessThan(numberOf(whole, 'width'));
  expect(EMBEDDED_STYLE).toContain('@media screen and (prefers-color-scheme: dark) { :where(.flow) {');
});

describe('the colours stand out from what is behind them', () => {
  const channel = (hex: string): number => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map(channel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };

  test.each([0, 1])('scheme %i', async (scheme) => {
    const svg = drawFlow(await traceOf('cr-05-first-goes-forward'), 'svg');
    const schemes = svg.match(/\{ --flow-[^}]*\}/g) ?? [];
    const colours = new Map(
      [...(schemes[scheme] ?? '').matchAll(/--flow-(\w+): (#\w{6})/g)].map(([, name, colour]) => [
        name,
        colour as string,
      ]),
    );
    const colour = (name: string): string => colours.get(name) as string;
    for (const behind of ['page', 'box', 'difference']) {
      for (const words of ['ink', 'aside', 'rerouted']) {
        expect(contrast(colour(words), colour(behind)), `${words} on ${behind}`).toBeGreaterThan(4.5);
      }
      expect(contrast(colour('lifeline'), colour(behind))).toBeGreaterThan(3);
    }
    expect(contrast(colour('bar'), colour('page'))).toBeGreaterThan(2.5);
  });
});
