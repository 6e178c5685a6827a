/** Problems and URIs: each occurs in a scenario, on edges that cite the rules of the tables. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '../../machines/vocabulary.ts';
import {
  PROBLEMS,
  type ProblemId,
  type ProblemRow,
  URIS,
  type Uri,
  type UriOrigin,
} from '../../machines/vocabulary.ts';
import { Dealer } from '../../src/dealer/dealer.ts';
import type { DealerOptions } from '../../src/dealer/dealer-options.ts';
import { play } from '../../src/tools/scenario/play.ts';
import { readingsOf } from '../../src/tools/scenario/scenario.ts';
import { DealerUnderTest } from '../../src/tools/scenario/systems/dealer.ts';
import { type ProcessedEvent, tracingDriver } from '../../src/tools/trace/driver.ts';
import { SCENARIOS } from '../scenarios.ts';

/** Rules and readings that an edge cites. */
type Cited = readonly string[];

/** Edges that sent a problem, and those on which a message with a URI was received or sent, by their citations. */
const sending = new Map<string, Cited[]>();
const using = new Map<string, Cited[]>();

beforeAll(async () => {
  const create = (options: DealerOptions) => new Dealer(tracingDriver(keep), options);
  for (const scenario of SCENARIOS) {
    for (const readings of scenario.logs.map(readingsOf)) {
      const open = async (options: ConstructorParameters<typeof DealerUnderTest>[2]) =>
        new DealerUnderTest('traced', create, options);
      await play(scenario, open, { readings, seed: 1 });
    }
  }
}, 60_000);

function keep({ edge, event, effects }: ProcessedEvent): void {
  if (edge === undefined) return;
  const cited = [...edge.rules, ...edge.readings];
  for (const effect of effects) {
    if ('problem' in effect) add(sending, effect.problem, cited);
    if (effect.type === 'GOODBYE') add(using, effect.reason, cited);
    for (const reason of reasonsIn(effect)) add(using, reason, cited);
  }
  const { error, message } = event as { error?: Uri; message?: { reason?: Uri } };
  for (const uri of [error, message?.reason]) if (uri !== undefined) add(using, uri, cited);
}

/** The reasons for which a registration is revoked. */
const reasonsIn = (effect: Effect): Uri[] =>
  effect.type === 'registration.revoked' ? effect.notices.map(({ details }) => `${details?.reason}`) : [];

function add(edges: Map<string, Cited[]>, key: string, cited: Cited): void {
  edges.set(key, [...(edges.get(key) ?? []), cited]);
}

/**
 * @param named rules and readings of a problem
 * @param edges the edges that sent it
 */
const complaints = (named: Cited, edges: readonly Cited[] = []): string[] => [
  ...(edges.length === 0 ? ['it is never sent'] : []),
  ...edges
    .filter((cited) => !named.some((id) => cited.includes(id)))
    .map((cited) => `an edge that cites ${cited.join(', ')} sends it`),
  ...named.filter((id) => !edges.some((cited) => cited.includes(id))).map((id) => `${id} sends it nowhere`),
];

const rows = Object.entries(PROBLEMS) as [ProblemId, ProblemRow][];
const origins = Object.entries(URIS) as [Uri, UriOrigin][];

test.each(rows)('the edges that send %s cite its rules', (problem, { rules, readings = [] }) => {
  expect(complaints([...rules, ...readings], sending.get(problem))).toEqual([]);
});

test.each(origins)('%s is the URI of a problem, or has a rule of its own', (uri, { rule }) => {
  const problems = rows.filter((row) => row[1].uri === uri).map(([problem]) => problem);
  expect(problems.length > 0 || rule !== undefined).toBe(true);
});

test.each(origins.flatMap(([uri, { rule }]) => (rule === undefined ? [] : [[uri, rule] as const])))(
  '%s is sent or received on an edge that cites %s',
  (uri, rule) => {
    expect((using.get(uri) ?? []).filter((cited) => cited.includes(rule))).not.toEqual([]);
  },
);

describe('the check complains about a problem', () => {
  test('that nothing sends', () => {
    expect(complaints(['BP-1'])).toEqual(['it is never sent', 'BP-1 sends it nowhere']);
  });

  test('that an edge with other rules sends, and about a rule that no such edge cites', () => {
    expect(complaints(['BP-1', 'gate'], [['CR-1', 'gate'], ['BP-2']])).toEqual([
      'an edge that cites BP-2 sends it',
      'BP-1 sends it nowhere',
    ]);
    expect(complaints(['BP-1', 'gate'], [['BP-1', 'CR-1'], ['gate']])).toEqual([]);
  });
});
