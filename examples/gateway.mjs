import { createDealer } from 'dealerchart';
import { WebSocketServer } from 'ws';

const openRealm = (realm) => ({ dealer: createDealer({ realm, random: Math.random }), sockets: new Map() });
const lobby = openRealm(''); // Nobody can join it: clients are here until their HELLO.
const realms = new Map(['realm1', 'realm2'].map((name) => [name, openRealm(name)]));
const everywhere = (act) => [lobby, ...realms.values()].map((realm) => carryOut(realm, act(realm.dealer)));

function carryOut({ sockets }, outputs) {
  for (const { session, message, close } of outputs) {
    if (close) sockets.get(session)?.close();
    else sockets.get(session)?.send(JSON.stringify(message));
  }
}

const now = () => performance.now();
const clock = setInterval(() => everywhere((dealer) => dealer.tick(now())), 20); // for timeouts

const handleProtocols = (offered) => offered.has('wamp.2.json') && 'wamp.2.json';
const server = new WebSocketServer({ port: Number(process.argv[2] ?? 8080), path: '/ws', handleProtocols });
server.on('listening', () => console.log(`ws://127.0.0.1:${server.address().port}/ws`));
server.on('connection', (socket) => {
  let realm;
  let session;
  const leave = () => {
    realm.sockets.delete(session);
    carryOut(realm, realm.dealer.disconnect(session, now()));
  };
  const enter = (next) => {
    realm = next;
    session = realm.dealer.connect(now());
    realm.sockets.set(session, socket);
  };
  enter(lobby);
  socket.on('error', () => {}); // `close` follows.
  socket.on('close', leave);
  socket.on('message', (data) => {
    const message = parse(data);
    const joined = realm === lobby && message?.[0] === 1 && realms.get(message[1]); // HELLO
    if (joined) {
      leave();
      enter(joined);
    }
    carryOut(realm, realm.dealer.receive(session, message, now())); // The dealer refuses what is no message.
  });
});

process.once('SIGTERM', () => {
  everywhere((dealer) => dealer.close(now()));
  server.close(() => clearInterval(clock));
});

function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
