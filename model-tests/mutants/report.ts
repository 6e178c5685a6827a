/** Report of the mutants: as a page, and as a few lines. */
import type { Mutant } from './mutant.ts';
import { NAMED } from './named.ts';
import { EQUIVALENT, fits, type Group, isAbout, testFor, UNIT_TESTED } from './survivors.ts';
import { isKilled, type Verdict } from './trials.ts';

export interface Judged {
  readonly mutant: Pick<Mutant, 'id' | 'place'>;
  readonly verdict: Verdict;
  /** File of the unit test that detected it, for a mutant of unit-tested.md. */
  readonly test: string | undefined;
}

/** Reason why no check can detect this mutant, if there is one. */
const reasonFor = (id: string): string | undefined => EQUIVALENT.find((group) => isAbout(group, id))?.because;

/**
 * Complaints: undetected mutants without a reason, unit tests that do not detect theirs, and reasons for mutants that
 * are detected.
 */
export function complaints(judged: readonly Judged[]): string[] {
  return judged.flatMap(({ mutant: { id }, verdict, test }) => {
    const file = testFor(id);
    const isExcused = reasonFor(id) !== undefined;
    if (isKilled(verdict)) {
      const list = file !== undefined ? 'unit-tested.md' : isExcused ? 'equivalent.md' : undefined;
      return list ? [`is detected, and so does not belong into model-tests/mutants/${list}: ${id}`] : [];
    }
    if (file !== undefined && test === undefined)
      return [`survives ${file}: ${id}\n  Again: ${commandFor(id)}`];
    return file === undefined && !isExcused ? [`survives: ${id}\n  Again: ${commandFor(id)}`] : [];
  });
}

/** Lines with a reason that fit no mutant any more. */
export const staleReasons = (ids: readonly string[]): string[] =>
  ALL_LINES.filter((line) => !ids.some((id) => fits(line, id)));

/** Mutants that several lines are about. */
export const doubleReasons = (ids: readonly string[]): string[] =>
  ids.filter((id) => ALL_LINES.filter((line) => fits(line, id)).length > 1);

/** The command that judges one mutant. */
const commandFor = (id: string): string => `npm run mutants -- --only "${id}"`;

/** The checks that detected a mutant, on one line. */
export function told({ mutant: { id }, verdict: { path, oracle, books }, test }: Judged): string {
  const killers = [
    path && `path ${path}`,
    oracle && `oracle ${oracle}`,
    books && `books ${books}`,
    test && `test ${test}`,
  ];
  const found = killers.filter((killer) => killer !== undefined).join(', ');
  return `${found === '' ? 'survives' : `detected by ${found}`}: ${id}`;
}

/** Number of mutants for each outcome. */
export function counts(judged: readonly Judged[]): string[] {
  const kinds: [string, (judged: Judged) => boolean][] = [
    ['in total', () => true],
    ['detected by paths, and by oracles or books', ({ verdict }) => byPath(verdict) && byOracle(verdict)],
    ['detected by paths only', ({ verdict }) => byPath(verdict) && !byOracle(verdict)],
    ['detected by oracles or books only', ({ verdict }) => !byPath(verdict) && byOracle(verdict)],
    ['detected by a unit test only', ({ verdict, test }) => !isKilled(verdict) && test !== undefined],
    ['not detectable, with a reason', ({ verdict, test }) => !isKilled(verdict) && test === undefined],
  ];
  return kinds.map(([says, isOne]) => `${judged.filter(isOne).length} ${says}`);
}

/** The page that lists all mutants. */
export function pageOf(judged: readonly Judged[]): string {
  const killed = judged.filter(({ verdict }) => isKilled(verdict));
  const survivors = judged.filter(({ verdict }) => !isKilled(verdict));
  const places = [...new Set(killed.map(({ mutant }) => mutant.place))];
  return [
    INTRODUCTION,
    ...counts(judged).map((line) => `- ${line}`),
    '',
    '## Known faults of dealers',
    '',
    '| fault | mutant |',
    '| --- | --- |',
    ...Object.entries(NAMED).map(([fault, id]) => `| ${fault} | ${code(id)} |`),
    ...places.flatMap((place) => [
      '',
      `## In ${place}`,
      '',
      '| mutant | path | oracle | books |',
      '| --- | --- | --- | --- |',
      ...killed.filter(({ mutant }) => mutant.place === place).map(row),
    ]),
    '',
    '## Detected by a unit test only',
    ...sectionsOf(UNIT_TESTED, survivors),
    '',
    '## Not detectable',
    ...sectionsOf(EQUIVALENT, survivors),
    '',
  ].join('\n');
}

/** Ids of the mutants on a page, each once. */
export const idsOn = (page: string): string[] => [
  ...new Set(
    [...page.slice(page.indexOf('\n## In ')).matchAll(/^(?:\| |- )`` (.*?) ``/gm)].map(([, id = '']) =>
      id.replaceAll('\\|', '|'),
    ),
  ),
];

// --- internal ---

const INTRODUCTION = `# Mutants

Small faults injected into the charts and the code, one at a time, and the checks that detected each of them. This page
is written by \`npm run mutants\`; do not edit it. [CONTRIBUTING.md](../CONTRIBUTING.md#mutants) explains its columns.
`;

const ALL_LINES = [...EQUIVALENT, ...UNIT_TESTED].flatMap(({ lines }) => lines);

const sectionsOf = (groups: readonly Group[], survivors: readonly Judged[]): string[] =>
  groups.flatMap((group) => [
    '',
    `### ${group.title}`,
    '',
    group.because,
    '',
    ...survivors
      .filter(({ mutant }) => isAbout(group, mutant.id))
      .map(({ mutant }) => `- ${code(mutant.id)}`),
  ]);

const byPath = ({ path }: Verdict): boolean => path !== undefined;
const byOracle = ({ oracle, books }: Verdict): boolean => oracle !== undefined || books !== undefined;

const row = ({ mutant, verdict: { path = '', oracle = '', books = '' } }: Judged): string =>
  `| ${code(mutant.id)} | ${path} | ${oracle} | ${books} |`;

const code = (id: string): string => `\`\` ${id.replaceAll('|', '\\|')} \`\``;
