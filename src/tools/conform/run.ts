/** A run of the cases in one serialisation: the portrait first, then the rest, then the verdicts. */
import { randomBytes } from 'node:crypto';
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import type { Dict } from '../../../machines/vocabulary.ts';
import type { Serialisation } from '../../wire/serialisation.ts';
import { judge } from '../judge/judge.ts';
import { type Case, widened } from './case.ts';
import { compare } from './comparison.ts';
import { Expectations } from './expectation.ts';
import {
  ANNOUNCEMENT,
  announcedIn,
  excessFor,
  judgeAnnouncement,
  lackingIn,
  makesRealms,
  PROBES,
  ROTATION,
  shows,
} from './features.ts';
import { type Inference, infer, type Played } from './inference.ts';
import { isBinding, TOLERANCE } from './naming.ts';
import type { Observation } from './observation.ts';
import { type PlayerOptions, playCase } from './player.ts';
import type { CaseResult, FeatureSeen, JudgedRule, Run, SerialisationName } from './result.ts';
import type { Stage } from './stage.ts';
import type { Target } from './target.ts';
import { isLate, type Judged, judgeCase } from './verdict.ts';

export interface RunOptions {
  readonly target: Target;
  readonly serialisation: Serialisation;
  readonly cases: readonly Case[];
  /** Number of cases that are played at once. */
  readonly jobs: number;
  /** True to start the router anew for each case. */
  readonly isFresh: boolean;
  /** Writes the command that plays a case again. */
  readonly again: (id: string) => string;
  readonly onProgress: (done: number, all: number, id: string) => void;
  /** Ends the run early, with what there is. */
  readonly signal: AbortSignal;
}

/**
 * Runs all cases.
 *
 * @returns the run, and the details of the router's WELCOME
 * @throws Error if the router does not welcome a client at the start
 */
export async function runCases(options: RunOptions): Promise<{ readonly run: Run; readonly welcome: Dict }> {
  const running = new Running(options, await options.target.open(options.serialisation));
  try {
    return await running.run();
  } finally {
    running.stage.close();
  }
}

// --- internal ---

/** Tries to judge a case for which real time had run ahead of the script. */
const MOST_TRIES = 3;

class Running {
  stage: Stage;
  private readonly options: RunOptions;
  private readonly welcome: Dict;
  private readonly expectations = new Expectations();
  private readonly played = new Map<string, Played>();
  /** Cases during which the router was gone, with other cases at once. */
  private readonly suspects = new Set<Case>();
  /** The cases of the log's sessions, by the name of the play. */
  private readonly casesOf = new Map<string, string>();
  private readonly remarks: string[] = [];
  private readonly base = randomBytes(4).toString('hex');
  private plays = 0;
  private done = 0;
  /** True until the readings that the router follows are known. */
  private isGuessing = true;
  /** True if `roundrobin` begins elsewhere than at the first callee. */
  private isPriming = false;
  private isDead = false;
  private reviving: Promise<void> | undefined;

  constructor(options: RunOptions, stage: Stage) {
    this.options = options;
    this.stage = stage;
    this.welcome = stage.welcome;
  }

  async run(): Promise<{ readonly run: Run; readonly welcome: Dict }> {
    const start = performance.now();
    const { cases, serialisation } = this.options;
    const announced = announcedIn(this.welcome);
    await this.playAll(
      cases.filter(({ id }) => PROBES.some((probe) => probe.case === id)),
      DEFAULT_READINGS,
    );
    const features = this.features(announced);
    await this.findRotation();
    const works = new Set(features.filter((feature) => feature.works).map(({ feature }) => feature));
    const playable = cases.filter(
      (one) => lackingIn(one, works).length === 0 && excessFor(one, this.welcome) === undefined,
    );
    // What tells readings apart goes first: the other cases then know what to wait for.
    await this.playAll(
      playable.filter(({ scenario, risk }) => scenario.logs.length > 1 && risk === 0),
      DEFAULT_READINGS,
    );
    const { readings: guess } = await this.infer();
    this.isGuessing = false;
    await this.playAll(playable, guess);
    await this.playSuspects(guess);
    const inference = await this.infer();
    await this.playAgain(inference.readings);
    const results: CaseResult[] = [];
    for (const one of cases) results.push(await this.resultOf(one, inference, features));
    const run: Run = {
      serialisation: serialisation.protocol.split('.').at(-1) as SerialisationName,
      seconds: Math.round(performance.now() - start) / 1_000,
      isComplete: !this.isDead && !this.options.signal.aborted,
      portrait: { features, readings: inference.seen, remarks: this.remarks },
      cases: results.sort((one, other) => (one.id < other.id ? -1 : 1)),
      judged: this.judged(inference.readings),
    };
    return { run, welcome: this.welcome };
  }

