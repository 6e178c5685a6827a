/** Verdicts on played cases. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { PROBLEMS } from '../../../machines/problems.ts';
import { DEFAULT_READINGS, READING_IDS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { compare, type Difference } from './comparison.ts';
import { isFixed } from './composer.ts';
import { cameIn, expectedIn } from './exchanges.ts';
import type { Expectations } from './expectation.ts';
import type { Played } from './inference.ts';
import { isBinding, type Named, type NamingOptions, nameRule } from './naming.ts';
import type { Observation } from './observation.ts';
import type { CaseResult, Verdict } from './result.ts';

/** The part of a result that the messages of a case decide. */
export type Judged = Pick<CaseResult, 'verdict' | 'says' | 'rule' | 'under' | 'step' | 'expected' | 'came'>;

/** The verdict on a case that cannot be played. */
export const notPlayed = (reason: string): Judged => ({ verdict: 'not played', says: [reason] });

/** Judges a case, under the readings that the router follows. */
export async function judgeCase(
  { case: { scenario, mix }, observation }: Played,
  naming: NamingOptions,
  expectations: Expectations,
): Promise<Judged> {
  const { readings } = naming;
  const { breach } = observation;
  if (breach !== undefined) {
    const verdict = observation.isGone ? 'router gone' : 'fail';
    return { verdict, says: [breach.says], rule: breach.rule };
  }
  const expectation = await expectations.of(scenario, readings);
  const strict = compare(scenario, observation, expectation);
  const end = observation.end === undefined ? [] : [observation.end.says];
  if (strict === undefined && observation.isGone) return { verdict: 'router gone', says: end };
  if (strict === undefined) {
    const under = await changedIn(scenario, observation, readings, expectations);
    return under === undefined
      ? { verdict: 'pass', says: [] }
      : { verdict: 'pass under a reading', says: [], under };
  }
  const hard = compare(scenario, observation, expectation, true);
  const difference = hard ?? strict;
  const { step } = difference;
  const last = { step, session: concernedBy(difference, scenario, observation) };
  const flows = {
    step,
    expected: expectedIn(scenario, expectation, last),
    came: cameIn(scenario, observation, last),
  };
  // No text says what a value leads to that a serialisation cannot express: only the rule of the case does.
  const own = mix?.isUntellable === true ? scenario.rules[0] : undefined;
  // What came before a difference that matters departed only from details.
  const after = hard === undefined || strict.step === hard.step ? 0 : strict.step;
  const named =
    own === undefined
      ? await nameRule(scenario, observation, difference, { ...naming, after })
      : { rule: own };
  const { rule, says: judged }: Named = named;
  const says = [sentenceOf(difference)];
  if (observation.isGone) return { verdict: 'router gone', says: [...says, ...end], rule, ...flows };
  if (hard === undefined || !isBinding(rule)) return { verdict: 'non-strict', says, rule, ...flows };
  const verdict: Verdict = isSilent(difference, observation) ? 'no answer' : 'fail';
  return { verdict, says: judged === undefined ? says : [...says, judged], rule, ...flows };
}

/** True if a case says nothing at its first difference, since real time had run ahead of the script. */
export async function isLate(
  { case: { scenario }, observation }: Played,
  readings: Readings,
  expectations: Expectations,
): Promise<boolean> {
  const { lateAt } = observation;
  if (lateAt === undefined) return false;
  const difference = compare(scenario, observation, await expectations.of(scenario, readings));
  return difference !== undefined && difference.step >= lateAt;
}

/**
 * True if a case says nothing at its first difference, since the clients are not authorized for a URI that the suite
 * cannot put below its prefix, such as an incorrect one.
 */
export async function isBarred(
  { case: { scenario }, observation }: Played,
  readings: Readings,
  expectations: Expectations,
): Promise<boolean> {
  const difference = compare(scenario, observation, await expectations.of(scenario, readings));
  if (difference === undefined) return false;
  const sent = observation.sent[difference.step - 1]?.wire;
  const isRefused = difference.received.some(
    (one) => 'message' in one && one.message[0] === CODES.ERROR && one.message[AT.ERROR.error] === BARRED,
  );
  return isRefused && isFixed(sent);
}

// --- internal ---

const BARRED = PROBLEMS.unauthorized.uri;

/** The client that a difference is about. */
function concernedBy({ step, wanted }: Difference, { steps }: Scenario, { received }: Observation): string {
  const [first] = received[step - 1] ?? [];
  const action = steps[step - 1]?.action;
  const actor = action !== undefined && 'session' in action ? action.session : 'router';
  return wanted?.receiver.name ?? first?.session ?? actor;
}

const sentenceOf = ({ step, expected, came }: Difference): string =>
  `Expected ${expected} in step ${step}, but ${came}.`;

/** True if a message is missing, and no other message came in its step. */
const isSilent = ({ step, isMissing }: Difference, { received }: Observation): boolean =>
  isMissing && (received[step - 1] ?? []).length === 0;

/** The readings under which the case passes, and under whose defaults it does not; undefined if there are none. */
async function changedIn(
  scenario: Scenario,
  observation: Observation,
  readings: Readings,
  expectations: Expectations,
): Promise<CaseResult['under'] | undefined> {
  const passes = async (under: Readings): Promise<boolean> =>
    compare(scenario, observation, await expectations.of(scenario, under)) === undefined;
  if (await passes(DEFAULT_READINGS)) return undefined;
  const others = READING_IDS.filter((id) => readings[id] !== DEFAULT_READINGS[id]);
  const needed: ReadingId[] = [];
  for (const id of others) if (!(await passes({ ...readings, [id]: DEFAULT_READINGS[id] }))) needed.push(id);
  return Object.fromEntries((needed.length > 0 ? needed : others).map((id) => [id, readings[id]]));
}
