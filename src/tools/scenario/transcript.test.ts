/** A run written as a scenario can be read, replays the run, and has one name for each id. */
import { expect, test } from 'vitest';
import { DEFAULT_READINGS } from '../../../machines/readings.ts';
import { createDealer } from '../../dealer/index.ts';
import { play } from './play.ts';
import { DealerUnderTest } from './systems/dealer.ts';
import { type Run, type RunEvent, scenarioOfRun } from './transcript.ts';
import { writeScenario } from './write.ts';

const ADD = 'com.example.add';

const join = (session: string, role: string, ...features: string[]): RunEvent => ({
  action: { does: 'join', session, roles: [role], features },
  received: [{ session, message: [2, 4711, { roles: {} }] }],
});

const send = (session: string, wire: unknown[], ...received: RunEvent['received'][number][]): RunEvent => ({
  action: { does: 'send', session, wire },
  received,
});

const EVENTS: readonly RunEvent[] = [
  join('ann', 'callee', 'call_reroute', 'call_canceling'),
  join('eve', 'caller'),
  send('ann', [64, 1, { invoke: 'random' }, ADD], { session: 'ann', message: [65, 1, 7] }),
  send('eve', [48, 1, {}, ADD, ['two words']], { session: 'ann', message: [68, 1, 7, {}, ['two words']] }),
  send('ann', [70, 1, {}, [3]], { session: 'eve', message: [50, 1, {}, [3]] }),
  // A reused request id is another request.
  send('eve', [48, 1, { timeout: 50 }, ADD], { session: 'ann', message: [68, 2, 7, {}] }),
  {
    action: { does: 'pass', ms: 50 },
    received: [
      { session: 'eve', message: [8, 48, 1, {}, 'wamp.error.timeout', ['Expected an answer.']] },
      { session: 'ann', message: [69, 2, { mode: 'killnowait' }] },
    ],
  },
  {
    action: { does: 'leave', session: 'eve' },
    received: [
      { session: 'eve', message: [6, {}, 'wamp.close.goodbye_and_out'] },
      { session: 'eve', closed: true },
    ],
  },
  {
    action: { does: 'shutDown' },
    received: [{ session: 'ann', message: [6, {}, 'wamp.close.system_shutdown'] }],
  },
  { action: { does: 'lose', session: 'ann' }, received: [] },
];

const RUN: Run = {
  file: 'run.md',
  title: 'A call is answered, and another one is not',
  prose: ['Why it matters.', 'word '.repeat(40)],
  draws: [0.25, 0.75],
  events: EVENTS,
  readings: { ...DEFAULT_READINGS, gate: 'announced' },
  rules: ['BP-14', 'CT-2'],
};

test('it is written as a page', () => {
  const page = writeScenario(scenarioOfRun(RUN));
  expect(page.split('\n').every((line) => line.length <= 120)).toBe(true);
  expect(page.slice(page.indexOf('```script'))).toBe(`\`\`\`script
random draws 0.25 0.75
 1 ann joins as callee with call_reroute, call_canceling
 2 eve joins as caller
 3 ann: REGISTER ?register {"invoke": "random"} com.example.add
 4 eve: CALL ?call {} com.example.add ["two words"]
 5 ann: YIELD ?toAnn {} [3]
 6 eve: CALL ?call2 {"timeout": 50} com.example.add
 7 50 ms pass
 8 eve leaves
 9 the router closes
10 ann is lost
\`\`\`

\`\`\`log gate=announced
 3 ann REGISTERED ?register ?registration
 4 ann INVOCATION ?toAnn ?registration {} ["two words"]
 5 eve RESULT ?call {} [3]
 6 ann INVOCATION ?toAnn2 ?registration {}
 7 eve ERROR CALL ?call2 {} wamp.error.timeout [_]
 7 ann INTERRUPT ?toAnn2 {"mode": "killnowait"}
 9 ann GOODBYE {} wamp.close.system_shutdown
\`\`\`

Shows BP-14, CT-2, the reading \`gate\`.
`);
});

test('it plays as it went', async () => {
  const failure = await play(
    scenarioOfRun(RUN),
    async (options) => new DealerUnderTest('dealer', createDealer, options),
    { readings: RUN.readings, seed: 1 },
  );
  expect(failure).toBeUndefined();
});
