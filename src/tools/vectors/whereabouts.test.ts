/** Vectors at another realm and another prefix. */
import { expect, test } from 'vitest';
import { readLibrary } from '../scenario/library/scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { writeScenario } from '../scenario/write.ts';
import { readVector } from './read.ts';
import { isPrefix, isRealm, type Whereabouts } from './whereabouts.ts';
import { printVector, writeVector } from './write.ts';

const ELSEWHERE: Whereabouts = { realm: 'other', prefix: 'org.example.one' };
const SAMPLE = [...readLibrary()].filter((_, index) => index % 4 === 0);
const scenarioOf = (name: string): Scenario => readLibrary().get(name) as Scenario;

test.each([
  ELSEWHERE,
  { realm: 'realm2', prefix: 'com.example.below' },
  { realm: 'com.example', prefix: 'a+b' },
])('a vector at %j comes back as it is at home', (whereabouts) => {
  for (const [name, scenario] of SAMPLE) {
    const text = printVector(writeVector(scenario, { whereabouts }));
    expect(writeScenario(readVector(text, `${name}.json`)), name).toBe(writeScenario(scenario));
  }
});

test('nothing is left of the realm and the prefix, in messages and descriptions', () => {
  for (const [name, scenario] of readLibrary()) {
    const vector = writeVector(scenario, { form: 'open', whereabouts: ELSEWHERE });
    const { sessions, sequence, x_variants } = vector;
    const told = JSON.stringify([sessions, sequence, x_variants]);
    expect(told.match(/com\.example|(?<!\.)realm1/)?.[0], name).toBeUndefined();
  }
});

test('URIs of WAMP and incorrect ones stay as they are', () => {
  const sent = (name: string): unknown =>
    writeVector(scenarioOf(name), { whereabouts: ELSEWHERE }).sequence.map(({ message }) => message);
  expect(sent('bp-10-incorrect-uris')).toContainEqual(expect.objectContaining({ procedure: 'com..add' }));
  expect(sent('bp-11-wamp-is-reserved')).toContainEqual(
    expect.objectContaining({ procedure: 'wamp.session.count' }),
  );
  expect(sent('bp-09-no-such-realm')).toContainEqual(expect.objectContaining({ realm: 'realm2' }));
});

test('a vector says where it is', () => {
  const { x_realm, x_prefix } = writeVector(scenarioOf('cr-08-all-refuse'), { whereabouts: ELSEWHERE });
  expect({ realm: x_realm, prefix: x_prefix }).toEqual(ELSEWHERE);
});

test('realm and prefix are URIs, and the prefix is none of WAMP', () => {
  expect(['realm1', 'a.b'].filter(isRealm)).toEqual(['realm1', 'a.b']);
  expect(['', 'a..b', 'a b'].filter(isRealm)).toEqual([]);
  expect(['com.example', 'x'].filter(isPrefix)).toEqual(['com.example', 'x']);
  expect(['', 'com.', 'wamp', 'wamp.error', 'a b'].filter(isPrefix)).toEqual([]);
});
