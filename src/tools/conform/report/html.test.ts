/** The report as a page: complete without scripts, filtered with them, accessible, and safe from what a router sends. */
import { describe, expect, test } from 'vitest';
import { toHtml } from './html.ts';
import { type Element, open, textsOf, violationsIn, type Window } from './page.test-helper.ts';
import { largeResult, mixedResult, rightResult } from './results.test-helper.ts';

const MIXED = await mixedResult();
const PAGE = toHtml(MIXED);

const casesIn = ({ document }: Window): Element[] => [...document.querySelectorAll('.case')];
const visible = (window: Window): (string | undefined)[] =>
  casesIn(window)
    .filter(({ hidden }) => !hidden)
    .map((one) => one.querySelector('code')?.textContent);

test('has the router, the counts of each serialisation and the portrait before the cases', () => {
  const { document } = open(PAGE);
  expect(textsOf(document, 'h1')).toEqual([
    'Odd <router> 1.2.3: conformance to the rules of the WAMP dealer',
  ]);
  expect(textsOf(document, 'h2')).toEqual([
    'Portrait',
    'Failures, by the rule that is broken',
    'Non-strict: departures only from details that no text fixes',
    'Cases',
    'The judge, on the log of all cases',
  ]);
  const [counts] = document.querySelectorAll('table') as Iterable<Element>;
  expect(textsOf(counts as Element, 'thead th')).toEqual(['verdict', 'json', 'msgpack', 'cbor']);
  expect(textsOf(counts as Element, 'tbody th')).toEqual([
    ...['router gone', 'fail', 'no answer', 'non-strict', 'pass (reading)', 'pass', 'not announced'],
    ...['not played', 'cases', 'complete', 'time'],
  ]);
  expect(textsOf(counts as Element, 'tbody tr:nth-child(2) > *')).toEqual(['fail', '2', '1', '1']);
  expect(textsOf(document, 'tr')).toContain('completeyesyesno');
  expect(textsOf(document, 'tr')).toContain('call_timeoutannounced, does not work');
});

test('has each case once, with its verdict in each serialisation', () => {
  const window = open(PAGE);
  const ids = MIXED.runs[0]?.cases.map(({ id }) => id) ?? [];
  expect([...visible(window)].sort()).toEqual(ids);
  const one = window.document.getElementById('case-bp-14-payload-as-it-is');
  const row = casesIn(window).find((each) => each.querySelector('#case-bp-14-payload-as-it-is') !== null);
  expect(textsOf(row as Element, 'summary .badge')).toEqual(['json fail', 'msgpack pass', 'cbor –']);
  expect(textsOf(one as Element, '.outcome')).toEqual(['fail in json', 'pass in msgpack']);
});

