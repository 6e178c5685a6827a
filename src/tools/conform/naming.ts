/** The rule that a router broke in a case: the judge's, or that of the step with the first difference. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { PROBLEMS } from '../../../machines/problems.ts';
import type { Readings } from '../../../machines/readings.ts';
import { RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import type { Entry } from '../../wire/entry.ts';
import { judge } from '../judge/judge.ts';
import { valueIn } from '../scenario/fields.ts';
import type { LogLine, Scenario, Step } from '../scenario/scenario.ts';
import type { Received } from '../scenario/systems/system.ts';
import { type TracedEvent, trace } from '../trace/trace.ts';
import type { Difference } from './comparison.ts';
import type { Observation } from './observation.ts';
import { inWords, stepOf } from './wording.ts';

/** The rule that a case fails by. */
export interface Named {
  readonly rule: RuleId;
  /** The judge's sentence, if it found the breach. */
  readonly says?: string;
}

/** Milliseconds that the judge allows for a message that is due: the machine may be busy. */
export const TOLERANCE = 1_000;

/** What the search for a broken rule depends on. */
export interface NamingOptions {
  /** The readings that the router follows. */
  readonly readings: Readings;
  /** Rules that the router breaks in cases that pass, too: only a case about such a rule fails by it. */
  readonly common: ReadonlySet<RuleId>;
  /** Number of the last step whose breaches do not count, since the difference is a later one. */
  readonly after?: number;
}

/**
 * The rule that the first difference of a case breaks. In this order:
 *
 * 1. the first one that the judge finds broken up to that step, unless it is broken everywhere: of those in one step, the
 *    one that the case is about, in the order in which it names them;
 * 2. one that the case is about, of the edges that the reference takes in the step;
 * 3. the one that the case is about, if a call shows it, and an edge of an earlier step has it: the call was made to
 *    show the effects of that step;
 * 4. any other one of the edges of the step.
 *
 * That every call gets one final answer is broken by most faults. The judge's word for that counts where a message came
 * that was not expected at all, or where the edges have that rule, and otherwise last. Where an ERROR has another URI than
 * it should have, only what the case is about counts.
 */
