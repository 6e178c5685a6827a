/**
 * Client libraries that the project does not install itself, at this router: they join, share a procedure, are
 * invoked, refuse, call and leave.
 *
 * Installed libraries are tested, and others skipped; `npm run clients:install -- <library>` installs one.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { principals } from '../../../src/router/index.ts';
import { BLOCKS } from '../../repository/blocks.ts';
import { type AutobahnSerialiser, joinWithAutobahn } from '../autobahn.ts';
import { type Endpoint, Failure, type Payload } from '../client.ts';
import { nameFrom } from '../kinds.ts';
import {
  AUTHENTICATION,
  LOGIN_KINDS,
  LOGINS,
  type LoginKind,
  loginDocument,
  pagePrincipals,
  wrong,
} from '../logins.ts';
import { BOUND, toHold, withRouter } from '../router.ts';
import { PROCEDURE, registerAll } from '../sharing.ts';
import {
  builtOf,
  isInstalled,
  LIBRARIES,
  type Library,
  SERIALISATIONS,
  type Serialisation,
} from './libraries.ts';
import { joinWithPeer } from './peer.ts';

const failure = (uri: unknown): object => expect.objectContaining({ uri });
/** The URI, or the sentence that comes with it: some libraries show only one of them. */
const TAKEN = failure(expect.stringMatching(/procedure_already_exists|com\.example\.work is registered/));

/** Programs take a moment to start. */
const TIMEOUT = 60_000;

/** Methods that each library can log in with. */
const METHODS: Readonly<Record<string, readonly LoginKind[]>> = {
  'autobahn-python': LOGIN_KINDS,
  swampyer: ['ticket'],
  nexus: LOGIN_KINDS,
  xconn: LOGIN_KINDS,
  'autobahn-java': ['ticket', 'wampcra, unsalted'],
};

const SERIALISERS: Readonly<Record<Serialisation, AutobahnSerialiser>> = {
  json: 'JSONSerializer',
  msgpack: 'MsgpackSerializer',
  cbor: 'CBORSerializer',
};

test.skipIf(!isInstalled('autobahn-python', LIBRARIES['autobahn-python'] as Library))(
  'the program in Python of docs/authentication.md logs in',
  { timeout: TIMEOUT },
  async () => {
    const { url } = await withRouter(pagePrincipals());
    const [block] = BLOCKS.filter(({ page, kind }) => page === AUTHENTICATION && kind === 'python');
    const program = block?.text.replace('ws://127.0.0.1:8080/ws', url) ?? '';
    const python = join(builtOf('autobahn-python'), 'bin/python');
    const { stdout } = await promisify(execFile)(python, ['-B', '-c', program], { timeout: BOUND });
    expect(stdout).toContain('worker\n');
  },
);

