/** Validates `DealerOptions` and the arguments of the dealer's methods. */

import { LIMIT_IDS, type LimitId } from '../../machines/limits.ts';
import { READING_IDS, READING_OPTIONS, type ReadingId } from '../../machines/readings.ts';
import { OBSTACLES, type Undelivered } from '../../machines/vocabulary.ts';
import { show } from './json.ts';
import { AT, CODES, NAMES } from './messages.generated.ts';
import type { WireMessage } from './messages.ts';
import { Misuse } from './misuse.ts';
import { checkSnapshot } from './snapshot-check.ts';

const OPTIONS = [
  'random',
  'readings',
  'realm',
  'authmethods',
  'patience',
  'limits',
  'agent',
  'inspect',
  'onGrowth',
  'watch',
  'snapshot',
];

/**
 * @param options the `DealerOptions` of the program
 * @throws Misuse with the invalid option, the expected and the received value
 */
export function checkOptions(options: object): void {
  if (!isObject(options)) {
    throw new Misuse(
      'OPTION_INVALID',
      `Expected options, at least random and realm, but ${show(options)} came.`,
    );
  }
  const given = options as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (!OPTIONS.includes(name)) {
      throw new Misuse(
        'OPTION_UNKNOWN',
        `Expected one of the options ${OPTIONS.join(', ')}, but ${name} came.`,
      );
    }
  }
  expect(typeof given.random === 'function', 'random', 'a function such as Math.random', given.random);
  expect(given.readings === undefined || isObject(given.readings), 'readings', 'an object', given.readings);
  expect(typeof given.realm === 'string', 'realm', 'the realm that this dealer serves', given.realm);
  expect(
    given.authmethods === undefined || isStrings(given.authmethods),
    'authmethods',
    'a list of strings',
    given.authmethods,
  );
  expect(
    given.patience === undefined || (typeof given.patience === 'number' && given.patience > 0),
    'patience',
    'milliseconds',
    given.patience,
  );
  expect(given.agent === undefined || typeof given.agent === 'string', 'agent', 'a string', given.agent);
  expect(
    given.snapshot === undefined || given.readings === undefined,
    'readings',
    'none with a snapshot',
    given.readings,
  );
  for (const name of ['inspect', 'onGrowth'])
    expect(isOptionalFunction(given[name]), name, 'a function', given[name]);
  expect(
    given.watch === undefined || isWatch(given.watch),
    'watch',
    'the functions invoked and ended',
    given.watch,
  );
  for (const [id, option] of Object.entries(given.readings ?? {})) checkReading(id, option);
  if (given.limits !== undefined) checkLimits(given.limits);
  if (given.snapshot !== undefined) checkSnapshot(given.snapshot, given.realm);
}

/**
 * @param limits the value of the option `limits`
 * @throws Misuse for an unknown limit, or a value other than a whole number of at least 0 or `Infinity`
 */
function checkLimits(limits: unknown): void {
  expect(isObject(limits), 'limits', 'an object with a number for each limit', limits);
  for (const [id, most] of Object.entries(limits as object)) {
    if (!LIMIT_IDS.includes(id as LimitId))
      throw new Misuse(
        'OPTION_UNKNOWN',
        `Expected one of the limits ${LIMIT_IDS.join(', ')}, but ${id} came.`,
      );
    const holds = most === Number.POSITIVE_INFINITY || (Number.isSafeInteger(most) && most >= 0);
    expect(holds, `limits.${id}`, 'a whole number, or Infinity for none,', most);
  }
}

/**
 * @param id the name of an open question
 * @param option one of its options
 * @throws Misuse if there is no such question, or it has no such option
 */
export function checkReading(id: string, option: unknown): void {
  if (!READING_IDS.includes(id as ReadingId)) {
    throw new Misuse(
      'READING_UNKNOWN',
      `Expected one of the readings ${READING_IDS.join(', ')}, but ${show(id)} came.`,
    );
  }
  const options: readonly unknown[] = READING_OPTIONS[id as ReadingId];
  if (!options.includes(option)) {
    throw new Misuse(
      'READING_UNKNOWN',
      `Expected ${options.join(' or ')} for the reading ${id}, but ${show(option)} came.`,
    );
  }
}

/**
 * @param undelivered the reason for which a message is undeliverable
 * @throws Misuse if the reason is unknown, or the description of a value is not a string
 */
export function checkUndelivered({ obstacle, what }: { readonly [Key in keyof Undelivered]: unknown }): void {
  if (!(OBSTACLES as readonly unknown[]).includes(obstacle))
    throw new Misuse(
      'OPTION_INVALID',
      `Expected one of the reasons ${OBSTACLES.join(', ')}, but ${show(obstacle)} came.`,
    );
  if (what !== undefined && typeof what !== 'string')
    throw new Misuse(
      'OPTION_INVALID',
      `Expected a description of the value as a string, but ${show(what)} came.`,
    );
}

/**
 * @param message a message that the dealer returned
 * @throws Misuse if it is not a message, or lacks the request id of its call
 */
export function checkMessage(message: unknown): void {
  if (Array.isArray(message) && isMessage(message)) return;
  throw new Misuse(
    'OPTION_INVALID',
    `Expected a message that the dealer returned, but ${show(message)} came.`,
  );
}

/**
 * @param now a time in milliseconds
 * @throws Misuse if it is not a finite number
 */
export function checkTime(now: number): void {
  if (!Number.isFinite(now))
    throw new Misuse('TIME_INVALID', `Expected a time in milliseconds, but ${show(now)} came.`);
}

/** @throws Misuse if a method of the dealer is running */
export function checkIdle(isBusy: boolean): void {
  if (!isBusy) return;
  throw new Misuse(
    'REENTRANT',
    'Expected no call of the dealer by inspect or random, but one came. Call it after the current method has returned.',
  );
}

/**
 * @param draw a random number
 * @returns the same number
 * @throws Misuse if it is not at least 0 and less than 1
 */
export function checkDraw(draw: number): number {
  if (typeof draw === 'number' && draw >= 0 && draw < 1) return draw;
  throw new Misuse(
    'OPTION_INVALID',
    `Expected a number of at least 0 and less than 1 from random, but ${show(draw)} came.`,
  );
}

// --- internal ---

const isOptionalFunction = (value: unknown): boolean => value === undefined || typeof value === 'function';
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
function isWatch(value: unknown): boolean {
  const { invoked, ended } = Object(value) as Record<string, unknown>;
  return typeof invoked === 'function' && typeof ended === 'function';
}
const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** True if an array has the fields of a message that `undeliverable` reads. */
function isMessage(message: WireMessage): boolean {
  const [code] = message;
  switch (code) {
    case CODES.INVOCATION:
      return Number.isInteger(message[AT.INVOCATION.request]);
    case CODES.RESULT:
      return Number.isInteger(message[AT.RESULT.request]) && isObject(message[AT.RESULT.details]);
    case CODES.ERROR:
      return NAMES.has(message[AT.ERROR.of]) && Number.isInteger(message[AT.ERROR.request]);
    default:
      return NAMES.has(code);
  }
}

function expect(holds: boolean, name: string, expected: string, came: unknown): void {
  if (!holds)
    throw new Misuse('OPTION_INVALID', `Expected ${expected} as the option ${name}, but ${show(came)} came.`);
}
