/** A page for each chart: its picture, and beside it each edge with the rules and readings that made it so. */

import { type Edge, edgesOf } from '../../../src/compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../../src/compiler/chart/index.ts';
import { drawChart } from '../../../src/tools/draw/statechart/index.ts';
import { figure, linkToRule } from '../figures.ts';
import { pageFor } from '../places.ts';
import { front, type Page } from './page.ts';

const CHARTS_TOLD: Readonly<Record<ChartName, string>> = {
  session: 'One for each connection: from HELLO to its end, and what may not come when.',
  registration: 'One for each procedure: who may join, who leaves, and whose turn it is.',
  call: 'One for each CALL: who is asked, what a refusal leads to, and how it ends.',
};

export async function chartPages(): Promise<Page[]> {
  return [index(), ...(await Promise.all(CHART_NAMES.map(pageOf)))];
}

// --- internal ---

const titleOf = (name: ChartName): string => `The chart of a ${name}`;

function index(): Page {
  const lines = CHART_NAMES.map((name) => `- [${titleOf(name)}](/chart/${name}.md): ${CHARTS_TOLD[name]}`);
  const text = [
    '# Charts',
    '',
    'What must happen is decided in three statecharts and nowhere else.',
    '[The specification](/project/specification.md) says how they are written, and where they meet.',
    '',
    ...lines,
    '',
  ].join('\n');
  return { path: 'chart/index.md', text };
}

async function pageOf(name: ChartName): Promise<Page> {
  const chart = CHARTS[name];
  const picture = await drawChart(chart, 'svg');
  const source = `machines/${name}.machine.ts`;
  const sections = chart.states.flatMap((state) => {
    const edges = edgesOf(chart).filter((edge) => edge.source === state);
    if (edges.length === 0) return [];
    return [
      `## ${state.path || 'In every state'}`,
      '',
      '| event | if | then | to | rules and readings |',
      '| --- | --- | --- | --- | --- |',
      ...edges.map(rowOf),
      '',
    ];
  });
  const text = [
    front({ title: titleOf(name), pageClass: 'chart', aside: false }),
    `# ${titleOf(name)}`,
    '',
    `${CHARTS_TOLD[name]} It is written in [${source}](${pageFor(source)}).`,
    '',
    figure(picture),
    'Each state, and the edges that leave it in the order in which they are tried:',
    '',
    ...sections,
  ].join('\n');
  return { path: `chart/${name}.md`, text };
}

function rowOf({ event, guard, actions, target, rules, readings }: Edge): string {
  const cited = [...rules, ...readings].map((id) => `[${id}](${linkToRule(id)})`);
  const cells = [
    code(event),
    guard === undefined ? '' : code(guard),
    actions.map(({ name }) => code(name)).join(', '),
    target === undefined ? 'stays' : code(target.path),
    cited.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

const code = (text: string): string => `\`${text}\``;
