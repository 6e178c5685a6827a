/** Checks what a program gives to the router: a mistake is not to open it further than was meant. */
import { isWellFormed } from '../../machines/steps/uri.ts';
import { Misuse, show } from '../errors.ts';
import { checkLimits, checkReading } from '../options.ts';

interface Check {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

const number = (expected: string, holds: (value: number) => boolean): Check => ({
  expected,
  holds: (value) => typeof value === 'number' && holds(value),
});
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function isClock(value: unknown): boolean {
  const { now, wake } = Object(value) as Record<string, unknown>;
  return typeof now === 'function' && typeof wake === 'function';
}

const CHECKS: Readonly<Record<string, Check>> = {
  host: { expected: 'an address to listen on', holds: isText },
  port: number(
    'a whole number from 0 to 65535',
    (port) => Number.isInteger(port) && port >= 0 && port < 65_536,
  ),
  path: {
    expected: 'a path that begins with a slash',
    holds: (path) => isText(path) && /^\/[^\s?#]*$/.test(path),
  },
  realms: {
    expected: 'a list of realms, each a URI',
    holds: (realms) => Array.isArray(realms) && realms.every((realm) => isText(realm) && isWellFormed(realm)),
  },
  readings: {
    expected: 'an object with an option for each reading',
    holds: (readings) => typeof readings === 'object' && readings !== null,
  },
  limits: {
    expected: 'an object with a number for each limit',
    holds: (limits) => typeof limits === 'object' && limits !== null,
  },
  maxMessageSize: number('bytes, a whole number above 0', (size) => Number.isInteger(size) && size > 0),
  patience: number('milliseconds above 0', (patience) => patience > 0),
  pingInterval: number(
    'milliseconds above 0 and below 2^31',
    (interval) => interval > 0 && interval < 2 ** 31,
  ),
  site: { expected: 'a folder', holds: isText },
  agent: { expected: 'a name', holds: isText },
  log: { expected: 'a function', holds: (log) => typeof log === 'function' },
  record: { expected: 'a function', holds: (record) => typeof record === 'function' },
  random: {
    expected: 'a function such as Math.random',
    holds: (random) => typeof random === 'function',
  },
  clock: { expected: 'an object with now and wake', holds: isClock },
};

/**
 * @param options what the program gave as `RouterOptions`
 * @throws Misuse saying which option is unknown or makes no sense, what was expected and what came
 */
export function checkRouterOptions(options: object): void {
  if (typeof options !== 'object' || options === null) {
    throw new Misuse('OPTION_INVALID', `Expected options, but ${show(options)} came.`);
  }
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
    if (check === undefined) {
      const known = Object.keys(CHECKS).join(', ');
      throw new Misuse('OPTION_UNKNOWN', `Expected an option out of ${known}, but ${name} came.`);
    }
    if (value !== undefined && !check.holds(value)) {
      throw new Misuse(
        'OPTION_INVALID',
        `Expected ${check.expected} as the option ${name}, but ${show(value)} came.`,
      );
    }
  }
  const { readings, limits } = options as { readonly readings?: object; readonly limits?: object };
  if (limits !== undefined) checkLimits(limits);
  for (const [id, option] of Object.entries(readings ?? {})) checkReading(id, option);
}