  // --- internal: playing ---

  /** Plays the cases that have not been played, several at once. */
  private async playAll(cases: readonly Case[], guess: Readings): Promise<void> {
    const queue = cases.filter((one) => !this.played.has(one.id) && !this.suspects.has(one));
    const work = async (): Promise<void> => {
      for (;;) {
        const one = queue.shift();
        if (one === undefined || this.isOver) return;
        const observation = await this.play(one, guess);
        if (observation.isGone && this.options.jobs > 1) this.suspects.add(one);
        else this.played.set(one.id, { case: one, observation });
        this.options.onProgress(++this.done, this.options.cases.length, one.id);
      }
    };
    const jobs = this.options.isFresh ? 1 : this.options.jobs;
    await Promise.all(Array.from({ length: jobs }, work));
  }

  /** Finds out where `roundrobin` begins: the text does not say. */
  private async findRotation(): Promise<void> {
    const { feature, case: id, step, session, type } = ROTATION;
    const rotating = this.options.cases.find((one) => one.id === id);
    if (rotating === undefined || this.isOver) return;
    const observation = await this.play(rotating, DEFAULT_READINGS);
    const begun = observation.received[step - 1]?.find((one) => 'message' in one);
    this.isPriming =
      begun !== undefined &&
      begun.session !== session &&
      shows({ feature, case: id, step, session: begun.session, type }, observation);
    if (this.isPriming)
      this.remarks.push('`roundrobin` does not begin with the callee that registered first.');
  }

  /** Plays the cases during which the router was gone again, each alone. */
  private async playSuspects(guess: Readings): Promise<void> {
    for (const one of this.suspects) {
      if (this.isOver) break;
      this.played.set(one.id, { case: one, observation: await this.play(one, guess) });
    }
  }

