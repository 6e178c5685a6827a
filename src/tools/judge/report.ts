/** A judgement as text and as JSON. */
import { RULES, type RuleId } from '../../../machines/rules.ts';
import type { Judgement, Verdict } from './judge.ts';

/** Makes a text stand out, or leaves it as it is. */
export type Paint = (colour: 'red' | 'green' | 'dim', text: string) => string;

/** How many of the lines that break a rule are shown. */
const MAX_SHOWN = 10;

/**
 * A judgement as text: what was broken first, with the lines.
 *
 * @param lines how long the log is
 */
export function toText(judgement: Judgement, lines: number, paint: Paint = (_, text) => text): string {
  const broken = judgement.filter((verdict) => verdict.broken.length > 0);
  const held = judgement.filter((verdict) => verdict.broken.length === 0 && verdict.held > 0);
  const idle = judgement.filter((verdict) => verdict.broken.length === 0 && verdict.held === 0);
  return [
    ...broken.flatMap((verdict) => [
      `${paint('red', 'broken')} ${verdict.rule} ${RULES[verdict.rule].sentence}`,
      ...verdict.broken.slice(0, MAX_SHOWN).map(({ line, says }) => `  line ${line}: ${says}`),
      ...(verdict.broken.length > MAX_SHOWN ? [`  and ${verdict.broken.length - MAX_SHOWN} more`] : []),
    ]),
    ...held.map(({ rule, held: times }) => `${paint('green', 'held')} ${rule} ${count(times, 'time')}`),
    ...(idle.length > 0 ? [paint('dim', `not exercised ${idle.map(({ rule }) => rule).join(' ')}`)] : []),
    `${judgement.length} rules: ${broken.length} broken, ${held.length} held, ${idle.length} not exercised; ${count(lines, 'line')}.`,
  ].join('\n');
}

/** A judgement as a value of JSON. */
export const toReport = (judgement: Judgement, lines: number): Report => ({
  lines,
  rules: Object.fromEntries(
    judgement.map((verdict) => [
      verdict.rule,
      { verdict: wordFor(verdict), held: verdict.held, broken: verdict.broken },
    ]),
  ) as Report['rules'],
});

export interface Report {
  readonly lines: number;
  readonly rules: {
    readonly [R in RuleId]: {
      readonly verdict: 'broken' | 'held' | 'not exercised';
      readonly held: number;
      readonly broken: Verdict['broken'];
    };
  };
}

// --- internal ---

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

const wordFor = ({ held, broken }: Verdict): 'broken' | 'held' | 'not exercised' =>
  broken.length > 0 ? 'broken' : held > 0 ? 'held' : 'not exercised';
