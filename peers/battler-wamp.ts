/** battler-wamp, a router in Rust: a program of a few lines around its crate. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const folder = folderOf('battler-wamp');

export const battlerWamp: Peer = {
  name: 'battler-wamp',
  title: 'battler-wamp',
  version: '0.6.1',
  from: 'battler-wamp (crates.io)',
  toolchain: TOOLCHAINS.rust,
  install: [
    [
      ...(['cargo', 'build', '--quiet', '--locked', '--release'] as const),
      ...['--manifest-path', 'peers/battler-wamp/Cargo.toml', '--target-dir', folder],
    ],
  ],
  serve: [`${folder}/release/battler-wamp-peer`, PORT],
  hasSources: true,
};
