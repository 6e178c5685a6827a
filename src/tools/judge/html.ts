/** A report as one HTML page. */
import { READINGS } from '../../../machines/readings/index.ts';
import type { ReadingId } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { escapeHtml, page } from '../report/page.ts';
import type { Outcome } from './assessment.ts';
import type { Excerpt } from './excerpt.ts';
import { FILTER, filterField } from './filter.ts';
import { type BreachReport, count, type Report, type RuleReport, rulesWith } from './report.ts';
import { sentenceOf } from './text.ts';

/** Maximum number of breaches that are shown for a rule. */
const MAX_SHOWN = 50;

/**
 * Writes a report as one HTML page that works offline.
 *
 * @param name name of the log
 */
export function toHtml(report: Report, { name }: { readonly name: string }): string {
  const parts = [
    `<h1>Judgement of ${escapeHtml(name)}</h1>`,
    summary(report),
    filterField(),
    ...BREAKING.map((outcome) => breakingPart(report, outcome)),
    readingsPart(report),
    unjudgedPart(report),
    tablePart(report, 'held', ['Times', ({ held }) => held.toLocaleString('en')]),
    tablePart(report, 'does not apply', ['Not announced', ({ without = '' }) => code(without)]),
    tablePart(report, 'not exercised', [
      'Scenario that exercises it',
      ({ exercise }) => (exercise === undefined ? '' : code(exercise)),
    ]),
  ];
  return page({
    title: `Judgement of ${name}`,
    body: parts.filter((part) => part !== '').join('\n'),
    style: STYLE,
    script: FILTER,
  });
}

// --- internal: parts of the page ---

type RuleEntry = readonly [RuleId, RuleReport];

const BREAKING = ['broken', 'departed'] as const;

/** Headline and class of each outcome. */
const OUTCOMES: { readonly [O in Outcome]: { readonly title: string; readonly badge: string } } = {
  broken: { title: 'Broken', badge: 'bad' },
  departed: { title: 'Departed from', badge: 'warn' },
  held: { title: 'Held', badge: 'good' },
  'does not apply': { title: 'Does not apply', badge: 'quiet' },
  'not exercised': { title: 'Not exercised', badge: 'quiet' },
};

function summary(report: Report): string {
  const badges = (Object.keys(OUTCOMES) as Outcome[])
    .map((outcome) => [outcome, rulesWith(report, outcome).length] as const)
    .filter(([, number]) => number > 0)
    .map(([outcome, number]) => {
      const { title, badge } = OUTCOMES[outcome];
      return `<li><a class="badge ${badge}" href="#${idOf(outcome)}">${title}: ${number}</a></li>`;
    });
  return `<p>${count(Object.keys(report.rules).length, 'rule')}, ${count(report.lines, 'line')}.</p>
<ul class="counts">${badges.join('')}</ul>`;
}

/** Rules that were broken, or departed from, each with its breaches. */
function breakingPart(report: Report, outcome: (typeof BREAKING)[number]): string {
  const rules = rulesWith(report, outcome);
  if (rules.length === 0) return '';
  return group(
    outcome,
    rules.length,
    true,
    rules.map((one) => ruleSection(one, OUTCOMES[outcome].badge)).join('\n'),
  );
}

const ruleSection = (
  [rule, report]: RuleEntry,
  badge: string,
): string => `<section class="rule ${badge}-rule" data-filter>
<h3 id="${rule}">${rule} <span class="badge ${badge}">${escapeHtml(`${report.level}, ${report.basis}`)}</span></h3>
<p>${sentence(report)}</p>
${report.broken.slice(0, MAX_SHOWN).map(breach).join('\n')}${more(report.broken.length - MAX_SHOWN)}
</section>`;

const more = (number: number): string =>
  number <= 0
    ? ''
    : `
<p>${number.toLocaleString('en')} more, which <code>--json</code> lists.</p>`;

const breach = (
  one: BreachReport,
): string => `<p><strong>Line ${one.line}:</strong> ${escapeHtml(sentenceOf(one))}</p>
${excerptTable(one)}`;

const excerptTable = ({
  line,
  log,
}: BreachReport): string => `<table class="lines" aria-label="Lines of the breach in line ${line}">
<thead><tr><th scope="col" class="number">Line</th><th scope="col" class="number">Time</th><th scope="col">Client</th><th scope="col">Message</th></tr></thead>
<tbody>
${log.map((one) => excerptRow(one, one.line === line)).join('\n')}
</tbody>
</table>`;

