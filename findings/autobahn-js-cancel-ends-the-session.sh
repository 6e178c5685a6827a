#!/usr/bin/env bash
# Autobahn|JS 26.3.1 (npm autobahn): a caller that cancels a call without naming a mode loses its whole session.
#
# cancel() forgets the call at once, unless the mode is "kill", and sends CANCEL. WAMP has the dealer answer a CANCEL
# of mode "skip" or "killnowait" with an ERROR for that call, at once. Autobahn|JS takes this ERROR for one that
# nobody waits for, and closes the connection with code 3002, "protocol violation": all other calls and all
# registrations of the session go with it. Only cancel({ mode: 'kill' }) can be used.
#
# Expected: the ERROR ends the call that was cancelled, and nothing else.
#
# Seen with Node 20.20.2, ws 8.23.0:
#
#     no mode: closed with 3002, protocol violation: CALL-ERROR received for non-pending request ID 1
#     skip: closed with 3002, protocol violation: CALL-ERROR received for non-pending request ID 1
#     killnowait: closed with 3002, protocol violation: CALL-ERROR received for non-pending request ID 1
#     kill: open
#
# The router is the few lines below. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts autobahn@26.3.1 ws@8.23.0

cat >finding.mjs <<'JS'
import autobahn from 'autobahn';
import { WebSocket, WebSocketServer } from 'ws';

globalThis.WebSocket = WebSocket;
autobahn.log.warn = () => {};
const [HELLO, WELCOME, CALL, CANCEL, ERROR] = [1, 2, 48, 49, 8];

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'wamp.2.json' });
await new Promise((resolve) => server.once('listening', resolve));
/** How the connection ended, or that it has not a second after the answer to CANCEL. */
let tell;
server.on('connection', (socket) => {
  const send = (...message) => socket.send(JSON.stringify(message));
  socket.on('close', (code, reason) => tell(`closed with ${code}, ${reason}`));
  socket.on('message', (data) => {
    const [type, request] = JSON.parse(data);
    if (type === HELLO) send(WELCOME, 1, { roles: { dealer: { features: { call_canceling: true } } } });
    if (type === CANCEL) {
      send(ERROR, CALL, request, {}, 'wamp.error.canceled');
      setTimeout(() => tell('open'), 1_000);
    }
  });
});

const url = `ws://127.0.0.1:${server.address().port}/ws`;
for (const options of [undefined, { mode: 'skip' }, { mode: 'killnowait' }, { mode: 'kill' }]) {
  const told = new Promise((resolve) => {
    tell = resolve;
  });
  const connection = new autobahn.Connection({ url, realm: 'realm1', max_retries: 0, on_internal_error: () => {} });
  connection.onclose = () => true;
  connection.onopen = (session) => {
    const call = session.call('com.example.slow');
    call.catch(() => {});
    call.cancel(options);
  };
  connection.open();
  console.log(`${options?.mode ?? 'no mode'}: ${await told}`);
}
process.exit(0);
JS

output=$(timeout 30 node finding.mjs)
echo "$output"
violation='closed with 3002, protocol violation: CALL-ERROR received for non-pending request ID 1'
[ "$output" = "no mode: $violation
skip: $violation
killnowait: $violation
kill: open" ]
