/** Crossbar.io, a router in Python: its own command, with a configuration for one port. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const folder = folderOf('crossbar');

export const crossbar: Peer = {
  name: 'crossbar',
  title: 'Crossbar.io',
  version: '26.10.1',
  from: 'crossbar (PyPI)',
  toolchain: TOOLCHAINS.python,
  install: [
    ['python3', '-m', 'venv', folder],
    [
      `${folder}/bin/pip`,
      '-q',
      '--disable-pip-version-check',
      'install',
      '-r',
      'peers/crossbar/requirements.txt',
    ],
  ],
  serve: [`${folder}/bin/python`, '-B', 'peers/crossbar/main.py', PORT],
  hasSources: true,
};
