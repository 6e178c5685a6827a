/** Counters of a router, and their text for Prometheus. */
import { AT } from '../../machines/layouts.ts';
import { CODES, NAMES } from '../../machines/messages.ts';
import { REGISTERING } from '../../machines/problems/registering.ts';
import { PROBLEMS } from '../../machines/problems.ts';
import { OBSTACLES, UNAVAILABLE, type Undelivered } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../dealer/messages.ts';
import { type Family, Histogram, writeFamilies } from './exposition.ts';
import type { Totals } from './inspector/protocol.ts';
import { CAUSES, type Cause } from './ledger.ts';
import type { Observer } from './observer.ts';
import type { RouterSize } from './size.ts';

/** The present state of a router, beside its counters. */
export interface Gauges extends RouterSize {
  readonly connections: number;
  /** Memory held for connections, as the limits count it, in bytes. */
  readonly bytes: number;
}

/** Counts what happens on all connections. Labels have only values listed here: clients cannot add any. */
export class Metrics implements Observer {
  /** Numbers of messages by type code. */
  private readonly in = new Float64Array(CODES_END);
  private readonly out = new Float64Array(CODES_END);
  private readonly outcomes = zeroes(OUTCOMES);
  private readonly obstacles = zeroes(OBSTACLES);
  private readonly causes = zeroes(Object.keys(CAUSES));
  private readonly handshakes = zeroes(STATUSES);
  private readonly durations = new Histogram(BUCKETS);
  private results = 0;
  private refusals = 0;
  private reroutes = 0;

  received(wire: unknown): void {
    const code: unknown = Array.isArray(wire) ? wire[0] : undefined;
    if (typeof code !== 'number') return;
    count(this.in, code);
    if (code === CODES.ERROR && (wire as WireMessage)[AT.ERROR.error] === UNAVAILABLE) this.refusals++;
  }

  sent(message: WireMessage): void {
    const code = message[0] as number;
    count(this.out, code);
    if (code === CODES.RESULT) {
      if ((message[AT.RESULT.details] as { progress?: unknown }).progress !== true) this.results++;
    } else if (code === CODES.ERROR && message[AT.ERROR.of] === CODES.CALL) {
      const uri = message[AT.ERROR.error] as string;
      add(this.outcomes, this.outcomes.has(uri) ? uri : 'error');
    }
  }

  undelivered(_: WireMessage, { obstacle }: Undelivered): void {
    add(this.obstacles, obstacle);
  }

  closed(): void {}

  lost(): void {}

  cutOff(cause: Cause): void {
    add(this.causes, cause);
  }

  /** @param status the HTTP status of a refused WebSocket */
  handshakeRefused(status: number): void {
    add(this.handshakes, `${status}`);
  }

  /** A call was passed to another callee than the first one. */
  rerouted(): void {
    this.reroutes++;
  }

  /** @param isAbandoned true if the caller has left */
  callEnded(milliseconds: number, isAbandoned: boolean): void {
    this.durations.add(milliseconds / 1_000);
    if (isAbandoned) add(this.outcomes, LEFT);
  }

  /** The counters that the inspector shows, since the start. */
  totals(): Totals {
    const { results, refusals, reroutes } = this;
    const ended = [...this.outcomes].filter(([name]) => name !== LEFT);
    const errors = ended.reduce((sum, [, number]) => sum + number, 0);
    return { calls: this.in[CODES.CALL] as number, results, errors, refusals, reroutes };
  }

