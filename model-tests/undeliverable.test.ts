/** Reports of undeliverable messages: those without effect, and misuse. */
import { describe, expect, test } from 'vitest';
import { CODES } from '../machines/messages.ts';
import type { Obstacle } from '../machines/vocabulary.ts';
import type { WireMessage } from '../src/dealer/messages.ts';
import { Misuse } from '../src/dealer/misuse.ts';
import { NOTHING, Stage } from './stage.ts';

describe('a message that is reported as undeliverable', () => {
  test.each([
    ['an INVOCATION nobody was sent', [CODES.INVOCATION, 7, 1, {}]],
    ['the INVOCATION before the first', [CODES.INVOCATION, 2 ** 53, 1, {}]],
    ['a progressive RESULT of no call in flight', [CODES.RESULT, 7, { progress: true }]],
    ['an INTERRUPT', [CODES.INTERRUPT, 1, { mode: 'kill' }]],
    ['REGISTERED', [CODES.REGISTERED, 1, 1]],
    ['an ERROR about a REGISTER', [CODES.ERROR, CODES.REGISTER, 1, {}, 'com.error']],
  ])('changes nothing if it is %s', (_, message) => {
    const stage = new Stage();
    const [alice] = stage.callees(1);
    const before = stage.dealer.snapshot();
    expect(stage.dealer.undeliverable(alice.session, message, 'backlog', 0)).toEqual([]);
    expect(stage.dealer.snapshot()).toEqual(before);
  });

  test('changes nothing if its session has no WELCOME, or is gone', () => {
    const stage = new Stage();
    const client = stage.connect();
    const before = stage.dealer.snapshot();
    expect(stage.dealer.undeliverable(client.session, [CODES.RESULT, 1, {}], 'backlog', 0)).toEqual([]);
    expect(stage.dealer.snapshot()).toEqual(before);
    client.disconnect();
    expect(stage.dealer.undeliverable(client.session, [CODES.RESULT, 1, {}], 'backlog', 0)).toEqual([]);
    expect(stage.holds()).toEqual(NOTHING);
  });

  test('has one of three reasons', () => {
    const stage = new Stage();
    const client = stage.join();
    const report = () => stage.dealer.undeliverable(client.session, [50, 1, {}], 'odd' as Obstacle, 0);
    expect(report).toThrow('Expected one of the reasons too-large, untellable, backlog, but "odd" came.');
  });

  test.each([
    [undefined, 'something of type undefined'],
    ['RESULT', '"RESULT"'],
    [{ 0: CODES.RESULT, 1: 1, 2: {} }, '{"0":50,"1":1,"2":{}}'],
    [[], '[]'],
    [['RESULT', 1, {}], '["RESULT",1,{}]'],
    [[51, 1, {}], '[51,1,{}]'],
    [[CODES.INVOCATION], '[68]'],
    [[CODES.INVOCATION, '1', 1, {}], '[68,"1",1,{}]'],
    [[CODES.RESULT, 1], '[50,1]'],
    [[CODES.RESULT, {}, {}], '[50,{},{}]'],
    [[CODES.RESULT, 1, null], '[50,1,null]'],
    [[CODES.ERROR, CODES.CALL], '[8,48]'],
    [[CODES.ERROR, 47, 1, {}, 'com.error'], '[8,47,1,{},"com.error"]'],
    [[CODES.ERROR, CODES.CALL, 1.5, {}, 'com.error'], '[8,48,1.5,{},"com.error"]'],
  ])('is a message: %j is misuse', (message, came) => {
    const stage = new Stage();
    const client = stage.join();
    const report = () => stage.dealer.undeliverable(client.session, message as WireMessage, 'backlog', 0);
    const words = `Expected a message that the dealer returned, but ${came} came.`;
    expect(report).toThrow(new Misuse('OPTION_INVALID', words));
  });
});
