/**
 * Opens the logs of a scenario where the texts are open, for routers other than this one: further entries of Details
 * and Options, sentences, and the name of the router.
 */
import { AT, layoutOf } from '../../../machines/layouts.ts';
import type { Expected, Log, LogLine, Scenario, Sent } from '../scenario/scenario.ts';
import { readMessage } from '../scenario/script.ts';
import type { Term, Word } from '../scenario/words.ts';
import { type Fail, readValue, writeValue } from './values.ts';

/** The scenario with open logs. One that is open stays as it is. */
export function opened(scenario: Scenario): Scenario {
  const openLine = (line: LogLine): LogLine => ({
    ...line,
    expected: line.expected.map((each) => openedMessage(scenario, each, line.line)),
  });
  const logs = new Map(scenario.logs.map((log) => [log, { ...log, lines: log.lines.map(openLine) }]));
  return {
    ...scenario,
    logs: [...logs.values()],
    sections: scenario.sections.map((section) =>
      section.kind === 'log' ? { ...section, log: logs.get(section.log) as Log } : section,
    ),
  };
}

/** True for an ERROR that a client of the scenario has sent: the router forwards its URI and payload. */
export function isForwarded({ steps }: Scenario, expected: Expected): boolean {
  if (expected.kind !== 'message' || expected.type !== 'ERROR') return false;
  const answer = answerIn(expected);
  return steps.some(
    ({ action }) =>
      action.does === 'send' && action.message.type === 'ERROR' && answerIn(action.message) === answer,
  );
}

// --- internal ---

const ANYTHING = '_';

/** Keys of Details whose presence would mean something. */
const MEANINGFUL: ReadonlyMap<string, readonly string[]> = new Map([
  ['RESULT', ['progress']],
  ['INVOCATION', ['receive_progress']],
]);

/** URI and payload of an ERROR, as text. */
const answerIn = ({ fields }: Sent): string =>
  JSON.stringify(fields.slice(AT.ERROR.error - 1).map(({ term }) => term));

function openedMessage(scenario: Scenario, expected: Expected, line: number): Expected {
  if (expected.kind !== 'message') return expected;
  const { type, fields, isMissed } = expected;
  const isOwn = type === 'ERROR' && !isForwarded(scenario, expected);
  const words = fields.map((field, index) =>
    openedField(type, layoutOf(type)?.fields[index]?.key, field, isOwn),
  );
  const said = [type, ...words].join(' ');
  const message = readMessage(said, { file: scenario.file, line });
  return { ...expected, text: isMissed ? `misses ${said}` : said, ...message };
}

/** @param isOwn true for an ERROR that the router does not forward */
function openedField(type: string, key: string | undefined, field: Word, isOwn: boolean): string {
  switch (key) {
    case 'details':
      return ['ABORT', 'GOODBYE'].includes(type) ? ANYTHING : openedDict(field, MEANINGFUL.get(type));
    case 'options':
      return openedDict(field);
    case 'error':
      return isOwnUri(field.text) ? ANYTHING : field.text;
    case 'args':
    case 'kwargs':
      return isOwn ? ANYTHING : field.text;
    default:
      return field.text;
  }
}

/** True for a URI of this project, which no other router has. */
const isOwnUri = (uri: string): boolean => uri.startsWith('dealerchart.');

/**
 * A dictionary of the router with possible further entries, and without those of this router alone.
 *
 * @param absent keys whose presence would mean something
 */
function openedDict({ text, term }: Word, absent: readonly string[] = []): string {
  if (term.kind !== 'dict') return text;
  const entries = term.entries
    .filter(([key]) => !['agent', 'realm'].includes(key) && !key.startsWith('_'))
    .map(([key, item]) => `${JSON.stringify(key)}: ${writeTerm(item)}`);
  const missing = [...new Set([...term.absent, ...absent])]
    .filter((key) => term.entries.every(([each]) => each !== key))
    .map((key) => `${JSON.stringify(key)}: absent`);
  return `{${[...entries, ...missing, '...'].join(', ')}}`;
}

/** A term inside of JSON. */
function writeTerm(term: Term): string {
  if (term.kind === 'dict') return openedDict({ text: '', term });
  return readValue([writeValue(term)], '', fail).slice(1, -1);
}

const fail: Fail = (path, expected, came) => {
  throw new Error(`Expected ${expected} at ${path}, but ${came}.`);
};