const excerptRow = (one: Excerpt, isBreach: boolean): string =>
  `<tr${isBreach ? ' class="here"' : ''}><th scope="row" class="number">${one.line}</th><td class="number">${one.at} ms</td><td class="text">${escapeHtml(one.session)}</td><td class="text message">${direction(one)}${escapeHtml(one.words)}</td></tr>`;

const direction = ({ from }: Excerpt): string => {
  if (from === undefined) return '';
  const [arrow, words] = from === 'client' ? ['→', 'to the router'] : ['←', 'from the router'];
  return `<span role="img" aria-label="${words}">${arrow}</span> `;
};

/** The readings that the router follows. */
function readingsPart({ readings }: Report): string {
  const followed = Object.entries(readings) as [ReadingId, string][];
  if (followed.length === 0) return '';
  const rows = followed.map(([id, option]) => {
    const { question, options } = READINGS[id];
    const meaning = (options as Readonly<Record<string, string>>)[option] ?? '';
    return `<tr><th scope="row">${code(`${id}=${option}`)}</th><td>${marked(question)}</td><td>${marked(meaning)}</td></tr>`;
  });
  return `<h2>Readings that the router follows</h2>
<p>Under these readings it breaks fewer rules, and no others. ${code('--reading')} judges the log by them.</p>
<div class="table" tabindex="0" role="group" aria-label="Readings">
<table>
<thead><tr><th scope="col">Reading</th><th scope="col">Question</th><th scope="col">Behaviour of the router</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`;
}

/** Features that the router announces and no rule is about. */
function unjudgedPart({ unjudged }: Report): string {
  if (unjudged.length === 0) return '';
  const items = unjudged.map(
    ({ feature, calls }) =>
      `<li>${code(feature)}${calls > 0 ? `; ${count(calls, 'call')} left out` : ''}</li>`,
  );
  return `<h2>Features that are not judged</h2>
<ul>${items.join('')}</ul>`;
}

/** Rules of an outcome as a table, with one more column. */
function tablePart(
  report: Report,
  outcome: Outcome,
  [heading, cellOf]: readonly [string, (report: RuleReport) => string],
): string {
  const rules = rulesWith(report, outcome);
  if (rules.length === 0) return '';
  const rows = rules.map(
    ([rule, one]) =>
      `<tr data-filter><th scope="row">${rule}</th><td>${sentence(one)}</td><td>${cellOf(one)}</td></tr>`,
  );
  const { title } = OUTCOMES[outcome];
  return group(
    outcome,
    rules.length,
    false,
    `<div class="table" tabindex="0" role="group" aria-label="${title}">
<table>
<thead><tr><th scope="col">Rule</th><th scope="col">Sentence</th><th scope="col">${heading}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>`,
  );
}

const group = (
  outcome: Outcome,
  number: number,
  isOpen: boolean,
  body: string,
): string => `<details id="${idOf(outcome)}"${isOpen ? ' open' : ''}>
<summary><h2>${OUTCOMES[outcome].title} (${number})</h2></summary>
${body}
</details>`;

// --- internal: words ---

const idOf = (outcome: Outcome): string => outcome.replaceAll(' ', '-');

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/** Text with code between backticks. */
const marked = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? code(part) : escapeHtml(part)))
    .join('');

/** The sentence of a rule, with a link to its section. */
const sentence = ({ sentence: words, section, link }: RuleReport): string =>
  `${marked(words)}${
    section === undefined || link === undefined
      ? ''
      : ` <a class="section" href="${escapeHtml(link)}">${escapeHtml(section)}</a>`
  }`;

const STYLE = `.counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.counts a { text-decoration: none; }
.counts a:hover { text-decoration: underline; }
summary > h2 { display: inline; }
details { margin: 1.5rem 0; }
.rule { border-left: 3px solid var(--line); padding-left: .75rem; margin: 1.5rem 0; }
tbody th[scope="row"] { font-weight: normal; white-space: nowrap; }
.lines { margin: .5rem 0 1rem; }
.lines .number { white-space: nowrap; }
.lines .text { overflow-wrap: anywhere; min-width: 3rem; }
.lines .message { width: 100%; }
.section { color: var(--aside); font-size: .875rem; }
.bad-rule .here { background: var(--bad-ground); }
.warn-rule .here { background: var(--warn-ground); }
`;
