/** Statements on shared registrations, of both texts that have them, on call re-routing and on revocation. */
import { is, may, must, type Statement, under } from './statement.ts';

export const SHARING: readonly Statement[] = [
  ...under('crossbar / Shared Registrations', {
    'XB-1': is('By default, a procedure has one callee.', 'SR-1', 'SR-3'),
  }),
  ...under('crossbar / Use cases for Shared Registrations', {
    'XB-2': is('The calls of a procedure can be spread over instances of a component.', 'SR-10', 'SR-11'),
    'XB-3': is('A standby gets calls once those before it are out of reach.', 'SR-8', 'SR-12', 'SR-13'),
    'XB-4': is('A procedure under `single` is registered once at a time.', 'SR-3'),
    'XB-5': is('Four policies share a procedure: `roundrobin`, `random`, `first`, `last`.', 'SR-14'),
  }),
  ...under('crossbar / Basics of Invocation Rules', {
    'XB-6': may('A callee need not name `single`.', 'SR-1'),
    'XB-7': is('A shared procedure takes every further REGISTER that names its policy.', 'SR-5'),
    'XB-8': is('Where the first callee chose `last`, others that choose `last` are taken.', 'SR-5', 'SR-13'),
    'XB-9': is('A REGISTER that names a different policy fails.', 'SR-4', 'conflictUri'),
    'XB-10': is('A REGISTER that names no policy fails, too.', 'SR-4', 'conflictUri'),
  }),
  ...under('crossbar / Load Balancing', {
    'XB-11': is('Two of the policies balance load.', 'SR-10', 'SR-11'),
    'XB-12': is(
      '`roundrobin` goes on with the callee behind the one that the last call was given to.',
      'SR-10',
      'position',
      'next',
      'rerouteMoves',
    ),
    'XB-13': is('Callees form a list, and a new one goes to its end.', 'SR-5'),
    'XB-14': is('Behind the end of the list, `roundrobin` begins at its head again.', 'SR-10'),
    'XB-15': is('`random` takes any callee of the list.', 'SR-11'),
    'XB-16': is('The option of REGISTER that names the policy is `invoke`.', 'SR-14'),
  }),
  ...under('crossbar / High Availability', {
    'XB-17': is('`first` and `last` use a list of the same kind.', 'SR-5'),
    'XB-18': is('A callee that unregisters leaves the list.', 'SR-7'),
    'XB-19': is('A callee whose session closes leaves the list.', 'SR-8'),
    'XB-20': is('A callee whose session is lost leaves the list.', 'SR-8'),
    'XB-21': is('`first` takes the head of the list.', 'SR-12'),
    'XB-22': is('`last` takes its end.', 'SR-13'),
  }),
  ...under('crossbar / Default', {
    'XB-23': is('A callee may name `single`, which forbids others as its absence does.', 'SR-2'),
    'XB-24': is('`single` holds without being named.', 'SR-1'),
  }),

  ...under('shared / Shared Registration', {
    'SH-1': is('A URI has one callee unless that callee wants it otherwise.', 'SR-1', 'SR-3'),
    'SH-2': is('One purpose of sharing: several instances carry the load together.', 'SR-10', 'SR-11'),
    'SH-3': is(
      'Another: a standby that is called while the primary is unreachable.',
      'SR-8',
      'SR-12',
      'SR-13',
    ),
    'SH-4': may('The first callee of a URI may admit others, and then sets the policy for all.', 'SR-6'),
    'SH-5': is('It says so in `REGISTER.Options.invoke`, a string.', 'SR-14'),
    'SH-6': is('The option knows five values.', 'SR-14', 'unknownPolicy'),
    'SH-7': is('Left out, it counts as `single`.', 'SR-1'),
    'SH-8': must('A URI under `single` refuses all later callees.', 'SR-3'),
    'SH-9': is('… until its registration is gone.', 'SR-9'),
    'SH-10': must(
      'A URI under another policy refuses callees that ask for a different one.',
      'SR-4',
      'conflictUri',
    ),
    'SH-11': is('The policy to compare with is that of the callee that came first.', 'SR-6'),
  }),
  ...under('shared / Load Balancing', {
    'SH-12': is('The load of a URI is balanced over all of its calls, whoever makes them.', 'SR-10'),
    'SH-13': is('`roundrobin` takes callees one after the other, the longest registered first.', 'SR-10'),
    'SH-14': is('… and starts over when all have had their turn.', 'SR-10', 'position'),
    'SH-15': is('`random` draws a callee for each call.', 'SR-11'),
  }),
  ...under('shared / Hot Stand-By', {
    'SH-16': is('`first` calls the callee that is at the head of the list at that time.', 'SR-12'),
    'SH-17': is('`last` calls the one that is at its end.', 'SR-13'),
    'SH-18': is('The list has the order in which callees registered.', 'SR-5', 'sameSession'),
  }),
  ...under('shared / Feature Announcement', {
    'SH-19': must('Callees that support the feature announce `shared_registration`.', 'FA-3'),
    'SH-20': must('So do dealers.', 'FA-1'),
  }),

  ...under('reroute / Call Re-Routing', {
    'RR-1': is('Why a callee cannot take a call is its own affair; reasons are examples.', 'CR-1'),
    'RR-2': is('The dealer re-routes without being told to.', 'CR-1'),
    'RR-3': is('The caller does not notice.', 'CR-1', 'afterProgress', 'refusedLate'),
    'RR-4': is('A callee refuses by answering INVOCATION with `wamp.error.unavailable`.', 'CR-1'),
    'RR-5': is(
      'That answer makes the dealer re-route the call.',
      'CR-1',
      'CC-6',
      'gate',
      'afterProgress',
      'afterKill',
    ),
    'RR-6': is('The call goes to a different registration of the same procedure.', 'CR-1', 'ended'),
  }),
  ...under('reroute / Rerouting Rules', {
    'RR-7': must('A re-route obeys the policy of the procedure.', 'CR-3', 'CR-4', 'CR-5', 'CR-6'),
    'RR-8': must(
      'The registration that refused is passed over as if it were not there.',
      'CR-7',
      'exclude',
      'refusals',
    ),
    'RR-9': must('`single`: the caller gets `wamp.error.no_available_callee`.', 'CR-2'),
    'RR-10': must(
      '`roundrobin`: the next one in the queue of the procedure.',
      'CR-3',
      'position',
      'rerouteMoves',
    ),
    'RR-11': must('`random`: one that is drawn, and is not the one that refused.', 'CR-4', 'exclude'),
    'RR-12': must('`first`: the one that registered after the one that was called.', 'CR-5'),
    'RR-13': must('`last`: the one that registered just before it.', 'CR-6', 'newcomer'),
  }),
  ...under('reroute / Failure Scenario', {
    'RR-14': must('If all have refused, the caller gets `wamp.error.no_available_callee`.', 'CR-8'),
  }),
  ...under('reroute / Feature Announcement', {
    'RR-15': must('Callees that support the feature announce `call_reroute`.', 'FA-4', 'gate'),
    'RR-16': must('So do dealers.', 'FA-2'),
  }),

  ...under('revocation / Registration Revocation', {
    'RV-1': is('A dealer can take a registration back that it has granted.', 'RV-1', 'RV-2'),
  }),
  ...under('revocation / Feature Announcement', {
    'RV-2': must('Dealers that do announce `registration_revocation`.', 'FA-10'),
    'RV-3': may('They may do so to callees that have not announced it.', 'RV-1'),
    'RV-4': must('Such callees are not told.', 'RV-4'),
  }),
  ...under('revocation / Extending UNREGISTERED', {
    'RV-5': is('The others get UNREGISTERED with the request id 0 and Details.', 'RV-3'),
    'RV-6': must('Details name a registration that the callee was given.', 'RV-3'),
    'RV-7': may('Details may give a reason.', 'RV-3'),
  }),
];
