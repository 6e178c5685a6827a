/** Other routers: each is pinned to one version, in its file, in the list of its packages and in CONTRIBUTING.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Peer, ROOT } from '../../peers/peer.ts';
import { PEERS } from '../../peers/peers.ts';
import { textOf } from './blocks.ts';

const FOLDER = join(ROOT, 'peers');

/** Files of `peers/` that are about no single router. */
const SHARED = ['installation', 'main', 'peer', 'peers', 'target', 'toolchains'];

const EXACT = /^\d+\.\d+\.\d+$/;

/** A list of packages: the file, its entries as names with versions, and its lock file where it names direct ones only. */
interface Manifest {
  readonly file: string;
  readonly lock?: string;
  readonly entries: (text: string) => Iterable<RegExpMatchArray>;
}

const MANIFESTS: readonly Manifest[] = [
  { file: 'go.mod', lock: 'go.sum', entries: (text) => text.matchAll(/^(?:require |\t)(\S+\/\S+) v(\S+)/gm) },
  { file: 'requirements.txt', entries: (text) => text.matchAll(/^(?=.)([^=\s]*)(?:==)?(.*)$/gm) },
  {
    file: 'Cargo.toml',
    lock: 'Cargo.lock',
    entries: (text) =>
      text.slice(text.indexOf('[dependencies]')).matchAll(/^(\S+) = (?:\{ version = )?"(?:=(.*?)|.*?)"/gm),
  },
  {
    file: 'package.json',
    lock: 'package-lock.json',
    entries: (text) => JSON.stringify(JSON.parse(text).dependencies).matchAll(/"([^"]+)":"([^"]+)"/g),
  },
  {
    file: 'pom.xml',
    entries: (text) => text.matchAll(/<artifactId>(\S+)<\/artifactId>\s*<version>(\S+)<\/version>/g),
  },
];

const read = (peer: Peer, file: string): string => readFileSync(join(FOLDER, peer.name, file), 'utf8');

const manifestOf = (peer: Peer): Manifest | undefined =>
  MANIFESTS.find(({ file }) => existsSync(join(FOLDER, peer.name, file)));

/** Name of the package that a router is released in, without its group in Maven. */
const packageOf = ({ from }: Peer): string => (from.split(' ')[0] as string).replace(/^.*:/, '');

test('there is one file for each router, with its name', () => {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replace('.ts', ''));
  expect([...PEERS.map(({ name }) => name), ...SHARED].sort()).toEqual(files);
  expect(PEERS.length).toBeGreaterThanOrEqual(8);
});

describe.each(PEERS.map((peer) => ({ name: peer.name, peer })))('$name', ({ peer }) => {
  test('has an exact version', () => {
    expect(peer.version).toMatch(EXACT);
  });

  test('is installed at this version', () => {
    const manifest = manifestOf(peer);
    const pinned =
      manifest === undefined
        ? peer.install.flat().filter((word) => word === `${packageOf(peer)}@${peer.version}`)
        : [...manifest.entries(read(peer, manifest.file))].filter(
            ([, name, version]) => name === packageOf(peer) && version === peer.version,
          );
    expect(pinned).toHaveLength(1);
  });

  test('is installed with packages of exact versions only', () => {
    const manifest = manifestOf(peer);
    expect(manifest !== undefined).toBe(peer.hasSources);
    if (manifest === undefined) return expect(peer.install.flat()).toContain('--locked');
    const entries = [...manifest.entries(read(peer, manifest.file))];
    expect(entries).not.toEqual([]);
    for (const [entry, , version] of entries) expect(version, entry).toMatch(/^\d[\w.+-]*$/);
    if (manifest.lock !== undefined) expect(read(peer, manifest.lock)).toContain(peer.version);
  });

  test('serves the port that it is given', () => {
    expect(peer.serve.filter((word) => word.includes('{port}'))).toHaveLength(1);
  });

  test('has its line in CONTRIBUTING.md', () => {
    const { name, title, version, from, toolchain } = peer;
    const cells = [`[${title}](peers/${name}.ts)`, version, from, toolchain.title];
    expect(textOf('CONTRIBUTING.md').split('\n')).toContain(`| ${cells.join(' | ')} |`);
  });
});
