/** Generated pages are up to date. */
import { expect, test } from 'vitest';
import { PAGES } from '../pages/index.ts';
import { pageOf } from '../scenarios.ts';
import { recorded } from '../state-space.ts';

test.each(Object.entries(PAGES))('%s is as `npm run pages` writes it', async (file, write) => {
  expect(pageOf(file)).toBe(await write(recorded()));
});
