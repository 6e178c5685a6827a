/** Failing functions of the program, which clients do not notice. */
import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { LogEntry, RouterOptions } from '../../src/router/index.ts';
import { withBystanders } from './bystanders.ts';
import { serve } from './process.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';

/** Starts a router with a failing option, and has clients join and call. */
async function expectToServe(options: RouterOptions): Promise<void> {
  const { url } = await withRouter(options);
  const bystandersStillWork = await withBystanders(url);
  await bystandersStillWork();
  await bystandersStillWork();
}

const fail = (): never => {
  throw new Error('the disk is full');
};

const failures = (log: readonly LogEntry[]): unknown[] =>
  log.filter(({ event }) => event === 'failure').map(({ reason }) => reason);

/** Warnings of the process with this beginning. */
function warnings(beginning: string): string[] {
  const found: string[] = [];
  const take = ({ message }: Error): void => {
    if (message.startsWith(beginning)) found.push(message);
  };
  process.on('warning', take);
  onTestFinished(() => void process.off('warning', take));
  return found;
}

describe('record that fails', () => {
  test.each([
    ['throws', vi.fn(fail)],
    ['is asynchronous and rejects', vi.fn(async () => fail())],
  ])('because it %s ends the recording, as the log says once', async (_, record) => {
    const log: LogEntry[] = [];
    await expectToServe({ record, log: (entry) => log.push(entry) });
    expect(failures(log)).toEqual(['The option record failed, and recording has ended: the disk is full']);
    const calls = record.mock.calls.length;
    await expectToServe({ record: undefined });
    expect(record).toHaveBeenCalledTimes(calls);
  });

  test('throws once only', async () => {
    const record = vi.fn(fail);
    await expectToServe({ record });
    expect(record).toHaveBeenCalledTimes(1);
  });

  test('is told to the process if there is no log', async () => {
    const found = warnings('The option record failed');
    await expectToServe({ record: fail });
    await expect.poll(() => found).toHaveLength(1);
  });
});

test('log that throws is told to the process once, and gets the next entry all the same', async () => {
  const found = warnings('The option log failed');
  const log = vi.fn(fail);
  await expectToServe({ log });
  expect(log.mock.calls.length).toBeGreaterThan(2);
  await expect
    .poll(() => found)
    .toEqual(['The option log failed, and lines of it are missing: the disk is full']);
});

test.each([
  ['throws', fail, 'the disk is full'],
  ['gives no number', () => Number.NaN, 'expected a number at least 0 and less than 1, but NaN came'],
  ['gives 1', () => 1, 'expected a number at least 0 and less than 1, but 1 came'],
])('random that %s is replaced, as the log says once', async (_, random, reason) => {
  const log: LogEntry[] = [];
  await expectToServe({ random, log: (entry) => log.push(entry) });
  expect(failures(log)).toEqual([
    `The option random failed, and secure random numbers are used instead: ${reason}`,
  ]);
});

describe('authenticator that fails', () => {
  /** Connects a client that sends HELLO. */
  async function asked(url: string): Promise<RawClient> {
    const client = await RawClient.connect(url);
    client.send('HELLO', 'realm1', { roles: { caller: {} }, authmethods: ['ticket'] });
    return client;
  }

  test.each([
    ['an error', new Error('the directory is gone'), 'the directory is gone'],
    ['an object without a text', Object.create(null), 'an error without a readable message'],
  ])('by throwing %s refuses the client at once', async (_, thrown, reason) => {
    const log: LogEntry[] = [];
    const begin = (): never => {
      throw thrown;
    };
    const { url } = await withRouter({
      authenticator: { methods: ['ticket'], begin },
      log: (entry) => log.push(entry),
    });
    const client = await asked(url);
    expect((await client.expect('ABORT'))[1]).toEqual({
      message: expect.stringContaining('could not be checked'),
    });
    expect(failures(log)).toEqual([`The authenticator failed, and a client was refused: ${reason}`]);
  });

  test.each([
    ['throws', fail],
    ['is asynchronous and rejects', async () => fail()],
  ])('to cancel, because cancel %s, forgets the client that left', async (_, cancel) => {
    const log: LogEntry[] = [];
    const challenge = { method: 'ticket', extra: {}, verify: () => new Promise<undefined>(() => {}), cancel };
    const { url } = await withRouter({
      authenticator: { methods: ['ticket'], begin: () => challenge },
      log: (entry) => log.push(entry),
    });
    const client = await asked(url);
    await client.expect('CHALLENGE');
    client.destroy();
    await expect
      .poll(() => failures(log))
      .toEqual(['The authenticator failed to cancel a challenge: the disk is full']);
  });
});

test.runIf(existsSync('/dev/full'))(
  'dealerchart serve goes on when the disk is full, and says so once',
  async () => {
    const router = await serve('--record', '/dev/full');
    const bystandersStillWork = await withBystanders(router.url);
    await bystandersStillWork();
    await expect.poll(() => router.stderr).toContain('recording has ended');
    await bystandersStillWork();
    expect(router.stderr.match(/recording has ended/g)).toHaveLength(1);
  },
);
