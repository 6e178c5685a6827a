/** Two outcomes of a scenario for the terminal: equal steps in a line, different steps side by side. */
import { stripVTControlCharacters } from 'node:util';
import { READINGS } from '../../../machines/readings/index.ts';
import type { Difference, Outcome } from './difference.ts';
import type { ExplainedStep } from './explain.ts';
import { list, type Paint, plain, wrap } from './layout.ts';
import { describeMoves } from './moves.ts';
import { type TextOptions, verdictLines } from './text.ts';

/** @returns the text, without a line end after the last line; on short lines, one side below the other */
export function differenceToText(all: Difference, { width = 100, paint = plain }: TextOptions = {}): string {
  const { title, ways, readings, parting, outcomes } = all;
  const names = ([0, 1] as const).map((way) => readings.map(({ id, ways: by }) => `${id}=${by[way].option}`));
  const [left = '', right = ''] = names.map((each) => each.join(' '));
  const column = columnOf(width);
  const heading = [
    ...wrap(title, width).map((line) => paint('bold', line)),
    ...readings.flatMap(({ id }) => wrap(`${id}: ${READINGS[id].question}`, width)),
    '',
  ];
  const wrong = ways.flatMap((way) => verdictLines({ ...way, isSaid: true }, width, paint));
  if (parting.length === 0) {
    const said =
      readings.length === 0
        ? 'Both sides have the same readings.'
        : `Nothing differs: every step has the same outcome under ${left} and ${right}.`;
    return [...heading, ...wrap(said, width), ...wrong].join('\n');
  }
  const sides =
    readings.length === 0
      ? []
      : beside(
          [left, right].map((name, way) => [
            ...wrap(name, column).map((line) => paint('bold', line)),
            ...readings.flatMap(({ ways: by }) => wrap((by[way] as { says: string }).says, column)),
          ]),
          width,
        );
  return [
    ...heading,
    ...sides,
    '',
    ...stepLines(all, [left, right], width, paint),
    '',
    paint('bold', 'Results'),
    ...outcomes.flatMap((outcome) => outcomeLines(outcome, all, [left, right], width)),
    ...wrong,
  ].join('\n');
}

// --- internal ---

/** Minimum width for two sides beside each other. */
const ROOM = 80;
const BETWEEN = ' │ ';

const columnOf = (width: number): number => (width < ROOM ? width : Math.floor((width - BETWEEN.length) / 2));

/** Two blocks of lines side by side, or one below the other. */
function beside([left = [], right = []]: readonly (readonly string[])[], width: number): string[] {
  if (width < ROOM) return [...left, ...right];
  const column = columnOf(width);
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, row) => {
    const one = left[row] ?? '';
    const pad = ' '.repeat(Math.max(0, column - stripVTControlCharacters(one).length));
    return `${one}${pad}${BETWEEN}${right[row] ?? ''}`.trimEnd();
  });
}

function stepLines(
  { ways: [one, other], parting }: Difference,
  names: readonly [string, string],
  width: number,
  paint: Paint,
): string[] {
  const lines: string[] = [];
  let same: number[] = [];
  const fold = (): void => {
    const [first] = same;
    if (first === undefined) return;
    const which = same.length === 1 ? `Step ${first} is` : `Steps ${first} to ${same.at(-1)} are`;
    lines.push(paint('dim', `${which} the same.`));
    same = [];
  };
  for (const [index, left] of one.steps.entries()) {
    if (!parting.includes(left.number)) {
      same.push(left.number);
      continue;
    }
    fold();
    lines.push(...parted(left, other.steps[index] as ExplainedStep, { names, width, paint }));
  }
  fold();
  return lines;
}

interface Page {
  readonly names: readonly [string, string];
  readonly width: number;
  readonly paint: Paint;
}

/** A step with different outcomes: the common beginning over the whole width, and the rest side by side. */
function parted(left: ExplainedStep, right: ExplainedStep, { names, width, paint }: Page): string[] {
  const [a, b] = [textsOf(left), textsOf(right)];
  const [first, second] = [left, right].map(headingOf) as [string, string];
  const number = `${left.number}`.padStart(2).concat('  ');
  const isSame = (one: MoveText, other: MoveText | undefined): boolean =>
    one.where === other?.where && one.detail === other.detail && one.rules === other.rules;
  const begin = first === second ? a.findIndex((move, index) => !isSame(move, b[index])) : 0;
  const common = a.slice(0, begin < 0 ? a.length : begin);
  const column = columnOf(width);
  const sides = (
    [
      [left, a, first],
      [right, b, second],
    ] as const
  ).map(([step, moves, heading], way) => [
    ...(width < ROOM ? wrap(`${names[way]}:`, column, INDENT).map((line) => paint('bold', line)) : []),
    ...(first === second ? [] : wrap(heading, column, number, INDENT).map((line) => paint('bold', line))),
    ...moves.slice(common.length).flatMap((move) => moveLines(move, column, paint)),
    ...endOf(step, column, paint),
  ]);
  return [
    ...(first === second ? wrap(first, width, number, `${INDENT}  `).map((line) => paint('bold', line)) : []),
    ...common.flatMap((move) => moveLines(move, width, paint)),
    ...beside(sides, width),
  ];
}

const textsOf = ({ moves }: ExplainedStep): MoveText[] =>
  describeMoves(moves).map(({ where, detail, move: { rules, readings } }) => ({
    where,
    detail,
    cites: [...rules, ...readings.map(({ id, option }) => `${id}=${option}`)],
    rules: rules.join(),
  }));

interface MoveText {
  readonly where: string;
  readonly detail: string;
  readonly cites: readonly string[];
  readonly rules: string;
}

const INDENT = '    ';

const headingOf = ({ sentence, message }: ExplainedStep): string =>
  message === undefined ? sentence : `${sentence}: ${message}`;

const moveLines = ({ where, detail, cites }: MoveText, width: number, paint: Paint): string[] => [
  ...wrap(where, width, INDENT, `${INDENT}  `).map((line) => paint('cyan', line)),
  ...wrap(cites.length === 0 ? detail : `${detail} [${cites.join(', ')}]`, width, `${INDENT}  `).map((line) =>
    paint('dim', line),
  ),
];

function endOf({ impossible, received }: ExplainedStep, width: number, paint: Paint): string[] {
  if (impossible !== undefined) {
    return wrap(`This step is impossible. ${impossible}`, width, INDENT).map((line) => paint('red', line));
  }
  if (received.length === 0) return [paint('dim', `${INDENT}→ no messages`)];
  return received.flatMap(({ says, message }) =>
    wrap(message === 'closed' ? `→ ${says}` : `→ ${says}: ${message}`, width, INDENT, `${INDENT}  `).map(
      (line) => paint('green', line),
    ),
  );
}

/** Final results of a session: once if they are equal, else side by side. */
function outcomeLines(
  { session, ways }: Outcome,
  { outcomes }: Difference,
  names: readonly [string, string],
  width: number,
): string[] {
  const [one, other] = ways.map((way) => list(way)) as [string, string];
  const column = Math.max(...outcomes.map((each) => each.session.length));
  const head = `  ${session.padEnd(column)}  `;
  if (one === other) return wrap(`${one}, in both cases`, width, head, ' '.repeat(head.length));
  const narrow = width < ROOM;
  return beside(
    [one, other].map((text, way) =>
      wrap(narrow ? `${names[way]}: ${text}` : text, columnOf(width), head, ' '.repeat(head.length)),
    ),
    width,
  );
}
