/** HTML reports for tests: a window that runs their scripts, and checks that they are accessible. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Element {
  readonly tagName: string;
  readonly textContent: string;
  readonly dataset: Readonly<Record<string, string>>;
  readonly elements: Readonly<Record<string, { value: string }>>;
  hidden: boolean;
  open: boolean;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  dispatchEvent(event: object): boolean;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

export interface Window {
  readonly document: Element & { getElementById(id: string): Element | null };
  readonly axe: {
    run(context: object, options: object): Promise<{ readonly violations: readonly Violation[] }>;
  };
  readonly Event: new (type: string, options?: object) => object;
  readonly location: { hash: string };
  eval(script: string): void;
  close(): void;
}

const require = createRequire(import.meta.url);
const { JSDOM, VirtualConsole } = require('jsdom') as {
  readonly VirtualConsole: new () => object;
  readonly JSDOM: new (html: string, options: object) => { readonly window: Window };
};

export const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Opens a page; jsdom knows no layout, to which the script scrolls, and axe uses a canvas if there is one. */
export const open = (html: string, scripts: 'dangerously' | 'outside-only' = 'dangerously'): Window =>
  new JSDOM(html, {
    runScripts: scripts,
    virtualConsole: new VirtualConsole(),
    url: 'https://report.example/',
    beforeParse: (window: { Element: { prototype: object } }) =>
      Object.assign(window.Element.prototype, { scrollIntoView: () => {} }),
  }).window;

/** Violations of the rules of axe, as text. Without a layout, there are no colours to compare. */
export async function violationsIn(window: Window): Promise<readonly string[]> {
  window.eval(AXE);
  const options = { rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] };
  const { violations } = await window.axe.run(window.document, options);
  return told(violations);
}

export const told = (violations: readonly Violation[]): readonly string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );

export const textsOf = (root: Element, selector: string): readonly string[] =>
  [...root.querySelectorAll(selector)].map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
