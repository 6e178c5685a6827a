/** Reads configuration files of `dealerchart serve`. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { show } from '../dealer/json.ts';
import { isObject, type Kind } from '../router/option-kinds.ts';
import { nearestTo } from '../tools/consult/look-up.ts';
import { CONFIGURATION, SETTINGS, type Settings } from './settings.ts';

/** A mistake in the settings, one line for each. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}

/**
 * Reads a file with settings as JSON. Paths in it are resolved against its folder.
 *
 * @throws Mistake with a sentence for each mistake in the file
 */
export function readConfiguration(file: string): Partial<Settings> {
  const given = parse(file, read(file));
  const faults = faultsIn(CONFIGURATION, given);
  if (faults.length > 0) throw new Mistake(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  const { $schema, ...settings } = given as Record<string, unknown>;
  const resolved = Object.entries(settings).map(([name, value]) =>
    SETTINGS[name]?.isPath === true ? [name, resolve(dirname(file), value as string)] : [name, value],
  );
  return Object.fromEntries(resolved);
}

// --- internal ---

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Mistake(
      `${file} cannot be read; choose another file with --config (${(error as Error).message})`,
    );
  }
}

function parse(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const { message } = error as Error;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    throw new Mistake(`${file}${placeOf(content, position)}: Expected JSON: ${message}.`);
  }
}

/** A place in a text as `:line:column`. */
function placeOf(content: string, position: string | undefined): string {
  if (position === undefined) return '';
  const before = content.slice(0, Number(position)).split('\n');
  return `:${before.length}:${(before.at(-1) as string).length + 1}`;
}

/**
 * Sentences about the mistakes in a value.
 *
 * @param at the place of the value in the file, such as `realms[1]`
 */
function faultsIn(kind: Kind, value: unknown, at = ''): string[] {
  const { expected, holds, items, entries } = kind;
  if (items !== undefined && Array.isArray(value))
    return value.flatMap((item, index) => faultsIn(items, item, `${at}[${index}]`));
  if (entries !== undefined && isObject(value))
    return Object.entries(value).flatMap(([name, entry]) => {
      const known = Object.hasOwn(entries, name) ? entries[name] : undefined;
      const place = at === '' ? name : `${at}.${name}`;
      return known === undefined
        ? [unknownAt(place, name, Object.keys(entries))]
        : faultsIn(known, entry, place);
    });
  return holds(value)
    ? []
    : [`Expected ${expected}${at === '' ? '' : ` at ${at}`}, but ${show(value)} came.`];
}

function unknownAt(place: string, name: string, known: readonly string[]): string {
  return `Expected a known name, but ${place} came.${nearestTo(name, known)} Correct it, or leave it out.`;
}
