/** Answers of the program to the questions of a dealer that authenticates clients. */
import { describe, expect, test } from 'vitest';
import {
  createDealer,
  type Dealer,
  type DealerOptions,
  type Output,
  type Step,
} from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';

const ROLES = { roles: { caller: {}, callee: {} } };
const HELLO = [1, 'realm1', { ...ROLES, authmethods: ['ticket', 'cookie'] }];
const CAROL = { authid: 'carol', authrole: 'user' };
const SECRET = 'the secret of carol';

const dealerWith = (options: Partial<DealerOptions> = {}): Dealer =>
  createDealer({
    realm: 'realm1',
    random: randomFrom(1),
    authmethods: ['ticket', 'wampcra', 'cookie'],
    ...options,
  });

/** A dealer that has asked about session 1. */
function asking(options: Partial<DealerOptions> = {}): { readonly dealer: Dealer; readonly session: number } {
  const dealer = dealerWith(options);
  const session = dealer.connect(0);
  dealer.receive(session, HELLO, 0);
  return { dealer, session };
}

const namesIn = (outputs: readonly Output[]): unknown[] =>
  outputs.map(({ message, close, question }) => message?.[0] ?? question?.type ?? (close && 'close'));

const misuse = (code: string) => expect.objectContaining({ name: 'Misuse', code });

test('a question has the claims of the client, and the session id that it will have', () => {
  const dealer = dealerWith();
  const session = dealer.connect(0);
  const details = { roles: { caller: {} }, authmethods: ['scram', 'cookie', 'ticket'], authid: 'carol' };
  const [asked] = dealer.receive(session, [1, 'realm1', { ...details, authextra: { a: 1 } }], 0);
  expect(asked).toEqual({
    session,
    question: {
      type: 'identity.claimed',
      realm: 'realm1',
      id: expect.any(Number),
      methods: ['cookie', 'ticket'],
      authid: 'carol',
      authextra: { a: 1 },
    },
  });
  const [welcome] = dealer.admit(session, CAROL, 0);
  expect(welcome?.message?.[1]).toBe(asked?.question?.type === 'identity.claimed' && asked.question.id);
});

test('a method that a client offers many times is in the question and in the state once', () => {
  const dealer = dealerWith();
  const session = dealer.connect(0);
  const authmethods = ['ticket', 'cookie', 'ticket', 'ticket', 'cookie'];
  const [asked] = dealer.receive(session, [1, 'realm1', { roles: { caller: {} }, authmethods }], 0);
  expect(asked?.question).toMatchObject({ methods: ['ticket', 'cookie'] });
  expect(JSON.stringify(dealer.snapshot()).match(/cookie/g)).toHaveLength(2); // One is that of the dealer.
});

describe('an answer is refused', () => {
  const answers: readonly [string, (dealer: Dealer, session: number) => unknown][] = [
    ['challenge', (dealer, session) => dealer.challenge(session, 'ticket', {}, 0)],
    ['admit', (dealer, session) => dealer.admit(session, CAROL, 0)],
    ['deny', (dealer, session) => dealer.deny(session, 0)],
    ['fail', (dealer, session) => dealer.fail(session, 0)],
  ];

  test.each(answers)('without a question, by %s', (_, answer) => {
    const { dealer, session } = asking();
    dealer.challenge(session, 'ticket', {}, 0);
    const before = dealer.snapshot();
    expect(() => answer(dealer, session)).toThrow(misuse('QUESTION_MISSING'));
    expect(() => answer(dealer, dealer.connect(0))).toThrow(misuse('QUESTION_MISSING'));
    expect(() => answer(dealer, 99)).toThrow(misuse('SESSION_UNKNOWN'));
    expect(dealer.snapshot().sessions[0]).toEqual(before.sessions[0]);
  });

  test.each(answers)('about an established session, by %s', (_, answer) => {
    const { dealer, session } = asking();
    dealer.admit(session, CAROL, 0);
    expect(() => answer(dealer, session)).toThrow(misuse('QUESTION_MISSING'));
  });

  test.each(answers)('but has no effect on a session that has ended, by %s', (_, answer) => {
    const { dealer, session } = asking();
    dealer.disconnect(session, 0);
    expect(answer(dealer, session)).toEqual([]);
  });

  test.each<[unknown, unknown]>([
    ['wampcra', {}],
    [undefined, {}],
    ['ticket', []],
    ['ticket', undefined],
  ])('with the challenge %j %j', (method, extra) => {
    const { dealer, session } = asking();
    expect(() => dealer.challenge(session, method as never, extra as never, 0)).toThrow(
      misuse('OPTION_INVALID'),
    );
    expect(namesIn(dealer.challenge(session, 'ticket', {}, 0))).toEqual([4]);
  });

  test.each<[unknown]>([
    [undefined],
    ['carol'],
    [{ authid: 'carol' }],
    [{ authrole: 'user' }],
    [{ ...CAROL, authid: 7 }],
    [{ ...CAROL, authmethod: 'wampcra' }],
    [{ ...CAROL, authprovider: 7 }],
    [{ ...CAROL, authextra: [] }],
    [{ ...CAROL, permission: [] }],
    [{ ...CAROL, permissions: {} }],
    [{ ...CAROL, permissions: [{ match: 'prefix' }] }],
    [{ ...CAROL, permissions: [{ uri: 'com.', match: 'wildcard' }] }],
    [{ ...CAROL, permissions: [{ uri: 'com.', call: 'yes' }] }],
    [{ ...CAROL, permissions: [{ uri: 'com.', cal: true }] }],
  ])('with the principal %j', (principal) => {
    const { dealer, session } = asking();
    expect(() => dealer.admit(session, principal as never, 0)).toThrow(misuse('OPTION_INVALID'));
    expect(namesIn(dealer.admit(session, CAROL, 0))).toEqual([2]);
  });
});

