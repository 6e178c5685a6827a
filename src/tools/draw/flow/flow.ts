/** Flow of the messages of a scenario between lifelines, independent of the format. */
import { nameOfScenario } from '../../scenario/scenario.ts';
import type { Trace, TracedMessage, TracedStep } from '../../trace/trace.ts';
import { noteIn } from './footnotes.ts';
import { type Label, labelOf, type Surroundings } from './label.ts';
import type { Flow, Lifeline, Row } from './model.ts';
import { arrange } from './order.ts';
import { rolesIn } from './roles.ts';

/** The part of a trace that a flow shows. */
export interface Part {
  /** Number of the first step; the sessions of that moment are at the top. 1 if omitted. */
  readonly from?: number | undefined;
  /** Text above the picture; none if omitted. */
  readonly heading?: string | undefined;
}

/**
 * Reads a trace as a flow.
 *
 * HELLO and WELCOME are omitted where a session only `joins`, unless the log mentions their effect or the page sends
 * HELLO itself. Steps keep their numbers.
 */
export function flowOf(trace: Trace, { from = 1, heading }: Part = {}): Flow {
  const flowing = new Flowing(trace);
  for (const step of trace.steps) {
    if (step.number === from) flowing.restart();
    flowing.take(step);
  }
  flowing.finish();
  const { lifelines, rows, footnotes } = flowing;
  const columns = arrange(trace.steps, lifelines, rows);
  return {
    name: nameOfScenario(trace.scenario),
    title: trace.scenario.title,
    heading,
    lifelines: lifelines.map((lifeline, index) => ({ ...lifeline, column: columns[index] as number })),
    dealer: DEALER,
    rows,
    footnotes,
  };
}

// --- internal ---

/** True for a message that `joins` or `leaves` stands for. */
const isHandshake = ({ isPlainJoin }: TracedStep, type: string | undefined): boolean =>
  isPlainJoin && (type === 'HELLO' || type === 'WELCOME');

/** The dealer has the first lifeline. */
const DEALER = 0;

class Flowing {
  lifelines: Omit<Lifeline, 'column'>[] = [{ name: 'dealer', roles: [] }];
  rows: Row[] = [{ kind: 'begin', step: 0, lifelines: [DEALER] }];
  footnotes: string[] = [];
  private readonly trace: Trace;
  private readonly alive = new Map<string, number>();
  private readonly around: Omit<Surroundings, 'lines'>;

  constructor(trace: Trace) {
    this.trace = trace;
    const received = trace.steps.flatMap((step) => step.received);
    const registrations = received
      .filter(({ words }) => words[0] === 'REGISTERED')
      .map(({ words }) => words[2]);
    this.around = {
      manyCalls: trace.steps.filter(({ sent }) => sent?.[0] === 'CALL').length > 1,
      manyRegistrations: new Set(registrations).size > 1,
      footnote: (text) => noteIn(this.footnotes, text),
    };
  }

  take(traced: TracedStep): void {
    const { number, step, actor, impossible } = traced;
    const { action } = step;
    if (impossible !== undefined) {
      this.rows.push({ kind: 'note', step: number, text: `step ${number} cannot be taken: ${step.text}` });
      return;
    }
    if (action.does === 'pass') this.rows.push({ kind: 'note', step: number, text: `${action.ms} ms pass` });
    if (actor !== undefined && (action.does === 'obstruct' || action.does === 'answer')) {
      const text = `${actor}${step.text.slice(action.session.length)}`;
      this.rows.push({ kind: 'note', step: number, text });
    }
    if (action.does === 'shutDown') this.rows.push({ kind: 'note', step: number, text: 'the router closes' });
    if (actor !== undefined && (action.does === 'join' || action.does === 'connect'))
      this.begin(number, actor);
    if (actor !== undefined && action.does === 'lose') this.end(number, actor, true);
    this.exchange(traced);
  }

  /** Leaves out everything so far; the lifelines of the present sessions begin at the top. */
  restart(): void {
    const present = [...this.alive];
    const kept = [DEALER, ...present.map(([, lifeline]) => lifeline)];
    this.lifelines = kept.map((lifeline) => this.lifelines[lifeline] as Omit<Lifeline, 'column'>);
    for (const [index, [name]] of present.entries()) this.alive.set(name, index + 1);
    this.rows = [{ kind: 'begin', step: 0, lifelines: [...kept.keys()] }];
    this.footnotes = [];
  }

