/** Something that routers do differently. */
import type { WrittenFacts } from '../../../src/tools/consult/facts.ts';

export interface Topic {
  /** Stable id: pages link to it. */
  readonly id: string;
  readonly title: string;
  readonly facts: WrittenFacts;
  /** True for the topic on features, where the results of the conformance suite have them. */
  readonly isAnnouncement?: true;
}
