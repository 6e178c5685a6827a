/** Layouts as the grammar gives them, held against lists of their own. */
import { expect, test } from 'vitest';
import { AT, fieldsBeforePayload, GIVERS, LAYOUTS, layoutOf, REQUESTS, requestTypeOf } from './layouts.ts';
import { CODES, NAMES } from './messages.ts';

test('a field has the name that the text gives it, a kind, and a key', () => {
  expect(LAYOUTS.ERROR.fields.map(({ name, kind, key }) => `${name} ${kind} ${key}`)).toEqual([
    'REQUEST.Type int of',
    'REQUEST.Request id request',
    'Details dict details',
    'Error uri error',
    'Arguments list args',
    'ArgumentsKw dict kwargs',
  ]);
});

test('an id counts requests, invocations, or what it is called by', () => {
  const counts = Object.values(LAYOUTS).flatMap(({ name, fields }) =>
    fields.flatMap((field) => (field.counts === undefined ? [] : [`${name} ${field.counts}`])),
  );
  expect(counts).toEqual([
    'WELCOME session',
    'ERROR request',
    'PUBLISH request',
    'PUBLISHED request',
    'PUBLISHED publication',
    'SUBSCRIBE request',
    'SUBSCRIBED request',
    'SUBSCRIBED subscription',
    'UNSUBSCRIBE request',
    'UNSUBSCRIBE subscription',
    'UNSUBSCRIBED request',
    'EVENT subscription',
    'EVENT publication',
    'CALL request',
    'CANCEL request',
    'RESULT request',
    'REGISTER request',
    'REGISTERED request',
    'REGISTERED registration',
    'UNREGISTER request',
    'UNREGISTER registration',
    'UNREGISTERED request',
    'INVOCATION invocation',
    'INVOCATION registration',
    'INTERRUPT invocation',
    'YIELD invocation',
  ]);
});

test('a message is about the request whose id it has', () => {
  const about = Object.values(LAYOUTS).filter((layout) => /^(CALL|INVOCATION)$/.test(layout.about ?? ''));
  expect(about.map((layout) => `${layout.name} ${layout.about}`)).toEqual([
    'CALL CALL',
    'CANCEL CALL',
    'RESULT CALL',
    'INVOCATION INVOCATION',
    'INTERRUPT INVOCATION',
    'YIELD INVOCATION',
  ]);
  expect([LAYOUTS.ERROR.about, LAYOUTS.HELLO.about]).toEqual([undefined, undefined]);
});

test('clients choose the ids of requests, routers give out all others', () => {
  expect([...REQUESTS].sort()).toEqual(
    ['CALL', 'PUBLISH', 'REGISTER', 'SUBSCRIBE', 'UNREGISTER', 'UNSUBSCRIBE'].sort(),
  );
  expect([...GIVERS].sort()).toEqual(['INVOCATION', 'PUBLISHED', 'REGISTERED', 'SUBSCRIBED', 'WELCOME']);
});

test('an ERROR is about a request or an INVOCATION, or something else', () => {
  const about = Object.values(CODES).map((code) => [NAMES.get(code), requestTypeOf(code)]);
  for (const [name, type] of about)
    expect(type).toBe([...REQUESTS, 'INVOCATION'].includes(name as string) ? name : 'other');
  for (const code of [0, -1, 7, 2 ** 53]) expect(requestTypeOf(code)).toBe('other');
});

test('a field has a place on the wire, after the type code', () => {
  expect(AT.CALL).toEqual({ request: 1, options: 2, procedure: 3, args: 4, kwargs: 5 });
  expect(AT.UNREGISTERED).toEqual({ request: 1, details: 2 });
  expect([fieldsBeforePayload(CODES.CALL), fieldsBeforePayload(CODES.CANCEL)]).toEqual([3, undefined]);
});

test('what is no message has no layout', () => {
  for (const name of ['raw', 'toString', '']) expect(layoutOf(name)).toBeUndefined();
});

test('the type codes are those of the protocol, each given once', () => {
  expect(NAMES.size).toBe(Object.keys(CODES).length);
});
