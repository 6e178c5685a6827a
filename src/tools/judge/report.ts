/** The report on a log, as data: what `--json` writes, and what all other forms are made from. */
import type { Readings } from '../../../machines/readings.ts';
import { basisOf, type Level, linkOf, RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import type { Assessment, Outcome, RuleAssessment, RuleBreach } from './assessment.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';

export interface Report {
  /** Number of lines of the log. */
  readonly lines: number;
  /** The readings that the router follows in place of those that it was judged by. */
  readonly readings: Partial<Readings>;
  readonly unjudged: Assessment['unjudged'];
  /** Number of calls that were not judged, since they crossed other messages. */
  readonly crossed: number;
  /** The rules that were asked for, in the order of `RULES`. */
  readonly rules: { readonly [R in RuleId]?: RuleReport };
}

export interface RuleReport {
  readonly verdict: Outcome;
  readonly level: Level;
  /** Such as `stated`, `inferred` or `decided in 0007`. */
  readonly basis: string;
  readonly sentence: string;
  /** Heading of the section of the text, and the link to it. */
  readonly section?: string;
  readonly link?: string;
  readonly held: number;
  readonly broken: readonly BreachReport[];
  /** The feature that the router does not announce. */
  readonly without?: string;
  /** Name of a scenario that exercises the rule, if the log does not. */
  readonly exercise?: string;
}

export interface BreachReport extends RuleBreach {
  /** The lines that it is about. */
  readonly log: readonly Excerpt[];
}

export interface ReportSources {
  /** The log. */
  readonly entries: readonly Entry[];
  /** Rules to report on; all if left out. */
  readonly only?: readonly RuleId[] | undefined;
  /** Scenarios that exercise rules. */
  readonly exercises?: ReadonlyMap<RuleId, string>;
}

/** Makes the report from an assessment. */
export function toReport(
  { rules, readings, unjudged, crossed, lines }: Assessment,
  { entries, only, exercises = new Map() }: ReportSources,
): Report {
  const reported = rules.filter(({ rule }) => only === undefined || only.includes(rule));
  return {
    lines,
    readings,
    unjudged,
    crossed,
    rules: Object.fromEntries(reported.map((one) => [one.rule, ruleReport(one, entries, exercises)])),
  };
}

/** The rules of an assessment that its log does not exercise. */
export const idleIn = ({ rules }: Assessment, only?: readonly RuleId[]): readonly RuleId[] =>
  rules
    .filter(({ rule, outcome }) => outcome === 'not exercised' && (only === undefined || only.includes(rule)))
    .map(({ rule }) => rule);

/** The rules of a report with an outcome. */
export const rulesWith = ({ rules }: Report, outcome: Outcome): readonly (readonly [RuleId, RuleReport])[] =>
  (Object.entries(rules) as [RuleId, RuleReport][]).filter(([, { verdict }]) => verdict === outcome);

/** True if the log breaks a rule of the report; if `strict`, a departure counts, too. */
export const isFailing = ({ verdict }: Pick<RuleReport, 'verdict'>, strict: boolean): boolean =>
  verdict === 'broken' || (strict && verdict === 'departed');

/** A number with a noun, such as `12 lines`. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/** The readings that a router follows, as options of the command line. */
export const readingFlags = ({ readings }: Pick<Report, 'readings'>): readonly string[] =>
  Object.entries(readings).map(([id, option]) => `--reading ${id}=${option}`);

// --- internal ---

function ruleReport(
  { rule, outcome, held, broken, without }: RuleAssessment,
  entries: readonly Entry[],
  exercises: ReadonlyMap<RuleId, string>,
): RuleReport {
  const said: Rule = RULES[rule];
  const [link, exercise] = [linkOf(said), outcome === 'not exercised' ? exercises.get(rule) : undefined];
  return {
    verdict: outcome,
    level: said.level,
    basis: basisOf(said),
    sentence: said.sentence,
    ...(said.heading === undefined || link === undefined ? {} : { section: said.heading, link }),
    held,
    broken: broken.map((breach) => ({ ...breach, log: excerptOf(breach, entries) })),
    ...(without === undefined ? {} : { without }),
    ...(exercise === undefined ? {} : { exercise }),
  };
}
