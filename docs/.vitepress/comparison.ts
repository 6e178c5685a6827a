/** Two outcomes of a scenario side by side: the steps that differ, what each session gets, and both flows. */
import { READINGS } from '../../machines/readings/index.ts';
import { flowOf } from '../../src/tools/draw/flow/flow.ts';
import { marked } from '../../src/tools/draw/flow/marked.ts';
import { type Difference, difference } from '../../src/tools/explain/difference.ts';
import type { ExplainedStep } from '../../src/tools/explain/explain.ts';
import { list } from '../../src/tools/explain/layout.ts';
import { code, prose } from '../../src/tools/explain/markdown.ts';
import { describeMoves } from '../../src/tools/explain/moves.ts';
import type { Trace } from '../../src/tools/trace/trace.ts';
import { linkToRule, sideFigure } from './figures.ts';

/** @returns Markdown, without a heading */
export function comparison(one: Trace, other: Trace): string {
  const both = difference(one, other);
  const { readings, parting, ways } = both;
  const sides = ([0, 1] as const).map((way) =>
    readings.map(({ id, ways: options }) => code(`${id}=${options[way].option}`)).join(' '),
  );
  const about = readings.map(
    ({ id, ways: [left, right] }) =>
      `- [${id}](${linkToRule(id)}): ${prose(READINGS[id].question)} ${code(left.option)}: ${prose(left.says)} ${code(right.option)}: ${prose(right.says)}`,
  );
  if (parting.length === 0) return [...about, '', 'Every step has the same outcome.', '', ''].join('\n');
  return [
    ...about,
    '',
    `${sameSteps(both)} Where they differ:`,
    '',
    '<div class="difference">',
    '',
    `| step | ${sides.join(' | ')} |`,
    '| --- | --- | --- |',
    ...parting.flatMap((number) => rowsOf(number, ways.map(({ steps }) => steps[number - 1]) as Pair)),
    ...resultsOf(both),
    '',
    '</div>',
    '',
    '<div class="sides">',
    '',
    ...marked(flowOf(one), flowOf(other)).flatMap((flow, side) => [
      sideFigure(flow, plain(sides[side] ?? '')),
      '',
    ]),
    '</div>',
    '',
    '',
  ].join('\n');
}

// --- internal ---

type Pair = [ExplainedStep, ExplainedStep];

const plain = (markdown: string): string => markdown.replaceAll('`', '');

/** The steps with the same outcome, as `Steps 1 to 8 and 10 are the same.` */
function sameSteps({ ways: [one], parting }: Difference): string {
  const same = one.steps.map(({ number }) => number).filter((number) => !parting.includes(number));
  const runs: [number, number][] = [];
  for (const number of same) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  if (same.length === 0) return 'No step is the same.';
  const told = list(runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)));
  return same.length === 1 ? `Step ${told} is the same.` : `Steps ${told} are the same.`;
}

function rowsOf(number: number, pair: Pair): string[] {
  const [left, right] = pair;
  const moves = pair.map(({ moves }) =>
    describeMoves(moves).map(({ where, detail }) => `${code(where)}: ${prose(detail)}`),
  );
  const cells = pair.map((step, side) => {
    const own = moves[side]?.filter((move) => !moves[1 - side]?.includes(move)) ?? [];
    return [
      ...(left.sentence === right.sentence ? [] : [`**${prose(step.sentence)}**`]),
      ...(step.impossible === undefined ? own : [prose(step.impossible)]),
      ...(step.received.length === 0
        ? ['→ no messages']
        : step.received.map(({ says, message }) => `→ ${prose(says)}: ${code(message)}`)),
    ].join('<br>');
  });
  const heading =
    left.sentence === right.sentence ? `**${number}.** ${prose(left.sentence)}` : `**${number}.**`;
  return [row([heading, ...cells])];
}

const resultsOf = ({ outcomes }: Difference): string[] =>
  outcomes
    .filter(({ ways: [one, other] }) => list(one) !== list(other))
    .map(({ session, ways }) =>
      row([`**${prose(session)}**, in the end`, ...ways.map((way) => prose(list(way)))]),
    );

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
