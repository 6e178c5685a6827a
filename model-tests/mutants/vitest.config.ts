/** Configuration of tests on a mutant: the environment variable `MUTANT` has the texts of changed files. */
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
  // Threads leave nothing behind when a run is ended. One failure is enough, so the rest is skipped.
  test: {
    include: ['src/**/*.test.ts', 'model-tests/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    testTimeout: 60_000,
  },
});
