/** Findings: the outcomes of cases, each told once for all serialisations that share it. */
import type { RuleId } from '../../../../machines/rules.ts';
import { RULE_GROUPS } from '../../consult/rules.ts';
import type {
  CaseResult,
  Ending,
  JudgedBreach,
  JudgedRule,
  Result,
  SerialisationName,
  Verdict,
} from '../result.ts';
import { isFailure, SEVERITY } from './verdicts.ts';

/** An outcome of a case, and where it was the same. */
export interface Finding extends CaseResult {
  /** The serialisations in which the case had this outcome. */
  readonly serialisations: readonly SerialisationName[];
}

/** All outcomes, in the order of the cases; a case with different outcomes has a finding for each. */
export function findingsOf({ runs }: Result): readonly Finding[] {
  const found = new Map<string, { readonly first: CaseResult; readonly in: SerialisationName[] }>();
  for (const { serialisation, cases } of runs) {
    for (const one of cases) {
      const key = outcomeOf(one);
      const known = found.get(key);
      if (known === undefined) found.set(key, { first: one, in: [serialisation] });
      else known.in.push(serialisation);
    }
  }
  const findings = [...found.values()].map(({ first, in: serialisations }) => ({ ...first, serialisations }));
  return findings.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** A key of the outcome of a case, which is the same in all runs with that outcome. */
export const outcomeOf = ({ id, verdict, rule, step, says, under }: CaseResult): string =>
  JSON.stringify([id, verdict, rule, step, says.map(essenceOf), under]);

/** Findings that have one cause, as far as it is known: the rule that they break. */
export interface Cause {
  readonly rule: RuleId | undefined;
  /** From the worst verdict to the best. */
  readonly findings: readonly Finding[];
}

/**
 * Findings by their cause, the worst first.
 *
 * @param isTold tells the verdicts: the failures if omitted
 */
export function causesOf(
  findings: readonly Finding[],
  isTold: (verdict: Verdict) => boolean = isFailure,
): readonly Cause[] {
  const those = findings.filter(({ verdict }) => isTold(verdict));
  return groupBy(those, ({ rule }) => rule)
    .map(([rule, its]) => ({ rule, findings: its.sort((a, b) => severityOf(a) - severityOf(b)) }))
    .sort((a, b) => severityOf(a.findings[0]) - severityOf(b.findings[0]));
}

/** A rule that the judge finds broken, or departed from, in the log of some runs. */
export interface JudgedFinding {
  readonly rule: RuleId;
  readonly outcome: JudgedRule['outcome'];
  readonly breaches: readonly (JudgedBreach & { readonly serialisations: readonly SerialisationName[] })[];
}

/** The rules that the judge finds broken or departed from, each once. */
export function judgedIn({ runs }: Result): readonly JudgedFinding[] {
  const all = runs.flatMap(({ serialisation, judged }) => judged.map((one) => ({ ...one, serialisation })));
  const found = groupBy(all, ({ rule, outcome }) => `${outcome} ${rule}`).map(([, those]) => {
    const { rule, outcome } = those[0] as JudgedRule;
    const breaches = those.flatMap((one) =>
      one.breaches.map((breach) => ({ breach, serialisation: one.serialisation })),
    );
    return {
      rule,
      outcome,
      breaches: groupBy(breaches, ({ breach }) => `${breach.case} ${essenceOf(breach.says)}`).map(
        ([, same]) => ({
          ...(same[0] as (typeof same)[number]).breach,
          serialisations: [...new Set(same.map(({ serialisation }) => serialisation))],
        }),
      ),
    };
  });
  return [
    ...found.filter(({ outcome }) => outcome === 'broken'),
    ...found.filter(({ outcome }) => outcome !== 'broken'),
  ];
}

/** Ends of the router that no case alone leads to, with their runs. */
export const endingsIn = ({
  runs,
}: Result): readonly (Ending & { readonly serialisation: SerialisationName })[] =>
  runs.flatMap(({ serialisation, endings = [] }) => endings.map((one) => ({ ...one, serialisation })));

/** What is said of the ends of the router that no case alone leads to. */
export const ENDED = 'The router ended while several cases were played, and none of them ends it alone';

/** Groups in the order of their first items. */
export function groupBy<T, K>(items: readonly T[], keyOfItem: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups];
}

/** The family of a case: the group of rules that its id begins with, else that of its first rule; `other` without rules. */
export function familyOf({ id, rules: [first] }: Pick<CaseResult, 'id' | 'rules'>): string {
  const group = groupOf(id.toUpperCase());
  if (Object.hasOwn(RULE_GROUPS, group)) return group;
  return first === undefined ? 'other' : groupOf(first);
}

// --- internal ---

/** `CR` of `CR-3`. */
const groupOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf('-')));

const severityOf = (finding: Finding | undefined): number =>
  finding === undefined ? SEVERITY.length : SEVERITY.indexOf(finding.verdict);

/** Ids, decimal or hexadecimal, are others in each run, and so may be the order of the entries of a dictionary. */
const essenceOf = (text: string): string =>
  text
    .replaceAll(/[\da-f]*\d[\da-f]*/gi, '#')
    .split(/[\s,{}]+/)
    .sort()
    .join(' ');
