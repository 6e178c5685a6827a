/** Vectors in the open form: open where the texts are, in real time, with what they need. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLibrary } from '../scenario/library/scenarios.ts';
import { withMargins } from '../scenario/margins.ts';
import { parseScenario } from '../scenario/parse.ts';
import { play } from '../scenario/play.ts';
import { readingsOf, type Scenario } from '../scenario/scenario.ts';
import { openSystem } from '../scenario/systems/index.ts';
import { writeScenario } from '../scenario/write.ts';
import { opened } from './open.ts';
import { readVector } from './read.ts';
import { complaintAbout } from './validate.ts';
import type { Receipt, Vector, VectorMessage } from './vector.ts';
import { printVector, type WriteOptions, writeVector } from './write.ts';

const LIBRARY = [...readLibrary()];
const vectors = new Map<string, Vector>();
/** Scenarios that the vectors were written from. */
const timed = new Map<string, Scenario>();

beforeAll(async () => {
  for (const [name, page] of LIBRARY) {
    const variant = await withMargins(page);
    timed.set(name, variant ?? page);
    vectors.set(name, openVector(variant ?? page, { isTimeFree: variant === undefined }));
  }
});

const openVector = (scenario: Scenario, options: WriteOptions = {}): Vector =>
  writeVector(scenario, { form: 'open', ...options });
const vectorOf = (name: string): Vector => vectors.get(name) as Vector;

/** All messages from the router, in the sequence and in variants. */
function receiptsOf({ sequence, x_variants = [] }: Vector): Receipt[] {
  const told = sequence.filter(({ from, to }) => from === 'router' && to !== 'router');
  return [...told, ...x_variants.flatMap(({ outcome }) => outcome.flatMap(({ messages }) => messages))];
}

const messagesOf = (vector: Vector): VectorMessage[] =>
  receiptsOf(vector).flatMap(({ message, x_alternatives = [] }) => [message, ...x_alternatives]);

const typed = (name: string, type: string): VectorMessage[] =>
  messagesOf(vectorOf(name)).filter((message) => message.type === type);

// --- the whole library ---

test('every vector is right by the schema, and comes back as the open page', () => {
  for (const [name, vector] of vectors) {
    const text = printVector(vector);
    expect(complaintAbout(JSON.parse(text)), name).toBeUndefined();
    const back = readVector(text, `${name}.json`);
    expect(writeScenario(back), name).toBe(writeScenario(opened(timed.get(name) as Scenario)));
  }
});

test('an open page stays as it is', () => {
  for (const [name, scenario] of timed) {
    const once = opened(scenario);
    expect(writeScenario(opened(once)), name).toBe(writeScenario(once));
  }
});

test('every vector plays on the dealer, under each of its logs', async () => {
  for (const [name, vector] of vectors) {
    const scenario = readVector(printVector(vector), `${name}.json`);
    for (const readings of scenario.logs.map(readingsOf)) {
      const failure = await play(scenario, (needs) => openSystem('generated', needs), { readings, seed: 1 });
      expect(failure?.error.message).toBeUndefined();
    }
  }
});

test('no message of a router has a sentence or a URI of this project', () => {
  for (const [name, vector] of vectors) {
    const sent = new Set(
      vector.sequence.filter(({ from }) => from !== 'router').flatMap(({ message }) => stringsIn(message)),
    );
    for (const message of messagesOf(vector)) {
      const own = stringsIn(message).filter((text) => /\s|dealerchart/.test(text) && !sent.has(text));
      expect(own, name).toEqual([]);
    }
  }
});

test('no dictionary of a router is closed, except in a payload', () => {
  for (const [name, vector] of vectors) {
    for (const { details, options } of messagesOf(vector)) {
      for (const dict of [details, options])
        if (dict !== undefined) expect(Object.keys(dict as object)[0], name).toMatch(/^\$(open|any)$/);
    }
  }
});

test('without a clock, a vector takes at most three seconds', () => {
  for (const [name, { sequence, x_bench }] of vectors) {
    const total = sequence.reduce((sum, { timing }) => sum + (timing?.delay_ms ?? 0), 0);
    if (x_bench.includes('clock')) expect(total, name).toBeGreaterThan(3_000);
    else expect(total, name).toBeLessThanOrEqual(3_000);
  }
});

// --- what is open, and what is not ---

test('an explanation may be any, and a forwarded payload may not', () => {
  const [own] = typed('bp-13-no-such-procedure', 'ERROR');
  expect(own).toMatchObject({
    details: { $open: {} },
    error: 'wamp.error.no_such_procedure',
    args: { $any: true },
  });
  const [forwarded] = typed('cr-09-other-errors-are-answers', 'ERROR');
  expect(forwarded?.args).not.toEqual({ $any: true });
  expect(forwarded?.x_soft).toBeUndefined();
});

