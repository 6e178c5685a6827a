/** Known faults of dealers with shared registrations and re-routing, each as a mutant. */
import { textOf } from './graph.ts';
import type { Mutant } from './mutant.ts';

/** Mutants for each fault; those that no operator makes are written by hand. */
export const NAMED: Readonly<Record<string, string>> = {
  'a refusal is forgotten': 'call: invoked, ERROR [isRefusal]: without recordRefusal',
  'candidates are not less refusals': 'machines/policies, candidatesFor: refusals === undefined → true',
  'a refusal is passed on': 'call: invoked, ERROR [isRefusal]: edge dropped',
  'a refusal ends the call': 'call: invoked, ERROR [isRefusal]: goes to abandoned',
  'what is no refusal is re-routed': 'call: invoked, ERROR [isRefusal]: guard removed',
  'what is no refusal is re-routed, and what is one is not':
    'call: invoked, ERROR [isRefusal]: guard negated',
  'a call is re-routed after CANCEL':
    'call: invoked.interrupted, ERROR [isCanceledAfterKill]: goes to rerouting',
  'the clock starts anew on a re-route': 'call: rerouting, select.member [else]: startTimer besides',
  'the payload is not carried on a re-route': 'by hand: a re-routed INVOCATION without payload',
  'a call is answered twice': 'call: invoked, ERROR [else]: sendCanceled besides',
  'the first is asked where it is the turn of the last':
    'registration: occupied.shared.last, select [hasCandidate]: answerFirst instead of answerLast',
  'the last is asked where it is the turn of the first':
    'registration: occupied.shared.first, select [hasCandidate]: answerLast instead of answerFirst',
  'random is first':
    'registration: occupied.shared.random, select [hasCandidate]: answerFirst instead of answerAtRandom',
  'the position of round-robin is not moved':
    'registration: occupied.shared.roundrobin, select [hasCandidate]: without takeTurn',
  'a registration outlives its last member':
    'registration: occupied, UNREGISTER [isLastMember]: edge dropped',
  'a registration is not deleted':
    'registration: occupied, UNREGISTER [isLastMember]: without deleteRegistration',
  'a member that leaves stays on the list':
    'registration: occupied, session.left [isMember]: without removeMember',
  'an answer is matched by its request id only': 'by hand: an answer matched by its request id only',
  'ids of invocations are used again': 'by hand: INVOCATIONs that are not numbered',
  'INTERRUPT goes to whoever was asked first': 'by hand: INTERRUPT to a callee that has refused',
};

/** Mutants that no operator makes. */
export const handMade = (): Mutant[] => HAND_MADE.map(mutantOf);

// --- internal ---

interface HandMade {
  readonly says: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const HAND_MADE: readonly HandMade[] = [
  {
    says: 'a re-routed INVOCATION without payload',
    file: 'machines/steps/call.ts',
    from: `invocation, message }: CallContext): Emitted<'INVOCATION'> => {
  const { session, registration, features } = callee as Member;`,
    to: `invocation, message: sent, tries }: CallContext): Emitted<'INVOCATION'> => {
  const { session, registration, features } = callee as Member;
  const message = tries > 1 ? { ...sent, args: undefined, kwargs: undefined } : sent;`,
  },
  {
    says: 'an answer matched by its request id only',
    file: 'src/dealer/system.ts',
    from: "'call by invocation': (_: System, { invocations }: Session, { request }: Request) =>\n    invocations.get(request),",
    to: `'call by invocation': ({ parts }: System, _: Session, { request }: Request) => {
      const waiting = [...parts.sessions.values()].map(({ invocations }) => invocations.get(request));
      return waiting.find((one) => one !== undefined);
    },`,
  },
  {
    says: 'INVOCATIONs that are not numbered',
    file: 'src/dealer/system.ts',
    from: 'callee.nextInvocation = nextId(request);',
    to: '',
  },
  {
    says: 'INTERRUPT to a callee that has refused',
    file: 'machines/steps/call.ts',
    from: "type: 'INTERRUPT',\n  to: calleeOf(context).session,",
    to: "type: 'INTERRUPT',\n  to: (context.refusals ?? calleeOf(context)).session,",
  },
];

function mutantOf({ says, file, from, to }: HandMade): Mutant {
  return {
    id: `by hand: ${says}`,
    place: 'what was put in by hand',
    reach: undefined,
    changes: () => {
      const text = textOf(file);
      const changed = text.replace(from, () => to);
      if (changed === text) throw new Error(`Expected to find "${from}" in ${file}, but it is not there.`);
      return new Map([[file, changed]]);
    },
  };
}
