/** Vectors that the schema refuses, each with file, line, JSON pointer and reason. */
import { describe } from 'vitest';
import { at, outcome, REROUTE, testRefusals, VARIANT, type Wrong } from './wrong.test-helper.ts';

const FORMAT: readonly Wrong[] = [
  ['no title', REROUTE, '/', 'the key description, but it is not there', (v) => delete v.description],
  ['no sessions', REROUTE, '/sessions', 'at least one item, but the list is empty', (v) => (v.sessions = [])],
  ['no sequence', REROUTE, '/sequence', 'at least one item, but the list is empty', (v) => (v.sequence = [])],
  [
    'a step without a message',
    REROUTE,
    '/sequence/0',
    'the key message, but it is not there',
    (v) => delete at(v, 1).message,
  ],
  [
    'a message without a type',
    REROUTE,
    '/sequence/0/message',
    'the key type, but it is not there',
    (v) => delete at(v, 1).message.type,
  ],
  [
    'a number that is none',
    REROUTE,
    '/sequence/2/step',
    'a whole number, but "3" came',
    (v) => (at(v, 3).step = '3'),
  ],
  [
    'a step before the first',
    REROUTE,
    '/sequence/0/step',
    'a number of at least 1, but 0 came',
    (v) => (at(v, 1).step = 0),
  ],
  [
    'a role that nobody has',
    REROUTE,
    '/sessions/0/roles/0',
    'publisher or subscriber or caller or callee or dealer or broker, but "worker" came',
    (v) => (v.sessions[0].roles = ['worker']),
  ],
];

const KEYS: readonly Wrong[] = [
  ['another version', REROUTE, '/x_version', '2, but 1 came', (v) => (v.x_version = 1)],
  ['no version', REROUTE, '/', 'the keys of docs/vectors.md, since without them', (v) => delete v.x_version],
  ['another form', REROUTE, '/x_form', 'open or exact, but "loose" came', (v) => (v.x_form = 'loose')],
  [
    'a means that no test bench has',
    REROUTE,
    '/x_bench/0',
    'authentication or clock',
    (v) => (v.x_bench = ['luck']),
  ],
  [
    'a demand that is no level',
    REROUTE,
    '/sequence/15/message/x_soft/details',
    'MAY or SHOULD or MUST, but "COULD" came',
    (v) => (at(v, 16).message.x_soft = { details: 'COULD' }),
  ],
  ['no page', REROUTE, '/', 'the key x_page, but it is not there', (v) => delete v.x_page],
  [
    'a key of ours misspelt',
    REROUTE,
    '/x_draw',
    'only keys of docs/vectors.md to begin with x_, but x_draw came',
    (v) => (v.x_draw = [0.5]),
  ],
  [
    'a key of ours with another prefix',
    REROUTE,
    '/X-draws',
    'only keys of docs/vectors.md to begin with x_, but X-draws came',
    (v) => (v['X-draws'] = [0.5]),
  ],
  [
    'a key misspelt in a step',
    REROUTE,
    '/sequence/12/x_silence',
    'only keys of docs/vectors.md to begin with x_',
    (v) => (at(v, 13).x_silence = ['carol']),
  ],
  [
    'a key misspelt in a session',
    REROUTE,
    '/sessions/0/x_feature',
    'only keys of docs/vectors.md to begin with x_',
    (v) => (v.sessions[0].x_feature = {}),
  ],
  [
    'a key misspelt in a variant',
    VARIANT,
    '/x_variants/0/outcome/0/message',
    'no key but after, messages, silent, but message came',
    (v) => (outcome(v, 0).message = []),
  ],
  [
    'an unknown reading',
    VARIANT,
    '/x_variants/0/when/newcomers',
    'no key but position, next',
    (v) => (v.x_variants[0].when = { newcomers: ['ignored'] }),
  ],
  [
    'an unknown option',
    VARIANT,
    '/x_variants/0/when/newcomer/0',
    'candidate or ignored, but "yes" came',
    (v) => (v.x_variants[0].when = { newcomer: ['yes'] }),
  ],
  ['draws that are none', REROUTE, '/x_draws/0', 'a number below 1, but 1 came', (v) => (v.x_draws = [1])],
  [
    'an event that is none',
    REROUTE,
    '/sequence/12/message/type',
    'x_connect or x_raw or x_lost',
    (v) => (at(v, 13).message = { type: 'x_gone' }),
  ],
  [
    'an event with attributes',
    REROUTE,
    '/sequence/12/message/after',
    'no key but type, but after came',
    (v) => (at(v, 13).message = { type: 'x_lost', after: 5 }),
  ],
  [
    'nothing to send raw',
    REROUTE,
    '/sequence/12/message',
    '2 keys, or more',
    (v) => (at(v, 13).message = { type: 'x_raw' }),
  ],
  [
    'time that does not say how long',
    REROUTE,
    '/sequence/12',
    'the key timing, but it is not there',
    (v) => Object.assign(at(v, 13), { from: 'router', message: { type: 'x_time' } }),
  ],
];

describe('a vector is refused for what the format asks for:', () => testRefusals(FORMAT));
describe('a vector is refused for keys of ours:', () => testRefusals(KEYS));
