/** Contents of a snapshot: each session, registration and call with its whole context. */
import { expect, test } from 'vitest';
import { Stage } from './stage.ts';

test('a snapshot says all that there is, from the beginning on', () => {
  const stage = new Stage({ random: () => 0 }, ['BP-3']);
  const [, carol] = [stage.callees(2, 'roundrobin'), stage.join()];
  stage.connect();
  carol.call('com.add');
  const { last, sessions, registrations, calls } = stage.dealer.snapshot();
  const nothing = {
    call_reroute: false,
    call_canceling: false,
    progressive_call_results: false,
    registration_revocation: false,
  };
  expect(last).toEqual({ session: 4, registration: 1, call: 1 });
  expect(sessions.map(({ state, context: { id } }) => [state, id])).toEqual([
    ['established', 1],
    ['established', 2],
    ['established', 3],
    ['opening', 0],
  ]);
  expect(sessions.map(({ context }) => context.features)).toEqual([nothing, nothing, nothing, nothing]);
  expect(sessions.at(-1)).toMatchObject({ sent: 0, nextInvocation: 0 });
  expect(sessions.at(-1)?.context).toMatchObject({ isCaller: false, isCallee: false, firstInvocation: 0 });
  const members = [1, 2].map((order) => ({ order, session: order, registration: 1, features: nothing }));
  expect(registrations.map(({ context }) => context)).toEqual([
    {
      members,
      registration: 1,
      procedure: 'com.add',
      policy: 'roundrobin',
      nextOrder: 3,
      position: 1,
      turn: members[0],
    },
  ]);
  expect(calls.map(({ context: { message: _, ...context } }) => context)).toEqual([
    {
      refusals: [],
      passedOver: [],
      caller: 3,
      registration: 1,
      callee: members[0],
      invocation: 1,
      tries: 1,
      progressed: false,
    },
  ]);
});
