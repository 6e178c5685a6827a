/** A result as one HTML file that works offline. */
import { READINGS } from '../../../../machines/readings/index.ts';
import { EMBEDDED_STYLE } from '../../draw/flow/style.ts';
import { list } from '../../explain/layout.ts';
import { escapeHtml, page } from '../../report/page.ts';
import type { Result, Run, Verdict } from '../result.ts';
import { placeOf, titleOfFamily } from './comparison.ts';
import {
  type Cause,
  causesOf,
  ENDED,
  endingsIn,
  type Finding,
  familyOf,
  findingsOf,
  groupBy,
  judgedIn,
} from './finding.ts';
import { caseHtml, type Row } from './html/case.ts';
import { FILTER_SCRIPT, FILTER_STYLE, filterHtml } from './html/filter.ts';
import {
  anchorOf,
  badge,
  caseLink,
  onlyIn,
  prose,
  proseTable,
  ruleLink,
  ruleProse,
  TABLE_STYLE,
  table,
} from './html/words.ts';
import {
  FEATURE_STATES,
  FEATURE_TONES,
  type MergedPortrait,
  mergePortraits,
  PROVISIONAL,
  type ReadingState,
} from './portrait.ts';
import { BY_SEVERITY, isNonStrict, noFailure, SEVERITY } from './verdicts.ts';

