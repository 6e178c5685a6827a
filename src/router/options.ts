/** Validates `RouterOptions`; unknown options are errors, so that a typo cannot disable a restriction. */
import { isWellFormed } from '../../machines/steps/uri.ts';
import { show } from '../dealer/json.ts';
import { Misuse } from '../dealer/misuse.ts';
import { checkReading } from '../dealer/options.ts';
import { ENDINGS } from './ending.ts';
import { LIMIT_NAMES, LIMITS, type Limit } from './limits.ts';
import { isOrigin } from './origins.ts';

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

/** Validates the value of a limit. */
function checkOf({ unit, most = Number.MAX_SAFE_INTEGER }: Limit): Check {
  return unit === 'ms'
    ? number(`milliseconds above 0, at most ${most}`, (value) => value > 0 && value <= most)
    : number(
        `a whole number from 1 to ${most}`,
        (value) => Number.isInteger(value) && value >= 1 && value <= most,
      );
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
  origins: {
    expected: 'a list of origins, such as https://example.com, or "*"',
    holds: (origins) => Array.isArray(origins) && origins.every((each) => isText(each) && isOrigin(each)),
  },
  ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, checkOf(LIMITS[name])])),
  onShutdown: {
    expected: ENDINGS.join(' or '),
    holds: (ending) => (ENDINGS as readonly unknown[]).includes(ending),
  },
  site: { expected: 'a folder', holds: isText },
  agent: { expected: 'a name', holds: isText },
  logCalls: { expected: 'true or false', holds: (value) => typeof value === 'boolean' },
  log: { expected: 'a function', holds: (log) => typeof log === 'function' },
  record: { expected: 'a function', holds: (record) => typeof record === 'function' },
  random: {
    expected: 'a function such as Math.random',
    holds: (random) => typeof random === 'function',
  },
  clock: { expected: 'an object with now and wake', holds: isClock },
};

/**
 * @param options given by the program as `RouterOptions`
 * @throws Misuse naming the unknown or wrong option, with the expected and the received value
 */
export function checkRouterOptions(options: object): void {
  if (typeof options !== 'object' || options === null) {
    throw new Misuse('OPTION_INVALID', `Expected options, but ${show(options)} came.`);
  }
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
    if (check === undefined) {
      const known = Object.keys(CHECKS).join(', ');
      throw new Misuse('OPTION_UNKNOWN', `Expected one of the options ${known}, but ${name} came.`);
    }
    if (value !== undefined && !check.holds(value)) {
      throw new Misuse(
        'OPTION_INVALID',
        `Expected ${check.expected} as the option ${name}, but ${show(value)} came.`,
      );
    }
  }
  const { readings } = options as { readonly readings?: object };
  for (const [id, option] of Object.entries(readings ?? {})) checkReading(id, option);
}
