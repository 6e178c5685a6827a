/** Differences that are implanted into one of the sides, to see that the comparison finds them. */
import type { Policy } from '../../machines/vocabulary.ts';
import { mutant } from '../conformance/fault.ts';
import type { Create } from './exploration.ts';
import { editedModule } from './modules.ts';
import type { Modules } from './tlc.ts';

/** A fault of the dealer, or of the modules, that shows in a small world. */
export interface Implanted {
  readonly says: string;
  readonly policy: Policy;
  /** Makes faulty dealers. */
  readonly create?: () => Create;
  /** The faulty modules. */
  readonly changed?: () => Modules;
  /** What the input begins with in whose step the first difference is. */
  readonly input: string;
}

export const IMPLANTED: readonly Implanted[] = [
  {
    says: 'a dealer whose position does not move',
    policy: 'roundrobin',
    create: mutant('registration: occupied.shared.roundrobin, select [hasCandidate]: without takeTurn'),
    input: 'Calls(caller',
  },
  {
    says: 'a dealer that forgets a refusal',
    policy: 'first',
    create: mutant('call: invoked, ERROR [isRefusal]: without recordRefusal'),
    input: 'Fails(A',
  },
  {
    says: 'a dealer in which a guard is negated',
    policy: 'single',
    create: mutant('call: invoked, CANCEL [isSkip]: guard negated'),
    input: 'Cancels(caller',
  },
  {
    says: 'a module in which the position does not move',
    policy: 'roundrobin',
    changed: () =>
      editedModule('RegistrationSteps', {
        'takeTurn(r, e) == [r EXCEPT !.position = PositionAfter(r, r.turn)]': 'takeTurn(r, e) == r',
      }),
    input: 'Calls(caller',
  },
  {
    says: 'a module that forgets a refusal',
    policy: 'last',
    changed: () => editedModule('Selection', { 'refusal.session = r.members[member]': 'FALSE' }),
    input: 'Fails(',
  },
  {
    says: 'a module in which a guard is negated',
    policy: 'single',
    changed: () => editedModule('Dealer', { '/\\ Call!isKill(c, e)': '/\\ ~Call!isKill(c, e)' }),
    input: 'Cancels(caller',
  },
];
