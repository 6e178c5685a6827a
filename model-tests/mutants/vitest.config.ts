/** The tests on a mutant: the environment variable `MUTANT` has the new texts of changed files. */
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
  // In threads, nothing is left over of a run that is ended. After the first failure, the rest is of no interest.
  test: {
    include: ['src/**/*.test.ts', 'model-tests/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    testTimeout: 60_000,
  },
});
