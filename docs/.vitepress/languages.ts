/** How the blocks of a scenario are coloured: those who act, the messages, the ids and the data. */

const patterns = [
  { match: '^\\s*\\d+', name: 'comment' },
  { match: '\\b[A-Z]{3,}\\b', name: 'keyword' },
  { match: '\\?\\w+', name: 'variable.parameter' },
  { match: '"[^"]*"', name: 'string' },
];

/** @returns the grammars of the two kinds of blocks, as Shiki takes them */
export const LANGUAGES = ['script', 'log'].map((name) => ({ name, scopeName: `source.${name}`, patterns, repository: {} }));
