/** Paths through the session chart: all messages of a client before HELLO, after it, and after the router's GOODBYE. */

import { nextId } from '../../machines/ids.ts';
import { newSession } from '../../machines/instances.ts';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import { sessionMachine } from '../../machines/session.machine.ts';
import type { Dict, SessionContext } from '../../machines/vocabulary.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import { REALM } from '../../src/tools/scenario/systems/system.ts';
import type { PathClients } from './clients.ts';
import { type Family, isAtEnd, PROCEDURE } from './family.ts';
import { type Maze, pathsOverEdges, simplePaths } from './graph.ts';
import {
  ASKED,
  CALM,
  type Case,
  CLIENT,
  early,
  hello,
  LIMITS,
  late,
  numbered,
  PATIENCE,
  requests,
  sends,
} from './session-moves.ts';

const FEATURES = { call_reroute: true, call_canceling: true, progressive_call_results: true };

export const sessionFamily: Family = {
  name: 'session',
  chart: 'session',
  searches: [
    {
      bounds: 'every edge: every message, HELLO in 13 ways',
      find: pathsOverEdges,
      mazes: (readings) => [mazeUnder(readings)],
    },
    { bounds: 'simple paths', find: simplePaths, mazes: (readings) => [mazeUnder(readings)] },
  ],
  limits: LIMITS,
  walk({ moves }, clients) {
    clients.connect(CLIENT);
    for (const { move: name } of moves) CASES.find((one) => one.move.move === name)?.act(clients);
  },
  isAt: isAtEnd('session', 1),
};

// --- internal ---

const calls = (name: string, options: Dict): Case =>
  requests(`CALL ${name}`.trim(), { type: 'CALL', options }, CODES.CALL, options, PROCEDURE);
const weighs = (name: string, bytes: number): Case => {
  const payload = ['x'.repeat(bytes)];
  const message = { type: 'CALL', options: {} };
  return early(name, { ...CALM, ...message, message, bytes: bytes + 4 }, (clients) => {
    clients.request(CLIENT, CODES.CALL, {}, PROCEDURE, payload);
  });
};
const publishes = (name: string, options: Dict): Case =>
  requests(name, { type: 'PUBLISH', options }, CODES.PUBLISH, options, 'com.example.topic');
const cancels = (name: string, options: Dict): Case =>
  sends(name, { type: 'CANCEL', options }, CODES.CANCEL, 1, options);
const errs = (name: string, of: 'CALL' | 'INVOCATION', request: number): Case =>
  sends(
    name,
    { type: 'ERROR', of, request, error: 'com.example.error' },
    CODES.ERROR,
    CODES[of],
    request,
    {},
    'com.example.error',
  );

/** The client answers an INVOCATION. */
const yields = (name: string, options: Dict): Case =>
  late(name, { ...ASKED, type: 'YIELD', message: { type: 'YIELD', request: 1, options } }, (clients) => {
    ask(clients);
    clients.answer(CODES.YIELD, options, ['done']);
  });

