/**
 * Opens the logs of a scenario where the texts are open, for routers other than this one: further entries of Details
 * and Options, sentences, and the name of the router.
 */
import { valueIn } from '../scenario/fields.ts';
import type { Expected, Log, LogLine, Scenario } from '../scenario/scenario.ts';
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
  return steps.some(
    ({ action }) =>
      action.does === 'send' &&
      action.message.type === 'ERROR' &&
      ['error', 'args', 'kwargs'].every(
        (key) => JSON.stringify(valueIn(action.message, key)) === JSON.stringify(valueIn(expected, key)),
      ),
  );
}

// --- internal ---

const ANYTHING = '_';

function openedMessage(scenario: Scenario, expected: Expected, line: number): Expected {
  if (expected.kind !== 'message') return expected;
  const { type, fields, isMissed } = expected;
  const words = openedFields(type, fields, isForwarded(scenario, expected));
  const said = [type, ...words].join(' ');
  const message = readMessage(said, { file: scenario.file, line });
  return { ...expected, text: isMissed ? `misses ${said}` : said, ...message };
}

function openedFields(type: string, fields: readonly Word[], isForwardedError: boolean): string[] {
  const [first = '', second = ''] = fields.map(({ text }) => text);
  const rest = fields.slice(2).map(({ text }) => text);
  const dict = (index: number, absent: readonly string[] = []): string => {
    const field = fields[index];
    return field === undefined ? '' : openedDict(field, absent);
  };
  switch (type) {
    case 'WELCOME':
      return [first, dict(1)];
    case 'ABORT':
    case 'GOODBYE':
      return [ANYTHING, second, ...rest];
    case 'RESULT':
      return [first, dict(1, ['progress']), ...rest];
    case 'INVOCATION':
      return [first, second, dict(2, ['receive_progress']), ...rest.slice(1)];
    case 'INTERRUPT':
      return [first, dict(1)];
    case 'UNREGISTERED':
      return fields.length < 2 ? [first] : [first, dict(1)];
    case 'ERROR': {
      const [uri = '', ...payload] = rest.slice(1);
      const said = isForwardedError ? payload : payload.map(() => ANYTHING);
      return [first, second, dict(2), isOwnUri(uri) ? ANYTHING : uri, ...said];
    }
    default:
      return fields.map(({ text }) => text);
  }
}

/** True for a URI of this project, which no other router has. */
const isOwnUri = (uri: string): boolean => uri.startsWith('dealerchart.');

/**
 * A dictionary of the router with possible further entries, and without those of this router alone.
 *
 * @param absent keys whose presence would mean something
 */
function openedDict({ text, term }: Word, absent: readonly string[]): string {
  if (term.kind !== 'dict') return text;
  const entries = term.entries
    .filter(([key]) => key !== 'agent' && !key.startsWith('_'))
    .map(([key, item]) => `${JSON.stringify(key)}: ${writeTerm(item)}`);
  const missing = [...new Set([...term.absent, ...absent])]
    .filter((key) => term.entries.every(([each]) => each !== key))
    .map((key) => `${JSON.stringify(key)}: absent`);
  return `{${[...entries, ...missing, '...'].join(', ')}}`;
}

/** A term inside of JSON. */
function writeTerm(term: Term): string {
  if (term.kind === 'dict') return openedDict({ text: '', term }, []);
  return readValue([writeValue(term)], '', fail).slice(1, -1);
}

const fail: Fail = (path, expected, came) => {
  throw new Error(`Expected ${expected} at ${path}, but ${came}.`);
};
