/** `npm run generate -- --check` names stale generated files and the remedy. */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Exit code and output of a run in this folder. */
const check = (root: string): Promise<{ code: unknown; output: string }> =>
  new Promise((done) => {
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const parameters = [tsx, join(root, 'src/compiler/main.ts'), '--check'];
    execFile(process.execPath, parameters, { cwd: root }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : error.code, output: stdout + stderr });
    });
  });

/** A folder with the parts of the project that the generator needs. */
async function copyOfProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dealerchart-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ['machines', 'src', 'package.json', 'tsconfig.json', 'biome.json', '.gitignore']) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

test('the generated files are those that the charts give', async () => {
  expect(await check(ROOT)).toEqual({ code: 0, output: 'The generated files are up to date.\n' });
});

test('each file that is not is named, with the command that writes it', async () => {
  const folder = await copyOfProject();
  await appendFile(join(folder, 'src/dealer/engine/call.generated.ts'), '// by hand\n');
  await rm(join(folder, 'src/dealer/engine/session.generated.ts'));
  expect(await check(folder)).toEqual({
    code: 1,
    output: [
      'src/dealer/engine/call.generated.ts is stale. Run "npm run generate" and commit what it writes.\n',
      'src/dealer/engine/session.generated.ts is stale. Run "npm run generate" and commit what it writes.\n',
    ].join(''),
  });
});
