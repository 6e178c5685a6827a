/** A run of the cases in one serialisation: the portrait first, then the rest, then the verdicts. */
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Case, widened } from './case.ts';
import { compare } from './comparison.ts';
import { withoutConsequences } from './dependence.ts';
import { Expectations } from './expectation.ts';
import {
  announcedIn,
  announcing,
  excessFor,
  lackingIn,
  makesRealms,
  PROBES,
  ROTATION,
  shows,
  verdictWithoutPlay,
} from './features.ts';
import type { Ground } from './ground.ts';
import { type Inference, infer, type Played } from './inference.ts';
import { judgedIn } from './judged.ts';
import type { NamingOptions } from './naming.ts';
import type { Observation } from './observation.ts';
import type { CaseResult, FeatureSeen, JudgedRule, Run, SerialisationName } from './result.ts';
import { isLate, type Judged, judgeCase, notPlayed } from './verdict.ts';

export interface RunOptions {
  readonly serialisation: SerialisationName;
  readonly cases: readonly Case[];
  /** Cases that show features, which are played whether they are among the others or not. */
  readonly probes: readonly Case[];
  /** Readings that are known, and not inferred. */
  readonly readings: Partial<Readings>;
  /** Number of cases that are played at once. */
  readonly jobs: number;
  /** Writes the command that plays a case again. */
  readonly again: (id: string, readings: Partial<Readings>) => string;
  readonly onProgress: (done: number, all: number, id: string) => void;
}

/** Runs all cases. */
export const runCases = (ground: Ground, options: RunOptions): Promise<Run> =>
  new Running(options, ground).run();

// --- internal ---

/** Tries to judge a case for which real time had run ahead of the script. */
const MOST_TRIES = 3;

class Running {
  private readonly options: RunOptions;
  private readonly ground: Ground;
  private readonly expectations = new Expectations();
  private readonly played = new Map<string, Played>();
  /** Cases during which the router was gone, with other cases at once. */
  private readonly suspects = new Map<Case, Observation>();
  private readonly remarks: string[] = [];
  private done = 0;
  /** True until the readings that the router follows are known. */
  private isGuessing = true;
  /** True if `roundrobin` begins elsewhere than at the first callee. */
  private isPriming = false;

  constructor(options: RunOptions, ground: Ground) {
    this.options = options;
    this.ground = ground;
  }

  async run(): Promise<Run> {
    const start = performance.now();
    const { cases, probes, serialisation } = this.options;
    const announced = announcedIn(this.ground.welcome);
    await this.playAll(
      probes.filter(({ id }) => PROBES.some((probe) => probe.case === id)),
      this.known,
    );
    const features = this.features(announced);
    await this.findRotation();
    const works = new Set(features.filter((feature) => feature.works).map(({ feature }) => feature));
    const playable = cases.filter(
      (one) => lackingIn(one, works).length === 0 && excessFor(one, this.ground.welcome) === undefined,
    );
    // What tells readings apart goes first: the other cases then know what to wait for.
    await this.playAll(
      playable.filter(({ scenario, risk }) => scenario.logs.length > 1 && risk === 0),
      this.known,
    );
    const { readings: guess } = await this.infer();
    this.isGuessing = false;
    await this.playAll(playable, guess);
    await this.playSuspects(guess);
    const inference = await this.infer();
    await this.playAgain(inference.readings);
    const judged = this.judged(inference.readings, features);
    const naming = {
      readings: inference.readings,
      common: await this.commonIn(judged, inference.readings),
    };
    const results: CaseResult[] = [];
    for (const one of cases) results.push(await this.resultOf(one, naming, features));
    return {
      serialisation,
      seconds: Math.round(performance.now() - start) / 1_000,
      isComplete: !this.ground.isOver,
      portrait: { features, readings: inference.seen, remarks: this.remarks },
      cases: withoutConsequences(results).sort((one, other) => (one.id < other.id ? -1 : 1)),
      judged,
    };
  }

  // --- internal: playing ---

