/** Writes docs/conformance-cases.md: the cases of the conformance suite beside the library, and the edges that they take. */
import { type Case, readCases } from '../../src/tools/conform/case.ts';
import { readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { BARRIERS, EDGES, edgesBehind, edgesTakenBy, isOutOfReach } from '../conformance/reach.ts';
import { counted, MADE, tableOf } from './tables.ts';

export async function casesPage(): Promise<string> {
  const cases = await readCases();
  const taken = await edgesTakenBy(cases.map(({ written }) => written));
  const library = readLibrary();
  const fromLibrary = cases.filter(({ id }) => library.has(id)).length;
  return [
    MADE,
    '',
    '# Cases of the conformance suite',
    '',
    `The suite has ${counted(cases.length)} cases. ${counted(fromLibrary)} of them are [scenarios](scenarios.md) of the library: those that need no limits,`,
    'no program that authenticates clients, no shutdown, no fixed random numbers and no more than three seconds. The others',
    'are for the suite only. The id of a case never changes.',
    '',
    ...tableOf(['case', 'level', 'rules', 'needs'], [...cases].sort(byId).map(rowOf)),
    '',
    '## Edges of the charts',
    '',
    `The charts have ${counted(EDGES.length)} edges, where an edge that can be taken in several states counts once for each of them. The cases take`,
    `${counted(EDGES.filter((edge) => taken.has(edge)).length)}. No client can lead a router over the other ${counted(EDGES.filter(isOutOfReach).length)}:`,
    '',
    ...tableOf(
      ['edges', 'count', 'reason'],
      BARRIERS.map((barrier) => [
        barrier.edges.map((edge) => `\`${edge}\``).join('<br>'),
        counted(edgesBehind(barrier).length),
        barrier.reason,
      ]),
      ['---', '---:', '---'],
    ),
    '',
    '`npm run cases` adds a generated path as a case for each edge that is neither taken nor listed here.',
    '',
  ].join('\n');
}

// --- internal ---

const byId = (one: Case, other: Case): number => (one.id < other.id ? -1 : 1);

const rowOf = ({ id, written, level, ...one }: Case): string[] => [
  `[${id}](../${written.file})`,
  level,
  written.rules.map((rule) => `[${rule}](rules.md#${rule.toLowerCase()})`).join(', '),
  needsOf({ written, ...one }).join(', '),
];

/** Features, serialisations and time that a case takes. */
function needsOf({
  features,
  mix,
  scenario,
}: Pick<Case, 'features' | 'mix' | 'scenario' | 'written'>): string[] {
  const ms = scenario.steps.reduce((sum, { action }) => sum + (action.does === 'pass' ? action.ms : 0), 0);
  return [
    ...features.map((feature) => `\`${feature}\``),
    ...(mix === undefined ? [] : ['two serialisations']),
    ...(ms === 0 ? [] : [`${(ms / 1_000).toFixed(1)} s`]),
  ];
}
