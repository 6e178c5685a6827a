/** A router may begin `roundrobin` with any callee: calls from aside lead it to the first one. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../../../machines/messages.ts';
import { page } from '../scenario/page.test-helper.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Client } from './client.ts';
import { Member } from './member.ts';
import { canBeLed, Rotation } from './rotation.ts';

/** The place on a list that a router calls first; `stuck` if it never goes on to the next one. */
type Begin = number | 'stuck';

/** A router without a network, and the members that it invokes. */
class Router {
  /** Callees that the script saw invoked, in their order. */
  readonly seen: string[] = [];
  /** Procedures that were called, by the script or from aside. */
  readonly called: string[] = [];
  private readonly members = new Map<string, Member>();
  private readonly clients = new Map<string, Client>();
  private readonly lists = new Map<string, string[]>();
  private readonly turns = new Map<string, number>();
  private readonly begin: Begin;

  constructor(begin: Begin) {
    this.begin = begin;
  }

  register(session: string, procedure: string): void {
    this.lists.set(procedure, [...(this.lists.get(procedure) ?? []), session]);
  }

  call(procedure: string): void {
    this.called.push(procedure);
    const list = this.lists.get(procedure) ?? [];
    const turn = this.turns.get(procedure) ?? (this.begin === 'stuck' ? 0 : this.begin);
    if (this.begin !== 'stuck') this.turns.set(procedure, turn + 1);
    const session = list[turn % list.length] as string;
    this.memberOf(session);
    this.clients.get(session)?.onMessage([CODES.INVOCATION, this.called.length, 1, {}] as never);
  }

  memberOf(session: string): Member {
    const known = this.members.get(session);
    if (known !== undefined) return known;
    const client = { isOpen: true, send: () => {} } as unknown as Client;
    const member = new Member(client, {
      session,
      credentials: { method: 'anonymous' },
      isFree: true,
      timeout: 0,
      onReceived: () => this.seen.push(session),
    });
    this.clients.set(session, client);
    this.members.set(session, member);
    return member;
  }
}

const scenarioOf = (...script: string[]): Scenario =>
  parseScenario(page(['carol joins as caller', ...script], []), 'page.md');

interface Options {
  readonly begin?: Begin;
  readonly isNeeded?: boolean;
  /** The step whose REGISTER the router refuses. */
  readonly refused?: number;
}

/** Plays REGISTERs and CALLs on a router that is led. */
async function played(
  { steps }: Scenario,
  { begin = 0, isNeeded = true, refused }: Options = {},
): Promise<Router> {
  const router = new Router(begin);
  const rotation = new Rotation(isNeeded, {
    call: async (procedure) => router.call(procedure),
    memberOf: (session) => router.memberOf(session),
    isRegistered: (_, step) => step !== refused,
  });
  for (const [index, { action }] of steps.entries()) {
    if (action.does !== 'send') continue;
    const { session, message } = action;
    const procedure = message.fields[2]?.text as string;
    await rotation.meet(session, message, index + 1);
    if (message.type === 'CALL') router.call(procedure);
    else if (index + 1 !== refused) router.register(session, procedure);
  }
  return router;
}

const callee = (session: string, policy = 'roundrobin', procedure = 'com.add'): string[] => [
  `${session} joins as callee`,
  `${session}: REGISTER ?${session} {"invoke": "${policy}"} ${procedure}`,
];

const call = (name: string, procedure = 'com.add'): string => `carol: CALL ?${name} {} ${procedure}`;

const THREE = [...callee('alice'), ...callee('bob'), ...callee('dora')];
const CALLS = ['one', 'two', 'three', 'four'].map((name) => call(name));

describe('calls from aside', () => {
  test.each([0, 1, 2])(
    'lead a router that begins with callee %i of three to the first one, once, and the script has the rest',
    async (begin) => {
      const { seen } = await played(scenarioOf(...THREE, ...CALLS), { begin });
      expect(seen).toEqual(['alice', 'bob', 'dora', 'alice']);
    },
  );

  test('are made for each procedure before its own first call', async () => {
    const other = [
      'bob: REGISTER ?o {"invoke": "roundrobin"} com.sub',
      'alice: REGISTER ?p {"invoke": "roundrobin"} com.sub',
    ];
    const script = [...callee('alice'), ...callee('bob'), ...other, call('one'), call('two', 'com.sub')];
    const { seen, called } = await played(scenarioOf(...script), { begin: 1 });
    expect(called).toEqual(['com.add', 'com.add', 'com.sub', 'com.sub']);
    expect(seen).toEqual(['alice', 'bob']);
  });

  test('are not made again for callees that come later', async () => {
    const later = [...callee('dora'), ...callee('erin')];
    const script = [...callee('alice'), ...callee('bob'), call('one'), ...later, call('two')];
    const { called } = await played(scenarioOf(...script), { begin: 1 });
    expect(called).toHaveLength(1 + 2);
  });

  test('do not wait for a callee whose REGISTER was refused', async () => {
    const { seen, called } = await played(scenarioOf(...THREE, ...CALLS), { begin: 1, refused: 7 });
    expect(seen).toEqual(['alice', 'bob', 'alice', 'bob']);
    expect(called).toHaveLength(1 + CALLS.length);
  });

  test('end where the last callee is never asked', async () => {
    const { seen, called } = await played(scenarioOf(...THREE, ...CALLS), { begin: 'stuck' });
    expect(seen).toEqual(['alice', 'alice', 'alice', 'alice']);
    expect(called).toHaveLength(6 + CALLS.length);
  });

  test.each<readonly [string, readonly string[], Options]>([
    ['where a router needs none', THREE, { isNeeded: false }],
    ['for another policy', [...callee('alice', 'first'), ...callee('bob', 'first')], {}],
    ['for a single callee', callee('alice'), {}],
  ])('are not made %s', async (_, callees, options) => {
    const { seen, called } = await played(scenarioOf(...callees, call('one')), options);
    expect([seen, called]).toEqual([['alice'], ['com.add']]);
  });
});

const SECOND = 'alice: REGISTER ?o {"invoke": "roundrobin"}';
const LATER = [...callee('erin'), ...callee('bob')];

test.each<readonly [string, boolean, readonly string[], readonly string[]]>([
  [
    'whose INVOCATIONs have names for ids can',
    true,
    [...THREE, call('one')],
    ['3 alice REGISTERED 1 _', '8 alice INVOCATION ?toAlice _ {}'],
  ],
  ['whose INVOCATIONs have numbers cannot', false, [...THREE, call('one')], ['8 alice INVOCATION 1 _ {}']],
  ['with a callee of two procedures can', true, [...THREE, `${SECOND} com.sub`], []],
  ['with a callee that comes twice cannot', false, [...THREE, `${SECOND} com.add`], []],
  [
    'in which one callee comes after another has left can',
    true,
    [...THREE, 'bob leaves', ...callee('erin')],
    [],
  ],
  ['in which two do cannot', false, [...callee('alice'), 'alice leaves', ...LATER], []],
  ['in which two do after a loss cannot', false, [...callee('alice'), 'alice is lost', ...LATER], []],
  [
    'in which two do after an UNREGISTER cannot',
    false,
    [...callee('alice'), 'alice: UNREGISTER ?u 1', ...LATER],
    [],
  ],
])('a case %s be led', (_, expected, script, log) => {
  const text = page(['carol joins as caller', ...script], log);
  expect(canBeLed(parseScenario(text, 'page.md'))).toBe(expected);
});
