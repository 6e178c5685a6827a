/** A report as text for a terminal. */
import type { RuleId } from '../../../machines/rules.ts';
import { type Excerpt, excerptText } from './excerpt.ts';
import { type BreachReport, count, type Report, type RuleReport, readingFlags, rulesWith } from './report.ts';

/** Makes a text stand out, or leaves it as it is. */
export type Paint = (colour: 'red' | 'yellow' | 'green' | 'dim', text: string) => string;

/** Maximum number of breaches that are shown for a rule. */
const MAX_SHOWN = 10;

/** Writes a report as text: broken rules first, with the lines. */
export function toText(report: Report, paint: Paint = (_, text) => text): string {
  const [broken, departed, held] = [
    rulesWith(report, 'broken'),
    rulesWith(report, 'departed'),
    rulesWith(report, 'held'),
  ];
  const [missing, idle] = [rulesWith(report, 'does not apply'), rulesWith(report, 'not exercised')];
  const followed = readingFlags(report);
  return [
    ...broken.flatMap((one) => ruleLines(one, paint, paint('red', 'broken'))),
    ...departed.flatMap((one) => ruleLines(one, paint, paint('yellow', 'departed'))),
    ...held.map(([rule, one]) => `${paint('green', 'held')} ${rule} ${count(one.held, 'time')}`),
    ...[...new Set(missing.map(([, { without }]) => without))].map((feature) => {
      const ids = missing.filter(([, { without }]) => without === feature).map(([rule]) => rule);
      return paint('dim', `does not apply ${ids.join(' ')} (${feature} is not announced)`);
    }),
    ...idleLines(idle).map((line) => paint('dim', line)),
    ...report.unjudged.map(({ feature, calls }) =>
      paint(
        'dim',
        `not judged ${feature} (announced${calls > 0 ? `; ${count(calls, 'call')} left out` : ''})`,
      ),
    ),
    ...(report.crossed > 0
      ? [paint('dim', `not judged ${count(report.crossed, 'call')}, which crossed other messages`)]
      : []),
    ...(followed.length > 0 ? [`The router follows other readings: ${followed.join(' ')}`] : []),
    `${count(Object.keys(report.rules).length, 'rule')}: ${broken.length} broken, ${departed.length} departed from, ${held.length} held, ${missing.length} not applicable, ${idle.length} not exercised; ${count(report.lines, 'line')}.`,
  ].join('\n');
}

/** A line for each rule with a scenario that exercises it, and one for all others. */
function idleLines(idle: ReturnType<typeof rulesWith>): string[] {
  const others = idle.filter(([, { exercise }]) => exercise === undefined).map(([rule]) => rule);
  return [
    ...idle.flatMap(([rule, { exercise }]) =>
      exercise === undefined ? [] : [`not exercised ${rule}: play ${exercise}`],
    ),
    ...(others.length === 0 ? [] : [`not exercised ${others.join(' ')}`]),
  ];
}

/** The breaches of a rule, the first ones with their lines. */
export function breachLines(
  { broken }: Pick<RuleReport, 'broken'>,
  paint: Paint = (_, text) => text,
): string[] {
  return [
    ...broken
      .slice(0, MAX_SHOWN)
      .flatMap(({ line, log, ...breach }) => [
        `  line ${line}: ${sentenceOf(breach)}`,
        ...excerptLines(log).map((text) => paint('dim', `    ${text}`)),
      ]),
    ...(broken.length > MAX_SHOWN ? [`  and ${(broken.length - MAX_SHOWN).toLocaleString('en')} more`] : []),
  ];
}

/** The sentence of a breach, with the reading under which it is none. */
export function sentenceOf({ says, reading }: Pick<BreachReport, 'says' | 'reading'>): string {
  const kept = reading === undefined ? '' : ` Kept with --reading ${reading}.`;
  return `${says.replaceAll(/\p{Cc}/gu, '\uFFFD')}${kept}`;
}

// --- internal ---

const ruleLines = ([rule, report]: readonly [RuleId, RuleReport], paint: Paint, word: string): string[] => [
  `${word} ${rule} (${report.level}, ${report.basis}) ${report.sentence}`,
  ...breachLines(report, paint),
];

/** Lines with their numbers and times in columns. */
function excerptLines(log: readonly Excerpt[]): string[] {
  const numbers = log.map(({ line }) => `${line}`);
  const times = log.map(({ at }) => `${at} ms`);
  const widthOf = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));
  return log.map((one, index) =>
    [
      (numbers[index] as string).padStart(widthOf(numbers)),
      (times[index] as string).padStart(widthOf(times)),
      excerptText(one),
    ].join('  '),
  );
}
