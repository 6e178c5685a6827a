/** The built package, whose commands the documents show. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inRepository } from '../../docs/.vitepress/places.ts';

export const isThere = (path: string): boolean => existsSync(inRepository(path));

/** @throws Error if the package is not built, or was built from other sources */
export function isBuilt(): void {
  complaint ??= spawnSync(process.execPath, [BUILDER, '--check'], { encoding: 'utf8' }).stderr;
  if (complaint !== '') throw new Error(complaint.trim());
}

// --- internal ---

const BUILDER = fileURLToPath(inRepository('scripts/build.mjs'));

/** The answer of the builder: to read all sources takes time, and no test changes them. */
let complaint: string | undefined;
