/**
 * `npm run generate`: writes the engine from the charts, and the messages from their grammar; with `--check`, only says
 * which files are stale.
 *
 * The same charts and the same grammar give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.ts';
import { writeMessages } from './messages.ts';
import { COMMAND, TARGETS } from './targets.ts';

interface Output {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const onlyCheck = process.argv.includes('--check');
const outputs: readonly Output[] = [
  ...TARGETS.map(({ machine, steps, writing, file }) => ({ file, text: generate(machine, steps, writing) })),
  { file: 'src/dealer/messages.generated.ts', text: writeMessages(COMMAND) },
];
const stale = outputs.map(formatted).filter((output) => !isFresh(output));
if (onlyCheck && stale.length > 0) {
  for (const { file } of stale)
    console.error(`${file} is stale. Run "${COMMAND}" and commit what it writes.`);
  process.exit(1);
}
for (const { file, text } of stale) {
  writeFileSync(`${root}${file}`, text);
  console.log(`wrote ${file}`);
}
if (stale.length === 0) console.log('The generated files are up to date.');

// --- internal ---

function isFresh({ file, text }: Output): boolean {
  const path = `${root}${file}`;
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}

/** In the project's own style, by the project's formatter. */
function formatted({ file, text }: Output): Output {
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  const parameters = [biome, 'format', `--stdin-file-path=${file}`];
  return {
    file,
    text: execFileSync(process.execPath, parameters, { cwd: root, input: text, encoding: 'utf8' }),
  };
}
