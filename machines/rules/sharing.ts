/** Rules of shared registrations: who may join one, and the selection of a callee. */
import { inferred, may, must, type Rule } from './rule.ts';

export const SHARING = {
  'SR-1': must('shared / Shared Registration', 'A REGISTER without `invoke` asks for the policy `single`.'),
  'SR-2': must('crossbar / Default', 'An explicit `single` means the same as no `invoke`.'),
  'SR-3': must(
    'shared / Shared Registration',
    'While a `single` registration exists, every further REGISTER of its procedure fails, under any policy.',
  ),
  'SR-4': must(
    'shared / Shared Registration',
    'While a shared registration exists, a REGISTER of its procedure that asks for another policy, or for none, fails.',
  ),
  'SR-5': must(
    'crossbar / Basics of Invocation Rules',
    'While a shared registration exists, a further callee that asks for the same policy is registered, at the end of the list.',
  ),
  'SR-6': may(
    'shared / Shared Registration',
    'The first callee of a procedure decides the policy, and it holds until the registration ends.',
  ),
  'SR-7': must(
    'crossbar / High Availability',
    'UNREGISTER takes the callee off the list, with each place that has the registration id.',
  ),
  'SR-8': must(
    'crossbar / High Availability',
    'The end of a session, by goodbye or by loss, takes it off every list.',
  ),
  'SR-9': inferred(
    'metaRegistrations / Events',
    'The registration ends with its last callee, and the next REGISTER decides the policy again.',
    'The event `on_delete` comes when the last callee of a registration has gone, so the next REGISTER is the first of its procedure again.',
  ),
  'SR-10': must(
    'crossbar / Load Balancing',
    '`roundrobin`: a call goes to the callee after the one the previous call went to, in registration order, and from the end of the list to its head.',
  ),
  'SR-11': must('shared / Load Balancing', '`random`: a call goes to a callee of the list, drawn at random.'),
  'SR-12': must(
    'shared / Hot Stand-By',
    '`first`: a call goes to the first callee of the list as it is now.',
  ),
  'SR-13': must('shared / Hot Stand-By', '`last`: a call goes to the last callee of the list as it is now.'),
  'SR-14': must(
    'shared / Shared Registration',
    '`invoke` is one of `single`, `roundrobin`, `random`, `first` and `last`.',
  ),
} as const satisfies Record<string, Rule>;