  /** Plays the cases that have not been played, several at once. */
  private async playAll(cases: readonly Case[], guess: Readings): Promise<void> {
    const queue = cases.filter((one) => !this.played.has(one.id) && !this.suspects.has(one));
    await this.atOnce(queue, async (one) => {
      const observation = await this.play(one, guess);
      if (observation.isGone && this.options.jobs > 1) this.suspects.set(one, observation);
      else this.played.set(one.id, { case: one, observation });
      if (this.options.cases.includes(one))
        this.options.onProgress(++this.done, this.options.cases.length, one.id);
    });
  }

  /** Takes the items of a list, several at once, until the run is over. */
  private async atOnce<T>(items: readonly T[], take: (item: T) => Promise<void>): Promise<void> {
    const queue = [...items];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined && !this.ground.isOver; next = queue.shift())
        await take(next);
    };
    await Promise.all(Array.from({ length: this.options.jobs }, work));
  }

  /** Finds out where `roundrobin` begins: the text does not say. */
  private async findRotation(): Promise<void> {
    const { feature, case: id, step, session, type } = ROTATION;
    const rotating = this.options.probes.find((one) => one.id === id);
    if (rotating === undefined || this.ground.isOver) return;
    const observation = await this.play(rotating, this.known);
    const begun = observation.received[step - 1]?.find((one) => 'message' in one);
    this.isPriming =
      begun !== undefined &&
      begun.session !== session &&
      shows({ feature, case: id, step, session: begun.session, type }, observation);
    if (this.isPriming)
      this.remarks.push('`roundrobin` does not begin with the callee that registered first.');
  }

  /** Plays the cases during which the router was gone again, each alone; any of them may be the cause if it never came back. */
  private async playSuspects(guess: Readings): Promise<void> {
    for (const [one, observation] of this.suspects) {
      const again = this.ground.isOver ? observation : await this.play(one, guess);
      this.played.set(one.id, { case: one, observation: again });
    }
  }

  /** Plays the cases again that failed, or that real time has spoilt: a busy machine is not the router's fault. */
  private async playAgain(readings: Readings): Promise<void> {
    const failures = new Map<string, string>();
    for (const one of this.played.values()) {
      const failure = await this.failureIn(one, readings);
      if (failure !== undefined && !(await isLate(one, readings, this.expectations)))
        failures.set(one.case.id, failure);
    }
    const failed = [...this.played.values()].filter((one) => failures.has(one.case.id));
    await this.atOnce(failed, (one) => this.playOnceMore(one, readings));
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      for (const one of [...this.played.values()]) {
        if (this.ground.isOver) return;
        // What fails otherwise the second time may come from cases that were played at once, and is played alone.
        const [before, now] = [failures.get(one.case.id), await this.failureIn(one, readings)];
        const isOther = tries === 1 && before !== undefined && now !== undefined && before !== now;
        if (isOther || (await isLate(one, readings, this.expectations)))
          await this.playOnceMore(one, readings);
      }
    }
  }

  /** The place of the first difference; undefined if there is none, or the router was gone. */
  private async failureIn(
    { case: { scenario }, observation }: Played,
    readings: Readings,
  ): Promise<string | undefined> {
    if (observation.isGone) return undefined;
    const difference = compare(scenario, observation, await this.expectations.of(scenario, readings));
    return difference && `${difference.step} ${difference.isMissing} ${difference.wanted?.receiver.name}`;
  }

  private async playOnceMore({ case: one, observation }: Played, readings: Readings): Promise<void> {
    const late = await isLate({ case: one, observation }, readings, this.expectations);
    const differs = await this.differs(one, observation, readings);
    const again = late ? await widened(one) : one;
    const next = await this.play(again, readings, !late);
    // Another case that was played at once may have ended the router.
    if (next.isGone && this.options.jobs > 1) return;
    const isSurprise = isSame(observation.guess, readings, one) && !late && !next.isGone;
    if (isSurprise && differs && !(await this.differs(again, next, readings)))
      this.remarks.push(`${one.id} failed at first, and passed when it was played again.`);
    this.played.set(one.id, { case: again, observation: next });
  }

  /** @param isAgain true to wait for everything after each step, so that no message is taken for one of a later step */
  private async play(one: Case, guess: Readings, isAgain = false): Promise<Observation> {
    const expectation = await this.expectations.of(one.scenario, guess);
    const isThorough = isAgain || (this.isGuessing && one.scenario.logs.length > 1);
    return this.ground.play(one, { guess, expectation, isThorough, isPriming: this.isPriming });
  }

  // --- internal: results ---

  private async infer(): Promise<Inference> {
    return infer(
      [...this.played.values()].filter(({ observation }) => !observation.isGone),
      this.expectations,
      this.options.readings,
    );
  }

  /** The readings that are known, and the defaults of the others. */
  private get known(): Readings {
    return { ...DEFAULT_READINGS, ...this.options.readings };
  }

  private async differs({ scenario }: Case, observation: Observation, readings: Readings): Promise<boolean> {
    return compare(scenario, observation, await this.expectations.of(scenario, readings)) !== undefined;
  }

  private features(announced: ReadonlySet<string>): FeatureSeen[] {
    return [...new Set(PROBES.map(({ feature }) => feature))].map((feature) => ({
      feature,
      isAnnounced: announced.has(feature),
      works: PROBES.some((probe) => {
        const played = this.played.get(probe.case);
        return probe.feature === feature && played !== undefined && shows(probe, played.observation);
      }),
    }));
  }

  private async resultOf(
    one: Case,
    naming: NamingOptions,
    features: readonly FeatureSeen[],
  ): Promise<CaseResult> {
    const { id, level, scenario } = one;
    const played = this.played.get(id);
    const judged =
      verdictWithoutPlay(one, features, { welcome: this.ground.welcome, isPriming: this.isPriming }) ??
      (await this.judge(one, naming, features));
    return {
      id,
      title: scenario.title,
      level,
      rules: scenario.rules,
      readings: scenario.readings,
      ...judged,
      script: scenario.steps.map(({ text }) => text),
      again: this.options.again(id, relevantTo(scenario, naming.readings)),
      ms: Math.round(played?.observation.ms ?? 0),
    };
  }

  private async judge(one: Case, naming: NamingOptions, features: readonly FeatureSeen[]): Promise<Judged> {
    const played = this.played.get(one.id);
    if (played === undefined) return notPlayed('The run ended before.');
    const { unplayable } = played.observation;
    if (unplayable !== undefined) return notPlayed(unplayable);
    if (makesRealms(played.observation))
      return notPlayed('It needs a realm that is unknown, and the router makes realms on demand.');
    const log = announcing(played.observation.log, features);
    const { case: latest, observation } = played;
    return judgeCase({ case: latest, observation: { ...observation, log } }, naming, this.expectations);
  }

  private judged(readings: Readings, features: readonly FeatureSeen[]): JudgedRule[] {
    return judgedIn([...this.played.values()], {
      readings,
      features,
      caseOf: (session) => this.ground.caseOf(session),
    });
  }

  /** The rules that are broken in cases that pass. */
  private async commonIn(judged: readonly JudgedRule[], readings: Readings): Promise<ReadonlySet<RuleId>> {
    const passed = new Set<string>();
    for (const [id, { case: one, observation }] of this.played)
      if (!(await this.differs(one, observation, readings))) passed.add(id);
    const common = judged.filter(({ breaches }) => breaches.some((breach) => passed.has(breach.case)));
    return new Set(common.map(({ rule }) => rule));
  }
}

/** True if readings agree in the questions that a case depends on. */
const isSame = (one: Readings, other: Readings, { scenario }: Case): boolean =>
  one.registrationId === other.registrationId && scenario.readings.every((id) => one[id] === other[id]);

/** Readings as they were inferred, in the questions that a scenario depends on. */
const relevantTo = ({ readings: cited }: Scenario, readings: Readings): Partial<Readings> => ({
  ...(readings.registrationId === DEFAULT_READINGS.registrationId
    ? {}
    : { registrationId: readings.registrationId }),
  ...Object.fromEntries(cited.map((id) => [id, readings[id]])),
});
