/** Scenarios as test vectors and back: nothing is lost, and they have the same outcome. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../scenario/library/files.ts';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { parseScenario } from '../scenario/parse.ts';
import { play } from '../scenario/play.ts';
import { readingsOf, type Scenario } from '../scenario/scenario.ts';
import { openSystem, type SystemName } from '../scenario/systems/index.ts';
import { writeScenario } from '../scenario/write.ts';
import { readVector } from './read.ts';
import { VECTOR_SCHEMA } from './schema.ts';
import { complaintAbout } from './validate.ts';
import type { Entry, Vector } from './vector.ts';
import { printVector, writeVector } from './write.ts';

const LIBRARY = [...readLibrary()];
/** A sample of scenarios, for slow systems under test. */
const SAMPLE = LIBRARY.filter(
  ([name], index) => index % 12 === 0 || /random|shutdown|timeout|lost/.test(name),
);

const vectorOf = (name: string): Vector => writeVector(readLibrary().get(name) as Scenario);
const again = (scenario: Scenario): Scenario => readVector(printVector(writeVector(scenario)), 'case.json');
const stepsOf = (vector: Vector, type: string): readonly Entry[] =>
  vector.sequence.filter(({ message }) => message.type === type);

// --- round trip ---

describe('a vector read back is the page that it was written from, byte for byte', () => {
  test.each(LIBRARY)('%s', (_, scenario) => {
    expect(writeScenario(again(scenario))).toBe(readFileSync(packageFile(scenario.file), 'utf8'));
  });
});

describe('a vector is right by our schema, and written in the same way every time', () => {
  test.each(LIBRARY)('%s', (_, scenario) => {
    const vector = writeVector(scenario);
    expect(complaintAbout(vector)).toBeUndefined();
    expect(printVector(writeVector(again(scenario), { name: vector.x_case }))).toBe(printVector(vector));
  });
});

test('everything that a page can say comes back, however odd it is', () => {
  const page = [
    '# What nobody would write',
    '',
    'A paragraph',
    'of two lines with "quotes".',
    '',
    '- a list',
    '',
    '```log gate=announced exclude=last-refused|all-refused',
    ' 1 alice     WELCOME _ {"roles": {"dealer": {...}}, "a|id": _, ...}',
    ' 2 alice     RESULT 1 {} a|id {"$any": ["b|id", ?x, _], "$$x": {...}} 1 2',
    '   or        closed',
    ' 4 ?who(alice) ABORT _ _',
    ' 5 *?who     INTERRUPT ?x _',
    ' 5 *?who     INTERRUPT ?y _',
    '10 bob       GOODBYE {} _',
    '11 ?z(bob)   receives nothing',
    '```',
    '',
    'Between.',
    '',
    '```script',
    'random draws 0 0.25',
    ' 1 alice joins as callee and caller with call_reroute, call_canceling',
    ' 2 alice: CALL 7 {"$any": true, "a": {"$$b": "c|id"}} com.example.add ["d|id"] {} 5',
    ' 3 alice: REGISTER ?r',
    ' 4 bob connects',
    ' 5 bob: HELLO 5 {"roles": {"callee": {}}}',
    ' 6 bob: HELLO realm1 {"roles": []}',
    ' 7 bob: raw {"a": ["$any", -1.5]}',
    ' 8 bob: raw "no {JSON"',
    ' 9 ?who: ERROR "CALL" ?x {} "true" []',
    '10 bob leaves',
    '11 250 ms pass',
    '12 ?who is lost',
    '13 the router closes',
    '```',
    '',
    '```log',
    ' 1 alice      WELCOME ?x _',
    ' 4 ?who(alice) ABORT _ _',
    ' 5 bob         ERROR 99 ?x _ _',
    '```',
    '',
    'Shows CR-1 and the readings `gate` and `exclude`.',
    '',
  ].join('\n');
  const scenario = parseScenario(page, 'odd.md');
  const back = again(scenario);
  expect(complaintAbout(writeVector(scenario))).toBeUndefined();
  expect(writeScenario(back)).toBe(writeScenario(scenario));
  const plain = ({ sections, steps, draws, rules, readings }: Scenario): unknown =>
    JSON.parse(
      JSON.stringify([sections, steps, draws, rules, readings]).replaceAll(/"line":\d+/g, '"line":0'),
    );
  expect(plain(back)).toEqual(plain(scenario));
});

