/** `dealerchart find`: finds scenarios, rules, open questions and errors by words. */
import { Command } from 'commander';
import { FIND_KINDS, type FindKind, find, type Hit } from '../tools/consult/find.ts';
import { wrap } from '../tools/explain/layout.ts';
import { readLibrary } from '../tools/scenario/library/scenarios.ts';
import { paintFor, widthOf } from './colours.ts';

export const findCommand = new Command('find')
  .description('Find scenarios, rules, open questions and errors by words.')
  .argument('<words...>', 'words, in any form, such as: refusal after cancel')
  .option('--json', 'write a JSON list instead of text')
  .action((words: readonly string[], { json }: { readonly json?: true }) => {
    const hits = find(words.join(' '), readLibrary());
    if (hits.length > 0) return printHits(hits, json);
    console.log(json ? '[]' : `Nothing has the words ${words.join(' ')}.`);
    process.exitCode = 1;
  });

/** Prints hits by their kind, or as a JSON list. */
export const printHits = (hits: readonly Hit[], json?: true): void =>
  console.log(json ? JSON.stringify(hits) : toText(hits));

// --- internal ---

/** A heading for each kind, and the command that shows one of them. */
const HEADINGS: Readonly<Record<FindKind, readonly [title: string, command: string]>> = {
  scenario: ['Scenarios', 'dealerchart explain <name>'],
  rule: ['Rules', 'dealerchart rules <id>'],
  reading: ['Open questions', 'dealerchart readings <id>'],
  error: ['Errors', 'docs/errors.md'],
};

function toText(hits: readonly Hit[]): string {
  const [width, paint] = [widthOf(process.stdout), paintFor(process.stdout)];
  return FIND_KINDS.map((kind) => hits.filter((hit) => hit.kind === kind))
    .filter((those) => those.length > 0)
    .map((those) => {
      const [title, command] = HEADINGS[(those[0] as Hit).kind];
      const column = Math.max(...those.map(({ name }) => name.length));
      return [
        `${paint('bold', title)} ${paint('dim', `(${command})`)}`,
        ...those.flatMap(({ name, says }) =>
          wrap(says, width, `  ${name.padEnd(column)}  `, ' '.repeat(column + 4)),
        ),
      ].join('\n');
    })
    .join('\n\n');
}
