/** Pages of scenarios in the playground, where only the script is edited. */

import type { Readings } from '../../../machines/readings.ts';

/** A page in parts. */
export interface Parts {
  /** The heading, the prose, and the line that opens the script. */
  readonly before: string;
  readonly script: string;
  /** The line that closes the script, the logs, and the last line. */
  readonly after: string;
}

/**
 * Takes a page apart.
 *
 * @param page text of a scenario
 * @throws Error if it has no script
 */
export function partsOf(page: string): Parts {
  const text = page.replaceAll('\r\n', '\n');
  const [, before, script, after] = /^(.*?^```script[^\n]*\n)(.*?)^(```.*)$/ms.exec(text) ?? [];
  if (before === undefined || script === undefined || after === undefined)
    throw new Error('Expected a page with a block ```script, but there is none.');
  return { before, script: withoutNumbers(script), after };
}

/** A page around a script of one's own. */
export const OWN_PAGE: Parts = {
  before: '# A case of my own\n\nWritten in the playground.\n\n```script\n',
  script: '',
  after: '```\n\n```log\n```\n\nShows CR-1.\n',
};

/** The page with this script, without the logs if they do not belong to it. */
export const pageOf = ({ before, after }: Parts, script: string, withLogs = true): string =>
  `${before}${script.replace(/\n*$/, '\n')}${withLogs ? after : withoutLogs(after)}`;

/**
 * The page with this script, and with an empty log for each of the readings; its last line cites them.
 *
 * @param sides readings that are not the defaults
 */
export function pageUnder(parts: Parts, script: string, sides: readonly Partial<Readings>[]): string {
  const conditions = sides.map((side) => Object.entries(side).map((pair) => pair.join('=')));
  const logs = conditions.map((one) => `${['```log', ...one].join(' ')}\n\`\`\``).join('\n\n');
  const page = pageOf(parts, script, false).replace('```log\n```', () => logs);
  const ids = new Set(sides.flatMap((side) => Object.keys(side)));
  const missing = [...ids].filter((id) => !page.slice(page.lastIndexOf('\nShows ')).includes(`\`${id}\``));
  return page.replace(/\.\s*$/, () => `${missing.map((id) => `, \`${id}\``).join('')}.\n`);
}

/** The line of a page at which its script begins, from 1. */
export const firstLine = ({ before }: Parts): number => before.split('\n').length;

// --- internal ---

/** The editor numbers its lines. */
const withoutNumbers = (script: string): string =>
  script.replace(/^ *\d+ +(?!ms pass$)/gm, '').replace(/\n$/, '');

/** One empty log in place of those of the page. */
const withoutLogs = (after: string): string => after.replace(/^```log[^\n]*\n[\s\S]*^```$/m, '```log\n```');
