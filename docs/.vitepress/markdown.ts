/** Rendering of this repository's Markdown: links to its files, flows, tables, and scenarios in colour. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { MarkdownOptions } from 'vitepress';
import { flowOf as flowFrom } from '../../src/tools/draw/flow/flow.ts';
import { afterSetup } from '../../src/tools/draw/flow/setup.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { showTakers } from './edges.ts';
import { figure, flowFigure, traceOf } from './figures.ts';
import { keepIds } from './ids.ts';
import { documentOn, documents, inRepository, linkFrom } from './places.ts';

type Renderer = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** @returns the options of VitePress */
export async function markdown(): Promise<MarkdownOptions> {
  const flows = await flowsInDocuments();
  return {
    languages: ['script', 'log'].map((name) => ({ ...GRAMMAR, name, scopeName: `source.${name}` })),
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (renderer) => {
      keepIds(renderer);
      showTakers(renderer);
      renderer.core.ruler.push('links_of_documents', ({ tokens, env }) => setLinks(tokens, env.relativePath));
      drawFlows(renderer, flows);
      showPictures(renderer);
      renderer.core.ruler.push('pictures_stand_alone', ({ tokens, env }) =>
        setApart(tokens, env.relativePath),
      );
      // A table that is too wide can be scrolled, also with the keyboard.
      renderer.renderer.rules.table_open = () =>
        '<div class="table" tabindex="0" role="group" aria-label="Table">\n<table>\n';
      renderer.renderer.rules.table_close = () => '</table>\n</div>\n';
    },
  };
}

// --- internal ---

/** A scenario: steps, messages, ids and data. */
const GRAMMAR = {
  repository: {},
  patterns: [
    { match: '^\\s*\\d+', name: 'comment' },
    { match: '\\b[A-Z]{3,}\\b', name: 'keyword' },
    { match: '\\?\\w+', name: 'variable.parameter' },
    { match: '"[^"]*"', name: 'string' },
  ],
};

type Tokens = ReturnType<Renderer['parse']>;

function setLinks(tokens: Tokens, page: string | undefined): void {
  const document = page && documentOn(page);
  if (!document) return;
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    const link = token.attrGet('href');
    if (token.type === 'link_open' && link !== null) token.attrSet('href', linkFrom(document, link));
  }
}

const isPicture = (source: string, page: string | undefined): boolean =>
  Boolean(page && documentOn(page)) && /^[^:]*\.svg$/.test(source);

/** Takes figures out of paragraphs, in which browsers and Vue parse them differently. */
function setApart(tokens: Tokens, page: string | undefined): void {
  for (const [index, token] of tokens.entries()) {
    const [only, ...others] = token.children ?? [];
    if (only?.type !== 'image' || others.length > 0 || !isPicture(only.attrGet('src') ?? '', page)) continue;
    for (const around of [tokens[index - 1], tokens[index + 1]]) if (around) around.hidden = true;
  }
}

/** Embeds pictures of this repository, so that they are dark where the page is. */
function showPictures({ renderer }: Renderer): void {
  const write = renderer.rules.image;
  renderer.rules.image = (tokens, index, options, env, self) => {
    const source = tokens[index]?.attrGet('src') ?? '';
    const document = env.relativePath && documentOn(env.relativePath);
    // A picture that is a link has no links in it.
    const isLink = tokens[index - 1]?.type === 'link_open';
    if (isLink || !isPicture(source, env.relativePath))
      return write?.(tokens, index, options, env, self) ?? '';
    return figure(readFileSync(inRepository(posix.join(posix.dirname(document), source)), 'utf8'));
  };
}

/** Flows for wide pages, and those without the registrations for a flow that plays; by the name of the scenario. */
interface Drawn {
  readonly whole: string;
  readonly call: string;
}

async function flowsInDocuments(): Promise<ReadonlyMap<string, Drawn>> {
  const texts = documents().map((document) => readFileSync(inRepository(document), 'utf8'));
  const names = new Set(
    texts.flatMap((text) => [...text.matchAll(/^```flow (\S+)$/gm)].map(([, name]) => name)),
  );
  const flows = new Map<string, Drawn>();
  for (const [name, scenario] of readLibrary()) {
    const [log] = scenario.logs;
    if (!names.has(name) || log === undefined) continue;
    const traced = await traceOf(scenario, log);
    const call = flowFrom(traced, { from: afterSetup(traced) });
    flows.set(name, { whole: flowFigure(flowFrom(traced)), call: flowFigure(call) });
  }
  return flows;
}

/** Draws blocks named "flow" and the name of a scenario, which are text elsewhere. */
function drawFlows({ renderer }: Renderer, flows: ReadonlyMap<string, Drawn>): void {
  const write = renderer.rules.fence;
  renderer.rules.fence = (tokens, index, options, env, self) => {
    const [kind, name = ''] = tokens[index]?.info.split(' ') ?? [];
    if (kind !== 'flow') return write?.(tokens, index, options, env, self) ?? '';
    const flow = flows.get(name);
    if (flow === undefined)
      throw new Error(`Expected a block "flow" with the name of a scenario, but ${name} came.`);
    return tokens[index - 1]?.content.includes('class="playing"') ? flow.call : flow.whole;
  };
}
