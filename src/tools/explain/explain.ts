/** Explains a scenario as data: for each step, the event, the edges taken, and the rules behind them. */

import { READINGS } from '../../../machines/readings/index.ts';
import { DEFAULT_READINGS, READING_IDS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { refusalsOf } from '../../../machines/vocabulary/members.ts';
import type {
  CallContext,
  HelloEvent,
  RegistrationContext,
  SelectEvent,
  SessionKey,
} from '../../../machines/vocabulary.ts';
import { nameOfEdge, type State } from '../../compiler/chart/chart.ts';
import { CHARTS, type ChartName } from '../../compiler/chart/index.ts';
import { logFor, type Scenario } from '../scenario/scenario.ts';
import type { Trace, TracedEvent, TracedStep } from '../trace/trace.ts';
import { ACTION_PHRASES, EVENT_PHRASES, GUARD_PHRASES } from './phrases.ts';
import { isShown, readingsInPoint, rulesInPoint } from './relevance.ts';
import { hearingOf, sentenceOf } from './sentences.ts';

/** Explanation of a scenario under one set of readings. */
export interface Explanation {
  readonly title: string;
  readonly file: string;
  /** Reason for the scenario: the prose of the page, one paragraph each, in Markdown. */
  readonly why: readonly string[];
  readonly participants: readonly Participant[];
  /** Readings that the page is about, or that are not at their default. */
  readonly readings: readonly ChosenReading[];
  readonly steps: readonly ExplainedStep[];
  /** Rules of the page that no step cites, since they show in the absence of an effect. */
  readonly unnamed: readonly RuleId[];
  /** True if the page has a log for these readings. */
  readonly isSaid: boolean;
  /** Options of the logs of the page, such as `newcomer=ignored`; empty for the plain log. */
  readonly logs: readonly string[];
  /** Differences between the page and the charts. */
  readonly wrong: readonly Disagreement[];
}

export interface Participant {
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly features: readonly string[] }[];
}

export interface ChosenReading {
  readonly id: ReadingId;
  readonly option: string;
  readonly isDefault: boolean;
  readonly question: string;
  /** Behaviour of the dealer under this option. */
  readonly says: string;
}

export interface ExplainedStep {
  /** Number of the step, from 1. */
  readonly number: number;
  /** Acting session; undefined if there is none. */
  readonly actor: string | undefined;
  /** The action: `bob refuses the call ?call of carol`. */
  readonly sentence: string;
  /** The sent message, as in the script; undefined if the step sends none, or an implied one. */
  readonly message: string | undefined;
  /** Reason why the step is impossible under these readings, if it is. */
  readonly impossible: string | undefined;
  readonly moves: readonly Move[];
  readonly received: readonly Reception[];
  /** True for a join with a WELCOME that the page does not mention. */
  readonly isPlainJoin: boolean;
}

/** An event of a chart, with the edge taken. */
export interface Move {
  readonly chart: ChartName;
  /** Name of the instance: a session, a procedure, or a call such as `carol ?call`. */
  readonly instance: string;
  readonly event: string;
  /** The event, in words. */
  readonly when: string;
  readonly from: string;
  readonly to: string;
  /** Name of the edge within its chart; undefined if the chart ignores the event. */
  readonly edge: string | undefined;
  readonly guard: Phrase | undefined;
  readonly actions: readonly Phrase[];
  /** The rules that apply in this case. */
  readonly rules: readonly RuleId[];
  /** All rules that the edge cites, including those for other cases. */
  readonly cited: readonly RuleId[];
  readonly readings: readonly ChosenReading[];
  /** Members and refusals of a selection; undefined for other events. */
  readonly selection: Selection | undefined;
  /** True if it only passes an event from one chart to the next. */
  readonly isPassage: boolean;
}

/** Name and meaning of a guard or an action. */
export interface Phrase {
  readonly name: string;
  readonly says: string;
}

export interface Selection {
  readonly list: readonly string[];
  /** Callees that refused the call or were unreachable. */
  readonly refused: readonly string[];
  /** True if one of them was unreachable. */
  readonly isObstructed: boolean;
  /** Those of them that are excluded: all, or only the last one, depending on the reading `exclude`. */
  readonly excluded: readonly string[];
  /** Callees that have a later call of the caller, and are passed over for it, which the reading `order` may demand. */
  readonly passedOver: readonly string[];
  /**
   * True if only members that registered before the refusing one are candidates, which the reading `newcomer` may
   * demand.
   */
  readonly isBackwards: boolean;
  /** The selected callee; undefined if there is none. */
  readonly picked: string | undefined;
}

