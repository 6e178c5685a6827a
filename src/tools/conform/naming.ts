/** The rule that a router broke in a case: the judge's, or that of the step with the first difference. */
import type { Readings } from '../../../machines/readings.ts';
import { RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import { judge } from '../judge/judge.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type TracedEvent, trace } from '../trace/trace.ts';
import type { Difference } from './comparison.ts';
import type { Observation } from './observation.ts';

export interface Named {
  readonly rule: RuleId;
  /** The judge's sentence, if it found the breach. */
  readonly says?: string;
}

/** Milliseconds that the judge allows for a message that is due: the machine may be busy. */
export const TOLERANCE = 1_000;

/**
 * The rule that the first difference of a case breaks. In this order:
 *
 * 1. the first one that the judge finds broken, for those that the case is about at the same message;
 * 2. one that the case is about, of the edges that the reference takes in the step of the difference;
 * 3. one that the case is about, of the edges of an earlier step, the last one first: a case ends with messages that
 *    show the effects of the steps before;
 * 4. any other one of the edges of the step.
 *
 * A call without its final answer is the consequence of most faults: the judge's word for that counts last.
 */
export async function nameRule(
  scenario: Scenario,
  { log }: Observation,
  { step, isMissing }: Pick<Difference, 'step' | 'isMissing'>,
  readings: Readings,
): Promise<Named> {
  const breaches = judge(log, readings, { tolerance: TOLERANCE })
    .filter(({ rule }) => isBinding(rule))
    .flatMap(({ rule, broken }) => broken.map((breach) => ({ rule, ...breach })))
    .sort((one, other) => one.line - other.line);
  const telling = breaches.filter(({ rule }) => !(isMissing && rule === ANSWERED_ONCE));
  const isAbout = ({ rule }: { readonly rule: RuleId }): boolean => scenario.rules.includes(rule);
  const first = telling.filter(({ line }) => line === telling[0]?.line);
  const shown = first.find(isAbout) ?? first[0];
  if (shown !== undefined) return { rule: shown.rule, says: shown.says };
  const cited = await rulesByStep(scenario, readings);
  const own = cited.map((rules) => rules.filter((rule) => scenario.rules.includes(rule)));
  const candidates = [...own.slice(0, step).reverse().flat(), ...(cited[step - 1] ?? [])];
  const [rule = breaches[0]?.rule ?? scenario.rules[0]] = candidates;
  return { rule: rule as RuleId };
}

/** True for a rule that a text states or implies with a MUST. */
export function isBinding(id: RuleId): boolean {
  const { authority, level }: Rule = RULES[id];
  return authority !== 'decided' && level === 'MUST';
}

// --- internal ---

const ANSWERED_ONCE: RuleId = 'BP-14';

/** The rules of the edges that the charts take in each step, the binding ones first. */
async function rulesByStep(scenario: Scenario, readings: Readings): Promise<RuleId[][]> {
  const { steps } = await trace(scenario, { readings, seed: 1 });
  return steps.map(({ events }) => {
    const rules = [...new Set(decisive(events).flatMap(({ edge }) => (edge?.rules ?? []) as readonly RuleId[]))];
    return [...rules.filter(isBinding), ...rules.filter((rule) => !isBinding(rule))];
  });
}

/** The edges of calls and registrations, where a session only hands a message on to them. */
function decisive(events: readonly TracedEvent[]): readonly TracedEvent[] {
  const inner = events.filter(({ chart, edge }) => chart !== 'session' && edge !== undefined);
  return inner.length > 0 ? [...inner, ...events.filter(({ chart, to }) => chart === 'session' && to === 'closed')] : events;
}
