/** The built package, whose commands the documents show. */
import { existsSync } from 'node:fs';
import { inRepository } from '../../docs/.vitepress/places.ts';

export const isThere = (path: string): boolean => existsSync(inRepository(path));

/** @throws Error if the package is not built */
export function isBuilt(): void {
  if (isThere('dist/src/dealer/index.js')) return;
  throw new Error('Expected the built package in dist, but it is not there. Run npm run build first.');
}
