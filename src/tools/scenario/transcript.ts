/** Writes a run, the actions of clients and the messages that they received, as a scenario. */

import { GIVERS, REQUESTS } from '../../../machines/layouts.ts';
import type { Limits } from '../../../machines/limits.ts';
import { CODES } from '../../../machines/messages.ts';
import { DEFAULT_READINGS, READING_IDS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { nameOf, sentenceAt } from './match.ts';
import { kindOf, newName, numbered } from './names.ts';
import { parseScenario } from './parse.ts';
import type { Action, Scenario } from './scenario.ts';
import { writeSetting, writeVerdict } from './script.ts';
import type { Received } from './systems/system.ts';
import { writeJson, writeWord } from './words.ts';

/** The events of a run, and the texts of its page. */
export interface Run {
  /** Name of the page in errors. */
  readonly file: string;
  readonly title: string;
  /** Paragraphs after the title. */
  readonly prose: readonly string[];
  /** Random numbers for selections, in their order; empty if they do not matter. */
  readonly draws: readonly number[];
  /** Limits of the run; none if omitted. */
  readonly limits?: Partial<Limits>;
  /** Methods of authentication; undefined if clients are not authenticated. */
  readonly methods?: readonly string[] | undefined;
  readonly events: readonly RunEvent[];
  /** Readings of the run: the log names those that differ from the defaults. */
  readonly readings: Readings;
  /** Rules that the page shows, at least one. */
  readonly rules: readonly RuleId[];
  /** Default readings that it depends on. */
  readonly cites?: readonly ReadingId[];
}

/** An action, and all messages received because of it. */
export interface RunEvent {
  readonly action: RunAction;
  readonly received: readonly Received[];
}

/** As in a script, but with messages as they were on the wire. */
export type RunAction =
  | Extract<
      Action,
      { does: 'connect' | 'raw' | 'leave' | 'lose' | 'obstruct' | 'answer' | 'pass' | 'shutDown' }
    >
  | {
      readonly does: 'join';
      readonly session: string;
      readonly roles: readonly string[];
      /** Announced features for each of the roles. */
      readonly features: readonly string[];
    }
  | { readonly does: 'send'; readonly session: string; readonly wire: WireMessage };

/**
 * Writes a run as a scenario, with names for ids. The content of WELCOME and GOODBYE is implied, and sentences of the
 * router are wildcards.
 *
 * @returns a scenario for `writeScenario` that replays the run
 */
export function scenarioOfRun(run: Run): Scenario {
  const { file, title, prose, draws, limits = {}, methods, events, readings, rules, cites = [] } = run;
  const changed = READING_IDS.filter((id) => readings[id] !== DEFAULT_READINGS[id]);
  const options = changed.map((id) => ` ${id}=${readings[id]}`).join('');
  const shown = [...rules, ...new Set([...changed, ...cites].map((id) => `the reading \`${id}\``))];
  const ids = new IdNames();
  // A line of the log may bind a name that a later step uses, so both are written in one pass.
  const told = events.map((event, index) => writtenEvent(event, index + 1, ids));
  const page = [
    `# ${title}`,
    '',
    prose.map(wrapProse).join('\n\n'),
    '',
    '```script',
    ...writeSetting({ draws, limits, methods }).map(({ text }) => text),
    ...told.map(({ step }) => step),
    '```',
    '',
    `\`\`\`log${options}`,
    ...told.flatMap(({ log }) => log),
    '```',
    '',
    `Shows ${shown.join(', ')}.`,
    '',
  ];
  return parseScenario(page.join('\n'), file);
}

// --- internal ---

/** Breaks a paragraph into lines of at most 120 characters. */
const wrapProse = (text: string): string => text.replace(/(.{1,120})(?:\s+|$)/g, '$1\n').trimEnd();

function writtenEvent(
  event: RunEvent,
  number: number,
  ids: IdNames,
): { readonly step: string; readonly log: string[] } {
  const step = tellAction(event.action, ids);
  const unsaid = unsaidIn(event);
  const log = event.received
    .filter((one) => !unsaid.includes(one))
    .map((one) => {
      if ('closed' in one) return `${number} ${one.session} closed`;
      const missed = one.obstacle === undefined ? '' : 'misses ';
      return `${number} ${one.session} ${missed}${wordsOfMessage(one.message, one.session, 'router', ids)}`;
    });
  return { step, log };
}

function tellAction(action: RunAction, ids: IdNames): string {
  switch (action.does) {
    case 'join': {
      const { session, roles, features } = action;
      const announced = features.length === 0 ? '' : ` with ${features.join(', ')}`;
      return `${session} joins as ${roles.join(' and ')}${announced}`;
    }
    case 'connect':
      return `${action.session} connects`;
    case 'raw':
      return `${action.session}: raw ${writeJson(action.raw)}`;
    case 'send':
      return `${action.session}: ${wordsOfMessage(action.wire, action.session, 'client', ids)}`;
    case 'leave':
      return `${action.session} leaves`;
    case 'lose':
      return `${action.session} is lost`;
    case 'obstruct':
      return action.obstacle === undefined
        ? `${action.session} takes everything`
        : `${action.session} takes nothing: ${action.obstacle}`;
    case 'answer':
      return `${action.session} ${writeVerdict(action.verdict)}`;
    case 'pass':
      return `${action.ms} ms pass`;
    case 'shutDown':
      return 'the router closes';
  }
}

function wordsOfMessage(
  [code, ...values]: WireMessage,
  session: string,
  by: 'client' | 'router',
  ids: IdNames,
): string {
  const type = nameOf(code);
  const words = values.map((value, index) => {
    if (type === 'ERROR' && index === 0) return nameOf(value);
    const sentence = by === 'router' ? sentenceAt(type, index, values) : undefined;
    return sentence ?? ids.nameOf(type, index, session, by, value) ?? writeWord(value);
  });
  return [type, ...words].join(' ');
}

/** Messages that `joins` or `leaves` imply: the WELCOME; the GOODBYE and the end after it. */
function unsaidIn({ action, received }: RunEvent): readonly Received[] {
  if (action.does !== 'join' && action.does !== 'leave') return [];
  const own = received.filter(({ session }) => session === action.session);
  const [first, second] = own;
  const code = first !== undefined && 'message' in first ? first.message[0] : undefined;
  if (first === undefined || code !== (action.does === 'join' ? CODES.WELCOME : CODES.GOODBYE)) return [];
  return action.does === 'leave' && second !== undefined && 'closed' in second ? [first, second] : [first];
}

/** Names given to ids so far. */
class IdNames {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** The name of a field of a message; undefined if it is no id, or an unknown one. */
  nameOf(
    type: string,
    index: number,
    session: string,
    by: 'client' | 'router',
    value: unknown,
  ): string | undefined {
    const field = kindOf(type, index, session);
    if (field === undefined) return undefined;
    const isAnswer = type === 'ERROR' && by === 'client';
    const kind = isAnswer ? ({ ...field, counts: 'invocation' } as const) : field;
    const key = `${kind.counts} ${kind.of} ${value}`;
    const isRequest = by === 'client' && index === 0 && REQUESTS.includes(type);
    if (!isRequest && (this.names.has(key) || !GIVERS.includes(type))) return this.names.get(key);
    const isFree = (name: string): boolean => !this.taken.has(name);
    const name = isRequest ? numbered(`?${type.toLowerCase()}`, isFree) : newName(kind, isFree);
    this.taken.add(name);
    this.names.set(key, name);
    return name;
  }
}
