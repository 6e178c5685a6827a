/** The TLA+ modules that come with the project. */
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../scenario/library/files.ts';
import type { ModelFiles } from './model.ts';

/** Path of their folder. */
export const MODULES = fileURLToPath(packageFile('machines/tla'));

/** Writes the modules and a model of them to a folder that exists. */
export function writeModules(folder: string, { module, config }: ModelFiles): void {
  for (const file of readdirSync(MODULES)) copyFileSync(join(MODULES, file), join(folder, file));
  writeFileSync(join(folder, 'MC.tla'), module);
  writeFileSync(join(folder, 'MC.cfg'), config);
}
