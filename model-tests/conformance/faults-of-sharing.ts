/** Faulty routers: registrations, the choice of callees, and re-routes. */
import { CODES } from '../../machines/messages.ts';
import { generatedCharts as generated } from '../../src/dealer/engine/collected.ts';
import { edited, type Fault, mutant, stepping } from './fault.ts';

export const SHARING: readonly Fault[] = [
  {
    says: 'registers a second callee under single',
    rules: ['SR-3', 'SR-1', 'SR-2'],
    cases: ['sr-01-single-unless-said', 'sr-02-single-in-so-many-words'],
    create: stepping({
      registration(instance, event, effects) {
        const isTaken = event.type === 'REGISTER' && instance.state === 'occupied.single';
        if (isTaken) instance.state = 'occupied.shared.first';
        const edge = generated.registration.step(instance, event, effects);
        if (isTaken) instance.state = 'occupied.single';
        return edge;
      },
    }),
  },
  {
    says: 'lets callees with other policies join',
    rules: ['SR-4'],
    cases: ['sr-04-one-policy-for-all', 'reading-conflict-uri'],
    create: mutant('registration: occupied.shared, REGISTER [asksForOtherPolicy]: edge dropped'),
  },
  {
    says: 'announces sharing, and refuses the second callee',
    rules: ['SR-5'],
    cases: ['sr-13-last-is-the-youngest', 'sr-10-roundrobin-goes-around'],
    create: stepping({
      registration(instance, event, effects) {
        const isSecond = event.type === 'REGISTER' && instance.state.startsWith('occupied.shared');
        const asked = isSecond ? { ...event, message: { ...event.message, options: {} } } : event;
        return generated.registration.step(instance, asked, effects);
      },
    }),
  },
  {
    says: 'leaves a callee on the list that unregisters',
    rules: ['SR-7', 'SR-5'],
    cases: ['sr-07-unregister-leaves-the-list', 'mix-refused-and-registered-again'],
    create: mutant('registration: occupied, UNREGISTER [isMember]: without removeMember'),
  },
  {
    says: 'leaves a callee on the list whose session has ended',
    rules: ['SR-8', 'SR-12', 'CR-5'],
    cases: ['sr-08-end-of-session-leaves-every-list', 'sr-12-first-is-the-oldest'],
    create: mutant('registration: occupied, session.left [isMember]: without removeMember'),
  },
  {
    says: 'keeps the registration of the last callee whose session ends',
    rules: ['SR-8', 'SR-9', 'BP-13'],
    cases: ['reading-invocation-ids'],
    create: mutant('registration: occupied, session.left [isLastMember]: edge dropped'),
  },
  {
    says: 'does not know the last callee of a registration that unregisters',
    rules: ['SR-9', 'SR-7', 'BP-12'],
    cases: ['sr-09-last-callee-ends-the-registration', 'mix-registration-has-ended-meanwhile'],
    create: edited(
      'machines/steps/registration.ts',
      'leaving(context, event).length === context.members.size;',
      "event.type === 'session.left' && leaving(context, event).length === context.members.size;",
    ),
  },
  {
    says: 'keeps a registration without callees',
    rules: ['SR-9', 'BP-13'],
    cases: ['sr-09-last-callee-ends-the-registration', 'mix-registration-has-ended-meanwhile'],
    create: mutant('registration: occupied, UNREGISTER [isLastMember]: without deleteRegistration'),
  },
  {
    says: 'never moves the position of roundrobin',
    rules: ['SR-10'],
    cases: ['sr-10-roundrobin-goes-around', 'sr-10-turn-is-shared-by-callers'],
    create: mutant('registration: occupied.shared.roundrobin, select [hasCandidate]: without takeTurn'),
  },
  {
    says: 'lets roundrobin go backwards',
    rules: ['SR-10'],
    cases: ['reading-position-index', 'reading-position-counter'],
    create: edited(
      'machines/policies.ts',
      'return candidates.atOrAfter(turnOf(context)) ?? candidates.first;',
      'return candidates.before(context.position === -1 ? 1e9 : context.position) ?? candidates.last;',
    ),
  },
  {
    says: 'asks the last callee where the policy is first',
    rules: ['SR-12'],
    cases: ['sr-12-first-is-the-oldest', 'bp-05-nonsense-ends-one-session'],
    create: mutant(
      'registration: occupied.shared.first, select [hasCandidate]: answerLast instead of answerFirst',
    ),
  },
  {
    says: 'asks the first callee where the policy is last',
    rules: ['SR-13'],
    cases: ['sr-13-last-is-the-youngest', 'cr-06-last-goes-back'],
    create: mutant(
      'registration: occupied.shared.last, select [hasCandidate]: answerFirst instead of answerLast',
    ),
  },
  {
    says: 'asks the first callee where the policy is random',
    rules: ['SR-11'],
    cases: ['sr-11-random-asks-everyone'],
    create: mutant(
      'registration: occupied.shared.random, select [hasCandidate]: answerFirst instead of answerAtRandom',
    ),
  },
  {
    says: 'gives no call to anybody where the policy is random',
    rules: ['SR-11'],
    cases: ['sr-11-random-asks-everyone'],
    create: mutant('registration: occupied.shared.random, select [hasCandidate]: without answerAtRandom'),
  },
  {
    says: 'forgets refusals',
    rules: ['CR-7', 'CR-3', 'CR-5', 'CR-6', 'CR-2', 'CR-1'],
    cases: ['cr-05-first-goes-forward'],
    create: mutant('call: invoked, ERROR [isRefusal]: without recordRefusal'),
  },
  {
    says: 'announces re-routing, and passes refusals on',
    rules: ['CR-1'],
    cases: ['cr-05-first-goes-forward'],
    create: mutant('call: invoked, ERROR [isRefusal]: edge dropped'),
  },
  {
    says: 'ends a refused call without a word',
    rules: ['CR-1', 'CR-5'],
    cases: ['cr-05-first-goes-forward'],
    create: mutant('call: invoked, ERROR [isRefusal]: goes to abandoned'),
  },
  {
    says: 're-routes whatever error a callee answers with',
    rules: ['CR-9'],
    cases: ['cr-09-no-available-callee-from-a-callee', 'cr-09-other-errors-are-answers'],
    create: mutant('call: invoked, ERROR [isRefusal]: guard removed'),
  },
  {
    says: 'gives a refused call under last to the first callee',
    rules: ['CR-6'],
    cases: ['cr-06-last-goes-back', 'reading-newcomer'],
    create: edited(
      'machines/policies.ts',
      "if (context.readings.newcomer !== 'ignored' || callee === undefined) return candidates.last;",
      'return callee === undefined ? candidates.last : candidates.first;',
    ),
  },
  {
    says: 'gives a refused call under first to the last callee',
    rules: ['CR-5'],
    cases: ['cr-05-first-goes-forward'],
    create: edited(
      'machines/policies.ts',
      'return candidatesFor(context, event).first;',
      'const candidates = candidatesFor(context, event);\n  return event.call.tries > 0 ? candidates.last : candidates.first;',
    ),
  },
  {
    says: 'gives a refused call under random to the callee that refused',
    rules: ['CR-4', 'CR-7'],
    cases: ['cr-04-random-never-the-same'],
    create: edited(
      'machines/policies.ts',
      'return candidates.at(Math.floor(event.draw * candidates.size));',
      'return event.call.callee ?? candidates.at(Math.floor(event.draw * candidates.size));',
    ),
  },
  {
    says: 'sends a re-routed INVOCATION without payload',
    rules: ['CR-10'],
    cases: ['cr-10-same-arguments-other-request'],
    create: mutant('by hand: a re-routed INVOCATION without payload'),
  },
  {
    says: 'passes the last refusal on when all callees have refused',
    rules: ['CR-8', 'CR-2'],
    cases: ['cr-02-single-has-nobody-else', 'cr-08-all-refuse'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.ERROR && message[4] === 'wamp.error.no_available_callee'
          ? message.with(4, 'wamp.error.unavailable')
          : message,
      ],
    }),
  },
  {
    says: 'answers nothing when all callees have refused',
    rules: ['CR-8', 'CR-2', 'BP-14'],
    cases: ['cr-02-single-has-nobody-else', 'cr-08-all-refuse'],
    create: mutant('call: rerouting, select.none [else]: without sendExhausted'),
  },
  {
    says: 'takes a callee off the list that refuses a call',
    rules: ['CR-7', 'SR-10', 'SR-12', 'SR-13'],
    cases: ['cr-07-refusal-holds-for-one-call', 'cr-05-first-goes-forward'],
    create: stepping({
      registration(instance, event, effects) {
        const edge = generated.registration.step(instance, event, effects);
        const refusal = event.type === 'select' ? event.call.refusals : undefined;
        const { context } = instance;
        if (refusal !== undefined) {
          const members = context.members.without(context.members.placesOf(refusal.session));
          if (members.size > 0) instance.context = { ...context, members };
        }
        return edge;
      },
    }),
  },
  {
    says: 'never gives a refused call to the third callee',
    rules: ['CR-1', 'CR-3', 'CR-4', 'CR-5', 'CR-6', 'CR-7', 'CR-8'],
    cases: ['cr-07-callees-refuse-and-unregister', 'mix-newcomer-under-roundrobin'],
    create: edited(
      'machines/steps/registration.ts',
      '!isCapReached(context, event) && candidatesFor(context, event).size > 0;',
      'event.call.tries < 2 && !isCapReached(context, event) && candidatesFor(context, event).size > 0;',
    ),
  },
  {
    says: 'registers procedures that begin with wamp',
    rules: ['BP-11'],
    cases: ['bp-11-wamp-is-reserved', 'bp-13-what-an-error-says'],
    create: mutant('registration: vacant, REGISTER [isProcedureReserved]: edge dropped'),
  },
  {
    says: 'registers procedures whose URI is incorrect',
    rules: ['BP-10'],
    cases: ['bp-10-incorrect-uris', 'bp-10-no-uri-at-all'],
    create: mutant('registration: vacant, REGISTER [isProcedureInvalid]: edge dropped'),
  },
  {
    says: 'answers UNREGISTER of a foreign registration with UNREGISTERED',
    rules: ['BP-12'],
    cases: ['bp-12-only-what-one-has', 'bp-13-what-an-error-says'],
    create: mutant(
      'registration: occupied, UNREGISTER [else]: sendUnregistered instead of sendRegistrationUnknown',
    ),
  },
  {
    says: 'never answers UNREGISTER',
    rules: ['SR-7', 'SR-9'],
    cases: ['sr-07-unregister-leaves-the-list', 'sr-09-last-callee-ends-the-registration'],
    spoil: () => ({ send: (message) => (message[0] === CODES.UNREGISTERED ? [] : [message]) }),
  },
];
