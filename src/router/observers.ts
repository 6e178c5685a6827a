/** The observers of each connection: the metrics, the recording, and the log with the calls that it follows. */
import type { Entry } from '../wire/entry.ts';
import { Calls } from './calls.ts';
import type { Clock } from './clock.ts';
import type { ConnectionOptions } from './connection.ts';
import type { Log } from './log.ts';
import { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { Observer } from './observer.ts';
import { Recorder } from './recorder.ts';

export interface ObserversOptions {
  readonly metrics: Metrics;
  readonly log: Log | undefined;
  /** True to log all events of calls. */
  readonly logCalls: boolean;
  readonly record: ((entry: Entry) => void) | undefined;
  readonly clock: Clock;
}

/** A connection to observe. */
export interface Observed {
  readonly protocol: string;
  readonly connection: number;
  readonly address: string | undefined;
}

export class Observers {
  private readonly options: ObserversOptions;
  /** Shared by all connections that are neither logged nor recorded. */
  private readonly metrics: readonly Observer[];

  constructor(options: ObserversOptions) {
    this.options = options;
    this.metrics = [options.metrics];
  }

  /**
   * Makes the observers of a connection.
   *
   * @param protocol its WebSocket subprotocol
   * @param connection its number
   * @param address that of its client
   */
  of({ protocol, connection, address }: Observed): Pick<ConnectionOptions, 'calls' | 'observers'> {
    const { log, logCalls, record, clock } = this.options;
    const observers = [...this.metrics];
    if (record !== undefined) observers.push(new Recorder(record, `c${connection}`, clock));
    if (log === undefined)
      return { calls: undefined, observers: record === undefined ? this.metrics : observers };
    const logger = new Logger({ log, protocol, address, withCalls: logCalls });
    const calls = new Calls(clock, logger);
    return { calls, observers: [...observers, logger, calls] };
  }
}
