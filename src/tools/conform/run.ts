/** A run of the cases in one serialisation: the portrait first, then the rest, then the verdicts. */
import { DEFAULT_READINGS, READING_IDS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { namesOtherRealm } from '../scenario/needs.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { announcing } from './announcing.ts';
import { type Case, widened } from './case.ts';
import { compare } from './comparison.ts';
import { withoutConsequences } from './dependence.ts';
import { Expectations } from './expectation.ts';
import { announcedIn, makesRealms, PROBES, ROTATION, shows, verdictWithoutPlay } from './features.ts';
import type { Ground } from './ground.ts';
import { type Inference, infer, type Played } from './inference.ts';
import { judgedIn } from './judged.ts';
import type { NamingOptions } from './naming.ts';
import type { Observation } from './observation.ts';
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
  /** Numbers of cases for the progress: those played, and all. */
  private done = 0;
  private all: number;
  /** True until the readings that the router follows are known. */
  private isGuessing = true;
  /** True if `roundrobin` begins elsewhere than at the first callee. */
  private isPriming = false;

  constructor(options: RunOptions, ground: Ground) {
    this.options = options;
    this.ground = ground;
    this.all = options.cases.length;
  }

  async run(): Promise<Run> {
    const start = performance.now();
    const { cases, probes, serialisation, isAnonymous } = this.options;
    await this.playAll(
      probes.filter(({ id }) => PROBES.some((probe) => probe.case === id)),
      this.known,
    );
    await this.playSuspects(this.known);
    const features = this.features();
    await this.findRotation();
    const seen = { welcome: this.ground.welcome, isAnonymous, isPriming: this.isPriming };
    const settled = new Map(cases.map((one) => [one, verdictWithoutPlay(one, features, seen)]));
    const playable = cases.filter((one) => settled.get(one) === undefined);
    this.all = playable.length;
    this.done = playable.filter(({ id }) => this.played.has(id)).length;
    // What tells readings apart goes first: the other cases then know what to wait for.
    await this.playAll(
      playable.filter(({ scenario, risk }) => scenario.logs.length > 1 && risk === 'none'),
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
    for (const one of cases) {
      const verdict = settled.get(one) ?? (await this.judge(one, naming, features));
      results.push(await this.resultOf(one, verdict, inference.readings));
    }
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
    const left = cases.filter((one) => !this.played.has(one.id) && !this.suspects.has(one));
    await this.forEach(left, async (one) => {
      this.note(one, await this.play(one, guess));
      if (this.options.cases.includes(one)) this.options.onProgress(++this.done, this.all, one.id);
    });
  }

  /** Keeps what came of a case. If the router is gone, any of the cases at that time may be the cause. */
  private note(one: Case, observation: Observation): void {
    if (observation.isGone && this.options.jobs > 1) this.suspects.set(one, observation);
    else this.played.set(one.id, { case: one, observation });
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

  /** Plays the cases during which the router was gone again, each alone; if it never came back, any may be the cause. */
  private async playSuspects(guess: Readings): Promise<void> {
    for (const [one, observation] of this.suspects) {
      const again = this.ground.isOver ? observation : await this.play(one, guess);
      this.played.set(one.id, { case: one, observation: again });
    }
    this.suspects.clear();
  }

  /** Plays the cases again that failed, or that real time has spoilt: a busy machine is not the router's fault. */
  private async playAgain(readings: Readings): Promise<void> {
    await this.playFailedAgain(readings);
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      // These are played alone, when the machine has less to do, and with more time between their steps.
      for (const one of [...this.played.values()]) {
        if (this.ground.isOver || one.observation.isGone) continue;
        if (await isLate(one, readings, this.expectations))
          await this.tryAgain(await widened(one.case), readings);
      }
    }
    await this.playSuspects(readings);
  }

  private async playFailedAgain(readings: Readings): Promise<void> {
    const before = new Map<Case, string>();
    for (const one of this.played.values()) {
      const failure = await this.failureIn(one, readings);
      const late = await isLate(one, readings, this.expectations);
      if (failure !== undefined && !late) before.set(one.case, failure);
    }
    await this.forEach([...before.keys()], (one) => this.tryAgain(one, readings));
    // What fails otherwise the second time may come from cases that were played at once.
    for (const [one, failure] of before) {
      const played = this.played.get(one.id);
      const now = played && (await this.failureIn(played, readings));
      if (now !== undefined && now !== failure && !this.ground.isOver) await this.tryAgain(one, readings);
    }
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
    const isSurprise =
      before !== undefined &&
      before.lateAt === undefined &&
      (await this.expectations.areSame(one.scenario, before.guess, readings));
    if (isSurprise && !next.isGone && !(await this.differs(one, next, readings)))
      this.remarks.push(`${one.id} failed at first, and passed when it was played again.`);
  }

  /** @param isAgain true to wait for everything after each step, so that no message is taken for one of a later step */
  private async play(one: Case, guess: Readings, isAgain = false): Promise<Observation> {
    const expectation = await this.expectations.of(one.scenario, guess);
    const isThorough = isAgain || (this.isGuessing && one.scenario.logs.length > 1);
    return this.ground.play(one, { guess, expectation, isThorough, isPriming: this.isPriming });
  }

  // --- internal: results ---

  /** Without the cases that need a feature which the router lacks: they show only that. */
  private async infer(): Promise<Inference> {
    const lacking = this.features().flatMap(({ feature, works }) => (works ? [] : [feature]));
    const telling = [...this.played.values()].filter(
      ({ case: { features }, observation }) =>
        !observation.isGone && !features.some((feature) => lacking.includes(feature)),
    );
    return infer(telling, this.expectations, this.options.readings);
  }

  /** True if the router was seen to make a realm. */
  private get makesRealms(): boolean {
    return [...this.played.values()].some(({ observation }) => makesRealms(observation));
  }

  /** The readings that are known, and the defaults of the others. */
  private get known(): Readings {
    return { ...DEFAULT_READINGS, ...this.options.readings };
  }

  private async differs({ scenario }: Case, observation: Observation, readings: Readings): Promise<boolean> {
    if (observation.breach !== undefined) return true;
    return compare(scenario, observation, await this.expectations.of(scenario, readings)) !== undefined;
  }

  /** Without the features of which nothing is known yet, since the run ended before all of their probes. */
  private features(): FeatureSeen[] {
    const announced = announcedIn(this.ground.welcome);
    return [...new Set(PROBES.map(({ feature }) => feature))].flatMap((feature) => {
      const probes = PROBES.filter((probe) => probe.feature === feature);
      const works = probes.some((probe) => {
        const played = this.played.get(probe.case);
        return played !== undefined && shows(probe, played.observation);
      });
      const isKnown = works || probes.every((probe) => this.played.has(probe.case));
      return isKnown ? [{ feature, isAnnounced: announced.has(feature), works }] : [];
    });
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
      ms: Math.round(this.played.get(id)?.observation.ms ?? 0),
    };
  }

  /** Readings as they were inferred: those that a scenario cites, and others that change its outcome. */
  private async givenFor(scenario: Scenario, readings: Readings): Promise<Partial<Readings>> {
    const given: [ReadingId, string][] = [];
    for (const id of READING_IDS) {
      const usual = { ...readings, [id]: DEFAULT_READINGS[id] };
      const isGiven =
        scenario.readings.includes(id) || !(await this.expectations.areSame(scenario, usual, readings));
      if (isGiven) given.push([id, readings[id]]);
    }
    return Object.fromEntries(given);
  }

  private async judge(one: Case, naming: NamingOptions, features: readonly FeatureSeen[]): Promise<Judged> {
    const played = this.played.get(one.id);
    if (played === undefined) return notPlayed('The run ended before this case.');
    const obstacle = played.observation.isGone ? undefined : await this.obstacleTo(played, naming.readings);
    if (obstacle !== undefined) return notPlayed(obstacle);
    const log = announcing(played.observation.log, features);
    const { case: latest, observation } = played;
    return judgeCase({ case: latest, observation: { ...observation, log } }, naming, this.expectations);
  }

  /** The reason why what came of a case says nothing of the router. */
  private async obstacleTo(played: Played, readings: Readings): Promise<string | undefined> {
    const { case: one, observation } = played;
    if (observation.unplayable !== undefined) return observation.unplayable;
    if (await isLate(played, readings, this.expectations))
      return 'The machine or the router was too slow for the times of its script.';
    if (namesOtherRealm(one.scenario) && this.makesRealms)
      return 'It needs a realm that is unknown, and the router makes realms on demand.';
    if (await isBarred(played, readings, this.expectations))
      return 'It uses a URI outside of the prefix, which the clients are not authorized for.';
    return undefined;
  }

  private judged(readings: Readings, features: readonly FeatureSeen[]): JudgedRule[] {
    const { cases } = this.options;
    // Probes that were not asked for are no evidence against the cases that were.
    const asked = [...this.played.values()].filter((one) => cases.some(({ id }) => id === one.case.id));
    return judgedIn(asked, {
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
