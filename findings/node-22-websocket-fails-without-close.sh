#!/usr/bin/env bash
# The global WebSocket of Node 22.23.3: a connection that fails fires `error`, and no `close`.
#
# The WebSocket standard has both events fire, in this order, and clients reconnect on `close`. Autobahn|JS, 22.11.1 and
# 26.3.1, does so: in Node 22 it gives up for ever at the first attempt that fails, whatever max_retries says, so
# a worker does not come back after a restart of its router. In Node 24 it does.
#
# Expected: error, close.
#
# Seen:
#
#     22.23.3: error
#     24.19.0: error, close
#
# Nothing listens on port 1 of this machine. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.mjs <<'JS'
const events = [];
const socket = new WebSocket('ws://127.0.0.1:1/');
for (const type of ['open', 'error', 'close']) socket.addEventListener(type, () => events.push(type));
setTimeout(() => {
  console.log(`${process.versions.node}: ${events.join(', ')}`);
  process.exit();
}, 5_000);
JS

for version in 22.23.3 24.19.0; do
  npm install --silent --no-audit --no-fund --no-save --prefix "$version" "node@$version" >/dev/null 2>&1
  timeout 30 "$version/node_modules/node/bin/node" finding.mjs | tee -a output
done
[ "$(cat output)" = '22.23.3: error
24.19.0: error, close' ]
