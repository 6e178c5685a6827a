/** The settings of `dealerchart serve`: one table for the command line, the configuration file and its schema. */
import { READING_IDS, READING_OPTIONS, type Readings } from '../../machines/readings.ts';
import { LONGEST_DELAY } from '../router/clock.ts';
import type { Ending } from '../router/ending.ts';
import type { LogFormat } from '../router/index.ts';
import { flagOf, inWords, LIMIT_NAMES, LIMITS, type Limit, type LimitName } from '../router/limits.ts';
import { type Kind, oneOf, record, text, truth, wholeNumber } from '../router/option-kinds.ts';
import { KINDS } from '../router/options.ts';

export interface Setting {
  /** The flag of the command line, with its value: for a list, one item; for an object, one entry. */
  readonly flag: string;
  readonly meaning: string;
  /** The kind of its value in the configuration file. */
  readonly kind: Kind;
  readonly default?: unknown;
  /** The default as in the help, if it differs. */
  readonly inWords?: string;
  /** True for the path of a file or folder: in a configuration file, it is relative to that file. */
  readonly isPath?: true;
}

/** Values of the settings. */
export interface Settings extends Partial<Readonly<Record<LimitName, number>>> {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly realms?: readonly string[];
  readonly readings?: Partial<Readings>;
  readonly origins?: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly trustProxy?: readonly string[];
  readonly principals?: string;
  readonly site?: string;
  readonly inspect?: boolean;
  readonly inspectToken?: string;
  readonly verbose?: boolean;
  readonly logCalls?: boolean;
  readonly log: LogFormat;
  readonly onShutdown: Ending;
  readonly drain: number;
  readonly record?: string;
}

/** Every setting by its name in the configuration file, in the order of the help. */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  host: {
    flag: '--host <address>',
    meaning: 'address to listen on',
    kind: KINDS.host,
    default: '127.0.0.1',
  },
  port: {
    flag: '--port <number>',
    meaning: 'port to listen on, 0 for any free one',
    kind: KINDS.port,
    default: 8080,
  },
  path: {
    flag: '--path <path>',
    meaning: 'path of the WebSocket endpoint',
    kind: KINDS.path,
    default: '/ws',
  },
  realms: {
    flag: '--realm <name>',
    meaning: 'serve only this realm; any realm by default',
    kind: KINDS.realms,
  },
  readings: {
    flag: '--reading <name=option>',
    meaning: 'interpret an open question this way',
    kind: record(
      'an object with an option for each reading',
      Object.fromEntries(READING_IDS.map((id) => [id, oneOf(...READING_OPTIONS[id])])),
    ),
  },
  origins: {
    flag: '--origin <origin>',
    meaning: "let browser pages of this origin connect, * for any; only the router's own by default",
    kind: KINDS.origins,
  },
  tlsCert: {
    flag: '--tls-cert <file>',
    meaning: 'encrypt with the certificate in this file, in PEM; read again on SIGHUP',
    kind: text('the path of a file'),
    isPath: true,
  },
  tlsKey: {
    flag: '--tls-key <file>',
    meaning: 'private key of that certificate, in PEM',
    kind: text('the path of a file'),
    isPath: true,
  },
  trustProxy: {
    flag: '--trust-proxy <addresses>',
    meaning:
      'believe X-Forwarded-For of this reverse proxy: an address, a network, loopback, linklocal or uniquelocal',
    kind: KINDS.trustProxy,
  },
  principals: {
    flag: '--principals <file>',
    meaning: 'authenticate clients: a JSON file with their names, roles and secrets',
    kind: text('the path of a file'),
    isPath: true,
  },
  site: {
    flag: '--site <folder>',
    meaning: 'serve the pages of this folder to browsers; the documentation by default, if it is built',
    kind: KINDS.site,
    isPath: true,
  },
  inspect: {
    flag: '--inspect',
    meaning: 'serve a page at /inspect/ that shows the router live, to browsers on this machine',
    kind: truth,
  },
  inspectToken: {
    flag: '--inspect-token <file>',
    meaning:
      'serve that page to all browsers that have the token in this file; DEALERCHART_INSPECT_TOKEN in the environment if omitted',
    kind: text('the path of a file'),
    isPath: true,
  },
  verbose: {
    flag: '--verbose',
    meaning:
      'log each session and registration, each call that fails or is re-routed, each connection that is cut off',
    kind: truth,
  },
  logCalls: {
    flag: '--log-calls',
    meaning: 'log the start, each INVOCATION and the end of every call, and all of --verbose',
    kind: truth,
  },
  log: {
    flag: '--log <format>',
    meaning: 'format of the log',
    kind: oneOf('text', 'json'),
    default: 'text',
  },
  onShutdown: {
    flag: '--on-shutdown <ending>',
    meaning: 'on SIGINT and SIGTERM, close WebSockets so that clients connect again, or send GOODBYE',
    kind: KINDS.onShutdown,
    default: 'restart',
  },
  drain: {
    flag: '--drain <ms>',
    meaning: 'how long to wait for calls in flight before sessions end',
    kind: wholeNumber(0, LONGEST_DELAY),
    default: 5_000,
    inWords: inWords(5_000, 'ms'),
  },
  record: {
    flag: '--record <file>',
    meaning: 'record all messages in a file, for dealerchart judge',
    kind: text('the path of a file'),
    isPath: true,
  },
  ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, settingOf(name)])),
};

/** The kind of a configuration file. */
export const CONFIGURATION: Kind = record('an object with settings', {
  $schema: text('the address of the schema, for editors'),
  ...Object.fromEntries(Object.entries(SETTINGS).map(([name, { kind }]) => [name, kind])),
});

/** Values of the settings that are not given. */
export const DEFAULTS = Object.fromEntries(
  Object.entries(SETTINGS).flatMap(([name, setting]) =>
    setting.default === undefined ? [] : [[name, setting.default]],
  ),
);

// --- internal ---

function settingOf(name: LimitName): Setting {
  const { unit, meaning, default: value }: Limit = LIMITS[name];
  return {
    flag: `${flagOf(name)} <${unit}>`,
    meaning,
    kind: KINDS[name],
    default: value,
    inWords: inWords(value, unit),
  };
}
