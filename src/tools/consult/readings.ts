/**
 * Record of an open question: its options, their rules and edges, their effects, and the behaviour of other routers.
 */

import { READINGS } from '../../../machines/readings/index.ts';
import { READING_OPTIONS, type ReadingId } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { RULE_IDS } from '../judge/judge.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { EDGES, type EdgeSheet } from './edges.ts';
import type { Fact, RouterName } from './facts.ts';
import { READING_NOTES, ROUTERS } from './routers.ts';
import { type ScenarioSheet, scenarioSheet } from './rules.ts';

export interface ReadingSheet {
  readonly id: ReadingId;
  readonly question: string;
  /** The options, the default first. */
  readonly options: readonly OptionSheet[];
  /** Reason for the default. */
  readonly reason: string;
  readonly edges: readonly EdgeSheet[];
  /** Rules that an edge cites together with it. */
  readonly rules: readonly RuleId[];
  readonly routers: readonly RouterSheet[];
}

/** Behaviour of a router. */
export interface RouterSheet extends Fact {
  readonly router: RouterName;
  readonly version: string;
  readonly looked: string;
}

export interface OptionSheet {
  readonly option: string;
  readonly isDefault: boolean;
  readonly says: string;
  /** Scenarios whose outcome differs from that under the default. */
  readonly scenarios: readonly ScenarioSheet[];
}

/** @param library the scenarios to search */
export function readingSheet(id: ReadingId, library: Iterable<Scenario>): ReadingSheet {
  const { question, options, reason } = READINGS[id];
  const scenarios = [...library];
  const edges = EDGES.filter(({ readings }) => readings.includes(id));
  const cited = edges.flatMap(({ rules }) => rules);
  return {
    id,
    question,
    options: READING_OPTIONS[id].map((option, index) => ({
      option,
      isDefault: index === 0,
      says: options[option as never],
      scenarios:
        index === 0 ? [] : scenarios.filter((one) => isOtherwise(one, id, option)).map(scenarioSheet),
    })),
    reason,
    edges,
    rules: RULE_IDS.filter((rule) => cited.includes(rule)),
    routers: ROUTERS.map(({ name, version, looked }) => ({
      router: name,
      version,
      looked,
      ...READING_NOTES[id][name],
    })),
  };
}

// --- internal ---

/** True if a page has a log for this option. */
const isOtherwise = ({ logs }: Scenario, id: ReadingId, option: string): boolean =>
  logs.some(({ when }) => (when[id] as readonly string[] | undefined)?.includes(option));
