/** The texts of the modules, and modules in which a text is replaced. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from '../../src/tools/formal/modules.ts';
import type { Modules } from './tlc.ts';

/** The text of a module. */
export const moduleText = (name: string): string => readFileSync(join(MODULES, `${name}.tla`), 'utf8');

/** A module in which texts are replaced, each wherever it is. */
export function editedModule(name: string, edits: Readonly<Record<string, string>>): Modules {
  let text = moduleText(name);
  for (const [from, to] of Object.entries(edits)) {
    if (!text.includes(from))
      throw new Error(`Expected to find "${from}" in ${name}.tla, but it is not there.`);
    text = text.replaceAll(from, () => to);
  }
  return { [name]: text };
}
