/** The judge imports nothing of the charts, so that a mistake in them cannot hide itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const JUDGE = new URL('../../src/tools/judge/', import.meta.url);

const FILES = readdirSync(JUDGE, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

const read = (name: string): string => readFileSync(new URL(name, JUDGE), 'utf8');

/** Imports of each file from outside of the judge, from the root of the repository. */
const IMPORTS = FILES.flatMap((name) =>
  [...read(name).matchAll(/\b(?:import|export)\s[^;'"]*?from\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g)].map(
    (found) =>
      new URL((found[1] ?? found[2]) as string, new URL(name, 'root:/src/tools/judge/')).pathname.slice(1),
  ),
).filter((path) => !path.startsWith('src/tools/judge/'));

test('it reads rules, readings and logs, has its own table of messages, and writes reports', () => {
  expect(FILES.length).toBeGreaterThan(10);
  expect([...new Set(IMPORTS)].sort()).toEqual([
    'machines/readings.ts',
    'machines/readings/index.ts',
    'machines/rules.ts',
    'src/dealer/json.ts',
    'src/dealer/payload.ts',
    'src/dealer/same.ts',
    'src/tools/report/junit.ts',
    'src/tools/report/page.ts',
    'src/wire/entry.ts',
    'src/wire/text.ts',
  ]);
});
