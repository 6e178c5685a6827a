/** Every path through the charts and through the dealer, on every subject, judged by the oracles. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { DEFAULT_READINGS, type Readings } from '../machines/readings.ts';
import type { Driver } from '../src/engine/driver.ts';
import { generated } from '../src/engine/generated.ts';
import { interpreted } from '../src/engine/interpreted.ts';
import type { Entry } from '../src/judge/entry.ts';
import { judge } from '../src/judge/judge.ts';
import { play } from '../src/scenario/play.ts';
import { replay, report } from '../src/scenario/report.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { writeScenario } from '../src/scenario/write.ts';
import { openSubject, SUBJECTS, type SubjectName } from '../src/subject/index.ts';
import { CODES } from '../src/wamp/messages.ts';
import { IMPOSSIBLE, MACHINES, watchEdges, written } from './edges.ts';
import { FAMILIES, OTHER_OPTIONS, type Walk, walks, walksUnder } from './paths/index.ts';
import { SCENARIOS } from './scenarios.ts';
import { measure, recorded, rulesAlong } from './state-space.ts';

// Some 10,000 paths: much work, and no reason to fail on a slow machine.
vi.setConfig({ testTimeout: 600_000 });

let WALKS: readonly Walk[] = [];
let UNDER: ReadonlyMap<string, readonly Walk[]> = new Map();

beforeAll(() => {
  WALKS = walks();
  UNDER = new Map(OTHER_OPTIONS.map(([id, option]) => [`${id}=${option}`, walksUnder(id, option, WALKS)]));
}, 600_000);

const scenariosOf = (all: readonly Walk[]): Scenario[] => all.map(({ scenario }) => scenario);

test('there is as much as state-space.json records; run "npm run state-space" if there is not', () => {
  const { check, ...rest } = recorded();
  expect(check).toHaveLength(5);
  expect(measure(WALKS, (id, option) => UNDER.get(`${id}=${option}`) ?? [])).toEqual(rest);
});

test('each path leads to where the chart says', () => {
  const lost = [...WALKS, ...[...UNDER.values()].flat()].filter(({ isThere }) => !isThere);
  expect(lost.map(({ scenario }) => keep(scenario))).toEqual([]);
});

describe.each(SUBJECTS)('on %s', (subject) => {
  test.each(FAMILIES)('each path of the $name comes out alike', async (family) => {
    await expectToHold(scenariosOf(WALKS.filter((walk) => walk.family === family)), subject);
  });

  test.each(OTHER_OPTIONS)(
    'where %s is read as %s, each path that this changes comes out alike',
    async (id, option) => {
      const paths = UNDER.get(`${id}=${option}`) ?? [];
      expect(paths.length).toBeGreaterThan(0);
      await expectToHold(scenariosOf(paths), subject, { ...DEFAULT_READINGS, [id]: option });
    },
  );
});

test.each(OTHER_OPTIONS)(
  'where %s is read as %s, no path comes out otherwise that does not cite it',
  async (id, option) => {
    const others = scenariosOf(WALKS).filter(({ readings }) => !readings.includes(id));
    await expectToHold(others, 'generated', { ...DEFAULT_READINGS, [id]: option });
  },
);

describe('the oracles', () => {
  test('find nothing wrong along any path', () => {
    expect(WALKS.flatMap((walk) => complaintsOf(walk))).toEqual([]);
  });

  test.each(OTHER_OPTIONS)('find nothing wrong along any path where %s is read as %s', (id, option) => {
    const paths = UNDER.get(`${id}=${option}`) ?? [];
    expect(paths.flatMap((walk) => complaintsOf(walk, { [id]: option }))).toEqual([]);
  });

  test('miss whatever a path leads to last, if it is not sent', () => {
    const unnoticed = WALKS.filter(({ log }) => {
      // What a stranger does, who comes and goes at the end, makes nobody do anything.
      const end = log.length - 2;
      const rest = log.slice(0, end).findLastIndex(isFromOutside) + 1;
      const kept = log.slice(rest, end).filter((entry) => 'sent' in entry && entry.sent[0] !== CODES.ABORT);
      if (kept.length === 0) return false;
      return judge([...log.slice(0, rest), ...log.slice(end)]).every(({ broken }) => broken.length === 0);
    });
    expect(unnoticed.map(({ scenario }) => keep(scenario))).toEqual([]);
  });

  test('put every rule to the test along some path', () => {
    const untested = Object.entries(rulesAlong(WALKS)).filter(([, paths]) => paths === 0);
    expect(untested.map(([rule]) => rule)).toEqual([]);
  });
});

describe('every edge of every chart is walked in every state it can be taken in', () => {
  const drivers: readonly (readonly [SubjectName, Driver])[] = [
    ['generated', generated],
    ['interpreted', interpreted],
    ['router', generated],
  ];
  test.each(drivers)('on %s', async (subject, driver) => {
    const left = new Set(EDGES);
    const end = watchEdges(driver, (chart, edge) => left.delete(`${chart}: ${edge}`));
    try {
      for (const { scenarios, readings } of [
        { scenarios: SCENARIOS, readings: DEFAULT_READINGS },
        ...chunks(),
      ]) {
        if (left.size > 0) await expectToHold(scenarios, subject, readings);
      }
    } finally {
      end();
    }
    expect([...left]).toEqual([]);
  });
});

const EDGES: readonly string[] = FAMILIES.flatMap(({ name }) =>
  name === 'dealer'
    ? []
    : written(MACHINES[name])
        .byLeaf.filter((edge) => !IMPOSSIBLE[name].includes(edge))
        .map((edge) => `${name}: ${edge}`),
);

/** All paths, some at a time. */
function* chunks(): Generator<{ readonly scenarios: readonly Scenario[]; readonly readings: Readings }> {
  const SIZE = 100;
  const all = [
    ...OTHER_OPTIONS.map(([id, option]) => ({
      scenarios: scenariosOf(UNDER.get(`${id}=${option}`) ?? []),
      readings: { ...DEFAULT_READINGS, [id]: option },
    })),
    ...FAMILIES.map((family) => ({
      scenarios: scenariosOf(WALKS.filter((walk) => walk.family === family)),
      readings: DEFAULT_READINGS,
    })),
  ];
  for (let first = 0; all.some(({ scenarios }) => first < scenarios.length); first += SIZE) {
    for (const { scenarios, readings } of all) {
      yield { scenarios: scenarios.slice(first, first + SIZE), readings };
    }
  }
}

