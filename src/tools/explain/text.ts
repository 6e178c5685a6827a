/** An explanation for the terminal. */
import { READINGS } from '../../../machines/readings/index.ts';
import { basisOf, RULES, type RuleId } from '../../../machines/rules.ts';
import type { ChosenReading, ExplainedStep, Explanation, Participant } from './explain.ts';
import { withJoinsTogether } from './joins.ts';
import { list, type Paint, plain, withoutLinks, wrap } from './layout.ts';
import { type DescribedMove, describeMoves, roleOf } from './moves.ts';

export interface TextOptions {
  /** Maximum length of a line. */
  readonly width?: number;
  readonly paint?: Paint;
}

/**
 * @returns the text, without a line end after the last line. The sentence of each rule and reading is printed at its
 *   first occurrence, and its id alone afterwards.
 */
export function toText(explanation: Explanation, { width = 100, paint = plain }: TextOptions = {}): string {
  const { title, why, participants, readings, steps } = explanation;
  const writer = new StepWriter(
    width,
    paint,
    readings.map(({ id }) => id),
  );
  const lines = [
    ...wrap(title, width).map((line) => paint('bold', line)),
    '',
    ...why.flatMap((paragraph) => [...wrap(withoutLinks(paragraph), width), '']),
    paint('bold', 'Participants'),
    ...participants.flatMap((one) => participantLines(one, participants, width)),
    '',
    ...(readings.length > 0 ? readingLines(readings, width, paint) : []),
    paint('bold', 'Steps'),
    ...wrap(LEGEND, width, '  ').map((line) => paint('dim', line)),
    ...writer.steps(steps),
    ...unnamedLines(explanation, width, paint),
    ...verdictLines(explanation, width, paint),
  ];
  return lines.join('\n');
}

/** Differences between the page and the charts. */
export function verdictLines({ isSaid, logs, wrong }: Explanation, width: number, paint: Paint): string[] {
  if (!isSaid) {
    const unsaid = 'The page has no log for these readings.';
    return ['', ...wrap(`${unsaid} It has one for ${list(logs)}: add --reading to see it.`, width)];
  }
  return wrong.flatMap(({ file, line, step, expected, came }) => [
    '',
    ...wrap(`${file}:${line}: The page contradicts the charts in step ${step}.`, width).map((each) =>
      paint('red', each),
    ),
    ...(expected.length === 0 ? ['nothing'] : expected).flatMap((each) =>
      wrap(each, width, '  the page    ', '              '),
    ),
    ...(came.length === 0 ? ['nothing'] : came).flatMap((each) =>
      wrap(each, width, '  the charts  ', '              '),
    ),
  ]);
}

// --- internal ---

const LEGEND =
  'Each connection has a chart "session", each procedure a "registration", each CALL a "call". An arrow is a transition, "?name" is an id, and [CR-1] is a rule whose sentence is printed above.';

const INDENT = '    ';
const DEEPER = '      ';

/** Writes the steps in order, and remembers the sentences already printed. */
class StepWriter {
  private readonly width: number;
  private readonly paint: Paint;
  private readonly named: Set<string>;

  /** @param named rules and readings whose sentences are already printed */
  constructor(width: number, paint: Paint, named: Iterable<string> = []) {
    this.width = width;
    this.paint = paint;
    this.named = new Set(named);
  }

  /** All steps; consecutive plain joins share a line. */
  steps(steps: readonly ExplainedStep[]): string[] {
    return withJoinsTogether(steps).flatMap((group) => {
      const [first] = group as readonly [ExplainedStep];
      return first.isPlainJoin ? this.joining(group) : this.step(first);
    });
  }