export async function nameRule(
  scenario: Scenario,
  { log, ends }: Observation,
  difference: Omit<Difference, 'expected'>,
  { readings, common, after = 0 }: NamingOptions,
): Promise<Named> {
  const { step, isMissing, wanted, received } = difference;
  const decided = wanted === undefined ? undefined : decidedIn(scenario, step);
  if (decided !== undefined) return { rule: decided };
  const rankOf = (rule: RuleId): number =>
    scenario.rules.includes(rule) ? scenario.rules.indexOf(rule) : scenario.rules.length;
  const breaches = judge(inOrder(log), readings, { tolerance: TOLERANCE })
    .filter(({ rule }) => isBinding(rule) && (!common.has(rule) || scenario.rules.includes(rule)))
    .flatMap(({ rule, broken }) =>
      broken.map(({ line, says, cause = line }) => ({ rule, says, line: cause, step: stepOf(cause, ends) })),
    )
    .filter((one) => one.step > after && one.step <= step)
    // Whether the judge notices that a message is missing depends on the time that a case takes.
    .sort(
      (one, other) => one.step - other.step || rankOf(one.rule) - rankOf(other.rule) || one.line - other.line,
    );
  const { here, candidates } = await rulesFor(scenario, difference, readings);
  const isTold = wanted === undefined || (!isMissing && here.includes(ANSWERED_ONCE));
  const isOtherError = isOfError(wanted) && received.some(isError);
  const telling = breaches
    .filter(({ rule }) => isTold || rule !== ANSWERED_ONCE)
    .filter(({ rule }) => !isOtherError || scenario.rules.includes(rule));
  // Of several breaches of the rule, the one next to the difference: the suite's own requests break it, too.
  const shown = telling.findLast(({ rule }) => rule === telling[0]?.rule);
  if (shown !== undefined)
    return { rule: shown.rule, says: inWords(shown.says, (line) => `step ${stepOf(line, ends)}`) };
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

/** A case goes step by step, so that its messages do not cross each other as those at a proxy do. */
const inOrder = (log: readonly Entry[]): readonly Entry[] =>
  log.map((entry) => ('via' in entry ? { at: entry.at, session: entry.session, event: entry.event } : entry));

/**
 * The rule of this project that the outcome of a step depends on, so that it breaks no text: in cases about nothing else,
 * and for options of null.
 */
function decidedIn({ rules, steps }: Scenario, step: number): RuleId | undefined {
  if (!rules.some(isBinding)) return rules[0];
  return rules.includes('OP-1') && isUnset(steps[step - 1]) ? 'OP-1' : undefined;
}

/** True if a step sends a message with an option that has no value, such as null. */
function isUnset(step: Step | undefined): boolean {
  if (step?.action.does !== 'send') return false;
  const { message } = step.action;
  const options = valueIn(message, 'options') ?? valueIn(message, 'details') ?? {};
  return Object.values(options).some((value) => value === null || value === '');
}

const isError = (one: Received): boolean => 'message' in one && one.message[0] === CODES.ERROR;

/** True for an ERROR with a URI that no rule has. */
const isOwnError = (one: Received): boolean =>
  'message' in one && isError(one) && !KNOWN.has(`${one.message[AT.ERROR.error]}`);

const KNOWN: ReadonlySet<string> = new Set(Object.values(PROBLEMS).map(({ uri }) => uri));

const isOfError = (line: LogLine | undefined): boolean =>
  line?.expected.some((one) => one.kind === 'message' && one.type === 'ERROR') ?? false;

interface Meant {
  /** Rules of the edges of the step: of the one that sends the expected message, if it is known. */
  readonly here: readonly RuleId[];
  /** The rules that may be meant, the most likely first. */
  readonly candidates: readonly RuleId[];
}

async function rulesFor(
  scenario: Scenario,
  { step, isMissing, wanted, received }: Omit<Difference, 'expected' | 'came'>,
  readings: Readings,
): Promise<Meant> {
  const { rules: about } = scenario;
  const { steps } = await trace(scenario, { readings, seed: 1 });
  const events = decisive(steps[step - 1]?.events ?? []);
  const sending = wanted === undefined ? [] : events.filter((event) => sends(event, wanted));
  const here = rulesOf(sending.length > 0 ? sending : events);
  // In the order in which the case names its rules: the first one is its own.
  const own = about.filter((rule) => here.includes(rule));
  const before = rulesOf(steps.slice(0, step - 1).flatMap((one) => decisive(one.events)));
  const [only, ...others] = about;
  const isEffect =
    isCall(scenario.steps[step - 1]) &&
    others.length === 0 &&
    before.includes(only as RuleId) &&
    // The call failed as it should have, and the router has its own name for that.
    !(isOfError(wanted) && received.some(isOwnError));
  // Where a text demands a message, a rule of this project cannot be the one that is broken by its absence.
  const weak = own.filter((rule) => !isBinding(rule));
  const candidates = [
    ...own.filter(isBinding),
    ...(isMissing ? [] : weak),
    ...(isEffect ? [only as RuleId] : []),
    ...here.filter(isBinding),
    ...weak,
    ...here,
  ];
  return { here, candidates };
}

const rulesOf = (events: readonly TracedEvent[]): RuleId[] => [
  ...new Set(events.flatMap(({ edge }) => (edge?.rules ?? []) as readonly RuleId[])),
];

/** True if an edge sends a message like the one that is wanted. The callee of a call is chosen by another edge. */
function sends({ sent }: TracedEvent, { receiver, expected }: LogLine): boolean {
  const types = expected.map((one) => (one.kind === 'message' ? one.type : one.kind));
  return sent.some(
    ({ to, words: [type = ''] }) =>
      type !== 'INVOCATION' && types.includes(type) && (to === receiver.name || receiver.among?.includes(to)),
  );
}

const isCall = (step: Step | undefined): boolean =>
  step?.action.does === 'send' && step.action.message.type === 'CALL';

/** The edges of calls and registrations, and the ends of sessions, where a session else only hands a message on. */
function decisive(events: readonly TracedEvent[]): readonly TracedEvent[] {
  const inner = events.filter(({ chart, edge }) => chart !== 'session' && edge !== undefined);
  const ends = events.filter(({ chart, to }) => chart === 'session' && to === 'closed');
  return inner.length > 0 ? [...inner, ...ends] : events;
}
