/** Generated code of the tables: each route, start and record of an effect, in its order. */
import { expect, test } from 'vitest';
import { RECORDS, ROUTES, STARTS } from '../../machines/system.ts';
import { writeSystem } from './system.ts';
import { wayOf } from './ways.ts';

const TEXT = writeSystem('some command', { session: [], registration: [], call: ['RESULT'] });

/** Generated code of an effect of a chart. */
function methodOf(chart: string, effect: string): string {
  const begin = TEXT.indexOf(`${wayOf(chart, effect)}(part: `);
  return TEXT.slice(begin, TEXT.indexOf(': void {', begin + 100));
}

test('the text says what it is made of, and by which command', () => {
  expect(TEXT.split('\n')[0]).toBe('// Generated from machines/system.ts by "some command". Do not edit.');
});

test('an effect that is a record and an event is recorded first', () => {
  const code = methodOf('call', 'select');
  expect(code).toMatch(/RECORD\.call\.select[\s\S]*FIND\['registration asked'\][\s\S]*EVENT\.select/);
});

test('the routes of one effect are followed in the order of the table', () => {
  const code = methodOf('session', 'session.ended');
  const places = ROUTES.session['session.ended'].map(({ each }) => code.indexOf(`COLLECT['${each}']`));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('a message of a call is written at once, and other messages are sent as effects', () => {
  expect(methodOf('call', 'RESULT')).toContain('WRITERS.RESULT(effect)');
  expect(TEXT).not.toContain('callINVOCATION');
});

test('every effect of the tables has a case in its chart, and no other has one', () => {
  for (const chart of ['session', 'registration', 'call'] as const) {
    const starts = chart === 'session' ? Object.keys(STARTS.session) : [];
    const effects = new Set([...Object.keys(RECORDS[chart]), ...starts, ...Object.keys(ROUTES[chart])]);
    const from = TEXT.indexOf(`${chart}Emits(part: `);
    const code = TEXT.slice(from, TEXT.indexOf('default:', from));
    expect([...code.matchAll(/case '([^']+)'/g)].map(([, effect]) => effect).sort()).toEqual(
      [...effects].sort(),
    );
  }
});

test('only an event of a session can change the places on the list of a registration', () => {
  expect(methodOf('session', 'REGISTER')).toContain('stepMembership(');
  expect(methodOf('call', 'select')).not.toContain('stepMembership(');
});
