#!/usr/bin/env bash
# fox-wamp 0.7.28 (npm), a router: the RESULT of a YIELD without keyword arguments ends with null, and a caller on
# Autobahn|Python loses its session.
#
# ArgumentsKw is a dictionary or left out. gate.js, sendResult(), appends `cmd.hdr` to each RESULT, which is undefined
# when the YIELD had none, and JSON makes null of it. Autobahn|JS takes that for no keyword arguments. Autobahn|Python
# 26.10.2 closes the connection with 1002, "invalid type <class 'NoneType'> for 'kwargs' in RESULT", so it cannot get the
# result of a callee that sends no keyword arguments, such as any on Autobahn|Python. EVENT is written in the same way.
#
# Expected: [50,2,{},[5]]
#
# Seen with Node 20.20.2:
#
#     a YIELD with the arguments [5] became the RESULT [50,2,{},[5],null]
#
# Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fox-wamp@0.7.28 ws@8.23.0

cat >finding.mjs <<'JS'
import { createRequire } from 'node:module';
import { WebSocket } from 'ws';

const [HELLO, WELCOME, CALL, RESULT, REGISTER, REGISTERED, INVOCATION, YIELD] = [1, 2, 48, 50, 64, 65, 68, 70];
const PORT = 18_117;
setTimeout(() => fail('no RESULT within ten seconds'), 10_000);

const Router = createRequire(import.meta.url)('fox-wamp');
new Router().listenWAMP({ host: '127.0.0.1', port: PORT }).on('listening', () => {
  const socket = new WebSocket(`ws://127.0.0.1:${PORT}`, 'wamp.2.json');
  const send = (...message) => socket.send(JSON.stringify(message));
  socket.on('open', () => send(HELLO, 'realm1', { roles: { caller: {}, callee: {} } }));
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message[0] === WELCOME) send(REGISTER, 1, {}, 'com.example.echo');
    if (message[0] === REGISTERED) send(CALL, 2, {}, 'com.example.echo', [5]);
    if (message[0] === INVOCATION) send(YIELD, message[1], {}, [5]);
    if (message[0] === RESULT) {
      console.log(`a YIELD with the arguments [5] became the RESULT ${data}`);
      process.exit(message.length === 5 && message[4] === null ? 0 : 1);
    }
  });
});

function fail(sentence) {
  console.log(sentence);
  process.exit(1);
}
JS

node finding.mjs
