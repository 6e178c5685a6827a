/** Validates `RouterOptions`; unknown options are errors, so that a typo cannot disable a restriction. */
import { isWellFormed } from '../../machines/steps/uri.ts';
import { show } from '../dealer/json.ts';
import { Misuse } from '../dealer/misuse.ts';
import { checkReading } from '../dealer/options.ts';
import { ENDINGS } from './ending.ts';
import { exposureOf, isToken, SHORTEST_TOKEN } from './inspector/gate.ts';
import { LIMIT_NAMES, LIMITS, type Limit, type LimitName } from './limits.ts';
import {
  isObject,
  type Kind,
  list,
  milliseconds,
  oneOf,
  opaque,
  text,
  truth,
  wholeNumber,
} from './option-kinds.ts';
import { isOrigin } from './origins.ts';
import { isNetwork } from './proxies.ts';

/** Kind of a limit. */
const kindOf = ({ unit, most }: Limit): Kind => (unit === 'ms' ? milliseconds(most) : wholeNumber(1, most));

/** Kind of each option that a configuration file can hold as well. */
export const KINDS = {
  host: text('an address to listen on'),
  port: wholeNumber(0, 65_535),
  path: text('a path that begins with a slash', /^\/[^\s?#]*$/u),
  realms: list(
    'a list of realms, each a URI',
    text('a URI: parts joined by dots, none of them empty', /^[^\s#.]+(\.[^\s#.]+)*$/u, isWellFormed),
  ),
  origins: list(
    'a list of origins, such as https://example.com, or "*"',
    text(
      'a scheme and a host, such as https://example.com or http://localhost:5173, or * for any',
      /^(\*|[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s/?#@,*\\]+)$/u,
      isOrigin,
    ),
  ),
  trustProxy: list(
    'a list of addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
    text(
      'an address, a network such as 10.0.0.0/8, or loopback, linklocal or uniquelocal',
      /^(loopback|linklocal|uniquelocal|[0-9A-Fa-f:.]+(\/\d{1,3})?)$/u,
      isNetwork,
    ),
  ),
  onShutdown: oneOf(...ENDINGS),
  logCalls: truth,
  site: text('a folder'),
  ...(Object.fromEntries(LIMIT_NAMES.map((name) => [name, kindOf(LIMITS[name])])) as Record<LimitName, Kind>),
} as const satisfies Readonly<Record<string, Kind>>;

/**
 * @param options given by the program as `RouterOptions`
 * @throws Misuse naming the unknown or wrong option, with the expected and the received value
 */
export function checkRouterOptions(options: object): void {
  if (typeof options !== 'object' || options === null) {
    throw new Misuse('OPTION_INVALID', `Expected options, but ${show(options)} came.`);
  }
  for (const [name, value] of Object.entries(options)) {
    const kind = Object.hasOwn(ALL, name) ? ALL[name] : undefined;
    if (kind === undefined) {
      const known = Object.keys(ALL).join(', ');
      throw new Misuse('OPTION_UNKNOWN', `Expected one of the options ${known}, but ${name} came.`);
    }
    if (value !== undefined && !kind.holds(value)) {
      throw new Misuse(
        'OPTION_INVALID',
        `Expected ${kind.expected} as the option ${name}, but ${isSecret(name) ? 'something else' : show(value)} came.`,
      );
    }
  }
  const { readings, ...given } = options as Readonly<Record<string, unknown>>;
  for (const [id, option] of Object.entries(readings ?? {})) checkReading(id, option);
  const idle = given.server === undefined ? [] : OWN.filter((name) => given[name] !== undefined);
  if (idle.length > 0) {
    const sentence = `Expected no ${idle.join(' and no ')} with the option server, which has its own.`;
    throw new Misuse('OPTION_INVALID', sentence);
  }
  const exposure = given.inspect === true ? exposureOf(given) : undefined;
  if (exposure !== undefined) throw new Misuse('OPTION_INVALID', exposure);
}

/**
 * @param name of the argument
 * @param value a time to wait, in milliseconds; it may be infinite
 * @throws Misuse if it is not a number, or below 0
 */
export function checkWait(name: string, value: number): void {
  if (typeof value === 'number' && value >= 0) return;
  throw new Misuse(
    'OPTION_INVALID',
    `Expected milliseconds, at least 0, as ${name}, but ${show(value)} came.`,
  );
}

// --- internal ---

/** Options about a server that the router opens itself. */
const OWN = ['host', 'port', 'tls', 'site', 'inspect'];

const SECRET = ['tls', 'authenticator', 'inspect'];

/** True for an option whose value must not get into a log: it may hold keys, or a document of principals by mistake. */
const isSecret = (name: string): boolean => SECRET.includes(name);

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** True for the value of a header: Node throws for another one, which would be at the first request. */
const isHeader = (value: unknown): boolean => typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);

/** True if these properties of a value are functions. */
const hasMethods = (value: unknown, ...names: readonly string[]): boolean =>
  names.every((name) => isFunction((Object(value) as Record<string, unknown>)[name]));

function isAuthenticator(value: unknown): boolean {
  const { methods } = Object(value) as Record<string, unknown>;
  return Array.isArray(methods) && methods.length > 0 && methods.every(isText) && hasMethods(value, 'begin');
}

/** Kind of each option. */
const ALL: Readonly<Record<string, Kind>> = {
  ...KINDS,
  site: opaque(
    'a folder',
    (site) =>
      isText(site) ||
      (isObject(site) &&
        isText(site.folder) &&
        (site.policy === undefined || isHeader(site.policy)) &&
        (site.hashed === undefined || isText(site.hashed))),
  ),
  readings: opaque(
    'an object with an option for each reading',
    (readings) => typeof readings === 'object' && readings !== null,
  ),
  tls: opaque(
    'an object with cert and key, the texts of a certificate and its key in PEM,',
    (tls) => isObject(tls) && isText(tls.cert) && isText(tls.key),
  ),
  inspect: opaque(
    `true, or an object with a token of at least ${SHORTEST_TOKEN} characters without blanks`,
    (inspect) => typeof inspect === 'boolean' || (isObject(inspect) && isToken(inspect.token)),
  ),
  server: opaque('a server of node:http or node:https', (server) =>
    hasMethods(server, 'on', 'off', 'address', 'listenerCount'),
  ),
  authenticator: opaque('an object with methods and begin', isAuthenticator),
  agent: opaque('a name', isText),
  log: opaque('a function', isFunction),
  record: opaque('a function', isFunction),
  random: opaque('a function such as Math.random', isFunction),
  clock: opaque('an object with now and wake', (clock) => hasMethods(clock, 'now', 'wake')),
};
