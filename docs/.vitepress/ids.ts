/**
 * Permanent ids of headings.
 *
 * A heading such as `### <a id="cr-7"></a>CR-7: A refusal holds for its call` keeps the id `cr-7` when its words change.
 * The element makes the same links work where the document is shown without this site.
 */
import type { MarkdownOptions } from 'vitepress';

type Renderer = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Gives headings the ids that they name. */
export function keepIds({ core }: Renderer): void {
  core.ruler.before('anchor', 'permanent_ids', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const { children } = tokens[index + 1] ?? {};
      const [open, close] = children ?? [];
      const [, id] = NAMED.exec(open?.content ?? '') ?? [];
      if (token.type !== 'heading_open' || id === undefined || close?.content !== '</a>') continue;
      token.attrSet('id', id);
      children?.splice(0, 2);
    }
  });
}

// --- internal ---

const NAMED = /^<a id="([\w-]+)">$/;
