/** Sources of rules and statements: each heading is in the text that was read, and its link leads there. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMIT, linkTo, TEXTS, type Text, type TextId, WAMP_REPOSITORY } from '../../machines/texts.ts';

const CLONE = process.env.WAMP_TEXT;
const TEXT_IDS = Object.keys(TEXTS) as TextId[];
const CHAPTERS = TEXT_IDS.filter((id) => TEXTS[id].path !== undefined);

/** GitHub's anchor for a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');

/** Markdown headings of a page and bold ones, each with its anchor. */
function headingsOf(markdown: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let anchor = '';
  let isCode = false;
  for (const line of markdown.split('\n')) {
    if (/^```[^`]*$/.test(line)) isCode = !isCode;
    if (isCode) continue;
    const [, heading, bold] = /^#+ (.*)$|^\*\*([^*]+)\*\*$/.exec(line) ?? [];
    if (heading !== undefined) anchor = anchorOf(heading);
    const name = heading?.replace(/ \{#[^}]*\}$/, '') ?? bold;
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), anchor]);
  }
  return found;
}

/** Headings of a table that a page does not have, or has elsewhere. */
const missing = (sections: Text['sections'], markdown: string): string[] => {
  const headings = headingsOf(markdown);
  return Object.entries(sections).flatMap(([anchor, names]) =>
    names
      .filter((name) => !headings.get(name)?.includes(anchor))
      .map(
        (name) => `${name}: expected under #${anchor}, but it is under ${headings.get(name) ?? 'nothing'}`,
      ),
  );
};

test.skipIf(CLONE === undefined)('each heading is in the text that WAMP_TEXT names a clone of', () => {
  for (const id of CHAPTERS) {
    const { path, sections }: Text = TEXTS[id];
    const file = `${COMMIT.hash}:${path}`;
    const markdown = execFileSync('git', ['-C', CLONE as string, 'show', file], { encoding: 'utf8' });
    expect([id, missing(sections, markdown)]).toEqual([id, []]);
  }
});

if (CLONE === undefined) {
  console.warn(
    `Headings are not looked up in the text: git clone ${WAMP_REPOSITORY}, and set WAMP_TEXT to the path of the clone.`,
  );
}

test('there are chapters to look for', () => {
  expect(CHAPTERS.length).toBeGreaterThan(20);
});

test('a link to a chapter is to the commit that was read', () => {
  expect(COMMIT.hash).toMatch(/^[0-9a-f]{40}$/);
  for (const id of CHAPTERS) {
    for (const heading of Object.values<readonly string[]>(TEXTS[id].sections).flat()) {
      expect(linkTo(id, heading)).toMatch(
        /^https:\/\/github\.com\/wamp-proto\/wamp-proto\/blob\/[0-9a-f]{40}\/rfc\/text\/[\w/-]+\.md#[\w-]+$/,
      );
    }
  }
});

test('a heading that a text does not have has no link', () => {
  expect(() => linkTo('shared', 'Nowhere')).toThrow(
    'Expected a heading of WAMP, Advanced Profile, Shared Registration, but Nowhere came.',
  );
});

describe('the check of headings complains about', () => {
  const page = ['# Calls {#all_calls}', '', '**In bold**', '', '```', '## In code', '```', '## "More" calls'];

  test('headings that are not there, or stand elsewhere', () => {
    const sections = { 'calls-all_calls': ['Calls', 'In bold', '"More" calls'], 'in-code': ['In code'] };
    expect(missing(sections, page.join('\n'))).toEqual([
      '"More" calls: expected under #calls-all_calls, but it is under more-calls',
      'In code: expected under #in-code, but it is under nothing',
    ]);
  });
});
