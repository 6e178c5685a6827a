/** The site of the documentation, as `serve` has it where no other pages are given. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SiteOptions } from '../router/resources.ts';
import { packageFile } from '../tools/scenario/library/files.ts';

/** The built pages, if they are there: not in the package, but in a clone after "npm run docs". */
export function documentation(): SiteOptions | undefined {
  const folder = packageFile('docs/.vitepress/dist/');
  return existsSync(new URL('index.html', folder)) ? siteIn(fileURLToPath(folder)) : undefined;
}

/** Options for the site built in a folder: its pages load only what it has itself. */
export const siteIn = (folder: string): SiteOptions => ({ folder, policy: POLICY, hashed: '/assets/' });

// --- internal ---

const POLICY = "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
