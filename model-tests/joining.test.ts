/** HELLO: accepted and refused sessions, and the content of WELCOME. */
import { describe, expect, test } from 'vitest';
import { type Client, NOTHING, Stage } from './stage.ts';

const CALLER = { roles: { caller: {} } };
const abort = (reason: string) => ['ABORT', { message: expect.any(String) }, reason];

/** The id in the WELCOME of a new client. */
function idOf(client: Client): unknown {
  client.send('HELLO', 'realm1', CALLER);
  return client.received()[0]?.[1];
}

describe('HELLO', () => {
  test('is answered by a WELCOME of its own: whoever changes one changes no other', () => {
    const stage = new Stage();
    const details = [stage.connect(), stage.connect()].map((client) => {
      client.send('HELLO', 'realm1', CALLER);
      return client.received()[0]?.[2] as {
        roles: { [role: string]: { features: { [name: string]: boolean } } };
      };
    });
    const [one, two] = details;
    const before = structuredClone(two);
    Object.assign(one?.roles ?? {}, { broker: {} });
    Object.assign(one?.roles.dealer?.features ?? {}, { x_mine: true });
    expect(two).toEqual(before);
    const third = new Stage().connect();
    third.send('HELLO', 'realm1', CALLER);
    expect(third.received()[0]?.[2]).toMatchObject({ roles: before?.roles });
  });

  test('is answered by WELCOME, which announces all that the dealer can do', () => {
    const client = new Stage({ realm: 'com.some.realm', agent: 'the tested one' }).connect();
    client.send('HELLO', 'com.some.realm', CALLER);
    expect(client.received()).toEqual([
      [
        'WELCOME',
        expect.any(Number),
        {
          realm: 'com.some.realm',
          agent: 'the tested one',
          authid: expect.stringMatching(/^anonymous-\d+$/),
          authrole: 'anonymous',
          authmethod: 'anonymous',
          authprovider: 'static',
          roles: {
            dealer: {
              features: {
                shared_registration: true,
                call_reroute: true,
                call_canceling: true,
                call_timeout: true,
                progressive_call_results: true,
                registration_revocation: true,
              },
            },
          },
        },
      ],
    ]);
  });

  test.each([
    [0, 1],
    [1e-20, 1],
    [0.5, 2 ** 52 + 1],
    [1 - 2 ** -53, 2 ** 53],
  ])('gets a session id drawn from 1 to 2^53: the draw %d gives %d', (draw, id) => {
    expect(idOf(new Stage({ random: () => draw }).connect())).toBe(id);
  });

  test('never gets the id of a session that is there, but may get that of one that has gone', () => {
    const draws = [0.5, 0.5, 0.5, 0.25, 0.5];
    const stage = new Stage({ random: () => draws.shift() ?? 0 });
    const clients = [stage.connect(), stage.connect()];
    expect(clients.map(idOf)).toEqual([2 ** 52 + 1, 2 ** 51 + 1]);
    clients[0]?.disconnect();
    expect(idOf(stage.connect())).toBe(2 ** 52 + 1);
  });

  test('for a realm that is not served aborts the session', () => {
    const stage = new Stage({ realm: 'com.two' });
    const [one, other] = [stage.connect(), stage.connect()];
    one.send('HELLO', 'com.two', CALLER);
    other.send('HELLO', 'com.three', CALLER);
    expect(one.received().map(([type]) => type)).toEqual(['WELCOME']);
    expect(other.received()).toEqual([abort('wamp.error.no_such_realm'), ['closed']]);
  });

  test('has to come within ten seconds', () => {
    const stage = new Stage();
    const client = stage.connect();
    expect(stage.dealer.nextDeadline()).toBe(10_000);
    stage.pass(9_999);
    expect(client.received()).toEqual([]);
    stage.pass(1);
    expect(client.received()).toEqual([abort('wamp.error.protocol_violation'), ['closed']]);
    expect(stage.holds()).toEqual(NOTHING);
  });

  test('is waited for from when the client connects, however long nothing has happened before', () => {
    const stage = new Stage();
    stage.now = 60_000;
    stage.connect();
    expect(stage.dealer.nextDeadline()).toBe(70_000);
  });

  test.each([
    [50, 50],
    [Number.POSITIVE_INFINITY, undefined],
  ])('is waited for as long as the option patience says: %d', (patience, deadline) => {
    const stage = new Stage({ patience });
    stage.connect();
    expect(stage.dealer.nextDeadline()).toBe(deadline);
  });

  test('stops the wait, and a session may then be silent for ever', () => {
    const stage = new Stage();
    const client = stage.join();
    expect(stage.dealer.nextDeadline()).toBeUndefined();
    stage.pass(1e12);
    expect(client.received()).toEqual([]);
  });
});