  /** Writes all metrics in the text format of Prometheus. */
  write(gauges: Gauges): string {
    const { user, system } = process.cpuUsage();
    return writeFamilies([
      gauge('realms', 'Realms with a session.', gauges.realms),
      gauge('connections', 'Open TCP connections.', gauges.connections),
      gauge('sessions', 'Sessions, and connections that have not joined.', gauges.sessions),
      gauge('registrations', 'Procedures that are registered.', gauges.registrations),
      gauge('calls_in_flight', 'Calls that are not answered yet.', gauges.calls),
      gauge('held_bytes', 'Memory held for connections, as the limits count it.', gauges.bytes),
      counter('calls_total', 'Calls that ended: with a RESULT, an ERROR, or the loss of the caller.', {
        label: 'outcome',
        values: new Map([['result', this.results], ...this.outcomes]),
      }),
      histogram(
        'call_duration_seconds',
        'Time from a CALL that the dealer accepts to its end.',
        this.durations,
      ),
      counter('refusals_total', 'Calls that a callee refused.', this.refusals),
      counter(
        'reroutes_total',
        'Calls passed to another callee after a refusal or a failed delivery.',
        this.reroutes,
      ),
      counter('undeliverable_total', 'Messages of calls that could not be delivered.', {
        label: 'reason',
        values: this.obstacles,
      }),
      counter('connections_cut_off_total', 'Connections that the router cut off.', {
        label: 'cause',
        values: this.causes,
      }),
      counter('handshakes_refused_total', 'WebSockets that were refused, by HTTP status.', {
        label: 'status',
        values: this.handshakes,
      }),
      counter('messages_received_total', 'Messages of clients.', { label: 'type', values: byType(this.in) }),
      counter('messages_sent_total', 'Messages to clients.', { label: 'type', values: byType(this.out) }),
      counter(
        'busy_seconds_total',
        'Time in which the event loop was not idle; the router is saturated when a second takes a second.',
        performance.eventLoopUtilization().active / 1_000,
      ),
      { ...counter('', 'CPU time.', (user + system) / 1e6), name: 'process_cpu_seconds_total' },
      {
        ...gauge('', 'Memory of the process.', process.memoryUsage.rss()),
        name: 'process_resident_memory_bytes',
      },
      {
        ...gauge('', 'Start of the process, in seconds since 1970.', performance.timeOrigin / 1_000),
        name: 'process_start_time_seconds',
      },
    ]);
  }
}

// --- internal ---

const PREFIX = 'dealerchart_';

/** Bounds of the histogram of calls, in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** One more than the greatest type code. */
const CODES_END = Math.max(...[...NAMES.keys()].map(Number)) + 1;

/** The HTTP statuses with which WebSockets are refused. */
const STATUSES = ['400', '403', '404', '429', '503'];

/** End of a call whose caller has left. */
const LEFT = 'caller_left';

/** Ends of calls without a RESULT: `error` is an ERROR with a URI of the application. */
const OUTCOMES = [
  'error',
  LEFT,
  ...new Set(
    Object.entries(PROBLEMS).flatMap(([id, { family, uri }]) =>
      family === 'reply' && !(id in REGISTERING) ? [uri as string] : [],
    ),
  ),
];

type Counters = Map<string, number>;
type Values = { readonly label: string; readonly values: ReadonlyMap<string, number> };

const zeroes = (names: readonly string[]): Counters => new Map(names.map((name) => [name, 0]));
const add = (counters: Counters, name: string): void =>
  void counters.set(name, (counters.get(name) ?? 0) + 1);

/** Counts a message; a type code that no message has is left out, since the array has no place for it. */
function count(numbers: Float64Array, code: number): void {
  numbers[code] = (numbers[code] as number) + 1;
}

/** Numbers of messages by the name of their type, without those that never occurred. */
function byType(numbers: Float64Array): Counters {
  const named = [...NAMES].map(([code, name]) => [name, numbers[code as number] ?? 0] as const);
  return new Map(named.filter(([, number]) => number > 0));
}

const gauge = (name: string, help: string, value: number): Family => ({
  name: PREFIX + name,
  type: 'gauge',
  help,
  samples: [{ value }],
});

const counter = (name: string, help: string, values: number | Values): Family => ({
  name: PREFIX + name,
  type: 'counter',
  help,
  samples:
    typeof values === 'number'
      ? [{ value: values }]
      : [...values.values].map(([text, value]) => ({ labels: { [values.label]: text }, value })),
});

const histogram = (name: string, help: string, values: Histogram): Family => ({
  name: PREFIX + name,
  type: 'histogram',
  help,
  samples: values.samples(),
});
