/** Reports as JUnit XML: elements, attributes and counts that build servers read. */
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { type JunitCase, junit } from './junit.ts';

interface Element {
  readonly tagName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
  querySelector(selector: string): Element | null;
}
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  readonly JSDOM: new (text: string, options: object) => { readonly window: { readonly document: Element } };
};

/** Fails if the text is not well-formed. */
const read = (xml: string): Element => new JSDOM(xml, { contentType: 'application/xml' }).window.document;

const attributesOf = (element: Element | null, ...names: string[]) =>
  names.map((name) => element?.getAttribute(name));

const CASES: readonly JunitCase[] = [
  { name: 'BP-1', className: 'judge', outcome: 'passed', seconds: 0.25 },
  {
    name: 'BP-2',
    className: 'judge',
    outcome: 'failed',
    message: 'one',
    type: 'MUST',
    details: 'two\nthree',
  },
  { name: 'BP-3', className: 'judge', outcome: 'error', message: 'gone' },
  { name: 'BP-4', className: 'judge', outcome: 'skipped', message: 'not exercised' },
  { name: 'BP-5', className: 'judge', outcome: 'passed', output: 'departed' },
];

test('has the counts of each suite and of all', () => {
  const document = read(
    junit([
      { name: 'first', cases: CASES, timestamp: '2026-01-02T03:04:05Z', properties: { router: 'a "b"' } },
      { name: 'second', cases: CASES.slice(0, 1) },
    ]),
  );
  const counts = ['tests', 'failures', 'errors', 'skipped', 'time'];
  expect(attributesOf(document.querySelector('testsuites'), ...counts)).toEqual([
    '6',
    '1',
    '1',
    '1',
    '0.500',
  ]);
  const [first, second] = [...document.querySelectorAll('testsuites > testsuite')] as [Element, Element];
  expect(attributesOf(first, 'name', 'timestamp', ...counts)).toEqual([
    'first',
    '2026-01-02T03:04:05Z',
    ...['5', '1', '1', '1', '0.250'],
  ]);
  expect(attributesOf(second, 'timestamp', 'tests')).toEqual([null, '1']);
  expect(attributesOf(first.querySelector('properties > property'), 'name', 'value')).toEqual([
    'router',
    'a "b"',
  ]);
});

test('has one element for each outcome, and none for a case that passed', () => {
  const document = read(junit([{ name: 'suite', cases: CASES }]));
  const children = [...document.querySelectorAll('testcase')].map((one) => [
    one.getAttribute('name'),
    ...[...one.querySelectorAll('*')].map(({ tagName, textContent }) => `${tagName} ${textContent}`),
  ]);
  expect(children).toEqual([
    ['BP-1'],
    ['BP-2', 'failure two\nthree'],
    ['BP-3', 'error gone'],
    ['BP-4', 'skipped '],
    ['BP-5', 'system-out departed'],
  ]);
  expect(attributesOf(document.querySelector('failure'), 'message', 'type')).toEqual(['one', 'MUST']);
  expect(attributesOf(document.querySelector('skipped'), 'message')).toEqual(['not exercised']);
});

test('keeps text with signs of XML and line breaks, and replaces characters that XML does not permit', () => {
  const message = 'line 1: <a & "b">\n\u0000\ud800 ünï';
  const [name, output] = ['<&>', ']]> <!-- '];
  const document = read(
    junit([{ name, cases: [{ name, className: 'judge', outcome: 'failed', message, output }] }]),
  );
  expect(document.querySelector('testcase')?.getAttribute('name')).toBe(name);
  expect(document.querySelector('failure')?.getAttribute('message')).toBe(
    'line 1: <a & "b">\n\ufffd\ufffd ünï',
  );
  expect(document.querySelector('system-out')?.textContent).toBe(output);
});
