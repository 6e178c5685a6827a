/** A page that is made for the site: its path from docs/, and its Markdown. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Front matter of a page: its settings for VitePress. */
export const front = (settings: Readonly<Record<string, unknown>>): string =>
  [
    '---',
    ...Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    '---',
    '',
  ].join('\n');

/** A fenced block for any text, also with fences in it. */
export function fence(info: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${info}\n${text.replace(/\n$/, '')}\n${ticks}\n`;
}
