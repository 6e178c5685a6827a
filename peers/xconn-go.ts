/** xconn-go, a router in Go: a program of a few lines around its module. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const program = `${folderOf('xconn-go')}/xconn-go`;

export const xconnGo: Peer = {
  name: 'xconn-go',
  title: 'xconn-go',
  version: '0.1.0',
  from: 'github.com/xconnio/xconn-go (Go module)',
  toolchain: TOOLCHAINS.go,
  install: [['go', 'build', '-C', 'peers/xconn-go', '-mod=readonly', '-o', `../../${program}`, '.']],
  serve: [program, PORT],
  hasSources: true,
};
