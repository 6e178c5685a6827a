/** The plays of a run: each case once, several at once, and again what one play does not decide. */
import type { Readings } from '../../../machines/readings.ts';
import { type Case, widened } from './case.ts';
import { compare } from './comparison.ts';
import { Expectations } from './expectation.ts';
import type { Ground } from './ground.ts';
import type { Played } from './inference.ts';
import { isRefused, type Observation } from './observation.ts';
import { groupBy } from './report/finding.ts';
import type { Ending } from './result.ts';
import { isLate } from './verdict.ts';

/** How cases are played. */
export interface PlaysOptions {
  /** Number of cases that are played at once. */
  readonly jobs: number;
  /** Called at the end of the first play of each case. */
  readonly onPlayed: (one: Case) => void;
}

export class Plays {
  /** The last play of each case, by its id. */
  readonly played = new Map<string, Played>();
  readonly expectations = new Expectations();
  /** What is worth telling of the plays, in sentences. */
  readonly remarks: string[] = [];
  /** Ends of the router that no case alone leads to. */
  readonly endings: Ending[] = [];
  /** True until the readings that the router follows are known. */
  isGuessing = true;
  /** True if `roundrobin` begins elsewhere than at the first callee. */
  isPriming = false;
  private readonly ground: Ground;
  private readonly options: PlaysOptions;
  /** Cases during which the router was gone, with other cases at once. */
  private readonly suspects = new Map<Case, Observation>();
  /** How often each case was played alone, by its id. */
  private readonly tries = new Map<string, number>();

  constructor(ground: Ground, options: PlaysOptions) {
    this.ground = ground;
    this.options = options;
  }

  /** Plays the cases that have not been played, several at once. */
  async playAll(cases: readonly Case[], guess: Readings): Promise<void> {
    const left = cases.filter((one) => !this.played.has(one.id));
    await this.forEach(left, async (one) => {
      this.note(one, await this.play(one, guess));
      this.options.onPlayed(one);
    });
    await this.playSuspects(guess);
  }

  /** Plays cases once more, several at once. */
  async playOver(cases: readonly Case[], readings: Readings): Promise<void> {
    await this.forEach(cases, (one) => this.tryAgain(one, readings));
    await this.playSuspects(readings);
  }

  /** Plays the cases again that failed, or of which nothing is known: a busy machine is not the router's fault. */
  async playAgain(readings: Readings): Promise<void> {
    await this.playFailedAgain(readings);
    for (let round = 1; round <= MOST_TRIES; round++) {
      for (const { case: one } of [...this.played.values()]) {
        if (await this.isSpoilt(one, readings)) await this.playAlone(one, readings);
      }
    }
  }

  /** Plays a case when the machine and the router have less to do, and with more time between its steps; a few times at most. */
  async playAlone(one: Case, readings: Readings): Promise<void> {
    const tries = (this.tries.get(one.id) ?? 0) + 1;
    if (this.ground.isOver || tries > MOST_TRIES) return;
    this.tries.set(one.id, tries);
    await this.tryAgain(await widened(one), readings);
    await this.playSuspects(readings);
  }

  /** True if the last play of a case says nothing at its first difference: it was late, or not all clients could connect. */
  async isSpoilt({ id }: Case, readings: Readings): Promise<boolean> {
    const last = this.played.get(id);
    if (last === undefined || last.observation.isGone) return false;
    return isRefused(last.observation) || (await isLate(last, readings, this.expectations));
  }

  /** True if the last play of a case was not as it should be. */
  async differs({ case: { scenario }, observation }: Played, readings: Readings): Promise<boolean> {
    if (observation.breach !== undefined) return true;
    return compare(scenario, observation, await this.expectations.of(scenario, readings)) !== undefined;
  }

  // --- internal ---

  /** Keeps what came of a case. If the router is gone, any of the cases at that time may be the cause. */
  private note(one: Case, observation: Observation): void {
    this.played.set(one.id, { case: one, observation });
    if (observation.isGone && this.options.jobs > 1) this.suspects.set(one, observation);
  }

  /** Does the same with several cases at once, until the run is over. */
  private async forEach(cases: readonly Case[], work: (one: Case) => Promise<void>): Promise<void> {
    const queue = [...cases];
    const worker = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined && !this.ground.isOver; one = queue.shift())
        await work(one);
    };
    await Promise.all(Array.from({ length: this.options.jobs }, worker));
  }

  /** Plays the cases during which the router was gone again, each alone, to find those that end it. */
  private async playSuspects(guess: Readings): Promise<void> {
    const suspects = [...this.suspects];
    this.suspects.clear();
    const explained = new Set<number | undefined>();
    for (const [one, { end }] of suspects) {
      // If the router never came back, any of them may be the cause.
      if (!this.ground.isOver) {
        const observation = await this.play(one, guess);
        this.played.set(one.id, { case: one, observation });
      }
      if (this.played.get(one.id)?.observation.isGone) explained.add(end?.number);
    }
    for (const [end, those] of groupBy(suspects, ([, { end }]) => end?.number)) {
      if (explained.has(end)) continue;
      const says = those.flatMap(([, observation]) => observation.end?.says ?? []);
      this.endings.push({ cases: those.map(([{ id }]) => id), says: [...new Set(says)] });
    }
  }

  private async playFailedAgain(readings: Readings): Promise<void> {
    const before = new Map<Case, string>();
    for (const one of this.played.values()) {
      const failure = await this.failureIn(one, readings);
      if (failure !== undefined && !(await this.isSpoilt(one.case, readings))) before.set(one.case, failure);
    }
    await this.playOver([...before.keys()], readings);
    // What fails otherwise the second time may come from cases that were played at once.
    for (const [one, failure] of before) {
      const last = this.played.get(one.id);
      const now = last && (await this.failureIn(last, readings));
      if (now !== undefined && now !== failure && !this.ground.isOver) await this.tryAgain(one, readings);
    }
    await this.playSuspects(readings);
  }

  /** The place of the first difference; undefined if there is none, or the router was gone. */
  private async failureIn(
    { case: { scenario }, observation }: Played,
    readings: Readings,
  ): Promise<string | undefined> {
    if (observation.isGone) return undefined;
    if (observation.breach !== undefined) return observation.breach.rule;
    const difference = compare(scenario, observation, await this.expectations.of(scenario, readings));
    return difference && `${difference.step} ${difference.isMissing} ${difference.wanted?.receiver.name}`;
  }

  private async tryAgain(one: Case, readings: Readings): Promise<void> {
    const before = this.played.get(one.id)?.observation;
    const next = await this.play(one, readings, true);
    this.note(one, next);
    if (before === undefined || before.lateAt !== undefined || isRefused(before) || next.isGone) return;
    const isSurprise =
      (await this.expectations.areSame(one.scenario, before.guess, readings)) &&
      (await this.differs({ case: one, observation: before }, readings)) &&
      !(await this.differs({ case: one, observation: next }, readings));
    if (isSurprise) this.remarks.push(`${one.id} failed at first, and passed when it was played again.`);
  }

  /** @param isAgain true to wait for everything after each step, so that no message is taken for one of a later step */
  private async play(one: Case, guess: Readings, isAgain = false): Promise<Observation> {
    const expectation = await this.expectations.of(one.scenario, guess);
    const isThorough = isAgain || (this.isGuessing && one.scenario.logs.length > 1);
    return this.ground.play(one, { guess, expectation, isThorough, isPriming: this.isPriming });
  }
}

// --- internal ---

/** Maximum number of plays of a case alone. */
const MOST_TRIES = 3;
