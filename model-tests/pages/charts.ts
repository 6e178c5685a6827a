/** Writes docs/charts: each chart edge by edge, with the sentences of its rules, and the tables that tie the charts. */
import { READINGS } from '../../machines/readings/index.ts';
import type { ReadingId } from '../../machines/readings.ts';
import { basisOf, RULES, type RuleId } from '../../machines/rules.ts';
import {
  COLLECTORS,
  FINDERS,
  RECORDS,
  ROUTES,
  type Route,
  STARTS,
  UNDELIVERED,
} from '../../machines/system.ts';
import { anchorOfEdge, type Edge, edgesOf, nameOfEdge, type State } from '../../src/compiler/chart/chart.ts';
import { CHART_NAMES, CHARTS, type ChartName } from '../../src/compiler/chart/index.ts';
import { ACTION_PHRASES, GUARD_PHRASES } from '../../src/tools/explain/phrases.ts';
import { MADE, tableOf } from './tables.ts';

const ABOUT: Readonly<Record<ChartName, string>> = {
  session: 'One for each connection: the permitted messages in each state, and the end of the session.',
  registration: 'One for each procedure: membership, selection of a callee, and the end of the registration.',
  call: 'One for each CALL: the callees asked, the refusals, and the one final answer.',
};

/** Pages by their path in the repository. */
export const CHART_PAGES: Readonly<Record<string, () => string>> = {
  'docs/charts/index.md': systemPage,
  ...Object.fromEntries(CHART_NAMES.map((name) => [`docs/charts/${name}.md`, () => chartPage(name)])),
};

// --- internal: the charts together ---

function systemPage(): string {
  return [
    MADE,
    '',
    '# The charts and their composition',
    '',
    'Three statecharts decide what a dealer does:',
    '',
    ...CHART_NAMES.flatMap((name) => [
      `- [${name}](${name}.md): ${ABOUT[name]}`,
      '',
      `  [![The chart of a ${name}](../diagrams/${name}.svg)](${name}.md)`,
      '',
    ]),
    '',
    'They communicate through effects and events only. [machines/system.ts](../../machines/system.ts) explains the',
    'composition, and contains these tables, which the dealer executes.',
    '',
    '## Effects that are events of other instances',
    '',
    ...tableOf(['emitted by', 'effect', 'event of', 'lookup', 'event'], routeRows()),
    '',
    '## Effects that start an instance',
    '',
    ...tableOf(
      ['emitted by', 'effect', 'starts'],
      Object.entries(STARTS).flatMap(([chart, effects]) =>
        Object.entries(effects).map(([effect, started]) => [chart, code(effect), started]),
      ),
    ),
    '',
    '## Effects that change the lookup of instances',
    '',
    ...tableOf(
      ['emitted by', 'effect', 'change'],
      CHART_NAMES.flatMap((chart) =>
        Object.entries(RECORDS[chart]).map(([effect, change]) => [chart, code(effect), change]),
      ),
    ),
    '',
    '## Undeliverable messages',
    '',
    ...tableOf(
      ['message', 'event of', 'lookup', 'event'],
      Object.entries(UNDELIVERED).map(([message, { to, found, as }]) => [
        message,
        to,
        FINDERS[found],
        code(as),
      ]),
    ),
    '',
  ].join('\n');
}

const routeRows = (): string[][] =>
  CHART_NAMES.flatMap((chart) =>
    Object.entries<readonly Route[]>(ROUTES[chart]).flatMap(([effect, routes]) =>
      routes.map((route) => [chart, code(effect), route.to, wayOf(route), code(route.as)]),
    ),
  );

const wayOf = (route: Route): string => ('each' in route ? COLLECTORS[route.each] : FINDERS[route.found]);

// --- internal: one chart ---

function chartPage(name: ChartName): string {
  const chart = CHARTS[name];
  return [
    MADE,
    '',
    `# The chart of a ${name}`,
    '',
    `${ABOUT[name]} Source: [machines/${name}.machine.ts](../../machines/${name}.machine.ts).`,
    '',
    `![The chart of a ${name}](../diagrams/${name}.svg)`,
    '',
    'The edges of each state, in evaluation order. An event that no edge of a state takes bubbles up to the parent state. An',
    'event that no state takes changes nothing.',
    '',
    ...chart.states.flatMap((state) => sectionOf(state, edgesOf(chart))),
  ].join('\n');
}

function sectionOf(state: State, all: readonly Edge[]): string[] {
  const edges = all.filter(({ source }) => source === state);
  const inside = [...stepsOf('entering it', state.entry), ...stepsOf('leaving it', state.exit)];
  if (edges.length + inside.length === 0) return [];
  return [
    `## ${state.path || 'In every state'}`,
    '',
    ...(inside.length === 0 ? [] : [...inside, '']),
    ...edges.flatMap((edge, index) => entryOf(edge, edges[index - 1])),
    '',
  ];
}

const stepsOf = (when: string, actions: State['entry']): string[] =>
  actions.length === 0 ? [] : [`- ${when}: ${actionsOf(actions)}`];

/** @param before the edge evaluated before it */
function entryOf(edge: Edge, before: Edge | undefined): string[] {
  const { event, guard, actions, target, rules, readings } = edge;
  const otherwise = before?.event === event ? ', otherwise' : '';
  const condition = guard === undefined ? otherwise : `, if ${GUARD_PHRASES[guard]} (${code(guard)})`;
  const effect = actions.length === 0 ? 'nothing happens' : actionsOf(actions);
  const goal = target === undefined ? '' : `; then ${code(target.path)}`;
  return [
    `- <a id="${anchorOfEdge(nameOfEdge(edge))}"></a>${code(event)}${condition}: ${effect}${goal}`,
    ...rules.map((id) => `  - ${ruleOf(id as RuleId)}`),
    ...readings.map((id) => `  - ${questionOf(id as ReadingId)}`),
  ];
}

const actionsOf = (actions: Edge['actions']): string =>
  actions.map(({ name }) => `${ACTION_PHRASES[name]} (${code(name)})`).join(', ');

function ruleOf(id: RuleId): string {
  const rule = RULES[id];
  return `[${id}](../rules.md#${id.toLowerCase()}) (${rule.level}, ${basisOf(rule)}): ${rule.sentence}`;
}

const questionOf = (id: ReadingId): string =>
  `[${id}](../readings.md#${id.toLowerCase()}): ${READINGS[id].question}`;

const code = (text: string): string => `\`${text}\``;