const CASES: readonly Case[] = [
  hello('as caller and callee', { roles: { caller: {}, callee: { features: FEATURES } } }),
  hello('with a key that nobody knows', { roles: { caller: {} }, x_color: 'red' }),
  hello('as publisher', { roles: { publisher: {} } }),
  hello('with a feature that is no boolean', { roles: { callee: { features: { call_reroute: 1 } } } }),
  hello('as dealer', { roles: { dealer: {} } }),
  hello('with a role that is no dictionary', { roles: { caller: true } }),
  hello('without roles', {}),
  ...[['ticket'], ['ticket', 'anonymous'], [], null, 'ticket'].map((authmethods) =>
    hello(`with the methods ${JSON.stringify(authmethods)}`, { roles: { caller: {} }, authmethods }),
  ),
  hello('for another realm', { roles: { caller: {} } }, 'realm2'),
  hello('for no realm', { roles: { caller: {} } }, 'not a realm'),
  sends('ABORT', { type: 'ABORT' }, CODES.ABORT, {}, 'wamp.close.normal'),
  early('GOODBYE', { type: 'GOODBYE' }, (clients) => clients.leave(CLIENT)),
  early('session.lost', { type: 'session.lost' }, (clients) => clients.lose(CLIENT)),
  early('router.closing', { type: 'router.closing' }, (clients) => clients.close()),
  early('timer.fired', { type: 'timer.fired' }, (clients) => clients.pass(PATIENCE)),
  early('message.malformed', { type: 'message.malformed' }, (clients) =>
    clients.sendRaw(CLIENT, [CODES.CALL, 1]),
  ),
  requests('SUBSCRIBE', { type: 'SUBSCRIBE' }, CODES.SUBSCRIBE, {}, 'com.example.topic'),
  requests('UNSUBSCRIBE', { type: 'UNSUBSCRIBE' }, CODES.UNSUBSCRIBE, 1),
  publishes('PUBLISH', {}),
  publishes('PUBLISH acknowledge', { acknowledge: true }),
  publishes('PUBLISH acknowledge false', { acknowledge: false }),
  publishes('PUBLISH sealed', { ppt_scheme: 'x_scheme' }),
  requests('REGISTER', { type: 'REGISTER', options: {} }, CODES.REGISTER, {}, PROCEDURE),
  requests(
    'REGISTER with no such policy',
    { type: 'REGISTER', options: { invoke: 'foo' } },
    CODES.REGISTER,
    { invoke: 'foo' },
    PROCEDURE,
  ),
  requests('UNREGISTER', { type: 'UNREGISTER' }, CODES.UNREGISTER, 999),
  calls('', {}),
  calls('with options that are not set', { timeout: null, ppt_scheme: '', progress: null }),
  calls('sealed', { ppt_scheme: 'x_scheme' }),
  calls('in parts', { progress: true }),
  calls('with a timeout', { timeout: 1_000 }),
  calls('with timeout -1', { timeout: -1 }),
  calls('with timeout 0.5', { timeout: 0.5 }),
  calls('with a timeout as text', { timeout: '1000' }),
  weighs('CALL with a payload', 5),
  weighs('CALL with too much payload', 500),
  late(
    'CALL in flight',
    { ...CALM, type: 'CALL', message: { options: {} }, inFlight: true, calls: 1 },
    callTwice,
  ),
  late('CALL beyond the limit', { ...CALM, type: 'CALL', message: { options: {} }, calls: 1 }, callBeyond),
  late(
    'CALL out of sequence',
    { ...CALM, type: 'CALL', message: { type: 'CALL', options: {}, request: 77 } },
    // By its number, since a name would stand for the next id.
    (stage) => stage.sendRaw(CLIENT, [CODES.CALL, 77, {}, PROCEDURE]),
  ),
  cancels('CANCEL', {}),
  cancels('CANCEL skip', { mode: 'skip' }),
  cancels('CANCEL kill', { mode: 'kill' }),
  cancels('CANCEL killnowait', { mode: 'killnowait' }),
  cancels('CANCEL gently', { mode: 'gently' }),
  cancels('CANCEL with null', { mode: null }),
  cancels('CANCEL with no word', { mode: '' }),
  sends('YIELD to nothing', { type: 'YIELD', request: 9, options: {} }, CODES.YIELD, 9, {}),
  errs('ERROR to nothing', 'INVOCATION', 9),
  errs('ERROR about a CALL', 'CALL', 1),
  yields('YIELD', {}),
  yields('YIELD progress', { progress: true }),
  yields('YIELD sealed', { ppt_scheme: 'x_scheme' }),
  late(
    'answer.undeliverable',
    { type: 'answer.undeliverable', request: 1, obstacle: 'untellable' },
    missAnswer,
  ),
  late(
    'ERROR',
    {
      ...ASKED,
      type: 'ERROR',
      message: { type: 'ERROR', of: 'INVOCATION', request: 1, error: 'com.example.error' },
    },
    (clients) => {
      ask(clients);
      clients.answer(CODES.ERROR, 'com.example.error');
    },
  ),
  late(
    'ERROR with an incorrect URI',
    { ...ASKED, type: 'ERROR', message: { type: 'ERROR', of: 'INVOCATION', request: 1, error: 'not found' } },
    (clients) => {
      ask(clients);
      clients.answer(CODES.ERROR, 'not found');
    },
  ),
  late(
    'late YIELD',
    { ...ASKED, type: 'YIELD', message: { type: 'YIELD', request: 1, options: {} }, awaited: false },
    (clients) => {
      ask(clients);
      clients.answer(CODES.ERROR, 'com.example.error');
      clients.answer(CODES.YIELD, {}, ['late']);
    },
  ),
  late(
    'late ERROR',
    {
      ...ASKED,
      type: 'ERROR',
      message: { type: 'ERROR', of: 'INVOCATION', request: 1, error: 'com.example.error' },
      awaited: false,
    },
    (clients) => {
      ask(clients);
      clients.answer(CODES.YIELD, {}, ['done']);
      clients.answer(CODES.ERROR, 'com.example.error');
    },
  ),
  late(
    'CANCEL in flight',
    { type: 'CANCEL', message: { type: 'CANCEL', request: 1, options: {} }, inFlight: true },
    (clients) => clients.send(CLIENT, CODES.CANCEL, callSlow(clients), {}),
  ),
];

const mazeUnder = (readings: Readings): Maze => ({
  name: 'any client',
  machine: sessionMachine,
  context: newSession(readings, 1, REALM, PATIENCE),
  keyOf: ({ value, context }) => JSON.stringify([stateOf(value), (context as SessionContext).features]),
  moves: ({ value, context }) => {
    const state = stateOf(value);
    if (state === 'closed') return [];
    const { lastRequest } = context as SessionContext;
    return CASES.filter(({ isLate }) => state === 'established' || !isLate).map(({ move }) =>
      numbered(move, nextId(lastRequest)),
    );
  },
});

/** The client is invoked. */
function ask(clients: PathClients): void {
  clients.request(CLIENT, CODES.REGISTER, {}, 'com.example.mine');
  clients.join('dora', 'caller');
  clients.request('dora', CODES.CALL, {}, 'com.example.mine');
}

/** The client calls itself, and the answer is undeliverable. */
function missAnswer(clients: PathClients): void {
  clients.request(CLIENT, CODES.REGISTER, {}, 'com.example.odd');
  clients.request(CLIENT, CODES.CALL, {}, 'com.example.odd');
  clients.obstruct(CLIENT, 'untellable');
  clients.answer(CODES.YIELD, {}, ['odd value']);
}

/** The client makes a call that stays in flight, up to its limit. */
function callSlow(clients: PathClients): number {
  clients.join('bob', 'callee', 'call_canceling');
  clients.request('bob', CODES.REGISTER, {}, 'com.example.slow');
  return clients.request(CLIENT, CODES.CALL, {}, 'com.example.slow');
}

/** The client makes one call beyond its limit. */
function callBeyond(clients: PathClients): void {
  callSlow(clients);
  clients.request(CLIENT, CODES.CALL, {}, 'com.example.slow');
}

/** The client calls twice with one request id. */
function callTwice(clients: PathClients): void {
  const request = callSlow(clients);
  // By its number, since a name would stand for a new id.
  clients.sendRaw(CLIENT, [CODES.CALL, request, {}, 'com.example.slow']);
}
