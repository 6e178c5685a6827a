/** The package as npm packs it: its files, its type resolution, and its programs. */
import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { type Analysis, checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBuilt } from './built.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const DEPENDENCIES = Object.keys(MANIFEST.dependencies);
const ENTRIES = Object.keys(MANIFEST.exports).filter((name) => !name.endsWith('.json'));
const run = promisify(execFile);

const workshop = mkdtempSync(join(tmpdir(), 'dealerchart-package-'));
afterAll(() => rm(workshop, { recursive: true, force: true }));

let tarball: Uint8Array<ArrayBuffer>;
/** A project with only the package installed, without its dependencies. */
let bare: Project;
/** A project with the package and its dependencies installed. */
let full: Project;

beforeAll(async () => {
  isBuilt();
  await run(
    'npm',
    ['pack', '--ignore-scripts', '--offline', '--no-update-notifier', '--pack-destination', workshop],
    { cwd: ROOT },
  );
  const file = join(workshop, `dealerchart-${MANIFEST.version}.tgz`);
  tarball = new Uint8Array(readFileSync(file));
  bare = await Project.create('bare', file);
  full = await Project.create('full', file, DEPENDENCIES);
}, 60_000);

describe('the tarball', () => {
  test('holds the built package, its manifest, the schemas and the scenarios, and nothing else', () => {
    const files = bare.files();
    const expected =
      /^(package\.json|[A-Z]+(\.md)?|scripts\/dealerchart\.mjs|dist\/(src|machines)\/.*\.(js|js\.map|d\.ts)|dist\/src\/router\/inspector\/page\/\w+\.(html|css|svg)|schemas\/.*\.json|machines\/tla\/\w+\.tla|model-tests\/(scenarios|conformance\/cases)\/.*\.md)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'dist/src/dealer/index.js', 'dist/src/dealer/index.d.ts']),
    );
  });

  test('holds no tests, no generator, no benchmarks and no other routers', () => {
    expect(
      bare.files().filter((file) => /\.test|test-helper|compiler\/\w+\.|bench|peers/.test(file)),
    ).toEqual([]);
  });

  test('holds the sources that its source maps speak of', () => {
    const maps = bare.files().filter((file) => file.endsWith('.map'));
    const blind = maps.filter((file) => !JSON.parse(bare.read(file)).sourcesContent?.[0]);
    expect(maps).toContain('dist/src/dealer/index.js.map');
    expect(blind).toEqual([]);
  });

  test('has nothing that publint complains of, however strict', async () => {
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: tarball.buffer } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });
});

describe('the types', () => {
  // An ES module cannot be required with its types by CommonJS under these, and the old resolution knows no exports.
  const UNSUPPORTED = ['node10', 'node16-cjs'];

  test('of every entry are found by ES modules in Node and by bundlers', async () => {
    const analysis = (await checkPackage(createPackageFromTarballData(tarball), {
      entrypoints: ENTRIES,
    })) as Analysis;
    const problems = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem && UNSUPPORTED.includes(problem.resolutionKind)),
    );
    expect(problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toEqual(ENTRIES);
    for (const { hasTypes, resolutions } of Object.values(analysis.entrypoints)) {
      expect(hasTypes).toBe(true);
      for (const kind of ['node16-esm', 'bundler'] as const) {
        expect(resolutions[kind].resolution?.isTypeScript).toBe(true);
        expect(resolutions[kind].implementationResolution?.fileName).toMatch(/\.js$/);
      }
    }
  });

  test('of the dealer need no other package, not even those of Node', () => {
    expect(bare.complaints(`import { createDealer, type Output } from 'dealerchart';${TYPED_CALL}`)).toEqual(
      [],
    );
  });

  test('of the other entries need the dependencies and no more', () => {
    const program = `
      import { createInterpretedDealer as createDealer } from 'dealerchart/interpreted';
      import type { Output } from 'dealerchart';
      import { callMachine, RULES, select } from 'dealerchart/machines';
      import { startRouter, type RouterOptions } from 'dealerchart/router';
      export const options: RouterOptions = { port: 0, realms: ['realm1'] };
      export const url: Promise<string> = startRouter(options).then((router) => router.url);
      export const sentence: string = RULES['CR-1'].sentence;
      export const parts: unknown[] = [callMachine.config, select];${TYPED_CALL}`;
    expect(full.complaints(program)).toEqual([]);
  });

  test('tell a mistake from what is right', () => {
    const wrong = `import { createDealer } from 'dealerchart'; createDealer({ realm: 'realm1', random: 1 });`;
    expect(bare.complaints(wrong)).toEqual(["Type 'number' is not assignable to type '() => number'."]);
    expect(bare.complaints(`import 'dealerchart/machines';`)).toContainEqual(
      expect.stringContaining("Cannot find module 'xstate'"),
    );
  });
});

