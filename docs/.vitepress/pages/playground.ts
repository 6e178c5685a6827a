/** What the playground fetches: the pages of the scenarios as they are written, and a menu of them. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../../../src/tools/scenario/library/files.ts';
import { readLibrary } from '../../../src/tools/scenario/library/scenarios.ts';
import type { Page } from './page.ts';
import { families } from './scenarios.ts';

export function playgroundFiles(): Page[] {
  const library = readLibrary();
  const menu = families().map(([, title, scenarios]) => [
    title,
    scenarios.flatMap(([name, scenario]) => (library.has(name) ? { name, title: scenario.title } : [])),
  ]);
  return [
    { path: 'public/play/scenarios.json', text: JSON.stringify(menu) },
    ...Array.from(library, ([name, { file }]) => ({
      path: `public/play/${name}.txt`,
      text: readFileSync(packageFile(file), 'utf8'),
    })),
  ];
}
