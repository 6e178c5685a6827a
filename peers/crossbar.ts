/** Crossbar.io, a router in Python: its own command, with a configuration for one port. */
import { virtualEnvironment } from './installation.ts';
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const folder = folderOf('crossbar');

export const crossbar: Peer = {
  name: 'crossbar',
  title: 'Crossbar.io',
  version: '26.10.1',
  from: 'crossbar (PyPI)',
  toolchain: TOOLCHAINS.python,
  install: virtualEnvironment(folder, 'peers/crossbar/requirements.txt'),
  serve: [`${folder}/bin/python`, '-B', 'peers/crossbar/main.py', PORT],
  hasSources: true,
};
