/** Plays a scenario on a system under test, step by step, and compares the effects with the log. */

import { REQUESTS } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import type { Readings } from '../../../machines/readings.ts';
import { CLOSE_REALM } from '../../../machines/uris.ts';
import { type Place, ScenarioError } from './error.ts';
import {
  type Bindings,
  type Difference,
  firstDifference,
  type Inboxes,
  matchStep,
  NOTHING_BOUND,
  placeOfDifference,
  receiverOf,
  showReceived,
} from './match.ts';
import { type Action, type LogLine, logFor, placeIn, type Scenario, type Sent } from './scenario.ts';
import { Chance, REALM, type Received, type SystemOptions, type SystemUnderTest } from './systems/system.ts';
import { evaluate, type WireId } from './words.ts';

export interface PlayOptions {
  readonly readings: Readings;
  /** Seed of session ids, and of random numbers that the script does not name. */
  readonly seed: number;
}

/** A failed scenario: the step, the difference, and everything needed to replay it. */
export interface Failure extends PlayOptions {
  readonly scenario: Scenario;
  /** Name of the system under test. */
  readonly system: string;
  readonly error: ScenarioError;
  /** Number of the step. */
  readonly step: number;
  /** True if the step could not be taken, since an earlier one had another outcome. */
  readonly isImpossible: boolean;
  /** The expected and the received messages of the step. */
  readonly expected: readonly string[];
  readonly came: readonly string[];
}

/** Starts a system under test. */
export type Open = (options: SystemOptions) => Promise<SystemUnderTest>;

/**
 * Plays a scenario up to its last step, or to the one that fails.
 *
 * @param open starts the system under test, which is closed afterwards
 * @returns the failure; undefined if there is none, or the scenario has no log for these readings
 */
export async function play(
  scenario: Scenario,
  open: Open,
  { readings, seed }: PlayOptions,
): Promise<Failure | undefined> {
  const log = logFor(scenario, readings);
  if (log === undefined) return undefined;
  const system = await open(settingOf(scenario, { readings, seed }));
  const playing = new Playing(scenario, system);
  const context = { scenario, system: system.name, readings, seed };
  try {
    for (const [index, { line: place }] of scenario.steps.entries()) {
      const step = index + 1;
      const lines = log.lines.filter((line) => line.step === step);
      const expected = lines.flatMap((line) =>
        line.expected.map(({ text }) => `${line.receiver.text} ${text}`),
      );
      try {
        const inboxes = await playing.take(step, lines);
        const { bindings } = playing;
        const matched = matchStep(lines, inboxes, bindings);
        if (matched === undefined) {
          const difference = firstDifference(lines, inboxes, bindings);
          const where = whereIs(difference, scenario, place);
          const error = new ScenarioError(where, difference.expected, difference.came);
          const came = [...inboxes.values()].flat().map(showReceived);
          return { ...context, error, step, isImpossible: false, expected, came };
        }
        playing.bindings = matched;
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        return { ...context, error, step, isImpossible: true, expected, came: [] };
      }
    }
    return undefined;
  } finally {
    await system.close();
  }
}

/** Options of the system under test for a scenario. */
export const settingOf = (
  { draws, limits, methods }: Scenario,
  { readings, seed }: PlayOptions,
): SystemOptions => ({
  readings,
  limits,
  methods,
  chance: new Chance(seed, draws),
});

/** True for a step whose WELCOME or GOODBYE a log need not list. */
export const isImplying = (action: Action): action is Extract<Action, { does: 'join' | 'leave' }> =>
  action.does === 'join' || action.does === 'leave';

/** The messages of the session that joins or leaves, without those that a log need not list. */
export function withoutImplied({ does }: Action, inbox: readonly Received[]): Received[] {
  const implied: readonly unknown[] = does === 'join' ? [CODES.WELCOME] : [CODES.GOODBYE, 'closed'];
  return inbox.filter((one, index) => ('closed' in one ? 'closed' : one.message[0]) !== implied[index]);
}

/** Takes the steps of a scenario, one after the other. */
export class Playing {
  bindings: Bindings = NOTHING_BOUND;
  private readonly scenario: Scenario;
  private readonly system: SystemUnderTest;
  /** The last request id of each session. */
  private readonly requests = new Map<string, number>();

  constructor(scenario: Scenario, system: SystemUnderTest) {
    this.scenario = scenario;
    this.system = system;
  }

