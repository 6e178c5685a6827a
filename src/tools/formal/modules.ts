/** The TLA+ modules that come with the project. */
import { fileURLToPath } from 'node:url';
import { packageFile } from '../scenario/library/files.ts';

/** Path of their folder. */
export const MODULES = fileURLToPath(packageFile('machines/tla'));
