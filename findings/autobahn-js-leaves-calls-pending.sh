#!/usr/bin/env bash
# Autobahn|JS 26.3.1 (npm): a call in flight when the connection is lost never ends.
#
# A caller calls a procedure, and the router cuts the connection off. The library reports the loss, and reconnects as it
# was told to; the promise of the call is neither fulfilled nor rejected, in the old session or in the new one.
#
# Expected: the promise is rejected, since no answer can come any more. (wampy 8.0.2 rejects it.)
#
# Seen with Node 20.20.2, ws 8.23.0:
#
#     session 2 is open; the call of session 1 is pending
#
# The router is the ten lines below. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts autobahn@26.3.1 ws@8.23.0

cat >finding.mjs <<'JS'
import { createRequire } from 'node:module';
import { WebSocket, WebSocketServer } from 'ws';

const [HELLO, WELCOME, CALL] = [1, 2, 48];

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
await new Promise((resolve) => server.once('listening', resolve));
let welcomed = 0;
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const [type] = JSON.parse(data);
    if (type === HELLO) socket.send(JSON.stringify([WELCOME, ++welcomed, { roles: { dealer: {}, broker: {} } }]));
    if (type === CALL) socket.terminate();
  });
});

globalThis.WebSocket = WebSocket;
const autobahn = createRequire(import.meta.url)('autobahn');
autobahn.log.warn = () => {};
const connection = new autobahn.Connection({
  url: `ws://127.0.0.1:${server.address().port}/ws`,
  realm: 'realm1',
  protocols: ['wamp.2.json'],
  use_es6_promises: true,
  max_retries: -1,
  initial_retry_delay: 0.1,
});
let sessions = 0;
let end = 'pending';
connection.onclose = () => false;
connection.onopen = (session) => {
  if (++sessions === 1) {
    session.call('com.example.price').then(
      () => (end = 'fulfilled'),
      () => (end = 'rejected'),
    );
  } else {
    // Two seconds for a rejection that comes late.
    setTimeout(() => {
      console.log(`session ${sessions} is open; the call of session 1 is ${end}`);
      process.exit(0);
    }, 2_000);
  }
};
connection.open();
JS

output=$(timeout 20 node finding.mjs)
echo "$output"
[ "$output" = 'session 2 is open; the call of session 1 is pending' ]
