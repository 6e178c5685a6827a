#!/usr/bin/env bash
# wampire 0.2.1 (crates.io), a router: a message with null in it is never answered.
#
# null is a value like any other in JSON. wampire has none for it, so that it cannot parse the message; it writes that to
# its log and goes on, as if nothing had come. The callee is not asked, and the caller waits for ever, since neither an
# ERROR nor an ABORT says that the call is lost.
#
# Expected: the callee receives [null]; or at least an answer.
#
# Seen with Rust 1.95:
#
#     [1]: the callee is asked
#     [null]: nothing within a second
#     an unknown procedure, called after that: wamp.error.no_such_procedure
#
# Needs cargo, which takes some minutes, and Node. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
router=
trap 'test -z "$router" || kill "$router"; rm -rf "$folder"' EXIT
cd "$folder"
cargo install --quiet --locked --root . wampire@0.2.1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ws@8.23.0

cat >finding.mjs <<'JS'
import { WebSocket } from 'ws';

const [HELLO, WELCOME, ERROR, CALL, REGISTER, REGISTERED, INVOCATION] = [1, 2, 8, 48, 64, 65, 68];
setTimeout(() => end('no answer within ten seconds', 1), 10_000);
const roles = { caller: {}, callee: {}, publisher: {}, subscriber: {} };
const join = () => {
  const socket = new WebSocket(process.argv[2], 'wamp.2.json');
  const send = (...message) => socket.send(JSON.stringify(message));
  socket.on('open', () => send(HELLO, 'realm1', { roles }));
  const on = (code) =>
    new Promise((resolve) =>
      socket.on('message', (data) => JSON.parse(data)[0] === code && resolve(JSON.parse(data))),
    );
  return { send, on };
};
const silence = () => new Promise((resolve) => setTimeout(resolve, 1_000, 'nothing within a second'));

const [callee, caller] = [join(), join()];
await Promise.all([callee.on(WELCOME), caller.on(WELCOME)]);
callee.send(REGISTER, 1, {}, 'com.example.work');
await callee.on(REGISTERED);

const outcomes = [];
for (const [index, argument] of [1, null].entries()) {
  const request = index + 1;
  const asked = callee.on(INVOCATION).then(() => 'the callee is asked');
  const refused = caller.on(ERROR).then(() => 'an ERROR');
  caller.send(CALL, request, {}, 'com.example.work', [argument]);
  outcomes.push(await Promise.race([asked, refused, silence()]));
  console.log(`${JSON.stringify([argument])}: ${outcomes.at(-1)}`);
}
const refused = caller.on(ERROR);
caller.send(CALL, 3, {}, 'com.example.nothing');
const [, , request, , uri] = await refused;
const isLost = outcomes.join() === 'the callee is asked,nothing within a second' && request === 3;
end(`an unknown procedure, called after that: ${uri}`, isLost ? 0 : 1);

function end(sentence, code) {
  console.log(sentence);
  process.exit(code);
}
JS

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
bin/wampire --port "$port" --realm realm1 >router.log 2>&1 &
router=$!
for _ in $(seq 100); do (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
node finding.mjs "ws://127.0.0.1:$port/"
