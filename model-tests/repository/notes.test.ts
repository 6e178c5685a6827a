/** Faults of other routers in docs/conformance/notes.md: each router fails, in the results, in the cases that name it. */
import { describe, expect, test } from 'vitest';
import type { Peer } from '../../peers/peer.ts';
import { PEERS } from '../../peers/peers.ts';
import { BY_SEVERITY } from '../../src/tools/conform/report/verdicts.ts';
import type { CaseResult } from '../../src/tools/conform/result.ts';
import { checkedIn } from '../pages/results.ts';
import { textOf } from './blocks.ts';

/** A router is said to fail in a case. */
interface Claim {
  readonly peer: Peer;
  readonly id: string;
  /** The verdict, where the page names another one than a failure. */
  readonly verdict?: string;
}

const NOTES = textOf('docs/conformance/notes.md');

const SECTIONS = NOTES.split(/^## /m).slice(1);

const RESULTS = checkedIn();

/** Routers that a text names, by the names of their packages and not within other words. */
const namedIn = (text: string): Peer[] =>
  PEERS.filter(({ title }) => new RegExp(`(?<![\\w/-])${title.replace('.', '\\.')}(?![\\w/-])`).test(text));

const casesIn = (text: string): string[] =>
  [...text.matchAll(/\]\(\S+\/(?:scenarios|cases)\/([\w-]+)\.md\)/g)].map(([, id = '']) => id);

/**
 * Claims of a section. A paragraph is about the cases that it links to, or else about those of the first one. If it links
 * to cases, it is about the router of the heading and the others that it names; if not, only about the others.
 */
function claimsIn(section: string): Claim[] {
  const [heading = '', ...paragraphs] = section.replace(/^```[\s\S]*?^```$/gm, '').split(/\n{2,}/);
  const [own] = namedIn(heading);
  const first = casesIn(paragraphs[0] ?? '');
  return paragraphs.flatMap((paragraph) => {
    const cases = casesIn(paragraph);
    const others = namedIn(paragraph).filter((peer) => peer !== own);
    const peers = cases.length > 0 && own !== undefined ? [own, ...others] : others;
    const verdict = /the verdict is `([^`]+)`/.exec(paragraph)?.[1];
    return peers.flatMap((peer) =>
      (cases.length > 0 ? cases : first).map((id) => ({
        peer,
        id,
        ...(verdict === undefined ? {} : { verdict }),
      })),
    );
  });
}

const outcomesOf = ({ peer, id }: Claim): readonly CaseResult[] =>
  (RESULTS[`${peer.name}.json`]?.runs ?? []).flatMap(({ cases }) => cases.filter((one) => one.id === id));

const isWithheld = ({ says }: CaseResult): boolean =>
  says.some((sentence) => sentence.startsWith('Withheld'));

describe.each(SECTIONS.map((section) => ({ heading: section.split('\n')[0] as string, section })))(
  '$heading',
  ({ heading, section }) => {
    test('is about one router, and names a case', () => {
      expect(namedIn(heading)).toHaveLength(1);
      expect(casesIn(section)).not.toEqual([]);
    });

    test.for(claimsIn(section).map((claim) => ({ title: claim.peer.title, id: claim.id, claim })))(
      '$title fails in $id',
      ({ claim }, { skip }) => {
        const outcomes = outcomesOf(claim);
        const verdicts = outcomes.map(({ verdict }) => verdict);
        expect(verdicts).not.toEqual([]);
        if (claim.verdict !== undefined) return expect(verdicts).toContain(claim.verdict);
        skip(outcomes.every(isWithheld), 'withheld');
        expect(verdicts.map((verdict) => BY_SEVERITY[verdict].tone)).toContainEqual(
          expect.stringMatching(/^(bad|warn)$/),
        );
      },
    );
  },
);

test('the versions are those that were judged', () => {
  for (const { title, version, name } of PEERS) {
    expect(RESULTS[`${name}.json`]?.router.version).toBe(version);
    const named = NOTES.matchAll(new RegExp(`${title.replace('.', '\\.')} (\\d+(?:\\.\\d+)+)`, 'g'));
    for (const [words, its] of named) expect(its, words).toBe(version);
  }
});

test('a claim is found, and whose it is', () => {
  const claims = claimsIn(
    [
      'Nexus 1.0.0: wrong\n',
      'Case [a](../../model-tests/scenarios/a-case.md), rule [X](../rules.md#x).\n',
      '```text\njawampa\n```\n',
      'xconn-go 0.1.0 does so, too; `battler-wamp-values` is no router.\n',
      'fox-wamp fails in [b](../../model-tests/conformance/cases/b-case.md); the verdict is `not announced`.\n',
    ].join('\n'),
  );
  expect(claims.map(({ peer, id, verdict }) => [peer.title, id, verdict])).toEqual([
    ['Nexus', 'a-case', undefined],
    ['xconn-go', 'a-case', undefined],
    ['Nexus', 'b-case', 'not announced'],
    ['fox-wamp', 'b-case', 'not announced'],
  ]);
});
