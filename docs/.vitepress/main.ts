/** `npm run docs`: makes the pages that are not written by hand, and builds the site; with `--out`, to that folder. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vitepress';
import { writeApi } from './api.ts';
import { stylesOfPictures } from './figures.ts';
import { documentPages } from './pages/documents.ts';
import { playgroundFiles } from './pages/playground.ts';
import { scenarioPages } from './pages/scenarios.ts';
import { sourcePages } from './pages/sources.ts';
import { inRepository, MADE } from './places.ts';

const DOCS = fileURLToPath(inRepository('docs'));
const { values } = parseArgs({ options: { out: { type: 'string' } } });
const said = (what: string): void => console.log(`${what}, after ${Math.round(performance.now() / 1_000)} s`);

for (const folder of MADE) rmSync(resolve(DOCS, folder), { recursive: true, force: true });
await writeApi();
said('made the API reference');
for (const { path, text } of [
  ...documentPages(),
  ...sourcePages(),
  ...(await scenarioPages()),
  ...playgroundFiles(),
  { path: 'library/pictures.css', text: await stylesOfPictures() },
]) {
  const file = resolve(DOCS, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
said('made the other pages');
await build(DOCS, values.out === undefined ? {} : { outDir: resolve(values.out) });
said('built the site');
