/** Rules and readings for the terminal. */

import { READINGS } from '../../../machines/readings/index.ts';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS } from '../../../machines/readings.ts';
import { basisOf, RULES } from '../../../machines/rules.ts';
import { type Paint, plain, wrap } from '../explain/layout.ts';
import type { TextOptions } from '../explain/text.ts';
import type { EdgeSheet } from './edges.ts';
import type { ReadingSheet } from './readings.ts';
import { RULE_GROUPS, type RuleSheet, rulesOf, type ScenarioSheet } from './rules.ts';

/** All rules, by group. */
export function ruleList({ width = 100, paint = plain }: TextOptions = {}): string {
  const groups = Object.entries(RULE_GROUPS).map(([group, title]) =>
    [
      paint('bold', title),
      ...rulesOf(group).flatMap((id) => {
        const { level, sentence } = RULES[id];
        return entry(`  ${id.padEnd(6)}${level.padEnd(5)}${basisOf(RULES[id]).padEnd(16)}`, sentence, width);
      }),
    ].join('\n'),
  );
  return groups.join('\n\n');
}

/** Everything about a rule. */
export function ruleText(sheet: RuleSheet, { width = 100, paint = plain }: TextOptions = {}): string {
  const { id, level, sentence, edges, oracle, scenarios, readings, statements } = sheet;
  return [
    ...entry(`${id}  ${level}  `, sentence, width).map((line) => paint('bold', line)),
    ...basisLines(sheet, width),
    ...(sheet.feature === undefined ? [] : [`Binds dealers that announce ${sheet.feature}.`]),
    ...edgeLines('Edges that implement it', edges, { width, paint }),
    '',
    paint('bold', 'Oracle that checks it'),
    `  ${oracle}`,
    ...section(
      'Statements of the texts that it covers',
      statements.flatMap(({ id: statement, sentence: says }) =>
        entry(`  ${statement.padEnd(5)}  `, says, width),
      ),
      paint,
    ),
    ...section(
      'Scenarios that show it',
      scenarios.flatMap((one) => scenarioLines(one, width)),
      paint,
    ),
    ...section(
      'Related readings',
      readings.flatMap((reading) =>
        entry(`  ${reading.padEnd(columnOf(readings))}  `, READINGS[reading].question, width),
      ),
      paint,
    ),
  ].join('\n');
}

/** All open questions, each with its options; the first one is the default. */
export function readingList({ width = 100, paint = plain }: TextOptions = {}): string {
  return READING_IDS.map((id) =>
    [
      ...entry(`${id}  `, READINGS[id].question, width).map((line) => paint('bold', line)),
      ...READING_OPTIONS[id].flatMap((option) =>
        entry(
          `  ${option}${option === DEFAULT_READINGS[id] ? ' (default)' : ''}: `,
          READINGS[id].options[option as never],
          width,
          4,
        ),
      ),
    ].join('\n'),
  ).join('\n\n');
}

/** Everything about an open question. */
export function readingText(sheet: ReadingSheet, { width = 100, paint = plain }: TextOptions = {}): string {
  const { id, question, options, reason, edges, rules, routers } = sheet;
  const column = columnOf(routers.map(({ router }) => router));
  const [first] = options;
  return [
    ...entry(`${id}  `, question, width).map((line) => paint('bold', line)),
    ...options.flatMap(({ option, isDefault, says, scenarios }) => [
      '',
      paint('cyan', `  ${option}${isDefault ? ' (default)' : ''}`),
      ...wrap(says, width, '    '),
      ...(scenarios.length === 0 ? [] : ['    Scenarios with a different outcome:']),
      ...scenarios.flatMap((one) => scenarioLines(one, width, '      ')),
    ]),
    '',
    ...wrap(`Reason for ${first?.option}: ${reason}`, width),
    ...edgeLines('Related edges', edges, { width, paint }),
    ...section(
      'Related rules',
      rules.flatMap((rule) => entry(`  ${rule.padEnd(columnOf(rules))}  `, RULES[rule].sentence, width)),
      paint,
    ),
    ...section(
      'Other routers',
      routers.flatMap(({ router, does, by }) =>
        entry(`  ${router.padEnd(column)}  `, by === 'run' ? `${does} (run)` : does, width),
      ),
      paint,
    ),
    '',
    ...wrap(`${versions(routers)}. More about them is in docs/routers.md.`, width),
  ].join('\n');
}

// --- internal ---

/** Basis of a rule; a link is on its own line and is not wrapped. */
function basisLines({ inference, record, section: its }: RuleSheet, width: number): string[] {
  const place = its?.name ?? '';
  if (record !== undefined) {
    const open = its === undefined ? '' : ` Left open by ${place}.`;
    return [
      ...wrap(`Decided in ${record.id}: ${record.title}.${open}`, width),
      record.path,
      ...(its === undefined ? [] : [its.link]),
    ];
  }
  const told = inference === undefined ? `Stated by ${place}.` : `Inferred from ${place}. ${inference}`;
  return [...wrap(told, width), ...(its === undefined ? [] : [its.link])];
}

/** Width of a column of names. */
const columnOf = (names: readonly string[]): number => Math.max(0, ...names.map(({ length }) => length));

/** Text beside its heading. */
const entry = (head: string, text: string, width: number, indent = head.length): string[] =>
  wrap(text, width, head, ' '.repeat(indent));

const section = (title: string, lines: readonly string[], paint: Paint): string[] => [
  '',
  paint('bold', title),
  ...(lines.length > 0 ? lines : ['  none']),
];

/** Versions of the routers, and the date of the examination. */
function versions(routers: ReadingSheet['routers']): string {
  const all = routers.map(({ router, version }) => `${router} ${version}`);
  return `Versions examined ${[...new Set(routers.map(({ looked }) => looked))].join(', ')}: ${all.join('; ')}`;
}

const scenarioLines = ({ name, title }: ScenarioSheet, width: number, indent = '  '): string[] =>
  wrap(`${title} (${name})`, width, indent, `${indent}  `);

function edgeLines(
  title: string,
  edges: readonly EdgeSheet[],
  { width, paint }: Required<TextOptions>,
): string[] {
  const files = [...new Set(edges.map(({ file }) => file))];
  return [
    '',
    paint('bold', title),
    ...files.flatMap((file) => [
      `  ${file}`,
      ...edges.filter((edge) => edge.file === file).flatMap((edge) => edgeText(edge, width)),
    ]),
  ];
}

/** An edge: its name, its guard and actions, and its target if it has one. */
function edgeText({ chart, name, guard, actions, target }: EdgeSheet, width: number): string[] {
  const condition = guard === undefined ? '' : ` [${guard}]`;
  const effects = actions.length === 0 ? '' : ` / ${actions.join(', ')}`;
  const way = target === undefined ? '' : ` → ${target}`;
  return wrap(`${chart}.${name}${condition}${effects}${way}`, width, '    ', '      ');
}