describe('in a project without any other package', () => {
  test('there is nothing to import but the package', async () => {
    const program = `for (const name of ${JSON.stringify(DEPENDENCIES)}) {
      await import(name).then(() => console.log(name, 'is there'), ({ code }) => console.log(code));
    }`;
    expect(await bare.run(program)).toBe('ERR_MODULE_NOT_FOUND\n'.repeat(DEPENDENCIES.length));
  });

  test('Node imports the dealer, which serves a call', async () => {
    const program = `import { createDealer } from 'dealerchart'; ${CALL} console.log(JSON.stringify(outputs));`;
    expect(JSON.parse(await bare.run(program))).toEqual(ANSWERS);
  });

  test('CommonJS imports the dealer too, as it imports ES modules', async () => {
    const program = `import('dealerchart').then(({ createDealer }) => { ${CALL} console.log(JSON.stringify(outputs)); })`;
    expect(JSON.parse(await bare.run(program, 'commonjs'))).toEqual(ANSWERS);
  });

  test('the dealer bundles for a browser, from files of the package alone', async () => {
    const { inputs, outputs } = (await bare.bundle()).metafile;
    const folder = `${relative(process.cwd(), bare.package)}/dist/`.replaceAll('\\', '/');
    const others = Object.keys(inputs).filter((file) => file !== '<stdin>' && !file.startsWith(folder));
    expect(Object.keys(inputs).length).toBeGreaterThan(20);
    expect(others).toEqual([]);
    expect(Object.values(outputs).flatMap(({ imports }) => imports)).toEqual([]);
  });

  test('the bundle serves a call where there is nothing but the language itself', async () => {
    const [bundle] = (await bare.bundle()).outputFiles;
    const program = `${bundle?.text}; const { createDealer } = bundled; ${CALL} JSON.stringify(outputs);`;
    expect(JSON.parse(runInNewContext(program, {}))).toEqual(ANSWERS);
  });
});

describe('in a project that has the dependencies', () => {
  test.each([
    ['.', 'createDealer'],
    ['./interpreted', 'createInterpretedDealer'],
    ['./machines', 'callMachine'],
    ['./router', 'startRouter'],
  ])('Node imports the entry %s, which has %s', async (entry, name) => {
    const program = `console.log(Object.keys(await import('dealerchart${entry.slice(1)}')).join(' '))`;
    expect(ENTRIES).toContain(entry);
    expect((await full.run(program)).trim().split(' ')).toContain(name);
  });

  test('the interpreted dealer serves the same call', async () => {
    const program = `import { createInterpretedDealer as createDealer } from 'dealerchart/interpreted'; ${CALL} console.log(JSON.stringify(outputs));`;
    expect(JSON.parse(await full.run(program))).toEqual(ANSWERS);
  });

  test('the router starts and stops', async () => {
    const program = `
      import { startRouter } from 'dealerchart/router';
      const router = await startRouter({ port: 0 });
      console.log(router.url);
      await router.close();`;
    expect(await full.run(program)).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ws\n$/);
  });

  test('the command line knows its version', async () => {
    const main = join(full.package, MANIFEST.bin.dealerchart);
    expect((await run(process.execPath, [main, '--version'])).stdout).toBe(`${MANIFEST.version}\n`);
  });

  test('the schema of configuration files can be imported, too', async () => {
    const program = `
      import schema from 'dealerchart/schemas/router.json' with { type: 'json' };
      console.log(schema.title);`;
    expect(await full.run(program)).toBe('Configuration of dealerchart serve\n');
  });

  test('what is not an entry cannot be imported', async () => {
    await expect(full.run(`await import('dealerchart/dist/src/dealer/runtime.js')`)).rejects.toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
  });
});

