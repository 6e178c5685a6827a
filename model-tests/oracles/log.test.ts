/** Logs as files: written lines are read again, errors name their line, and any log can be judged. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import { OBSTACLES } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { assess } from '../../src/tools/judge/assessment.ts';
import { judge, RULE_IDS } from '../../src/tools/judge/judge.ts';
import { toReport } from '../../src/tools/judge/report.ts';
import { type Paint, toText } from '../../src/tools/judge/text.ts';
import type { Entry, Sent } from '../../src/wire/entry.ts';
import { readLog, writeLine } from '../../src/wire/log.ts';
import { randomFrom } from '../random.ts';
import { Recorder } from '../recorder.ts';
import { Walk } from '../walk.ts';
import { logOf } from './story.ts';

const received = (...wire: WireMessage): Entry => ({ at: 1, session: 'c1', received: wire });

describe('a log', () => {
  test('is read as it was written', () => {
    const log: Entry[] = [
      { at: 0.5, session: 'c1', event: 'connected' },
      received(CODES.CALL, 1, {}, 'com.p', [new Uint8Array([0, 255]), 2n ** 60n, 'ü\n'], { a: null }),
      { at: 2, session: 'c1', sent: [CODES.RESULT, 2 ** 53, {}] },
      { at: 2, session: 'c1', undelivered: [CODES.INVOCATION, 1, 1, {}, [2n ** 60n]], reason: 'untellable' },
    ];
    const text = log.map((entry) => `${writeLine(entry)}\n`).join('');
    expect(text.split('\n')).toHaveLength(5);
    expect(text).toContain('1152921504606846976');
    expect(readLog(text)).toEqual(log);
  });

  test('keeps what no client should send', () => {
    const odd = ['nonsense', null, 7, []].map(
      (wire) => ({ at: 1, session: 'c1', received: wire }) as unknown as Entry,
    );
    expect(readLog(odd.map(writeLine).join('\n'))).toEqual(odd);
  });

  test.each(['', '\n'])('without an entry is refused with a sentence of its own', (text) => {
    expect(() => readLog(text)).toThrow(
      'Expected at least one entry, but the file is empty: nothing was recorded.',
    );
  });

  test('does not make a dictionary of what is none in CBOR', () => {
    const line = writeLine(received(CODES.CALL, 1, new Map([[1, 2]]), 'com.p'));
    expect((JSON.parse(line).received as unknown[])[2]).toBeInstanceOf(Array);
  });

  test.each([
    ['nonsense', 'Expected one JSON object in line 2, but "nonsense" came.'],
    ['', 'Expected one JSON object in line 2, but "" came.'],
    ['[1]', 'Expected one JSON object in line 2, but [1] came.'],
    ['{"session":"c1","event":"lost"}', 'Expected the number "at", a time in milliseconds in line 2'],
    [
      '{"at":"1","session":"c1","event":"lost"}',
      'Expected the number "at", a time in milliseconds in line 2, but "1"',
    ],
    [
      '{"at":1,"session":1,"event":"lost"}',
      'Expected the string "session", the name of a connection in line 2',
    ],
    ['{"at":1,"session":"c1"}', 'Expected one of event, received, sent, undelivered in line 2'],
    [
      '{"at":1,"session":"c1","event":"lost","sent":[]}',
      'Expected one of event, received, sent, undelivered in line 2',
    ],
    [
      '{"at":1,"session":"c1","undelivered":[68,1,1,{}],"reason":"mood"}',
      'Expected one of too-large, untellable, backlog as reason in line 2, but "mood"',
    ],
    [
      '{"at":1,"session":"c1","event":"left"}',
      'Expected one of connected, lost, closed as event in line 2, but "left"',
    ],
  ])('with the line %s is not read', (line, sentence) => {
    const good = '{"at":1,"session":"c1","event":"lost"}';
    expect(() => readLog(`${good}\n${line}\n${good}\n`)).toThrow(sentence);
  });

  test('is judged as its documentation says', () => {
    const page = readFileSync(new URL('../../docs/log.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const [, said = ''] = /```\n(broken[\s\S]*?)```/.exec(page) ?? [];
    const log = readLog(example);
    expect(textFor(log).startsWith(said)).toBe(true);
  });
});

test('a departure is told as the documentation of the judge says', () => {
  const page = readFileSync(new URL('../../docs/judge.md', import.meta.url), 'utf8');
  const [, said = ''] = /```\n(departed[\s\S]*?)```/.exec(page) ?? [];
  const { entries } = logOf(`
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    A is lost
    X < ERROR CALL 1 {} ~cancelled`);
  const lines = textFor(entries).split('\n');
  expect(lines.filter((line) => /^(departed|broken| {2}line| {4}|The router)/.test(line))).toEqual(
    said.trimEnd().split('\n'),
  );
});

test.each([7, 10])(
  'two departures that hide each other are found, and not a breach beside them, seed %i',
  (seed) => {
    const readings = { next: 'refuser', sameSession: 'second-place' } as const;
    const recorder = new Recorder({ random: randomFrom(seed), readings });
    new Walk(seed, { sessions: 8, procedures: 1 }).lead((input) => recorder.play(input), 400);
    const { log } = recorder;
    const found = assess(log);
    expect(found.readings).toEqual(readings);
    expect(found.rules.filter(({ outcome }) => outcome === 'broken')).toEqual([]);

    const last = log.findLastIndex((entry) => 'sent' in entry && entry.sent[0] === CODES.INVOCATION);
    const { sent, ...entry } = log[last] as Sent;
    const wrong = assess(log.with(last, { ...entry, sent: sent.with(1, 7_000) as WireMessage }));
    expect(wrong.readings).toEqual(readings);
    const numbering = wrong.rules.find(({ rule }) => rule === 'BP-26');
    expect(numbering).toMatchObject({ outcome: 'broken', broken: [{ line: last + 1 }] });
    expect(numbering?.broken[0]).not.toHaveProperty('reading');
  },
);

describe('a judgement', () => {
  const late = logOf(`
    A X join
    A shares p
    X > CALL 1 {timeout:100} p
    A < INVOCATION 1 1 {}
    150 ms later
    A > YIELD 1 {}
    X < RESULT 1 {}`).entries;
  const brokenWith = (tolerance: number): string[] =>
    judge(late, {}, { tolerance }).flatMap(({ rule, broken }) => (broken.length > 0 ? [rule] : []));

  test('minds no delay within the tolerance', () => {
    expect(brokenWith(0)).toEqual(['CT-2']);
    expect(brokenWith(100)).toEqual([]);
  });

  test('has every rule in its report', () => {
    const report = toReport(assess(late), { entries: late });
    expect(report.lines).toBe(late.length);
    expect(report.rules['CT-2']).toMatchObject({
      verdict: 'broken',
      level: 'MUST',
      basis: 'stated',
      broken: [{ line: 11 }],
    });
    expect(report.rules['SR-1']).toMatchObject({ verdict: 'held', held: 1, broken: [] });
    expect(report.rules['CR-1']).toMatchObject({ verdict: 'not exercised', held: 0, broken: [] });
    expect(report.rules['AU-2']).toMatchObject({ level: 'MAY', basis: 'decided in 0018' });
  });

  test('says in text what was broken first, and how much of all', () => {
    const lines = textFor(late, (colour, text) => `<${colour}>${text}`).split('\n');
    expect(lines[0]).toMatch(/^<red>broken CT-2 \(MUST, stated\) When the time is over/);
    expect(lines[1]).toMatch(/^ {2}line 11: Expected ERROR wamp\.error\.timeout at /);
    expect(lines.slice(2, 4)).toEqual([
      '<dim>     9    4 ms  X → CALL 1 {"timeout":100} p',
      '<dim>    11  155 ms  A → YIELD 1 {}',
    ]);
    expect(lines).toContain('<green>held SR-1 1 time');
    expect(lines.some((line) => line.startsWith('<dim>not exercised SR-2 '))).toBe(true);
    expect(lines.at(-1)).toMatch(
      /^\d+ rules: 1 broken, 0 departed from, \d+ held, 0 not applicable, \d+ not exercised; 12 lines\.$/,
    );
  });
});

const textFor = (entries: readonly Entry[], paint?: Paint): string =>
  toText(toReport(assess(entries), { entries }), paint);

/** Expects a verdict for each rule, and for each violation a line of the log, or its end, with a reason. */
function expectVerdicts(log: readonly Entry[]): void {
  const verdicts = judge(log);
  expect(verdicts.map(({ rule }) => rule)).toEqual(RULE_IDS);
  for (const { line, says } of verdicts.flatMap(({ broken }) => broken)) {
    expect(Number.isInteger(line) && line >= 1 && line <= log.length, `line ${line}: ${says}`).toBe(true);
    expect(says).toMatch(/^Expected /);
  }
}

