#!/usr/bin/env bash
# wampy 8.0.2 (npm), with autoReconnect: the answer to a call of a session that was lost is sent in the next session.
#
# A callee is asked for the price of apples, and its connection is cut while it works. It reconnects and registers
# again by itself, as it was told to. In the new session it is asked for bananas. When the handler of the first
# session comes to an end, its YIELD goes out over the new connection, with the request id of the old session.
# Request ids of INVOCATION begin at 1 in each session, so the first answer that the router gets there is the one to
# the old question, and whoever asked for bananas is told the price of apples.
#
# Expected: what a handler gives after its session has ended is dropped, since an id means nothing in another session.
#
# Seen with Node 20.20.2, ws 8.23.0:
#
#     session 2, asked for bananas, was answered with: the price of apples
#
# The router is the fifteen lines below. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2 ws@8.23.0

cat >finding.mjs <<'JS'
import { Wampy } from 'wampy';
import { WebSocket, WebSocketServer } from 'ws';

const [HELLO, WELCOME, REGISTER, REGISTERED, INVOCATION, YIELD] = [1, 2, 64, 65, 68, 70];
const FRUIT = ['apples', 'bananas'];

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
await new Promise((resolve) => server.once('listening', resolve));
let sessions = 0;
let cut;
server.on('connection', (socket) => {
  const session = ++sessions;
  const fruit = FRUIT[session - 1];
  const send = (...message) => socket.send(JSON.stringify(message));
  cut = () => socket.terminate();
  socket.on('message', (data) => {
    const [type, request, , args] = JSON.parse(data);
    if (type === HELLO) {
      const details = { authid: 'callee', authrole: 'anonymous', authmethod: 'anonymous', roles: { dealer: {}, broker: {} } };
      send(WELCOME, session, details);
    }
    if (type === REGISTER) {
      send(REGISTERED, request, 1);
      send(INVOCATION, 1, 1, {}, [fruit]);
    }
    if (type === YIELD) {
      console.log(`session ${session}, asked for ${fruit}, was answered with: ${args[0]}`);
      process.exit(0);
    }
  });
});

let asked;
const askedForBananas = new Promise((resolve) => {
  asked = resolve;
});
const price = async ({ argsList: [fruit] }) => {
  if (fruit === 'apples') {
    cut();
    await askedForBananas;
  } else {
    asked();
    await new Promise((resolve) => setTimeout(resolve, 2_000)); // this one takes longer
  }
  return { argsList: [`the price of ${fruit}`] };
};

const { port } = server.address();
const options = { realm: 'realm1', autoReconnect: true, reconnectInterval: 100, ws: WebSocket };
const wampy = new Wampy(`ws://127.0.0.1:${port}/ws`, options);
await wampy.connect();
wampy.register('com.example.price', price).catch(() => {}); // The connection is cut before the promise comes true.
setTimeout(() => {
  console.log('no answer within ten seconds');
  process.exit(1);
}, 10_000);
JS

output=$(node finding.mjs)
echo "$output"
[ "$output" = 'session 2, asked for bananas, was answered with: the price of apples' ]
