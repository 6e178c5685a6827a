import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['machines/**/*.test.ts', 'src/**/*.test.ts', 'model-tests/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
