/** A case in the HTML report: its verdict in each serialisation, and all about it when it is opened. */
import { READINGS } from '../../../../../machines/readings/index.ts';
import type { Flow } from '../../../draw/flow/model.ts';
import { drawSvg } from '../../../draw/flow/svg.ts';
import { list } from '../../../explain/layout.ts';
import { escapeHtml } from '../../../report/page.ts';
import type { CaseLevel, CaseResult, SerialisationName, Verdict } from '../../result.ts';
import { type Finding, familyOf } from '../finding.ts';
import { flowsOf, stepOf } from '../flow.ts';
import { anchorOf, badge, prose, ruleProse } from './words.ts';

/** A case with its outcomes. */
export interface Row {
  readonly findings: readonly [Finding, ...Finding[]];
  /** The verdict of each run, in their order; undefined if the run does not have the case. */
  readonly verdicts: readonly (readonly [SerialisationName, Verdict | undefined])[];
}

/** @param isBrief true if the expected flow has only the step with the first difference, which keeps a page small */
export function caseHtml({ findings, verdicts }: Row, isBrief: boolean): string {
  const [first] = findings;
  const { id, title, rules } = first;
  const words = [...new Set(verdicts.flatMap(([, verdict]) => verdict ?? []))].join('|');
  const badges = verdicts.map(([serialisation, verdict]) => {
    const within = `<span class="in">${serialisation} </span>`;
    return `<span class="verdict">${verdict === undefined ? `<span class="badge quiet">${within}–</span>` : badge(verdict, within)}</span>`;
  });
  return [
    `<details class="case" data-verdicts="${words}" data-family="${familyOf(first)}" data-rules="${rules.join(' ')}">`,
    `<summary><span class="name"><code>${escapeHtml(id)}</code> <span class="title">${prose(title)}</span></span>${badges.join('')}</summary>`,
    `<div class="body" id="${anchorOf(id)}">`,
    ...findings.flatMap((finding) => outcomeHtml(finding, verdicts.length > 1, isBrief)),
    ...factsHtml(first),
    '</div>',
    '</details>',
  ].join('\n');
}

// --- internal ---

/** An outcome that has something to say: the reasons, the broken rule, the flows and the command. */
function outcomeHtml(finding: Finding, isOneOfMany: boolean, isBrief: boolean): string[] {
  const { verdict, says, rule, under = {}, serialisations } = finding;
  const where = isOneOfMany ? ` in ${list(serialisations)}` : '';
  const options = Object.entries(under).map(
    ([reading, option]) => `<code>${reading}=${escapeHtml(option)}</code>`,
  );
  const { expected, came } = flowsOf(isBrief ? { ...finding, expected: stepOf(finding) } : finding);
  const figures = [
    {
      head: isBrief && finding.step !== undefined ? `Expected at step ${finding.step}` : 'Expected',
      flow: expected,
    },
    { head: 'Came', flow: came },
  ].flatMap(({ head, flow }) => (flow === undefined ? [] : [figureHtml(head, flow)]));
  return [
    `<p class="outcome">${badge(verdict)}${where}${options.length > 0 ? `, under ${options.join(' and ')}` : ''}</p>`,
    ...says.map((sentence) => `<p>${prose(sentence)}</p>`),
    ...(rule === undefined ? [] : [`<p class="rule">${ruleProse(rule)}</p>`]),
    ...(figures.length > 0 ? [`<div class="flows">\n${figures.join('\n')}\n</div>`] : []),
    ...(verdict === 'pass' || finding.again === undefined
      ? []
      : [`<p>Play it again:</p>\n<pre tabindex="0"><code>${escapeHtml(finding.again)}</code></pre>`]),
  ];
}

/** Maximum width of a flow, in characters: two of them fit side by side on 1280 pixels. */
const FLOW = 71;

function figureHtml(head: string, flow: Flow): string {
  const svg = drawSvg(flow, { isStyled: false, width: FLOW }).trim();
  return `<figure tabindex="0" aria-label="${head}"><figcaption>${head}</figcaption>\n${svg}</figure>`;
}

const LEVELS: Readonly<Record<CaseLevel, string>> = {
  must: 'MUST: all that it checks is demanded by a text',
  reading: 'reading: its outcome depends on an open question',
  manners: 'manners: a part of what it checks is left open by the texts',
};

/** The facts about a case that are the same in every run. */
function factsHtml({ level, rules, readings, script, ms }: CaseResult): string[] {
  return [
    '<dl>',
    `<dt>Level</dt><dd>${LEVELS[level]}</dd>`,
    ...(rules.length > 0 ? [`<dt>Rules</dt>${rules.map((id) => `<dd>${ruleProse(id)}</dd>`).join('')}`] : []),
    ...(readings.length > 0
      ? [
          `<dt>Open questions</dt>${readings.map((id) => `<dd><code>${id}</code> ${prose(READINGS[id].question)}</dd>`).join('')}`,
        ]
      : []),
    `<dt>Duration</dt><dd>${Math.round(ms)} ms</dd>`,
    ...(script === undefined
      ? []
      : [
          '<dt>Script</dt>',
          `<dd><ol class="lines">${script.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ol></dd>`,
        ]),
    '</dl>',
  ];
}
