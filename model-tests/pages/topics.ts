/** Behaviour of other routers during the life of a registration and a call; see routers.ts. */
import { type Facts, factsOf } from '../../src/tools/consult/facts.ts';
import { seenBySuite } from '../../src/tools/consult/routers.ts';
import { ENDING } from './topics/ending.ts';
import { GIVING } from './topics/giving.ts';

/** A difference between routers. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  readonly facts: Facts;
}

/** Further differences, in the order of the life of a registration and a call. */
export const COMPARISONS: readonly Comparison[] = [...GIVING, ...ENDING].map(
  ({ id, title, facts, isAnnouncement }) => ({
    id,
    title,
    facts: factsOf(facts, isAnnouncement ? seenBySuite(({ announced }) => announced) : {}),
  }),
);
