/** What a scenario leads to on the charts: step by step, each edge that is taken, and each message that is sent. */

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
  /** The names of the sessions, in the order in which they come. */
  readonly sessions: readonly string[];
  readonly steps: readonly TracedStep[];
}

/** A step of the script, and all that it leads to. */
export interface TracedStep {
  /** Counted from 1. */
  readonly number: number;
  readonly step: Step;
  /** Who takes it; undefined if it is nobody's, or if it is not known whose it is. */
  readonly actor: string | undefined;
  /** What the actor sends, as words: the name of the message and its fields. HELLO for `joins`, GOODBYE for `leaves`. */
  readonly sent: readonly string[] | undefined;
  /** Why it cannot be taken, if so: what was expected, and what came. Nothing happens then. */
  readonly impossible: string | undefined;
  /** What happened to the charts, in its order. */
  readonly events: readonly TracedEvent[];
  /** What clients received, in the order in which it was sent. */
  readonly received: readonly TracedMessage[];
  /** What the log has to say of this step: as it is written where that is right. */
  readonly lines: readonly LogLine[];
  /** Whether somebody just joins and is welcomed, and the log has nothing to say of that. */
  readonly isPlainJoin: boolean;
}

/** An event that happened to a chart. */
export interface TracedEvent {
  readonly chart: ChartName;
  /** Whose chart it is: the name of a session, a procedure, or a caller and what it calls its call, as `carol ?call`. */
  readonly instance: string;
  readonly event: { readonly type: string };
  readonly from: string;
  readonly to: string;
  /** Undefined if the chart does not react to the event in that state. */
  readonly edge: Edge | undefined;
  /** What was sent because of it, without what other charts sent in its course. */
  readonly sent: readonly TracedMessage[];
  readonly context: object;
}

/** What a client received. */
export interface TracedMessage {
  readonly to: string;
  /** The name of the message and its fields, with names for ids; `closed` for the end of the connection. */
  readonly words: readonly string[];
  /** The message as it was sent; undefined for the end of the connection. */
  readonly wire: WireMessage | undefined;
  /** Why the client has not received it, if so. */
  readonly obstacle: Obstacle | undefined;
}

export interface TraceOptions {
  readonly readings: Readings;
  /** Decides the session ids, and every draw that the script does not name. */
  readonly seed: number;
}

/**
 * Plays a scenario on the charts.
 *
 * A step that cannot be taken, since under these readings the ones before led to something else, is left out and marked.
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
