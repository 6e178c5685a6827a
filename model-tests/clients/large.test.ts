/** Large messages: those sent in pieces arrive as one message. */
import { describe, expect, test } from 'vitest';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';

const PROTOCOLS = [...SERIALISATIONS.keys()];

describe.each(PROTOCOLS)('between a caller of %s', (from) => {
  test.each(PROTOCOLS)('and a callee of %s', async (to) => {
    const { url } = await withRouter();
    const callee = await RawClient.join(url, {}, { protocol: to });
    await callee.register('com.example.echo');
    const caller = await RawClient.join(url, {}, { protocol: from });
    // Around the lengths at which a message is sent in pieces, and at which its frame header grows.
    for (const length of [15_000, 16_384, 20_000, 65_400, 65_535, 65_536, 70_000, 1_000_000]) {
      const args = ['x'.repeat(length), length];
      const call = caller.call('com.example.echo', {}, args);
      const [, invocation, , , ...payload] = await callee.expect('INVOCATION');
      expect(payload).toEqual([args]);
      callee.yield(invocation as number, ...args);
      expect(await caller.next()).toEqual(['RESULT', call, {}, args]);
      caller.call('com.example.echo', {}, ['short']);
      callee.yield(await callee.invoked(), 'also short');
      expect((await caller.next())[3]).toEqual(['also short']);
    }
  });
});
