/** What a router that was started at a terminal suggests to do next. */
import { expect, test } from 'vitest';
import { nextSteps } from './next-steps.ts';

const STARTED = {
  url: 'ws://127.0.0.1:8080/ws',
  realms: [],
  isOpen: true,
  pages: undefined,
  isVerbose: false,
  isInspected: false,
} as const;

test('runs an example, judges the router, and looks at its numbers', () => {
  expect(nextSteps(STARTED)).toEqual([
    'Next, in another terminal or a browser:',
    '  node examples/rerouting.mjs ws://127.0.0.1:8080/ws  two workers share a procedure',
    '  npx dealerchart conform ws://127.0.0.1:8080/ws      judge this router',
    '  http://127.0.0.1:8080/metrics                       its sessions and calls, in numbers',
    'Add --inspect to watch sessions, registrations and calls in a browser.',
    'Add --verbose to see sessions, registrations and refusals here. Ctrl-C stops the router.',
  ]);
});

test('names the first of its realms, and its pages', () => {
  const lines = nextSteps({ ...STARTED, realms: ['orders', 'billing'], pages: 'Documentation' });
  expect(lines).toContainEqual(expect.stringMatching(/rerouting\.mjs ws:\S+ orders {2}/));
  expect(lines).toContainEqual(expect.stringMatching(/conform ws:\S+ --realm orders {2}/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}http:\/\/127\.0\.0\.1:8080\/ +documentation$/));
});

test('names no clients where they need a certificate or a login, nor --verbose and --inspect where they are given', () => {
  const told = {
    ...STARTED,
    url: 'wss://127.0.0.1:8443/ws',
    isOpen: false,
    isVerbose: true,
    isInspected: true,
  };
  expect(nextSteps(told)).toEqual([
    'Next, in another terminal or a browser:',
    '  https://127.0.0.1:8443/metrics  its sessions and calls, in numbers',
    'Ctrl-C stops the router.',
  ]);
});
