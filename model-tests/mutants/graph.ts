/**
 * The modules of the dealer, loaded any number of times, each time with some of them changed.
 *
 * Each module is translated once. Functions and loops of code that can be changed report that they run, so it is known
 * which runs reach a change, and a mutant with an endless loop ends after a number of steps and not after a time.
 */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { transformSync } from 'esbuild';
import * as payload from '../../src/dealer/payload.ts';
import { instrument } from './instrument.ts';

/** Files with mutants: those that decide, and those that keep sessions, registrations and calls. */
export const FILES = [
  'machines/instances.ts',
  'machines/steps/call.ts',
  'machines/steps/registration.ts',
  'machines/steps/session.ts',
  'machines/steps/joining.ts',
  'machines/steps/delivering.ts',
  'machines/steps/abort.ts',
  'machines/steps/options.ts',
  'machines/steps/uri.ts',
  'machines/policies.ts',
  'machines/member-list.ts',
  'machines/vocabulary/members.ts',
  'machines/system.ts',
  'src/dealer/dealer.ts',
  'src/dealer/delivery.ts',
  'src/dealer/runtime.ts',
  'src/dealer/system.ts',
  'src/dealer/facts.ts',
  'src/dealer/last-words.ts',
  'src/dealer/engine/tables.ts',
  'src/dealer/outcome.ts',
  'src/dealer/parts.ts',
  'src/dealer/effects.ts',
  'src/dealer/ids.ts',
  'src/dealer/deadlines.ts',
] as const;

/** Changed files, by path from the root of the repository. */
export type Changes = ReadonlyMap<string, string>;

/** Thrown by code that runs longer than any scenario needs. */
export class Endless extends Error {}

/** Called with file and number for each function and each iteration of a loop. */
export type Hit = (file: string, number: number) => void;

export const textOf = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

/**
 * Loads modules.
 *
 * @param changes new text of some of them
 * @param hit called for each function that runs
 * @returns a function from a file to its exports
 */
export function load(changes: Changes, hit: Hit): (file: string) => Exports {
  const loaded = new Map<string, Exports>(SHARED);
  const requireFrom = (file: string): Exports => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const module = { exports: {} };
    loaded.set(file, module.exports);
    const changed = changes.get(file);
    const run = changed === undefined ? original(file) : compile(file, changed);
    run(
      module,
      (from) => requireFrom(posix.join(posix.dirname(file), from)),
      (number) => hit(file, number),
    );
    loaded.set(file, module.exports);
    return module.exports;
  };
  return requireFrom;
}

// --- internal ---

const ROOT = new URL('../../', import.meta.url);

/** Modules that mutants share with the code that plays them, so that both have the same payloads. */
const SHARED: readonly (readonly [string, object])[] = [['src/dealer/payload.ts', payload]];

// Only the importing module knows the types of these exports.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Exports = any;

type Run = (
  module: { exports: object },
  require: (from: string) => Exports,
  hit: (number: number) => void,
) => void;

const originals = new Map<string, Run>();

function original(file: string): Run {
  const run = originals.get(file) ?? compile(file, textOf(file));
  originals.set(file, run);
  return run;
}

function compile(file: string, text: string): Run {
  const watched = (FILES as readonly string[]).includes(file) ? instrument(text) : text;
  const { code } = transformSync(watched, { loader: 'ts', format: 'cjs', target: 'es2023' });
  return new Function('module', 'require', '$hit', `${code}\n//# sourceURL=mutant/${file}`) as Run;
}
