/** The scenarios that take each edge of the charts, for the pages of the charts. */
import { existsSync, readFileSync } from 'node:fs';
import type { MarkdownOptions } from 'vitepress';
import { anchorOfEdge, nameOfEdge } from '../../src/compiler/chart/chart.ts';
import type { Trace } from '../../src/tools/trace/trace.ts';
import { inRepository } from './places.ts';
import { withBase } from './settings.ts';

type Renderer = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Scenarios by `call#invoked-cancel-edge-2`, the shortest first. */
type Takers = Readonly<Record<string, readonly string[]>>;

/** Page of the site that has them while it is built. */
export const EDGES = 'library/edges.json';

/** Maximum number of scenarios shown for an edge. */
const SHOWN = 4;

/** @param traces names of scenarios, each with its trace under the readings of one of its logs */
export function takersIn(traces: readonly (readonly [name: string, trace: Trace])[]): Takers {
  const takers: Record<string, string[]> = {};
  const sorted = traces.toSorted(([, one], [, other]) => one.steps.length - other.steps.length);
  for (const [name, { steps }] of sorted) {
    const taken = steps.flatMap(({ events }) =>
      events.flatMap(({ chart, edge }) =>
        edge === undefined ? [] : [`${chart}#${anchorOfEdge(nameOfEdge(edge))}`],
      ),
    );
    for (const edge of taken) takers[edge] = [...new Set([...(takers[edge] ?? []), name])];
  }
  return takers;
}

/** Adds the scenarios to the edges on the pages of the charts. */
export function showTakers({ core }: Renderer): void {
  const file = inRepository(`docs/${EDGES}`);
  const takers: Takers = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  core.ruler.push('scenarios_of_edges', ({ tokens, env, Token }) => {
    const [, chart] = /^charts\/(\w+)\.md$/.exec(env.relativePath ?? '') ?? [];
    if (chart === undefined) return;
    for (const { children } of tokens) {
      const [, id] = /^<a id="([\w-]+)">$/.exec(children?.[0]?.content ?? '') ?? [];
      if (id === undefined) continue;
      const html = new Token('html_inline', '', 0);
      html.content = linksTo(takers[`${chart}#${id}`] ?? []);
      children?.push(html);
    }
  });
}

// --- internal ---

function linksTo(names: readonly string[]): string {
  if (names.length === 0) return '';
  const links = names
    .slice(0, SHOWN)
    .map((name) => `<a href="${withBase(`/library/${name}.html`)}">${name}</a>`);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `<br><small>Taken in ${links.join(', ')}${more}.</small>`;
}
