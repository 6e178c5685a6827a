/** Every path through the charts and through the dealer, on every system under test, checked by the oracles. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { CODES } from '../machines/messages.ts';
import {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  type ReadingId,
  type Readings,
} from '../machines/readings.ts';
import { CHART_NAMES, type ChartName, MACHINES } from '../src/compiler/chart/index.ts';
import { interpreted } from '../src/dealer/engine/interpreted.ts';
import { judge } from '../src/tools/judge/judge.ts';
import { replay } from '../src/tools/scenario/report.ts';
import { readingsOf, type Scenario } from '../src/tools/scenario/scenario.ts';
import { SYSTEMS, type SystemName } from '../src/tools/scenario/systems/index.ts';
import type { Entry } from '../src/wire/entry.ts';
import { IMPOSSIBLE, LATE, watchEdges, watchGenerated, written } from './edges.ts';
import { expectToHold, keep } from './holding.ts';
import { authenticationFamily } from './paths/authentication.ts';
import {
  FAMILIES,
  OTHER_OPTIONS,
  type Searched,
  search,
  type WalkedPath,
  walks,
  walksUnder,
} from './paths/index.ts';
import { SCENARIOS } from './scenarios.ts';
import { measure, recorded, rulesAlong } from './state-space.ts';

// Some 25,000 paths: much work, and no reason to fail on a slow machine.
vi.setConfig({ testTimeout: 600_000 });

let FOUND: readonly Searched[] = [];
let WALKS: readonly WalkedPath[] = [];
let UNDER: ReadonlyMap<string, readonly WalkedPath[]> = new Map();

beforeAll(() => {
  FOUND = search();
  WALKS = walks(FOUND);
  UNDER = new Map(OTHER_OPTIONS.map(([id, option]) => [`${id}=${option}`, walksUnder(id, option, WALKS)]));
}, 600_000);

const under = (id: ReadingId, option: string): { readonly readings: Readings } => ({
  readings: { ...DEFAULT_READINGS, [id]: option },
});
/** So that each option of a reading has its turn. */
const ROUNDS = Array.from(
  { length: Math.max(...READING_IDS.map((id) => READING_OPTIONS[id].length)) - 1 },
  (_, index) => index + 1,
);

/** Scenarios by the readings that they cite. */
function byCited(scenarios: readonly Scenario[]): Iterable<[Scenario, ...Scenario[]]> {
  const groups = new Map<string, [Scenario, ...Scenario[]]>();
  for (const scenario of scenarios) {
    const cited = [...scenario.readings].sort().join();
    const group = groups.get(cited);
    if (group === undefined) groups.set(cited, [scenario]);
    else group.push(scenario);
  }
  return groups.values();
}

/** Another option for each reading but these, in each round another one. */
const otherwise = (cited: readonly ReadingId[], round: number): Readings =>
  Object.fromEntries(
    READING_IDS.map((id) => {
      const [first, ...others] = READING_OPTIONS[id];
      return [id, cited.includes(id) ? first : others[round % others.length]];
    }),
  ) as Readings;

const scenariosOf = (all: readonly WalkedPath[]): Scenario[] => all.map(({ scenario }) => scenario);

test('there is as much as state-space.json records; run "npm run state-space" if there is not', () => {
  const { check, ...rest } = recorded();
  expect(check).toHaveLength(5);
  expect(measure(FOUND, WALKS, (id, option) => UNDER.get(`${id}=${option}`) ?? [])).toEqual(rest);
});

test('each path leads to where the chart says', () => {
  const lost = [...WALKS, ...[...UNDER.values()].flat()].filter(({ isThere }) => !isThere);
  expect(lost.map((walk) => describePath(walk))).toEqual([]);
});

describe.each(SYSTEMS)('on %s', (system) => {
  test.each(FAMILIES)('each path of the $name comes out alike', async (family) => {
    await expectToHold(scenariosOf(WALKS.filter((walk) => walk.family === family)), system);
  });

  test.each(OTHER_OPTIONS)(
    'where %s is read as %s, each path that this changes comes out alike',
    async (id, option) => {
      const paths = UNDER.get(`${id}=${option}`) ?? [];
      expect(paths.length).toBeGreaterThan(0);
      await expectToHold(scenariosOf(paths), system, under(id, option));
    },
  );
});

test.each(ROUNDS)(
  'each path comes out alike where all readings that it does not cite are read otherwise, round %i',
  async (round) => {
    for (const scenarios of byCited(scenariosOf(WALKS))) {
      const [{ readings: cited }] = scenarios;
      await expectToHold(scenarios, 'generated', { readings: otherwise(cited, round) });
    }
  },
);

/** Messages that no message of the client makes due: an authentication may take any time. */
const AUTHENTICATING: readonly number[] = [CODES.ABORT, CODES.CHALLENGE, CODES.WELCOME, CODES.GOODBYE];

