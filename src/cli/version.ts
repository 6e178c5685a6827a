/** The version of this package. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../tools/scenario/library/files.ts';

export const VERSION: string = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')).version;
