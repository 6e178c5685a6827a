/** The readable summary: portrait first, each failure once, and lines that fit. */
import { describe, expect, test } from 'vitest';
import type { CaseResult } from '../result.ts';
import { groupBy } from './finding.ts';
import {
  largeResult,
  mixedResult,
  passed,
  resultOf,
  rightResult,
  runOf,
  unplayed,
} from './results.test-helper.ts';
import { toText } from './text.ts';

const MIXED = await mixedResult();

/** The text without the flows of the failures. */
const withoutFlows = (text: string): string =>
  text.replaceAll(/\n\n {4}came\b[\s\S]*?\n\n(?= {4}Again: )/g, '\n');

/** The text without the numbers that follow the library. */
const unnumbered = (text: string): string =>
  `\n${text.replaceAll(/\d+ (questions|pass; \d+ cases)/g, (all) => all.replaceAll(/\d+/g, 'n'))}`;

test('a router that passes has a portrait and counts, and nothing else', () => {
  expect(unnumbered(toText(rightResult()))).toMatchInlineSnapshot(`
    "
    dealerchart 0.1.0 (dealerchart-0.1.0)
    Judged on 2026-03-14 by dealerchart 0.1.0, in json, msgpack and cbor.

    Portrait
      announced and works         shared_registration, call_reroute, call_canceling, call_timeout,
                                  progressive_call_results, registration_revocation
      default readings            n questions

    json: n pass; n cases in 22 s
    msgpack: n pass; n cases in 22 s
    cbor: n pass; n cases in 22 s

    No case failed. No rule is broken."
  `);
});

test('begins with the portrait, tells each failure once for all serialisations, and ends with counts', () => {
  expect(unnumbered(withoutFlows(toText(MIXED)))).toMatchInlineSnapshot(`
    "
    Odd <router> 1.2.3 (odd/1.2.3 "beta")
    Judged on 2026-03-14 by dealerchart 0.1.0, in json, msgpack and cbor.

    Portrait
      Not every case was played: this is what the others show.
      announced and works         shared_registration, call_canceling, progressive_call_results
      works, not announced        call_reroute
      announced, does not work    call_timeout
      neither announced nor seen  registration_revocation
      other readings              late=abort, goneUri=cancelled
      no option explains          order (see reading-order)
      not seen                    position
      default readings            n questions
      Under \`roundrobin\`, the first call goes to the second callee.

    4 failing cases, 4 broken rules

    BP-18 (MUST, inferred) An answer to an INVOCATION that was never sent aborts the session.
      router gone bp-18-answer-to-nothing in json and msgpack: An answer to an INVOCATION that was never
        sent aborts the session
        Expected ABORT {"message": "Expected YIELD to answer an INVOCATION of this session, but it is
        about 2, and the last one sent was 1."} wamp.error.protocol_violation for alice at step 5, but
        closed came.
        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only bp-18-answer-to-nothing

    BP-14 (MUST, stated) The callee’s YIELD goes to the caller as RESULT; every CALL gets exactly one
    final RESULT or ERROR.
      fail bp-14-payload-as-it-is in json: Payloads are forwarded unchanged
        Expected RESULT ?named {} [9007199254740991, -1.5, "\\" \\u0000", false] {"": {}} for carol at
        step 9, but RESULT ?call {} ["big", 9007199254740992] came.
        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only bp-14-payload-as-it-is

    CR-3 (MUST, stated) \`roundrobin\`: a refused call goes to the next callee of the list.
      fail cr-03-roundrobin-goes-on in json, msgpack and cbor: Under roundrobin a refused call goes to
        the next callee in turn
        Expected INVOCATION ?toBob ?registration {} [2, 3] for bob at step 7, but INVOCATION ?toAlice
        ?registration {} [2, 3] came.
        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only cr-03-roundrobin-goes-on

    BP-6 (MUST, stated) GOODBYE is answered by GOODBYE and ends the session.
      no answer bp-06-goodbye-is-answered in json and msgpack: GOODBYE is answered, and ends the session
        Expected GOODBYE {} wamp.close.goodbye_and_out for alice at step 3, but nothing came.
        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only bp-06-goodbye-is-answered

    Non-strict: departs only from details that no text fixes

    CR-8 (MUST, stated) When all callees have refused a call, it ends with
    \`wamp.error.no_available_callee\`.
      non-strict cr-08-all-refuse in json, msgpack and cbor: A call refused by all callees ends with
        no_available_callee
        Expected ERROR CALL ?call {} wamp.error.no_available_callee ["No callee of com.example.add is
        left for this call; 2 were asked and refused."] for carol at step 8, but ERROR CALL ?call {}
        wamp.error.canceled ["<script>alert(1)</script>"] came.
        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only cr-08-all-refuse

    Passed under a reading that is not the default
      goneUri=cancelled (Which URI ends a call whose callee has left?): bp-15-callee-leaves (json,
        msgpack)

    1 case not announced in json and msgpack: The router does not announce registration_revocation.
    1 case not played in json and msgpack: The router was gone before this case.

    The judge, on the log of all cases
      broken BP-14 (MUST, stated) The callee’s YIELD goes to the caller as RESULT; every CALL gets
        exactly one final RESULT or ERROR.
        bp-14-one-answer in json and msgpack: A second RESULT came for the CALL of line 7.
      departed BP-17 (MUST, inferred) An answer belongs to the INVOCATION with that request id of that
        session; a late one is not forwarded: it is discarded, or aborts the session, depending on the
        reading \`late\`.
        bp-17-refused-is-refused in json: Expected nothing more for alice, but ABORT came.

    json: 1 router gone, 2 fail, 1 no answer, 1 non-strict, 1 pass under a reading, 2 pass, 1 not
      announced, 1 not played; 10 cases in 22 s
    msgpack: 1 router gone, 1 fail, 1 no answer, 1 non-strict, 1 pass under a reading, 3 pass, 1 not
      announced, 1 not played; 10 cases in 22 s
    cbor: 1 fail, 1 non-strict, n pass; n cases in 3.3 s, not complete"
  `);
});

