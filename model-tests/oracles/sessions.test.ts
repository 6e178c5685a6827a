/** Logs that keep and break the rules about sessions. */
import { expect, test } from 'vitest';
import { judge } from '../../src/tools/judge/judge.ts';
import { logOf, rule } from './story.ts';

const VIOLATION = 'A < ABORT {} ~protocol_violation';

rule('BP-1', {
  given: `
    A connects
    A > CALL 1 {} p`,
  right: VIOLATION,
  wrong: 'A is welcomed !',
  also: ['BP-3'],
});

rule('BP-2', {
  given: `
    A connects
    A > HELLO realm1 {}`,
  right: VIOLATION,
  wrong: 'A is welcomed !',
});

rule('BP-3', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}}}`,
  right: 'A is welcomed',
  wrong: 'A is welcomed as 0 !',
});

rule('BP-3', {
  given: `
    A B connects
    A > HELLO realm1 {roles:{caller:{}}}
    A is welcomed as 7
    B > HELLO realm1 {roles:{caller:{}}}`,
  right: 'B is welcomed as 9001',
  wrong: 'B is welcomed as 7 !',
  also: ['AU-2'],
});

// Consecutive ids are not random.
rule('BP-3', {
  given: `
    A B connects
    A > HELLO realm1 {roles:{caller:{}}}
    A is welcomed as 7
    B > HELLO realm1 {roles:{caller:{}}}`,
  right: 'B is welcomed as 9001',
  wrong: 'B is welcomed as 8 !',
});

rule('BP-4', {
  given: `
    A joins
    A > HELLO realm1 {roles:{caller:{}}}`,
  right: VIOLATION,
  wrong: 'A is welcomed !',
  also: ['BP-3'],
});

rule('BP-5', {
  given: `
    A joins
    A > CALL 1 {}`,
  right: VIOLATION,
  wrong: 'A < GOODBYE {} wamp.close.normal !',
});

rule('BP-5', {
  given: `
    A B join
    A > REGISTER 1 p`,
  right: VIOLATION,
  wrong: `
    ${VIOLATION}
    B < ABORT {} ~protocol_violation !`,
});

rule('BP-6', {
  given: `
    A joins
    A > GOODBYE {} wamp.close.normal`,
  right: `
    A < GOODBYE {} wamp.close.goodbye_and_out
    A is closed`,
  wrong: 'A < ABORT {} wamp.close.normal !',
});

rule('BP-7', {
  given: `
    A joins
    A < GOODBYE {} wamp.close.system_shutdown
    A > REGISTER 1 {} p`,
  right: `
    A > GOODBYE {} wamp.close.goodbye_and_out
    A is closed`,
  wrong: 'A < GOODBYE {} wamp.close.goodbye_and_out !',
});

rule('BP-8', {
  given: `
    A joins
    A > ABORT {} wamp.close.normal`,
  right: 'A is closed',
  wrong: 'A < ABORT {} wamp.close.normal !',
});

rule('BP-9', {
  given: `
    A B connects
    A > HELLO nowhere {roles:{caller:{}}}
    A < ABORT {} ~no_such_realm
    B > HELLO nowhere {roles:{caller:{}}}`,
  right: 'B < ABORT {} ~no_such_realm',
  wrong: 'B is welcomed !',
});

rule('BP-10', {
  given: `
    A joins
    A > REGISTER 1 {} com..p`,
  right: 'A < ERROR REGISTER 1 {} ~invalid_uri',
  wrong: 'A < REGISTERED 1 1 !',
});

rule('BP-10', {
  given: `
    A joins
    A > CALL 1 {} com.p#`,
  right: 'A < ERROR CALL 1 {} ~invalid_uri',
  wrong: 'A < ERROR CALL 1 {} ~no_such_procedure !',
});

rule('BP-10', {
  given: `
    A connects
    A > HELLO realm. {roles:{caller:{}}}`,
  right: 'A < ABORT {} ~invalid_uri',
  wrong: 'A is welcomed !',
});

rule('BP-18', {
  given: `
    A joins
    A > YIELD 7 {}`,
  right: VIOLATION,
  wrong: 'A > GOODBYE {} wamp.close.normal !',
});

rule('BP-19', {
  given: `
    A joins
    A > ERROR CALL 7 {} com.failed`,
  right: VIOLATION,
  wrong: 'A > GOODBYE {} wamp.close.normal !',
});

rule('BP-20', {
  given: `
    A B join
    B shares p
    A > CALL 1 {} p [1]
    B < INVOCATION 1 1 {} [1]
    A > CALL 1 {} p [2]`,
  right: VIOLATION,
  wrong: `
    B < INVOCATION 2 1 {} [2]
    B > YIELD 2 {} !`,
});

