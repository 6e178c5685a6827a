/** Results as JUnit XML: an outcome for each case, with all that a reader needs. */
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { toJunit } from './junit.ts';
import { mixedResult, rightResult } from './results.test-helper.ts';

interface Element {
  readonly tagName: string;
  readonly textContent: string;
  readonly children: ArrayLike<Element>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  readonly JSDOM: new (text: string, options: object) => { readonly window: { readonly document: Element } };
};

/** Fails if the text is not well-formed. */
const read = (xml: string): Element => new JSDOM(xml, { contentType: 'application/xml' }).window.document;

const suitesOf = (document: Element): (string | null)[][] =>
  [...document.querySelectorAll('testsuite')].map((suite) =>
    ['name', 'tests', 'failures', 'errors', 'skipped'].map((name) => suite.getAttribute(name)),
  );

const caseIn = (document: Element, name: string): Element =>
  document.querySelector(`testcase[name="${name}"]`) as Element;

const MIXED = await mixedResult();

test('a router that passes has a suite without failures for each serialisation', () => {
  const document = read(toJunit(rightResult()));
  const { length } = rightResult().runs[0]?.cases ?? [];
  expect(suitesOf(document)).toEqual(
    ['json', 'msgpack', 'cbor'].map((name) => [`dealerchart ${name}`, `${length}`, '0', '0', '0']),
  );
});

test('each verdict has its outcome, and the judge has cases of its own', () => {
  const document = read(toJunit(MIXED));
  expect(suitesOf(document)).toEqual([
    ['Odd <router> json', '12', '4', '1', '2'],
    ['Odd <router> msgpack', '11', '3', '1', '2'],
    ['Odd <router> cbor', '4', '1', '0', '0'],
  ]);
  const outcome = (name: string): string => {
    const [child] = Array.from(caseIn(document, name).children);
    return child === undefined ? 'passed' : `${child.tagName} ${child.getAttribute('type') ?? ''}`.trim();
  };
  expect(outcome('bp-13-no-such-procedure')).toBe('passed');
  expect(outcome('cr-03-roundrobin-goes-on')).toBe('failure fail');
  expect(outcome('bp-06-goodbye-is-answered')).toBe('failure no answer');
  expect(outcome('bp-18-answer-to-nothing')).toBe('error router gone');
  expect(outcome('rv-01-a-new-worker-takes-over')).toBe('skipped');
  expect(outcome('cr-08-all-refuse')).toBe('system-out');
  expect(outcome('BP-14')).toBe('failure broken');
  expect(outcome('BP-17')).toBe('system-out');
});

test('a failure and a non-strict case have the rule, the flows and the command, and a pass under a reading names it', () => {
  const document = read(toJunit(MIXED));
  const failure = caseIn(document, 'cr-03-roundrobin-goes-on');
  expect(failure.getAttribute('classname')).toBe('conform.json.CR');
  for (const part of ['CR-3 (MUST) `roundrobin`: a refused call', '! ', 'Again: npx dealerchart conform'])
    expect(failure.textContent).toContain(part);
  for (const part of ['non-strict: ', 'CR-8 (MUST)', '! ', 'Again: npx dealerchart conform'])
    expect(caseIn(document, 'cr-08-all-refuse').textContent).toContain(part);
  expect(caseIn(document, 'bp-15-callee-leaves').textContent).toContain('Passes under goneUri=cancelled.');
  expect(
    caseIn(document, 'rv-01-a-new-worker-takes-over').querySelector('skipped')?.getAttribute('message'),
  ).toBe('The router does not announce registration_revocation.');
});

test('strictly, departures are failures, too', () => {
  const document = read(toJunit(MIXED, { isStrict: true }));
  expect(suitesOf(document)[0]).toEqual(['Odd <router> json', '12', '6', '1', '2']);
  expect(caseIn(document, 'cr-08-all-refuse').querySelector('failure')?.getAttribute('type')).toBe(
    'non-strict',
  );
  expect(caseIn(document, 'bp-15-callee-leaves').querySelector('failure')).toBeNull();
});
