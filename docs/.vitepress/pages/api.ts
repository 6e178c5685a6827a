/** The first page of the API reference: each entry of the package, with its purpose and the names to begin with. */
import { readFileSync } from 'node:fs';
import { inRepository } from '../places.ts';
import type { Page } from './page.ts';

/** An entry of the package, by the name that programs import. */
interface Entry {
  readonly page: string;
  readonly purpose: string;
  /** Names to begin with. */
  readonly begin: readonly string[];
}

/** @throws Error if the reference, which is made before, lacks one of the names */
export function apiPage(): Page {
  const text = [
    '# API',
    '',
    'The entries of the package. The guide on [embedding the dealer](/embed.md) has programs to begin with.',
    '',
    '| entry | purpose | begin with |',
    '| --- | --- | --- |',
    ...Object.entries(ENTRIES).map(
      ([name, { page, purpose, begin }]) =>
        `| [${name}](${page}) | ${purpose} | ${begin.map((each) => `[${each}](${page}#${anchorOf(each, page)})`).join(', ')} |`,
    ),
    '',
  ].join('\n');
  return { path: 'api/index.md', text };
}

// --- internal ---

const ENTRIES: Readonly<Record<string, Entry>> = {
  dealerchart: {
    page: '/api/dealerchart.md',
    purpose: 'A dealer for one realm: WAMP messages in, WAMP messages out, without I/O.',
    begin: ['createDealer', 'Dealer', 'DealerOptions'],
  },
  'dealerchart/interpreted': {
    page: '/api/dealerchart/interpreted.md',
    purpose: 'The same dealer, for which XState interprets the charts.',
    begin: ['createInterpretedDealer'],
  },
  'dealerchart/machines': {
    page: '/api/dealerchart/machines/index.md',
    purpose: 'The specification as data: charts, rules, readings, and the core rule.',
    begin: ['RULES', 'READINGS', 'callMachine'],
  },
  'dealerchart/router': {
    page: '/api/dealerchart/router.md',
    purpose: 'The router: sockets, realms, limits and authentication around a dealer.',
    begin: ['startRouter', 'RouterOptions'],
  },
};

/** The anchor of a name on its page of the reference. */
function anchorOf(name: string, page: string): string {
  const text = readFileSync(inRepository(`docs${page}`), 'utf8');
  const [, anchor] = new RegExp(`^### ${name}(?:\\(\\))? \\{#([\\w-]+)\\}$`, 'm').exec(text) ?? [];
  if (anchor === undefined) throw new Error(`Expected ${name} in docs${page}, but it has no such heading.`);
  return anchor;
}