  /** Plays the cases again that failed, or that real time has spoilt: a busy machine is not the router's fault. */
  private async playAgain(readings: Readings): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES && !this.isOver; tries++) {
      for (const { case: one, observation } of [...this.played.values()]) {
        if (this.isOver) return;
        const late = await isLate({ case: one, observation }, readings, this.expectations);
        const differs = await this.differs(one, observation, readings);
        if (observation.isGone || !(late || (tries === 1 && differs))) continue;
        const again = late ? await widened(one) : one;
        const next = await this.play(again, readings, !late);
        const isSurprise = isSame(observation.guess, readings, one) && !late && !next.isGone;
        if (isSurprise && differs && !(await this.differs(again, next, readings)))
          this.remarks.push(`${one.id} failed at first, and passed when it was played again.`);
        this.played.set(one.id, { case: again, observation: next });
      }
    }
  }

  /** @param isAgain true to wait for everything after each step, so that no message is taken for one of a later step */
  private async play(one: Case, guess: Readings, isAgain = false): Promise<Observation> {
    if (this.options.isFresh && this.options.target.isOurs) {
      this.stage.close();
      await this.options.target.stop();
    }
    if (!this.stage.isOpen) await this.revive();
    const unique = `${this.base}${++this.plays}`;
    this.casesOf.set(unique, one.id);
    const expectation = await this.expectations.of(one.scenario, guess);
    const isThorough = isAgain || (this.isGuessing && one.scenario.logs.length > 1);
    const observation = await this.observe(one, { guess, expectation, isThorough, unique });
    const isHung =
      !observation.isGone &&
      compare(one.scenario, observation, expectation) !== undefined &&
      !(await this.answers());
    if (isHung) {
      this.stage.close();
      await this.options.target.stop();
    }
    if (!this.stage.isOpen) await this.revive();
    return isHung ? { ...observation, isGone: true } : observation;
  }

  private observe(one: Case, options: Omit<PlayerOptions, 'stage' | 'isPriming'>): Promise<Observation> {
    const { stage, isPriming } = this;
    if (one.play !== undefined) return one.play(stage, options.unique);
    return playCase(one, { ...options, stage, isPriming });
  }

  /** True if the router still answers a call. */
  private async answers(): Promise<boolean> {
    for (let tries = 0; tries < 3 && this.stage.isOpen; tries++)
      if ((await this.stage.ask(`${this.stage.options.prefix}.nobody`)) !== undefined) return true;
    return false;
  }

  /** Opens a new stage, on a router that is started again if it is ours. */
  private revive(): Promise<void> {
    this.reviving ??= this.reopen().finally(() => {
      this.reviving = undefined;
    });
    return this.reviving;
  }

  private async reopen(): Promise<void> {
    const { target, serialisation, signal } = this.options;
    for (let tries = 0; tries < 3 && !signal.aborted; tries++) {
      try {
        this.stage = await target.open(serialisation);
        return;
      } catch {
        await target.stop();
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
    this.isDead = true;
  }

  private get isOver(): boolean {
    return this.isDead || this.options.signal.aborted;
  }

  // --- internal: results ---

  private async infer(): Promise<Inference> {
    return infer(
      [...this.played.values()].filter(({ observation }) => !observation.isGone),
      this.expectations,
    );
  }

  private async differs({ scenario }: Case, observation: Observation, readings: Readings): Promise<boolean> {
    return compare(scenario, observation, await this.expectations.of(scenario, readings)) !== undefined;
  }

  private features(announced: ReadonlySet<string>): FeatureSeen[] {
    return PROBES.map((probe) => {
      const played = this.played.get(probe.case);
      const works = played !== undefined && shows(probe, played.observation);
      return { feature: probe.feature, isAnnounced: announced.has(probe.feature), works };
    });
  }

  private async resultOf(
    one: Case,
    { readings }: Inference,
    features: readonly FeatureSeen[],
  ): Promise<CaseResult> {
    const { id, level, scenario } = one;
    const played = this.played.get(id);
    const judged = this.withoutPlay(one, features) ?? (await this.judge(one, readings));
    return {
      id,
      title: scenario.title,
      level,
      rules: scenario.rules,
      readings: scenario.readings,
      ...judged,
      script: scenario.steps.map(({ text }) => text),
      again: this.options.again(id),
      ms: Math.round(played?.observation.ms ?? 0),
    };
  }

  private async judge(one: Case, readings: Readings): Promise<Judged> {
    const played = this.played.get(one.id);
    if (played === undefined) return notPlayed('The run ended before.');
    const { unplayable } = played.observation;
    if (unplayable !== undefined) return notPlayed(unplayable);
    if (makesRealms(played.observation))
      return notPlayed('It needs a realm that is unknown, and the router makes realms on demand.');
    return judgeCase(played, readings, this.expectations);
  }

  /** The verdict on a case that its messages do not decide; undefined if they do. */
  private withoutPlay(one: Case, features: readonly FeatureSeen[]): Judged | undefined {
    if (one.id === ANNOUNCEMENT) return judgeAnnouncement(features);
    const excess = excessFor(one, this.welcome);
    if (excess !== undefined)
      return notPlayed(`It is about a router without ${excess}, and this one has it.`);
    const lacking = features.filter(({ feature, works }) => !works && one.features.includes(feature));
    const missing = lacking.find(({ isAnnounced }) => !isAnnounced);
    if (missing !== undefined)
      return { verdict: 'not announced', says: [`The router neither announces nor has ${missing.feature}.`] };
    const [broken] = lacking;
    const probe = PROBES.find(({ feature }) => feature === broken?.feature);
    if (broken === undefined || PROBES.some((each) => each.case === one.id)) return undefined;
    return notPlayed(`The router announces ${broken.feature}, which does not work: see ${probe?.case}.`);
  }

  private judged(readings: Readings): JudgedRule[] {
    const log = [...this.played.values()]
      .flatMap(({ observation }) => observation.log)
      .sort((one, other) => one.at - other.at);
    return judge(log, readings, { tolerance: TOLERANCE }).flatMap(({ rule, broken }): JudgedRule[] => {
      if (broken.length === 0) return [];
      const breaches = broken.map(({ line, says }) => {
        const [play = ''] = (log[line - 1]?.session ?? '').split(' ');
        return { case: this.casesOf.get(play) ?? '', says };
      });
      return [{ rule, outcome: isBinding(rule) ? 'broken' : 'departed', breaches }];
    });
  }
}

/** True if readings agree in the questions that a case depends on. */
const isSame = (one: Readings, other: Readings, { scenario }: Case): boolean =>
  one.registrationId === other.registrationId && scenario.readings.every((id) => one[id] === other[id]);

const notPlayed = (reason: string): Judged => ({ verdict: 'not played', says: [reason] });
