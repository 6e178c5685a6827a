// Two workers share a procedure. The first is busy with every other call; the caller never notices.
// Usage: node examples/rerouting.mjs [ws://127.0.0.1:8080/ws]
import { Wampy } from 'wampy';
import WebSocket from 'ws';

const url = process.argv[2] ?? 'ws://127.0.0.1:8080/ws';
const join = async () => {
  const client = new Wampy(url, { realm: 'realm1', ws: WebSocket });
  await client.connect();
  return client;
};

const [first, second, caller] = await Promise.all([join(), join(), join()]);
let calls = 0;
await first.register(
  'com.example.work',
  () => {
    if (++calls % 2 === 0) throw { error: 'wamp.error.unavailable' };
    return { argsList: ['the first worker'] };
  },
  { invoke: 'first' },
);
await second.register('com.example.work', () => ({ argsList: ['the second worker'] }), { invoke: 'first' });

for (let call = 1; call <= 4; call++) {
  const { argsList } = await caller.call('com.example.work');
  console.log(`Call ${call} was answered by ${argsList[0]}.`);
}
await Promise.all([first, second, caller].map((client) => client.disconnect()));
