/** Tables and links of the pages that are made. */
import type { ScenarioSheet } from '../../src/tools/consult/rules.ts';

export const MADE = '<!-- Made by "npm run pages". Do not edit. -->';

/** A table with a head; `align` has `---:` for a column of numbers. */
export const tableOf = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly string[] = head.map(() => '---'),
): string[] => [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`);

export const linksTo = (scenarios: readonly ScenarioSheet[]): string =>
  scenarios.map(({ name }) => `[${name}](../model-tests/scenarios/${name}.md)`).join(', ');

export const counted = (count: number): string => count.toLocaleString('en');

/** Rules or readings, each linked to its place on the page of its kind. */
export const cited = (page: 'rules' | 'readings', ids: readonly string[]): string =>
  ids.map((id) => `[${id}](${page}.md#${id.toLowerCase()})`).join(', ');
