/** The end of a router in the middle of a case: its connections, its process and its silence are told apart. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import type { Serialisation } from '../../wire/serialisation.ts';
import { SERIALISATIONS } from '../../wire/serialisations.ts';
import { type Case, readCases } from './case.ts';
import { Expectations } from './expectation.ts';
import { Ground } from './ground.ts';
import type { Observation } from './observation.ts';
import { Target } from './target.ts';

const JSON_TEXT = SERIALISATIONS.get('wamp.2.json') as Serialisation;

const UNREGISTER = 66;

/** What the router does at an UNREGISTER, given the socket that it came from, and all. */
type AtUnregister = (socket: WebSocket, all: ReadonlySet<WebSocket>) => void;

/** Plays a case with an UNREGISTER in its last step, several times at once. */
async function playedOn(atUnregister: AtUnregister, times = 1): Promise<Observation[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  await once(server, 'listening');
  let sessions = 0;
  let isSilent = false;
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      const [code, request] = JSON.parse(data.toString());
      if (code === UNREGISTER) {
        isSilent = true;
        return atUnregister(socket, server.clients);
      }
      const replies: Record<number, unknown> = {
        1: [2, ++sessions, { roles: { dealer: {} } }],
        48: [8, 48, request, {}, 'wamp.error.no_such_procedure'],
        64: [65, request, request],
      };
      if (!isSilent && code in replies) socket.send(JSON.stringify(replies[code]));
    }),
  );
  const target = new Target({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example',
    timeout: 200,
    startTimeout: 1_000,
  });
  const { signal } = new AbortController();
  const ground = await Ground.open({ target, serialisation: JSON_TEXT, isFresh: false, signal });
  onTestFinished(() => ground.close());
  const [one] = (await readCases((id) => id === 'bp-12-only-what-one-has')) as [Case];
  const guess = DEFAULT_READINGS;
  const expectation = await new Expectations().of(one.scenario, guess);
  const play = { guess, expectation, isThorough: false, isPriming: false };
  return Promise.all(Array.from({ length: times }, () => ground.play(one, play)));
}

describe('a router that ends in a case', () => {
  test('is said to have ended the connections, though the one that stays ends a moment after that of the case', async () => {
    const [played] = await playedOn((socket, all) => {
      socket.terminate();
      setTimeout(() => {
        for (const other of all) other.terminate();
      }, 150);
    });
    expect(played).toMatchObject({
      isGone: true,
      end: { number: 1, says: 'It ended the connections of all clients.' },
    });
  });

  test('is said not to answer if it keeps the connections, in each of the cases that were played at once', async () => {
    const played = await playedOn(() => {}, 2);
    for (const { isGone, end } of played)
      expect({ isGone, end }).toEqual({
        isGone: true,
        end: { number: 1, says: 'It did not answer any more.' },
      });
  });
});
