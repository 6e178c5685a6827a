/** Words of the HTML reports: verdicts as badges, rules with links, and prose. */
import { basisOf, linkOf, RULES, type RuleId } from '../../../../../machines/rules.ts';
import { escapeHtml } from '../../../report/page.ts';
import type { Verdict } from '../../result.ts';
import { BY_SEVERITY } from '../verdicts.ts';

/** A verdict as a badge. */
export const badge = (verdict: Verdict, within = ''): string =>
  `<span class="badge ${BY_SEVERITY[verdict].tone}">${within}${shortOf(verdict)}</span>`;

/** A verdict in few words. */
export const shortOf = (verdict: Verdict): string =>
  verdict === 'pass under a reading' ? 'pass (reading)' : verdict;

/** A sentence of this project, in which code is between backticks. */
export const prose = (text: string): string => escapeHtml(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>');

/** The id of a rule, with a link to its section if it has one. */
export function ruleLink(rule: RuleId): string {
  const link = linkOf(RULES[rule]);
  return link === undefined ? rule : `<a href="${escapeHtml(link)}">${rule}</a>`;
}

/** A rule: its id, level, basis and sentence. */
export function ruleProse(rule: RuleId): string {
  const { level, sentence } = RULES[rule];
  return `${ruleLink(rule)} <span class="aside">(${level}, ${basisOf(RULES[rule])})</span> ${prose(sentence)}`;
}

/** The serialisations of a fact in parentheses; nothing if it is true of all. */
export const onlyIn = (serialisations: readonly string[] | undefined): string =>
  serialisations === undefined ? '' : ` <span class="aside">(${serialisations.join(', ')})</span>`;

/** The anchor of a case. */
export const anchorOf = (id: string): string => `case-${id}`;

/** Prose in a table that is scrolled: it stays readable on narrow screens. */
export const wide = (html: string): string => `<span class="wide">${html}</span>`;

export const TABLE_STYLE = `thead th, tbody th, th code { white-space: nowrap; }
.wide { display: inline-block; min-width: min(16rem, 60vw); }
@media (max-width: 48rem) {
  .stacked thead { display: none; }
  .stacked :is(table, tbody, tr, th, td) { display: block; }
  .stacked tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .stacked :is(tbody th, td) { border: 0; padding: .1rem .5rem; white-space: normal; overflow-wrap: anywhere; }
}
`;

/** The id of a case, with a link to it if the page has it. */
export const caseLink = (id: string, cases: ReadonlySet<string>): string =>
  cases.has(id) ? `<a href="#${anchorOf(id)}">${escapeHtml(id)}</a>` : escapeHtml(id);

type Cells = readonly string[];

/** A table that is scrolled if it is too wide. */
export const table = (caption: string, head: Cells, rows: readonly Cells[]): string =>
  tableOf('table', caption, head, rows);

/**
 * A table of prose, whose cells are below each other on narrow screens.
 *
 * @param head titles of the columns, as plain text
 */
export const proseTable = (caption: string, head: Cells, rows: readonly Cells[]): string =>
  tableOf('table stacked', caption, head, rows);

// --- internal ---

const tableOf = (style: string, caption: string, head: Cells, rows: readonly Cells[]): string =>
  [
    `<div class="${style}" role="group" aria-label="${escapeHtml(caption)}" tabindex="0"><table>`,
    `<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(
      ([first = '', ...cells]) =>
        `<tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('\n');
