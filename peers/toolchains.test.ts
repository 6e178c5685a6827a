/** Toolchains: what is missing or too old is found and named. */
import process from 'node:process';
import { expect, test } from 'vitest';
import { isAtLeast, TOOLCHAINS, type Toolchain, troubleWith, versionIn } from './toolchains.ts';

/** A toolchain with one program, which prints a text and ends. */
const printing = (text: string, stream = 'stdout', code = 0): Toolchain => ({
  title: 'Go 1.24 or newer',
  advice: '',
  parts: [
    {
      name: 'Go',
      command: [
        process.execPath,
        '-e',
        `process.${stream}.write(${JSON.stringify(text)}); process.exitCode = ${code}`,
      ],
      oldest: '1.24',
    },
  ],
});

test.each([
  ['1.24', '1.24', true],
  ['1.24.0', '1.24', true],
  ['1.24', '1.24.0', true],
  ['1.26.8', '1.24', true],
  ['1.9', '1.24', false],
  ['1.23.9', '1.24', false],
  ['2', '1.24', true],
  ['17.0.15', '17', true],
  ['1.8.0', '17', false],
  ['20.9.0', '20.19', false],
  ['20.19.2', '20.19', true],
])('%s against %s', (version, oldest, isEnough) => {
  expect(isAtLeast(version, oldest)).toBe(isEnough);
});

test.each([
  ['go version go1.26.8 linux/amd64', '1.26.8'],
  ['cargo 1.95.0 (f2d3ce0bd 2026-03-21)', '1.95.0'],
  ['Python 3.11.7', '3.11.7'],
  ['v20.19.2', '20.19.2'],
  ['javac 17', '17'],
  ['javac 1.8.0_292', '1.8.0'],
  ['devel', undefined],
])('the version in "%s"', (text, version) => {
  expect(versionIn(text)).toBe(version);
});

test('an old program is named with its version, wherever it prints that, and a missing one without', () => {
  expect(troubleWith(printing('go version go1.21.3 linux/amd64'))).toBe('Go 1.21.3');
  expect(troubleWith(printing('go version go1.21.3 linux/amd64', 'stderr'))).toBe('Go 1.21.3');
  expect(troubleWith(printing('', 'stdout', 1))).toBe('no Go');
  const missing = {
    ...printing(''),
    parts: [{ name: 'a C compiler', command: ['no-such-program'] as const }],
  };
  expect(troubleWith(missing)).toBe('no C compiler');
});

test('a program that is new enough is no trouble, nor is one whose version cannot be read', () => {
  expect(troubleWith(printing('go version go1.24.0 linux/amd64'))).toBeUndefined();
  expect(troubleWith(printing('go version devel'))).toBeUndefined();
});

test('the versions that are asked for are those that the titles promise', () => {
  for (const { title, parts } of Object.values(TOOLCHAINS) as Toolchain[]) {
    const asked = parts.flatMap(({ oldest }) => (oldest === undefined ? [] : [oldest]));
    expect(title.match(/\d+(\.\d+)*/g)).toEqual(asked);
  }
});
