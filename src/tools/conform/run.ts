/** A run of the cases in one serialisation: the portrait first, then the rest, then the verdicts. */
import { DEFAULT_READINGS, READING_IDS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { namesOtherRealm } from '../scenario/needs.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { announcing } from './announcing.ts';
import type { Case } from './case.ts';
import { withoutConsequences } from './dependence.ts';
import {
  beginsElsewhere,
  featuresSeen,
  makesRealms,
  PROBES,
  ROTATION,
  verdictWithoutPlay,
} from './features.ts';
import type { Ground } from './ground.ts';
import { type Inference, infer, type Played } from './inference.ts';
import { judgedIn } from './judged.ts';
import type { NamingOptions } from './naming.ts';
import { isRefused } from './observation.ts';
import { Plays } from './plays.ts';
import type { CaseResult, FeatureSeen, JudgedRule, Run, SerialisationName } from './result.ts';
import { isBarred, isLate, type Judged, judgeCase, notPlayed } from './verdict.ts';

/** The cases of a run, and how they are played. */
export interface RunOptions {
  readonly serialisation: SerialisationName;
  readonly cases: readonly Case[];
  /** Cases that show features, which are played whether they are among the others or not. */
  readonly probes: readonly Case[];
  /** True if the clients join without authentication. */
  readonly isAnonymous: boolean;
  /** Readings that are known, and not inferred. */
  readonly readings: Partial<Readings>;
  /** Number of cases that are played at once. */
  readonly jobs: number;
  /** Writes the command that plays a case again. */
  readonly again: (id: string, readings: Partial<Readings>) => string;
  /** Called at the end of each case, with the numbers of cases played and to play. */
  readonly onProgress: (done: number, all: number, id: string) => void;
}

/** Runs all cases. */
export const runCases = (ground: Ground, options: RunOptions): Promise<Run> =>
  new Running(options, ground).run();

// --- internal ---

/** Tries to find out what one play does not tell. */
const MOST_TRIES = 3;

class Running {
  private readonly options: RunOptions;
  private readonly ground: Ground;
  private readonly plays: Plays;
  /** Cases that could not be played for want of time or connections. */
  private readonly hindered = new Set<string>();
  /** Number of cases that were played, or need not be. */
  private done = 0;

  constructor(options: RunOptions, ground: Ground) {
    this.options = options;
    this.ground = ground;
    this.plays = new Plays(ground, {
      jobs: options.jobs,
      onPlayed: ({ id }) => {
        if (options.cases.some((one) => one.id === id))
          options.onProgress(++this.done, options.cases.length, id);
      },
    });
  }

  async run(): Promise<Run> {
    const start = performance.now();
    const { cases, serialisation, isAnonymous } = this.options;
    const { plays, ground } = this;
    const features = await this.findFeatures();
    await this.findRotation();
    const seen = { welcome: ground.welcome, isAnonymous, isPriming: plays.isPriming };
    const settled = new Map(cases.map((one) => [one, verdictWithoutPlay(one, features, seen)]));
    const playable = cases.filter((one) => settled.get(one) === undefined);
    this.done = cases.length - playable.filter(({ id }) => !plays.played.has(id)).length;
    const { readings, seen: answers } = await this.playUntilKnown(playable, features);
    const judged = this.judged(readings, features);
    const naming = { readings, common: await this.commonIn(judged, readings) };
    const results: CaseResult[] = [];
    for (const one of cases) {
      const verdict = settled.get(one) ?? (await this.judge(one, naming, features));
      results.push(await this.resultOf(one, verdict, readings));
    }
    return {
      serialisation,
      seconds: Math.round(performance.now() - start) / 1_000,
      isComplete: !ground.isOver && this.hindered.size === 0,
      portrait: { features, readings: answers, remarks: plays.remarks },
      cases: withoutConsequences(results).sort((one, other) => (one.id < other.id ? -1 : 1)),
      judged,
      ...(plays.endings.length > 0 ? { endings: plays.endings } : {}),
    };
  }

  // --- internal: playing ---

  /** Plays the probes, and again those that do not show their feature: many cases depend on them. */
  private async findFeatures(): Promise<FeatureSeen[]> {
    const { plays, known } = this;
    const { probes } = this.options;
    await plays.playAll(probes, known);
    const working = this.featuresSeen().filter(({ works }) => works);
    await plays.playOver(probesWithout(working, probes), known);
    for (let tries = 1; tries <= MOST_TRIES; tries++)
      for (const one of probesWithout(this.featuresSeen(), probes)) await plays.playAlone(one, known);
    const seen = this.featuresSeen();
    for (const { feature, case: id } of PROBES)
      if (!seen.some((one) => one.feature === feature))
        this.remark(`Whether the router has ${feature} could not be found out: see ${id}.`);
    return seen;
  }

  /** Finds out where `roundrobin` begins: the text does not say. */
  private async findRotation(): Promise<void> {
    const { plays } = this;
    const rotating = plays.played.get(ROTATION.case);
    plays.isPriming = rotating !== undefined && beginsElsewhere(rotating.observation);
    if (!plays.isPriming || rotating === undefined) return;
    this.remark('`roundrobin` does not begin with the callee that registered first.');
    // From now on, the router is led to the first callee before the first call.
    await plays.playAlone(rotating.case, this.known);
  }

  /** Plays the other cases, and those again that failed, under the readings that the router is found to follow. */
  private async playUntilKnown(
    playable: readonly Case[],
    features: readonly FeatureSeen[],
  ): Promise<Inference> {
    const { plays } = this;
    // What tells readings apart goes first: the other cases then know what to wait for.
    const telling = playable.filter(({ scenario, risk }) => scenario.logs.length > 1 && risk === 'none');
    await plays.playAll(telling, this.known);
    const guess = await this.infer(features);
    plays.isGuessing = false;
    await plays.playAll(playable, guess.readings);
    let found = await this.infer(features);
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const { readings } = found;
      await plays.playAgain(readings);
      found = await this.infer(features);
      if (READING_IDS.every((id) => found.readings[id] === readings[id])) break;
    }
    return found;
  }

  // --- internal: results ---

  /** Without the cases that say nothing, or that need a feature which the router lacks: they show only that. */
  private async infer(features: readonly FeatureSeen[]): Promise<Inference> {
    const { played, expectations } = this.plays;
    const lacking = features.flatMap(({ feature, works }) => (works ? [] : [feature]));
    const telling: Played[] = [];
    for (const one of played.values()) {
      const isLacking = one.case.features.some((feature) => lacking.includes(feature));
      const isMute = one.observation.isGone || (await this.plays.isSpoilt(one.case, this.known));
      if (!isLacking && !isMute) telling.push(one);
    }
    return infer(telling, expectations, this.options.readings);
  }

  /** A router that is gone for good may have ended in any of the cases that it was gone in. */
  private featuresSeen(): FeatureSeen[] {
    const { ground, plays } = this;
    return featuresSeen(ground.welcome, (id) => {
      const observation = plays.played.get(id)?.observation;
      return observation?.isGone && ground.isOver ? undefined : observation;
    });
  }

  /** True if the router was seen to make a realm. */
  private get makesRealms(): boolean {
    return [...this.plays.played.values()].some(({ observation }) => makesRealms(observation));
  }

  /** The readings that are known, and the defaults of the others. */
  private get known(): Readings {
    return { ...DEFAULT_READINGS, ...this.options.readings };
  }

  private remark(sentence: string): void {
    const { remarks } = this.plays;
    if (!remarks.includes(sentence)) remarks.push(sentence);
  }

  private async resultOf(one: Case, judged: Judged, readings: Readings): Promise<CaseResult> {
    const { id, level, scenario } = one;
    return {
      id,
      title: scenario.title,
      level,
      rules: scenario.rules,
      readings: scenario.readings,
      ...judged,
      script: scenario.steps.map(({ text }) => text),
      again: this.options.again(id, await this.givenFor(scenario, readings)),
      ms: Math.round(this.plays.played.get(id)?.observation.ms ?? 0),
    };
  }

  /** Readings as they were inferred: those that a scenario cites, and others that change its outcome. */
  private async givenFor(scenario: Scenario, readings: Readings): Promise<Partial<Readings>> {
    const given: [ReadingId, string][] = [];
    for (const id of READING_IDS) {
      const usual = { ...readings, [id]: DEFAULT_READINGS[id] };
      const isGiven =
        scenario.readings.includes(id) || !(await this.plays.expectations.areSame(scenario, usual, readings));
      if (isGiven) given.push([id, readings[id]]);
    }
    return Object.fromEntries(given);
  }

  private async judge(one: Case, naming: NamingOptions, features: readonly FeatureSeen[]): Promise<Judged> {
    const { played, expectations } = this.plays;
    const last = played.get(one.id);
    if (last === undefined) return notPlayed('The run ended before this case.');
    const obstacle = last.observation.isGone ? undefined : await this.obstacleTo(last, naming.readings);
    if (obstacle !== undefined) return notPlayed(obstacle);
    const log = announcing(last.observation.log, features);
    const { case: latest, observation } = last;
    return judgeCase({ case: latest, observation: { ...observation, log } }, naming, expectations);
  }

  /** The reason why what came of a case says nothing of the router. */
  private async obstacleTo(played: Played, readings: Readings): Promise<string | undefined> {
    const { case: one, observation } = played;
    if (observation.unplayable !== undefined) return observation.unplayable;
    const hindrance = await this.hindranceTo(played, readings);
    if (hindrance !== undefined) {
      this.hindered.add(one.id);
      return hindrance;
    }
    if (namesOtherRealm(one.scenario) && this.makesRealms)
      return 'It needs a realm that is unknown, and the router makes realms on demand.';
    if (await isBarred(played, readings, this.plays.expectations))
      return 'It uses a URI outside of the prefix, which the clients are not authorized for.';
    return undefined;
  }

  /** The reason why a case could not be played this time. */
  private async hindranceTo(played: Played, readings: Readings): Promise<string | undefined> {
    const { observation } = played;
    if (isRefused(observation))
      return `Expected each client to connect, but ${observation.stopped?.came}. With fewer --jobs, fewer connect at once.`;
    if (await isLate(played, readings, this.plays.expectations))
      return 'The machine or the router was too slow for the times of its script.';
    return undefined;
  }

  private judged(readings: Readings, features: readonly FeatureSeen[]): JudgedRule[] {
    const { cases } = this.options;
    // Probes that were not asked for are no evidence against the cases that were.
    const asked = [...this.plays.played.values()].filter((one) => cases.some(({ id }) => id === one.case.id));
    return judgedIn(asked, { readings, features });
  }

  /** The rules that are broken in cases that pass. */
  private async commonIn(judged: readonly JudgedRule[], readings: Readings): Promise<ReadonlySet<RuleId>> {
    const passed = new Set<string>();
    for (const [id, one] of this.plays.played) if (!(await this.plays.differs(one, readings))) passed.add(id);
    const common = judged.filter(({ breaches }) => breaches.some((breach) => passed.has(breach.case)));
    return new Set(common.map(({ rule }) => rule));
  }
}

/** The cases that show other features than these. */
const probesWithout = (features: readonly FeatureSeen[], cases: readonly Case[]): readonly Case[] =>
  cases.filter(({ id }) =>
    PROBES.some((probe) => probe.case === id && !features.some(({ feature }) => feature === probe.feature)),
  );
