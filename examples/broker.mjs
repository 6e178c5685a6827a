// Clients of two routers: calls go through this dealer, and events through a broker. docs/beside-a-broker.md explains it.
// Usage: node examples/broker.mjs [ws://127.0.0.1:8080/ws] [ws://127.0.0.1:8081/ws] [realm1]
import { WebSocket } from 'ws';

// Autobahn reconnects after a close event, which the WebSocket of Node 22 does not fire for a failed attempt.
globalThis.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.on('error', () => {});
  }
};
const { default: autobahn } = await import('autobahn');

const [DEALER = 'ws://127.0.0.1:8080/ws', BROKER = 'ws://127.0.0.1:8081/ws', REALM = 'realm1'] =
  process.argv.slice(2);
autobahn.log.warn = () => {}; // It reports each end of a connection, which the program knows.

// Keeps a session open. `start` sets up each new session: after a loss, nothing of the old one is left at the router.
async function connect(url, start = () => {}) {
  const link = { session: undefined }; // undefined while there is no connection
  const connection = new autobahn.Connection({
    url,
    realm: REALM,
    max_retries: -1,
    use_es6_promises: true,
    on_user_error: () => {}, // Refusals are no mistakes.
  });
  link.close = () => connection.close();
  await new Promise((resolve, reject) => {
    connection.onopen = async (session) => {
      try {
        await start(session);
        link.session = session;
        resolve();
      } catch ({ error, args }) {
        reject(new Error(`${url} refuses: ${error} ${args}`));
      }
    };
    connection.onclose = (reason, details) => {
      link.session = undefined;
      const why = details.reason ?? reason;
      reject(new Error(`No session in ${REALM} on ${url}: ${why}. Is the router running?`));
      return false; // Autobahn reconnects.
    };
    connection.open();
  });
  return link;
}

async function startWorker(name) {
  const broker = await connect(BROKER);
  const resize = async ([picture]) => {
    // The dealer then passes the call to another worker.
    if (broker.session === undefined) throw new autobahn.Error('wamp.error.unavailable');
    await broker.session.publish('com.example.resized', [picture, name], {}, { acknowledge: true });
    return name;
  };
  const dealer = await connect(DEALER, (session) =>
    session.register('com.example.resize', resize, { invoke: 'roundrobin' }),
  );
  return { broker, dealer };
}

async function startViewer(onResized) {
  const broker = await connect(BROKER, (session) => session.subscribe('com.example.resized', onResized));
  const dealer = await connect(DEALER);
  return { broker, dealer };
}

// --- two workers, and a viewer that calls them and receives their events ---

const PICTURES = ['cat.png', 'dog.png', 'emu.png', 'fox.png'];
const events = [];
let complete;
const allEvents = new Promise((resolve) => {
  complete = resolve;
});

try {
  const ann = await startWorker('Ann');
  const bob = await startWorker('Bob');
  const viewer = await startViewer(([picture, worker]) => {
    events.push(`${picture} by ${worker}`);
    if (events.length === PICTURES.length) complete();
  });
  for (const picture of PICTURES) {
    if (picture === 'emu.png') {
      console.log('Bob leaves the broker, and refuses calls.');
      bob.broker.close();
    }
    const worker = await viewer.dealer.session.call('com.example.resize', [picture]);
    console.log(`${picture} was resized by ${worker}.`);
  }
  await allEvents;
  console.log(`Events: ${events.sort().join(', ')}.`);
  for (const { close } of [ann.broker, ann.dealer, bob.dealer, viewer.broker, viewer.dealer]) close();
} catch ({ message, error, args }) {
  console.error(message ?? `${error} ${args}`);
  process.exit(1);
}
