/** Clients on a dealer of their own, of which a search asks what they can do next. */
import { CODES } from '../../../../machines/messages.ts';
import type { Readings } from '../../../../machines/readings.ts';
import { CLOSE_REALM } from '../../../../machines/uris.ts';
import { createDealer, type Dealer, type DealerSnapshot, type Step } from '../../../dealer/index.ts';
import { DealerUnderTest } from '../../scenario/systems/dealer.ts';
import { Chance, REALM, type SystemOptions } from '../../scenario/systems/system.ts';
import type { RunAction, RunEvent } from '../../scenario/transcript.ts';

/** What a script says before its first step. */
export type Setting = Pick<SystemOptions, 'limits' | 'methods'>;

/** An INVOCATION as its callee received it. */
export interface Asked {
  readonly session: string;
  readonly request: number;
}

export class Stage {
  readonly setting: Setting;
  /** The run so far. */
  readonly events: RunEvent[] = [];
  /** Transitions of the last action. */
  steps: Step[] = [];
  /** All INVOCATIONs so far. */
  readonly asked: Asked[] = [];
  private readonly system: DealerUnderTest;
  private readonly requests = new Map<string, number>();
  private dealer: Dealer | undefined;

  /** @param actions the run to repeat */
  constructor(setting: Setting, readings: Readings, seed: number, actions: readonly RunAction[] = []) {
    this.setting = setting;
    this.system = new DealerUnderTest(
      'search',
      (options) => {
        this.dealer = createDealer({ ...options, inspect: (step) => void this.steps.push(step) });
        return this.dealer;
      },
      { ...setting, readings, chance: new Chance(seed) },
    );
    for (const action of actions) this.take(action);
  }

  get snapshot(): DealerSnapshot {
    return (this.dealer as Dealer).snapshot();
  }

  /** Number of actions so far. */
  get length(): number {
    return this.events.length;
  }

  readonly nameOf = (session: number): string => this.system.nameOf(session) ?? '';

  isConnected(session: string): boolean {
    return this.system.isConnected(session);
  }

  isObstructed(session: string): boolean {
    return [...this.system.obstructed].some((key) => this.nameOf(key) === session);
  }

  isAsked(session: string): boolean {
    return this.isConnected(session) && this.system.isAsked(session);
  }

  /** The request id that a session chooses next. */
  nextRequest(session: string): number {
    return (this.requests.get(session) ?? 0) + 1;
  }

  take(action: RunAction): void {
    this.steps = [];
    this.act(action);
    const received = this.system.received();
    for (const one of received) {
      if ('message' in one && one.message[0] === CODES.INVOCATION)
        this.asked.push({ session: one.session, request: one.message[1] as number });
    }
    this.events.push({ action, received });
  }

  // --- internal ---

  private act(action: RunAction): void {
    const { system } = this;
    switch (action.does) {
      case 'connect':
        return system.connect(action.session);
      case 'join': {
        const { session, roles, features } = action;
        system.connect(session);
        const announced = Object.fromEntries(features.map((feature) => [feature, true]));
        const role = features.length === 0 ? {} : { features: announced };
        const details = { roles: Object.fromEntries(roles.map((name) => [name, role])) };
        return system.send(session, [CODES.HELLO, REALM, details]);
      }
      case 'send': {
        const [, request] = action.wire;
        if (request === this.nextRequest(action.session)) this.requests.set(action.session, request);
        return system.send(action.session, action.wire);
      }
      case 'raw':
        return system.send(action.session, action.raw);
      case 'leave':
        return system.send(action.session, [CODES.GOODBYE, {}, CLOSE_REALM]);
      case 'lose':
        return system.lose(action.session);
      case 'obstruct':
        return system.obstruct(action.session, action.obstacle);
      case 'answer':
        return system.answer(action.session, action.verdict);
      case 'pass':
        return system.pass(action.ms);
      case 'shutDown':
        return system.shutDown();
    }
  }
}
