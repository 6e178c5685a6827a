/** Random messages from a random client: bystanders keep working, and nothing is left behind. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODES } from '../../machines/messages.ts';
import { CODECS } from '../../src/wire/serialisations.ts';
import { writeValue } from '../../src/wire/values.ts';
import { BYSTANDERS, withBystanders } from './bystanders.ts';
import { RawClient, VERSATILE } from './raw.ts';
import { toHold, withRouter } from './router.ts';

const RUNS = { seed: 20_261_122, numRuns: 150 };

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.uint8Array(),
  fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n),
);
const id = fc.oneof(fc.constantFrom(1, 2, 3), fc.constantFrom(0, -1, 1.5, 2 ** 53, 2n ** 53n + 1n));
const uri = fc.constantFrom('com.example.a', 'com.example.b', 'com.example.bystander', 'wamp.x', '', 'a..b');
const options = fc.record(
  {
    invoke: fc.constantFrom('single', 'roundrobin', 'random', 'first', 'last', 'none', null, 7),
    match: fc.constantFrom('exact', 'prefix', 1),
    mode: fc.constantFrom('skip', 'kill', 'killnowait', 'stop', {}),
    timeout: fc.constantFrom(0, 1, 10, -1, 'soon', 2n ** 60n),
    receive_progress: fc.boolean(),
    progress: fc.boolean(),
    acknowledge: fc.boolean(),
    roles: fc.constantFrom({ caller: {} }, {}, null),
  },
  { requiredKeys: [] },
);

const code = fc.constantFrom(...Object.values(CODES));
const error = fc.constantFrom('wamp.error.unavailable', 'com.example.error');

/** Nearly valid messages, and some others. */
const message = fc.oneof(
  fc.tuple(fc.constantFrom(CODES.REGISTER, CODES.CALL, CODES.SUBSCRIBE, CODES.PUBLISH), id, options, uri),
  fc.tuple(
    fc.constant(CODES.CALL),
    id,
    options,
    uri,
    fc.array(anything),
    fc.dictionary(fc.string(), anything),
  ),
  fc.tuple(fc.constantFrom(CODES.YIELD, CODES.CANCEL), id, options),
  fc.tuple(fc.constant(CODES.UNREGISTER), id, id),
  fc.tuple(fc.constant(CODES.ERROR), fc.constantFrom(CODES.INVOCATION, CODES.CALL), id, options, error),
  fc.tuple(fc.constantFrom(CODES.GOODBYE, CODES.ABORT), options, uri),
  fc.tuple(fc.constant(CODES.HELLO), uri, options),
  fc.tuple(code, anything, anything, anything),
  fc.array(anything, { maxLength: 5 }),
  anything,
);

test.each(CODECS)('random messages in $protocol harm nobody', async ({ protocol, binary, write }) => {
  const router = await withRouter();
  const bystandersStillWork = await withBystanders(router.url);
  const property = fc.asyncProperty(
    fc.array(message, { maxLength: 8 }),
    fc.boolean(),
    async (messages, joins) => {
      const client = joins
        ? await RawClient.join(router.url, VERSATILE, { protocol })
        : await RawClient.connect(router.url, { protocol });
      for (const each of messages)
        client.sendFrame(
          write((sink) => writeValue(each, sink)),
          binary,
        );
      if (joins) await client.received();
      await bystandersStillWork();
      client.destroy();
      await toHold(router, BYSTANDERS);
    },
  );
  await fc.assert(property, RUNS);
  expect(router.size()).toEqual(BYSTANDERS);
});

test.each(CODECS)('random frames on $protocol harm nobody', async ({ protocol }) => {
  const router = await withRouter();
  const bystandersStillWork = await withBystanders(router.url);
  const frame = fc.oneof(
    fc.tuple(fc.string({ unit: 'binary' }), fc.constant(false)),
    fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.boolean()),
  );
  const property = fc.asyncProperty(frame, fc.boolean(), async ([data, binary], joins) => {
    const client = joins
      ? await RawClient.join(router.url, {}, { protocol })
      : await RawClient.connect(router.url, { protocol });
    client.sendFrame(data, binary);
    await client.closed;
    await bystandersStillWork();
    await toHold(router, BYSTANDERS);
  });
  await fc.assert(property, RUNS);
});
