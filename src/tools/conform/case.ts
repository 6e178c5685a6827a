/** Cases: the scenarios that a router can be led over from outside, without control of its clock or random numbers. */
import { type Feature, RULES, type Rule } from '../../../machines/rules.ts';
import { nameOfScenario, readLibrary } from '../scenario/library/scenarios.ts';
import { withMargins } from '../scenario/margins.ts';
import type { Action, Scenario } from '../scenario/scenario.ts';
import { entryOf } from '../scenario/words.ts';
import { valueIn } from '../scenario/fields.ts';
import type { CaseLevel } from './result.ts';

export interface Case {
  /** Name of its scenario, which never changes. */
  readonly id: string;
  /** The scenario, with times that leave margins. */
  readonly scenario: Scenario;
  readonly level: CaseLevel;
  /** Features without which it cannot be played. */
  readonly features: readonly Feature[];
}

/**
 * Reads the cases of the library, those with well-formed messages first: a router that malformed ones bring down has
 * been judged by the others then.
 */
export async function readCases(): Promise<readonly Case[]> {
  const scenarios = [...readLibrary().values()].filter((scenario) => obstacleTo(scenario) === undefined);
  const cases = await Promise.all(scenarios.map(caseOf));
  return cases.filter((one) => one !== undefined).sort((one, other) => riskOf(one) - riskOf(other));
}

/** The reason why a scenario cannot be played on a router that offers nothing but its port; undefined if it can. */
export function obstacleTo({ draws, limits, methods, steps }: Scenario): string | undefined {
  const does = new Set(steps.map(({ action }) => action.does));
  if (draws.length > 0) return 'it sets the random numbers of the router';
  if (Object.keys(limits).length > 0) return 'it sets limits of the router';
  if (methods !== undefined || does.has('answer')) return 'it answers for the program that authenticates clients';
  if (does.has('obstruct')) return 'it makes messages undeliverable';
  return does.has('shutDown') ? 'it shuts the router down' : undefined;
}

// --- internal ---

async function caseOf(written: Scenario): Promise<Case | undefined> {
  const scenario = await withMargins(written);
  if (scenario === undefined) return undefined;
  return { id: nameOfScenario(written), scenario, level: levelOf(written), features: featuresIn(written) };
}

function levelOf({ rules, readings }: Scenario): CaseLevel {
  const all = rules.map((id): Rule => RULES[id]);
  if (all.some(({ authority, level }) => authority === 'decided' || level !== 'MUST')) return 'manners';
  return readings.length > 0 ? 'reading' : 'must';
}

/** Features that the clients use. */
function featuresIn({ steps }: Scenario): Feature[] {
  const used = new Set(steps.flatMap(({ action }) => featuresOf(action)));
  return [...used];
}

function featuresOf(action: Action): readonly Feature[] {
  if (action.does !== 'send') return [];
  const { message } = action;
  const option = (key: string): unknown => entryOf(valueIn(message, 'options'), key);
  switch (message.type) {
    case 'REGISTER':
      return [
        ...(isShared(option('invoke')) ? (['shared_registration'] as const) : []),
        ...(option('force_reregister') === true ? (['registration_revocation'] as const) : []),
      ];
    case 'CALL':
      return [
        ...(typeof option('timeout') === 'number' ? (['call_timeout'] as const) : []),
        ...(option('receive_progress') === true ? (['progressive_call_results'] as const) : []),
      ];
    case 'CANCEL':
      return ['call_canceling'];
    case 'ERROR':
      return valueIn(message, 'error') === 'wamp.error.unavailable' ? ['call_reroute'] : [];
    default:
      return [];
  }
}

const isShared = (invoke: unknown): boolean => typeof invoke === 'string' && invoke !== 'single';

/** The danger that a case brings a router down: 0 for well-formed messages in their order. */
function riskOf({ scenario: { rules, readings, steps } }: Case): number {
  if (steps.some(({ action }) => action.does === 'raw')) return 3;
  if (rules.some((rule) => OF_REALMS.includes(rule))) return 2;
  return rules.some((rule) => OF_VIOLATIONS.includes(rule)) || readings.some((id) => id === 'late') ? 1 : 0;
}

const OF_REALMS: readonly string[] = ['BP-9', 'BP-27'];
const OF_VIOLATIONS: readonly string[] = ['BP-1', 'BP-2', 'BP-4', 'BP-5', 'BP-18', 'BP-19', 'BP-20', 'BP-24'];
