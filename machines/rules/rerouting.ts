/** Rules of call re-routing: the next callee of a refused call, and its end. */
import { inferred, must, type Rule } from './rule.ts';

export const REROUTING = {
  'CR-1': must(
    'reroute / Call Re-Routing',
    'A callee that answers an INVOCATION with `wamp.error.unavailable` refuses the call: the dealer gives it to another callee, and the caller gets no message.',
  ),
  'CR-2': must(
    'reroute / Rerouting Rules',
    '`single`: a refused call ends with `wamp.error.no_available_callee`.',
  ),
  'CR-3': must(
    'reroute / Rerouting Rules',
    '`roundrobin`: a refused call goes to the next callee of the list.',
  ),
  'CR-4': must(
    'reroute / Rerouting Rules',
    '`random`: a refused call goes to a callee drawn at random, but not to the one that refused.',
  ),
  'CR-5': must(
    'reroute / Rerouting Rules',
    '`first`: a refused call goes to the callee that registered next after the one that refused.',
  ),
  'CR-6': must(
    'reroute / Rerouting Rules',
    '`last`: a refused call goes to the callee that registered right before the one that refused.',
  ),
  'CR-7': inferred(
    'reroute / Rerouting Rules',
    'For the rest of the call, a callee that refused it is treated as if it did not exist; for other calls it is as before.',
    'The section has the registration not exist while the dealer re-routes one call, and a refusal is no UNREGISTER.',
  ),
  'CR-8': must(
    'reroute / Failure Scenario',
    'When all callees have refused a call, it ends with `wamp.error.no_available_callee`.',
  ),
  'CR-9': inferred(
    'rpc / Call ERROR',
    'Any other ERROR of the callee is not re-routed; it goes to the caller with its URI and payload.',
    'Only `wamp.error.unavailable` re-routes; the section forwards URI and payload, and does not say whether the Details are those of the callee.',
  ),
  'CR-10': inferred(
    'rpc / INVOCATION',
    'Every INVOCATION of a call, a re-routed one too, carries the arguments of the CALL, the registration id that its callee was told, and a request id of its session.',
    'A re-route sends an INVOCATION like any other, and a callee knows its registration by the id in REGISTERED.',
  ),
} as const satisfies Record<string, Rule>;
