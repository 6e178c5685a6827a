/** Verdicts in the reports: their order, their tone, and a sentence on each. */
import type { Style } from '../../explain/layout.ts';
import type { Result, Verdict } from '../result.ts';

/** How reports present a verdict. */
export interface VerdictFacts {
  /** A failure is `bad`; a verdict without a judgement is `quiet`. */
  readonly tone: 'bad' | 'warn' | 'good' | 'quiet';
  /** Its meaning, as a clause. */
  readonly says: string;
}

/**
 * Verdicts from the worst to the best, and then those of cases that were not played: one run that played a case is
 * worth more than one that did not.
 */
export const BY_SEVERITY = {
  'router gone': { tone: 'bad', says: 'the router did not answer any more, or ended all connections' },
  fail: { tone: 'bad', says: 'the router breaks a rule that a text states or implies' },
  'no answer': { tone: 'bad', says: 'a message that a rule demands did not come' },
  'non-strict': { tone: 'warn', says: 'the router departs only from details that no text fixes' },
  'pass under a reading': { tone: 'good', says: 'the router follows another option of an open question' },
  pass: { tone: 'good', says: 'the router follows the rules under the default readings' },
  'not announced': { tone: 'quiet', says: 'the router neither announces nor has the feature' },
  withheld: { tone: 'quiet', says: 'the router ended in a related case, and which one is withheld' },
  'not played': { tone: 'quiet', says: 'the case could not be played' },
} as const satisfies Readonly<Record<Verdict, VerdictFacts>>;

/** The style of each tone on a terminal. */
export const STYLES: Readonly<Record<VerdictFacts['tone'], Style>> = {
  bad: 'red',
  warn: 'yellow',
  good: 'green',
  quiet: 'dim',
};

/** The verdicts in the order of `BY_SEVERITY`. */
export const SEVERITY = Object.keys(BY_SEVERITY) as readonly Verdict[];

/** True for a verdict that makes the run fail. */
export const isFailure = (verdict: Verdict): boolean => BY_SEVERITY[verdict].tone === 'bad';

/** True for a verdict that is no failure, and that a reader has to understand nevertheless. */
export const isNonStrict = (verdict: Verdict): boolean => BY_SEVERITY[verdict].tone === 'warn';

/** Says that no case failed, and of which cases that is known. */
export function noFailure({ runs }: Result): string {
  if (runs.some(({ cases }) => cases.some(({ verdict }) => verdict === 'withheld')))
    return 'No case failed of those that are not withheld.';
  return runs.every(({ isComplete }) => isComplete) ? 'No case failed.' : 'No case failed so far.';
}

/** The worst of some verdicts; `not played` if there is none. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  SEVERITY.find((verdict) => verdicts.includes(verdict)) ?? 'not played';

/** The number of each verdict, from the worst to the best, without those that do not occur. */
export const countsOf = (
  verdicts: readonly Verdict[],
): readonly { readonly verdict: Verdict; readonly count: number }[] =>
  SEVERITY.map((verdict) => ({ verdict, count: verdicts.filter((one) => one === verdict).length })).filter(
    ({ count }) => count > 0,
  );
