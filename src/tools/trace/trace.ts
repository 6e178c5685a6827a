/** Trace of a scenario on the charts: for each step, the edges taken and the messages sent. */

import { CODES } from '../../../machines/messages.ts';
import type { Readings } from '../../../machines/readings.ts';
import {
  type CallContext,
  CLOSE_REALM,
  type Obstacle,
  type RegistrationContext,
  type SessionContext,
} from '../../../machines/vocabulary.ts';
import type { Edge } from '../../compiler/chart/chart.ts';
import type { ChartName } from '../../compiler/chart/index.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { ScenarioError } from '../scenario/error.ts';
import { settingOf } from '../scenario/play.ts';
import { Rewriter } from '../scenario/rewriter.ts';
import { type Action, type LogLine, logFor, type Scenario, type Step } from '../scenario/scenario.ts';
import { REALM, type Received } from '../scenario/systems/system.ts';
import { writeJson } from '../scenario/words.ts';
import { TracedDealer } from './dealer.ts';
import type { ProcessedEvent } from './driver.ts';

export interface Trace {
  readonly scenario: Scenario;
  readonly readings: Readings;
  readonly seed: number;
  /** Names of the sessions, in the order in which they appear. */
  readonly sessions: readonly string[];
  readonly steps: readonly TracedStep[];
}

/** A step of the script with its effects. */
export interface TracedStep {
  /** Number of the step, from 1. */
  readonly number: number;
  readonly step: Step;
  /** Acting session; undefined if there is none or it cannot be resolved. */
  readonly actor: string | undefined;
  /** The message that the actor sends, as words: its name and its fields. HELLO for `joins`, GOODBYE for `leaves`. */
  readonly sent: readonly string[] | undefined;
  /** Reason why the step is impossible, if it is, with the expected and the received value. It has no effect then. */
  readonly impossible: string | undefined;
  /** Events processed by the charts, in their order. */
  readonly events: readonly TracedEvent[];
  /** Messages received by clients, in the order in which they were sent. */
  readonly received: readonly TracedMessage[];
  /** Expected log lines of the step, reusing the original text where it matches. */
  readonly lines: readonly LogLine[];
  /** True for a join with a WELCOME that the log does not mention. */
  readonly isPlainJoin: boolean;
}

/** An event processed by an instance. */
export interface TracedEvent {
  readonly chart: ChartName;
  /** Name of the instance: a session, a procedure, or a caller with the name of its call, as `carol ?call`. */
  readonly instance: string;
  readonly event: { readonly type: string };
  readonly from: string;
  readonly to: string;
  /** The edge taken; undefined if the chart ignores the event in that state. */
  readonly edge: Edge | undefined;
  /** Messages that this edge sent, without those of other charts in its course. */
  readonly sent: readonly TracedMessage[];
  readonly context: object;
}

/** A message as a client receives it. */
export interface TracedMessage {
  readonly to: string;
  /** Name of the message and its fields, with names for ids; `closed` for the end of the connection. */
  readonly words: readonly string[];
  /** The message as it was sent; undefined for the end of the connection. */
  readonly wire: WireMessage | undefined;
  /** Reason why the message was undeliverable, if it was. */
  readonly obstacle: Obstacle | undefined;
}

export interface TraceOptions {
  readonly readings: Readings;
  /** Seed of session ids, and of random numbers that the script does not name. */
  readonly seed: number;
}

/**
 * Plays a scenario on the charts.
 *
 * A step that is impossible, since under these readings an earlier step had another outcome, is left out and marked.
 */
export async function trace(scenario: Scenario, { readings, seed }: TraceOptions): Promise<Trace> {
  const tracing = new Tracing(scenario, { readings, seed });
  const log = logFor(scenario, readings)?.lines ?? [];
  const steps: TracedStep[] = [];
  for (const index of scenario.steps.keys()) {
    const lines = log.filter(({ step }) => step === index + 1);
    steps.push(await tracing.take(index + 1, lines));
  }
  const come = scenario.steps.flatMap(({ action }) =>
    action.does === 'connect' || action.does === 'join' ? [action.session] : [],
  );
  return { scenario, readings, seed, sessions: [...new Set(come)], steps };
}

// --- internal ---

class Tracing {
  private readonly scenario: Scenario;
  private readonly system: TracedDealer;
  private readonly rewriter: Rewriter;

  constructor(scenario: Scenario, { readings, seed }: TraceOptions) {
    this.scenario = scenario;
    this.system = new TracedDealer(settingOf(scenario, { readings, seed }));
    this.rewriter = new Rewriter(scenario, this.system);
  }

  async take(number: number, before: readonly LogLine[]): Promise<TracedStep> {
    const step = this.scenario.steps[number - 1] as Step;
    const taken = await this.try(number, before);
    const { processed, received } = this.system.take();
    const messages = new Map(received.map((one) => [one, this.show(number, one)]));
    const left = new Set(received);
    const events = processed.map((each): TracedEvent => {
      const { chart, event, from, to, edge, context } = each;
      const sent = this.system.sentBy(each, left).map((one) => messages.get(one) as TracedMessage);
      return { chart, instance: this.instanceOf(number, each), event, from, to, edge, sent, context };
    });
    const isWelcomed = step.action.does === 'join' && events[0]?.to === 'established';
    const isPlainJoin = isWelcomed && taken.lines.every(({ expected }) => expected[0]?.kind === 'nothing');
    return { number, step, ...taken, events, received: [...messages.values()], isPlainJoin };
  }

  // --- internal ---

  private async try(
    number: number,
    before: readonly LogLine[],
  ): Promise<Pick<TracedStep, 'actor' | 'sent' | 'impossible' | 'lines'>> {
    const { action } = this.scenario.steps[number - 1] as Step;
    try {
      const lines = await this.rewriter.take(number, before);
      const actor = 'session' in action ? this.rewriter.senderOf(number) : undefined;
      return { actor, sent: sentBy(action), impossible: undefined, lines };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const impossible = `Expected ${error.expected}, but ${error.came}.`;
      return { actor: undefined, sent: undefined, impossible, lines: [] };
    }
  }

  private show(number: number, received: Received): TracedMessage {
    const to = received.session;
    if ('closed' in received) return { to, words: ['closed'], wire: undefined, obstacle: undefined };
    const { message: wire, obstacle } = received;
    return { to, words: this.rewriter.wordsOf(number, received), wire, obstacle };
  }

  private instanceOf(number: number, { chart, context }: ProcessedEvent): string {
    if (chart === 'session') return this.system.nameOf((context as SessionContext).session);
    if (chart === 'registration') return (context as RegistrationContext).procedure;
    const { caller, message } = context as CallContext;
    const session = this.system.nameOf(caller);
    const [, request] = this.rewriter.wordsOf(number, { session, message: [CODES.CALL, message.request] });
    return `${session} ${request}`;
  }
}

function sentBy(action: Action): readonly string[] | undefined {
  switch (action.does) {
    case 'join':
      return ['HELLO', REALM, writeJson({ roles: action.roles })];
    case 'leave':
      return ['GOODBYE', '{}', CLOSE_REALM];
    case 'send':
      return [action.message.type, ...action.message.fields.map(({ text }) => text)];
    case 'raw':
      return ['raw', writeJson(action.raw)];
    default:
      return undefined;
  }
}
