/**
 * `npm run build`: compiles the sources into dist/, unless dist/ was built from the same sources; with `--check`, it only
 * ends with 1 if dist/ was not. A build fails if files that `npm run generate` writes are stale.
 *
 * The compiler writes into a folder beside dist/, which takes its place at the end. Until then, programs run from the
 * old build; a build that fails changes nothing, and builds that run at the same time do not mix their files.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { makePage, PAGE_SOURCES } from './page.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');
const CONFIG = 'tsconfig.build.json';
/** File of a build that holds the fingerprint of its sources. */
const STAMP = 'built-from';
/** Writes the files that are made from the charts; `--check` lists those that are stale. */
const GENERATOR = 'src/compiler/main.ts';
const ASIDE = /^dist\.(new|old)-/;
/** Age in milliseconds after which a folder of another build is a remainder of one that was interrupted. */
const HOUR = 3_600_000;

const sources = fingerprint();
if (stampOf(DIST) !== sources) {
  if (process.argv.includes('--check')) refuse();
  else process.exitCode = await build();
}

function refuse() {
  console.error('Expected dist/ to be built from these sources, but it is not. Run npm run build first.');
  process.exitCode = 1;
}

/** @returns the exit code; undefined if the build succeeds */
async function build() {
  console.error('Building (about 15 s) ...');
  removeRemainders();
  const folder = join(ROOT, `dist.new-${process.pid}`);
  // Standard output belongs to the command that needed the build, such as `npm pack --json`.
  const steps = [run([installed('typescript/bin/tsc'), '-p', CONFIG, '--outDir', folder], 2)];
  if (existsSync(join(ROOT, GENERATOR)))
    steps.push(run([installed('tsx/cli'), GENERATOR, '--check'], 'ignore'));
  const code = (await Promise.all(steps)).find((one) => one !== 0);
  if (code === undefined) {
    if (pageFiles().length > 0) await makePage(ROOT, folder);
    writeFileSync(join(folder, STAMP), sources);
    swapIn(folder);
  }
  rmSync(folder, { recursive: true, force: true });
  return code;
}

/** Runs a script with Node; resolves to its exit code. */
function run(words, output) {
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', output, 2] });
  return new Promise((resolve) => child.once('close', (status) => resolve(status ?? 1)));
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
  const scripts = ['scripts/build.mjs', 'scripts/page.mjs', 'tsconfig.page.json'];
  const files = [...settings, ...read(CONFIG).include.flatMap(sourcesIn), ...pageFiles(), ...scripts];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Files of the page of the inspector. */
function pageFiles() {
  if (!existsSync(join(ROOT, PAGE_SOURCES))) return [];
  return readdirSync(join(ROOT, PAGE_SOURCES))
    .sort()
    .map((name) => `${PAGE_SOURCES}/${name}`);
}

/** TypeScript files in a folder, sorted; no tests, and none of installed packages and programs. */
function sourcesIn(folder) {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return /^(node_modules$|\.)/.test(entry.name) ? [] : sourcesIn(path);
      return /(?<!\.test|\.test-helper)\.ts$/.test(entry.name) ? [path] : [];
    });
}

/** Path of a script of an installed package. */
function installed(script) {
  return createRequire(import.meta.url).resolve(script);
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
