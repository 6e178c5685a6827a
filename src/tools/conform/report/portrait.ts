/** Portraits of a router in all runs as one: each fact with the serialisations in which it was seen. */
import { READING_OPTIONS, type ReadingId } from '../../../../machines/readings.ts';
import type { Feature } from '../../../../machines/rules.ts';
import type { FeatureSeen, Portrait, ReadingSeen, Result, Run, SerialisationName } from '../result.ts';
import { groupBy } from './finding.ts';
import type { VerdictFacts } from './verdicts.ts';

/** One portrait for all runs. */
export interface MergedPortrait {
  readonly features: readonly (Fact & { readonly feature: Feature; readonly state: FeatureState })[];
  readonly readings: readonly (Fact & ReadingFact)[];
  readonly remarks: readonly (Fact & { readonly text: string })[];
  /** True if a run is not complete: its other cases may show more. */
  readonly isProvisional: boolean;
}

/** What is said of a provisional portrait. */
export const PROVISIONAL = 'Not every case was played: this is what the others show.';

interface Fact {
  /** The serialisations in which it was seen; undefined for all of them. */
  readonly only: readonly SerialisationName[] | undefined;
}

/** An answer to an open question, and the cases that show it. */
export interface ReadingFact extends Pick<ReadingSeen, 'option' | 'shownBy'> {
  readonly reading: ReadingId;
  readonly state: ReadingState;
}

/** States of a feature, in the order of the reports. */
export const FEATURE_STATES = [
  'announced and works',
  'works, not announced',
  'announced, does not work',
  'neither announced nor seen',
] as const;
/** One of `FEATURE_STATES`. */
export type FeatureState = (typeof FEATURE_STATES)[number];

/** The tone of each state, as of a verdict. */
export const FEATURE_TONES: Readonly<Record<FeatureState, VerdictFacts['tone']>> = {
  'announced and works': 'good',
  'works, not announced': 'warn',
  'announced, does not work': 'bad',
  'neither announced nor seen': 'quiet',
};

/** States of a reading, in the order of the reports. */
export const READING_STATES = ['other', 'none', 'not seen', 'default'] as const;
/** One of `READING_STATES`: `none` if no option explains the cases, `not seen` if no case tells them apart. */
export type ReadingState = (typeof READING_STATES)[number];

/** The portraits of all runs as one. A fact that differs between runs is there several times. */
export function mergePortraits({ runs }: Result): MergedPortrait {
  return {
    features: merge(runs, ({ features }) =>
      features.map((seen) => ({ feature: seen.feature, state: featureState(seen) })),
    ),
    readings: merge(
      runs,
      ({ readings }) =>
        readings.map((seen) => {
          const { reading, option, shownBy } = seen;
          return { reading, option, shownBy, state: readingState(seen) };
        }),
      // The same answer may be shown by other cases.
      ({ reading, option }) => `${reading}=${option}`,
    ),
    remarks: merge(runs, ({ remarks }) => remarks.map((text) => ({ text }))),
    isProvisional: runs.some(({ isComplete }) => !isComplete),
  };
}

// --- internal ---

const featureState = ({ isAnnounced, works }: Omit<FeatureSeen, 'feature'>): FeatureState => {
  if (works) return isAnnounced ? 'announced and works' : 'works, not announced';
  return isAnnounced ? 'announced, does not work' : 'neither announced nor seen';
};

const readingState = ({ reading, option, isOther }: ReadingSeen): ReadingState => {
  const options: readonly string[] = READING_OPTIONS[reading];
  if (!options.includes(option)) return option === 'no option' ? 'none' : 'not seen';
  return isOther ? 'other' : 'default';
};

function merge<T extends object>(
  runs: readonly Run[],
  factsOf: (portrait: Portrait) => readonly T[],
  keyOf: (fact: T) => string = (fact) => JSON.stringify(fact),
): (T & Fact)[] {
  const all = runs.flatMap((run) =>
    factsOf(run.portrait).map((fact) => ({ fact, serialisation: run.serialisation })),
  );
  return groupBy(all, ({ fact }) => keyOf(fact)).map(([, same]) => {
    const seen = same.map(({ serialisation }) => serialisation);
    return { ...(same[0] as (typeof same)[number]).fact, only: seen.length < runs.length ? seen : undefined };
  });
}
