/** Result of a conformance run, as data: what `--json` writes, and every report reads. */
import type { ReadingId } from '../../../machines/readings.ts';
import type { Feature, RuleId } from '../../../machines/rules.ts';

/** The result for a router: one run for each serialisation. */
export interface Result {
  /** Version of this format. */
  readonly format: 1;
  /** Version of the suite. */
  readonly suite: string;
  /** Start of the runs, in ISO 8601. */
  readonly date: string;
  readonly router: RouterFacts;
  readonly runs: readonly Run[];
  /** Serialisations without a run. */
  readonly refused: readonly Refusal[];
}

/** A serialisation without a run: the router welcomed no client, or the suite had ended. */
export interface Refusal {
  readonly serialisation: SerialisationName;
  /** The reason, such as the expected and the received value. */
  readonly says: string;
}

/** The router as reports name it. */
export interface RouterFacts {
  /** Name given by the user, or the URL without credentials. */
  readonly name: string;
  /** Version given by the user. */
  readonly version?: string;
  /** `agent` in WELCOME. */
  readonly agent?: string;
}

/** The outcome of all cases in one serialisation. */
export interface Run {
  /** The serialisation, such as `json`. */
  readonly serialisation: SerialisationName;
  /** Duration in seconds. */
  readonly seconds: number;
  /**
   * False if the run was interrupted, the router was gone for good, or cases could not be played since the router or the
   * machine was too slow, or the router refused connections.
   */
  readonly isComplete: boolean;
  readonly portrait: Portrait;
  /** In the order of their ids. */
  readonly cases: readonly CaseResult[];
  /** Rules that the log of all cases breaks, as the judge finds them. */
  readonly judged: readonly JudgedRule[];
  /** Ends of the router that no case alone leads to; left out if there were none. */
  readonly endings?: readonly Ending[];
}

/** An end of the router while several cases were played, which did not come again when each was played alone. */
export interface Ending {
  /** The cases; none if they are withheld. */
  readonly cases: readonly string[];
  /** How it ended, in sentences. */
  readonly says: readonly string[];
}

/** The serialisations, in the order of their runs. */
export const SERIALISATION_NAMES = ['json', 'msgpack', 'cbor'] as const;
/** Name of a serialisation in options and results. */
export type SerialisationName = (typeof SERIALISATION_NAMES)[number];

/** The router in a few lines: its features, and its answers to the open questions. */
export interface Portrait {
  readonly features: readonly FeatureSeen[];
  readonly readings: readonly ReadingSeen[];
  /** Further facts, as sentences, such as the callee with which `roundrobin` begins. */
  readonly remarks: readonly string[];
}

/** A feature, as announced and as found by use. */
export interface FeatureSeen {
  readonly feature: Feature;
  readonly isAnnounced: boolean;
  /** True if the router was seen to have it, announced or not. */
  readonly works: boolean;
}

/** The answer of the router to an open question. */
export interface ReadingSeen {
  readonly reading: ReadingId;
  /**
   * The option that the router follows; `no option` if none explains the cases, `not seen` if no case tells the options
   * apart, such as for want of a feature.
   */
  readonly option: string;
  /** True if it is not the default. */
  readonly isOther: boolean;
  /** Some of the cases that show it. */
  readonly shownBy: readonly string[];
}

/** The outcome of a case in one run. */
export interface CaseResult {
  /** Permanent id: the name of its scenario. */
  readonly id: string;
  readonly title: string;
  readonly level: CaseLevel;
  readonly rules: readonly RuleId[];
  /** The open questions that affect the outcome. */
  readonly readings: readonly ReadingId[];
  readonly verdict: Verdict;
  /** Reasons for a verdict other than a pass, one sentence each, such as the expected and the received message. */
  readonly says: readonly string[];
  /** The rule that was broken. */
  readonly rule?: RuleId;
  /** Readings under which it passes, such as `{ newcomer: 'ignored' }`, where they are not the defaults. */
  readonly under?: { readonly [R in ReadingId]?: string };
  /** Number of the step with the first difference. */
  readonly step?: number;
  /** The steps of the script, as written; a file has them once for each failure or non-strict outcome. */
  readonly script?: readonly string[];
  /** Messages up to the first difference; a file has them with the script, the expected ones of that step only. */
  readonly expected?: readonly Exchange[];
  readonly came?: readonly Exchange[];
  /** The command that plays this case again; a file has it where it has the script. */
  readonly again?: string;
  /** Duration in milliseconds. */
  readonly ms: number;
}

/** Level of a case: that of the weakest thing that it checks. */
export const CASE_LEVELS = ['must', 'reading', 'manners'] as const;
/** One of `CASE_LEVELS`. */
export type CaseLevel = (typeof CASE_LEVELS)[number];

/**
 * Verdict on a case:
 *
 * - `pass`: the router does what the rules demand, under the default readings;
 * - `pass under a reading`: it does, under the options that it follows;
 * - `non-strict`: it departs only from what no text fixes, such as the URI of an error or a rule decided here;
 * - `fail`: it breaks a rule that a text states or implies;
 * - `no answer`: a message that a rule demands did not come, and nothing else came in its place;
 * - `router gone`: the router did not answer any more, or ended the connections of all clients;
 * - `not announced`: the case needs a feature that the router neither announces nor has;
 * - `withheld`: a verdict that is not for publication, since it would tell how to end the router;
 * - `not played`: the case could not be played, for the reason given.
 */
export const VERDICTS = [
  'pass',
  'pass under a reading',
  'non-strict',
  'fail',
  'no answer',
  'router gone',
  'not announced',
  'withheld',
  'not played',
] as const;
/** One of `VERDICTS`. */
export type Verdict = (typeof VERDICTS)[number];

/** A message or an event between a client and the router. */
export interface Exchange {
  /** Number of the step. */
  readonly step: number;
  /** Name of the client in the script. */
  readonly session: string;
  /** The sender. */
  readonly from: 'client' | 'router';
  /**
   * The message by its name and its fields, as in a log of a scenario: `['RESULT', '?call', '{}', '[5]']`; or one of
   * `['connects']`, `['lost']`, `['closed']`, and `['nothing']` where a message is missing.
   */
  readonly words: readonly string[];
  /** True for the first difference. */
  readonly differs?: boolean;
}

/** A rule that the judge finds broken, or departed from, in the log of a run. */
export interface JudgedRule {
  readonly rule: RuleId;
  /** `departed` if no text states or implies the rule with a MUST. */
  readonly outcome: 'broken' | 'departed';
  /** The first breach in each case; a file has those of a few cases. */
  readonly breaches: readonly JudgedBreach[];
}

/** A breach of a rule in the log. */
export interface JudgedBreach {
  /** The case in whose log it is. */
  readonly case: string;
  /** The judge's sentence. */
  readonly says: string;
}
