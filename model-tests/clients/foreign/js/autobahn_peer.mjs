// A client made of Autobahn|JS: node autobahn_peer.mjs <folder of the library> <url> <realm> <json|msgpack|cbor>
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

const [folder, url, realm, serialisation] = process.argv.slice(2);
const autobahn = createRequire(join(folder, 'node_modules/'))('autobahn');
const SERIALISERS = { json: 'JSONSerializer', msgpack: 'MsgpackSerializer', cbor: 'CBORSerializer' };

/** Answers that the test owes, by their invocations. */
const answers = new Map();
const registrations = new Map();
let invocations = 0;

const connection = new autobahn.Connection({
  url,
  realm,
  serializers: [new autobahn.serializer[SERIALISERS[serialisation]]()],
  max_retries: 0,
  use_es6_promises: true,
  // The errors of handlers are refusals that the tests want.
  on_user_error: () => {},
});
connection.onopen = (session) => {
  say('joined');
  const lines = createInterface(process.stdin);
  lines.on('line', (text) => obey(session, JSON.parse(text)));
  lines.on('close', () => process.exit()); // The test is gone.
};
connection.onclose = (reason) => process.exit(reason === 'closed' ? 0 : 1);
connection.open();

async function obey(session, line) {
  if (line.do === 'answer') {
    answers.get(line.invocation)(line);
    answers.delete(line.invocation);
    return;
  }
  try {
    say('done', { id: line.id, ...(await DEEDS[line.do](session, line)) });
  } catch ({ error, args, kwargs }) {
    say('failed', { id: line.id, error, args, kwargs });
  }
  if (line.do === 'leave') connection.close();
}

// --- what can be asked for; each gives positional and named results ---

const DEEDS = {
  async register(session, { procedure, invoke }) {
    const endpoint = async (args, kwargs) => {
      const { error, ...payload } = await ask(procedure, args, kwargs);
      if (error) throw new autobahn.Error(error, payload.args, payload.kwargs);
      return new autobahn.Result(payload.args, payload.kwargs);
    };
    registrations.set(procedure, await session.register(procedure, endpoint, invoke && { invoke }));
  },
  async unregister(session, { procedure }) {
    await session.unregister(registrations.get(procedure));
  },
  async call(session, { procedure, args, kwargs }) {
    const result = await session.call(procedure, args, kwargs);
    return result instanceof autobahn.Result ? result : { args: [result], kwargs: {} };
  },
  async leave() {},
};

/** Has the test answer an invocation. */
function ask(procedure, args, kwargs) {
  invocations += 1;
  say('invoked', { invocation: invocations, procedure, args, kwargs });
  return new Promise((resolve) => answers.set(invocations, resolve));
}

function say(what, fields = {}) {
  // Some values arrive as bigints, which JSON does not have.
  const plain = (_, item) => (typeof item === 'bigint' ? Number(item) : item);
  process.stdout.write(`${JSON.stringify({ say: what, ...fields }, plain)}\n`);
}
