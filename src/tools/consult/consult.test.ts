/** Facts about rules, readings and routers are complete, and can be looked up. */
import { describe, expect, test } from 'vitest';
import { READING_IDS } from '../../../machines/readings.ts';
import { COMPARISONS } from '../../../model-tests/pages/topics.ts';
import { RULE_IDS } from '../judge/judge.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { NOT_KNOWN, ROUTER_NAMES } from './facts.ts';
import { lookUp, nearestTo, UnknownName } from './look-up.ts';
import { readingSheet } from './readings.ts';
import { READING_NOTES, ROUTERS } from './routers.ts';
import { RULE_GROUPS, ruleSheet, rulesOf } from './rules.ts';
import { readingList, readingText, ruleList, ruleText } from './text.ts';

const LIBRARY = [...readLibrary().values()];

const isLink = (line: string): boolean => /^https:\/\/\S+$/.test(line);

test('every rule belongs to a group, and has an edge, an oracle and a scenario', () => {
  expect(Object.keys(RULE_GROUPS).flatMap(rulesOf).sort()).toEqual([...RULE_IDS].sort());
  for (const id of RULE_IDS) {
    const { edges, oracle, scenarios } = ruleSheet(id, LIBRARY);
    expect([id, edges.length > 0, scenarios.length > 0]).toEqual([id, true, true]);
    expect(oracle).toMatch(/^src\/tools\/judge\/oracles\/\w+\.ts$/);
  }
});

test('every option but the default has a scenario that comes out differently', () => {
  for (const id of READING_IDS) {
    const { options, edges } = readingSheet(id, LIBRARY);
    expect(edges.length).toBeGreaterThan(0);
    expect(options.map(({ isDefault, scenarios }) => isDefault || scenarios.length > 0)).not.toContain(false);
  }
});

describe('of the routers', () => {
  test.each(ROUTERS)('$name has a version and a date', ({ name, version, dated, looked, established }) => {
    expect(ROUTER_NAMES).toContain(name);
    for (const text of [version, dated, looked, established]) expect(text).not.toBe('');
    expect(looked).toMatch(/\b20\d\d$/);
  });

  test('each does something about every reading, or it is said that it is not known', () => {
    expect(ROUTERS.map(({ name }) => name)).toEqual(ROUTER_NAMES);
    expect(Object.keys(READING_NOTES).sort()).toEqual([...READING_IDS].sort());
    for (const facts of [...Object.values(READING_NOTES), ...COMPARISONS.map((one) => one.facts)]) {
      expect(Object.keys(facts)).toEqual(ROUTER_NAMES);
      for (const { does, by } of Object.values(facts)) {
        expect(does === NOT_KNOWN).toBe(by === undefined);
        expect(does).toMatch(/^\S.*[^.\s]$/);
      }
    }
  });

  test('no two things that they are compared by have one id', () => {
    expect(new Set(COMPARISONS.map(({ id }) => id)).size).toBe(COMPARISONS.length);
  });
});

test('a name is found in whatever case, and an unknown one is refused with the nearest', () => {
  expect(lookUp('cr-7', RULE_IDS, 'a rule')).toBe('CR-7');
  expect(lookUp('AFTERPROGRESS', READING_IDS, 'a reading')).toBe('afterProgress');
  expect(nearestTo('newcommer', READING_IDS)).toBe(' Did you mean newcomer?');
  expect(nearestTo('hots', ['host', 'port'])).toBe(' Did you mean host?');
  expect(nearestTo('ab', ['ba', 'b'])).toBe('');
  expect(nearestTo('quux', READING_IDS)).toBe('');
  expect(() => lookUp('newcommer', READING_IDS, 'a reading')).toThrow(UnknownName);
});

test('no line is longer than it is asked to be, but for links, which are one word', () => {
  for (const width of [60, 100]) {
    const texts = [
      ruleList({ width }),
      readingList({ width }),
      ...RULE_IDS.map((id) => ruleText(ruleSheet(id, LIBRARY), { width })),
      ...READING_IDS.map((id) => readingText(readingSheet(id, LIBRARY), { width })),
    ];
    expect(
      texts.flatMap((text) => text.split('\n')).filter((line) => line.length > width && !isLink(line)),
    ).toEqual([]);
  }
});
