/** Messages that are cheap to send and expensive to read: other clients are served during or soon after them. */
import { expect, test } from 'vitest';
import { withBystanders } from './bystanders.ts';
import { serve } from './process.ts';
import { RawClient } from './raw.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const MILLION = '000f4240';

/** Lists that contain the one before ten times by reference: small to send, endless to walk. */
function shared(levels: number): Buffer {
  const reference = (id: number): string => `d81d${Buffer.of(id).toString('hex')}`;
  const lists = Array.from({ length: levels - 1 }, (_, id) => `d81c8a${reference(id).repeat(10)}`);
  return bytes(`${Buffer.of(0x80 + levels).toString('hex')}d81c8a${'01'.repeat(10)}${lists.join('')}`);
}

function manyKeys(count: number): string {
  return Array.from({ length: count }, (_, key) => `"k${key}":1`).join(',');
}

/** REGISTER with a URI of indefinite length in empty chunks. */
function uriInChunks(count: number): Buffer {
  return Buffer.concat([bytes('84184001a07f'), Buffer.alloc(count, 0x60), bytes('ff')]);
}

test.each([
  ['a million integers', 'wamp.2.cbor', Buffer.concat([bytes(`9a${MILLION}`), Buffer.alloc(1e6, 1)])],
  ['a million integers', 'wamp.2.msgpack', Buffer.concat([bytes(`dd${MILLION}`), Buffer.alloc(1e6, 1)])],
  ['a million integers', 'wamp.2.json', `[1${',1'.repeat(1e6)}]`],
  ['490 lists in one another', 'wamp.2.cbor', bytes(`${'81'.repeat(490)}01`)],
  ['490 lists in one another', 'wamp.2.msgpack', bytes(`${'91'.repeat(490)}01`)],
  ['490 lists in one another', 'wamp.2.json', `${'['.repeat(490)}1${']'.repeat(490)}`],
  ['a list that is shared a thousand times', 'wamp.2.cbor', shared(3)],
  [
    'an integer of 2,000 bytes',
    'wamp.2.cbor',
    Buffer.concat([bytes('81c25907d0'), Buffer.alloc(2_000, 0xab)]),
  ],
  ['options of 400,000 keys', 'wamp.2.json', `[48,1,{${manyKeys(400_000)}},"com.example.p"]`],
  ['a URI of four million chunks', 'wamp.2.cbor', uriInChunks(4e6)],
  ['an integer of 16 million digits', 'wamp.2.json', `[${'9'.repeat(16e6)}]`],
  ['a fraction of 16 million digits', 'wamp.2.json', `[0.${'9'.repeat(16e6)}]`],
])('%s on %s', async (_, protocol, frame) => {
  const { url } = await serve();
  const bystandersStillWork = await withBystanders(url);
  const client = await RawClient.join(url, {}, { protocol });
  client.sendFrame(frame);
  await bystandersStillWork();
  expect(await client.next()).toMatchObject(['ABORT', {}, 'wamp.error.protocol_violation']);
});
