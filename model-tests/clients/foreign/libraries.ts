/** Tested client libraries that the project does not install itself: their builds, and their commands. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const SERIALISATIONS = ['json', 'msgpack', 'cbor'] as const;
export type Serialisation = (typeof SERIALISATIONS)[number];

export interface Library {
  /** Name and version of the library, for test reports. */
  readonly title: string;
  /** Requirements of its installation. */
  readonly needs: string;
  /** Folder of its program's sources, beside this file. */
  readonly folder: 'python' | 'go' | 'java' | 'js';
  /** Commands that build its program, run in that folder; they must change nothing else. */
  readonly build: (built: string) => readonly Command[];
  /** False if it cannot run beside the tests, whether or not it is installed. */
  readonly runsHere?: boolean;
  /** Command of its program, before the arguments URL, realm and serialisation. */
  readonly run: (built: string) => Command;
}

export type Command = readonly [program: string, ...args: string[]];

export const LIBRARIES: Readonly<Record<string, Library>> = {
  'autobahn-python': python('Autobahn|Python 26.10.2', 'autobahn'),
  swampyer: python('swampyer 3.1.20260922', 'swampyer'),
  nexus: go('the client of Nexus 3.2.2', 'nexus'),
  xconn: go('xconn-go 0.1.0', 'xconn'),
  'autobahn-java': {
    title: 'autobahn-java 20.6.1',
    needs: 'a JDK of Java 17 or newer, and Maven',
    folder: 'java',
    build: (built) => [['mvn', '-B', '-q', `-Dbuilt=${built}`, 'compile', 'dependency:copy-dependencies']],
    run: (built) => [
      'java',
      ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx128m'],
      ...['-cp', `${join(built, 'classes')}:${join(built, 'dependency', '*')}`, 'Peer'],
    ],
  },
  'autobahn-js': {
    title: 'Autobahn|JS 26.3.1',
    needs: 'Node 22 or newer, with npm',
    folder: 'js',
    build: (built) => [
      ['npm', 'install', '--engine-strict', '--silent', '--prefix', built, 'autobahn@26.3.1'],
    ],
    runsHere: Number.parseInt(process.versions.node, 10) >= 22,
    run: (built) => [process.execPath, join(HERE, 'js/autobahn_peer.mjs'), built],
  },
};

/** Folder of the build of a library, out of version control. */
export const builtOf = (name: string): string => join(HERE, '.built', name);

/** The folder of a library's sources. */
export const sourcesOf = ({ folder }: Library): string => join(HERE, folder);

/** True if the program of a library can run, and was built from the present sources. */
export const isInstalled = (name: string, library: Library): boolean => {
  const stamp = stampOf(name);
  return (
    library.runsHere !== false && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(library)
  );
};

/** Notes that the program of a library has been built. */
export const noteInstalled = (name: string, library: Library): void =>
  writeFileSync(stampOf(name), fingerprint(library));

// --- internal ---

const HERE = fileURLToPath(new URL('.', import.meta.url));

const stampOf = (name: string): string => join(builtOf(name), 'built-from');

/** Hash of the sources and the commands. */
function fingerprint(library: Library): string {
  const hash = createHash('sha256').update(JSON.stringify(library.build('')));
  const files = readdirSync(sourcesOf(library), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('__pycache__'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function python(title: string, name: string): Library {
  return {
    title,
    needs: 'Python 3.11 or newer with venv and pip',
    folder: 'python',
    build: (built) => [
      ['python3', '-m', 'venv', built],
      [join(built, 'bin/pip'), '-q', '--disable-pip-version-check', 'install', '-r', `${name}.txt`],
    ],
    run: (built) => [join(built, 'bin/python'), '-B', join(HERE, 'python', `${name}_peer.py`)],
  };
}

function go(title: string, name: string): Library {
  return {
    title,
    needs: 'Go 1.24 or newer',
    folder: 'go',
    build: (built) => [['go', 'build', '-mod=readonly', '-o', join(built, 'peer'), `./${name}`]],
    run: (built) => [join(built, 'peer')],
  };
}
