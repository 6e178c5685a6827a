/** A comparison of routers as one HTML file that works offline. */
import { READINGS } from '../../../../machines/readings/index.ts';
import { list } from '../../explain/layout.ts';
import { escapeHtml, page } from '../../report/page.ts';
import { optionOf } from './compare.ts';
import type { ComparedCase, Comparison, FamilyCount, Seen } from './comparison.ts';
import { DIFFERS, FILTER_SCRIPT, FILTER_STYLE, filterHtml } from './html/filter.ts';
import { badge, onlyIn, prose, TABLE_STYLE, table, wide } from './html/words.ts';
import { FEATURE_TONES, type FeatureState } from './portrait.ts';
import type { VerdictFacts } from './verdicts.ts';

/** @returns the whole file */
export function comparisonToHtml(comparison: Comparison): string {
  const { routers } = comparison;
  const names = routers.map((router) => router.title);
  const title = `Conformance of ${names.length > MAX_NAMED ? `${names.length} routers` : list(names)}`;
  return page({
    title,
    style: `${FILTER_STYLE}${TABLE_STYLE}${STYLE}`,
    script: FILTER_SCRIPT,
    body: [
      '<header>',
      `<h1>${escapeHtml(title)}</h1>`,
      '</header>',
      routersHtml(comparison),
      portraitHtml(comparison),
      casesHtml(comparison),
    ].join('\n'),
  });
}

// --- internal ---

/** Maximum number of routers that the title names. */
const MAX_NAMED = 3;

const headsOf = ({ routers }: Comparison): string[] => routers.map(({ title }) => escapeHtml(title));

function routersHtml({ routers }: Comparison): string {
  const rows = routers.map(({ title, agent, suite, date, serialisations, isComplete }) => [
    escapeHtml(title),
    agent === undefined ? '–' : `<code>${escapeHtml(agent)}</code>`,
    `<time datetime="${escapeHtml(date)}">${escapeHtml(date)}</time>`,
    `dealerchart ${escapeHtml(suite)}`,
    `${list(serialisations)}${isComplete ? '' : ' (not complete)'}`,
  ]);
  return section('routers', 'Routers', [
    table('Routers', ['router', 'agent', 'date', 'suite', 'serialisations'], rows),
  ]);
}

const section = (id: string, title: string, content: readonly string[]): string =>
  [`<section aria-labelledby="${id}">`, `<h2 id="${id}">${title}</h2>`, ...content, '</section>'].join('\n');

const stateBadges = (seen: readonly Seen<FeatureState>[]): string =>
  seen
    .map(({ value, only }) => `<span class="badge ${FEATURE_TONES[value]}">${value}</span>${onlyIn(only)}`)
    .join(' ') || '–';

function portraitHtml(comparison: Comparison): string {
  const { features, readings } = comparison;
  const heads = headsOf(comparison);
  const rowsOf = (differs: boolean): string[][] =>
    readings
      .filter((one) => one.differs === differs)
      .map(({ reading, options }) => [
        `<code>${reading}</code>`,
        wide(prose(READINGS[reading].question)),
        ...options.map((seen) => escapeHtml(optionOf(seen))),
      ]);
  const [different, same] = [rowsOf(true), rowsOf(false)];
  const readingHeads = ['reading', 'question', ...heads];
  return section('portrait', 'Portrait', [
    table(
      'Features',
      ['feature', ...heads],
      features.map(({ feature, states }) => [`<code>${feature}</code>`, ...states.map(stateBadges)]),
    ),
    different.length === 0
      ? '<p>All routers follow the same option of each open question.</p>'
      : table('Open questions that the routers answer differently', readingHeads, different),
    ...(same.length === 0
      ? []
      : [
          `<details><summary>Open questions with the same answer: ${same.length}</summary>`,
          table('Open questions with the same answer', readingHeads, same),
          '</details>',
        ]),
  ]);
}

function casesHtml(comparison: Comparison): string {
  const { families, cases } = comparison;
  const heads = headsOf(comparison);
  const titles = Object.fromEntries(families.map(({ family, title }) => [family, title]));
  return section('cases', 'Cases, with the worst verdict over the serialisations', [
    `<p>Cases ${number('good', 'passed')} ${number('warn', 'non-strict')} ${number('bad', 'failed')} of each family:</p>`,
    table(
      'Cases passed, non-strict and failed',
      ['family', ...heads],
      families.map(({ title, counts }) => [escapeHtml(title), ...counts.map(countHtml)]),
    ),
    filterHtml({
      verdicts: cases.flatMap(({ verdicts }) => verdicts.flatMap((verdict) => verdict ?? [])),
      families: titles,
      canDiffer: true,
    }),
    ...families.flatMap(({ family, title }) => [
      '<section class="family">',
      `<h3>${escapeHtml(title)}</h3>`,
      matrix(
        title,
        heads,
        cases.filter((one) => one.family === family),
      ),
      '</section>',
    ]),
  ]);
}

const number = (tone: VerdictFacts['tone'], text: string): string =>
  `<span class="badge ${tone}">${text}</span>`;

function countHtml({ passed, nonStrict, failed }: FamilyCount): string {
  if (passed + nonStrict + failed === 0) return '–';
  // A zero is not coloured, so that the eye finds the others.
  const badgeOf = (tone: VerdictFacts['tone'], count: number): string =>
    number(count === 0 ? 'quiet' : tone, `${count}`);
  return `<span class="counts">${badgeOf('good', passed)} ${badgeOf('warn', nonStrict)} ${badgeOf('bad', failed)}</span>`;
}

function matrix(title: string, heads: readonly string[], cases: readonly ComparedCase[]): string {
  return [
    `<div class="table" role="group" aria-label="${escapeHtml(title)}" tabindex="0"><table class="matrix">`,
    `<thead><tr><th scope="col">case</th>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...cases.map(rowOf),
    '</tbody></table></div>',
  ].join('\n');
}

function rowOf({ id, title, family, verdicts, differs }: ComparedCase): string {
  const words = [...new Set([...verdicts.flatMap((each) => each ?? []), ...(differs ? [DIFFERS] : [])])];
  const cells = verdicts.map((verdict) => `<td>${verdict === null ? '–' : badge(verdict)}</td>`);
  return `<tr class="case" data-verdicts="${words.join('|')}" data-family="${family}" data-text="${escapeHtml(`${id} ${title}`)}"><th scope="row"><code>${escapeHtml(id)}</code> <span class="title">${prose(title)}</span></th>${cells.join('')}</tr>`;
}

const STYLE = `main { max-width: 84rem; }
[aria-labelledby=routers] td, .counts { white-space: nowrap; }
.matrix th[scope=row] { font-weight: 400; min-width: 14rem; white-space: normal; }
.matrix td { width: 8.5rem; }
.matrix .title { color: var(--aside); }
@media (max-width: 48rem) { tbody th { white-space: normal; min-width: 7rem; } }
`;