test('neither the state nor its transitions have the secret', () => {
  const steps: Step[] = [];
  const { dealer, session } = asking({ inspect: (step) => steps.push(step) });
  dealer.challenge(session, 'ticket', {}, 0);
  const [proof] = dealer.receive(session, [5, SECRET, {}], 0);
  expect(proof?.question).toEqual({ type: 'proof.given', signature: SECRET, extra: {} });
  const pending = dealer.snapshot();
  dealer.admit(session, CAROL, 0);
  expect(JSON.stringify([steps, pending, dealer.snapshot()])).not.toContain(SECRET);
});

test('an authentication goes on after a snapshot, with its deadline and the id of its session', () => {
  const { dealer, session } = asking();
  dealer.challenge(session, 'ticket', {}, 4_000);
  const snapshot = structuredClone(dealer.snapshot());
  const twin = dealerWith({ snapshot });
  expect(twin.snapshot()).toEqual(snapshot);
  expect(twin.nextDeadline()).toBe(10_000);
  for (const one of [dealer, twin]) one.receive(session, [5, SECRET, {}], 5_000);
  expect(twin.admit(session, CAROL, 6_000)).toEqual(dealer.admit(session, CAROL, 6_000));
  expect(twin.nextDeadline()).toBeUndefined();
});

test('a snapshot belongs to the realm that it is from', () => {
  const { dealer } = asking();
  expect(() => dealerWith({ realm: 'realm2', snapshot: dealer.snapshot() })).toThrow(
    misuse('SNAPSHOT_INVALID'),
  );
});

test('messages of a session that is not welcomed cannot be undeliverable', () => {
  const { dealer, session } = asking();
  expect(dealer.undeliverable(session, [8, 48, 1, {}, 'wamp.error.canceled'], 'backlog', 0)).toEqual([]);
  expect(namesIn(dealer.admit(session, CAROL, 0))).toEqual([2]);
});

test.each([
  ['a realm that is no URI', ['ticket'], [1, 'realm 1', { ...ROLES, authmethods: ['ticket'] }], 3],
  ['another realm', ['ticket'], [1, 'realm2', { ...ROLES, authmethods: ['ticket'] }], 3],
  ['no roles', ['ticket'], [1, 'realm1', { authmethods: ['ticket'] }], 3],
  ['other methods', ['ticket'], [1, 'realm1', { ...ROLES, authmethods: ['cookie'] }], 3],
  ['no methods', ['ticket'], [1, 'realm1', ROLES], 3],
  ['no methods, where nobody authenticates', undefined, [1, 'realm1', ROLES], 2],
])('a HELLO with %s leads to no question', (_, authmethods, hello, answer) => {
  const dealer = dealerWith({ authmethods });
  const names = namesIn(dealer.receive(dealer.connect(0), hello, 0));
  expect(names).toEqual(answer === 2 ? [2] : [3, 'close']);
});

test.each([
  ['HELLO', HELLO],
  ['AUTHENTICATE', [5, SECRET, {}]],
])('a second %s, of an established session, leads to no question', (_, message) => {
  const { dealer, session } = asking();
  dealer.admit(session, CAROL, 0);
  expect(namesIn(dealer.receive(session, message, 0))).toEqual([3, 'close']);
});

test('sessions that authenticate at the same time get different ids', () => {
  const draws = [0.5, 0.5, 0.25];
  const dealer = dealerWith({ random: () => draws.shift() ?? 0 });
  const ids = [1, 2].map(() => {
    const [asked] = dealer.receive(dealer.connect(0), HELLO, 0);
    return asked?.question?.type === 'identity.claimed' ? asked.question.id : undefined;
  });
  expect(ids).toEqual([2 ** 52 + 1, 2 ** 51 + 1]);
});

test.each(['pending', 'challenged'])('a client that is lost while it is %s is forgotten at once', (state) => {
  const steps: Step[] = [];
  const { dealer, session } = asking({ inspect: (step) => steps.push(step) });
  if (state === 'challenged') dealer.challenge(session, 'ticket', {}, 0);
  expect(dealer.disconnect(session, 0)).toEqual([{ session, close: true }]);
  expect(steps.at(-1)).toMatchObject({ from: `challenging.${state}`, to: 'closed', rules: ['SR-8'] });
  expect(dealer.snapshot().sessions).toEqual([]);
  expect(dealer.nextDeadline()).toBeUndefined();
});

test('the state of a session has no methods where nobody authenticates', () => {
  const dealer = dealerWith({ authmethods: undefined });
  dealer.receive(dealer.connect(0), [1, 'realm1', { ...ROLES, authmethods: ['anonymous'] }], 0);
  expect(dealer.snapshot().sessions[0]?.context.offered).toEqual([]);
});
