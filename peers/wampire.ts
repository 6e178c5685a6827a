/** wampire, a router in Rust: the program of its crate. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const VERSION = '0.2.1';
const folder = folderOf('wampire');

export const wampire: Peer = {
  name: 'wampire',
  title: 'wampire',
  version: VERSION,
  from: 'wampire (crates.io)',
  toolchain: TOOLCHAINS.rust,
  install: [['cargo', 'install', '--quiet', '--locked', '--root', folder, `wampire@${VERSION}`]],
  serve: [`${folder}/bin/wampire`, '--port', PORT, '--realm', 'realm1'],
  hasSources: false,
};
