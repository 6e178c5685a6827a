#!/usr/bin/env bash
# battler-wamp 0.6.1 (crates.io), a router: a client that sends a number with a fraction or a sign is turned out.
#
# The payload of a call is up to the application: a router forwards any value that the serialisation has. The values of
# battler-wamp (battler-wamp-values 0.2.2) are null, texts, booleans, lists, dictionaries and unsigned 64-bit integers. A
# message with any other number cannot be parsed, which counts as a protocol violation of its sender, and ends its session
# with all its registrations and calls.
#
# Expected: the callee receives each of the numbers, and the caller its result.
#
# Seen with Rust 1.95:
#
#     1: a result
#     1.5: ABORT wamp.error.protocol_violation (protocol violation: stream abruptly closed)
#     -1: ABORT wamp.error.protocol_violation (protocol violation: stream abruptly closed)
#
# Needs cargo, which takes some minutes, and Node. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
router=
trap 'test -z "$router" || kill "$router"; rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2024"

[dependencies]
anyhow = "=1.0.105"
battler-wamp = "=0.6.1"
battler-wamp-uri = "=0.1.0"
tokio = { version = "=1.54.1", features = ["macros", "rt-multi-thread"] }
TOML
cat >src/main.rs <<'RUST'
use battler_wamp::router::*;
use battler_wamp_uri::Uri;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let realm = RealmConfig {
        name: "realm1".to_owned(),
        uri: Uri::try_from("realm1")?,
        authentication: RealmAuthenticationConfig::default(),
    };
    let config = RouterConfig { realms: vec![realm], ..RouterConfig::default() };
    let router = new_web_socket_router(
        config,
        Box::new(EmptyConnectionPolicies::default()),
        Box::new(EmptyPubSubPolicies::default()),
        Box::new(EmptyRpcPolicies::default()),
    )?;
    let (handle, served) = router.start().await?;
    println!("ws://{}/", handle.local_addr());
    Ok(served.await?)
}
RUST
cargo build --quiet
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ws@8.23.0

cat >finding.mjs <<'JS'
import { WebSocket } from 'ws';

const [HELLO, WELCOME, ABORT, CALL, RESULT, REGISTER, REGISTERED, INVOCATION, YIELD] = [1, 2, 3, 48, 50, 64, 65, 68, 70];
setTimeout(() => end('no answer within ten seconds', 1), 10_000);
const join = () => {
  const socket = new WebSocket(process.argv[2], 'wamp.2.json');
  const send = (...message) => socket.send(JSON.stringify(message));
  socket.on('open', () => send(HELLO, 'realm1', { roles: { caller: {}, callee: {} } }));
  const on = (code) =>
    new Promise((resolve) =>
      socket.on('message', (data) => JSON.parse(data)[0] === code && resolve(JSON.parse(data))),
    );
  return { send, on, socket };
};

const callee = join();
await callee.on(WELCOME);
callee.send(REGISTER, 1, {}, 'com.example.work');
await callee.on(REGISTERED);
callee.socket.on('message', (data) => {
  const [code, request] = JSON.parse(data);
  if (code === INVOCATION) callee.send(YIELD, request, {});
});

const outcomes = [];
for (const number of [1, 1.5, -1]) {
  const caller = join();
  await caller.on(WELCOME);
  const outcome = Promise.race([
    caller.on(RESULT).then(() => 'a result'),
    caller.on(ABORT).then(([, { message }, reason]) => `ABORT ${reason} (${message})`),
  ]);
  caller.send(CALL, 1, {}, 'com.example.work', [number]);
  outcomes.push(await outcome);
  console.log(`${number}: ${outcomes.at(-1)}`);
}
const [whole, ...others] = outcomes.map((outcome) => outcome.startsWith('ABORT wamp.error.protocol_violation'));
end('', !whole && others.every((isAborted) => isAborted) ? 0 : 1);

function end(sentence, code) {
  if (sentence !== '') console.log(sentence);
  process.exit(code);
}
JS

target/debug/finding >url &
router=$!
for _ in $(seq 100); do test -s url && break || sleep 0.1; done
node finding.mjs "$(cat url)"
