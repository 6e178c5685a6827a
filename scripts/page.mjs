/** The page of the inspector: one script, one style sheet, and the chart of a call, for the router to serve. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

/** Folder of the sources, and of the page within a build. */
export const PAGE_SOURCES = 'src/tools/inspector/page';
const PAGE = 'src/router/inspector/page';

/**
 * Makes the page.
 *
 * @param root folder of the project
 * @param build folder of the build, whose modules are compiled
 */
export async function makePage(root, build) {
  const source = (name) => join(root, PAGE_SOURCES, name);
  const made = (name) => join(build, PAGE, name);
  const load = (path) => import(pathToFileURL(join(build, path)).href);
  mkdirSync(join(build, PAGE), { recursive: true });
  buildSync({
    entryPoints: [source('page.ts')],
    outfile: made('page.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.page.json'),
    logLevel: 'warning',
  });
  for (const name of ['page.html', 'icon.svg']) copyFileSync(source(name), made(name));
  const { drawChart } = await load('src/tools/draw/statechart/index.js');
  const { CHARTS } = await load('src/compiler/chart/index.js');
  const chart = withKeys(await drawChart(CHARTS.call, 'svg'), await keysOf(load, CHARTS.call));
  // The policy of the page permits no style within a picture, and the ids of rules lead nowhere.
  const plain = chart
    .replace(/<style>.*?<\/style>\n/s, '')
    .replace(/<a class="(\w+)" href="[^"]*">(.*?)<\/a>/gs, '<tspan class="$1">$2</tspan>');
  writeFileSync(made('call.svg'), plain);
  const flow = await load('src/tools/draw/flow/style.js');
  const { STYLE, DARK } = await load('src/tools/draw/statechart/style.js');
  const colours = Object.entries(DARK).map(([name, value]) => `--${name}:${value}`);
  const dark = `@media screen and (prefers-color-scheme:dark){.statechart{${colours.join(';')}}}`;
  const styles = [flow.EMBEDDED_STYLE, STYLE, dark, readFileSync(source('page.css'), 'utf8')];
  writeFileSync(made('page.css'), styles.join('\n'));
}

/** The names of edges in a picture, and what an observer is told of each: its source, event, rules and readings. */
async function keysOf(load, chart) {
  const { edgesOf, nameOfEdge } = await load('src/compiler/chart/chart.js');
  return new Map(
    edgesOf(chart).map((edge) => {
      const { source, event, rules, readings } = edge;
      return [nameOfEdge(edge), [source.path, event, rules.join(' '), readings.join(' ')].join('|')];
    }),
  );
}

/** A picture with these keys in place of the names of its edges. */
function withKeys(picture, keys) {
  return picture.replace(/ data-edges?="([^"]*)"/g, (_, names) => {
    const found = names.split('; ').map((name) => keys.get(name));
    return ` data-edge="${found.join(';')}"`;
  });
}
