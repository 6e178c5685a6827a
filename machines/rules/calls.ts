/** Rules of calls and their answers in the Basic Profile. */
import { decided, inferred, must, type Rule } from './rule.ts';

export const CALLS = {
  'BP-12': must(
    'rpc / Unregister ERROR',
    'UNREGISTER of a registration that is not active for the session gets `wamp.error.no_such_registration`.',
  ),
  'BP-13': must(
    'rpc / Call ERROR',
    'A CALL of a procedure that is not registered gets `wamp.error.no_such_procedure`.',
  ),
  'BP-14': must(
    'rpc / RESULT',
    'The callee’s YIELD goes to the caller as RESULT; every CALL gets exactly one final RESULT or ERROR.',
  ),
  'BP-15': inferred(
    'rpc / Callee Leaving During an RPC Invocation',
    'When the callee’s session ends before it answered, the caller gets ERROR: the call is canceled, and not re-routed.',
    'The section writes the URI `wamp.error.cancelled`, all others and the list of URIs `wamp.error.canceled`; and only a refusal re-routes a call.',
  ),
  'BP-16': inferred(
    'rpc / Caller Leaving During an RPC Invocation',
    'When the caller’s session ends, the callee invoked last gets INTERRUPT `killnowait` if it announced `call_canceling` (after a CANCEL `kill`, this second one may be omitted), and no other callee is invoked.',
    'The section has one callee; of a re-routed call, only the last one still works, and its answer has no receiver.',
  ),
  'BP-17': inferred(
    'rpc / Caller Leaving During an RPC Invocation',
    'An answer belongs to the INVOCATION with that request id of that session; a late one is not forwarded: it is discarded, or aborts the session, depending on the reading `late`.',
    'The sections on callers that leave and on canceling discard late answers, and nothing distinguishes those that are late for another reason; the list of protocol errors can be read to abort.',
  ),
  'BP-18': inferred(
    'blocks / Protocol Errors',
    'An answer to an INVOCATION that was never sent aborts the session.',
    'The list has YIELD with an invalid request id, and ERROR is the other answer to an INVOCATION.',
  ),
  'BP-19': must(
    'blocks / Protocol Errors',
    'A client’s ERROR about anything but an INVOCATION aborts its session.',
  ),
  'BP-20': inferred(
    'invocations / Verification of CALL Request IDs',
    'A CALL with the request id of a call that still waits for its final answer aborts the session.',
    'The algorithm aborts unless such a call is progressive, and without that feature none is.',
  ),
  'BP-21': decided(
    '0006',
    'A router without the role `broker` refuses subscriptions and publications with `wamp.error.feature_not_supported`.',
    'sessions / Router: Role and Feature Announcement',
  ),
  'BP-22': decided(
    '0025',
    'After UNREGISTER, and after a revocation, calls in flight at the callee go on, are canceled, or are re-routed, depending on the reading `withdrawn`.',
    'rpc / UNREGISTER',
  ),
  'BP-23': decided(
    '0025',
    'A REGISTER with a `match` that was not announced fails, or its procedure is matched exactly, depending on the reading `unknownMatch`.',
    'patterns / Pattern-based Registrations',
  ),
  'BP-26': must(
    'blocks / IDs',
    'The request ids of the INVOCATIONs of a session go up by 1, after 2^53 from 1 again, and begin where the reading `invocationIds` says.',
  ),
  'BP-29': must(
    'security / Remote Procedure Call Ordering',
    'Two calls of one caller that are given to the same callee first arrive there in the order in which they were made; whether a call that is re-routed may arrive there after a later one, the reading `order` says.',
  ),
  'BP-30': must(
    'security / Remote Procedure Call Ordering',
    'A callee gets REGISTERED before the first INVOCATION of that registration.',
  ),
  'BP-28': decided(
    '0024',
    'CALL belongs to the role `caller` and REGISTER to `callee`; one from a session that did not announce the role is served, refused, or aborts the session, depending on the reading `roles`.',
    'sessions / Client: Role and Feature Announcement',
  ),
  'BP-24': decided(
    '0024',
    'A request may have any id, unless the reading `requestIds` makes the ids of a session sequential: then any id but the next one aborts the session.',
    'blocks / Protocol Errors',
  ),
} as const satisfies Record<string, Rule>;
