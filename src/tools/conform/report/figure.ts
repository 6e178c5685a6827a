/** Figure of a failing case for the terminal: the received flow and the expected one. */
import { drawAscii, MARK } from '../../draw/flow/ascii.ts';
import type { Flow } from '../../draw/flow/model.ts';
import type { Paint } from '../../explain/layout.ts';
import type { CaseResult, Exchange } from '../result.ts';
import { flowsOf, stepOf } from './flow.ts';

/** Width and colours of a figure. */
export interface FigureOptions {
  /** Maximum length of a line, in characters. */
  readonly width: number;
  readonly paint: Paint;
}

/**
 * The received flow, and the expected one up to the step with the first difference: side by side where both fit, else
 * one below the other, and then the expected one has that step only.
 */
export function figureLines(one: CaseResult, { width, paint }: FigureOptions): readonly string[] {
  const painted = (line: string): string => (line.startsWith(MARK) ? paint('red', line) : line);
  const room = Math.max(MIN_FLOW, Math.min(MAX_FLOW, width - INDENT.length));
  const { came, expected } = flowsOf({ ...one, expected: upTo(one) });
  const left = drawn('came', came, room);
  const right = drawn('expected', expected, room);
  const column = widthOf(left);
  const isBeside = INDENT.length + column + BETWEEN.length + widthOf(right) <= width;
  const lines = isBeside
    ? Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
        const [a = '', b = ''] = [left[row], right[row]];
        return `${painted(a)}${' '.repeat(column - a.length)}${BETWEEN}${painted(b)}`.trimEnd();
      })
    : [...left, '', ...drawn('expected', flowsOf({ ...one, expected: stepOf(one) }).expected, room)].map(
        painted,
      );
  return lines.map((line) => (line === '' ? '' : `${INDENT}${line}`));
}

// --- internal ---

/** Minimum and maximum width of a flow, in characters, without its indent. */
const [MIN_FLOW, MAX_FLOW] = [40, 72];
const INDENT = '    ';
const BETWEEN = '   ';

const widthOf = (lines: readonly string[]): number => Math.max(0, ...lines.map(({ length }) => length));

const drawn = (head: string, flow: Flow | undefined, room: number): readonly string[] =>
  flow === undefined ? [] : [head, ...drawAscii(flow, room).trimEnd().split('\n')];

/** The expected messages up to the first difference; later ones never had a chance. */
const upTo = ({ step = Number.POSITIVE_INFINITY, expected = [] }: CaseResult): readonly Exchange[] =>
  expected.filter((one) => one.step <= step);
