/** Tests of correct routers that differ from this one, each with an incorrect variant. */
import { describe, expect, test } from 'vitest';
import type { Readings } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import { assess, type Outcome } from '../../src/tools/judge/assessment.ts';
import { logOf } from './story.ts';

interface Other {
  /** The log, up to where it is right or wrong. */
  readonly given: string;
  readonly right: string;
  readonly wrong: string;
  /** The rules that the wrong log breaks; it may depart from others, in a way that no reading has. */
  readonly breaks: readonly RuleId[];
  /** Rules that do not apply to the router. */
  readonly without?: readonly RuleId[];
  /** The readings that the router follows, and the rules that it departs from for them. */
  readonly readings?: Partial<Readings>;
  readonly departs?: readonly RuleId[];
  /** Number of its calls that are not judged, by feature. */
  readonly unjudged?: Readonly<Record<string, number>>;
}

/** Tests a correct router and its incorrect variant. */
export function right(name: string, other: Other): void {
  const { given, right, wrong, breaks, without = [], readings = {}, departs = [], unjudged = {} } = other;
  describe(`a router that ${name}`, () => {
    test('breaks no rule', () => {
      const { entries } = logOf(given, right);
      const found = assess(entries);
      expect(found.rules.filter(({ outcome }) => outcome === 'broken')).toEqual([]);
      expect(rulesThat('departed', found.rules)).toEqual(departs);
      expect(found.readings).toEqual(readings);
      expect(rulesThat('does not apply', found.rules)).toEqual(expect.arrayContaining([...without]));
      expect(Object.fromEntries(found.unjudged.map(({ feature, calls }) => [feature, calls]))).toEqual(
        unjudged,
      );
      const strictly = assess(entries, readings).rules.filter(({ broken }) => broken.length > 0);
      expect(strictly).toEqual([]);
    });

    test('breaks one where it is wrong', () => {
      const { entries, marked } = logOf(given, wrong);
      const { rules } = assess(entries);
      expect(rulesThat('broken', rules)).toEqual(breaks);
      const breaches = rules.flatMap(({ broken }) => broken).filter(({ reading }) => reading === undefined);
      const lines = breaches.map(({ line }) => line);
      expect(lines, JSON.stringify(rules.filter(({ broken }) => broken.length > 0))).toContain(marked);
    });
  });
}

/** Rules with an outcome. */
export const rulesThat = (outcome: Outcome, rules: ReturnType<typeof assess>['rules']): RuleId[] =>
  rules.filter((one) => one.outcome === outcome).map(({ rule }) => rule);
