/** The tests with a fault put in: what the environment variable `MUTANT` says is read in place of the files it names. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../../', import.meta.url));
const changes = new Map<string, string>(JSON.parse(process.env.MUTANT ?? '[]'));

export default defineConfig({
  root,
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      load: (path) => changes.get(path.replace(root, '')),
    },
  ],
  // In threads nothing is left over of a run that is ended. What comes after the first failure says nothing new.
  test: {
    include: ['src/**/*.test.ts', 'model-tests/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    testTimeout: 60_000,
  },
});