describe('any log can be judged', () => {
  const walked = (seed: number): Entry[] => {
    const recorder = new Recorder({ random: randomFrom(seed) });
    new Walk(seed).lead((input) => recorder.play(input), 150);
    return recorder.log;
  };

  test('with its lines in any order, lost or repeated', () => {
    const log = walked(5);
    fc.assert(
      fc.property(fc.array(fc.nat(log.length - 1), { maxLength: 2 * log.length }), (order) => {
        expectVerdicts(order.map((index) => log[index] as Entry));
      }),
      { numRuns: 60 },
    );
  });

  test('with any values in its messages', () => {
    const name = fc.constantFrom('A', 'B', 'C');
    const type = fc.constantFrom(...Object.values(CODES), 99, 'x', null);
    const field = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom('com.p', 'wamp.error.unavailable', 'realm1'),
      fc.constantFrom(
        {},
        { invoke: 'first' },
        { roles: { callee: {} } },
        { mode: 'kill' },
        { progress: true },
      ),
      fc.jsonValue(),
    );
    const wire = fc.tuple(type, fc.array(field, { maxLength: 6 })).map(([code, fields]) => [code, ...fields]);
    const entry = fc.oneof(
      fc.record({ at: fc.nat(9), session: name, event: fc.constantFrom('connected', 'lost', 'closed') }),
      fc.record({ at: fc.nat(9), session: name, received: wire }),
      fc.record({ at: fc.nat(9), session: name, sent: wire }),
      fc.record({
        at: fc.nat(9),
        session: name,
        undelivered: wire,
        reason: fc.constantFrom(...OBSTACLES),
      }),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (log) => {
        expectVerdicts([...logOf('A B C join').entries, ...(log as Entry[])]);
      }),
      { numRuns: 500 },
    );
  });
});
