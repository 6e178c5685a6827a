/** wampyre, a router in Python without a server: a program of a few lines puts it behind a WebSocket server. */
import { virtualEnvironment } from './installation.ts';
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const folder = folderOf('wampyre');

export const wampyre: Peer = {
  name: 'wampyre',
  title: 'wampyre',
  version: '1.1.0',
  from: 'wampyre (PyPI)',
  toolchain: TOOLCHAINS.python,
  install: virtualEnvironment(folder, 'peers/wampyre/requirements.txt'),
  serve: [`${folder}/bin/python`, '-B', 'peers/wampyre/main.py', PORT],
  // Answers of different callees are mixed up if the requests have the same id.
  isOneByOne: true,
  hasSources: true,
};
