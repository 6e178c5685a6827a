/** A report as JUnit XML: one test case for each rule. */
import type { RuleId } from '../../../machines/rules.ts';
import { type JunitCase, junit } from '../report/junit.ts';
import { isFailing, type Report, type RuleReport, readingFlags } from './report.ts';
import { breachLines, sentenceOf } from './text.ts';

/**
 * Writes a report as JUnit XML. A broken rule is a failure; one that was not exercised or does not apply is skipped; a
 * departure has passed, and its output says which one it is, unless `strict` makes it a failure.
 *
 * @param name name of the log
 */
export function toJunit(
  report: Report,
  { name, strict }: { readonly name: string; readonly strict: boolean },
) {
  const followed = readingFlags(report);
  return junit([
    {
      name,
      properties: {
        lines: `${report.lines}`,
        ...(followed.length === 0 ? {} : { readings: followed.join(' ') }),
      },
      cases: (Object.entries(report.rules) as [RuleId, RuleReport][]).map(([rule, one]) =>
        caseOf(rule, one, strict),
      ),
    },
  ]);
}

// --- internal ---

function caseOf(rule: RuleId, report: RuleReport, strict: boolean): JunitCase {
  const { verdict, level, basis, sentence, broken, without, exercise } = report;
  const place = { name: `${rule} ${sentence}`, className: `dealerchart.judge.${rule.split('-')[0]}` };
  const details = breachLines(report).join('\n');
  const [first] = broken;
  if (isFailing(report, strict) && first !== undefined)
    return {
      ...place,
      outcome: 'failed',
      type: `${verdict} (${level}, ${basis})`,
      message: `line ${first.line}: ${sentenceOf(first)}`,
      details,
    };
  switch (verdict) {
    case 'departed':
      return { ...place, outcome: 'passed', output: `departed (${level}, ${basis})\n${details}` };
    case 'does not apply':
      return { ...place, outcome: 'skipped', message: `does not apply: ${without} is not announced` };
    case 'not exercised':
      return {
        ...place,
        outcome: 'skipped',
        message: `not exercised${exercise === undefined ? '' : `: play ${exercise}`}`,
      };
    default:
      return { ...place, outcome: 'passed' };
  }
}
