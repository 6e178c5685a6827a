/** Writes docs/conformance-cases.md: the cases of the conformance suite beside the library, and the edges that they take. */
import { readCases } from '../../src/tools/conform/case.ts';
import { readCasePages, readLibrary } from '../../src/tools/scenario/library/scenarios.ts';
import { BARRIERS, EDGES, edgesBehind, edgesTakenBy, isOutOfReach } from '../conformance/reach.ts';
import { counted, MADE, tableOf } from './tables.ts';

export async function casesPage(): Promise<string> {
  const cases = await readCases();
  const taken = await edgesTakenBy(cases.map(({ written }) => written));
  const [library, pages] = [readLibrary(), readCasePages()];
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
    ...tableOf(
      ['case', 'title'],
      [...pages].map(([id, { file, title }]) => [`[${id}](../${file})`, title]),
    ),
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