test('a page is never about a session called router, since vectors call the router so', () => {
  const [, scenario] = LIBRARY[0] as (typeof LIBRARY)[number];
  const page = writeScenario(scenario).replaceAll(/\balice\b/g, 'router');
  expect(() => writeVector(parseScenario(page, 'page.md'))).toThrow(
    /page\.md:\d+: Expected sessions that are not called router/,
  );
});

// --- what a vector says ---

test('what clients do and what they receive is one sequence, with the ids by name', () => {
  const { sequence } = vectorOf('cr-03-roundrobin-goes-on');
  expect(sequence.map(({ step }) => step)).toEqual(sequence.map((_, index) => index + 1));
  expect(sequence.slice(-4)).toEqual([
    {
      step: 13,
      description: 'alice refuses the call.',
      from: 'alice',
      to: 'router',
      message: {
        type: 'ERROR',
        request_type: 68,
        request_id: 'toAlice|id',
        details: {},
        error: 'wamp.error.unavailable',
      },
      x_silent: ['carol'],
    },
    {
      step: 14,
      description: 'The router gives the call to bob.',
      from: 'router',
      to: 'bob',
      message: {
        type: 'INVOCATION',
        request_id: 'toBob|id',
        registration_id: 'registration|id',
        details: {},
        args: [2, 3],
      },
      assertion: 'The router sends INVOCATION to bob (MUST; the case shows CR-1 and CR-3).',
    },
    {
      step: 15,
      description: 'bob answers the call.',
      from: 'bob',
      to: 'router',
      message: { type: 'YIELD', request_id: 'toBob|id', options: {}, args: [5] },
    },
    {
      step: 16,
      description: 'The router sends the result to carol.',
      from: 'router',
      to: 'carol',
      message: { type: 'RESULT', request_id: 'call|id', details: {}, args: [5] },
      assertion: 'The router sends RESULT to carol (MUST; the case shows CR-1 and CR-3).',
    },
  ]);
});

test('joining is HELLO and WELCOME, leaving is GOODBYE, GOODBYE and the end of the connection', () => {
  const vector = vectorOf('sr-08-end-of-session-leaves-every-list');
  const joining = vector.sequence.findIndex(({ x_action }) => x_action === 'join');
  const leaving = vector.sequence.findIndex(({ x_action }) => x_action === 'leave');
  const told = (from: number, count: number): unknown[] =>
    vector.sequence.slice(from, from + count).map(({ message, x_implied }) => [message.type, x_implied]);
  expect(told(joining, 2)).toEqual([
    ['HELLO', undefined],
    ['WELCOME', true],
  ]);
  expect(told(leaving, 3)).toEqual([
    ['GOODBYE', undefined],
    ['GOODBYE', true],
    ['x_closed', true],
  ]);
});

test('what happens without a message has a type that no message has, so that nobody takes it for one', () => {
  expect(stepsOf(vectorOf('ct-02-timeout-interrupts'), 'x_time')[0]).toMatchObject({
    from: 'router',
    to: 'router',
    timing: { delay_ms: expect.any(Number) },
  });
  expect(stepsOf(vectorOf('bp-05-messages-that-are-none'), 'x_raw')[0]).toMatchObject({ to: 'router' });
  expect(stepsOf(vectorOf('bp-08-shutdown-before-hello'), 'x_shutdown')).toHaveLength(1);
});

test('what another reading leads to is a variant, by the number of the step that leads to it', () => {
  const vector = vectorOf('reading-newcomer');
  const { when, outcome } = vector.x_variants?.[0] ?? { when: {}, outcome: [] };
  expect(when).toEqual({ newcomer: ['ignored'] });
  const done = outcome.map(({ after }) => vector.sequence.find(({ step }) => step === after)?.from);
  expect(done).not.toEqual([]);
  expect(done).not.toContain(undefined);
  expect(done).not.toContain('router');
});

