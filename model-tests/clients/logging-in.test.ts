/** Real clients log in with each method, and are refused with wrong secrets, without a hint which part was wrong. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { principals, type Router } from '../../src/router/index.ts';
import { openAutobahn } from './autobahn.ts';
import type { Login } from './client.ts';
import { LOGIN_KINDS, LOGINS, loginDocument, stranger, wrong } from './logins.ts';
import { RawClient } from './raw.ts';
import { BOUND, withRouter } from './router.ts';
import { openWampy } from './wampy.ts';

let document: Awaited<ReturnType<typeof loginDocument>>;
beforeAll(async () => {
  document = await loginDocument();
});

const withPrincipals = (): Promise<Router> => withRouter({ authenticator: principals(document) });

interface Joined {
  readonly welcome: Readonly<Record<string, unknown>>;
  destroy(): void;
}

/** Joins with each library, in each of its serialisations. */
const LIBRARIES: readonly (readonly [string, (url: string, login: Login | undefined) => Promise<Joined>])[] =
  [
    ...(['JSONSerializer', 'MsgpackSerializer', 'CBORSerializer'] as const).map(
      (serialiser) =>
        [
          `Autobahn|JS with ${serialiser}`,
          (url: string, login: Login | undefined) => openAutobahn(url, { serialiser, login }),
        ] as const,
    ),
    ...(['JsonSerializer', 'MsgpackSerializer', 'CborSerializer'] as const).map(
      (serialiser) =>
        [
          `wampy with ${serialiser}`,
          (url: string, login: Login | undefined) => openWampy(url, { serialiser, login }),
        ] as const,
    ),
  ];

const DENIED = /authentication_denied/;

describe.each(LIBRARIES)('%s', (_, join) => {
  test.each(LOGIN_KINDS)('logs in by %s', async (kind) => {
    const { url } = await withPrincipals();
    const { authid, method } = LOGINS[kind];
    const { welcome, destroy } = await join(url, LOGINS[kind]);
    expect(welcome).toMatchObject({
      authid,
      authrole: 'worker',
      authmethod: method,
      authprovider: 'static',
      realm: 'realm1',
    });
    destroy();
  });

  test.each(LOGIN_KINDS)('is refused by %s with a wrong secret, and as a stranger, alike', async (kind) => {
    const { url } = await withPrincipals();
    const reasons = await Promise.all(
      [wrong(LOGINS[kind]), stranger(LOGINS[kind])].map((login) =>
        join(url, login).then(
          () => 'joined',
          (error) => JSON.stringify([error.message, error.errorUri, error.argsDict, error]),
        ),
      ),
    );
    expect(reasons[0]).toMatch(DENIED);
    expect(reasons[1]).toBe(reasons[0]);
  });

  test('joins as a guest without a login', async () => {
    const { url } = await withPrincipals();
    const { welcome, destroy } = await join(url, undefined);
    expect(welcome).toMatchObject({ authmethod: 'anonymous', authrole: 'guest' });
    expect(welcome.authid).toMatch(/^anonymous-\d+$/);
    destroy();
  });
});

describe('on the wire', () => {
  const HELLO = { roles: { caller: {} }, authid: 'tim', authmethods: ['ticket'] };

  /** A client that has got its CHALLENGE. */
  const challengedClient = async (details: object = HELLO): Promise<RawClient> => {
    const { url } = await withPrincipals();
    const client = await RawClient.connect(url);
    client.send('HELLO', 'realm1', details);
    await client.expect('CHALLENGE');
    return client;
  };

  test('a principal is welcomed after AUTHENTICATE', async () => {
    const client = await challengedClient();
    client.send('AUTHENTICATE', LOGINS.ticket.secret, {});
    expect((await client.expect('WELCOME'))[2]).toMatchObject({ authid: 'tim', authmethod: 'ticket' });
  });

  test('a second AUTHENTICATE while the first is verified aborts the session, which is never welcomed', async () => {
    const client = await challengedClient();
    client.send('AUTHENTICATE', LOGINS.ticket.secret, {});
    client.send('AUTHENTICATE', LOGINS.ticket.secret, {});
    await client.expect('ABORT');
    expect(await client.received()).toEqual([['closed']]);
  });

  test.each([
    ['CALL', 1, {}, 'com.example.public.time'],
    ['REGISTER', 1, {}, 'com.example.work'],
    ['HELLO', 'realm1', HELLO],
  ] as const)('%s before AUTHENTICATE aborts the session', async (type, ...fields) => {
    const client = await challengedClient();
    client.send(type, ...fields);
    await client.expect('ABORT');
  });

  test('a client that leaves during its verification is forgotten', async () => {
    const client = await challengedClient();
    client.send('AUTHENTICATE', 'wrong', {});
    client.destroy(); // After the test, the router must hold nothing.
  });

  test('a client whose time is up is no longer verified, although it does not close its connection', async () => {
    const cancel = vi.fn();
    const challenge = { method: 'ticket', extra: {}, verify: () => new Promise<undefined>(() => {}), cancel };
    const authenticator = { methods: ['ticket'], begin: () => challenge };
    const router = await withRouter({ authenticator, patience: 200 });
    const client = await RawClient.connect(router.url);
    client.send('HELLO', 'realm1', HELLO);
    await client.expect('CHALLENGE');
    client.send('AUTHENTICATE', 'wrong', {});
    client.pause();
    await expect.poll(() => cancel.mock.calls.length, { timeout: BOUND }).toBe(1);
    await router.close(0);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test('the challenges of a stranger and of a principal have the same form', async () => {
    const { url } = await withPrincipals();
    const forms = ['sal', 'eve'].map(async (authid) => {
      const client = await RawClient.connect(url);
      client.send('HELLO', 'realm1', { ...HELLO, authid, authmethods: ['ticket'] });
      const challenge = await client.expect('CHALLENGE');
      client.send('AUTHENTICATE', 'wrong', {});
      return [challenge, await client.expect('ABORT')];
    });
    const [one, other] = await Promise.all(forms);
    expect(one).toEqual(other);
  });
});
