/** REGISTER with `force_reregister` among real client libraries. */
import { expect, test } from 'vitest';
import type { Authenticator } from '../../src/router/authentication/authenticator.ts';
import { joinWithAutobahn, openAutobahn } from './autobahn.ts';
import type { Client } from './client.ts';
import { nameFrom } from './kinds.ts';
import { within, withRouter } from './router.ts';
import { joinWithWampy } from './wampy.ts';

const PROCEDURE = 'com.example.add';

/** Admits all clients, who may take procedures away from each other. */
const authenticator: Authenticator = {
  methods: ['anonymous'],
  begin: ({ session }) => ({
    authid: `client ${session}`,
    authrole: 'worker',
    permissions: [{ uri: 'com.', match: 'prefix', call: true, register: true, forceReregister: true }],
  }),
};

const FORCE = { force_reregister: true };
const answering = (name: string) => () => ({ args: [name] });

test('Autobahn is notified that its procedure was taken by another Autobahn, and may take it back', async () => {
  const { url } = await withRouter({ authenticator });
  const { session } = await openAutobahn(url);
  const bob = await joinWithAutobahn(url);
  const registration = await session.register(PROCEDURE, () => 'alice');
  await bob.register(PROCEDURE, answering('bob'), FORCE);
  const { on_unregister } = registration as unknown as { on_unregister: Promise<unknown> };
  expect(await within(on_unregister, 'the notice')).toBe('wamp.error.unregistered');
  expect(await nameFrom(bob, PROCEDURE)).toBe('bob');
  await session.register(PROCEDURE, () => 'alice', FORCE);
  expect(await nameFrom(bob, PROCEDURE)).toBe('alice');
});

test('wampy loses its procedure to Autobahn without a message, and its session goes on', async () => {
  const { url } = await withRouter({ authenticator });
  const alice = await joinWithWampy(url);
  const bob: Client = await joinWithAutobahn(url);
  await alice.register(PROCEDURE, answering('alice'));
  expect(await nameFrom(alice, PROCEDURE)).toBe('alice');
  await bob.register(PROCEDURE, answering('bob'), FORCE);
  expect(await nameFrom(alice, PROCEDURE)).toBe('bob');
  await expect(alice.unregister(PROCEDURE)).rejects.toMatchObject({
    uri: 'wamp.error.no_such_registration',
  });
  expect(await nameFrom(alice, PROCEDURE)).toBe('bob');
});

test('without the permission, Autobahn is refused a procedure that is taken', async () => {
  const { url } = await withRouter();
  const [alice, bob] = [await joinWithAutobahn(url), await joinWithAutobahn(url)];
  await alice.register(PROCEDURE, answering('alice'));
  await expect(bob.register(PROCEDURE, answering('bob'), FORCE)).rejects.toMatchObject({
    uri: 'wamp.error.procedure_already_exists',
  });
  expect(await nameFrom(bob, PROCEDURE)).toBe('alice');
});
