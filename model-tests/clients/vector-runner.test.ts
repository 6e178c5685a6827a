/** Exported vectors, run at a router over the network by a runner that shares no code with this project. */

import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { CODES } from '../../machines/messages.ts';
import { DEFAULT_READINGS } from '../../machines/readings.ts';
import { dealerchart, serve } from './process.ts';
import type { Vector } from './vector-format.ts';
import { announcedBy, runVector, type Target, type Verdict } from './vector-runner.ts';

/** Vectors that run at once, and those whose time is real. */
const AT_ONCE = 24;
const TIMED_AT_ONCE = 8;

async function exported(...args: readonly string[]): Promise<Vector[]> {
  const out = mkdtempSync(join(tmpdir(), 'dealerchart-vectors-'));
  onTestFinished(() => rmSync(out, { recursive: true }));
  const program = dealerchart('vectors', '--out', out, ...args);
  expect(await program.ended, program.stderr).toBe(0);
  return readdirSync(out)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(out, file), 'utf8')));
}

/** Runs vectors, some at once, each at its own prefix. */
async function runAll(vectors: readonly Vector[], target: Omit<Target, 'prefix'>): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const run = async (left: Vector[]): Promise<void> => {
    for (let vector = left.shift(); vector !== undefined; vector = left.shift()) {
      const prefix = `org.example.${vector.x_case.replaceAll('-', '_')}`;
      verdicts.push(await runVector(vector, { ...target, prefix }));
    }
  };
  const isTimed = ({ sequence }: Vector): boolean =>
    sequence.some(({ message }) => message.type === 'x_time');
  for (const [left, count] of [
    [vectors.filter((each) => !isTimed(each)), AT_ONCE],
    [vectors.filter(isTimed), TIMED_AT_ONCE],
  ] as const)
    await Promise.all(Array.from({ length: count }, () => run(left)));
  return verdicts;
}

const namesOf = (verdicts: readonly Verdict[], outcome: Verdict['outcome']): string[] =>
  verdicts.filter((each) => each.outcome === outcome).map(({ name }) => name);

/** A router of which the runner knows the realms, but which answers like any other. */
async function target(url: string): Promise<Omit<Target, 'prefix'>> {
  const announced = await announcedBy(url, 'public');
  return { url, realm: 'public', announced, readings: DEFAULT_READINGS, bench: ['realms'] };
}

test('serve passes every vector that a client can lead it over', { timeout: 120_000 }, async () => {
  const router = await serve('--realm', 'public');
  const vectors = await exported();
  const verdicts = await runAll(vectors, await target(router.url));
  expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  // All others need a test bench, or are about another reading alone.
  const skipped = verdicts.filter(({ outcome }) => outcome === 'skipped');
  const bench = /^needs .*\b(authentication|clock|draws|limits|obstruction|shutdown)\b/;
  expect(skipped.filter(({ reason = '' }) => !bench.test(reason) && reason !== OTHER_READING)).toEqual([]);
  expect(namesOf(verdicts, 'passed').length).toBeGreaterThan(200);
});

const OTHER_READING = 'no outcome for these readings';

test('the sequence or the variant is that of the readings that a router follows', async () => {
  const names = ['reading-newcomer', 'reading-newcomer-what-it-says', 'reading-order', 'reading-late'];
  const vectors = await exported(...names);
  const router = await serve(
    '--reading',
    'newcomer=ignored',
    '--reading',
    'order=strict',
    '--reading',
    'late=abort',
  );
  const readings = { ...DEFAULT_READINGS, newcomer: 'ignored', order: 'strict', late: 'abort' };
  const other = { ...(await target(router.url)), readings };
  expect(namesOf(await runAll(vectors, other), 'passed').sort()).toEqual([...names].sort());
  const verdicts = await runAll(vectors, { ...other, readings: DEFAULT_READINGS, patience: 200 });
  expect(namesOf(verdicts, 'failed').sort()).toEqual(['reading-late', 'reading-newcomer', 'reading-order']);
});

test('what a router lacks is not held against it, and neither is what it has beyond this one', async () => {
  const router = await serve('--realm', 'public');
  const vectors = await exported(
    'cr-08-all-refuse',
    'ct-02-timeout-interrupts',
    'bp-13-no-such-procedure',
    'bp-21-no-broker',
  );
  const plain = { ...(await target(router.url)), announced: ['broker', 'dealer'] };
  const verdicts = (await runAll(vectors, plain)).map(({ name, reason }) => [name, reason]);
  expect(Object.fromEntries(verdicts)).toEqual({
    'bp-13-no-such-procedure': undefined,
    'bp-21-no-broker': 'is not for broker',
    'cr-08-all-refuse': 'needs shared_registration, call_reroute',
    'ct-02-timeout-interrupts': 'needs call_canceling, call_timeout',
  });
});

