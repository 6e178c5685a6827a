/** A result as JUnit XML, which build servers show: a suite for each serialisation. */
import { RULES } from '../../../../machines/rules.ts';
import { plain } from '../../explain/layout.ts';
import { type JunitCase, junit } from '../../report/junit.ts';
import type { CaseResult, Ending, JudgedRule, Result, Run, Verdict } from '../result.ts';
import { figureLines } from './figure.ts';
import { ENDED, familyOf } from './finding.ts';
import { isNonStrict } from './verdicts.ts';

/** What counts as a failure. */
export interface JunitOptions {
  /** True if departures from details that no text fixes are failures, too. */
  readonly isStrict?: boolean;
}

/** @returns the whole file */
export function toJunit(
  { router, suite, date, runs }: Result,
  { isStrict = false }: JunitOptions = {},
): string {
  const { name, version, agent } = router;
  const properties = {
    router: name,
    ...(version === undefined ? {} : { version }),
    ...(agent === undefined ? {} : { agent }),
    suite,
  };
  return junit(
    runs.map((run) => ({
      name: `${name} ${run.serialisation}`,
      timestamp: date,
      properties: { ...properties, complete: `${run.isComplete}` },
      cases: [
        ...run.cases.map((one) => caseOf(one, run, isStrict)),
        ...run.judged.map((one) => judgedCase(one, run, isStrict)),
        ...(run.endings ?? []).map((one, index) => endingCase(one, index + 1, run)),
      ],
    })),
  );
}

// --- internal ---

const OUTCOMES: Readonly<Record<Verdict, JunitCase['outcome']>> = {
  pass: 'passed',
  'pass under a reading': 'passed',
  'non-strict': 'passed',
  fail: 'failed',
  'no answer': 'failed',
  'router gone': 'error',
  'not announced': 'skipped',
  withheld: 'skipped',
  'not played': 'skipped',
};

/** Width of the flows, in characters. */
const WIDTH = 80;

function caseOf(one: CaseResult, { serialisation }: Run, isStrict: boolean): JunitCase {
  const { id, verdict, says, under = {}, ms } = one;
  const outcome = isStrict && verdict === 'non-strict' ? 'failed' : OUTCOMES[verdict];
  const options = Object.entries(under).map(([reading, option]) => `${reading}=${option}`);
  const sentence = [...says, ...(options.length > 0 ? [`Passes under ${options.join(', ')}.`] : [])].join(
    ' ',
  );
  return {
    name: id,
    className: `conform.${serialisation}.${familyOf(one)}`,
    outcome,
    seconds: ms / 1_000,
    ...(outcome === 'passed' && verdict === 'pass' ? {} : { message: sentence === '' ? verdict : sentence }),
    ...(outcome === 'failed' || outcome === 'error' ? { type: verdict, details: detailsOf(one) } : {}),
    ...(outcome === 'passed' && verdict !== 'pass'
      ? { output: `${verdict}: ${isNonStrict(verdict) ? detailsOf(one) : sentence}` }
      : {}),
  };
}

/** What a reader needs to judge a difference: the rule, the sentences, the flows and the command. */
function detailsOf(one: CaseResult): string {
  const { title, rule, says, again } = one;
  const figure = figureLines(one, { width: WIDTH, paint: plain });
  return [
    title,
    ...(rule === undefined ? [] : [`${rule} (${RULES[rule].level}) ${RULES[rule].sentence}`]),
    ...says,
    '',
    ...(figure.length > 0 ? [...figure, ''] : []),
    ...(again === undefined ? [] : [`Again: ${again}`]),
  ].join('\n');
}

function judgedCase(
  { rule, outcome, breaches }: JudgedRule,
  { serialisation }: Run,
  isStrict: boolean,
): JunitCase {
  const lines = breaches.map(({ case: id, says }) => `${id}: ${says}`);
  const text = [RULES[rule].sentence, ...lines].join('\n');
  return {
    name: rule,
    className: `conform.${serialisation}.judge`,
    ...(outcome === 'broken' || isStrict
      ? { outcome: 'failed', type: outcome, message: lines[0] ?? outcome, details: text }
      : { outcome: 'passed', output: `${outcome}: ${text}` }),
  };
}

const endingCase = ({ cases, says }: Ending, number: number, { serialisation }: Run): JunitCase => ({
  name: `end ${number}`,
  className: `conform.${serialisation}.router`,
  outcome: 'error',
  type: 'router gone',
  message: `${ENDED}.`,
  details: [...says, ...(cases.length === 0 ? [] : [`Played at once: ${cases.join(', ')}`])].join('\n'),
});
