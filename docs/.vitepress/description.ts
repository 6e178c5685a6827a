/** Description of a page for search engines and for pages that link it: its first paragraph as plain text. */
import { readFileSync } from 'node:fs';

/** Maximum length in characters. */
const LENGTH = 200;

/** @returns the description; empty for a page without a paragraph after its heading */
export function descriptionOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const [, body = ''] = /^# .*\n([\s\S]*)/m.exec(text) ?? [];
  const first = body
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .find((block) => /^[\p{L}`*[]/u.test(block));
  return first === undefined ? '' : cut(plain(first));
}

// --- internal ---

const plain = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ');

/** Ends at a sentence if one ends in time, else at a word. */
function cut(text: string): string {
  if (text.length <= LENGTH) return text;
  const begin = text.slice(0, LENGTH);
  const end = begin.lastIndexOf('. ');
  return end > LENGTH / 3 ? begin.slice(0, end + 1) : `${begin.slice(0, begin.lastIndexOf(' '))} …`;
}
