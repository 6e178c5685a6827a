/** Builds the programs of the client libraries in libraries.ts: npm run clients:install -- [library …], all if none is named. */
import { install } from '../../../peers/installation.ts';
import { installationOf, LIBRARIES } from './libraries.ts';

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(LIBRARIES);
for (const name of names) {
  const library = LIBRARIES[name];
  if (library === undefined)
    console.error(`Expected one of ${Object.keys(LIBRARIES).join(', ')}, but got ${name}.`);
  if (library === undefined || !install(installationOf(name, library))) process.exitCode = 1;
}
