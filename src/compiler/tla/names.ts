/** Names in TLA+: identifiers have letters, digits and underscores only. */
import type { Edge } from '../chart/chart.ts';

/**
 * The name of the action that is an edge: chart, state, event and number, such as `call_invoked_CANCEL_2`.
 *
 * @param chart id of the chart
 */
export function actionOf(chart: string, edge: Edge): string {
  const { source, event } = edge;
  const number = (source.on.get(event)?.indexOf(edge) ?? 0) + 1;
  return [chart, ...source.path.split('.'), event === '*' ? 'other' : event, `${number}`]
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(/\W/g, '_'))
    .join('_');
}

/** The name of an operator that stands for words, such as `RegistrationAsked` for `registration asked`. */
export const operatorOf = (...words: readonly string[]): string =>
  words
    .flatMap((part) => part.split(/\W+/))
    .map((part) => (/^[A-Z]+$/.test(part) ? capital(part.toLowerCase()) : capital(part)))
    .join('');

/** A text as a TLA+ string. */
export const quoted = (text: string): string => `"${text}"`;

/** A set of strings. */
export const setOf = (texts: readonly string[]): string => `{${texts.map(quoted).join(', ')}}`;

// --- internal ---

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
