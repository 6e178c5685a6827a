/** URIs and identities of the router's messages that no text demands. */
import { PROBLEMS, type ProblemRow } from '../../../machines/problems.ts';
import { type Level, RULES, type Rule, type RuleId } from '../../../machines/rules.ts';
import { URIS, type UriOrigin } from '../../../machines/uris.ts';
import { valueIn } from '../scenario/fields.ts';
import type { Expected, Scenario, Sent } from '../scenario/scenario.ts';
import { entryOf } from '../scenario/words.ts';
import { isForwarded } from './open.ts';

/**
 * The attribute of a message whose value no text demands, and the level of the demand: for a URI `SHOULD` if a text
 * defines it, but not for this purpose, and `MAY` if this project chose it, or a reading; `MAY` for the identity of an
 * anonymous client.
 *
 * @returns undefined if the message has no such attribute, or if the URI is forwarded from a callee
 */
export function softOf(scenario: Scenario, expected: Expected): Readonly<Record<string, Level>> | undefined {
  if (expected.kind !== 'message' || isForwarded(scenario, expected)) return undefined;
  if (expected.type === 'WELCOME') return hasIdentity(expected) ? { details: 'MAY' } : undefined;
  const attribute = expected.type === 'ERROR' ? 'error' : expected.type === 'ABORT' ? 'reason' : undefined;
  const uri = attribute === undefined ? undefined : valueIn(expected, attribute);
  if (attribute === undefined || typeof uri !== 'string') return undefined;
  const family = expected.type === 'ERROR' ? 'reply' : 'abort';
  const level = levelOfUri(uri, rowsOf(scenario, uri, family));
  return level === undefined ? undefined : { [attribute]: level };
}

// --- internal ---

const hasIdentity = (welcome: Sent): boolean =>
  entryOf(valueIn(welcome, 'details'), 'authrole') !== undefined;

/** Problems that the message may report: those that the page cites, if there are any. */
function rowsOf({ rules, readings }: Scenario, uri: string, family: ProblemRow['family']): ProblemRow[] {
  const all = (Object.values(PROBLEMS) as ProblemRow[]).filter(
    (row) => row.uri === uri && row.family === family,
  );
  const hasRule = (row: ProblemRow): boolean => row.rules.some((rule) => rules.includes(rule));
  const hasReading = (row: ProblemRow): boolean =>
    row.readings?.some((reading) => readings.includes(reading)) ?? false;
  // A problem with readings is not reported on a page that depends on none of them, if there is another one.
  const likely = all.filter((row) => hasReading(row) || (hasRule(row) && row.readings === undefined));
  const possible = likely.length > 0 ? likely : all.filter(hasRule);
  return possible.length > 0 ? possible : all;
}

/** The weakest demand of the problems; undefined if all of them demand the URI. */
function levelOfUri(uri: string, rows: readonly ProblemRow[]): Level | undefined {
  const soft = rows.filter(({ rules }) => !rules.some((rule) => isDemanded(uri, rule)));
  if (soft.length === 0) return undefined;
  const origin = (URIS as Readonly<Record<string, UriOrigin>>)[uri];
  const isDefined = origin?.authority === 'stated';
  return isDefined && soft.every(({ rules }) => rules.some(isFromText)) ? 'SHOULD' : 'MAY';
}

/** A rule demands the URI that it names, and one that aborts a session has the URI of protocol errors. */
const isDemanded = (uri: string, id: RuleId): boolean =>
  isFromText(id) && (RULES[id].sentence.includes(`\`${uri}\``) || uri === PROTOCOL_ERROR);

const PROTOCOL_ERROR = PROBLEMS['message-malformed'].uri;

const isFromText = (id: RuleId): boolean => (RULES[id] as Rule).authority !== 'decided';
