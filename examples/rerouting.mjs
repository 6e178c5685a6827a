// Two workers share a procedure. The first is busy with every other call; the caller never notices.
// Usage: npm start, and in another terminal: node examples/rerouting.mjs [ws://127.0.0.1:8080/ws] [realm1]
import { Wampy } from 'wampy';
import WebSocket from 'ws';

const [url = 'ws://127.0.0.1:8080/ws', realm = 'realm1'] = process.argv.slice(2);
const join = async () => {
  const client = new Wampy(url, { realm, ws: WebSocket });
  await client.connect();
  return client;
};
const explain = (error) => {
  console.error(`No session in ${realm} on ${url}: ${error.message}. Is the router running (npm start)?`);
  process.exit(1);
};

const [first, second, caller] = await Promise.all([join(), join(), join()]).catch(explain);
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
