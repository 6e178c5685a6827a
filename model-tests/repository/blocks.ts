/** The fenced blocks of all documents, those of the site and of the repository. */
import { readFileSync } from 'node:fs';
import { documents, inRepository } from '../../docs/.vitepress/places.ts';

export interface Block {
  /** Path of the document, with the line at which the block begins. */
  readonly page: string;
  readonly place: string;
  /** Kind of the block: the first word after the fence; empty if there is none. */
  readonly kind: string;
  /** The words after that. */
  readonly info: string;
  readonly text: string;
}

export const DOCUMENTS: readonly string[] = documents();

export const textOf = (page: string): string => readFileSync(inRepository(page), 'utf8');

export const BLOCKS: readonly Block[] = DOCUMENTS.flatMap(blocksOf);

export const blocksOfKind = (kind: string): Block[] => BLOCKS.filter((block) => block.kind === kind);

/** The block before this one on the same page. */
export function blockBefore(block: Block): Block | undefined {
  const before = BLOCKS[BLOCKS.indexOf(block) - 1];
  return before?.page === block.page ? before : undefined;
}

// --- internal ---

function blocksOf(page: string): Block[] {
  const text = textOf(page);
  return [...text.matchAll(/^(`{3,})([^`\n]*)\n([\s\S]*?)^\1$/gm)].map((found) => {
    const [kind = '', ...info] = (found[2] as string).split(' ');
    const line = text.slice(0, found.index).split('\n').length;
    return { page, place: `${page}:${line}`, kind, info: info.join(' '), text: found[3] as string };
  });
}
