/** Tables and links of generated pages. */
import { STATEMENT_AREAS, type Statement } from '../../machines/statements/index.ts';
import { COMMIT, WAMP_REPOSITORY } from '../../machines/texts.ts';
import type { ScenarioSheet } from '../../src/tools/consult/rules.ts';

export const MADE = '<!-- Made by "npm run pages". Do not edit. -->';

/** A table with a head; `align` has `---:` for a column of numbers. */
export const tableOf = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly string[] = head.map(() => '---'),
): string[] => [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`);

/** A heading with a permanent anchor: the id of a rule or reading in lower case, whatever its title. */
export const headingOf = (level: number, id: string, title: string): string =>
  `${'#'.repeat(level)} <a id="${id.toLowerCase()}"></a>${id}: ${title}`;

export const linksTo = (scenarios: readonly ScenarioSheet[]): string =>
  scenarios.map(({ name }) => `[${name}](../model-tests/scenarios/${name}.md)`).join(', ');

export const counted = (count: number): string => count.toLocaleString('en');

/** Rules or readings, each with a link to its entry. */
export const cited = (page: 'rules' | 'readings', ids: readonly string[]): string =>
  ids.map((id) => `[${id}](${page}.md#${id.toLowerCase()})`).join(', ');
/** The commit of the WAMP specification that was read. */
export const linkToCommit = (): string =>
  `[${COMMIT.hash.slice(0, 7)}](${WAMP_REPOSITORY}/tree/${COMMIT.hash}) of ${COMMIT.day}`;

/** Links to statements in the table of their area. */
export const linkToStatements = (statements: readonly Statement[]): string =>
  statements.map(({ id }) => `[${id}](coverage.md#${anchorOf(areaOf(id))})`).join(', ');

/** The title of the area of a statement. */
const areaOf = (id: string): string => STATEMENT_AREAS[id.slice(0, 2)] as string;

/** The anchor of a heading that consists of words. */
const anchorOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');
