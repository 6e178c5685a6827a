#!/usr/bin/env bash
# battler-wamp 0.6.1 (crates.io), a router: each INVOCATION holds the IP address of the caller.
#
# A caller stays unknown to the callee unless it asks to be disclosed (CALL.Options.disclose_me) or the router is
# configured to. battler-wamp keeps to that for session id, authid and authrole, but session.rs adds the address of the
# caller's connection to the details of every INVOCATION, as battler_wamp_remote_addr. Any client that may register a
# procedure learns the addresses of all that call it; no option turns this off.
#
# Expected: no fact about the caller, as it did not ask for it, and the callee did not either.
#
# Seen with Rust 1.95, on loopback:
#
#     Details of INVOCATION: {"battler_wamp_remote_addr":"127.0.0.1","procedure":"com.example.work"}
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

const [HELLO, WELCOME, CALL, REGISTER, REGISTERED, INVOCATION] = [1, 2, 48, 64, 65, 68];
setTimeout(() => end('no INVOCATION within ten seconds', 1), 10_000);
const join = () => {
  const socket = new WebSocket(process.argv[2], 'wamp.2.json');
  const send = (...message) => socket.send(JSON.stringify(message));
  socket.on('open', () => send(HELLO, 'realm1', { roles: { caller: {}, callee: {} } }));
  const on = (code, then) =>
    socket.on('message', (data) => JSON.parse(data)[0] === code && then(JSON.parse(data)));
  return { send, on };
};

const callee = join();
callee.on(WELCOME, () => callee.send(REGISTER, 1, {}, 'com.example.work'));
callee.on(REGISTERED, () => {
  const caller = join();
  caller.on(WELCOME, () => caller.send(CALL, 1, {}, 'com.example.work'));
});
callee.on(INVOCATION, ([, , , details]) =>
  end(`Details of INVOCATION: ${JSON.stringify(details)}`, JSON.stringify(details).includes('127.0.0.1') ? 0 : 1),
);

function end(sentence, code) {
  console.log(sentence);
  process.exit(code);
}
JS

target/debug/finding >url &
router=$!
for _ in $(seq 100); do test -s url && break || sleep 0.1; done
node finding.mjs "$(cat url)"
