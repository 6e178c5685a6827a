/** Nexus, a router in Go: a program of a few lines around its module. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const program = `${folderOf('nexus')}/nexus`;

export const nexus: Peer = {
  name: 'nexus',
  title: 'Nexus',
  version: '3.2.2',
  from: 'github.com/gammazero/nexus/v3 (Go module)',
  toolchain: TOOLCHAINS.go,
  install: [['go', 'build', '-C', 'peers/nexus', '-mod=readonly', '-o', `../../${program}`, '.']],
  serve: [program, PORT],
  hasSources: true,
};
