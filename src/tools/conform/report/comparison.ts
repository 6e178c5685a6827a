/** Comparison of the results of several routers, as data. */
import { READING_IDS, type ReadingId } from '../../../../machines/readings.ts';
import { RULES_OF_FEATURES } from '../../../../machines/rules/features.ts';
import type { Feature } from '../../../../machines/rules.ts';
import { RULE_GROUPS } from '../../consult/rules.ts';
import type { Result, SerialisationName, Verdict } from '../result.ts';
import { familyOf, groupBy } from './finding.ts';
import { type FeatureState, mergePortraits } from './portrait.ts';
import { BY_SEVERITY, type VerdictFacts, worstOf } from './verdicts.ts';

/** All lists by router are in the order of `routers`. */
export interface Comparison {
  readonly routers: readonly ComparedRouter[];
  readonly features: readonly ComparedFeature[];
  readonly readings: readonly ComparedReading[];
  readonly families: readonly ComparedFamily[];
  readonly cases: readonly ComparedCase[];
}

/** A router, and the runs that it is compared by. */
export interface ComparedRouter {
  /** Name and version, and the date if they are the same as those of another result. */
  readonly title: string;
  /** `agent` in WELCOME. */
  readonly agent?: string;
  /** Version of the suite. */
  readonly suite: string;
  /** The day of the runs. */
  readonly date: string;
  readonly serialisations: readonly SerialisationName[];
  /** False if any run was interrupted, or the router was gone for good. */
  readonly isComplete: boolean;
}

/** A feature in all routers. */
export interface ComparedFeature {
  readonly feature: Feature;
  /** The states of each router: one, unless they differ between serialisations. */
  readonly states: readonly (readonly Seen<FeatureState>[])[];
}

/** An open question, and the answers of all routers. */
export interface ComparedReading {
  readonly reading: ReadingId;
  /** The options of each router: one, unless they differ between serialisations. */
  readonly options: readonly (readonly Seen<string>[])[];
  /** True if the routers do not all follow the same option. */
  readonly differs: boolean;
}

/** A fact about a router, and where it was seen. */
export interface Seen<T> {
  readonly value: T;
  /** The serialisations in which it was seen; undefined for all. */
  readonly only?: readonly SerialisationName[];
}

/** The cases about one group of rules. */
export interface ComparedFamily {
  /** The group, such as `CR`; `other` for cases without rules. */
  readonly family: string;
  readonly title: string;
  readonly counts: readonly FamilyCount[];
}

/** The cases of a family with a judgement: those that were played, and whose features the router has. */
export interface FamilyCount {
  /** Cases that pass in every serialisation, also under a reading. */
  readonly passed: number;
  /** Cases that depart only from details that no text fixes: these are neither passed nor failed. */
  readonly nonStrict: number;
  /** Cases that fail in any serialisation. */
  readonly failed: number;
}

/** A case, and the verdicts on all routers. */
export interface ComparedCase {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  /** The worst verdict of each router over its serialisations; `null` if its result does not have the case. */
  readonly verdicts: readonly (Verdict | null)[];
  /** True if the routers that were judged do not all have the same verdict; a pass under a reading is a pass. */
  readonly differs: boolean;
}

/**
 * Puts results side by side.
 *
 * @param results one for each router, in the order of the columns
 */
export function compare(results: readonly Result[]): Comparison {
  const cases = casesOf(results);
  const portraits = results.map(mergePortraits);
  const seen = <T>(
    facts: readonly { readonly value: T; readonly only: readonly SerialisationName[] | undefined }[],
  ): Seen<T>[] => facts.map(({ value, only }) => ({ value, ...(only === undefined ? {} : { only }) }));
  return {
    routers: routersOf(results),
    features: (Object.keys(RULES_OF_FEATURES) as Feature[]).map((feature) => ({
      feature,
      states: portraits.map(({ features }) =>
        seen(
          features
            .filter((one) => one.feature === feature)
            .map(({ state, only }) => ({ value: state, only })),
        ),
      ),
    })),
    readings: READING_IDS.map((reading) => {
      const options = portraits.map(({ readings }) =>
        seen(
          readings
            .filter((one) => one.reading === reading)
            .map(({ option, only }) => ({ value: option, only })),
        ),
      );
      return { reading, options, differs: areDifferent(options) };
    }),
    families: groupBy(cases, ({ family }) => family)
      .map(([family, those]) => ({
        family,
        title: titleOfFamily(family),
        counts: results.map((_, router) => countOf(those.map(({ verdicts }) => verdicts[router] ?? null))),
      }))
      .sort((a, b) => placeOf(a.family) - placeOf(b.family)),
    cases,
  };
}

/** Such as `CR: Call re-routing`. */
export const titleOfFamily = (family: string): string => {
  const title = RULE_GROUPS[family];
  return title === undefined ? 'Other cases' : `${family}: ${title}`;
};

/** The place of a family in the order of the rules. */
export const placeOf = (family: string): number => {
  const place = Object.keys(RULE_GROUPS).indexOf(family);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
};

// --- internal ---

function routersOf(results: readonly Result[]): readonly ComparedRouter[] {
  const titles = results.map(({ router: { name, version } }) =>
    version === undefined ? name : `${name} ${version}`,
  );
  return results.map(({ router: { agent }, suite, date, runs }, index) => {
    const title = titles[index] as string;
    const isAmbiguous = titles.filter((other) => other === title).length > 1;
    return {
      title: isAmbiguous ? `${title} (${date.slice(0, 16).replace('T', ' ')})` : title,
      ...(agent === undefined ? {} : { agent }),
      suite,
      date: date.slice(0, 10),
      serialisations: runs.map(({ serialisation }) => serialisation),
      isComplete: runs.every(({ isComplete }) => isComplete),
    };
  });
}

function casesOf(results: readonly Result[]): readonly ComparedCase[] {
  const byRouter = results.map(
    ({ runs }) =>
      new Map(
        groupBy(
          runs.flatMap(({ cases }) => cases),
          ({ id }) => id,
        ),
      ),
  );
  const ids = [...new Set(byRouter.flatMap((cases) => [...cases.keys()]))].sort();
  return ids.map((id) => {
    const own = byRouter.map((cases) => cases.get(id));
    const [first] = own.flatMap((those) => those ?? []);
    if (first === undefined) throw new Error(`no result has the case ${id}`);
    const verdicts = own.map((those) =>
      those === undefined ? null : worstOf(those.map(({ verdict }) => verdict)),
    );
    return {
      id,
      title: first.title,
      family: familyOf(first),
      verdicts,
      differs: new Set(verdicts.flatMap(judgementIn)).size > 1,
    };
  });
}

function countOf(verdicts: readonly (Verdict | null)[]): FamilyCount {
  const numberOf = (tone: VerdictFacts['tone']): number =>
    verdicts.filter((verdict) => verdict !== null && BY_SEVERITY[verdict].tone === tone).length;
  return { passed: numberOf('good'), nonStrict: numberOf('warn'), failed: numberOf('bad') };
}

/** The judgement in a verdict, if there is one. Answers to open questions differ without a fault. */
function judgementIn(verdict: Verdict | null): readonly string[] {
  if (verdict === null) return [];
  const { tone } = BY_SEVERITY[verdict];
  if (tone === 'quiet') return [];
  return [tone === 'good' ? tone : verdict];
}

const areDifferent = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size > 1;
