/** The texts of the modules, and modules in which a text is replaced. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from '../../src/tools/formal/modules.ts';
import type { Modules } from './tlc.ts';

/** The text of a module. */
export const moduleText = (name: string): string => readFileSync(join(MODULES, `${name}.tla`), 'utf8');

/** A module in which a text is replaced wherever it is. */
export function editedModule(name: string, from: string, to: string): Modules {
  const text = moduleText(name);
  if (!text.includes(from))
    throw new Error(`Expected to find "${from}" in ${name}.tla, but it is not there.`);
  return { [name]: text.replaceAll(from, () => to) };
}