describe('in the clone', () => {
  test('npx runs the build that is there, and leaves it as it is', { timeout: 60_000 }, async () => {
    const dist = (): unknown => {
      const { ino, ctimeMs } = statSync(join(ROOT, 'dist'));
      return { ino, ctimeMs };
    };
    const before = dist();
    const npx = ['exec', '--offline', '--no-update-notifier', '--cache', join(workshop, 'cache'), '--'];
    for (const _ of ['first', 'again']) {
      const { stdout } = await run('npm', [...npx, 'dealerchart', '--version'], { cwd: ROOT });
      expect(stdout).toBe(`${MANIFEST.version}\n`);
    }
    expect(dist()).toEqual(before);
  });
});

// --- a call, for a program that has `createDealer` ---

const CALL = `
  const dealer = createDealer({ realm: 'realm1', random: () => 0.5 });
  const [callee, caller] = [{ callee: {} }, { caller: {} }].map((roles) => {
    const session = dealer.connect(0);
    dealer.receive(session, [1, 'realm1', { roles }], 0);
    return session;
  });
  dealer.receive(callee, [64, 1, { invoke: 'first' }, 'com.example.add'], 0);
  const outputs = [
    ...dealer.receive(caller, [48, 1, {}, 'com.example.add', [1, 2]], 0),
    ...dealer.receive(callee, [70, 1, {}, [3]], 0),
  ];`;

const ANSWERS = [
  { session: 1, message: [68, 1, 1, {}, [1, 2]] },
  { session: 2, message: [50, 1, {}, [3]] },
];

const TYPED_CALL = `
  const dealer = createDealer({ realm: 'realm1', random: () => 0.5, inspect: ({ chart, rules }) => [chart.length, rules.length] });
  const key: number = dealer.connect(0);
  export const outputs: readonly Output[] = dealer.receive(key, [1, 'realm1', {}], 0);
  export const due: number | undefined = dealer.nextDeadline();`;

// --- projects that embed the package ---

class Project {
  readonly folder: string;
  readonly package: string;

  static async create(name: string, file: string, dependencies: readonly string[] = []): Promise<Project> {
    const project = new Project(name);
    mkdirSync(project.package, { recursive: true });
    await run('tar', ['-xzf', file, '--strip-components=1', '-C', project.package]);
    for (const dependency of dependencies) {
      const link = join(project.folder, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', dependency), link);
    }
    return project;
  }

  private constructor(name: string) {
    this.folder = join(workshop, name);
    this.package = join(this.folder, 'node_modules/dealerchart');
  }

  /** Files of the package, with slashes. */
  files(): string[] {
    return readdirSync(this.package, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.package, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  }

  read(file: string): string {
    return readFileSync(join(this.package, file), 'utf8');
  }

  /** Output of a program run in this project. */
  async run(program: string, type: 'module' | 'commonjs' = 'module'): Promise<string> {
    const args = [`--input-type=${type}`, '--eval', program];
    return (await run(process.execPath, args, { cwd: this.folder })).stdout;
  }

  /** Compiler errors of a program in this project, in strict mode. */
  complaints(program: string): string[] {
    const file = join(this.folder, 'program.mts');
    writeFileSync(file, program);
    const compiled = ts.createProgram([file], {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    });
    const ours = compiled
      .getSourceFiles()
      .filter(({ fileName }) => !/\/node_modules\/(?!dealerchart\/)/.test(fileName));
    return [
      ...compiled.getOptionsDiagnostics(),
      ...ours.flatMap((source) => compiled.getSyntacticDiagnostics(source)),
      ...ours.flatMap((source) => compiled.getSemanticDiagnostics(source)),
    ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** The default entry and all that it imports, as a script for browsers that defines `bundled`. */
  bundle() {
    return build({
      stdin: { contents: `export * from 'dealerchart'`, resolveDir: this.folder },
      platform: 'browser',
      format: 'iife',
      globalName: 'bundled',
      bundle: true,
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
  }
}
