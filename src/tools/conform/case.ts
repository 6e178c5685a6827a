/** Cases: the scenarios that a router can be led over from outside, without control of its clock or random numbers. */

import { type Feature, RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import { readCasePages, readLibrary } from '../scenario/library/scenarios.ts';
import { type Margins, withMargins } from '../scenario/margins.ts';
import { featuresNeeded, namesOtherRealm } from '../scenario/needs.ts';
import { nameOfScenario, type Scenario } from '../scenario/scenario.ts';
import { CHANCES, type PlayByCode } from './chance.ts';
import { isTellable, type Mix, mixOf } from './mixing.ts';
import type { Room } from './real-clock.ts';
import type { CaseLevel } from './result.ts';

/**
 * What a case does that may bring a router down, the most harmless first: nothing, messages that break the protocol,
 * clients or realms that are unusual, messages that are malformed.
 */
const RISKS = ['none', 'violation', 'unusual', 'malformed'] as const;
type Risk = (typeof RISKS)[number];

/** A scenario, and what is needed to play it on a router. */
export interface Case {
  /** Name of its scenario, which never changes. */
  readonly id: string;
  /** The scenario, with times that leave margins. */
  readonly scenario: Scenario;
  readonly level: CaseLevel;
  /** Features without which it cannot be played. */
  readonly features: readonly Feature[];
  /** What may bring a router down that is not robust. */
  readonly risk: Risk;
  /** The clients that speak another serialisation, if there are any. */
  readonly mix: Mix | undefined;
  /** Plays it, if its messages are not those of the script. */
  readonly play: PlayByCode | undefined;
  /** Room for real time in its script. */
  readonly room: Room;
  /** The scenario as it is written. */
  readonly written: Scenario;
}

/**
 * Reads the cases of the library, those with well-formed messages first: a router that malformed ones bring down has
 * been judged by the others then.
 *
 * @param isWanted true for the ids of those to be read; all if omitted
 */
export async function readCases(isWanted: (id: string) => boolean = () => true): Promise<readonly Case[]> {
  const scenarios = [...readLibrary().values(), ...readCasePages().values()].filter(
    (scenario) => isWanted(nameOfScenario(scenario)) && obstacleTo(scenario) === undefined,
  );
  const cases = await Promise.all(scenarios.map(caseOf));
  return cases
    .filter((one) => one !== undefined)
    .sort((one, other) => RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk));
}

/** The same case with more time between its instants, for a busy machine. */
export async function widened(one: Case): Promise<Case> {
  const scenario = await withMargins(one.written, WIDE);
  return scenario === undefined ? one : { ...one, scenario, room: WIDE };
}

/** The reason why a scenario cannot be played on a router that offers nothing but its port; undefined if it can. */
export function obstacleTo(scenario: Scenario): string | undefined {
  const { draws, limits, methods, steps } = scenario;
  if (nameOfScenario(scenario) === 'fa-01-dealer-says-its-name') return 'it is about the name of this router';
  const does = new Set(steps.map(({ action }) => action.does));
  if (draws.length > 0) return 'it sets the random numbers of the router';
  if (Object.keys(limits).length > 0) return 'it sets limits of the router';
  if (methods !== undefined || does.has('answer'))
    return 'it answers for the program that authenticates clients';
  if (does.has('obstruct') && !isTellable(scenario)) return 'it makes messages undeliverable';
  return does.has('shutDown') ? 'it shuts the router down' : undefined;
}

// --- internal ---

/** Times of a script, and the room that they leave: less than their margin, since timers are not exact. */
const NARROW: Margins & Room = { margin: 150, pace: 25, lag: 100 };
const WIDE: Margins & Room = { margin: 600, pace: 60, lag: 400, most: 20_000 };

async function caseOf(written: Scenario): Promise<Case | undefined> {
  const scenario = await withMargins(written, NARROW);
  if (scenario === undefined) return undefined;
  const id = nameOfScenario(written);
  return {
    id,
    scenario,
    room: NARROW,
    level: levelOf(written),
    // Other readings may use more, and are followed by routers that have it.
    features: featuresNeeded(written, written.logs.slice(0, 1)),
    risk: riskOf(written),
    mix: mixOf(written),
    play: CHANCES.get(id),
    written,
  };
}

function levelOf({ rules, readings }: Scenario): CaseLevel {
  const all = rules.map((id): Rule => RULES[id]);
  if (all.some(({ authority, level }) => authority === 'decided' || level !== 'MUST')) return 'manners';
  return readings.length > 0 ? 'reading' : 'must';
}

function riskOf({ rules, readings, steps }: Scenario): Risk {
  const does = new Set(steps.map(({ action }) => action.does));
  if (does.has('raw')) return 'malformed';
  if (does.has('obstruct') || namesOtherRealm({ steps })) return 'unusual';
  return rules.some((rule) => OF_VIOLATIONS.includes(rule)) || readings.includes('late')
    ? 'violation'
    : 'none';
}

const OF_VIOLATIONS: readonly RuleId[] = ['BP-1', 'BP-2', 'BP-4', 'BP-5', 'BP-18', 'BP-19', 'BP-20', 'BP-24'];