test('a key whose presence would mean something is absent, unless it is there', () => {
  const results = typed('pr-02-progress-goes-on-at-once', 'RESULT').map(({ details }) => details);
  expect(results).toContainEqual({ $open: { progress: true } });
  expect(results).toContainEqual({ $open: {}, $absent: ['progress'] });
  const invocations = typed('pr-01-progress-needs-both-sides', 'INVOCATION').map(({ details }) => details);
  expect(invocations).toContainEqual({ $open: {}, $absent: ['receive_progress'] });
  expect(invocations).toContainEqual({ $open: { receive_progress: true } });
});

test('the name of the router, and keys of this project alone, are left out', () => {
  const [welcome] = typed('fa-01-dealer-says-its-name', 'WELCOME');
  expect(welcome?.details).toEqual({ $open: {} });
  for (const { details } of typed('sr-04-one-policy-for-all', 'ERROR'))
    expect(details).toEqual({ $open: {} });
});

test('after an ABORT, the end may be left to the client; the ABORT may not be left out', () => {
  const receipts = receiptsOf(vectorOf('bp-04-no-second-hello'));
  const optional = (type: string): unknown[] =>
    receipts.filter(({ message }) => message.type === type).map(({ x_optional }) => x_optional);
  expect(optional('ABORT')).toEqual([undefined]);
  expect(optional('x_closed')).toEqual([true]);
  expect(vectorOf('bp-04-no-second-hello').x_requires).toContain('x_optional');
});

test('an end that nothing announces is demanded', () => {
  const page = [
    '# A client that is cut off',
    '',
    'Without a word.',
    '',
    '```script',
    'alice joins as callee',
    'bob joins as caller',
    'bob: CALL ?call {} com.example.add',
    '```',
    '',
    '```log',
    '3 alice closed',
    '```',
    '',
    'Shows BP-5.',
    '',
  ];
  const receipts = receiptsOf(openVector(parseScenario(page.join('\n'), 'cut.md')));
  expect(receipts.find(({ message }) => message.type === 'x_closed')?.x_optional).toBeUndefined();
});

describe('a URI that no text demands is soft, with the level of the demand', () => {
  test.each([
    ['sr-14-unknown-policy', 'ERROR', 'wamp.error.invalid_argument', 'error', 'SHOULD'],
    ['bp-23-only-exact-matches', 'ERROR', 'wamp.error.feature_not_supported', 'error', 'MAY'],
    ['ct-03-timeouts-that-are-none', 'ERROR', 'wamp.error.invalid_argument', 'error', 'MAY'],
    ['bp-15-callee-leaves', 'ERROR', 'wamp.error.canceled', 'error', 'SHOULD'],
    ['bp-13-no-such-procedure', 'ERROR', 'wamp.error.no_such_procedure', 'error', undefined],
    ['cr-08-all-refuse', 'ERROR', 'wamp.error.no_available_callee', 'error', undefined],
    ['cc-01-skip-leaves-the-callee-alone', 'ERROR', 'wamp.error.canceled', 'error', undefined],
    ['ct-02-timeout-interrupts', 'ERROR', 'wamp.error.timeout', 'error', undefined],
    ['bp-04-no-second-hello', 'ABORT', 'wamp.error.protocol_violation', 'reason', undefined],
    ['bp-09-no-such-realm', 'ABORT', 'wamp.error.no_such_realm', 'reason', undefined],
  ])('%s: %s %s', (name, type, uri, attribute, level) => {
    const messages = typed(name, type).filter((message) => message[attribute] === uri);
    expect(messages).not.toEqual([]);
    for (const { x_soft } of messages)
      expect(x_soft).toEqual(level === undefined ? undefined : { [attribute]: level });
  });

  test('so is the identity of an anonymous client', () => {
    for (const { details, x_soft } of typed('au-02-who-one-is', 'WELCOME')) {
      expect(details).toMatchObject({ $open: { authrole: 'anonymous' } });
      expect(x_soft).toEqual({ details: 'MAY' });
    }
    expect(typed('fa-01-dealer-announces', 'WELCOME')[0]?.x_soft).toBeUndefined();
  });

  test('a URI of this project may be any', () => {
    const errors = typed('lm-02-calls-in-flight', 'ERROR').map(({ error }) => error);
    expect(errors).toContainEqual({ $any: true });
  });
});

test('the exact form has none of this', () => {
  for (const [, scenario] of LIBRARY) {
    const { x_form, x_requires } = writeVector(scenario);
    expect(x_form).toBe('exact');
    expect(x_requires).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/x_soft|x_optional|absent/)]),
    );
  }
});

// --- the WAMP project's own schema ---

const { WAMP_VECTOR_SCHEMA: schema = '' } = process.env;

test.skipIf(schema === '')('every open vector is right by the schema that WAMP_VECTOR_SCHEMA names', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  for (const [name, vector] of vectors)
    expect(validate(JSON.parse(printVector(vector))), `${name}: ${JSON.stringify(validate.errors)}`).toBe(
      true,
    );
});

// --- internal ---

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