export interface Reception {
  readonly to: string;
  readonly says: string;
  /** The message with names for ids; `closed` for the end of the connection. */
  readonly message: string;
}

/** A step with a difference between the page and the charts. */
export interface Disagreement {
  readonly file: string;
  readonly line: number;
  readonly step: number;
  readonly expected: readonly string[];
  readonly came: readonly string[];
}

/**
 * Explains a scenario.
 *
 * @param trace the scenario as it was played
 * @returns the data for `toText`, `toMarkdown` and JSON
 */
export function explain(trace: Trace): Explanation {
  const { scenario } = trace;
  const names = namesOf(trace);
  const steps = trace.steps.map((step) => explainStep(step, trace, names));
  const named = new Set(steps.flatMap(({ moves }) => moves.filter(isTold).flatMap(({ rules }) => rules)));
  return {
    title: scenario.title,
    file: scenario.file,
    why: whyOf(scenario),
    participants: trace.sessions.map((name) => participantOf(name, trace)),
    readings: READING_IDS.filter(
      (id) => scenario.readings.includes(id) || trace.readings[id] !== DEFAULT_READINGS[id],
    ).map((id) => chosenReading(id, trace.readings)),
    steps,
    unnamed: scenario.rules.filter((id) => !named.has(id)),
    isSaid: logFor(scenario, trace.readings) !== undefined,
    logs: scenario.logs.map(({ info }) => info),
    wrong: disagreementsOf(trace),
  };
}

/** An open question, with the chosen option. */
export function chosenReading(id: ReadingId, readings: Readings): ChosenReading {
  const option = readings[id];
  const { question, options } = READINGS[id];
  const isDefault = option === DEFAULT_READINGS[id];
  return { id, option, isDefault, question, says: options[option as never] };
}

// --- internal ---

const isTold = ({ isPassage }: Move): boolean => !isPassage;

function explainStep(step: TracedStep, trace: Trace, names: Names): ExplainedStep {
  const { number, actor, sent, impossible, events, received, isPlainJoin } = step;
  const { does } = step.step.action;
  const receptions = received.map((message) => ({
    to: message.to,
    says: hearingOf(message),
    message: message.words.join(' '),
  }));
  return {
    number,
    actor,
    sentence: sentenceOf(step),
    message: does === 'send' || does === 'raw' ? sent?.slice(does === 'raw' ? 1 : 0).join(' ') : undefined,
    impossible,
    moves: events.map((_, index) => moveOf(events, index, trace, names)),
    received: receptions,
    isPlainJoin,
  };
}

function moveOf(events: readonly TracedEvent[], index: number, trace: Trace, names: Names): Move {
  const traced = events[index] as TracedEvent;
  const { chart, instance, event, from, to, edge } = traced;
  const actions =
    edge === undefined ? [] : [...edge.actions.map(({ name }) => name), ...entered(chart, from, to)];
  return {
    chart,
    instance,
    event: event.type,
    when: EVENT_PHRASES[event.type] ?? event.type,
    from,
    to,
    edge: edge && nameOfEdge(edge),
    guard: edge?.guard === undefined ? undefined : phrase(edge.guard, GUARD_PHRASES),
    actions: actions.map((name) => phrase(name, ACTION_PHRASES)),
    rules: edge === undefined ? [] : rulesInPoint(traced, trace.scenario),
    cited: (edge?.rules ?? []) as readonly RuleId[],
    readings: readingsInPoint(traced, trace.scenario, trace.readings).map((id) =>
      chosenReading(id, trace.readings),
    ),
    selection:
      event.type === 'select' ? selectionOf(traced, events[index + 1], names, trace.readings) : undefined,
    isPassage: isPassage(traced) && !isShown(traced, trace.scenario),
  };
}

/** A forwarded message, and a call without a callee yet, are explained by the next move. */
const isPassage = ({ edge, chart, to }: TracedEvent): boolean =>
  edge?.actions.at(-1)?.name === 'deliver' || (chart === 'call' && to === 'selecting');