/** Plays scenarios, some at a time, and throws what is to be told of those that fail; their pages are kept. */
async function expectToHold(
  scenarios: readonly Scenario[],
  subject: SubjectName,
  readings: Readings = DEFAULT_READINGS,
): Promise<void> {
  const AT_A_TIME = 16;
  const complaints: string[] = [];
  for (let first = 0; first < scenarios.length && complaints.length === 0; first += AT_A_TIME) {
    const some = scenarios.slice(first, first + AT_A_TIME);
    const failures = await Promise.all(
      some.map((scenario) => play(scenario, (needs) => openSubject(subject, needs), { readings, seed: 1 })),
    );
    for (const failure of failures) {
      if (failure === undefined) continue;
      keep(failure.scenario);
      complaints.push(report(failure));
    }
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
}

/** Writes the page of a scenario down, and says how it is played. */
function keep(scenario: Scenario, readings: Readings = DEFAULT_READINGS): string {
  mkdirSync(dirname(scenario.file), { recursive: true });
  writeFileSync(scenario.file, writeScenario(scenario));
  const steps = scenario.steps.map(({ text }) => `  ${text}`);
  return [scenario.title, ...steps, replay(scenario.file, 'generated', { readings, seed: 1 })].join('\n');
}

const complaintsOf = ({ scenario, log }: Walk, options: Partial<Readings> = {}): string[] =>
  judge(log, options).flatMap(({ rule, broken }) =>
    broken.map(({ says }) => `${rule}: ${says}\n${keep(scenario, { ...DEFAULT_READINGS, ...options })}`),
  );

const isFromOutside = (entry: Entry): boolean =>
  !('sent' in entry || ('event' in entry && entry.event === 'closed'));
