/** Writes src/tools/consult/judged.generated.ts: what the results in docs/conformance/ say of other routers. */
import { compare, type Seen } from '../../src/tools/conform/report/comparison.ts';
import type { FeatureState } from '../../src/tools/conform/report/portrait.ts';
import type { Result } from '../../src/tools/conform/result.ts';
import { NO_OPTION, type RouterName } from '../../src/tools/consult/facts.ts';
import { checkedIn } from './results.ts';

/** The file, by its path from the root of the repository. */
export const JUDGED_FILE = 'src/tools/consult/judged.generated.ts';

/** The routers that the suite judges, with their peers. wampproto-go is the dealer of xconn-go. */
export const PEERS_OF: { readonly [R in RouterName]?: string } = {
  Crossbar: 'crossbar',
  Nexus: 'nexus',
  'fox-wamp': 'fox-wamp',
  'battler-wamp': 'battler-wamp',
  'wampproto-go': 'xconn-go',
  wampire: 'wampire',
  jawampa: 'jawampa',
  wampyre: 'wampyre',
};

/** The text of the file, made from the results that are checked in. */
export function judgedFacts(): string {
  const results = checkedIn();
  return [
    '// Generated from docs/conformance/ by "npm run pages". Do not edit.',
    '/** What the conformance suite saw of other routers. */',
    "import type { Judged } from './facts.ts';",
    '',
    'export const JUDGED: Judged = {',
    ...Object.entries(PEERS_OF).flatMap(([router, peer]) => {
      const result = results[`${peer}.json`];
      return result === undefined ? [] : routerLines(router, result);
    }),
    '};',
    '',
  ].join('\n');
}

// --- internal ---

const ANNOUNCED: ReadonlySet<FeatureState> = new Set(['announced and works', 'announced, does not work']);

function routerLines(router: string, result: Result): string[] {
  const { features, readings } = compare([result]);
  const announced = features.filter(({ states: [seen = []] }) =>
    seen.some(({ value }) => ANNOUNCED.has(value)),
  );
  return [
    `  ${/\W/.test(router) ? `'${router}'` : router}: {`,
    property('    ', 'date', result.date.slice(0, 10)),
    property('    ', 'announced', announced.map(({ feature }) => `\`${feature}\``).join(', ') || 'none'),
    '    readings: {',
    ...readings.flatMap(({ reading, options }) => {
      const [seen = []] = options;
      return seen.every(({ value }) => value === 'not seen')
        ? []
        : [property('      ', reading, optionsIn(seen))];
    }),
    '    },',
    '  },',
  ];
}

/** The options of a router; those of a serialisation have its name. */
const optionsIn = (seen: readonly Seen<string>[]): string =>
  seen
    .map(({ value, only }) => {
      const option = { 'no option': NO_OPTION, 'not seen': 'not seen' }[value] ?? `\`${value}\``;
      return only === undefined ? option : `${option} (${only.join(', ')})`;
    })
    .join('; ');

/** Longest line of the formatter. */
const WIDTH = 110;

function property(indent: string, key: string, text: string): string {
  const line = `${indent}${key}: '${text}',`;
  return line.length <= WIDTH ? line : `${indent}${key}:\n${indent}  '${text}',`;
}