test('draws the flows one below the other where two do not fit', () => {
  const [, block = ''] = /(^BP-6 [\s\S]*?)\n\n\S/m.exec(toText(MIXED, { width: 80 })) ?? [];
  expect(`\n${block}`).toMatchInlineSnapshot(`
    "
    BP-6 (MUST, stated) GOODBYE is answered by GOODBYE and ends the session.
      no answer bp-06-goodbye-is-answered in json and msgpack: GOODBYE is answered,
        and ends the session
        Expected GOODBYE {} wamp.close.goodbye_and_out for alice at step 3, but
        nothing came.

        came
          ,------.                         ,------.
          |router|                         |alice |
          |      |                         |callee|
          \`--+---'                         \`--+---'
             |    REGISTER com.example.add    |
             |<-------------------------------|
             |---------- REGISTERED --------->|
             |                                |
             | GOODBYE wamp.close.close_realm |
             |<-------------------------------|
        !    :                                :
        !    :     alice receives nothing     :
        !    :                                :
          ,--+---.                         ,--+---.
          |router|                         |alice |
          \`------'                         \`------'

        expected
          ,------.                             ,------.
          |router|                             |alice |
          |      |                             |callee|
          \`--+---'                             \`--+---'
             |   GOODBYE wamp.close.close_realm   |
             |<-----------------------------------|
        !    | GOODBYE wamp.close.goodbye_and_out |
        !    |----------------------------------->|
             |                                 ,--+---.
             |                                 |alice |
             |                                 \`------'
          ,--+---.
          |router|
          \`------'

        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only bp-06-goodbye-is-answered"
  `);
});

test('draws the flows side by side where both fit', () => {
  const [, block = ''] = /(^BP-6 [\s\S]*?)\n\n\S/m.exec(toText(MIXED, { width: 120 })) ?? [];
  expect(`\n${block}`).toMatchInlineSnapshot(`
    "
    BP-6 (MUST, stated) GOODBYE is answered by GOODBYE and ends the session.
      no answer bp-06-goodbye-is-answered in json and msgpack: GOODBYE is answered, and ends the session
        Expected GOODBYE {} wamp.close.goodbye_and_out for alice at step 3, but nothing came.

        came                                          expected
          ,------.                         ,------.     ,------.                             ,------.
          |router|                         |alice |     |router|                             |alice |
          |      |                         |callee|     |      |                             |callee|
          \`--+---'                         \`--+---'     \`--+---'                             \`--+---'
             |    REGISTER com.example.add    |            |      REGISTER com.example.add      |
             |<-------------------------------|            |<-----------------------------------|
             |---------- REGISTERED --------->|            |------------ REGISTERED ----------->|
             |                                |            |                                    |
             | GOODBYE wamp.close.close_realm |            |   GOODBYE wamp.close.close_realm   |
             |<-------------------------------|            |<-----------------------------------|
        !    :                                :       !    | GOODBYE wamp.close.goodbye_and_out |
        !    :     alice receives nothing     :       !    |----------------------------------->|
        !    :                                :            |                                 ,--+---.
          ,--+---.                         ,--+---.        |                                 |alice |
          |router|                         |alice |        |                                 \`------'
          \`------'                         \`------'     ,--+---.
                                                        |router|
                                                        \`------'

        Again: npx dealerchart conform ws://127.0.0.1:8080/ws --only bp-06-goodbye-is-answered"
  `);
});

