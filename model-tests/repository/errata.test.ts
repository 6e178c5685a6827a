/** Errata of the WAMP specification: complete, with existing references, and shown by scenarios. */

import { describe, expect, test } from 'vitest';
import { ERRATA, type Erratum } from '../../machines/errata/index.ts';
import { nameOfScenario } from '../../src/tools/scenario/scenario.ts';
import { scenariosOf } from '../pages/errata.ts';
import { SCENARIOS } from '../scenarios.ts';

const ALL = Object.values(ERRATA).flat();

// --- what is wrong: each check gives a list of complaints ---

/** Scenarios that do not exist, or have nothing to do with the erratum. */
const missing = (errata: readonly Erratum[]): string[] =>
  errata.flatMap(({ title, by, shown }) =>
    scenariosOf({ by, shown }).flatMap((name) => {
      const scenario = SCENARIOS.find((one) => nameOfScenario(one) === name);
      if (scenario === undefined) return [`${title}: there is no scenario ${name}`];
      const about: readonly string[] = [...scenario.rules, ...scenario.readings];
      return by.some((id) => about.includes(id))
        ? []
        : [`${title}: ${name} shows none of ${by.join(', ') || 'its rules and readings, since it has none'}`];
    }),
  );

/** Errata without a scenario or a reason for its absence. */
const unshown = (errata: readonly Erratum[]): string[] =>
  errata.flatMap(({ title, by, shown }) => {
    const isShown = scenariosOf({ by, shown }).length > 0;
    const reason = 'why' in shown ? shown.why : undefined;
    if (reason === undefined) {
      const awaits = by.some((id) => /^[a-z]/.test(id));
      return isShown || awaits ? [] : [`${title}: has no scenario, and no reason for that`];
    }
    if (isShown) return [`${title}: has a scenario, and a reason why it has none`];
    return isSentence(reason) ? [] : [`${title}: has no scenario for a reason that is no sentence`];
  });

/** Errata with missing or repeated sentences. */
const unsaid = (errata: readonly Erratum[]): string[] => {
  const words = errata.flatMap(({ title, says, proposal }) => [title, says, proposal]);
  return errata.flatMap(({ title, says, matters, proposal, places, threads = [] }) => [
    ...Object.entries({ says, matters, proposal })
      .filter(([, text]) => !isSentence(text))
      .map(([part]) => `${title}: ${part} is no sentence`),
    ...[title, says, proposal]
      .filter((text) => words.filter((other) => other === text).length > 1)
      .map((text) => `${title}: told twice: ${text}`),
    ...(new Set(places).size === places.length ? [] : [`${title}: names a place twice`]),
    ...threads.filter((thread) => !(thread > 0 && Number.isInteger(thread))).map(() => `${title}: no thread`),
  ]);
};

/** True for a sentence, which may begin with the name of a router. */
const isSentence = (text: string): boolean => /^[A-Za-z`].{10,}\.$/.test(text);

// --- the errata of this repository ---

test('there are contradictions, gaps and errors', () => {
  for (const errata of Object.values(ERRATA)) expect(errata.length).toBeGreaterThan(10);
});

test('each scenario that is named is there, and shows a rule or reading of the erratum', () => {
  expect(missing(ALL)).toEqual([]);
});

test('each erratum has a scenario, or says why it has none', () => {
  expect(unshown(ALL)).toEqual([]);
});

test('each erratum says all that it has to, and nothing is said twice', () => {
  expect(unsaid(ALL)).toEqual([]);
});

// --- the checks themselves, on errata that are wrong on purpose ---

describe('the checks complain about', () => {
  const erratum = (parts: Partial<Erratum>): Erratum => ({
    title: 'It',
    places: ['rpc / CALL'],
    says: 'One says this, another that.',
    matters: 'Nobody knows what to do.',
    proposal: 'Write this in both places.',
    by: ['CR-7', 'gate'],
    shown: [],
    ...parts,
  });

  test('scenarios that are not there, or show something else', () => {
    expect(
      missing([erratum({ shown: ['cr-99-nowhere', 'cr-08-all-refuse', 'bp-06-goodbye-is-answered'] })]),
    ).toEqual([
      'It: there is no scenario cr-99-nowhere',
      'It: bp-06-goodbye-is-answered shows none of CR-7, gate',
    ]);
    expect(missing([erratum({ by: [], shown: ['cr-08-all-refuse'] })])).toEqual([
      'It: cr-08-all-refuse shows none of its rules and readings, since it has none',
    ]);
  });

  test('errata without a scenario and without a reason, or with both', () => {
    expect(
      unshown([
        erratum({}),
        erratum({ by: ['CR-7'], title: 'One' }),
        erratum({ shown: { why: 'It cannot be seen.' }, title: 'Two' }),
        erratum({ by: [], shown: { why: 'no' }, title: 'Three' }),
        erratum({ by: [], shown: { why: 'It cannot be seen.' } }),
      ]),
    ).toEqual([
      'One: has no scenario, and no reason for that',
      'Two: has a scenario, and a reason why it has none',
      'Three: has no scenario for a reason that is no sentence',
    ]);
  });

  test('errata that say too little, or the same as another', () => {
    expect(
      unsaid([
        erratum({ matters: 'much', places: ['rpc / CALL', 'rpc / CALL'], threads: [1, 0] }),
        erratum({ title: 'Again', proposal: 'Write that in both places.' }),
      ]),
    ).toEqual([
      'It: matters is no sentence',
      'It: told twice: One says this, another that.',
      'It: names a place twice',
      'It: no thread',
      'Again: told twice: One says this, another that.',
    ]);
  });
});
