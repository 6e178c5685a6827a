/** The calls of a router that are observed: those in flight, and some of those that have ended. */
import type { Edge } from '../../dealer/engine/chart.ts';
import { Ids } from '../../dealer/ids.ts';
import type { Call, Parts, Session } from '../../dealer/parts.ts';
import type { CallName } from './protocol.ts';
import { Story } from './story.ts';

/** Greatest number of calls in flight that are observed; of others, only what the dealer knows is told. */
const MAX_OBSERVED = 10_000;
/** Number of calls that are kept after their end: the latest, and beside them those that are notable. */
const KEPT = 200;
/** Number of calls that are observed from their beginning between two ticks: those of 4,000 calls a second. */
const MAX_BEGUN = 1_000;

export class Stories {
  private readonly realm: string;
  private readonly openedAt: number;
  private readonly parts: Parts;
  /** By call key. A `Map` would keep the collector busy, as calls come and go. */
  private readonly inFlight = new Ids<Story>();
  private readonly latest: Story[] = [];
  private readonly notable: Story[] = [];
  private left = MAX_BEGUN;
  private nextLatest = 0;
  private nextNotable = 0;

  /** @param openedAt the time from which on the calls of the realm are observed */
  constructor(realm: string, openedAt: number, parts: Parts) {
    this.realm = realm;
    this.openedAt = openedAt;
    this.parts = parts;
  }

  stepped(call: Call, from: string, edge: Edge, event: { readonly type: string }, now: number): void {
    let story = this.inFlight.get(call.key);
    if (story === undefined) {
      if (this.left === 0 && isUsual(edge)) return;
      if (this.inFlight.size >= MAX_OBSERVED) return;
      if (this.left > 0) this.left--;
      story = this.begin(call);
      this.inFlight.add(call.key, story);
    }
    story.stepped(call, from, edge, event, now);
  }

  /** Permits as many calls to be observed as there may be until the next tick. */
  renew(): void {
    this.left = MAX_BEGUN;
  }

  /** True if a call in flight is observed. */
  get isObserving(): boolean {
    return this.inFlight.size > 0;
  }

  sent(call: Call | undefined, session: Session, wire: readonly unknown[], now: number): void {
    if (call !== undefined) this.inFlight.get(call.key)?.sent(session, wire, now);
  }

  ended(call: Call, now: number): void {
    const story = this.inFlight.get(call.key);
    if (story === undefined) return;
    this.inFlight.delete(call.key);
    story.endedAt = now;
    story.state = call.state;
    this.latest[this.nextLatest] = story;
    this.nextLatest = (this.nextLatest + 1) % KEPT;
    if (!story.isNotable) return;
    this.notable[this.nextNotable] = story;
    this.nextNotable = (this.nextNotable + 1) % KEPT;
  }

  /** The calls that have ended, in no particular order. */
  kept(): readonly Story[] {
    return [...new Set([...this.latest, ...this.notable])];
  }

  /** The latest call of that name; undefined if it is not known. */
  find({ caller, request }: CallName): Story | undefined {
    const session = [...this.parts.sessions.values()].find(({ context }) => context.id === caller);
    const call = session?.calls.get(request);
    if (call !== undefined) return this.inFlight.get(call.key) ?? this.begin(call);
    return this.kept()
      .filter((story) => story.caller === caller && story.request === request)
      .sort((one, other) => other.since - one.since)[0];
  }

  // --- internal ---

  private begin(call: Call): Story {
    const isPartial = call.since < this.openedAt || call.context.tries > 1;
    return new Story(this.realm, call, isPartial, this.parts);
  }
}

// --- internal ---

/** True for a transition of nearly every call: the choice of a callee, and its answer. */
const isUsual = ({ event }: Edge): boolean => event === 'select.member' || event === 'YIELD';