  step(step: ExplainedStep): string[] {
    const { number, sentence, message, impossible, moves, received } = step;
    const heading = message === undefined ? sentence : `${sentence}: ${message}`;
    const lines = this.wrap(heading, `${number}`.padStart(2).concat('  '), 'bold');
    if (impossible !== undefined) {
      const said = `This step is impossible under these readings and is skipped. ${impossible}`;
      return [...lines, ...this.wrap(said, INDENT, 'red')];
    }
    for (const told of describeMoves(moves)) lines.push(...this.move(told));
    for (const { says, message: came } of received) {
      const end = came === 'closed' ? '' : `: ${came}`;
      lines.push(...this.wrap(`→ ${says}${end}`, INDENT, 'green'));
    }
    if (received.length === 0) lines.push(...this.wrap('→ no messages', INDENT, 'dim'));
    return lines;
  }

  // --- internal ---

  private joining(steps: readonly ExplainedStep[]): string[] {
    const [first] = steps as readonly [ExplainedStep];
    const isOne = steps.length === 1;
    const numbers = isOne ? `${first.number}` : `${first.number}-${steps.at(-1)?.number}`;
    const who = list(steps.map(({ actor }) => actor as string));
    const rules = [...new Set(steps.flatMap(({ moves }) => moves.flatMap((move) => move.rules)))];
    const again = rules.filter((id) => this.named.has(id));
    const cited = again.length === 0 ? '' : ` [${again.join(', ')}]`;
    return [
      ...this.wrap(isOne ? first.sentence : `${who} join`, `${numbers.padStart(2)}  `, 'bold'),
      ...this.wrap(`session${isOne ? '' : 's'} ${who}: opening → established${cited}`, INDENT, 'cyan'),
      ...this.rules(rules),
      ...this.wrap(`→ ${isOne ? `${who} is` : 'each is'} welcomed: WELCOME`, INDENT, 'green'),
    ];
  }

  private move({ move: { rules, readings }, where, detail }: DescribedMove): string[] {
    const again = [
      ...rules.filter((id) => this.named.has(id)),
      ...readings.filter(({ id }) => this.named.has(id)).map(({ id, option }) => `${id}=${option}`),
    ];
    const cited = again.length === 0 ? '' : ` [${again.join(', ')}]`;
    return [
      ...this.wrap(where, INDENT, 'cyan'),
      ...this.wrap(`${detail}${cited}`, DEEPER, 'dim'),
      ...this.rules(rules),
      ...readings.flatMap((reading) => this.reading(reading)),
    ];
  }

  private rules(rules: readonly RuleId[]): string[] {
    const fresh = rules.filter((id) => !this.named.has(id));
    for (const id of fresh) this.named.add(id);
    return fresh.flatMap((id) => this.wrap(`${id} (${basisOf(RULES[id])}): ${RULES[id].sentence}`, DEEPER));
  }

  private reading({ id, option, says }: ChosenReading): string[] {
    if (this.named.has(id)) return [];
    this.named.add(id);
    return this.wrap(`${id}=${option}: ${READINGS[id].question} ${says}`, DEEPER, 'yellow');
  }

  private wrap(text: string, first: string, style?: Parameters<Paint>[0]): string[] {
    const indent = ' '.repeat(first.length + 2);
    const lines = wrap(text, this.width, first, indent);
    return style === undefined ? lines : lines.map((line) => this.paint(style, line));
  }
}

function participantLines(one: Participant, all: readonly Participant[], width: number): string[] {
  const column = Math.max(...all.map(({ name }) => name.length));
  return wrap(roleOf(one), width, `  ${one.name.padEnd(column)}  `, ' '.repeat(column + 4));
}

const readingLines = (readings: readonly ChosenReading[], width: number, paint: Paint): string[] => [
  paint('bold', 'Readings'),
  ...readings.flatMap(({ id, option, isDefault, question, says }) =>
    wrap(`${id}=${option}${isDefault ? ' (default)' : ''}: ${question} ${says}`, width, '  ', '    '),
  ),
  '',
];

const unnamedLines = ({ unnamed }: Explanation, width: number, paint: Paint): string[] =>
  unnamed.length === 0
    ? []
    : [
        '',
        paint('bold', 'Other rules of this page'),
        ...unnamed.flatMap((id) =>
          wrap(`${id} (${basisOf(RULES[id])}): ${RULES[id].sentence}`, width, '  ', '    '),
        ),
      ];