test.each([60, 80, 100, 160])('no line but a command is longer than %i', (width) => {
  const lines = toText(MIXED, { width }).split('\n');
  const long = lines.filter((line) => line.length > width && !line.startsWith('    Again: '));
  expect(long).toEqual([]);
});

test('of many cases with one cause, the first ones are told and the others named', async () => {
  const large = await largeResult(1);
  const text = toText(large);
  expect(text).toContain('\nCR-3 (MUST, stated)');
  expect(text).toMatch(/^ {2}and \d+ more: [a-z0-9-]+, /m);
  const failed = large.runs[0]?.cases.filter(({ verdict }) => verdict === 'fail') ?? [];
  expect(failed.filter(({ id }) => !text.includes(id))).toEqual([]);
  const byRule = groupBy(failed, ({ rule }) => rule);
  expect(text.match(/\n\n {4}came(?: {2}|\n)/g)).toHaveLength(byRule.length);
  const told = byRule.map(([, { length }]) => Math.min(5, length)).reduce((sum, one) => sum + one, 0);
  expect(text.match(/^ {4}Again: /gm)).toHaveLength(told);
});

test('verdicts and marked lines are coloured, and the words stay the same', () => {
  const marked = toText(MIXED, { paint: (style, text) => `<${style}>${text}</>` });
  expect(marked).toContain('  <red>router gone</> bp-18-answer-to-nothing in json and msgpack');
  expect(marked).toMatch(/<red>! [^\n]*nothing[^\n]*<\/>/);
  expect(marked).toContain('<yellow>1 non-strict</>');
  expect(marked.replaceAll(/<(?:\/|bold|dim|cyan|green|red|yellow)>/g, '')).toBe(toText(MIXED));
});

describe('cases that were not played', () => {
  test('are counted by their reason', () => {
    const cases = [
      unplayed('ct-01-no-clock-without-timeout', 'not announced', 'No call_timeout.'),
      unplayed('ct-01-caller-leaves-its-clock', 'not announced', 'No call_timeout.'),
      unplayed('bp-13-no-such-procedure', 'not played', 'Interrupted.'),
    ];
    const text = toText(resultOf([runOf('json', cases)], { name: 'r' }));
    expect(text).toContain('\n2 cases not announced: No call_timeout.\n1 case not played: Interrupted.\n');
  });
});

test('with a single serialisation, none is named but in the counts', () => {
  const text = toText(
    resultOf([runOf('cbor', [passed('bp-13-no-such-procedure')])], { name: 'ws://host/ws' }),
  );
  expect(text).toMatch(/^ws:\/\/host\/ws\nJudged on 2026-03-14 by dealerchart 0\.1\.0, in cbor\.\n/);
  expect(text).toMatch(/\ncbor: 1 pass; 1 case in 22 s\n\nNo case failed. No rule is broken.$/);
});

test('an outcome is told once, though ids and the order of dictionaries are others in each serialisation', () => {
  const failed = (came: string): CaseResult => ({
    ...passed('bp-02-at-least-one-role'),
    verdict: 'fail',
    rule: 'BP-2',
    step: 2,
    says: [`Expected ABORT in step 2, but ${came} came.`],
  });
  const runs = [
    runOf('json', [failed('WELCOME 12 {"authid": "47e57", "roles": {"dealer": {}, "broker": {}}}')]),
    runOf('msgpack', [failed('WELCOME 345 {"roles": {"broker": {}, "dealer": {}}, "authid": "f4a1"}')]),
    runOf('cbor', [failed('WELCOME 6 {"authid": "b91d", "roles": {"dealer": {}}}')]),
  ];
  const heads = toText(resultOf(runs, { name: 'r' })).match(/^ {2}fail .*:/gm);
  expect(heads).toEqual([
    '  fail bp-02-at-least-one-role in json and msgpack:',
    '  fail bp-02-at-least-one-role in cbor:',
  ]);
});

test('what a router wrote before it ended is indented line by line, without its colours', () => {
  const wrote =
    'Its process ended with exit code 1. It wrote: \u001b[31mError\u001b[0m: no realm\r\n\tat /a/b.js:1\n';
  const gone: CaseResult = { ...passed('bp-13-no-such-procedure'), verdict: 'router gone', says: [wrote] };
  const refused = [
    { serialisation: 'cbor', says: 'No WELCOME came. It wrote: Error\n    at c.js:2' },
  ] as const;
  const text = toText({ ...resultOf([runOf('json', [gone])], { name: 'r' }), refused });
  expect(text).toContain(
    '\n    Its process ended with exit code 1. It wrote: Error: no realm\n    at /a/b.js:1\n    Again: ',
  );
  expect(text).toContain('\nNot in cbor: No WELCOME came. It wrote: Error\n  at c.js:2\n');
});
