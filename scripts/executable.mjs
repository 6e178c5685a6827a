// Lets the command line be run as a program: tsc does not, and npm does so only when it links it.
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/src/cli/main.js', import.meta.url), 0o755);
