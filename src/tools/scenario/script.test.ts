/** Steps that are not read, with the words that are wrong. */
import { expect, test } from 'vitest';
import { complaint, pointedAt } from './errors.test-helper.ts';
import { page } from './page.test-helper.ts';

const ANY_STEP =
  'Expected "alice joins as caller", "alice connects", "alice: CALL ...", "alice: raw ...", "alice leaves", "alice is lost", "alice takes nothing: backlog", "alice takes everything", "alice is challenged: ...", "alice is admitted: ...", "alice is denied", "alice cannot be checked", "100 ms pass" or "the router closes"';

test.each<[string, string, string]>([
  ['alice dances', 'alice dances', `${ANY_STEP}, but "alice dances" came.`],
  ['alice joins', 'alice joins', `${ANY_STEP}, but "alice joins" came. Did you mean "alice joins as"?`],
  [
    '2 carol joins as caller',
    '2',
    'Expected step 1, but the line says that it is step 2. Leave the numbers out, and `dealerchart play --rewrite` writes them.',
  ],
  [
    'alice joins as worker',
    'worker',
    'Expected one of the roles caller, callee, publisher, subscriber, but worker came.',
  ],
  ['the connects', 'the', 'Expected a name for the session, but the came.'],
  ['?who connects', '?who', 'Expected a name for the session, but "?who" came.'],
  ['bob leaves', 'bob', 'Expected a session that has come (nobody yet), but bob came.'],
  [
    'bob takes nothing: mood',
    'mood',
    'Expected one of the reasons too-large, untellable, backlog, but mood came.',
  ],
  [
    'bob takes nothing: backlock',
    'backlock',
    'Expected one of the reasons too-large, untellable, backlog, but backlock came. Did you mean backlog?',
  ],
  [
    'alice joins as callr',
    'callr',
    'Expected one of the roles caller, callee, publisher, subscriber, but callr came. Did you mean caller?',
  ],
  ['alice conects', 'alice conects', `${ANY_STEP}, but "alice conects" came. Did you mean "alice connects"?`],
  [
    'the router close',
    'the router close',
    `${ANY_STEP}, but "the router close" came. Did you mean "the router closes"?`,
  ],
  [
    'alice CALL ?call {} com.add',
    'alice CALL ?call {} com.add',
    `${ANY_STEP}, but "alice CALL ?call {} com.add" came. Write "alice: CALL ...".`,
  ],
  [
    '5 seconds pass',
    '5 seconds pass',
    'Expected a time in whole milliseconds, such as "100 ms pass", but "5 seconds pass" came. Write "5000 ms pass".',
  ],
  [
    '1.5 s pass',
    '1.5 s pass',
    'Expected a time in whole milliseconds, such as "100 ms pass", but "1.5 s pass" came. Write "1500 ms pass".',
  ],
  [
    '1 1 ms passes',
    '1 ms passes',
    'Expected a time in whole milliseconds, such as "100 ms pass", but "1 ms passes" came. Write "1 ms pass".',
  ],
  [
    '7 moons pass',
    '7 moons pass',
    'Expected a time in whole milliseconds, such as "100 ms pass", but "7 moons pass" came.',
  ],
  [
    'limits calls=2 byte=7',
    'byte=7',
    'Expected limits such as calls=2, of registrations, calls, bytes, tries, but byte=7 came. Did you mean bytes?',
  ],
  ['random draws 0.5 1', '1', 'Expected draws of at least 0 and less than 1, but 1 came.'],
])('a step "%s" is not read', (step, words, message) => {
  expect(complaint(page([step], []))).toBe(`page.md:6: ${message}`);
  expect(pointedAt(page([step], []))).toBe(words);
});

test.each<[string, string, string]>([
  [
    'alice: KALL ?call {}',
    'KALL',
    'Expected the name of a WAMP message in capital letters, but KALL ?call {} came. Did you mean CALL?',
  ],
  [
    'alice: REGSTER ?a {} com.add',
    'REGSTER',
    'Expected the name of a WAMP message in capital letters, but REGSTER ?a {} com.add came. Did you mean REGISTER?',
  ],
  [
    'alice: call ?call {}',
    'call',
    'Expected the name of a WAMP message in capital letters, but call ?call {} came. Did you mean CALL?',
  ],
  [
    'alcie: CALL ?call {} com.add',
    'alcie',
    'Expected a session that has come (alice), but alcie came. Did you mean alice?',
  ],
  ['alice: CALL ?call {"a" 1} com.add', '1}', 'Expected a colon, but 1} com.add came.'],
  ['alice: CALL ?call {a: 1} com.add', 'a:', 'Expected a key in double quotes, but a: 1} com.add came.'],
  [
    'alice: CALL ?call {"a": absent} com.add',
    'com.add',
    'Expected "..." in a dictionary with an absent key, but com.add came.',
  ],
  [
    'alice: CALL ?call {"a": absent, ...} com.add',
    '{"a": absent, ...}',
    'Expected fields that can be sent, but {"a": absent, ...} came.',
  ],
  ['alice: CALL ?call [1 2]', '2]', 'Expected a comma or ], but 2] came.'],
  ['alice: CALL ?call [1, 2', '', 'Expected a comma or ], but the line ends.'],
  ['alice: CALL ?call {}com.add', 'com.add', 'Expected a blank after each word, but com.add came.'],
  ['alice: CALL ?call {} "com', '"com', 'Expected JSON, ?name or _, but "com came.'],
  ['alice: CALL ?call {} ["\\x"]', '"\\x"]', 'Expected a string as in JSON, but "\\x"] came.'],
  ['alice: CALL ?call- {}', '?call-', 'Expected JSON, a URI, ?name or _, but ?call- {} came.'],
  ['alice: CALL ?call _ com.add', '_', 'Expected fields that can be sent, but _ came.'],
  [
    'alice: CALL ?call {"a": [1, _]} com.add',
    '{"a": [1, _]}',
    'Expected fields that can be sent, but {"a": [1, _]} came.',
  ],
  ['alice: CALL ?call {...} com.add', '{...}', 'Expected fields that can be sent, but {...} came.'],
  ['alice: raw [1, ?id]', 'raw [1, ?id]', 'Expected one value of JSON after "raw", but raw [1, ?id] came.'],
  ['alice: raw 1 2', 'raw 1 2', 'Expected one value of JSON after "raw", but raw 1 2 came.'],
  ['alice: YIELD ?asked {}', '?asked', 'Expected a name known by now (none), but ?asked came.'],
  ['alice: CANCEL ?call {}', '?call', 'Expected a name known by now (none), but ?call came.'],
  ['?who: CALL ?call {} com.add', '?who', 'Expected a name known by now (none), but ?who came.'],
  ['bob: CALL ?call {} com.add', 'bob', 'Expected a session that has come (alice), but bob came.'],
])('a step "%s" is not read after Alice has joined', (step, words, message) => {
  const text = page(['alice joins as caller', step], []);
  expect(complaint(text)).toBe(`page.md:7: ${message}`);
  expect(pointedAt(text)).toBe(words);
});
