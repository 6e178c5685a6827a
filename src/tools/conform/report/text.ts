/** A result for the terminal: the portrait, the failures by their cause, and counts. */
import { READINGS } from '../../../../machines/readings/index.ts';
import { basisOf, RULES, type RuleId } from '../../../../machines/rules.ts';
import { list, type Paint, plain, type Style, wrap } from '../../explain/layout.ts';
import { printable } from '../printable.ts';
import type { Result, Run, SerialisationName, Verdict } from '../result.ts';
import { figureLines } from './figure.ts';
import {
  type Cause,
  causesOf,
  ENDED,
  endingsIn,
  type Finding,
  findingsOf,
  groupBy,
  judgedIn,
} from './finding.ts';
import {
  FEATURE_STATES,
  type MergedPortrait,
  mergePortraits,
  PROVISIONAL,
  READING_STATES,
  type ReadingState,
} from './portrait.ts';
import { BY_SEVERITY, countsOf, isFailure, isNonStrict, noFailure, STYLES } from './verdicts.ts';

/** Width and colours of the text. */
export interface TextOptions {
  /** Maximum length of a line, in characters: 100 if omitted. */
  readonly width?: number;
  /** Applies the colours: none if omitted. */
  readonly paint?: Paint;
}

/** @returns the text, without a line end after the last line */
export function toText(result: Result, options: TextOptions = {}): string {
  const all = { width: 100, paint: plain, ...options };
  const findings = findingsOf(result);
  const blocks = [
    [...headingLines(result, all), ...portraitLines(mergePortraits(result), all)],
    ...failureBlocks(causesOf(findings), result, all),
    ...nonStrictBlocks(causesOf(findings, isNonStrict), result, all),
    endingLines(result, all),
    readingLines(findings, result, all),
    unplayedLines(findings, result, all),
    judgedLines(result, all),
    result.runs.flatMap((run) => countLines(run, all)),
    verdictLines(result),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The verdicts of a run in one line. */
export const countText = (run: Run): string =>
  countLines(run, { width: Number.POSITIVE_INFINITY, paint: plain }).join('');

// --- internal ---

type Page = Required<TextOptions>;

const paintVerdict = (verdict: Verdict, paint: Paint, text: string = verdict): string =>
  paint(STYLES[BY_SEVERITY[verdict].tone], text);

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/**
 * Wraps a text in which a router may be quoted, such as the stack that it wrote before it ended: each of its lines is
 * indented, and none of its colours reaches the terminal.
 */
const wrapLines = (text: string, width: number, first: string, rest = first): string[] =>
  printable(text)
    .trim()
    .split(/\n+/)
    .flatMap((line, index) => wrap(line, width, index === 0 ? first : rest, rest));

/** ` in json and cbor`, or nothing with a single run. */
const runsOf = (serialisations: readonly SerialisationName[], { runs }: Result): string =>
  runs.length === 1 ? '' : ` in ${list(serialisations)}`;

function headingLines({ router, suite, date, runs, refused }: Result, { width, paint }: Page): string[] {
  const { name, version, agent } = router;
  const title = [name, version, agent === undefined || agent === name ? undefined : `(${agent})`];
  return [
    ...wrap(title.filter((part) => part !== undefined).join(' '), width).map((line) => paint('bold', line)),
    ...wrap(
      `Judged on ${date.slice(0, 10)} by dealerchart ${suite}, in ${list(runs.map(({ serialisation }) => serialisation))}.`,
      width,
    ),
    ...refused.flatMap(({ serialisation, says }) =>
      wrapLines(`Not in ${serialisation}: ${says}`, width, '', '  '),
    ),
    '',
  ];
}

/** Width of the names in the portrait. */
const COLUMN = Math.max(...FEATURE_STATES.map(({ length }) => length)) + 4;

const READING_TITLES: Readonly<Record<ReadingState, string>> = {
  other: 'other readings',
  none: 'no option explains',
  'not seen': 'not seen',
  default: 'default readings',
};

function portraitLines(portrait: MergedPortrait, { width, paint }: Page): string[] {
  const { features, readings, remarks, isProvisional } = portrait;
  const only = (serialisations: readonly string[] | undefined): string =>
    serialisations === undefined ? '' : ` (${serialisations.join(', ')})`;
  const entry = (head: string, items: readonly string[], style: Style | undefined): string[] => {
    if (items.length === 0) return [];
    const lines = wrap(items.join(', '), width, `  ${head}`.padEnd(COLUMN), ' '.repeat(COLUMN));
    return style === undefined ? lines : lines.map((line) => paint(style, line));
  };
  return [
    paint('bold', 'Portrait'),
    ...(isProvisional ? wrap(PROVISIONAL, width, '  ', '  ') : []),
    ...FEATURE_STATES.flatMap((state) => {
      const those = features.filter((one) => one.state === state);
      const isOdd = state === 'announced, does not work' || state === 'works, not announced';
      return entry(
        state,
        those.map(({ feature, only: those }) => `${feature}${only(those)}`),
        isOdd ? 'yellow' : undefined,
      );
    }),
    ...READING_STATES.flatMap((state) => {
      const those = readings.filter((one) => one.state === state);
      if (state === 'default' && those.length > 0)
        return entry(READING_TITLES[state], [`${count(those.length, 'question')}`], 'dim');
      const items = those.map((one) => {
        const option = state === 'other' ? `=${one.option}` : '';
        // The flows of these cases show what the router does instead.
        const cases = state === 'none' && one.shownBy[0] !== undefined ? ` (see ${one.shownBy[0]})` : '';
        return `${one.reading}${option}${cases}${only(one.only)}`;
      });
      return entry(READING_TITLES[state], items, state === 'none' ? 'yellow' : undefined);
    }),
    ...remarks.flatMap((remark) => wrapLines(`${remark.text}${only(remark.only)}`, width, '  ')),
  ];
}

function failureBlocks(causes: readonly Cause[], result: Result, page: Page): string[][] {
  if (causes.length === 0) return [];
  const cases = new Set(causes.flatMap(({ findings }) => findings.map(({ id }) => id))).size;
  const rules = causes.filter(({ rule }) => rule !== undefined).length;
  const heading = `${count(cases, 'failing case')}, ${count(rules, 'broken rule')}`;
  return [[page.paint('bold', heading)], ...causes.map((cause) => causeLines(cause, result, page))];
}

function nonStrictBlocks(causes: readonly Cause[], result: Result, page: Page): string[][] {
  if (causes.length === 0) return [];
  return [
    [paintVerdict('non-strict', page.paint, 'Non-strict: departs only from details that no text fixes')],
    ...causes.map((cause) => causeLines(cause, result, page)),
  ];
}

/** Maximum number of cases of a rule that are reported with the sentences about them. */
const MAX_CASES = 5;

const causeLines = ({ rule, findings }: Cause, result: Result, page: Page): string[] => [
  ...ruleLines(rule, page),
  ...findings
    .slice(0, MAX_CASES)
    .flatMap((finding, index) => findingLines(finding, index === 0, result, page)),
  ...restLines(findings.slice(MAX_CASES), result, page),
];

function restLines(findings: readonly Finding[], result: Result, { width }: Page): string[] {
  if (findings.length === 0) return [];
  return briefLines([[`and ${findings.length} more`, findings]], result, width);
}

function ruleLines(rule: RuleId | undefined, { width, paint }: Page): string[] {
  if (rule === undefined) return [paint('bold', 'No rule is known for these')];
  const { level, sentence } = RULES[rule];
  return wrap(`${rule} (${level}, ${basisOf(RULES[rule])}) ${sentence}`, width).map((line) =>
    paint('bold', line),
  );
}

function findingLines(finding: Finding, isFirst: boolean, result: Result, page: Page): string[] {
  const { id, title, verdict, says, again, serialisations } = finding;
  const { width, paint } = page;
  // The sentence tells enough of a departure that is no failure, and some failures have no messages.
  const figure = isFirst && isFailure(verdict) ? figureLines(finding, page) : [];
  const heading = wrap(`${verdict} ${id}${runsOf(serialisations, result)}: ${title}`, width, '  ', '    ');
  return [
    ...heading.map((line, index) =>
      index === 0 ? line.replace(verdict, paintVerdict(verdict, paint)) : line,
    ),
    ...says.flatMap((sentence) => wrapLines(sentence, width, '    ')),
    ...(figure.length > 0 ? ['', ...figure, ''] : []),
    ...(again === undefined ? [] : [`    Again: ${again}`]),
  ];
}

/** Cases in brief, by a common cause. */
function briefLines(
  groups: readonly (readonly [cause: string, findings: readonly Finding[]])[],
  result: Result,
  width: number,
): string[] {
  return groups.flatMap(([cause, findings]) =>
    wrap(
      `${cause}: ${findings
        .map(({ id, serialisations }) =>
          serialisations.length === result.runs.length ? id : `${id} (${serialisations.join(', ')})`,
        )
        .join(', ')}`,
      width,
      '  ',
      '    ',
    ),
  );
}

function endingLines(result: Result, { width, paint }: Page): string[] {
  const endings = endingsIn(result);
  if (endings.length === 0) return [];
  return [
    ...wrap(`${ENDED}:`, width).map((line) => paint('red', line)),
    ...endings.flatMap(({ cases, says, serialisation }) => [
      ...wrapLines([`in ${serialisation}:`, ...says].join(' '), width, '  ', '    '),
      ...(cases.length === 0 ? [] : wrap(`Played at once: ${cases.join(', ')}`, width, '    ')),
    ]),
  ];
}

const ruleName = (rule: RuleId): string => `${rule} (${RULES[rule].level}, ${basisOf(RULES[rule])})`;

function readingLines(findings: readonly Finding[], result: Result, { width, paint }: Page): string[] {
  const those = findings.filter(({ verdict }) => verdict === 'pass under a reading');
  if (those.length === 0) return [];
  const underOf = ({ under = {} }: Finding): string =>
    Object.entries(under)
      .map(([reading, option]) => `${reading}=${option}`)
      .join(', ');
  const groups = groupBy(those, underOf).map(([under, its]) => {
    const [reading] = Object.keys(its[0]?.under ?? {}) as (keyof typeof READINGS)[];
    const question = reading === undefined || under.includes(',') ? '' : ` (${READINGS[reading].question})`;
    return [`${under}${question}`, its] as const;
  });
  return [
    paintVerdict('pass under a reading', paint, 'Passed under a reading that is not the default'),
    ...briefLines(groups, result, width),
  ];
}

function unplayedLines(findings: readonly Finding[], result: Result, { width, paint }: Page): string[] {
  return (['not announced', 'withheld', 'not played'] as const).flatMap((verdict) => {
    const those = findings.filter((one) => one.verdict === verdict);
    if (those.length === 0) return [];
    return groupBy(those, ({ says }) => says.join(' ')).flatMap(([reason, its]) => {
      const cases = count(new Set(its.map(({ id }) => id)).size, 'case');
      const where = runsOf([...new Set(its.flatMap(({ serialisations }) => serialisations))], result);
      const text = `${cases} ${verdict}${where}${reason === '' ? '' : `: ${reason}`}`;
      return wrapLines(text, width, '', '  ').map((line) => paint('dim', line));
    });
  });
}

/** A plain sentence if all is well; what is not is reported above. */
function verdictLines(result: Result): string[] {
  const isWell = result.runs.every(
    ({ cases, judged, endings = [] }) =>
      judged.length === 0 &&
      endings.length === 0 &&
      !cases.some(({ verdict }) => isFailure(verdict) || isNonStrict(verdict) || verdict === 'withheld'),
  );
  return isWell ? [`${noFailure(result)} No rule is broken.`] : [];
}

/** Maximum number of breaches that are shown for a rule. */
const MAX_BREACHES = 3;

function judgedLines(result: Result, page: Page): string[] {
  const judged = judgedIn(result);
  if (judged.length === 0) return [];
  const { width, paint } = page;
  return [
    paint('bold', 'The judge, on the log of all cases'),
    ...judged.flatMap(({ rule, outcome, breaches }) => {
      const head = wrap(`${outcome} ${ruleName(rule)} ${RULES[rule].sentence}`, width, '  ', '    ');
      const more = breaches.length - MAX_BREACHES;
      const style = outcome === 'broken' ? 'red' : 'yellow';
      return [
        ...head.map((line, index) => (index === 0 ? line.replace(outcome, paint(style, outcome)) : line)),
        ...breaches
          .slice(0, MAX_BREACHES)
          .flatMap(({ case: id, says, serialisations }) =>
            wrapLines(`${id}${runsOf(serialisations, result)}: ${says}`, width, '    ', '      '),
          ),
        ...(more > 0 ? [`    and ${more} more`] : []),
      ];
    }),
  ];
}

function countLines({ serialisation, seconds, isComplete, cases }: Run, { width, paint }: Page): string[] {
  const counts = countsOf(cases.map(({ verdict }) => verdict)).map(({ verdict, count: number }) => ({
    text: `${number.toLocaleString('en')} ${verdict}`,
    verdict,
  }));
  const time = seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0);
  const end = `${count(cases.length, 'case')} in ${time} s${isComplete ? '' : ', not complete'}`;
  const text = `${serialisation}: ${counts.map((one) => one.text).join(', ')}; ${end}`;
  const styled = (line: string): string =>
    counts.reduce(
      (painted, one) => painted.replace(one.text, paintVerdict(one.verdict, paint, one.text)),
      line,
    );
  return wrap(text, width, '', '  ').map(styled);
}
