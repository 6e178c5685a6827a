/** URLs in what is printed and written: none of their secrets is there. */
import { expect, test } from 'vitest';
import { withoutSecrets } from './url.ts';

test.each([
  ['ws://host:8080/ws', 'ws://host:8080/ws'],
  ['wss://ann:secret@host/ws', 'wss://host/ws'],
  ['wss://ann:se@cret@host/ws', 'wss://host/ws'],
  ['ws://host/a@b?token=secret', 'ws://host/a@b?...'],
  ['ws://host?token=a@b', 'ws://host?...'],
])('%s is told as %s', (url, told) => {
  expect(withoutSecrets(url)).toBe(told);
});
