/** fox-wamp, a router on Node: a program of a few lines around its package. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const folder = folderOf('fox-wamp');

export const foxWamp: Peer = {
  name: 'fox-wamp',
  title: 'fox-wamp',
  version: '0.7.28',
  from: 'fox-wamp (npm)',
  toolchain: TOOLCHAINS.node,
  install: [
    ['cp', 'peers/fox-wamp/package.json', 'peers/fox-wamp/package-lock.json', folder],
    ['npm', 'ci', '--silent', '--ignore-scripts', '--prefix', folder],
  ],
  serve: ['node', 'peers/fox-wamp/main.mjs', PORT],
  hasSources: true,
};
