/** Tells what became of the mutants: as a page, and in a few lines. */
import { EQUIVALENT } from './equivalent.ts';
import type { Mutant } from './mutant.ts';
import { NAMED } from './named.ts';
import { isKilled, type Verdict } from './trials.ts';

export interface Judged {
  readonly mutant: Pick<Mutant, 'id' | 'place'>;
  readonly verdict: Verdict;
}

/** Why nobody can find this mutant out, if that is so. */
export const reasonFor = (id: string): string | undefined =>
  EQUIVALENT.find(({ mutants }) => mutants.includes(id))?.because;

/** What is wrong: mutants that nobody has found out without a reason, and reasons that are none any more. */
export function complaints(judged: readonly Judged[]): string[] {
  const survivors = judged.filter(({ verdict }) => !isKilled(verdict)).map(({ mutant }) => mutant.id);
  const killed = judged.filter(({ verdict }) => isKilled(verdict)).map(({ mutant }) => mutant.id);
  return [
    ...survivors
      .filter((id) => reasonFor(id) === undefined)
      .map((id) => `survives: ${id}\n  Again: ${commandFor(id)}`),
    ...killed
      .filter((id) => reasonFor(id) !== undefined)
      .map((id) => `is killed, and so needs no reason in model-tests/mutants/equivalent.md: ${id}`),
  ];
}

/** What has a reason, but is no mutant any more. */
export const staleReasons = (ids: readonly string[]): string[] =>
  EQUIVALENT.flatMap(({ mutants }) => mutants).filter((id) => !ids.includes(id));

/** The command that judges one mutant. */
export const commandFor = (id: string): string => `npm run mutants -- --only "${id}"`;

/** Who has found a mutant out, on one line. */
export function told({ mutant: { id }, verdict: { path, oracle, books } }: Judged): string {
  const killers = [path && `path ${path}`, oracle && `oracle ${oracle}`, books && `books ${books}`];
  const found = killers.filter((killer) => killer !== undefined).join(', ');
  return `${found === '' ? 'survives' : `killed by ${found}`}: ${id}`;
}

/** How many there are of each kind. */
export function counts(judged: readonly Judged[]): string[] {
  const kinds: [string, (verdict: Verdict) => boolean][] = [
    ['in all', () => true],
    ['found out by paths and by oracles', (verdict) => byPath(verdict) && byOracle(verdict)],
    ['found out by paths only', (verdict) => byPath(verdict) && !byOracle(verdict)],
    ['found out by oracles only', (verdict) => !byPath(verdict) && byOracle(verdict)],
    ['found out by nobody, for a reason', (verdict) => !isKilled(verdict)],
  ];
  return kinds.map(([says, isOne]) => `${judged.filter(({ verdict }) => isOne(verdict)).length} ${says}`);
}

/** The page that lists them all. */
export function pageOf(judged: readonly Judged[]): string {
  const killed = judged.filter(({ verdict }) => isKilled(verdict));
  const survivors = judged.filter(({ verdict }) => !isKilled(verdict));
  const places = [...new Set(killed.map(({ mutant }) => mutant.place))];
  return [
    INTRODUCTION,
    ...counts(judged).map((line) => `- ${line}`),
    '',
    '## Faults that dealers are known to have',
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
    '## Found out by nobody',
    ...EQUIVALENT.flatMap(({ title, because, mutants }) => [
      '',
      `### ${title}`,
      '',
      because,
      '',
      ...survivors
        .filter(({ mutant }) => mutants.includes(mutant.id))
        .map(({ mutant }) => `- ${code(mutant.id)}`),
    ]),
    '',
  ].join('\n');
}

/** The ids of the mutants that a page lists, each once. */
export const idsOn = (page: string): string[] => [
  ...new Set(
    [...page.slice(page.indexOf('\n## In ')).matchAll(/^(?:\| |- )`` (.*?) ``/gm)].map(([, id = '']) =>
      id.replaceAll('\\|', '|'),
    ),
  ),
];

// --- internal ---

const INTRODUCTION = `# Mutants

Small faults, put into the charts and the code one at a time, and who found each of them out. This page is written by
\`npm run mutants\`; do not edit it. [CONTRIBUTING.md](../CONTRIBUTING.md#mutants) says how to read it.
`;

const byPath = ({ path }: Verdict): boolean => path !== undefined;
const byOracle = ({ oracle, books }: Verdict): boolean => oracle !== undefined || books !== undefined;

const row = ({ mutant, verdict: { path = '', oracle = '', books = '' } }: Judged): string =>
  `| ${code(mutant.id)} | ${path} | ${oracle} | ${books} |`;

const code = (id: string): string => `\`\` ${id.replaceAll('|', '\\|')} \`\``;
