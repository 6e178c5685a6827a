/** The limits of the router: one table for options, flags and documentation. */
import { PROBLEMS } from '../../machines/problems.ts';

/** Unit of a limit. */
export type Unit = 'bytes' | 'ms' | 'number';

export interface Limit {
  readonly unit: Unit;
  /** Value if the option is omitted; undefined for no limit. */
  readonly default: number | undefined;
  /** The greatest accepted value, if it is not 2^53 - 1. */
  readonly most?: number;
  /** The limited quantity, as in the help of `dealerchart serve`. */
  readonly meaning: string;
  /** The part that enforces it. */
  readonly where: string;
  /** The answer to a client that exceeds it. */
  readonly answer: string;
  /** The rule or decision behind it. */
  readonly source: string;
}

const KiB = 2 ** 10;
const MiB = 2 ** 20;

/** The longest delay of a Node timer, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

const DECISION = '[0017](decisions/0017-limits.md)';

const LIMIT_EXCEEDED = PROBLEMS['limit-exceeded'].uri;

/** Every limit by the name of its option. */
export const LIMITS = {
  maxMessageSize: {
    unit: 'bytes',
    default: 16 * MiB,
    most: 2 ** 31 - 1,
    meaning: 'largest message that a client may send or receive',
    where: '`src/router/door.ts` and `src/router/connection.ts`',
    answer: 'WebSocket code 1009; a larger INVOCATION, RESULT or ERROR is undeliverable',
    source: DECISION,
  },
  maxBacklog: {
    unit: 'bytes',
    default: 8 * MiB,
    meaning: 'unsent bytes per connection; above this, its calls go to the next callee',
    where: '`src/router/backlog.ts`',
    answer:
      'INVOCATION is undeliverable, and so is RESULT once `maxMessageSize` more waits; a client that does not read its own answers is cut off',
    source: DECISION,
  },
  maxBytesPerAddress: {
    unit: 'bytes',
    default: 256 * MiB,
    meaning: 'memory that the connections of one address may hold together',
    where: '`src/router/ledger.ts`',
    answer: 'the connection of that address holding most is cut off; INVOCATIONs are undeliverable',
    source: DECISION,
  },
  maxBytes: {
    unit: 'bytes',
    default: 512 * MiB,
    meaning: 'memory that all connections may hold together',
    where: '`src/router/ledger.ts`',
    answer:
      'the connection holding most, of the address holding most, is cut off; INVOCATIONs are undeliverable',
    source: DECISION,
  },
  maxSessions: {
    unit: 'number',
    default: 20_000,
    meaning: 'WebSockets that may be open',
    where: '`src/router/door.ts`',
    answer: 'HTTP 503',
    source: DECISION,
  },
  maxSessionsPerAddress: {
    unit: 'number',
    default: 5_000,
    meaning: 'WebSockets that one address may have open',
    where: '`src/router/door.ts`',
    answer: 'HTTP 429',
    source: DECISION,
  },
  maxRegistrations: {
    unit: 'number',
    default: 10_000,
    meaning: 'registrations that a session may have',
    where: 'the dealer',
    answer: `ERROR \`${LIMIT_EXCEEDED}\` for that REGISTER`,
    source: '[LM-1](rules.md)',
  },
  maxCalls: {
    unit: 'number',
    default: 10_000,
    meaning: 'calls that a session may have in flight',
    where: 'the dealer',
    answer: `ERROR \`${LIMIT_EXCEEDED}\` for that CALL`,
    source: '[LM-2](rules.md)',
  },
  maxCallBytes: {
    unit: 'bytes',
    default: 64 * MiB,
    meaning: 'payload of the calls that a session may have in flight',
    where: 'the dealer',
    answer: `ERROR \`${LIMIT_EXCEEDED}\` for that CALL`,
    source: '[LM-3](rules.md)',
  },
  maxTries: {
    unit: 'number',
    default: 16,
    meaning: 'callees that a call is passed to before it ends as undeliverable',
    where: 'the dealer',
    answer: 'ERROR that says why the call could not be delivered',
    source: '[LM-4](rules.md)',
  },
  patience: {
    unit: 'ms',
    default: 10_000,
    most: Number.POSITIVE_INFINITY,
    meaning: 'how long to wait for a request, for HELLO, and for the answer to GOODBYE',
    where: 'the dealer and `src/router/door.ts`',
    answer: 'HTTP 408, ABORT, or the end of the connection',
    source: '[0003](decisions/0003-sessions-first-and-a-lobby.md)',
  },
  pingInterval: {
    unit: 'ms',
    default: 30_000,
    most: LONGEST,
    meaning: 'interval between pings; a client that has shown no sign of life since the last one is cut off',
    where: '`src/router/connection.ts`',
    answer: 'the connection is cut off',
    source: DECISION,
  },
  idleTimeout: {
    unit: 'ms',
    default: undefined,
    most: LONGEST,
    meaning: 'how long a connection may carry no WAMP message in either direction; no limit if omitted',
    where: '`src/router/connection.ts`',
    answer: 'WebSocket code 1001 with a reason, and no GOODBYE',
    source: DECISION,
  },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;
export const LIMIT_NAMES = Object.keys(LIMITS) as readonly LimitName[];

/** Value of each limit; undefined for no limit. */
export type LimitValues = {
  readonly [Name in LimitName]: (typeof LIMITS)[Name]['default'] extends number ? number : number | undefined;
};

/** Memory counted for each thing that the router keeps, in bytes: measured with Node 20 and rounded up. */
export const COSTS = {
  /** A TCP connection with its WebSocket and its session. */
  connection: 20 * KiB,
  /** TLS of a connection. */
  tls: 44 * KiB,
  /** A page that is being sent: a piece of it that waits, and the next one. */
  page: 128 * KiB,
  /** A registration of a session, or a call in flight, without its payload. */
  entry: 4 * KiB,
  /** A character of the name of a realm or a procedure. */
  character: 2,
  /** A message waiting to be taken, without its bytes. */
  message: 512,
  /** A piece or a frame of an unfinished message, without its bytes. */
  piece: 256,
} as const;

/** Limits that are not options, since no use needs another value. */
export const FIXED_LIMITS = {
  /** Bytes by which an outgoing message may exceed `maxMessageSize`. */
  headAllowance: {
    value: KiB,
    meaning:
      'bytes by which a message may exceed `maxMessageSize` when it goes out: ids and details that the router adds',
    answer: 'the message is undeliverable',
  },
  frames: {
    value: 4_096,
    meaning: 'WebSocket frames of one message',
    answer: 'WebSocket code 1008',
  },
  pongs: {
    value: 60,
    meaning: 'pings of a client whose pong waits to be read',
    answer: 'the connection is cut off',
  },
  inspectorPages: {
    value: 4,
    meaning: 'pages of the inspector that are open at a time',
    answer: 'HTTP 503',
  },
  spareConnections: {
    value: 1_024,
    meaning: 'TCP connections beyond `maxSessions`, for HTTP requests and for refusals',
    answer: 'the connection is closed without an answer',
  },
  spareConnectionsPerAddress: {
    value: 256,
    meaning: 'TCP connections of one address beyond `maxSessionsPerAddress`',
    answer: 'the connection is closed without an answer',
  },
} as const satisfies Readonly<Record<string, { value: number; meaning: string; answer: string }>>;

/**
 * The limits of a router.
 *
 * @param given the options of the program
 * @returns the given value of each limit, or its default
 */
export function limitsOf(given: Readonly<Partial<Record<LimitName, number | undefined>>>): LimitValues {
  const values = LIMIT_NAMES.map((name) => [name, given[name] ?? LIMITS[name].default]);
  return Object.fromEntries(values) as LimitValues;
}

/** The flag of the command line for a limit, such as `--max-backlog`. */
export const flagOf = (name: LimitName): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A value with its unit, such as `16 MiB`; `none` for no limit. */
export function inWords(value: number | undefined, unit: Unit): string {
  if (value === undefined) return 'none';
  if (unit === 'bytes' && value % MiB === 0) return `${value / MiB} MiB`;
  const digits = value.toLocaleString('en');
  return unit === 'number' ? digits : `${digits} ${unit}`;
}