describe('the oracles', () => {
  test('find nothing wrong along any path', () => {
    expect(WALKS.flatMap((walk) => complaintsOf(walk))).toEqual([]);
  });

  test.each(OTHER_OPTIONS)('find nothing wrong along any path where %s is read as %s', (id, option) => {
    const paths = UNDER.get(`${id}=${option}`) ?? [];
    expect(paths.flatMap((walk) => complaintsOf(walk, { [id]: option }))).toEqual([]);
  });

  test('miss whatever a path leads to last, if it is not sent', () => {
    const cut = WALKS.flatMap((walk) => {
      const { log } = walk;
      // The additional client that joins and leaves at the end has no effect on the others.
      const end = log.length - 2;
      const rest = log.slice(0, end).findLastIndex(isFromOutside) + 1;
      const mayAsk = walk.family === authenticationFamily || isOfferingMethods(log[rest - 1]);
      const untimed = mayAsk ? AUTHENTICATING : [CODES.ABORT];
      const kept = log
        .slice(rest, end)
        .filter((entry) => 'sent' in entry && !untimed.includes(entry.sent[0] as number));
      return kept.length === 0 ? [] : [{ walk, left: [...log.slice(0, rest), ...log.slice(end)] }];
    });
    expect(cut.length).toBeGreaterThan(WALKS.length / 2);
    const unnoticed = cut.filter(({ left }) => judge(left).every(({ broken }) => broken.length === 0));
    expect(unnoticed.map(({ walk }) => describePath(walk))).toEqual([]);
  });

  test('put every rule to the test along some path', () => {
    const untested = Object.entries(rulesAlong(WALKS)).filter(([, paths]) => paths === 0);
    // A dealer serves one realm, so calls of two realms meet only in the logs of other routers.
    expect(untested.map(([rule]) => rule)).toEqual(['BP-27']);
  });
});

describe('every edge of every chart is walked in every state it can be taken in', () => {
  test.each(['generated', 'interpreted', 'router'] as const)('on %s', async (system) => {
    const { left } = await playedFor(new Set(EDGES), await covering(), system);
    expect([...left]).toEqual([]);
  });
});

/** Scenarios that together take every edge that any takes. */
let cover: Promise<Chunk[]> | undefined;
function covering(): Promise<Chunk[]> {
  cover ??= playedFor(new Set(EDGES), [...pages(), ...chunks()], 'generated').then(({ chunks }) => chunks);
  return cover;
}

/**
 * Plays scenarios until no edge is left.
 *
 * @returns the edges that none took, and the scenarios that took one first
 */
async function playedFor(left: Set<string>, chunks: readonly Chunk[], system: SystemName) {
  const useful: Chunk[] = [];
  const report = (chart: ChartName, edge: string): unknown => left.delete(`${chart}: ${edge}`);
  const end = system === 'interpreted' ? watchEdges(interpreted, report) : watchGenerated(report);
  try {
    for (const chunk of chunks) {
      const before = left.size;
      if (before > 0) await expectToHold(chunk.scenarios, system, { readings: chunk.readings });
      if (left.size < before) useful.push(chunk);
    }
  } finally {
    end();
  }
  return { left, chunks: useful };
}

const EDGES: readonly string[] = CHART_NAMES.flatMap((name) =>
  written(MACHINES[name])
    .byLeaf.filter((edge) => !IMPOSSIBLE[name].includes(edge) && !LATE.includes(edge))
    .map((edge) => `${name}: ${edge}`),
);

/** Scenarios, and under which readings they are played. */
interface Chunk {
  readonly scenarios: readonly Scenario[];
  readonly readings: Readings;
}

/** The scenarios of all pages under the readings of each of their logs. */
const pages = (): Chunk[] =>
  SCENARIOS.flatMap((scenario) =>
    scenario.logs.map((log) => ({ scenarios: [scenario], readings: readingsOf(log) })),
  );

/** All paths, some at a time. */
function* chunks(): Generator<Chunk> {
  const SIZE = 100;
  const all = [
    ...OTHER_OPTIONS.map(([id, option]) => ({
      scenarios: scenariosOf(UNDER.get(`${id}=${option}`) ?? []),
      ...under(id, option),
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

/** The steps of a path and the command to replay it; keeps its page. */
function describePath({ scenario }: WalkedPath, readings: Readings = DEFAULT_READINGS): string {
  keep(scenario);
  const steps = scenario.steps.map(({ text }) => `  ${text}`);
  return [scenario.title, ...steps, replay(scenario.file, 'generated', { readings, seed: 1 })].join('\n');
}

const complaintsOf = (walk: WalkedPath, options: Partial<Readings> = {}): string[] =>
  judge(walk.log, options).flatMap(({ rule, broken }) =>
    broken.map(({ says }) => `${rule}: ${says}\n${describePath(walk, { ...DEFAULT_READINGS, ...options })}`),
  );

/** True for a HELLO with a method of authentication: only the dealer knows whether it asks its program. */
function isOfferingMethods(entry: Entry | undefined): boolean {
  if (entry === undefined || !('received' in entry) || entry.received[0] !== CODES.HELLO) return false;
  const { authmethods } = entry.received[2] as { readonly authmethods?: unknown };
  return Array.isArray(authmethods) && authmethods.some((method) => method !== 'anonymous');
}

const isFromOutside = (entry: Entry): boolean =>
  'received' in entry || ('event' in entry && entry.event !== 'closed');
