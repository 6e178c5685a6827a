/** `Misuse` for programs that embed the dealer and use it wrongly, with the expected and the received value. */
import { describe, expect, test } from 'vitest';
import { createDealer, type DealerOptions } from '../src/dealer/index.ts';
import { randomFrom } from './random.ts';
import { type Client, Stage } from './stage.ts';

describe('a program that misuses the dealer', () => {
  const misuse = (code: string, message: unknown = expect.stringMatching(/^Expected .+, but .+ came\.$/)) =>
    expect.objectContaining({ name: 'Misuse', code, message });

  const withOptions = (options: object) => () =>
    createDealer({ realm: 'realm1', random: randomFrom(1), ...options } as unknown as DealerOptions);

  test.each([
    [
      'SESSION_UNKNOWN',
      'a session key that was never given out',
      [0, -1, 99, 1.5, Number.NaN, '1', undefined],
    ],
    ['TIME_INVALID', 'a time that is none', [Number.NaN, Number.POSITIVE_INFINITY, '5', undefined, null]],
  ] as const)('is told %s for %s, before anything happens', (code, _, values) => {
    const stage = new Stage();
    const [, carol] = [stage.callees(1), stage.join()];
    carol.call('com.add', { timeout: 100 });
    const before = stage.dealer.snapshot();
    for (const value of values as unknown as number[]) {
      const [session, now] = code === 'TIME_INVALID' ? [1, value] : [value, 1000];
      const { dealer } = stage;
      expect(() => dealer.receive(session, [48, 2, {}, 'com.add'], now)).toThrow(misuse(code));
      expect(() => dealer.reject(session, 'this', 'that', now)).toThrow(misuse(code));
      expect(() => dealer.disconnect(session, now)).toThrow(misuse(code));
      if (code === 'TIME_INVALID') {
        for (const method of ['connect', 'tick', 'close'] as const) {
          expect(() => dealer[method](now)).toThrow(misuse(code));
        }
      }
    }
    expect(stage.dealer.snapshot()).toEqual(before);
  });

  test('is told which session key it gave', () => {
    const { dealer } = new Stage();
    const words = 'Expected a session key that connect() gave, but 7 came.';
    expect(() => dealer.receive(7, [], 0)).toThrow(misuse('SESSION_UNKNOWN', words));
  });

  test.each<object>([{ gates: 'any' }, { gate: 'open' }, { gate: 1 }, { gate: null }, { toString: 'any' }])(
    'is told that there is no such reading or option: %j',
    (readings) => {
      expect(withOptions({ readings })).toThrow(misuse('READING_UNKNOWN'));
    },
  );

  test('is told which readings and options there are', () => {
    const words = 'Expected any or announced for the reading gate, but "open" came.';
    expect(withOptions({ readings: { gate: 'open' } })).toThrow(misuse('READING_UNKNOWN', words));
  });

  test.each([{ patient: 5 }, { driver: {} }])('is told that there is no such option: %j', (options) => {
    expect(withOptions(options)).toThrow(misuse('OPTION_UNKNOWN'));
  });

  test.each<[object]>([
    [{ random: undefined }],
    [{ random: 0.5 }],
    [{ readings: 'any' }],
    [{ readings: null }],
    [{ realm: undefined }],
    [{ realm: 1 }],
    [{ authmethods: 'ticket' }],
    [{ authmethods: [1] }],
    [{ patience: 0 }],
    [{ patience: -1 }],
    [{ patience: Number.NaN }],
    [{ patience: '100' }],
    [{ inspect: 'log' }],
    [{ patience: true }],
    [{ agent: 5 }],
  ])('is told that the value of an option makes no sense: %j', (options) => {
    expect(withOptions(options)).toThrow(misuse('OPTION_INVALID'));
  });

  test.each([[{}], [{ sessions: [] }], ['snapshot'], [null]])(
    'is told that %j is no snapshot',
    (snapshot) => {
      expect(withOptions({ snapshot })).toThrow(misuse('SNAPSHOT_INVALID'));
    },
  );

  test.each([[undefined], [null], ['options']])('is told that %j are no options', (options) => {
    expect(() => createDealer(options as never)).toThrow(misuse('OPTION_INVALID'));
  });

  test.each([1, -0.1, Number.NaN, '0.5'])(
    'is told of a draw of %j, and the call goes to the first callee',
    (draw) => {
      let next: unknown = 0.5;
      const stage = new Stage({ random: () => next as number }, ['BP-3']);
      const [[alice], carol] = [stage.callees(2, 'random'), stage.join()];
      next = draw;
      expect(() => carol.call('com.add')).toThrow(misuse('OPTION_INVALID'));
      stage.pass(0);
      alice.yield(alice.invoked(), 3);
      expect(carol.received()).toEqual([['RESULT', 1, {}, [3]]]);
    },
  );

  test.each([
    [
      'throws',
      () => {
        throw new Error('no numbers today');
      },
      'no numbers today',
    ],
    [
      'gives no number',
      () => Number.NaN,
      'Expected a number of at least 0 and less than 1 from random, but null came.',
    ],
  ])(
    'is told that random %s while a session id is drawn, and the client is welcomed',
    (_, broken, message) => {
      let random: () => number = () => 0;
      const stage = new Stage({ random: () => random(), patience: 100 }, ['BP-3']);
      const [first, late] = [stage.join(), stage.connect()];
      stage.now = 50;
      const client = stage.connect();
      random = broken;
      stage.now = 100;
      expect(() => client.send('HELLO', 'realm1', { roles: { caller: {} } })).toThrow(message);
      random = () => 0;
      stage.pass(0);
      expect(late.received().map(([type]) => type)).toEqual(['ABORT', 'closed']);
      expect(client.received()).toEqual([['WELCOME', 2, expect.anything()]]);
      expect(stage.dealer.size().sessions).toBe(2);
      client.call('com.nothing');
      expect(client.received()).toHaveLength(1);
      expect(first.received()).toEqual([]);
    },
  );

  test('is told that it cannot use the dealer while something happens to it', () => {
    const errors: unknown[] = [];
    const stage: Stage = new Stage({
      inspect: () => {
        for (const use of [
          () => stage.dealer.tick(0),
          () => stage.dealer.snapshot(),
          () => stage.dealer.connect(0),
        ]) {
          try {
            use();
          } catch (error) {
            errors.push(error);
          }
        }
      },
    });
    stage.join();
    expect(errors).toEqual(
      Array(3).fill(
        misuse('REENTRANT', expect.stringContaining('Call it after the current method has returned.')),
      ),
    );
    expect(stage.holds().sessions).toBe(1);
  });

  test('is told that a snapshot has its readings already', () => {
    const snapshot = new Stage().dealer.snapshot();
    expect(withOptions({ snapshot, readings: {} })).toThrow(misuse('OPTION_INVALID'));
  });

  test('is not told anything for a session that has ended', () => {
    const stage = new Stage();
    const gone: Client = stage.join();
    gone.leave();
    expect(stage.dealer.disconnect(gone.session, 0)).toEqual([]);
    expect(stage.dealer.receive(gone.session, [], 0)).toEqual([]);
    expect(stage.dealer.reject(gone.session, 'this', 'that', 0)).toEqual([]);
  });
});