  /** Ends the lifelines of the remaining sessions at the bottom. */
  finish(): void {
    const step = this.trace.steps.length + 1;
    const left = [DEALER, ...this.alive.values()];
    this.rows.push({ kind: 'end', step, lifelines: left, isLost: false });
  }

  // --- internal ---

  /** Adds a sent message and its effects. */
  private exchange(traced: TracedStep): void {
    const { number: step, actor, sent, received } = traced;
    const from = actor === undefined ? undefined : this.alive.get(actor);
    let cause: number | undefined;
    if (sent !== undefined && from !== undefined && !isHandshake(traced, sent[0])) {
      cause = this.rows.length;
      const isDiscarded = isIgnored(traced);
      const label = [...this.labelOf(traced, sent, true), ...(isDiscarded ? ['(discarded)'] : [])];
      this.rows.push({
        kind: 'message',
        step,
        from,
        to: DEALER,
        label,
        words: sent,
        isDiscarded,
        isMissed: false,
        refusal: undefined,
      });
    }
    const rerouted = reroutedIn(traced);
    for (const message of received) {
      const { to: name, words, obstacle } = message;
      const to = this.alive.get(name) as number;
      if (message.wire === undefined) this.end(step, name, false);
      else if (!isHandshake(traced, words[0])) {
        const refusal = rerouted.has(message) ? cause : undefined;
        const label = [
          ...this.labelOf(traced, words, false),
          ...(refusal === undefined ? [] : ['(re-routed)']),
          ...(obstacle === undefined ? [] : [`(missed: ${obstacle})`]),
        ];
        if (obstacle !== undefined) cause = this.rows.length;
        this.rows.push({
          kind: 'message',
          step,
          from: DEALER,
          to,
          label,
          words,
          isDiscarded: false,
          isMissed: obstacle !== undefined,
          refusal,
        });
      }
    }
  }

  /** Sessions that join together stand side by side. */
  private begin(step: number, name: string): void {
    const lifeline = this.lifelines.length;
    this.lifelines.push({ name, roles: this.rolesOf(step, name) });
    this.alive.set(name, lifeline);
    const last = this.rows.at(-1);
    if (last?.kind !== 'begin') this.rows.push({ kind: 'begin', step, lifelines: [lifeline] });
    else this.rows[this.rows.length - 1] = { ...last, lifelines: [...last.lifelines, lifeline] };
  }

  private end(step: number, name: string, isLost: boolean): void {
    const lifeline = this.alive.get(name) as number;
    this.alive.delete(name);
    const last = this.rows.at(-1);
    if (last?.kind !== 'end' || last.isLost !== isLost || last.step !== step) {
      this.rows.push({ kind: 'end', step, lifelines: [lifeline], isLost });
    } else {
      this.rows[this.rows.length - 1] = { ...last, lifelines: [...last.lifelines, lifeline] };
    }
  }

  /** The roles that a session announces, now or in a later HELLO. */
  private rolesOf(step: number, name: string): readonly string[] {
    for (const { step: later, actor, sent } of this.trace.steps.slice(step - 1)) {
      if (actor !== name) continue;
      if (later.action.does === 'join') return Object.keys(later.action.roles);
      if (sent?.[0] === 'HELLO') return rolesIn(sent[2]);
    }
    return ['client'];
  }

  private labelOf({ lines }: TracedStep, words: readonly string[], isSent: boolean): Label {
    return labelOf(words, isSent, { ...this.around, lines });
  }
}

/** True if the sent message has no effect and no answer. */
function isIgnored({ received, events }: TracedStep): boolean {
  const isMoved = events.some(
    ({ chart, from, to, edge }) => from !== to || (chart !== 'session' && (edge?.actions.length ?? 0) > 0),
  );
  return received.length === 0 && !isMoved;
}

/** The messages sent because a call was refused. */
const reroutedIn = ({ events }: TracedStep): ReadonlySet<TracedMessage> =>
  new Set(
    events
      .filter(
        ({ chart, from, event }) =>
          chart === 'call' && from === 'rerouting' && event.type === 'select.member',
      )
      .flatMap(({ sent }) => sent),
  );
