#!/usr/bin/env bash
# wampy 8.0.2 (npm), with autoReconnect: registrations are forgotten if the connection is lost while they are repeated.
#
# A callee has registered a procedure. Its connection is lost, it reconnects, and it begins to register again; this
# connection is lost before the router has answered. It reconnects once more, and registers nothing any more: the
# library clears its list before it registers again, and a registration that failed is not put back. The worker is
# connected, and gets no calls until its process is started again.
#
# Expected: the procedure is registered in each session, as the first loss of the connection has it.
#
# Seen with Node 20.20.2, ws 8.23.0:
#
#     REGISTER in session 1: yes, in session 2: yes, in session 3: no
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

const [HELLO, WELCOME, REGISTER, REGISTERED] = [1, 2, 64, 65];

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
await new Promise((resolve) => server.once('listening', resolve));
let sessions = 0;
const registered = new Set();
server.on('connection', (socket) => {
  const session = ++sessions;
  const send = (...message) => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const [type, request] = JSON.parse(data);
    if (type === HELLO) {
      const details = { authid: 'callee', authrole: 'anonymous', authmethod: 'anonymous', roles: { dealer: {}, broker: {} } };
      send(WELCOME, session, details);
      // Three seconds for a REGISTER that comes late.
      if (session === 3) setTimeout(report, 3_000);
    }
    if (type === REGISTER) {
      registered.add(session);
      if (session === 1) send(REGISTERED, request, 1);
      if (session < 3) setTimeout(() => socket.terminate(), 100);
    }
  });
});

function report() {
  const seen = [1, 2, 3].map((session) => `in session ${session}: ${registered.has(session) ? 'yes' : 'no'}`);
  console.log(`REGISTER ${seen.join(', ')}`);
  process.exit(0);
}

const { port } = server.address();
const options = { realm: 'realm1', autoReconnect: true, reconnectInterval: 100, maxRetries: 0, ws: WebSocket };
const wampy = new Wampy(`ws://127.0.0.1:${port}/ws`, options);
await wampy.connect();
await wampy.register('com.example.price', () => ({ argsList: ['1'] }));
JS

output=$(timeout 20 node finding.mjs)
echo "$output"
[ "$output" = 'REGISTER in session 1: yes, in session 2: yes, in session 3: no' ]
