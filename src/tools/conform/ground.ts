/** The place where cases are played: a router that is started again when it is gone. */
import { randomBytes } from 'node:crypto';
import type { Readings } from '../../../machines/readings.ts';
import type { Dict } from '../../../machines/vocabulary.ts';
import type { Serialisation } from '../../wire/serialisation.ts';
import type { Case } from './case.ts';
import { compare } from './comparison.ts';
import type { Expectation } from './expectation.ts';
import { type Observation, unplayed } from './observation.ts';
import { type PlayerOptions, playCase } from './player.ts';
import type { Stage } from './stage.ts';
import type { Target } from './target.ts';

/** The router of a run, and how it is used. */
export interface GroundOptions {
  readonly target: Target;
  readonly serialisation: Serialisation;
  /** True to start the router anew for each case. */
  readonly isFresh: boolean;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/** How a case is to be played. */
export interface Play {
  /** Readings that the router is expected to follow. */
  readonly guess: Readings;
  /** What the case leads to under the guess: what to wait for. */
  readonly expectation: Expectation;
  /** True to wait for everything after each step, since the guess may be wrong. */
  readonly isThorough: boolean;
  /** True to lead each rotation to the first callee before its first call. */
  readonly isPriming: boolean;
}

/** Plays cases on a router, and brings it back when it is gone. */
export class Ground {
  /** Details of the first WELCOME. */
  readonly welcome: Dict;
  /** True if the router is gone for good. */
  isDead = false;
  private readonly options: GroundOptions;
  private stage: Stage;
  private readonly base = randomBytes(4).toString('hex');
  private plays = 0;
  /** How often the router was gone. */
  private ends = 0;
  private reviving: Promise<void> | undefined;

  private constructor(options: GroundOptions, stage: Stage) {
    this.options = options;
    this.stage = stage;
    this.welcome = stage.welcome;
  }

  /** @throws Error if the router does not welcome a client, or does not permit the procedures of the cases */
  static async open(options: GroundOptions): Promise<Ground> {
    const stage = await options.target.open(options.serialisation, options.signal);
    try {
      await stage.checkPrefix();
    } catch (error) {
      stage.close();
      throw error;
    }
    return new Ground(options, stage);
  }

  /** True if no further case can be played. */
  get isOver(): boolean {
    return this.isDead || this.options.signal.aborted;
  }

  /** Plays a case, and looks whether the router is still there. */
  async play(one: Case, { expectation, ...play }: Play): Promise<Observation> {
    const { target, isFresh } = this.options;
    if (isFresh && target.isOurs) {
      this.stage.close();
      await target.stop();
    }
    if (!this.stage.isOpen) await this.revive();
    const unique = `${this.base}${++this.plays}`;
    const { stage, ends } = this;
    const observation = await this.observe(one, { ...play, expectation, stage, unique });
    const isDoubtful =
      hasClosings(observation) || compare(one.scenario, observation, expectation) !== undefined;
    const answers = !isDoubtful || (await this.answers(stage));
    const isGone = observation.isGone || !answers;
    // The connection of the client that stays may end after that of the others.
    if (isGone && stage.isOpen) {
      stage.giveUp();
      await target.stop();
    }
    const seen = isGone
      ? { ...observation, isGone, end: { number: ends + 1, says: await this.endOf(stage) } }
      : observation;
    if (!this.stage.isOpen) await this.revive();
    return seen;
  }

  /** Ends the client that stays; the router runs on. */
  close(): void {
    this.stage.close();
  }

  // --- internal ---

  private async observe(one: Case, options: PlayerOptions): Promise<Observation> {
    try {
      return one.play === undefined
        ? await playCase(one, options)
        : await one.play(options.stage, options.unique);
    } catch (error) {
      // A mistake of the suite costs one case, and is told.
      return unplayed(options.guess, `The suite could not play it: ${(error as Error).message}`);
    }
  }

  /** A sentence on how the router has ended. */
  private async endOf(stage: Stage): Promise<string> {
    if (stage.isGivenUp) return 'It did not answer any more.';
    return (await this.options.target.lastWords()) || 'It ended the connections of all clients.';
  }

  /** True if the router still answers a call. */
  private async answers(stage: Stage): Promise<boolean> {
    for (let tries = 0; tries < 3 && stage.isOpen; tries++)
      if ((await stage.ask(`${stage.options.prefix}.nobody`)) !== undefined) return true;
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
        this.stage = await target.open(serialisation, signal);
        this.ends++;
        return;
      } catch {
        await target.stop();
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
    }
    this.isDead = true;
  }
}

// --- internal ---

const hasClosings = ({ received }: Observation): boolean =>
  received.some((step) => step.some((one) => 'closed' in one));

/** Milliseconds before the next try to reach a router that is gone. */
const RETRY = 500;
