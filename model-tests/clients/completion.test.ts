/** The scripts of `dealerchart completion` in the shells, where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isBuilt } from '../repository/built.ts';
import { dealerchart } from './process.ts';

const PROGRAM = fileURLToPath(new URL('../../scripts/dealerchart.mjs', import.meta.url));

/** Prints the completions of each line after the script, as readline would ask for them. */
const BASH = `
complete_line() {
  local line="$1" broken="\${1//=/ = }"
  COMP_LINE="$line" COMP_POINT="\${#line}"
  read -ra COMP_WORDS <<< "$broken"
  [[ $line == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _dealerchart 2> /dev/null
  echo "\${COMPREPLY[*]}"
}
`;

/** Stands in for the completion system of zsh, which needs a terminal. */
const ZSH = `
compdef() { }
_describe() { print -r -- "\${(P)2[*]%%:*}" }
_files() { print files }
complete_line() {
  local -a words=("\${(@s: :)1}")
  local CURRENT=\${#words}
  _dealerchart
}
`;

const isInstalled = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** Runs a script in a shell, with the program as \`dealerchart\` on its path. */
function run(shell: string, script: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-completion-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  symlinkSync(PROGRAM, join(folder, 'dealerchart'));
  writeFileSync(join(folder, 'script'), `${script}\ntrue`);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, HOME: folder };
  return execFileSync(shell, ['script'], { cwd: folder, env, encoding: 'utf8' }).trimEnd().split('\n');
}

async function scriptFor(shell: string): Promise<string> {
  const program = dealerchart('completion', shell);
  expect(await program.ended).toBe(0);
  expect(program.stderr).toBe('');
  return program.stdout;
}

beforeAll(isBuilt);

describe('the completion script', () => {
  const LINES = [
    'dealerchart rul',
    'dealerchart explain cr-08-',
    'dealerchart check --policy ',
    'dealerchart rules cr-7',
  ] as const;
  const EXPECTED = ['rules', 'cr-08-all-refuse', 'single roundrobin random first last', 'CR-7'];
  const asked = LINES.map((line) => `complete_line '${line}'`).join('\n');

  test.skipIf(!isInstalled('bash'))('completes command lines in bash, also after =', async () => {
    const more = `complete_line 'dealerchart play --reading newcomer='\ncomplete_line 'dealerchart check --policy=l'`;
    const said = run('bash', `${await scriptFor('bash')}${BASH}${asked}\n${more}`);
    expect(said).toEqual([...EXPECTED, 'candidate ignored', 'last']);
  });

  test.skipIf(!isInstalled('zsh'))('completes command lines in zsh', async () => {
    const said = run('zsh', `${ZSH}${await scriptFor('zsh')}${asked}`);
    expect(said.filter((line) => line !== 'files')).toEqual(EXPECTED);
    expect(said).toContain('files');
  });

  test.skipIf(!isInstalled('fish'))('completes command lines in fish', async () => {
    const said = run(
      'fish',
      `${await scriptFor('fish')}${LINES.map((line) => `complete -C '${line}'`).join('\n')}`,
    );
    const words = said.map((line) => line.split('\t')[0]);
    expect(words).toEqual(expect.arrayContaining(EXPECTED.flatMap((line) => line.split(' '))));
  });

  test('is refused for another shell, with the shells that there are', async () => {
    const program = dealerchart('completion', 'tcsh');
    expect(await program.ended).toBe(2);
    expect(program.stderr).toContain('Allowed choices are bash, zsh, fish');
  });
});
