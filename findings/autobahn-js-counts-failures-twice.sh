#!/usr/bin/env bash
# Autobahn|JS 22.11.1 (npm autobahn) in Node, with the WebSocket that it brings: a connection that fails is counted twice.
#
# Its transport calls onclose for the `error` event of ws and again for the `close` event that follows. Each call uses up
# one of max_retries, raises the delay, and starts a timer for another attempt. A client with max_retries 4 gives up
# after 2 attempts at reconnecting, and reports each failure twice.
#
# Expected: max_retries 4 gives 5 connections, the first one and 4 more.
#
# Seen with Node 20.20.2, ws 7.5.14:
#
#     3 connections, 6 times onclose
#
# Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts autobahn@22.11.1 ws@7.5.14

cat >finding.mjs <<'JS'
import { createServer } from 'node:net';
import autobahn from 'autobahn';

delete globalThis.WebSocket; // Node 22 has one, which the library would prefer.
autobahn.log.warn = () => {};
let connections = 0;
const server = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

let closed = 0;
const connection = new autobahn.Connection({
  url: `ws://127.0.0.1:${server.address().port}/ws`,
  realm: 'realm1',
  max_retries: 4,
  initial_retry_delay: 0.05,
  retry_delay_growth: 1,
  retry_delay_jitter: 0,
});
connection.onclose = () => {
  closed += 1;
  return false;
};
connection.open();
setTimeout(() => {
  console.log(`${connections} connections, ${closed} times onclose`);
  process.exit();
}, 3_000);
JS

output=$(timeout 30 node finding.mjs)
echo "$output"
[ "$output" = '3 connections, 6 times onclose' ]