  /**
   * Takes a step.
   *
   * @param step its number
   * @param lines log lines of the step; WELCOME and GOODBYE may be implied
   * @returns the received messages
   * @throws ScenarioError if the step is impossible
   */
  async take(step: number, lines: readonly LogLine[]): Promise<Inboxes> {
    await this.act(step);
    const inboxes = new Map<string, Received[]>();
    for (const received of await this.system.received()) {
      const inbox = inboxes.get(received.session);
      if (inbox === undefined) inboxes.set(received.session, [received]);
      else inbox.push(received);
    }
    this.dropUnsaid(step, lines, inboxes);
    return inboxes;
  }

  /** The session that a sender stands for. */
  senderOf(step: number): string {
    const { action } = this.scenario.steps[step - 1] as Scenario['steps'][number];
    const name = 'session' in action ? action.session : '';
    if (!name.startsWith('?')) return name;
    return (
      this.bindings.who.get(name) ??
      this.fail(step, `a session that ${name} stands for`, 'nobody was asked', name)
    );
  }

  // --- internal ---

  private async act(step: number): Promise<void> {
    const { action } = this.scenario.steps[step - 1] as Scenario['steps'][number];
    if (action.does === 'pass') return this.system.pass(action.ms);
    if (action.does === 'shutDown') return this.system.shutDown();
    const session = this.senderOf(step);
    const isConnected = this.system.isConnected(session);
    if (action.does === 'connect' || action.does === 'join') {
      if (isConnected)
        this.fail(step, `${session} to be gone before it comes again`, 'it is connected', session);
      this.requests.set(session, 0);
      await this.system.connect(session);
      if (action.does === 'join')
        await this.system.send(session, [CODES.HELLO, REALM, { roles: action.roles }]);
      return;
    }
    if (!isConnected) this.fail(step, `${session} to be connected`, 'its connection has ended', session);
    switch (action.does) {
      case 'send':
        return this.system.send(session, this.messageOf(step, session, action.message));
      case 'raw':
        return typeof action.raw === 'string'
          ? this.system.sendText(session, action.raw)
          : this.system.send(session, action.raw);
      case 'leave':
        return this.system.send(session, [CODES.GOODBYE, {}, CLOSE_REALM]);
      case 'lose':
        return this.system.lose(session);
      case 'obstruct':
        return this.system.obstruct(session, action.obstacle);
      case 'answer':
        if (!this.system.isAsked(session))
          this.fail(step, `an open question about ${session}`, 'there is none', session);
        return this.system.answer(session, action.verdict);
    }
  }

  private messageOf(step: number, session: string, { type, fields }: Sent): unknown[] {
    const chosen = REQUESTS.includes(type) ? fields[0]?.term : undefined;
    const last = this.requests.get(session) ?? 0;
    if (chosen?.kind === 'id' && !this.bindings.ids.has(chosen.name)) {
      this.requests.set(session, last + 1);
      this.bindings = { ...this.bindings, ids: new Map(this.bindings.ids).set(chosen.name, last + 1) };
    } else if (chosen?.kind === 'value' && typeof chosen.value === 'number') {
      this.requests.set(session, Math.max(last, chosen.value));
    }
    const idOf = (name: string): WireId =>
      this.bindings.ids.get(name) ??
      this.fail(step, `${name} to be known`, 'nothing that came has bound it', name);
    return [(CODES as Record<string, number>)[type], ...fields.map(({ term }) => evaluate(term, idOf))];
  }

  /** Drops the implied WELCOME and GOODBYE unless the log lists them. */
  private dropUnsaid(step: number, lines: readonly LogLine[], inboxes: Map<string, Received[]>): void {
    const { action } = this.scenario.steps[step - 1] as Scenario['steps'][number];
    if (!isImplying(action)) return;
    const session = this.senderOf(step);
    if (lines.some((line) => receiverOf(line, this.bindings) === session)) return;
    const said = withoutImplied(action, inboxes.get(session) ?? []);
    if (said.length === 0) inboxes.delete(session);
    else inboxes.set(session, said);
  }

  private fail(step: number, expected: string, came: string, word: string): never {
    const { line, action } = this.scenario.steps[step - 1] as Scenario['steps'][number];
    // A variable stands for another session.
    const isActor = 'session' in action && word === (this.bindings.who.get(action.session) ?? action.session);
    const actor = isActor ? action.session : word;
    throw new ScenarioError(placeIn(this.scenario, line, actor), expected, came);
  }
}

// --- internal ---

/** The place of a difference in the log; that of the step if the log has nothing about it. */
const whereIs = (difference: Difference, scenario: Scenario, step: number): Place =>
  placeOfDifference(placeIn(scenario, difference.line ?? step), difference);