/** A fault of the router: the messages that it sends in place of a right one. */
type Fault = (wire: readonly unknown[]) => readonly (readonly unknown[])[];

const dict = (value: unknown): object => value as object;

/** A message with another field, if it has that type. */
const changed = (
  wire: readonly unknown[],
  code: number,
  at: number,
  change: (field: unknown) => unknown,
): readonly unknown[] =>
  wire[0] === code ? wire.map((field, index) => (index === at ? change(field) : field)) : wire;

const FAULTS: readonly (readonly [fault: string, name: string, is: Fault])[] = [
  [
    'an INTERRUPT that does not come',
    'cc-03-kill-waits-for-the-callee',
    (wire) => (wire[0] === CODES.INTERRUPT ? [] : [wire]),
  ],
  [
    'a final result that says it is progressive',
    'bp-14-payload-as-it-is',
    (wire) => [changed(wire, CODES.RESULT, 2, (details) => ({ ...dict(details), progress: true }))],
  ],
  [
    'an INVOCATION that asks for progressive results without need',
    'pr-01-progress-needs-both-sides',
    (wire) => [
      changed(wire, CODES.INVOCATION, 3, (details) => ({ ...dict(details), receive_progress: true })),
    ],
  ],
  [
    'a result that comes twice',
    'cr-03-roundrobin-goes-on',
    (wire) => (wire[0] === CODES.RESULT ? [wire, wire] : [wire]),
  ],
  [
    'arguments that get lost',
    'cr-10-same-arguments-other-request',
    (wire) => [wire[0] === CODES.INVOCATION ? wire.slice(0, 4) : wire],
  ],
  [
    'an error with another URI',
    'cr-08-all-refuse',
    (wire) => [changed(wire, CODES.ERROR, 4, () => 'wamp.error.unavailable')],
  ],
  [
    'an error with another request id',
    'bp-13-no-such-procedure',
    (wire) => [changed(wire, CODES.ERROR, 2, (request) => (request as number) + 1)],
  ],
];

test.each(FAULTS)('a router with %s fails %s', async (_, name, fault) => {
  const router = await serve('--realm', 'public');
  const url = await spoiled(router.url, fault);
  const [verdict] = await runAll(await exported(name), { ...(await target(router.url)), url, patience: 300 });
  expect(verdict).toMatchObject({
    name,
    outcome: 'failed',
    reason: expect.stringMatching(/^step \d+: expected /),
  });
});

test('a router passes with what the texts leave to it', async () => {
  const router = await serve('--realm', 'public');
  const url = await spoiled(router.url, ([code, ...fields]) => {
    const details = fields.findIndex((field) => typeof field === 'object');
    const more = fields.map((field, index) => (index === details ? { ...dict(field), x_more: 1 } : field));
    const isOwnError = code === CODES.ERROR && !`${fields[3]}`.startsWith('org.');
    if (code === CODES.ABORT) return [[code, {}, fields[1]]];
    if (isOwnError) return [[code, ...more.slice(0, 4)]];
    return [[code, ...more, ...(details >= 0 && details === fields.length - 1 ? [[]] : [])]];
  });
  const names = [
    'bp-14-payload-as-it-is',
    'cr-08-all-refuse',
    'sr-03-single-is-exclusive',
    'bp-04-no-second-hello',
  ];
  const verdicts = await runAll(await exported(...names), {
    ...(await target(router.url)),
    url,
    patience: 300,
  });
  expect(verdicts.map(({ name, reason }) => [name, reason])).toEqual(
    verdicts.map(({ name }) => [name, undefined]),
  );
});

/** A router whose messages have a fault: between its clients and the right one. */
async function spoiled(behind: string, fault: Fault): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
  await once(server, 'listening');
  server.on('connection', (client) => {
    const router = new WebSocket(behind, ['wamp.2.json']);
    const early: string[] = [];
    client.on('message', (data) =>
      router.readyState === WebSocket.OPEN ? router.send(`${data}`) : early.push(`${data}`),
    );
    router.on('open', () => {
      for (const text of early) router.send(text);
    });
    router.on('message', (data) => {
      for (const wire of fault(JSON.parse(`${data}`))) client.send(JSON.stringify(wire));
    });
    router.on('close', () => client.close()).on('error', () => client.terminate());
    client.on('close', () => router.close()).on('error', () => router.terminate());
  });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
