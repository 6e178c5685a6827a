/** The dealers, by realm. A realm exists as long as it has a session. */
import type { Readings } from '../../machines/readings.ts';
import { isWellFormed } from '../../machines/steps/uri.ts';
import type { Dealer } from '../dealer/dealer.ts';
import type { DealerOptions } from '../dealer/dealer-options.ts';
import { createDealer } from '../dealer/index.ts';
import type { Clock } from './clock.ts';
import type { Entrance } from './connection.ts';
import type { LimitValues } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { Realm } from './realm.ts';
import type { RouterSize } from './size.ts';

export interface RealmsOptions {
  /** Names of the served realms; any name, if omitted. */
  readonly names: readonly string[] | undefined;
  readonly readings: Partial<Readings> | undefined;
  readonly agent: string | undefined;
  /** Methods of authentication; undefined if clients are not authenticated. */
  readonly authmethods: readonly string[] | undefined;
  readonly limits: LimitValues;
  readonly random: () => number;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** True if the log follows calls. */
  readonly isFollowed: boolean;
}

export class Realms implements Entrance {
  readonly lobby: Realm;
  private readonly options: RealmsOptions;
  private readonly byName = new Map<string, Realm>();
  /** Called with each realm that is opened, and with the name of each that has become empty. */
  onOpened: ((name: string, realm: Realm) => void) | undefined;
  onClosed: ((name: string) => void) | undefined;

  constructor(options: RealmsOptions) {
    this.options = options;
    // Nobody can join a realm without a name.
    this.lobby = new Realm(this.dealer('', {}), options.clock, () => {});
  }

  realmOf(name: string): Realm | undefined {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const isServed = this.options.names?.includes(name) ?? isWellFormed(name);
    if (!isServed) return undefined;
    const { metrics, isFollowed } = this.options;
    const dealer = this.dealer(name, {
      onGrowth: (session) => realm.grow(session),
      watch: {
        invoked: (caller, call, callee, invocation, tries) => {
          if (tries > 0) metrics.rerouted();
          if (isFollowed) realm.follow(caller, call, callee, invocation);
        },
        ended: (milliseconds, isAbandoned) => metrics.callEnded(milliseconds, isAbandoned),
      },
    });
    const realm: Realm = new Realm(dealer, this.options.clock, () => {
      // A realm may become empty again after a new one of its name was opened.
      if (this.byName.get(name) !== realm) return;
      this.byName.delete(name);
      this.onClosed?.(name);
    });
    this.byName.set(name, realm);
    this.onOpened?.(name, realm);
    return realm;
  }

  /** All realms by their names; that of the lobby is empty. */
  entries(): (readonly [string, Realm])[] {
    return [['', this.lobby], ...this.byName];
  }

  sizes(): RouterSize {
    const size = { realms: this.byName.size, sessions: 0, registrations: 0, calls: 0 };
    for (const { dealer } of [this.lobby, ...this.byName.values()]) {
      const { sessions, registrations, calls } = dealer.size();
      size.sessions += sessions;
      size.registrations += registrations;
      size.calls += calls;
    }
    return size;
  }

  close(): void {
    for (const realm of [this.lobby, ...this.byName.values()]) realm.close();
  }

  // --- internal ---

  private dealer(realm: string, hooks: Pick<DealerOptions, 'onGrowth' | 'watch'>): Dealer {
    const { readings, authmethods, agent, random } = this.options;
    const {
      patience,
      maxRegistrations: registrations,
      maxCalls: calls,
      maxCallBytes: bytes,
      maxTries: tries,
    } = this.options.limits;
    return createDealer({
      random,
      realm,
      authmethods,
      readings,
      patience,
      limits: { registrations, calls, bytes, tries },
      agent,
      ...hooks,
    });
  }
}
