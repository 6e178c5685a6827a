/** Observer of the dealer of one realm, while a page is open. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import type { Edge } from '../../dealer/engine/chart.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { PartObserver } from '../../dealer/observer.ts';
import type { Call, Part, Parts, Session } from '../../dealer/parts.ts';
import type { Realm } from '../realm.ts';
import type { Durations } from './durations.ts';
import type { Feed } from './feed.ts';
import { Stories } from './stories.ts';
import type { Inspected } from './tables.ts';

export interface WatchOptions {
  /** Open pages; a list, since it is walked for each transition. */
  readonly feeds: readonly Feed[];
  readonly durations: Durations;
  /** Called with an exception, which must not reach the dealer. */
  readonly fail: (error: unknown) => void;
}

export class Watch implements PartObserver, Inspected {
  readonly name: string;
  readonly parts: Parts;
  readonly stories: Stories;
  private readonly realm: Realm;
  private readonly options: WatchOptions;

  /** Begins to observe. */
  constructor(name: string, realm: Realm, openedAt: number, options: WatchOptions) {
    this.name = name;
    this.realm = realm;
    this.options = options;
    this.parts = realm.dealer.observe(this);
    this.stories = new Stories(name, openedAt, this.parts);
  }

  end(): void {
    this.realm.dealer.observe(undefined);
  }

  clientOf(session: Session): ReturnType<Inspected['clientOf']> {
    return this.realm.clientOf(session.key);
  }

  stepped(part: Part, from: string, edge: Edge, event: { readonly type: string }, now: number): void {
    try {
      for (const feed of this.options.feeds) feed.take(this.name, part, from, edge, now);
      if (part.chart === 'call') this.stories.stepped(part, from, edge, event, now);
    } catch (error) {
      this.options.fail(error);
    }
  }

  sent(session: Session, message: WireMessage, now: number): void {
    if (!this.stories.isObserving) return;
    try {
      this.stories.sent(callOf(session, message), session, message, now);
    } catch (error) {
      this.options.fail(error);
    }
  }

  ended(call: Call, now: number): void {
    this.options.durations.add(now - call.since);
    this.stories.ended(call, now);
  }
}

// --- internal ---

/** The call in flight that a message to a session belongs to. */
function callOf({ calls, invocations }: Session, message: WireMessage): Call | undefined {
  switch (message[0]) {
    case CODES.INVOCATION:
      return invocations.get(message[AT.INVOCATION.request] as number);
    case CODES.INTERRUPT:
      return invocations.get(message[AT.INTERRUPT.request] as number);
    case CODES.RESULT:
      return calls.get(message[AT.RESULT.request] as number);
    case CODES.ERROR:
      return message[AT.ERROR.of] === CODES.CALL ? calls.get(message[AT.ERROR.request] as number) : undefined;
    default:
      return undefined;
  }
}
