/** The clients at a moment of a scenario, with what they have to answer and what they wait for. */
import type { CallContext } from '../../../machines/vocabulary.ts';
import { CHARTS } from '../../compiler/chart/index.ts';
import type { Trace, TracedEvent, TracedStep } from '../trace/trace.ts';

/** A client whose session is established. */
export interface Client {
  readonly name: string;
  readonly roles: readonly string[];
  /** Ids of its registrations, such as `?registration`. */
  readonly registrations: readonly string[];
  /** The INVOCATIONs that it has to answer, the oldest first. */
  readonly invocations: readonly Invocation[];
  /** Request ids of its calls in flight, such as `?call`. */
  readonly calls: readonly string[];
}

export interface Invocation {
  /** Its request id, such as `?toAlice`. */
  readonly id: string;
  /** The call in words: `the call`, or `carol ?call` if several are in flight. */
  readonly call: string;
  readonly wantsProgress: boolean;
}

/**
 * The clients after a step, in the order in which they came.
 *
 * @param step number of the step; 0 for the beginning
 */
export function clientsAt({ steps }: Trace, step: number): readonly Client[] {
  const stage = new Stage();
  for (const traced of steps.slice(0, step)) stage.take(traced);
  return stage.clients();
}

// --- internal ---

interface Session {
  readonly roles: readonly string[];
  isOpen: boolean;
  readonly registrations: Set<string>;
}

/** A call in flight, by the name of its instance: `carol ?call`. */
interface Call {
  readonly caller: string;
  readonly request: string;
  readonly wantsProgress: boolean;
  /** The INVOCATION that it waits for. */
  asked: { readonly callee: string; readonly id: string } | undefined;
}

class Stage {
  private readonly sessions = new Map<string, Session>();
  private readonly calls = new Map<string, Call>();

  take({ step: { action }, actor, sent, events, received }: TracedStep): void {
    if (action.does === 'join' && actor !== undefined)
      this.sessions.set(actor, { roles: Object.keys(action.roles), isOpen: true, registrations: new Set() });
    for (const event of events) this.note(event);
    for (const { to, words } of received) {
      if (words[0] === 'REGISTERED') this.sessions.get(to)?.registrations.add(words[2] as string);
      if (words[0] === 'UNREGISTERED' && actor === to && sent !== undefined)
        this.sessions.get(to)?.registrations.delete(sent[2] as string);
    }
  }

  clients(): readonly Client[] {
    const calls = [...this.calls.values()];
    const several = calls.length > 1;
    return [...this.sessions]
      .filter(([, { isOpen }]) => isOpen)
      .map(([name, { roles, registrations }]) => ({
        ...{ name, roles, registrations: [...registrations] },
        invocations: calls.flatMap(({ asked, caller, request, wantsProgress }) =>
          asked?.callee === name
            ? [{ id: asked.id, call: several ? `${caller} ${request}` : 'the call', wantsProgress }]
            : [],
        ),
        calls: calls.filter(({ caller }) => caller === name).map(({ request }) => request),
      }));
  }

  // --- internal ---

  private note({ chart, instance, to, sent, context }: TracedEvent): void {
    if (chart === 'session') {
      const session = this.sessions.get(instance);
      if (session !== undefined && to === 'closed') session.isOpen = false;
    }
    if (chart !== 'call') return;
    const [caller = '', request = ''] = instance.split(' ');
    const wantsProgress = (context as CallContext).message.options.receive_progress === true;
    const call = this.calls.get(instance) ?? { caller, request, wantsProgress, asked: undefined };
    for (const { to: callee, words } of sent)
      if (words[0] === 'INVOCATION') call.asked = { callee, id: words[1] as string };
    if (FINAL.has(to)) this.calls.delete(instance);
    else this.calls.set(instance, call);
  }
}

/** States in which a call has ended. */
const FINAL: ReadonlySet<string> = new Set(
  CHARTS.call.states.filter(({ kind }) => kind === 'final').map(({ path }) => path),
);
