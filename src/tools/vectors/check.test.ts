/** Mistakes of a vector that its schema cannot detect: unknown participants, and wrong order. */
import { describe } from 'vitest';
import { at, outcome, RANDOM, REROUTE, testRefusals, VARIANT, type Wrong } from './wrong.test-helper.ts';

const WHO: readonly Wrong[] = [
  [
    'a session listed twice',
    REROUTE,
    '/sessions/1/session_id',
    'each session once, but alice came again',
    (v) => (v.sessions[1].session_id = 'alice'),
  ],
  [
    'a session called router',
    REROUTE,
    '/sessions/1/session_id',
    'a name of letters, digits and _ that is not router',
    (v) => (v.sessions[1].session_id = 'router'),
  ],
  [
    'a sender who is not listed',
    REROUTE,
    '/sequence/12/from',
    'a session that is listed in sessions',
    (v) => (at(v, 13).from = 'mallory'),
  ],
  [
    'a receiver who is not listed',
    REROUTE,
    '/sequence/13/to',
    'a session that is listed in sessions',
    (v) => (at(v, 14).to = 'mallory'),
  ],
  [
    'somebody to choose from who is not listed',
    RANDOM,
    '/sequence/15/x_among/1',
    'a session that is listed in sessions, but mallory came',
    (v) => (at(v, 16).x_among[1] = 'mallory'),
  ],
  [
    'nothing for somebody who is not listed',
    REROUTE,
    '/sequence/12/x_silent/0',
    'a session that is listed in sessions',
    (v) => (at(v, 13).x_silent = ['mallory']),
  ],
  [
    'a session that never comes',
    REROUTE,
    '/sessions/3',
    'a session that joins or connects, but mallory does neither',
    (v) => v.sessions.push({ session_id: 'mallory' }),
  ],
  [
    'roles that HELLO does not announce',
    REROUTE,
    '/sessions/0/roles/0',
    '"callee", which follows from the rest, but "caller" came',
    (v) => (v.sessions[0].roles = ['caller']),
  ],
  [
    'somebody who acts before coming',
    REROUTE,
    '/sequence/4',
    'a session that has come (bob, carol), but alice came',
    (v) => v.sequence.splice(0, 2),
  ],
  [
    'a choice for a name that is none',
    RANDOM,
    '/sequence/15/x_among',
    'it only where the receiver is one out of several, as in who|session, but alice came',
    (v) => (at(v, 16).to = 'alice'),
  ],
  [
    'a name that nobody was chosen for',
    RANDOM,
    '/sequence/15/to',
    'busy|session to be chosen before, or here with x_among, but nobody was',
    (v) => delete at(v, 16).x_among,
  ],
];

const WHEN: readonly Wrong[] = [
  [
    'steps out of order',
    REROUTE,
    '/sequence/13/step',
    'a number above 13, that of the step before, but 12 came',
    (v) => (at(v, 14).step = 12),
  ],
  [
    'the router first',
    REROUTE,
    '/sequence/0',
    'somebody to do something first',
    (v) => v.sequence.splice(0, 1),
  ],
  [
    'a message from client to client',
    REROUTE,
    '/sequence/12/to',
    'router, but bob came, and alice is a client',
    (v) => (at(v, 13).to = 'bob'),
  ],
  [
    'an end of the connection by a client',
    REROUTE,
    '/sequence/12/message/type',
    'x_connect or x_raw or x_lost or x_takes_nothing or x_takes_everything or x_challenged or x_admitted or x_denied or x_not_checked, from alice to router, but x_closed came',
    (v) => (at(v, 13).message = { type: 'x_closed' }),
  ],
  [
    'a loss that somebody receives',
    REROUTE,
    '/sequence/13/message/type',
    'a message, or x_closed, but x_lost came',
    (v) => (at(v, 14).message = { type: 'x_lost' }),
  ],
  [
    'alternatives to what a client does',
    REROUTE,
    '/sequence/12/x_alternatives',
    'x_alternatives only on what the router sends',
    (v) => (at(v, 13).x_alternatives = [{ type: 'x_closed' }]),
  ],
  [
    'silence because of what the router sends',
    REROUTE,
    '/sequence/13/x_silent',
    'x_silent only on what somebody does',
    (v) => (at(v, 14).x_silent = ['carol']),
  ],
  [
    'joining with something else',
    REROUTE,
    '/sequence/12/x_action',
    'a HELLO to join with, but the message is ERROR',
    (v) => (at(v, 13).x_action = 'join'),
  ],
  [
    'joining another realm',
    REROUTE,
    '/sequence/0/message/realm',
    'realm1, to join, but "other" came',
    (v) => (at(v, 1).message.realm = 'other'),
  ],
  [
    'joining with other features for each role',
    REROUTE,
    '/sequence/0/message/roles',
    'roles that announce the same features',
    (v) => (at(v, 1).message.roles.caller = {}),
  ],
  [
    'something implied that is not',
    REROUTE,
    '/sequence/13/x_implied',
    'only what follows from x_action of the step before',
    (v) => (at(v, 14).x_implied = true),
  ],
  [
    'a variant of a step that nobody takes',
    VARIANT,
    '/x_variants/0/outcome/0/after',
    'the number of a step in which somebody does something, but 2 came',
    (v) => (outcome(v, 0).after = 2),
  ],
  [
    'a variant out of order',
    VARIANT,
    '/x_variants/0/outcome/1/after',
    'a step after step',
    (v) => (outcome(v, 1).after = outcome(v, 0).after),
  ],
  [
    'a variant of a reading that is not cited',
    VARIANT,
    '/x_variants/0/when',
    'a last line that cites `gate`, too',
    (v) => (v.x_variants[0].when = { gate: ['announced'] }),
  ],
];

describe('a vector is refused for who is there:', () => testRefusals(WHO));
describe('a vector is refused for what comes when:', () => testRefusals(WHEN));