describe.each(Object.entries(LIBRARIES))('%s', (name, library) => {
  if (!isInstalled(name, library)) {
    const how = `npm run clients:install -- ${name}`;
    console.warn(
      `SKIPPED: ${library.title} is not installed. To try it, which needs ${library.needs}: ${how}`,
    );
    test.skip(`${library.title} is not installed: ${how}`, () => {});
    return;
  }

  describe(`${library.title} logs in`, { timeout: TIMEOUT }, () => {
    test.each(METHODS[name] ?? [])('by %s, and not with a wrong secret', async (kind) => {
      const { url } = await withRouter({ authenticator: principals(await loginDocument()) });
      const client = await joinWithPeer(url, name, 'json', LOGINS[kind]);
      // A guest may not register.
      await client.register(PROCEDURE, () => ({ args: [kind] }));
      expect(await nameFrom(client, PROCEDURE)).toBe(kind);
      client.destroy();
      // Some libraries do not end then: the wrong secret may only not lead to a session.
      const refused = joinWithPeer(url, name, 'json', wrong(LOGINS[kind]));
      await expect(refused).rejects.toThrow();
    });
  });

  describe.each(SERIALISATIONS)(`${library.title} in %s`, { timeout: TIMEOUT }, (serialisation) => {
    /** A router with two clients of the library and one of Autobahn|JS. */
    async function withClients() {
      const router = await withRouter();
      const serialiser = SERIALISERS[serialisation];
      const [one, other, js] = await Promise.all([
        joinWithPeer(router.url, name, serialisation),
        joinWithPeer(router.url, name, serialisation),
        joinWithAutobahn(router.url, { serialiser }),
      ]);
      return { router, one, other, js };
    }

    test('shares a procedure with another one and with Autobahn|JS, and leaves it to them', async () => {
      const { router, one, other, js } = await withClients();
      await registerAll([one, other, js], 'roundrobin', () => true);
      for (const [place, caller] of [js, one, other, js, one].entries())
        expect(await nameFrom(caller, PROCEDURE)).toBe(place % 3);
      await other.unregister(PROCEDURE);
      const names = [await nameFrom(js, PROCEDURE), await nameFrom(other, PROCEDURE)];
      expect(names.sort()).toEqual([0, 2]);
      await one.leave();
      await toHold(router, { sessions: 2, registrations: 1 });
      expect([await nameFrom(js, PROCEDURE), await nameFrom(other, PROCEDURE)]).toEqual([2, 2]);
      await Promise.all([js, other].map((each) => each.leave()));
      await toHold(router, { sessions: 0 });
    });

    test.each([
      ['the next one of its kind', 'first', 1, [0, 1]],
      ['Autobahn|JS', 'first', 2, [0, 1, 2]],
      ['it by Autobahn|JS', 'last', 1, [2, 1]],
      ['whoever is next', 'roundrobin', 2, [0, 1, 2]],
    ] as const)('a call that is refused goes on to %s', async (_, policy, willing, expected) => {
      const { one, other, js } = await withClients();
      const asked = await registerAll([one, other, js], policy, (place) => place === willing);
      expect(await nameFrom(js, PROCEDURE)).toBe(willing);
      expect(asked.splice(0)).toEqual(expected);
      expect(await nameFrom(one, PROCEDURE)).toBe(willing);
    });

    test('a call that all refuse fails, whoever makes it', async () => {
      const { one, other, js } = await withClients();
      const asked = await registerAll([one, other, js], 'first', () => false);
      for (const caller of [js, one]) {
        await expect(caller.call(PROCEDURE)).rejects.toEqual(failure('wamp.error.no_available_callee'));
        expect(asked.splice(0)).toEqual([0, 1, 2]);
      }
    });

    test('any other error reaches the caller whole, and nobody else is asked', async () => {
      const { one, other, js } = await withClients();
      const payload = { args: [1, 'two', { three: [3] }], kwargs: { four: null } };
      const fail: Endpoint = () => {
        throw new Failure('com.example.broken', payload);
      };
      await one.register(PROCEDURE, fail, { invoke: 'first' });
      await js.register(PROCEDURE, () => ({ args: ['wrong'] }), { invoke: 'first' });
      for (const caller of [js, other]) {
        const error = await caller.call(PROCEDURE).catch((caught) => caught);
        expect([error.uri, error.payload]).toEqual(['com.example.broken', payload]);
      }
    });

    test.each(SERIALISATIONS)('what Autobahn|JS in %s and it send each other arrives', async (others) => {
      const { url } = await withRouter();
      const [peer, js] = await Promise.all([
        joinWithPeer(url, name, serialisation),
        joinWithAutobahn(url, { serialiser: SERIALISERS[others] }),
      ]);
      // In one value, since some libraries have only one for a result.
      const received: Payload[] = [];
      const repeat: Endpoint = (payload) => {
        received.push(plain(payload));
        return { args: [plain(payload)] };
      };
      await peer.register('com.example.peer', repeat);
      await js.register('com.example.js', repeat);
      for (const [caller, procedure] of [
        [js, 'com.example.peer'],
        [peer, 'com.example.js'],
        [peer, 'com.example.peer'],
      ] as const) {
        const result = plain(await caller.call(procedure, PAYLOAD));
        expect(received.splice(0)).toEqual([PAYLOAD]);
        expect(result.args).toEqual([PAYLOAD]);
      }
    });

    test('is told that a procedure is taken', async () => {
      const { one, other, js } = await withClients();
      await js.register(PROCEDURE, () => ({ args: ['mine'] }));
      await expect(one.register(PROCEDURE, () => ({ args: ['wrong'] }))).rejects.toEqual(TAKEN);
      expect(await nameFrom(other, PROCEDURE)).toBe('mine');
    });

    test('is cut off with a call, which ends for a caller of its kind', async () => {
      const { one, other } = await withClients();
      let begin = (): void => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      await one.register(PROCEDURE, () => {
        begin();
        return new Promise(() => {});
      });
      const ended = expect(other.call(PROCEDURE)).rejects.toEqual(failure('wamp.error.canceled'));
      await begun;
      one.destroy();
      await ended;
    });
  });
});

/** A value of each JSON kind, and a string longer than the buffers of some libraries. */
const PAYLOAD = {
  args: [
    0,
    -1,
    1.5,
    -1e-7,
    Number.MAX_SAFE_INTEGER,
    true,
    null,
    '',
    'Grüße, 世界 🌍',
    'x'.repeat(5_000),
    [],
    {},
  ],
  kwargs: { list: [1, [2, [3]]], dictionary: { a: { b: null } }, 'two words': false },
};

/** Some libraries show large integers as bigints. */
const plain = (payload: Payload): Payload =>
  JSON.parse(JSON.stringify(payload, (_, item) => (typeof item === 'bigint' ? Number(item) : item)));
