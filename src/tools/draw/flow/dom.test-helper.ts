/** XML for tests: a parser and queries. */
import { createRequire } from 'node:module';

export interface Element {
  readonly textContent: string;
  readonly parentNode: Element;
  readonly getAttribute: (name: string) => string | null;
  readonly getElementsByTagName: (name: string) => ArrayLike<Element>;
}

/** A window without a page; jsdom comes without types. */
export const { window } = new (createRequire(import.meta.url)('jsdom').JSDOM)('');

/** @throws Error with the reason if it is not well-formed */
export function readXml(text: string): Element {
  const document = new window.DOMParser().parseFromString(text, 'image/svg+xml');
  const [wrong] = document.getElementsByTagName('parsererror');
  if (wrong !== undefined) throw new Error(wrong.textContent);
  return document.documentElement;
}

/** The elements with this name, and this class if one is given, in document order. */
export const elementsIn = (root: Element, name: string, ofClass?: string): Element[] =>
  Array.from(root.getElementsByTagName(name)).filter(
    (element) => ofClass === undefined || element.getAttribute('class')?.split(' ').includes(ofClass),
  );

export const numberOf = (element: Element | undefined, name: string): number =>
  Number(element?.getAttribute(name));