test('where there is no plain log, the sequence says under which readings it holds', () => {
  const vector = vectorOf('reading-newcomer-what-it-says');
  expect(vector.x_when).toEqual({ newcomer: ['ignored'] });
  expect(vector.x_requires).toContain('x_when');
});

test('what is asked of a runner is listed, and nothing else', () => {
  expect(vectorOf('cr-03-roundrobin-goes-on').x_requires).toEqual(['|id']);
  expect(vectorOf('cr-04-random-never-the-same').x_requires).toEqual(['x_among', '|id', '|session']);
});

test('no sentence says anything of undefined', () => {
  for (const [, scenario] of LIBRARY)
    expect(printVector(writeVector(scenario))).not.toMatch(/undefined|NaN|\[object/);
});

describe('what docs/vectors.md shows', () => {
  const page = readFileSync(packageFile('docs/vectors.md'), 'utf8');
  const shown = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].flatMap(([, text]) =>
    JSON.parse(text as string),
  );
  const told = LIBRARY.flatMap(([, scenario]) => {
    const { sequence, x_variants = [] } = writeVector(scenario, { form: 'open' });
    return [...sequence, ...x_variants.flatMap(({ outcome }) => outcome)];
  });

  test('are parts of vectors, and keys of ours', () => {
    expect(shown).not.toEqual([]);
    expect(vectorKeys()).toContain('x_when');
  });

  test.each(shown)('is in a vector: $step $after', (part) => {
    expect(told).toContainEqual(part);
  });

  test.each([...vectorKeys()])('explains %s', (key) => {
    expect(page).toContain(`\`${key}\``);
  });
});

/** All keys and types of this project in the schema. */
function vectorKeys(): ReadonlySet<string> {
  return new Set(JSON.stringify(VECTOR_SCHEMA).match(/(?<=")x_\w+(?=")/g));
}

// --- playing ---

async function expectToPlay(scenarios: readonly Scenario[], system: SystemName): Promise<void> {
  for (const scenario of scenarios.map(again)) {
    for (const readings of scenario.logs.map(readingsOf)) {
      const failure = await play(scenario, (needs) => openSystem(system, needs), { readings, seed: 1 });
      expect(failure?.error.message).toBeUndefined();
    }
  }
}

test('every vector plays on the dealer, under each of its logs', () =>
  expectToPlay(
    LIBRARY.map(([, scenario]) => scenario),
    'generated',
  ));

test.each(['interpreted', 'router'] as const)('vectors play on %s', (system) =>
  expectToPlay(
    SAMPLE.map(([, scenario]) => scenario),
    system,
  ),
);

test('a vector that says what does not come fails in the line where it says so', async () => {
  const text = printVector(vectorOf('cr-03-roundrobin-goes-on')).replace(
    '5\n        ]\n      },\n      "assertion"',
    '6\n        ]\n      },\n      "assertion"',
  );
  const scenario = readVector(text, 'case.json');
  const { logs } = scenario;
  const failure = await play(scenario, (needs) => openSystem('generated', needs), {
    readings: readingsOf(logs[0] as Scenario['logs'][number]),
    seed: 1,
  });
  const line = text.split('\n').indexOf('      "step": 16,');
  expect(failure?.error.message).toBe(
    `case.json:${line}: Expected carol RESULT ?call {} [6] (?call is 1), but carol RESULT 1 {} [5] came.`,
  );
});

// --- the WAMP project's own schema ---

const { WAMP_VECTOR_SCHEMA: schema = '' } = process.env;

test.skipIf(schema === '')('every vector is right by the schema that WAMP_VECTOR_SCHEMA names', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(schema, 'utf8')),
  );
  for (const [name, scenario] of LIBRARY) {
    expect(
      validate(JSON.parse(printVector(writeVector(scenario)))),
      `${name}: ${JSON.stringify(validate.errors)}`,
    ).toBe(true);
  }
});

if (schema === '') {
  console.warn(
    'Not held against the schema of the WAMP project: set WAMP_VECTOR_SCHEMA to its path, as docs/vectors.md says.',
  );
}
