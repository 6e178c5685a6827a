/** An assessment as text and as JSON. */
import type { Readings } from '../../../machines/readings.ts';
import { basisOf, type Level, RULES, type RuleId } from '../../../machines/rules.ts';
import type { Assessment, Outcome, RuleAssessment, RuleBreach } from './assessment.ts';

/** Makes a text stand out, or leaves it as it is. */
export type Paint = (colour: 'red' | 'yellow' | 'green' | 'dim', text: string) => string;

/** Maximum number of breaches that are shown for a rule. */
const MAX_SHOWN = 10;

/** An assessment as text: broken rules first, with the lines. */
export function toText(assessment: Assessment, paint: Paint = (_, text) => text): string {
  const { rules, readings, lines } = assessment;
  const those = (outcome: Outcome): readonly RuleAssessment[] =>
    rules.filter((one) => one.outcome === outcome);
  const [broken, departed, held] = [those('broken'), those('departed'), those('held')];
  const [idle, missing] = [those('not exercised'), those('does not apply')];
  const followed = Object.entries(readings).map(([id, option]) => `--reading ${id}=${option}`);
  return [
    ...broken.flatMap((one) => breachLines(one, paint('red', 'broken'))),
    ...departed.flatMap((one) => breachLines(one, paint('yellow', 'departed'))),
    ...held.map(({ rule, held: times }) => `${paint('green', 'held')} ${rule} ${count(times, 'time')}`),
    ...[...new Set(missing.map(({ without }) => without))].map((feature) => {
      const ids = missing.filter(({ without }) => without === feature).map(({ rule }) => rule);
      return paint('dim', `does not apply ${ids.join(' ')} (${feature} is not announced)`);
    }),
    ...(idle.length > 0 ? [paint('dim', `not exercised ${idle.map(({ rule }) => rule).join(' ')}`)] : []),
    ...assessment.unjudged.map(({ feature, calls }) =>
      paint(
        'dim',
        `not judged ${feature} (announced${calls > 0 ? `; ${count(calls, 'call')} left out` : ''})`,
      ),
    ),
    ...(assessment.crossed > 0
      ? [paint('dim', `not judged ${count(assessment.crossed, 'call')}, which crossed other messages`)]
      : []),
    ...(followed.length > 0 ? [`The router follows other readings: ${followed.join(' ')}`] : []),
    `${rules.length} rules: ${broken.length} broken, ${departed.length} departed from, ${held.length} held, ${missing.length} not applicable, ${idle.length} not exercised; ${count(lines, 'line')}.`,
  ].join('\n');
}

/** An assessment as a value of JSON. */
export const toReport = ({ rules, readings, unjudged, lines }: Assessment): Report => ({
  lines,
  readings,
  unjudged,
  rules: Object.fromEntries(
    rules.map(({ rule, outcome, held, broken, without }) => [
      rule,
      {
        verdict: outcome,
        level: RULES[rule].level,
        basis: basisOf(RULES[rule]),
        held,
        broken,
        ...(without === undefined ? {} : { without }),
      },
    ]),
  ) as Report['rules'],
});

export interface Report {
  readonly lines: number;
  readonly readings: Partial<Readings>;
  readonly unjudged: Assessment['unjudged'];
  readonly rules: {
    readonly [R in RuleId]: {
      readonly verdict: Outcome;
      readonly level: Level;
      /** Such as `stated`, `inferred` or `decided in 0007`. */
      readonly basis: string;
      readonly held: number;
      readonly broken: readonly RuleBreach[];
      /** The feature that the router does not announce. */
      readonly without?: string;
    };
  };
}

// --- internal ---

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

function breachLines({ rule, broken }: RuleAssessment, word: string): string[] {
  const { level, sentence } = RULES[rule];
  return [
    `${word} ${rule} (${level}, ${basisOf(RULES[rule])}) ${sentence}`,
    ...broken.slice(0, MAX_SHOWN).map(({ line, says, reading }) => {
      const kept = reading === undefined ? '' : ` Kept with --reading ${reading}.`;
      return `  line ${line}: ${says}${kept}`;
    }),
    ...(broken.length > MAX_SHOWN ? [`  and ${broken.length - MAX_SHOWN} more`] : []),
  ];
}
