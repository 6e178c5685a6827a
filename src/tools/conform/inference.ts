/** The readings that a router follows, from the cases it has been led over. */
import {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../../../machines/readings.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Case } from './case.ts';
import { compare } from './comparison.ts';
import type { Expectations } from './expectation.ts';
import type { Observation } from './observation.ts';
import type { ReadingSeen } from './result.ts';

/** A case and what came of it. */
export interface Played {
  readonly case: Case;
  readonly observation: Observation;
}

/** The readings of a router, and the cases that show them. */
export interface Inference {
  /** One option for each question: the default where nothing was seen. */
  readonly readings: Readings;
  readonly seen: readonly ReadingSeen[];
}

/**
 * Finds the options that explain most of the cases: the best one of each question, given those of the others, until
 * none is better any more.
 *
 * @param known options that are not in question
 */
export async function infer(
  played: readonly Played[],
  expectations: Expectations,
  known: Partial<Readings> = {},
): Promise<Inference> {
  const scores = new Scores(expectations);
  const open = READING_IDS.filter((id) => known[id] === undefined);
  let readings: Readings = { ...DEFAULT_READINGS, ...known };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = readings;
    for (const id of open) readings = { ...readings, [id]: await best(id, readings, played, scores) };
    if (READING_IDS.every((id) => readings[id] === before[id])) break;
  }
  const seen: ReadingSeen[] = [];
  for (const id of READING_IDS) seen.push(await seenOf(id, readings, played, scores, expectations));
  return { readings, seen };
}

// --- internal ---

const MOST_ROUNDS = 5;

/** The option that explains most; the present one among equals. */
async function best(
  id: ReadingId,
  readings: Readings,
  played: readonly Played[],
  scores: Scores,
): Promise<string> {
  const present = readings[id];
  const options = [present, ...READING_OPTIONS[id].filter((option) => option !== present)];
  let found: string = present;
  let most = Number.NEGATIVE_INFINITY;
  for (const option of options) {
    const score = await scores.sum({ ...readings, [id]: option }, played.filter(cites(id)));
    if (score > most) [found, most] = [option, score];
  }
  return found;
}

async function seenOf(
  id: ReadingId,
  readings: Readings,
  played: readonly Played[],
  scores: Scores,
  expectations: Expectations,
): Promise<ReadingSeen> {
  const option = readings[id];
  const isOther = option !== DEFAULT_READINGS[id];
  const about: { readonly id: string; readonly own: number; readonly others: readonly number[] }[] = [];
  for (const one of played.filter(cites(id))) {
    if (!(await isReached(id, readings, one, expectations))) continue;
    const others: number[] = [];
    for (const other of READING_OPTIONS[id])
      if (other !== option) others.push(await scores.of({ ...readings, [id]: other }, one));
    const own = await scores.of(readings, one);
    about.push({ id: one.case.id, own, others });
  }
  const showing = about.filter(({ own, others }) => others.some((score) => score < own)).map((one) => one.id);
  if (showing.length > 0) return { reading: id, option, isOther, shownBy: shortest(showing) };
  const isOpen = about.every(({ own, others }) => own > 0 || others.some((score) => score > 0));
  const none = about.length > 0 && !isOpen;
  return {
    reading: id,
    option: none ? 'no option' : 'not seen',
    isOther: none,
    shownBy: shortest(about.map((one) => one.id)),
  };
}

/**
 * True if the options of a question lead to different messages in a case, and the router got as far as there: what it did
 * before agrees with all of them.
 */
async function isReached(
  id: ReadingId,
  readings: Readings,
  { case: { scenario }, observation }: Played,
  expectations: Expectations,
): Promise<boolean> {
  let parting = Number.POSITIVE_INFINITY;
  for (const option of READING_OPTIONS[id])
    parting = Math.min(
      parting,
      await expectations.parting(scenario, readings, { ...readings, [id]: option }),
    );
  if (parting === Number.POSITIVE_INFINITY) return false;
  const difference = compare(scenario, observation, await expectations.of(scenario, readings), true);
  return difference === undefined || difference.step >= parting;
}

/** The cases to name, those about readings first: some questions are shown by nearly all cases. */
const shortest = (ids: readonly string[]): readonly string[] =>
  [...ids].sort((one, other) => rankOf(one) - rankOf(other)).slice(0, MOST_SHOWN);

const MOST_SHOWN = 4;
const rankOf = (id: string): number => (id.startsWith('reading-') ? 0 : 1);

/**
 * The questions that a scenario is about: those that it cites, and `registrationId`, which changes ids wherever several
 * callees share a procedure.
 */
const questionsOf = ({ readings }: Pick<Scenario, 'readings'>): readonly ReadingId[] => [
  ...new Set<ReadingId>([...readings, 'registrationId']),
];

const cites =
  (id: ReadingId) =>
  ({ case: { scenario } }: Played): boolean =>
    questionsOf(scenario).includes(id);

/** How well options explain a case. */
class Scores {
  private readonly expectations: Expectations;

  constructor(expectations: Expectations) {
    this.expectations = expectations;
  }

  /** 2 if all is as expected, 1 if it departs only from what no text fixes, and 0 otherwise. */
  async of(readings: Readings, { case: { scenario }, observation }: Played): Promise<number> {
    const expectation = await this.expectations.of(scenario, readings);
    if (compare(scenario, observation, expectation) === undefined) return 2;
    return compare(scenario, observation, expectation, true) === undefined ? 1 : 0;
  }

  async sum(readings: Readings, played: readonly Played[]): Promise<number> {
    let sum = 0;
    for (const one of played) sum += await this.of(readings, one);
    return sum;
  }
}
