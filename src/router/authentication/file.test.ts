/** A file of principals: reading it, and its mistakes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPrincipals } from './file.ts';
import { documentOf } from './hello.test-helper.ts';
import { MOST_PERMISSIONS } from './limits.ts';

const fileOf = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dealerchart-principals-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'principals.json');
  writeFileSync(path, text);
  return path;
};

test('a file is read, and may name its schema', () => {
  const document = documentOf([{ authid: 'una', role: 'worker', wampcra: { secret: 'secret' } }]);
  const path = fileOf(JSON.stringify({ $schema: './principals.json', ...document }));
  expect(readPrincipals(path)).toMatchObject({ methods: ['wampcra'], realms: ['realm1'] });
});

test('a mistake is reported with the file, the place, and nothing that is secret', () => {
  const broken = fileOf('{\n  "realms": {},\n  "seed": hunter2\n}');
  expect(() => readPrincipals(broken)).toThrow(
    expect.objectContaining({
      code: 'PRINCIPALS_INVALID',
      message: expect.stringMatching(
        new RegExp(`^${broken}: Expected JSON, but there is a mistake in it( at line 3)?\\.$`),
      ),
    }),
  );
  const wrong = fileOf('{ "realms": [] }');
  expect(() => readPrincipals(wrong)).toThrow(
    `${wrong}: Expected a dictionary at /realms of the principals, but [] came.`,
  );
  const missing = join(wrong, 'nothing.json');
  expect(() => readPrincipals(missing)).toThrow(
    new RegExp(`^${missing}: Expected a file of principals, but it cannot be read: E`),
  );
});

test('a role may have a thousand permissions, and no more', () => {
  const permissions = Array.from({ length: MOST_PERMISSIONS }, (_, index) => ({
    uri: `com.example.a${index}`,
  }));
  const read = (list: typeof permissions): unknown =>
    readPrincipals(
      fileOf(JSON.stringify({ realms: { realm1: { roles: { worker: { permissions: list } } } } })),
    );
  expect(read(permissions)).toMatchObject({ realms: ['realm1'] });
  expect(() => read([...permissions, { uri: 'com.example.more' }])).toThrow(
    /at \/realms\/realm1\/roles\/worker\/permissions/,
  );
});