/** Entry actions of the states that the transition enters. */
function entered(chart: ChartName, from: string, to: string): string[] {
  const within = (path: string, { path: outer }: State): boolean =>
    outer === '' || path === outer || path.startsWith(`${outer}.`);
  const { states } = CHARTS[chart];
  const isNew = (state: State): boolean => within(to, state) && !within(from, state);
  return states.filter(isNew).flatMap(({ entry }) => entry.map(({ name }) => name));
}

const phrase = (name: string, phrases: Readonly<Record<string, string>>): Phrase => ({
  name,
  says: phrases[name] ?? name,
});

// --- who is who ---

type Names = ReadonlyMap<SessionKey, string>;

/** Names of sessions, by their keys. */
function namesOf({ steps }: Trace): Names {
  const events = steps.flatMap((step) => step.events).filter(({ chart }) => chart === 'session');
  return new Map(
    events.map(({ context, instance }) => [(context as { session: SessionKey }).session, instance]),
  );
}

function selectionOf(
  { context, event, from }: TracedEvent,
  next: TracedEvent | undefined,
  names: Names,
  { exclude, newcomer }: Readings,
): Selection {
  const nameOf = (session: SessionKey): string => names.get(session) as string;
  const members = [...(context as RegistrationContext).members].map(({ session }) => session);
  const list = members.map(nameOf);
  // A session that joined again has refused nothing, though its name has.
  const refuserOf = (session: SessionKey): string => {
    const name = nameOf(session);
    const isOther = list.includes(name) && !members.includes(session);
    return isOther ? `an earlier session of ${name}` : name;
  };
  const { call } = event as SelectEvent;
  const all = refusalsOf(call.refusals);
  const refused = [...new Set(all.map(({ session }) => refuserOf(session)))];
  return {
    list,
    refused,
    // The registration receives the call unchanged.
    isObstructed: (call as CallContext).obstacle !== undefined,
    excluded: exclude === 'all-refused' ? refused : all.slice(-1).map(({ session }) => refuserOf(session)),
    passedOver: members.filter((session) => call.passedOver.includes(session)).map(nameOf),
    isBackwards: newcomer === 'ignored' && from.endsWith('.last') && all.length > 0,
    picked: next?.sent.find(({ words }) => words[0] === 'INVOCATION')?.to,
  };
}

/** A participant; one without a WELCOME has no roles, even if its HELLO names some. */
function participantOf(name: string, { steps }: Trace): Participant {
  const welcomed = steps
    .flatMap(({ events }) => events)
    .find(
      ({ chart, instance, from, to }) =>
        chart === 'session' && instance === name && from === 'opening' && to === 'established',
    );
  const hello = welcomed?.event as HelloEvent | undefined;
  const announced = Object.entries((hello?.message.details.roles ?? {}) as object);
  const roles = announced.filter(
    ([, role]) => typeof role === 'object' && role !== null && !Array.isArray(role),
  );
  return { name, roles: roles.map(([role, more]) => ({ role, features: featuresOf(more) })) };
}

function featuresOf(details: object): string[] {
  const { features } = details as { readonly features?: Readonly<Record<string, unknown>> };
  return Object.entries(features ?? {})
    .filter(([, isThere]) => isThere === true)
    .map(([feature]) => feature);
}

// --- what the page says ---

/** Paragraphs before the script; those after it are about logs that are not printed. */
function whyOf({ sections }: Scenario): string[] {
  const [first] = sections;
  const text = first?.kind === 'prose' ? first.text : '';
  const [, ...paragraphs] = text.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
  return paragraphs
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '));
}

function disagreementsOf({ scenario, readings, steps }: Trace): Disagreement[] {
  const log = logFor(scenario, readings);
  // A page without a log is incomplete, not wrong.
  if (log === undefined || log.lines.length === 0) return [];
  return steps.flatMap(({ number, step, lines, received, impossible }) => {
    const said = log.lines.filter((line) => line.step === number);
    if (
      impossible === undefined &&
      said.length === lines.length &&
      said.every((line) => lines.includes(line))
    ) {
      return [];
    }
    const [odd] = said.filter((line) => !lines.includes(line));
    const expected = said.map(({ receiver, expected: [first] }) => `${receiver.text} ${first?.text}`);
    const came =
      impossible === undefined
        ? received.map(({ to, words, obstacle }) => `${to} ${obstacle ? 'misses ' : ''}${words.join(' ')}`)
        : [`cannot take the step: ${impossible}`];
    return [{ file: scenario.file, line: odd?.line ?? step.line, step: number, expected, came }];
  });
}
