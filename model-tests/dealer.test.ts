import { expect, test } from 'vitest';
import { NOTHING, Stage } from './stage.ts';

test('a call goes to its callee, and the result to the caller', () => {
  const stage = new Stage();
  const [alice, carol] = [stage.join(), stage.join()];
  const id = alice.register('com.add');
  const request = carol.call('com.add', {}, [1, 2], { three: 3 });
  expect(alice.received()).toEqual([['INVOCATION', 1, id, {}, [1, 2], { three: 3 }]]);
  alice.send('YIELD', 1, {}, [3]);
  expect(carol.received()).toEqual([['RESULT', request, {}, [3]]]);
  alice.disconnect();
  carol.send('GOODBYE', {}, 'wamp.close.close_realm');
  expect(carol.received()).toEqual([['GOODBYE', {}, 'wamp.close.goodbye_and_out'], ['closed']]);
  expect(stage.holds()).toEqual(NOTHING);
});