/** @returns the whole file */
export function toHtml(result: Result): string {
  const findings = findingsOf(result);
  const rows = rowsOf(findings, result);
  const ids = new Set(rows.map(({ findings: [{ id }] }) => id));
  return page({
    title: `${titleOf(result)}: conformance`,
    style: `${EMBEDDED_STYLE}${FILTER_STYLE}${TABLE_STYLE}${STYLE}`,
    script: FILTER_SCRIPT,
    body: [
      headerHtml(result),
      portraitHtml(mergePortraits(result), ids),
      failuresHtml(causesOf(findings), result),
      endingsHtml(result, ids),
      nonStrictHtml(causesOf(findings, isNonStrict), result),
      casesHtml(rows, result),
      judgedHtml(result, ids),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  });
}

// --- internal ---

const titleOf = ({ router: { name, version } }: Result): string =>
  version === undefined ? name : `${name} ${version}`;

/** The cases in their order, with their outcomes and the verdict of each run. */
function rowsOf(findings: readonly Finding[], { runs }: Result): readonly Row[] {
  return groupBy(findings, ({ id }) => id).map(([, those]) => ({
    findings: those as [Finding, ...Finding[]],
    verdicts: runs.map(({ serialisation }) => {
      const own = those.find(({ serialisations }) => serialisations.includes(serialisation));
      return [serialisation, own?.verdict] as const;
    }),
  }));
}

function headerHtml(result: Result): string {
  const { router, suite, date, runs } = result;
  const verdicts = SEVERITY.filter((verdict) =>
    runs.some(({ cases }) => cases.some((one) => one.verdict === verdict)),
  );
  const countOf = ({ cases }: Run, verdict: Verdict): string =>
    `${cases.filter((one) => one.verdict === verdict).length}`;
  // With a column for each run, of which there are three at most, it fits a narrow screen.
  const rows = [
    ...verdicts.map((verdict) => [badge(verdict), ...runs.map((run) => countOf(run, verdict))]),
    ['cases', ...runs.map(({ cases }) => `${cases.length}`)],
    ['complete', ...runs.map(({ isComplete }) => (isComplete ? 'yes' : 'no'))],
    ['time', ...runs.map(({ seconds }) => `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`)],
  ];
  const agent = router.agent === undefined ? '' : ` Its agent is <code>${escapeHtml(router.agent)}</code>.`;
  return [
    '<header>',
    `<h1>${escapeHtml(titleOf(result))}: conformance to the rules of the WAMP dealer</h1>`,
    `<p>Judged on <time datetime="${escapeHtml(date)}">${escapeHtml(date.slice(0, 10))}</time> by dealerchart ${escapeHtml(suite)}.${agent}</p>`,
    table('Counts', ['verdict', ...runs.map(({ serialisation }) => serialisation)], rows),
    '<details><summary>The verdicts</summary>',
    `<dl>${SEVERITY.map((verdict) => `<dt>${badge(verdict)}</dt><dd>${BY_SEVERITY[verdict].says}</dd>`).join('')}</dl>`,
    '</details>',
    '</header>',
  ].join('\n');
}

function portraitHtml(
  { features, readings, remarks, isProvisional }: MergedPortrait,
  cases: ReadonlySet<string>,
): string {
  const featureRows = FEATURE_STATES.flatMap((state) =>
    features
      .filter((one) => one.state === state)
      .map(({ feature, only }) => [
        `<code>${feature}</code>`,
        `<span class="badge ${FEATURE_TONES[state]}">${state}</span>${onlyIn(only)}`,
      ]),
  );
  const shown = (ids: readonly string[]): string => ids.map((id) => caseLink(id, cases)).join(', ') || '–';
  const rowOf = ({ reading, option, shownBy, only }: MergedPortrait['readings'][number]): string[] => [
    `<code>${reading}</code>`,
    `<strong>${escapeHtml(option)}</strong>${onlyIn(only)}`,
    prose(READINGS[reading].question),
    shown(shownBy),
  ];
  const head = ['reading', 'option', 'question', 'shown by'];
  const those = (...states: readonly ReadingState[]): string[][] =>
    states.flatMap((state) => readings.filter((one) => one.state === state).map(rowOf));
  const folded = (title: string, state: ReadingState): string[] => {
    const rows = those(state);
    if (rows.length === 0) return [];
    return [
      `<details><summary>${title}: ${rows.length}</summary>`,
      proseTable(title, head, rows),
      '</details>',
    ];
  };
  const others = those('other', 'none');
  return [
    '<section aria-labelledby="portrait">',
    '<h2 id="portrait">Portrait</h2>',
    ...(isProvisional ? [`<p>${PROVISIONAL}</p>`] : []),
    proseTable('Features', ['feature', 'state'], featureRows),
    ...(others.length > 0
      ? [proseTable('Open questions that the router answers in its own way', head, others)]
      : ['<p>The router follows the default of each open question that was seen.</p>']),
    ...remarks.map(({ text, only }) => `<p>${prose(text)}${onlyIn(only)}</p>`),
    ...folded('Open questions with the default option', 'default'),
    ...folded('Open questions that no case answered', 'not seen'),
    '</section>',
  ].join('\n');
}

const failuresHtml = (causes: readonly Cause[], result: Result): string =>
  causesHtml('failures', 'Failures, by the rule that is broken', causes, result);

function endingsHtml(result: Result, cases: ReadonlySet<string>): string {
  const endings = endingsIn(result);
  if (endings.length === 0) return '';
  const items = endings.map(({ cases: ids, says, serialisation }) => {
    const played = ids.map((id) => caseLink(id, cases)).join(', ');
    const during = ids.length === 0 ? '' : ` Played at once: ${played}.`;
    return `<li>In ${serialisation}: <span class="words">${escapeHtml(says.join(' '))}</span>${during}</li>`;
  });
  return [
    '<section aria-labelledby="endings">',
    '<h2 id="endings">Ends of the router</h2>',
    `<p><span class="badge bad">router gone</span> ${ENDED}.</p>`,
    `<ul>${items.join('')}</ul>`,
    '</section>',
  ].join('\n');
}

const nonStrictHtml = (causes: readonly Cause[], result: Result): string =>
  causes.length === 0
    ? ''
    : causesHtml('non-strict', 'Non-strict: departures only from details that no text fixes', causes, result);

function causesHtml(id: string, title: string, causes: readonly Cause[], result: Result): string {
  const { runs } = result;
  const isEverywhere = ({ serialisations }: Finding): boolean => serialisations.length === runs.length;
  const rows = causes.map(({ rule, findings }) => [
    rule === undefined ? '–' : ruleLink(rule),
    rule === undefined ? 'No rule is known.' : ruleProse(rule).replace(ruleLink(rule), '').trim(),
    `<ul class="plain">${findings
      .map(
        (one) =>
          `<li>${badge(one.verdict)} <a href="#${anchorOf(one.id)}">${escapeHtml(one.id)}</a>${isEverywhere(one) ? '' : ` <span class="aside">in ${list(one.serialisations)}</span>`}</li>`,
      )
      .join('')}</ul>`,
  ]);
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${title}</h2>`,
    rows.length === 0
      ? `<p>${noFailure(result)}</p>`
      : proseTable(title, ['rule', 'sentence', 'cases'], rows),
    '</section>',
  ].join('\n');
}

function casesHtml(rows: readonly Row[], { runs }: Result): string {
  const families = groupBy(rows, ({ findings: [first] }) => familyOf(first)).sort(
    ([a], [b]) => placeOf(a) - placeOf(b),
  );
  const titles = Object.fromEntries(families.map(([family]) => [family, titleOfFamily(family)]));
  const isBrief = rows.flatMap(({ findings }) => findings).filter(({ came }) => came).length > MAX_WHOLE;
  const heads = runs.map(({ serialisation }) => `<span>${serialisation}</span>`).join('');
  return [
    `<section aria-labelledby="cases" style="--runs: ${runs.length}">`,
    '<h2 id="cases">Cases</h2>',
    filterHtml({
      verdicts: runs.flatMap(({ cases }) => cases.map(({ verdict }) => verdict)),
      families: titles,
    }),
    ...families.flatMap(([family, those]) => [
      `<section class="family" aria-labelledby="family-${family}">`,
      `<h3 id="family-${family}">${escapeHtml(titleOfFamily(family))}</h3>`,
      `<div class="heads" aria-hidden="true"><span>${countText(those)}</span>${heads}</div>`,
      ...those.map((row) => caseHtml(row, isBrief)),
      '</section>',
    ]),
    '</section>',
  ].join('\n');
}

/** With more flows than this, the expected ones are brief: the page has to stay small. */
const MAX_WHOLE = 120;

const countText = ({ length }: readonly Row[]): string => `${length} ${length === 1 ? 'case' : 'cases'}`;

function judgedHtml(result: Result, cases: ReadonlySet<string>): string {
  const judged = judgedIn(result);
  if (judged.length === 0) return '';
  const rows = judged.map(({ rule, outcome, breaches }) => [
    ruleLink(rule),
    `<span class="badge ${outcome === 'broken' ? 'bad' : 'warn'}">${outcome}</span>`,
    [
      `<p>${ruleProse(rule).replace(ruleLink(rule), '').trim()}</p>`,
      `<ul>${breaches
        .map(({ case: id, says, serialisations }) => {
          const where = serialisations.length === result.runs.length ? '' : ` in ${list(serialisations)}`;
          return `<li>${caseLink(id, cases)}${where}: ${prose(says)}</li>`;
        })
        .join('')}</ul>`,
    ].join(''),
  ]);
  return [
    '<section aria-labelledby="judged">',
    '<h2 id="judged">The judge, on the log of all cases</h2>',
    proseTable('Rules that the log breaks or departs from', ['rule', 'outcome', 'breaches'], rows),
    '</section>',
  ].join('\n');
}

const STYLE = `main { max-width: 84rem; }
.case { border-bottom: 1px solid var(--line); }
.case > summary, .heads { display: grid; grid-template-columns: minmax(0, 1fr) repeat(var(--runs), 8.5rem); gap: .25rem .5rem; align-items: center; }
.case > summary { padding: .4rem .5rem; list-style: none; }
.case > summary::-webkit-details-marker { display: none; }
.case > summary:hover { background: var(--panel); }
.case[open] > summary { background: var(--panel); margin: 0; }
.name { padding-left: 1.2rem; text-indent: -1.2rem; overflow-wrap: anywhere; }
.name::before { content: "▸"; display: inline-block; width: 1.2rem; text-indent: 0; color: var(--aside); }
.case[open] .name::before { content: "▾"; }
.title { color: var(--aside); }
.heads { padding: .25rem .5rem; color: var(--aside); font-size: .875rem; background: var(--panel); }
.in { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.body { padding: .25rem .5rem 1rem 1.7rem; scroll-margin-top: 4rem; }
.body > p { white-space: pre-line; }
.words { white-space: pre-line; }
.outcome { margin-top: .75rem; }
.rule { border-left: 4px solid var(--line); padding-left: .75rem; }
.flows { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
.flows figure { margin: .25rem 0; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); border-radius: .4rem; padding: .25rem; }
.flows figcaption { font-weight: 600; padding: .1rem .4rem; }
.flows .flow { display: block; max-width: none; --flow-page: var(--page); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; }
dt { color: var(--aside); grid-column: 1; }
dd { margin: 0; grid-column: 2; overflow-wrap: anywhere; }
ul.plain { list-style: none; padding: 0; margin: 0; min-width: min(24rem, 70vw); }
ol.lines { margin: 0; padding-left: 2.2em; }
@media (max-width: 48rem) {
  .heads { grid-template-columns: 1fr; }
  .heads span + span { display: none; }
  .case > summary { display: flex; flex-wrap: wrap; gap: .3rem; }
  td > .badge { white-space: normal; }
  .name { flex: 1 0 100%; }
  .in { position: static; width: auto; height: auto; clip-path: none; font-weight: 400; }
  .body { padding-left: .5rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { grid-column: 1; margin-bottom: .35rem; }
}
`;
