/** Questions about registering, calling and canceling that the WAMP specification leaves open. */
import type { Erratum } from './erratum.ts';

export const GAPS: readonly Erratum[] = [
  {
    title: 'UNREGISTER while the callee has a call',
    places: ['rpc / UNREGISTER', 'revocation / Registration Revocation'],
    says: 'A callee that does not want to provide a procedure any more unregisters. Whether its calls in flight go on is not said, neither there nor for a revocation.',
    matters:
      'In seven routers the calls go on, in WampSharp and wamp2spring they end with an error; a worker can be drained without loss only in the first.',
    proposal:
      'UNREGISTER and revocation end the registration and not its calls in flight: the callee may still answer their INVOCATIONs, and may refuse them.',
    by: ['withdrawn', 'BP-22'],
    shown: ['bp-22-unregister-ends-the-offer', 'bp-22-revoked-with-calls-in-flight'],
    threads: [283, 329],
  },
  {
    title: 'A REGISTER that takes a procedure over',
    places: ['revocation / Registration Revocation', 'rpc / REGISTER'],
    says: 'A dealer may revoke a registration, for instance to give the endpoint to another callee. Nothing says how a callee asks for that, and who may.',
    matters:
      'Crossbar has the option `force_reregister` for every client that may register, and Autobahn|Python sends it. A router that does not know it leaves a procedure with a callee that is gone until it notices.',
    proposal:
      'A REGISTER with `force_reregister` of a client that is authorized for it revokes the registration of the procedure, whatever its policy; the callee gets REGISTERED with another registration id.',
    by: ['RV-1', 'RV-2'],
    shown: ['rv-01-a-new-worker-takes-over', 'rv-02-without-the-permission', 'rv-02-refused-anyway'],
  },
  {
    title: 'A session that registers a shared procedure twice',
    places: ['shared / Shared Registration', 'pubsub / SUBSCRIBED'],
    says: 'A repeated SUBSCRIBE is answered with the existing subscription. For a repeated REGISTER of a shared procedure with the same policy nothing is said.',
    matters:
      'Crossbar and WampSharp answer with the same id, Nexus and wampproto-go give a second place under it, Bondy, wamp2spring and cppwamp refuse; Autobahn|Python loses its connection when it gets one id twice.',
    proposal:
      'A REGISTER by a session that is already a callee of the registration fails with `wamp.error.procedure_already_exists`.',
    by: ['sameSession', 'SR-5'],
    shown: ['reading-same-session-roundrobin'],
  },
  {
    title: 'The error for another policy',
    places: ['shared / Shared Registration', 'uris / Interaction'],
    says: 'A REGISTER that asks for another policy than the registration has MUST fail, and the URI is not given.',
    matters:
      'Crossbar and WampSharp have a URI of their own for it, most others answer `wamp.error.procedure_already_exists`.',
    proposal: 'A REGISTER that fails because of its policy gets `wamp.error.procedure_already_exists`.',
    by: ['conflictUri', 'SR-3', 'SR-4'],
    shown: ['sr-04-one-policy-for-all'],
  },
  {
    title: 'A policy that does not exist',
    places: ['shared / Shared Registration'],
    says: 'The option has one of five values. The answer to another value is not defined.',
    matters:
      'Crossbar closes the connection, Bondy aborts the session, WampSharp answers ERROR, battler-wamp and wamp2spring treat it as `single`, Nexus and wampproto-go register it unchanged.',
    proposal:
      'A REGISTER whose `invoke` is none of the five fails with `wamp.error.invalid_argument`; the session goes on.',
    by: ['unknownPolicy', 'SR-14'],
    shown: ['sr-14-unknown-policy'],
  },
  {
    title: 'A way of matching that the dealer does not support',
    places: ['patterns / Pattern-based Registrations', 'messages / Extensibility'],
    says: 'Patterns need a dealer that supports them. One that does not may ignore the option, as it ignores every attribute that it does not know, and then registers the pattern as an exact name.',
    matters:
      'fox-wamp ignores the option: the callee gets REGISTERED, and is invoked only for the pattern as a name.',
    proposal:
      'A REGISTER whose `match` the dealer does not support fails with `wamp.error.feature_not_supported`, whose definition is extended to it.',
    by: ['unknownMatch', 'BP-23'],
    shown: ['bp-23-only-exact-matches'],
  },
  {
    title: 'UNREGISTER of another callee’s registration',
    places: ['rpc / UNREGISTER', 'uris / Interaction'],
    says: '`wamp.error.no_such_registration` is for a registration that is not active. Whether one that is active for other callees only counts as such is not said.',
    matters:
      'Nexus and Bondy answer UNREGISTERED, and Nexus sends an event that says so; most others answer ERROR.',
    proposal:
      'UNREGISTER of a registration that the session is not a callee of fails with `wamp.error.no_such_registration`.',
    by: ['BP-12'],
    shown: ['bp-12-only-what-one-has'],
  },
  {
    title: 'Requests outside of the announced roles',
    places: ['sessions / Client: Role and Feature Announcement'],
    says: 'A client must announce the roles that it supports. The answer to a CALL without the role `caller`, or to a REGISTER without `callee`, is not defined.',
    matters: 'battler-wamp refuses them, most others serve them.',
    proposal:
      'A router MAY refuse a request that needs a role that the client did not announce, with `wamp.error.not_authorized`.',
    by: ['roles', 'BP-2'],
    shown: [],
  },
  {
    title: 'CANCEL without a mode',
    places: ['cancel / Message Flow'],
    says: 'There are three modes, and the option may be missing, since options may. No mode is named as the default.',
    matters:
      'Crossbar, Nexus and cppwamp take `killnowait`, Bondy, battler-wamp and wamp2spring `skip`, so the same callee is interrupted, or goes on with work that is discarded.',
    proposal: 'Without `mode`, CANCEL means `killnowait`.',
    by: ['cancelDefault', 'CC-5'],
    shown: ['cc-05-no-mode-is-killnowait'],
    threads: [140],
  },
  {
    title: 'CANCEL with an unknown mode',
    places: ['cancel / Message Flow'],
    says: 'The effect of another mode than the three is not said, and an ERROR in answer to CANCEL is not defined.',
    matters:
      'Nexus answers `wamp.error.invalid_argument`; a client library sends an empty string for no mode.',
    proposal: 'An unknown `mode` is treated as if it were missing.',
    by: ['cancelUnknown', 'CC-5', 'OP-1'],
    shown: ['cc-05-unknown-mode', 'op-01-cancel-without-a-word'],
    threads: [140],
  },
  {
    title: 'The options of INTERRUPT',
    places: ['cancel / Message Flow', 'rpc / Caller Leaving During an RPC Invocation'],
    says: 'A caller that leaves makes the dealer send INTERRUPT with `Options.mode`. The chapter on canceling defines that option for CANCEL only, and does not define the options of an INTERRUPT after CANCEL or a timeout.',
    matters:
      'Without the mode, a callee does not know whether the dealer waits for its answer, so it has to answer.',
    proposal:
      'INTERRUPT.Options.mode is `kill` if the dealer waits for the answer of the callee, and `killnowait` otherwise; it is always present.',
    by: ['CC-2', 'CC-3', 'CT-2'],
    shown: [
      'cc-03-kill-waits-for-the-callee',
      'cc-02-killnowait-stops-the-callee',
      'ct-02-timeout-interrupts',
    ],
  },
  {
    title: 'A second CANCEL, and a second INTERRUPT',
    places: ['cancel / Message Flow', 'rpc / Caller Leaving During an RPC Invocation'],
    says: 'While a call is being stopped with `kill`, its caller may cancel it with another mode or leave, or its timeout may end. Whether that ends the wait, and whether the callee is interrupted again, is not said.',
    matters:
      'cppwamp lets `killnowait` follow `kill`, Nexus ignores a second CANCEL, so a callee that does not stop keeps its caller waiting.',
    proposal:
      'After CANCEL `kill`, a CANCEL with `skip` or `killnowait`, a timeout and the end of the caller end the call at once. All of them except `skip` also send the callee INTERRUPT `killnowait`, by which it learns that its answer is not waited for any more.',
    by: ['interruptAgain', 'CC-2', 'CC-3'],
    shown: ['cc-02-killnowait-after-kill', 'cc-03-killnowait-after-kill', 'mix-kill-and-timeout'],
    threads: [160],
  },
  {
    title: 'Progressive results that the caller did not ask for',
    places: ['progress / Message Flow', 'progress / Ignoring Requests for Progressive Call Results'],
    says: 'The dealer forwards every progressive YIELD at once. The section makes no exception for a call that did not ask for them, or for a callee whose support the dealer disregards.',
    matters:
      'A caller without the feature takes the first result for the last one; Nexus forwards them, cppwamp, battler-wamp and wampproto-go end the call with the first.',
    proposal:
      'A dealer MUST NOT send progressive results to a caller that did not ask for them: it discards such YIELDs, and the final one ends the call.',
    by: ['unaskedProgress', 'PR-4', 'PR-1'],
    shown: ['pr-04-unwanted-progress', 'pr-01-progress-needs-both-sides'],
    threads: [199],
  },
  {
    title: 'The Details of ERROR and RESULT',
    places: ['rpc / Call ERROR', 'rpc / RESULT'],
    says: 'Arguments and URI are those of the callee. Details of ERROR and RESULT are additional details, and it is open whether those of the callee’s ERROR and the options of its YIELD are among them.',
    matters:
      'fox-wamp drops the Details of an ERROR, others forward them; payload passthru in an ERROR depends on it.',
    proposal:
      'The dealer forwards the Details of the callee’s ERROR, and those options of YIELD that a section requires it to.',
    by: ['details', 'CR-9'],
    shown: ['cr-09-other-errors-are-answers'],
  },
  {
    title: 'An answer that belongs to an earlier session',
    places: ['blocks / IDs', 'rpc / YIELD'],
    says: 'The request ids of INVOCATIONs begin at 1 in each session. No section says that a client drops the answers of a session that has ended.',
    matters:
      'wampy and swampyer reconnect and send the answer of the old session in the new one, where it answers another call with that id.',
    proposal:
      'A callee MUST NOT answer an INVOCATION in another session than the one in which it received it.',
    by: ['invocationIds', 'BP-17'],
    shown: ['bp-17-answers-belong-to-a-session'],
  },
];
