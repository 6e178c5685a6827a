/** A comparison of routers for the terminal. */
import { list, type Paint, plain, wrap } from '../../explain/layout.ts';
import type { Verdict } from '../result.ts';
import type { Comparison, FamilyCount, Seen } from './comparison.ts';
import { groupBy } from './finding.ts';
import type { FeatureState } from './portrait.ts';
import { BY_SEVERITY, SEVERITY, STYLES } from './verdicts.ts';

/** Width and colours of the text. */
export interface CompareOptions {
  /** Maximum length of a line, in characters: 100 if omitted. */
  readonly width?: number;
  /** Applies the colours: none if omitted. */
  readonly paint?: Paint;
}

/** @returns the text, without a line end after the last line */
export function comparisonToText(
  comparison: Comparison,
  { width = 100, paint = plain }: CompareOptions = {},
): string {
  const page = { width, paint };
  return [
    routerLines(comparison, page),
    featureLines(comparison, page),
    readingLines(comparison, page),
    familyLines(comparison, page),
    caseLines(comparison, page),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

// --- internal ---

type Page = Required<CompareOptions>;

/** A router has its number as the head of its columns. */
function routerLines({ routers }: Comparison, { width, paint }: Page): string[] {
  const column = Math.max(...routers.map(({ title }) => title.length));
  return [
    paint('bold', 'Routers'),
    ...routers.flatMap(({ title, date, suite, serialisations, isComplete }, index) =>
      wrap(
        `${title.padEnd(column).replaceAll(' ', BLANK)}${BLANK}${BLANK}${date}, dealerchart ${suite}, ${list(serialisations)}${isComplete ? '' : ', not complete'}`,
        width,
        `  ${index + 1}  `,
        '       ',
      ).map((line) => line.replaceAll(BLANK, ' ')),
    ),
  ];
}

/** A blank at which no line is broken. */
const BLANK = '\u0000';

interface Cell {
  readonly text: string;
  readonly style?: Parameters<Paint>[0];
}

/** Rows with a name each, and a column for each router. */
function columns(
  title: string,
  rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[],
  { paint }: Page,
): string[] {
  const names = Math.max(title.length, ...rows.map(({ name }) => name.length + 2)) + 2;
  const cell = Math.max(3, ...rows.flatMap(({ cells }) => cells.map(({ text }) => text.length))) + 2;
  const count = rows[0]?.cells.length ?? 0;
  const heads = Array.from({ length: count }, (_, index) => `${index + 1}`.padEnd(cell)).join('');
  return [
    paint('bold', `${title.padEnd(names)}${heads}`.trimEnd()),
    ...rows.map(({ name, cells }) => {
      const last = cells.length - 1;
      const painted = cells.map(({ text, style }, index) => {
        const gap = index === last ? '' : ' '.repeat(cell - text.length);
        return `${style === undefined ? text : paint(style, text)}${gap}`;
      });
      return `${`  ${name}`.padEnd(names)}${painted.join('')}`;
    }),
  ];
}

/** A feature in a word. */
const STATES: Readonly<Record<FeatureState, Cell>> = {
  'announced and works': { text: 'yes', style: 'green' },
  'works, not announced': { text: 'works', style: 'yellow' },
  'announced, does not work': { text: 'claims', style: 'red' },
  'neither announced nor seen': { text: 'no', style: 'dim' },
};

function featureLines({ features }: Comparison, page: Page): string[] {
  const rows = features.map(({ feature, states }) => ({
    name: feature,
    cells: states.map((seen): Cell => {
      const [first, ...others] = seen;
      if (first === undefined) return { text: '-', style: 'dim' };
      return others.length === 0 ? STATES[first.value] : { text: 'mixed', style: 'yellow' };
    }),
  }));
  const used = new Set(rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
  const legend = [
    ...Object.entries(STATES).map(([state, { text }]) => [text, state]),
    ['mixed', 'not the same in each serialisation'],
    ['-', 'not in the result'],
  ].flatMap(([text = '', says]) => (used.has(text) ? [`${text}: ${says}`] : []));
  return [...columns('Features', rows, page), ...wrap(legend.join('; '), page.width, '  ').map(dim(page))];
}

const dim =
  ({ paint }: Page) =>
  (line: string): string =>
    paint('dim', line);

function readingLines({ readings, routers }: Comparison, { width, paint }: Page): string[] {
  const those = readings.filter(({ differs }) => differs);
  if (routers.length > 1 && those.length === 0) {
    return [paint('bold', 'Readings'), '  All routers follow the same option of each open question.'];
  }
  const column = Math.max(0, ...those.map(({ reading }) => reading.length)) + 4;
  return [
    paint('bold', 'Readings that differ'),
    ...those.flatMap(({ reading, options }) => {
      const groups = groupBy(
        options.map((seen, index) => ({ option: optionOf(seen), number: index + 1 })),
        ({ option }) => option,
      );
      const text = groups.map(([option, its]) => `${option}: ${its.map(({ number }) => number).join(', ')}`);
      return wrap(text.join('; '), width, `  ${reading}`.padEnd(column), ' '.repeat(column));
    }),
  ];
}

/** The option of a router; several with their serialisations. */
export const optionOf = (seen: readonly Seen<string>[]): string =>
  seen
    .map(({ value, only }) => (only === undefined ? value : `${value} (${only.join(', ')})`))
    .join(' or ') || 'not seen';

const familyLines = ({ families }: Comparison, page: Page): string[] =>
  columns(
    'Cases passed/non-strict/failed',
    families.map(({ title, counts }) => ({ name: title, cells: counts.map(countCell) })),
    page,
  );

function countCell({ passed, nonStrict, failed }: FamilyCount): Cell {
  if (passed + nonStrict + failed === 0) return { text: '-', style: 'dim' };
  const style = failed > 0 ? 'red' : nonStrict > 0 ? 'yellow' : 'green';
  return { text: `${passed}/${nonStrict}/${failed}`, style };
}

/** A verdict in a word. */
const WORDS: Readonly<Record<Verdict, string>> = {
  'router gone': 'GONE',
  fail: 'FAIL',
  'no answer': 'MUTE',
  'non-strict': 'near',
  'pass under a reading': 'read',
  pass: 'pass',
  'not announced': 'n/a',
  withheld: '-',
  'not played': '-',
};

function caseLines({ cases, routers }: Comparison, page: Page): string[] {
  const those = cases.filter(({ differs }) => differs);
  if (those.length === 0) {
    return routers.length > 1 ? ['All routers have the same verdict in each case.'] : [];
  }
  const rows = those.map(({ id, verdicts }) => ({
    name: id,
    cells: verdicts.map(
      (verdict): Cell =>
        verdict === null ? { text: '' } : { text: WORDS[verdict], style: STYLES[BY_SEVERITY[verdict].tone] },
    ),
  }));
  const used = SEVERITY.filter((verdict) => those.some(({ verdicts }) => verdicts.includes(verdict)));
  const legend = used.filter((verdict) => WORDS[verdict] !== verdict);
  const says = legend.map((verdict) => `${WORDS[verdict]}: ${verdict}`).join('; ');
  return [
    ...columns(`Cases with different verdicts (${those.length})`, rows, page),
    ...(says === '' ? [] : wrap(says, page.width, '  ').map(dim(page))),
  ];
}
