/** Writes docs/coverage.md: every statement of the texts that binds a dealer, and the rules that cover it. */

import { READINGS } from '../../machines/readings/index.ts';
import type { ReadingId } from '../../machines/readings.ts';
import type { RuleId } from '../../machines/rules.ts';
import { type Cover, STATEMENT_AREAS, STATEMENTS, type Statement } from '../../machines/statements/index.ts';
import { linkTo, TEXTS } from '../../machines/texts.ts';
import { counted, linkToCommit, MADE, tableOf } from './tables.ts';

export const coveragePage = (): string =>
  [
    MADE,
    '',
    '# Coverage of the texts',
    '',
    'Every statement of the texts that binds a dealer, once and paraphrased. The texts are the Crossbar.io document on shared',
    `registrations, and the WAMP specification at ${linkToCommit()}.`,
    'The level is the keyword of the statement, in capitals or not; SHALL counts as MUST. Statements that only describe have',
    'no level. For contradictions and open questions, the [errata](errata.md) propose a sentence. A statement is',
    '',
    ...Object.values(KINDS).map(({ name, means }) => `- *${name}*: ${means}`),
    '',
    ...tableOf(
      ['', ...Object.values(KINDS).map(({ name }) => name), 'statements'],
      [...AREAS.map(([area, title]) => countsOf(title, statementsIn(area))), countsOf('**all**', STATEMENTS)],
      ['---', ...Object.values(KINDS).map(() => '---:'), '---:'],
    ),
    '',
    ...AREAS.flatMap(([area, title]) => sectionOf(title, statementsIn(area))),
  ].join('\n');

// --- internal ---

const AREAS = Object.entries(STATEMENT_AREAS);

const KINDS: Readonly<Record<Cover['kind'], { readonly name: string; readonly means: string }>> = {
  covered: {
    name: 'covered',
    means: 'by [rules](rules.md), and by [readings](readings.md) if it has several interpretations;',
  },
  elsewhere: {
    name: 'elsewhere',
    means: 'implemented outside of the charts, for example by the router around the dealer;',
  },
  absent: { name: 'absent', means: 'not implemented, for the reason given.' },
};

const statementsIn = (area: string): Statement[] => STATEMENTS.filter(({ id }) => id.startsWith(`${area}-`));

const countsOf = (title: string, statements: readonly Statement[]): string[] => [
  title,
  ...Object.keys(KINDS).map((kind) => {
    const count = statements.filter(({ cover }) => cover.kind === kind).length;
    return count === 0 ? '' : counted(count);
  }),
  counted(statements.length),
];

function sectionOf(title: string, statements: readonly Statement[]): string[] {
  const texts = [...new Set(statements.map(({ text }) => TEXTS[text].title))];
  return [
    `## ${title}`,
    '',
    `From ${texts.join('; ')}.`,
    '',
    ...tableOf(
      ['', 'section', 'statement', 'level', 'covered by'],
      statements.map(({ id, text, heading, sentence, level, cover }) => [
        id,
        `[${heading}](${linkTo(text, heading)})`,
        sentence,
        level ?? '',
        coverOf(cover),
      ]),
    ),
    '',
  ];
}

function coverOf(cover: Cover): string {
  switch (cover.kind) {
    case 'covered':
      return cover.by.map(linkOf).join(', ');
    case 'absent':
      return `absent: ${cover.why}`;
    case 'elsewhere':
      return `elsewhere: [${cover.path.replace(/^docs\//, '')}](${linkInDocs(cover.path)})`;
  }
}

const linkOf = (id: RuleId | ReadingId): string =>
  `[${id}](${Object.hasOwn(READINGS, id) ? 'readings.md' : 'rules.md'}#${id.toLowerCase()})`;

const linkInDocs = (path: string): string =>
  path.startsWith('docs/') ? path.slice('docs/'.length) : `../${path}`;
