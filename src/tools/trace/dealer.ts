/** A dealer on the interpreted charts, as a system under test that keeps the events processed in each step. */
import type { Effect, SessionContext, SessionKey } from '../../../machines/vocabulary.ts';
import { Dealer } from '../../dealer/dealer.ts';
import { write } from '../../dealer/messages.ts';
import { inFull } from '../../dealer/payload.ts';
import { same } from '../../dealer/same.ts';
import { DealerUnderTest } from '../scenario/systems/dealer.ts';
import type { Received, SystemOptions } from '../scenario/systems/system.ts';
import { type ProcessedEvent, tracingDriver } from './driver.ts';

export class TracedDealer extends DealerUnderTest {
  private readonly everybody: Map<SessionKey, string>;
  private readonly processed: ProcessedEvent[];
  private all: readonly Received[] = [];

  constructor(options: SystemOptions) {
    const processed: ProcessedEvent[] = [];
    const driver = tracingDriver((event) => processed.push(event));
    super('charts', (given) => new Dealer(driver, { ...given, agent: AGENT }), options);
    this.processed = processed;
    this.everybody = new Map();
  }

  override connect(session: string): void {
    super.connect(session);
    this.everybody.set(this.keyOf(session), session);
  }

  override received(): readonly Received[] {
    this.all = super.received();
    return this.all;
  }

  /** Returns the events processed since the last call, and the messages received because of them. */
  take(): { readonly processed: readonly ProcessedEvent[]; readonly received: readonly Received[] } {
    const received = this.all;
    this.all = [];
    return { processed: this.processed.splice(0), received };
  }

  /** Name of a session, present or past. */
  override nameOf(session: SessionKey): string {
    return this.everybody.get(session) as string;
  }

  /**
   * Finds the messages that an edge sent.
   *
   * @param left messages not yet attributed; those found are removed from it
   */
  sentBy({ effects, context }: ProcessedEvent, left: Set<Received>): Received[] {
    const found: Received[] = [];
    for (const effect of effects.flatMap(sendingsIn)) {
      const sent = this.receivedOf(effect, context);
      const one = sent && [...left].find((received) => isSame(received, sent));
      if (one === undefined) continue;
      left.delete(one);
      found.push(one);
    }
    return found;
  }

  // --- internal ---

  /** The message of an effect as a client receives it; undefined if it is for no client. */
  private receivedOf(effect: Effect, context: object): Received | undefined {
    if ('to' in effect) return { session: this.nameOf(effect.to), message: inFull(write(effect, AGENT)) };
    if (effect.type !== 'session.closed') return undefined;
    return { session: this.nameOf((context as SessionContext).session), closed: true };
  }
}

// --- internal ---

/** The effects that an effect consists of: a revocation is one message for each member that is notified. */
const sendingsIn = (effect: Effect): readonly Effect[] =>
  effect.type === 'registration.revoked' ? effect.notices : [effect];

const AGENT = 'dealerchart';

/** Compares messages, delivered or not. */
const isSame = (one: Received, other: Received): boolean =>
  same({ ...one, obstacle: undefined }, { ...other, obstacle: undefined });
