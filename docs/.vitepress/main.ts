/**
 * `npm run docs`: makes the pages that are not written by hand, and builds the site.
 * `npm run docs:dev`: makes them, and serves the site on loopback; it follows changes of the documents.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, createServer } from 'vitepress';
import { writeApi } from './api.ts';
import { stylesOfPictures } from './figures.ts';
import { apiPage } from './pages/api.ts';
import { documentPages } from './pages/documents.ts';
import { playgroundFiles } from './pages/playground.ts';
import { scenarioPages } from './pages/scenarios.ts';
import { sourcePages } from './pages/sources.ts';
import { inRepository, MADE } from './places.ts';
import { pass } from './settings.ts';

const DOCS = fileURLToPath(inRepository('docs'));
const { values } = parseArgs({
  options: {
    /** Folder of the built site: docs/.vitepress/dist if omitted. */
    out: { type: 'string' },
    base: { type: 'string', default: '/' },
    versions: { type: 'string' },
    dev: { type: 'boolean', default: false },
    /** Port of the development server: a free one from 5173 on if omitted. */
    port: { type: 'string' },
  },
});
const { base, versions, out, dev, port } = values;
const said = (what: string): void => console.log(`${what}, after ${Math.round(performance.now() / 1_000)} s`);

pass({ base, versions });
for (const folder of MADE) rmSync(resolve(DOCS, folder), { recursive: true, force: true });
await writeApi();
said('made the API reference');
for (const { path, text } of [
  apiPage(),
  ...documentPages(),
  ...sourcePages(),
  ...(await scenarioPages()),
  ...playgroundFiles(),
  { path: 'public/logo.svg', text: readFileSync(inRepository('docs/.vitepress/logo.svg'), 'utf8') },
  { path: 'library/pictures.css', text: await stylesOfPictures() },
]) {
  const file = resolve(DOCS, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
said('made the other pages');
if (dev) await serve();
else {
  await build(DOCS, { base, ...(out === undefined ? {} : { outDir: resolve(out) }) });
  said('built the site');
}

// --- internal ---

/** Serves the site on loopback, and anew when its configuration changes. */
async function serve(): Promise<void> {
  const at = port === undefined ? {} : { port: Number(port), strictPort: true };
  const server = await createServer(DOCS, { base, host: '127.0.0.1', ...at }, async () => {
    await server.close();
    await serve();
  });
  await server.listen();
  said('serves the site');
  server.printUrls();
}
