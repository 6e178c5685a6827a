/** The layers of the source tree: each rule of .dependency-cruiser.mjs, on imports that break it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { expect, onTestFinished, test } from 'vitest';
// @ts-expect-error the configuration is a plain module, without types
import configuration from '../../.dependency-cruiser.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { forbidden, options } = configuration as Required<IConfiguration>;

/** Names of the rules broken by files with these imports. */
async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const { output } = await cruise(
    ['machines', 'src'].filter((name) => existsSync(join(folder, name))),
    {
      ...options,
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden },
    },
  );
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

const LEAF = 'export const leaf = 1;\n';

test('imports downwards break no rule', async () => {
  const files = {
    'machines/a.ts': LEAF,
    'src/dealer/b.ts': "import { leaf } from '../../machines/a.ts';\nexport const b = leaf;\n",
    'src/tools/c.ts':
      "import { b } from '../dealer/b.ts';\nimport type { AnyStateMachine } from 'xstate';\nexport const c: AnyStateMachine | number = b;\n",
  };
  expect(await broken(files)).toEqual([]);
});

test.each([
  [
    'no circles',
    'src/wire/a.ts',
    "import { leaf } from './leaf.ts';",
    'src/wire/leaf.ts',
    "import './a.ts';\n",
  ],
  [
    'machines imports no other folder',
    'machines/a.ts',
    "import '../src/dealer/leaf.ts';",
    'src/dealer/leaf.ts',
    '',
  ],
  ['src/dealer imports machines', 'src/dealer/a.ts', "import '../wire/leaf.ts';", 'src/wire/leaf.ts', ''],
  [
    'src/wire imports machines, src/dealer',
    'src/wire/a.ts',
    "import '../router/leaf.ts';",
    'src/router/leaf.ts',
    '',
  ],
  [
    'src/router imports machines, src/dealer, src/wire',
    'src/router/a.ts',
    "import '../tools/leaf.ts';",
    'src/tools/leaf.ts',
    '',
  ],
  [
    'src/compiler imports machines',
    'src/compiler/a.ts',
    "import type { leaf } from '../dealer/leaf.ts';",
    'src/dealer/leaf.ts',
    '',
  ],
  ['no Node modules', 'src/dealer/a.ts', "import 'node:fs';", 'src/dealer/leaf.ts', ''],
  ['no packages', 'machines/a.ts', "import 'ws';", 'machines/leaf.ts', ''],
  [
    'no library in a step',
    'machines/steps/a.ts',
    "import type { AnyStateMachine } from 'xstate';",
    'machines/leaf.ts',
    '',
  ],
  [
    'XState is run by charts and the interpreted driver',
    'src/tools/a.ts',
    "import { createMachine } from 'xstate';",
    'src/tools/leaf.ts',
    '',
  ],
])('%s: an import that breaks it is found', async (rule, path, line, leaf, begin) => {
  expect(await broken({ [path]: `${line}\nexport const a = 1;\n`, [leaf]: begin + LEAF })).toContain(rule);
});
