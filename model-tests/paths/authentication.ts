/** Paths through the session chart of a dealer that authenticates clients: all messages, and all answers of the program. */
import { nextId } from '../../machines/ids.ts';
import { newSession } from '../../machines/instances.ts';
import { CODES } from '../../machines/messages.ts';
import type { Readings } from '../../machines/readings.ts';
import { sessionMachine } from '../../machines/session.machine.ts';
import type { Principal, SessionContext, SessionEvent } from '../../machines/vocabulary.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import { REALM, type Verdict } from '../../src/tools/scenario/systems/system.ts';
import { type Family, isAtEnd, move, PROCEDURE } from './family.ts';
import { type Maze, pathsOverEdges, simplePaths } from './graph.ts';
import { type Case, CLIENT, early, hello, numbered, PATIENCE, requests, sends } from './session-moves.ts';

const METHODS = ['ticket', 'wampcra'];

export const authenticationFamily: Family = {
  name: 'authentication',
  chart: 'session',
  searches: [
    {
      bounds: 'every edge: HELLO in 7 ways, every answer of the program',
      find: pathsOverEdges,
      mazes: (readings) => [mazeUnder(readings)],
    },
    { bounds: 'simple paths', find: simplePaths, mazes: (readings) => [mazeUnder(readings)] },
  ],
  methods: METHODS,
  walk({ moves }, clients) {
    clients.connect(CLIENT);
    for (const { move: name } of moves) ALL.find((one) => one.move.move === name)?.act(clients);
  },
  isAt: isAtEnd('session', 1),
};

// --- internal ---

const ROLES = { roles: { caller: {}, callee: {} } };

const FORCE = { force_reregister: true };

const joins = (name: string, details: object, realm: string = REALM): Case =>
  hello(name, { ...ROLES, ...details }, realm);

/** Messages and events of the client. */
const CASES: readonly Case[] = [
  joins('by ticket', { authmethods: ['ticket'], authid: 'carol' }),
  joins('by either method', { authmethods: ['wampcra', 'ticket'], authid: 'carol', authextra: { a: 1 } }),
  joins('by none that there is', { authmethods: ['cookie'] }),
  joins('without methods', {}),
  joins('with no methods', { authmethods: [] }),
  joins('for another realm', { authmethods: ['ticket'] }, 'realm2'),
  hello('without roles', { authmethods: ['ticket'] }),
  sends(
    'AUTHENTICATE',
    { type: 'AUTHENTICATE', signature: 'secret', extra: {} },
    CODES.AUTHENTICATE,
    'secret',
    {},
  ),
  sends('ABORT', { type: 'ABORT' }, CODES.ABORT, {}, 'wamp.close.normal'),
  early('GOODBYE', { type: 'GOODBYE' }, (clients) => clients.leave(CLIENT)),
  early('session.lost', { type: 'session.lost' }, (clients) => clients.lose(CLIENT)),
  early('router.closing', { type: 'router.closing' }, (clients) => clients.close()),
  early('timer.fired', { type: 'timer.fired' }, (clients) => clients.pass(PATIENCE)),
  early('message.malformed', { type: 'message.malformed' }, (clients) =>
    clients.sendRaw(CLIENT, [CODES.AUTHENTICATE, 1]),
  ),
  ...[PROCEDURE, 'com.other'].flatMap((procedure) => [
    requests(
      `REGISTER ${procedure}`,
      { type: 'REGISTER', options: {}, procedure },
      CODES.REGISTER,
      {},
      procedure,
    ),
    requests(`CALL ${procedure}`, { type: 'CALL', options: {}, procedure }, CODES.CALL, {}, procedure),
  ]),
  requests(
    'REGISTER by force',
    { type: 'REGISTER', options: FORCE, procedure: PROCEDURE },
    CODES.REGISTER,
    FORCE,
    PROCEDURE,
  ),
  requests('UNREGISTER', { type: 'UNREGISTER' }, CODES.UNREGISTER, 999),
];

const answers = (name: string, verdict: Verdict, event: SessionEvent): Case => ({
  move: move(name, event),
  act: (clients) => clients.answerFor(CLIENT, verdict),
  isLate: false,
});
const challenges = (method: string, extra: object): Case =>
  answers(
    `challenge by ${method}`,
    { kind: 'challenge', method, extra: { ...extra } },
    { type: 'challenge.made', method, extra: { ...extra } },
  );
const admits = (name: string, principal: Principal): Case =>
  answers(`admit ${name}`, { kind: 'admit', principal }, { type: 'client.admitted', principal });

const CAROL = { authid: 'carol', authrole: 'user' };

/** Answers of the program. */
const ANSWERS: readonly Case[] = [
  challenges('ticket', {}),
  challenges('wampcra', { challenge: '{}' }),
  admits('with all permissions', { ...CAROL, authprovider: 'dynamic', authextra: { since: 2 } }),
  admits('with permission to call', {
    ...CAROL,
    permissions: [
      { uri: PROCEDURE, call: true },
      { uri: 'com.', match: 'prefix', register: true },
    ],
  }),
  admits('with permission to force', {
    ...CAROL,
    permissions: [{ uri: PROCEDURE, register: true, forceReregister: true }],
  }),
  admits('with none', { ...CAROL, permissions: [] }),
  answers('deny', { kind: 'deny' }, { type: 'client.denied' }),
  answers('fail', { kind: 'fail' }, { type: 'authentication.failed' }),
];

const ALL = [...CASES, ...ANSWERS];

const mazeUnder = (readings: Readings): Maze => ({
  name: 'any client',
  machine: sessionMachine,
  context: newSession(readings, 1, REALM, PATIENCE, METHODS),
  keyOf: ({ value, context }) => {
    const { offered, challenged, principal } = context as SessionContext;
    return JSON.stringify([stateOf(value), offered, challenged, principal?.permissions]);
  },
  moves: ({ value, context }) => {
    const state = stateOf(value);
    if (state === 'closed') return [];
    const { lastRequest, offered } = context as SessionContext;
    const isOpen = ({ move }: Case): boolean => !('method' in move) || offered.includes(`${move.method}`);
    return [...CASES, ...(state === 'challenging.pending' ? ANSWERS.filter(isOpen) : [])].map(({ move }) =>
      numbered(move, nextId(lastRequest)),
    );
  },
});
