/** The documents that stand elsewhere in the repository, such as CONTRIBUTING.md, as pages of the site. */
import { readFileSync } from 'node:fs';
import { DOCUMENTS, documents, inRepository, pageFor, titleOf } from '../places.ts';
import type { Page } from './page.ts';

export const documentPages = (): Page[] => [
  ...Object.entries(DOCUMENTS).map(([file, path]) => ({
    path,
    text: readFileSync(inRepository(file), 'utf8'),
  })),
  decisions(),
];

// --- internal ---

function decisions(): Page {
  const all = documents().filter((path) => path.startsWith('docs/decisions/'));
  const text = [
    '# Decisions',
    '',
    'Decisions where the texts are silent, or where there was a reasonable alternative, with their reasons.',
    '',
    ...all.map((path) => `- [${titleOf(path)}](${pageFor(path)})`),
    '',
  ].join('\n');
  return { path: 'project/decisions.md', text };
}
