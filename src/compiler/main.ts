/**
 * `npm run generate`: writes the engine from the charts; with `--check`, only says which files are stale.
 *
 * The same charts give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.ts';
import { COMMAND, TARGETS, type Target } from './targets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const onlyCheck = process.argv.includes('--check');
const stale = TARGETS.filter((target) => !isFresh(target));
if (onlyCheck && stale.length > 0) {
  for (const target of stale)
    console.error(`${target.file} is stale. Run "${COMMAND}" and commit what it writes.`);
  process.exit(1);
}
for (const target of stale) {
  writeFileSync(`${root}${target.file}`, textOf(target));
  console.log(`wrote ${target.file}`);
}
if (stale.length === 0) console.log('The generated files are up to date.');

// --- internal ---

function isFresh(target: Target): boolean {
  const file = `${root}${target.file}`;
  return existsSync(file) && readFileSync(file, 'utf8') === textOf(target);
}

function textOf({ machine, steps, writing, file }: Target): string {
  return format(generate(machine, steps, writing), file);
}

/** In the project's own style, by the project's formatter. */
function format(text: string, file: string): string {
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${file}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
}
