/**
 * `npm run generate`: writes the engine from the charts, their tables and the grammar of messages; with `--check`, it
 * only lists stale files.
 *
 * The same specification gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMMAND, FILES } from './targets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const onlyCheck = process.argv.includes('--check');
const stale = Object.keys(FILES).filter((file) => !isFresh(file));
if (onlyCheck && stale.length > 0) {
  for (const file of stale) console.error(`${file} is stale. Run "${COMMAND}" and commit what it writes.`);
  process.exit(1);
}
for (const file of stale) {
  writeFileSync(`${root}${file}`, textOf(file));
  console.log(`wrote ${file}`);
}
if (stale.length === 0) console.log('The generated files are up to date.');

// --- internal ---

function isFresh(file: string): boolean {
  const path = `${root}${file}`;
  return existsSync(path) && readFileSync(path, 'utf8') === textOf(file);
}

function textOf(file: string): string {
  const text = FILES[file]?.() as string;
  return file.endsWith('.ts') ? format(text, file) : text;
}

/** Formats code with the project's formatter. */
function format(text: string, file: string): string {
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  return execFileSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${file}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
}
