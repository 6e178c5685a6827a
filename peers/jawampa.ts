/** jawampa, a router in Java: a program of a few lines around its library. */
import { folderOf, type Peer, PORT } from './peer.ts';
import { TOOLCHAINS } from './toolchains.ts';

const folder = folderOf('jawampa');

export const jawampa: Peer = {
  name: 'jawampa',
  title: 'jawampa',
  version: '0.5.0',
  from: 'ws.wamp.jawampa:jawampa-netty (Maven Central)',
  toolchain: TOOLCHAINS.java,
  install: [
    [
      ...(['mvn', '-B', '-q', '-f', 'peers/jawampa/pom.xml', `-Dbuilt=../../${folder}`] as const),
      ...['compile', 'dependency:copy-dependencies'],
    ],
  ],
  serve: ['java', '-XX:+UseSerialGC', '-cp', `${folder}/classes:${folder}/dependency/*`, 'Router', PORT],
  hasSources: true,
};