test.each([
  ['failing', 'cr-03-roundrobin-goes-on', 'CR-3', 'carol: CALL ?call {} com.example.add [2, 3]'],
  [
    'non-strict',
    'cr-08-all-refuse',
    'CR-8',
    'bob: ERROR INVOCATION ?toBob {} wamp.error.unavailable ["busy"]',
  ],
])(
  'a %s case has its rule with a link to the text, both flows with the first difference, and the command',
  (_, id, rule, line) => {
    const body = open(PAGE).document.getElementById(`case-${id}`) as Element;
    const link = body.querySelector('.rule a');
    expect([link?.textContent, link?.getAttribute('href')]).toEqual([
      rule,
      expect.stringMatching(/^https:\/\/.*#/),
    ]);
    expect(textsOf(body, 'figcaption')).toEqual(['Expected', 'Came']);
    for (const figure of body.querySelectorAll('figure')) {
      expect([...figure.querySelectorAll('svg .difference')]).toHaveLength(1);
      expect([...figure.querySelectorAll('style')]).toEqual([]);
    }
    expect(textsOf(body, 'pre')).toEqual([`npx dealerchart conform ws://127.0.0.1:8080/ws --only ${id}`]);
    expect(textsOf(body, 'ol li')).toContain(line);
  },
);

test('failures and non-strict cases are listed by their rules, with links to the cases', () => {
  const { document } = open(PAGE);
  const linked = (id: string): (string | null)[] =>
    [...document.querySelectorAll(`#${id} ~ .table li a`)].map((link) => link.getAttribute('href'));
  expect(linked('failures')).toContain('#case-cr-03-roundrobin-goes-on');
  expect(linked('non-strict')).toEqual(['#case-cr-08-all-refuse']);
  expect(toHtml(rightResult(3))).not.toContain('id="non-strict"');
});

test('every link within the page leads to a place on it, and every other one to a text', () => {
  const { document } = open(PAGE);
  const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  expect(links.length).toBeGreaterThan(20);
  expect(links).not.toContain('#case-bp-14-one-answer');
  const wrong = links.filter((link) =>
    link.startsWith('#') ? document.getElementById(link.slice(1)) === null : !link.startsWith('https://'),
  );
  expect(wrong).toEqual([]);
});

test('loads nothing, and text of the router stays text', () => {
  const { document } = open(PAGE);
  expect([...document.querySelectorAll('script')]).toHaveLength(1);
  expect([...document.querySelectorAll('link, img, iframe, [src], use, image')]).toEqual([]);
  expect(PAGE).not.toMatch(/url\(|@import/);
  expect(PAGE).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

describe('the filter', () => {
  const choose = (window: Window, name: string, value: string): void => {
    const form = window.document.querySelector('form') as Element;
    (form.elements[name] as { value: string }).value = value;
    form.dispatchEvent(new window.Event('input', { bubbles: true }));
  };

  test('is not there without scripts, and every case is', () => {
    const window = open(PAGE, 'outside-only');
    expect(window.document.querySelector('form')?.hidden).toBe(true);
    expect(visible(window)).toHaveLength(casesIn(window).length);
  });

  test('shows the cases with a verdict in any serialisation, and the number of them', () => {
    const window = open(PAGE);
    expect(window.document.querySelector('form')?.hidden).toBe(false);
    choose(window, 'verdict', 'fail');
    expect(visible(window)).toEqual(['cr-03-roundrobin-goes-on', 'bp-14-payload-as-it-is']);
    expect(textsOf(window.document, 'output')).toEqual(['2 of 10 cases']);
    choose(window, 'verdict', 'router gone|fail|no answer');
    expect(visible(window)).toHaveLength(4);
    choose(window, 'verdict', '');
    expect(textsOf(window.document, 'output')).toEqual(['10 cases']);
  });

  test('shows a family, and hides the headings of the others', () => {
    const window = open(PAGE);
    choose(window, 'family', 'CC');
    expect(visible(window)).toEqual(['cc-02-killnowait-stops-the-callee']);
    const headings = [...window.document.querySelectorAll('.family')].filter(({ hidden }) => !hidden);
    expect(headings.map((one) => textsOf(one, 'h3'))).toEqual([['CC: Call canceling']]);
  });

  test('finds words of the id, the title and the rules, in any order', () => {
    const window = open(PAGE);
    choose(window, 'text', 'next ROUNDROBIN cr-3');
    expect(visible(window)).toEqual(['cr-03-roundrobin-goes-on']);
    choose(window, 'text', 'no such words');
    expect(visible(window)).toEqual([]);
  });

  test('gives way to a link to a case that it hides, which opens', async () => {
    const window = open(PAGE);
    choose(window, 'family', 'CC');
    const changed = new Promise((resolve) =>
      (window as never as EventTarget).addEventListener('hashchange', resolve),
    );
    window.location.hash = '#case-cr-08-all-refuse';
    await changed;
    const row = casesIn(window).find((each) => each.querySelector('#case-cr-08-all-refuse') !== null);
    expect([row?.open, row?.hidden]).toEqual([true, false]);
  });
});

test.each([
  ['of a router with every verdict', PAGE],
  ['of a router that passes', toHtml(rightResult(10))],
])('the page %s is accessible, as far as axe can tell without a browser', async (_, html) => {
  const window = open(html.replaceAll('<details class="case"', '<details open class="case"'));
  expect(await violationsIn(window)).toEqual([]);
  window.close();
});

test('stays small with hundreds of failures', async () => {
  const megabytes = async (share: number): Promise<number> =>
    Buffer.byteLength(toHtml(await largeResult(share))) / 2 ** 20;
  expect(await megabytes(0.4)).toBeLessThan(3);
  expect(await megabytes(1)).toBeLessThan(4.5);
});