rule('BP-21', {
  given: `
    A joins
    A > SUBSCRIBE 1 {} com.topic`,
  right: 'A < ERROR SUBSCRIBE 1 {} ~feature_not_supported',
  wrong: 'A < ERROR SUBSCRIBE 1 {} ~no_such_subscription !',
});

rule('BP-21', {
  given: `
    A joins
    A > PUBLISH 1 {} com.topic`,
  right: 'A > PUBLISH 2 {} com.topic',
  wrong: 'A < ERROR PUBLISH 1 {} ~feature_not_supported !',
});

rule('BP-24', {
  given: `
    A joins
    A > CALL 7 {} p`,
  right: 'A < ERROR CALL 7 {} ~no_such_procedure',
  wrong: `${VIOLATION} !`,
  also: ['BP-5'],
});

rule('BP-24', {
  readings: { requestIds: 'sequential' },
  given: `
    A joins
    A > REGISTER 1 {} p
    A < REGISTERED 1 1
    A > UNREGISTER 3 1`,
  right: VIOLATION,
  wrong: 'A > GOODBYE {} wamp.close.normal !',
});

rule('BP-26', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A < INVOCATION 1 1 {}
    X > CALL 2 {} p`,
  right: 'A < INVOCATION 2 1 {}',
  wrong: 'A < INVOCATION 3 1 {} !',
});

rule('BP-26', {
  given: `
    A X join
    A shares p
    X > CALL 1 {} p
    A misses backlog INVOCATION 1 1 {}
    X < ERROR CALL 1 {} ~network_failure
    X > CALL 2 {} p`,
  right: 'A < INVOCATION 1 1 {}',
  wrong: 'A < INVOCATION 3 1 {} !',
});

rule('BP-26', {
  readings: { invocationIds: 'apart' },
  given: `
    A X join
    A shares p
    X > CALL 1 {} p`,
  right: 'A < INVOCATION 10007 1 {}',
  wrong: 'A < INVOCATION 1 1 {} !',
});

const CALLEE_ONLY = `
  A connects
  A > HELLO realm1 {roles:{callee:{}}}
  A is welcomed
  A > CALL 1 {} p`;
const CALLER_ONLY = `
  A connects
  A > HELLO realm1 {roles:{caller:{}}}
  A is welcomed
  A > REGISTER 1 {} p`;

test('a client with a role may be refused for want of a permission, whatever roles it has announced', () => {
  const given = CALLEE_ONLY.replace(
    'A is welcomed',
    'A < WELCOME 7 {roles:{dealer:{}},authid:joe,authrole:user,authmethod:ticket,authprovider:static}',
  );
  const { entries } = logOf(given, 'A < ERROR CALL 1 {} ~not_authorized');
  expect(judge(entries).filter(({ rule: one, broken }) => one === 'BP-28' && broken.length > 0)).toEqual([]);
});

rule('BP-28', {
  given: CALLEE_ONLY,
  right: 'A < ERROR CALL 1 {} ~no_such_procedure',
  wrong: 'A < ERROR CALL 1 {} ~not_authorized !',
});

rule('BP-28', {
  given: CALLER_ONLY,
  right: 'A < REGISTERED 1 1',
  wrong: 'A < ERROR REGISTER 1 {} ~not_authorized !',
});

rule('BP-28', {
  readings: { roles: 'refuse' },
  given: CALLEE_ONLY,
  right: 'A < ERROR CALL 1 {} ~not_authorized',
  wrong: 'A < ERROR CALL 1 {} ~no_such_procedure !',
});

rule('BP-28', {
  readings: { roles: 'refuse' },
  given: CALLER_ONLY,
  right: 'A < ERROR REGISTER 1 {} ~not_authorized',
  wrong: 'A < REGISTERED 1 1 !',
});

rule('BP-28', {
  readings: { roles: 'abort' },
  given: CALLER_ONLY,
  right: VIOLATION,
  wrong: 'A > GOODBYE {} wamp.close.normal !',
});

const ERRING = `
  A X join
  A shares p
  X > CALL 1 {} p
  A < INVOCATION 1 1 {}
  A > ERROR INVOCATION 1 {} com..error`;

rule('BP-10', {
  readings: { badUri: 'abort' },
  given: ERRING,
  right: `
    A < ABORT {} ~invalid_uri
    X < ERROR CALL 1 {} ~canceled`,
  wrong: `
    A < ABORT {} ~protocol_violation !
    X < ERROR CALL 1 {} ~canceled`,
});

rule('CR-9', {
  readings: { badUri: 'replace' },
  given: ERRING,
  right: 'X < ERROR CALL 1 {} ~invalid_uri',
  wrong: 'X < ERROR CALL 1 {} com..error !',
  also: ['BP-14'],
});

rule('CR-9', {
  given: ERRING,
  right: 'X < ERROR CALL 1 {} com..error',
  wrong: 'X < ERROR CALL 1 {} ~invalid_uri !',
  also: ['BP-10'],
});
