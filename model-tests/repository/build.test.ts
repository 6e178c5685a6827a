/** The build: when it runs, that programs of the last build run meanwhile, and that no stale one is run. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'dist/src/cli/main.js';
const PROGRAM = 'scripts/dealerchart.mjs';
const SETTINGS = [
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.page.json',
  'package.json',
  'package-lock.json',
];
/** Compiler options in place of this project's: with a small library, a build takes a second. */
const SMALL =
  '{ "compilerOptions": { "target": "es2023", "lib": ["es5"], "module": "nodenext", "types": [] } }';
const logs = (text: string): string => `declare const console: any; console.log('${text}');`;

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** A project with one program, which is built as this one. */
class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'dealerchart-build-'));

  constructor() {
    for (const name of [...SETTINGS, 'scripts/build.mjs', 'scripts/page.mjs', PROGRAM])
      cpSync(join(ROOT, name), this.path(name));
    this.write('tsconfig.json', SMALL);
    symlinkSync(join(ROOT, 'node_modules'), this.path('node_modules'));
    for (const folder of ['machines', 'bench', 'peers']) mkdirSync(this.path(folder));
    this.write('src/cli/main.ts', logs('one'));
    onTestFinished(() => rm(this.folder, { recursive: true, force: true }));
  }

  path = (name: string): string => join(this.folder, name);

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  build = (): Promise<Ended> => this.run('scripts/build.mjs');

  /** Ends with 1 if the build is stale. */
  check = (): Promise<Ended> => this.run('scripts/build.mjs', '--check');

  /** Runs the command line as npx does. */
  command = (): Promise<Ended> => this.run(PROGRAM);

  /** What the built program prints. */
  prints = async (): Promise<string> => (await this.run(MAIN)).said;

  /** Folders of builds, finished or not. */
  builds = (): string[] => readdirSync(this.folder).filter((name) => name.startsWith('dist'));

  run(...words: string[]): Promise<Ended> {
    return new Promise((resolve) => {
      execFile(process.execPath, words, { cwd: this.folder }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
      );
    });
  }
}

const BUILT: Ended = { code: 0, said: 'Building (about 15 s) ...\n' };
const NOTHING: Ended = { code: 0, said: '' };

describe('a build', { timeout: 60_000 }, () => {
  test('says so, and leaves nothing else behind', async () => {
    const project = new Project();
    expect(await project.build()).toEqual(BUILT);
    expect(await project.prints()).toBe('one\n');
    expect(project.builds()).toEqual(['dist']);
  });

  test('does nothing if nothing has changed', async () => {
    const project = new Project();
    await project.build();
    const { ino, ctimeMs } = statSync(project.path('dist'));
    utimesSync(project.path('src/cli/main.ts'), new Date(), new Date());
    expect(await project.build()).toEqual(NOTHING);
    expect(statSync(project.path('dist'))).toMatchObject({ ino, ctimeMs });
  });

  test('is made after a change of a source, of its settings or of a version', async () => {
    const project = new Project();
    project.write('machines/more.ts', 'export {};');
    await project.build();
    for (const name of ['src/cli/main.ts', 'machines/more.ts', ...SETTINGS]) {
      project.write(name, `${readFileSync(project.path(name), 'utf8')}\n`);
      expect([name, await project.build()]).toEqual([name, BUILT]);
    }
    expect(await project.build()).toEqual(NOTHING);
  });

  test('is made after a source is gone, of which it has nothing then', async () => {
    const project = new Project();
    project.write('machines/more.ts', 'export {};');
    await project.build();
    rmSync(project.path('machines/more.ts'));
    expect(await project.build()).toEqual(BUILT);
    expect(readdirSync(project.path('dist')).sort()).toEqual(['built-from', 'src']);
  });

  test('that fails says why, leaves the last one as it was, and is tried again', async () => {
    const project = new Project();
    await project.build();
    project.write('src/cli/main.ts', `export const one: number = 'two';`);
    for (const _ of ['first', 'again']) {
      const { code, said } = await project.build();
      expect(code).toBe(2);
      expect(said).toContain("Type 'string' is not assignable to type 'number'");
      expect(project.builds()).toEqual(['dist']);
    }
    expect(await project.prints()).toBe('one\n');
  });

  test('can be made while others are, and programs run meanwhile', async () => {
    const project = new Project();
    await project.build();
    project.write('src/cli/main.ts', logs('two'));
    let isOver = false;
    const builds = Promise.all([project.build(), project.build(), project.build()]).finally(() => {
      isOver = true;
    });
    const printed = new Set<string>();
    while (!isOver) printed.add(await project.prints());
    expect(await builds).toEqual([BUILT, BUILT, BUILT]);
    expect([...printed].filter((text) => !['one\n', 'two\n'].includes(text))).toEqual([]);
    expect(await project.prints()).toBe('two\n');
    expect(project.builds()).toEqual(['dist']);
  });

  test('removes what an interrupted one left an hour ago, and nothing of one that may still run', async () => {
    const project = new Project();
    for (const name of ['dist.new-1', 'dist.old-1-1', 'dist.new-2']) mkdirSync(project.path(name));
    const before = new Date(Date.now() - 3_700_000);
    for (const name of ['dist.new-1', 'dist.old-1-1']) utimesSync(project.path(name), before, before);
    await project.build();
    expect(project.builds()).toEqual(['dist', 'dist.new-2']);
  });
});

describe('the command line in a clone', { timeout: 60_000 }, () => {
  test('is built before it runs if sources have changed, and only then', async () => {
    const project = new Project();
    expect(await project.command()).toEqual({ code: 0, said: `one\n${BUILT.said}` });
    expect(await project.command()).toEqual({ code: 0, said: 'one\n' });
    project.write('src/cli/main.ts', logs('two'));
    expect(await project.command()).toEqual({ code: 0, said: `two\n${BUILT.said}` });
  });

  test('does not run while its sources have an error', async () => {
    const project = new Project();
    await project.build();
    project.write('src/cli/main.ts', `export const one: number = 'two';`);
    const { code, said } = await project.command();
    expect(code).toBe(2);
    expect(said).toContain("Type 'string' is not assignable to type 'number'");
    expect(said).not.toContain('one\n');
  });

  test('does not run while generated files are stale', async () => {
    const project = new Project();
    project.write('src/compiler/main.ts', `declare const process: any; process.exit(1);`);
    expect(await project.command()).toEqual({ code: 1, said: BUILT.said });
    project.write('src/compiler/main.ts', 'export {};');
    expect(await project.command()).toEqual({ code: 0, said: `one\n${BUILT.said}` });
  });

  test('can be asked whether it is stale, which a change of a test does not make it', async () => {
    const project = new Project();
    const { code, said } = await project.check();
    expect([code, said]).toEqual([1, expect.stringContaining('Run npm run build first.')]);
    expect(project.builds()).toEqual([]);
    await project.build();
    project.write('src/cli/main.test.ts', logs('test'));
    expect(await project.check()).toEqual(NOTHING);
  });
});
