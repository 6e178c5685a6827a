/**
 * `npm run build`: compiles the sources into dist/, unless dist/ was built from the same sources.
 *
 * The compiler writes into a folder beside dist/, which takes its place at the end. Until then, programs run from the
 * old build; a build that fails changes nothing, and builds that run at the same time do not mix their files.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');
const CONFIG = 'tsconfig.build.json';
/** File of a build that holds the fingerprint of its sources. */
const STAMP = 'built-from';
const ASIDE = /^dist\.(new|old)-/;
/** Age in milliseconds after which a folder of another build is a remainder of one that was interrupted. */
const HOUR = 3_600_000;

const sources = fingerprint();
if (stampOf(DIST) !== sources) {
  console.error('Building (about 15 s) ...');
  process.exitCode = build();
}

/** @returns the exit code */
function build() {
  removeRemainders();
  const folder = join(ROOT, `dist.new-${process.pid}`);
  const { status } = spawnSync(process.execPath, [compiler(), '-p', CONFIG, '--outDir', folder], {
    cwd: ROOT,
    // Standard output belongs to the command that needed the build, such as `npm pack --json`.
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) {
    // The compiler does not make the command line executable, and npm does so only where it links it.
    for (const file of programs()) chmodSync(join(folder, file), 0o755);
    writeFileSync(join(folder, STAMP), sources);
    swapIn(folder);
  }
  rmSync(folder, { recursive: true, force: true });
  return status ?? 1;
}

/** Puts a folder in the place of dist/. Another build may do so between the two steps, and is then replaced as well. */
function swapIn(folder) {
  for (let turn = 1; ; turn++) {
    const old = join(ROOT, `dist.old-${process.pid}-${turn}`);
    const hadOld = attempt(() => renameSync(DIST, old), ['ENOENT']);
    const isIn = attempt(() => renameSync(folder, DIST), turn < 20 ? ['ENOTEMPTY', 'EEXIST', 'EPERM'] : []);
    if (hadOld) rmSync(old, { recursive: true, force: true });
    if (isIn) return;
  }
}

/** @returns false if it fails with one of these codes */
function attempt(action, codes) {
  try {
    action();
    return true;
  } catch (error) {
    if (!codes.includes(error.code)) throw error;
    return false;
  }
}

function removeRemainders() {
  for (const name of readdirSync(ROOT).filter((one) => ASIDE.test(one))) {
    const folder = join(ROOT, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > HOUR) rmSync(folder, { recursive: true, force: true });
  }
}

/** Hash of all that a build depends on; the lock file stands for the compiler. */
function fingerprint() {
  const settings = ['tsconfig.json', CONFIG, 'package.json', 'package-lock.json'];
  const files = [...settings, ...read(CONFIG).include.flatMap(sourcesIn), `scripts/build.mjs`];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** TypeScript files in a folder, sorted; none of installed packages and programs. */
function sourcesIn(folder) {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return /^(node_modules$|\.)/.test(entry.name) ? [] : sourcesIn(path);
      return entry.name.endsWith('.ts') ? [path] : [];
    });
}

/** Programs of the package, relative to dist/. */
function programs() {
  return Object.values(read('package.json').bin).map((path) => path.replace('./dist/', ''));
}

function compiler() {
  return createRequire(import.meta.url).resolve('typescript/bin/tsc');
}

function stampOf(folder) {
  try {
    return readFileSync(join(folder, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

function read(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}
