/** Tested client libraries that the project does not install itself: their builds, and their commands. */
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  type Command,
  type Installation,
  isInstalled as isBuilt,
  virtualEnvironment,
} from '../../../peers/installation.ts';

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

/** Installation of the program of a library. */
export const installationOf = (name: string, library: Library): Installation => ({
  title: library.title,
  needs: library.needs,
  folder: builtOf(name),
  sources: join(HERE, library.folder),
  commands: library.build,
  cwd: join(HERE, library.folder),
});

/** True if the program of a library can run, and was built from the present sources. */
export const isInstalled = (name: string, library: Library): boolean =>
  library.runsHere !== false && isBuilt(installationOf(name, library));

// --- internal ---

const HERE = fileURLToPath(new URL('.', import.meta.url));

function python(title: string, name: string): Library {
  return {
    title,
    needs: 'Python 3.11 or newer with venv and pip',
    folder: 'python',
    build: (built) => virtualEnvironment(built, `${name}.txt`),
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
