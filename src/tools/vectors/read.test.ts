/** Vectors that reading refuses, and those that it accepts. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../scenario/library/files.ts';
import { isVector, readVector } from './read.ts';
import { complaintAbout } from './validate.ts';
import { printVector, writeVector } from './write.ts';
import { at, errorOf, type Loose, looseOf, REROUTE, testRefusals, type Wrong } from './wrong.test-helper.ts';

const MESSAGES: readonly Wrong[] = [
  [
    'a message that WAMP does not have',
    REROUTE,
    '/sequence/15/message/type',
    'the name of a WAMP message',
    (v) => (at(v, 16).message.type = 'OUTCOME'),
  ],
  [
    'an attribute misspelt',
    REROUTE,
    '/sequence/15/message/request',
    'one of the attributes of RESULT (request_id, details',
    (v) => (at(v, 16).message.request = 1),
  ],
  [
    'an attribute left out',
    REROUTE,
    '/sequence/15/message/details',
    'this attribute before args',
    (v) => delete at(v, 16).message.details,
  ],
  [
    'an id that is never bound',
    REROUTE,
    '/sequence/12/message/request_id',
    'a name known by now (a|id, registration|id, b|id, call|id, toAlice|id), but nowhere|id came',
    (v) => (at(v, 13).message.request_id = 'nowhere|id'),
  ],
  [
    'anything, to be sent',
    REROUTE,
    '/sequence/12',
    'fields that can be sent, but _ came',
    (v) => (at(v, 13).message.details = { $any: true }),
  ],
  [
    'a value of ours misspelt',
    REROUTE,
    '/sequence/15/message/details/$anything',
    '$any, $open or $literal',
    (v) => (at(v, 16).message.details = { $anything: true }),
  ],
  [
    'a value of ours with others beside it',
    REROUTE,
    '/sequence/15/message/details',
    '$any alone',
    (v) => (at(v, 16).message.details = { $any: true, more: 1 }),
  ],
  [
    'absent keys of a dictionary that is not open',
    REROUTE,
    '/sequence/15/message/details',
    '$absent beside $open',
    (v) => (at(v, 16).message.details = { $absent: ['progress'] }),
  ],
  [
    'absent keys that are no list',
    REROUTE,
    '/sequence/15/message/details/$absent',
    'a list of keys, but "progress" came',
    (v) => (at(v, 16).message.details = { $open: {}, $absent: 'progress' }),
  ],
  [
    'a realm that is not that of the vector',
    REROUTE,
    '/sequence/0/message/realm',
    'realm1, to join',
    (v) => (at(v, 1).message.realm = 'realm3'),
  ],
];

const ITSELF: readonly Wrong[] = [
  [
    'a rule that does not exist',
    REROUTE,
    '/x_rules/0/id',
    '"CR-1", which follows from the rest, but "CR-99" came',
    (v) => (v.x_rules[0].id = 'CR-99'),
  ],
  [
    'a level that the rule does not have',
    REROUTE,
    '/x_rules/0/level',
    '"MUST", which follows from the rest, but "MAY" came',
    (v) => (v.x_rules[0].level = 'MAY'),
  ],
  [
    'less asked of a runner than it takes',
    REROUTE,
    '/x_requires',
    '["|id"], which follows from the rest',
    (v) => (v.x_requires = []),
  ],
  [
    'fewer features than its messages need',
    REROUTE,
    '/x_announced',
    '["shared_registration","call_reroute"], which follows from the rest',
    (v) => (v.x_announced = []),
  ],
  [
    'a test bench that it does not need',
    REROUTE,
    '/x_bench',
    '[], which follows from the rest',
    (v) => (v.x_bench = ['limits']),
  ],
  [
    'a note too many',
    REROUTE,
    '/x_page',
    '"note" as often as there is one (3), but it is there 2 times',
    (v) => v.notes.push('More.'),
  ],
  [
    'no note that says what it shows',
    REROUTE,
    '/notes/1',
    'a last line "Shows ..." with rules',
    (v) => (v.notes[1] = 'Nothing.'),
  ],
  [
    'a rule in the notes that does not exist',
    REROUTE,
    '/notes/1',
    'a rule (`dealerchart rules` lists them), but CR-99 came',
    (v) => (v.notes[1] = 'Shows CR-99.'),
  ],
  [
    'a block in a note',
    REROUTE,
    '/notes/0',
    'prose, but a block in it came',
    (v) => (v.notes[0] = '```log\n```'),
  ],
];

describe('a vector is refused for what is in a message:', () => testRefusals(MESSAGES));
describe('a vector is refused for what it says of itself:', () => testRefusals(ITSELF));

test('an error names the line, however the file is laid out', () => {
  const vector = looseOf(REROUTE);
  at(vector, 16).message.type = 'OUTCOME';
  expect(errorOf(JSON.stringify(vector)).message).toMatch(/^wrong\.json:1 \/sequence\/15\/message\/type: /);
  const text = JSON.stringify(vector, null, '\t');
  const line = text.split('\n').findIndex((each) => each.includes('OUTCOME')) + 1;
  expect(errorOf(text).message).toMatch(new RegExp(`^wrong\\.json:${line} /sequence/15/message/type: `));
});

test('docs/vectors.md shows an error as it is', () => {
  const vector = looseOf(REROUTE);
  at(vector, 13).message.request_id = 'nowhere|id';
  const page = readFileSync(packageFile('docs/vectors.md'), 'utf8');
  const text = `${JSON.stringify(vector, null, 2)}\n`;
  expect(page).toContain(`\nerror: ${errorOf(text).message}\n`);
});

test('what is no JSON is refused', () => {
  expect(errorOf('{"description": ').message).toMatch(/^wrong\.json:1 \/: Expected JSON, but /);
});

test('keys of others may stand beside ours', () => {
  const vector = looseOf(REROUTE);
  Object.assign(vector, {
    author: 'somebody',
    expected_outcome: { calls: 1 },
    spec_reference: 'https://wamp-proto.org',
  });
  Object.assign(vector.sessions[0], { transport: 'websocket' });
  Object.assign(at(vector, 14), { timing: { timeout_ms: 100 }, comment: 'soon' });
  expect(readVector(JSON.stringify(vector), 'case.json').title).toBe(vector.description);
});

test('what only repeats the rest may be left out', () => {
  const vector = looseOf(REROUTE);
  for (const key of ['x_level', 'x_rules', 'x_requires', 'x_announced', 'x_unannounced', 'x_bench'])
    delete vector[key];
  for (const session of vector.sessions)
    for (const key of ['roles', 'realm', 'x_features']) delete session[key];
  vector.sequence = vector.sequence.filter(({ x_implied }: Loose) => !x_implied);
  const scenario = readVector(JSON.stringify(vector), 'case.json');
  expect(printVector(writeVector(scenario, { name: REROUTE }))).toBe(printVector(looseOf(REROUTE)));
});

test('a vector without our keys is right by the schema, and is refused, since it does not tell ids from examples', () => {
  const foreign = {
    description: 'A call is answered',
    feature: 'basic.rpc',
    sessions: [{ session_id: 'session_1', roles: ['caller', 'callee'], realm: 'realm1' }],
    sequence: [
      {
        step: 1,
        description: 'The client registers',
        from: 'session_1',
        to: 'router',
        message: { type: 'REGISTER', request_id: 12, options: {}, procedure: 'com.example.add' },
      },
      {
        step: 2,
        description: 'The router agrees',
        from: 'router',
        to: 'session_1',
        message: { type: 'REGISTERED', request_id: 12, registration_id: 34 },
        assertion: 'The router MUST agree',
      },
    ],
    notes: 'The registration id is an example.',
  };
  expect(complaintAbout(foreign)).toBeUndefined();
  expect(errorOf(JSON.stringify(foreign)).message).toBe(
    'wrong.json:1 /: Expected the keys of docs/vectors.md, since without them it is not told which ids may be others, who joins when, and what it shows, but x_version is not there.',
  );
});

test('pages and vectors are told apart by their first sign', () => {
  expect(isVector('\n {"description": "A page"}')).toBe(true);
  expect(isVector('# {A page}\n')).toBe(false);
});
