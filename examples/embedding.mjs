// The engine alone: no network, and no clock but the one that this script turns. Three workers share a procedure.
// Usage: npm run build && node examples/embedding.mjs
import { createDealer } from 'dealerchart';

const dealer = createDealer({ realm: 'realm1', random: Math.random });
const names = new Map(); // of the sessions
const invocations = new Map(); // what each worker was last asked, by its request id
let now = 0; // milliseconds

// --- what clients send; the numbers are WAMP's message types ---

const join = (name, roles) => {
  const session = dealer.connect(now);
  names.set(session, name);
  dealer.receive(session, [1, 'realm1', { roles }], now); // HELLO
  return session;
};
const register = (worker) =>
  dealer.receive(worker, [64, 1, { invoke: 'roundrobin' }, 'com.example.resize'], now);
const call = (request, picture) =>
  dealer.receive(dora, [48, request, { timeout: 500 }, 'com.example.resize', [picture]], now);
const answer = (worker, picture) => dealer.receive(worker, [70, invocations.get(worker), {}, [picture]], now); // YIELD
const refuse = (worker) =>
  dealer.receive(worker, [8, 68, invocations.get(worker), {}, 'wamp.error.unavailable'], now); // ERROR

// --- what the dealer wants to be sent ---

const TYPES = { 8: 'ERROR', 50: 'RESULT', 68: 'INVOCATION', 69: 'INTERRUPT' };

const show = (event, outputs) => {
  console.log(`${String(now).padStart(3)} ms  ${event}`);
  for (const { session, message } of outputs) {
    if (message === undefined) continue; // a connection to be closed
    const [type, request, ...fields] = message;
    if (type === 68) invocations.set(session, request);
    const words = fields.flat().filter((field) => typeof field === 'string');
    console.log(`          to ${names.get(session)}: ${[TYPES[type], ...words].join(' ')}`);
  }
};

// --- a day at work ---

const [ann, bob, cleo] = ['Ann', 'Bob', 'Cleo'].map((name) =>
  join(name, { callee: { features: { call_canceling: true } } }),
);
const dora = join('Dora', { caller: {} });
for (const worker of [ann, bob, cleo]) register(worker);

show('Dora wants cat.png resized.', call(1, 'cat.png'));
show('Ann is busy and refuses.', refuse(ann));
now = 200;
show('Bob is done.', answer(bob, 'small-cat.png'));

show('Dora wants dog.png resized.', call(2, 'dog.png'));
now = dealer.nextDeadline();
show('Cleo has not answered, and the time is up.', dealer.tick(now));

show('Dora wants emu.png resized.', call(3, 'emu.png'));
show('Ann hangs up in the middle of it.', dealer.disconnect(ann, now));

show('Dora tries emu.png again.', call(4, 'emu.png'));
show('Bob is busy now.', refuse(bob));
show('So is Cleo, and nobody is left.', refuse(cleo));

for (const session of [bob, cleo, dora]) dealer.disconnect(session, now);
console.log('Everybody has gone home:', dealer.size());
