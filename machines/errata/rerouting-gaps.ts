/** Questions about re-routed calls that the WAMP specification leaves open. */
import { type Erratum, unshown } from './erratum.ts';

export const REROUTING_GAPS: readonly Erratum[] = [
  {
    title: 'Re-routing for callees that did not announce `call_reroute`',
    places: ['reroute / Feature Announcement', 'reroute / Call Re-Routing'],
    says: 'Callees and dealers MUST announce the feature. The sentence on the refusal has no condition, and none is about a refusal by a callee that did not announce it.',
    matters:
      'battler-wamp re-routes every refusal, wamp2spring only that of a callee that announced the feature, and forwards the others; no common client library announces it.',
    proposal:
      'A dealer that announces `call_reroute` re-routes a call when a callee answers with `wamp.error.unavailable`, whether or not that callee announced the feature.',
    by: ['gate', 'FA-4', 'CR-1'],
    shown: ['fa-04-rerouting-without-announcement'],
    threads: [365],
  },
  {
    title: 'A re-route after the registration has ended',
    places: ['reroute / Call Re-Routing', 'reroute / Failure Scenario'],
    says: 'A call goes to another registration of the procedure. It is open whether that means the procedure as it is registered when the refusal comes, with another policy perhaps, or the registration that the call was given to.',
    matters:
      'battler-wamp and wamp2spring look the procedure up by its URI at each refusal; a dealer that keeps the registration ends the call although a callee is there.',
    proposal: 'At each refusal the dealer looks the procedure up and applies its present policy.',
    by: ['ended', 'CR-8', 'SR-9'],
    shown: ['mix-registration-has-ended-meanwhile'],
  },
  {
    title: 'The error when no callee is left, although not all refused',
    places: ['reroute / Failure Scenario', 'advancedUris / Remote Procedure Calls', 'uris / Interaction'],
    says: '`wamp.error.no_available_callee` is for a procedure that is registered and whose registrations have all refused. No section has the error for a refused call whose procedure is not registered any more, or whose other callees have left.',
    matters:
      'battler-wamp and wamp2spring answer `wamp.error.no_such_procedure` once the procedure is gone; a caller that retries after one of the two errors gives up at another router.',
    proposal:
      'A refused call ends with `wamp.error.no_such_procedure` if its procedure is not registered any more, and with `wamp.error.no_available_callee` if no registration is left that has not refused it.',
    by: ['nobody', 'CR-8', 'BP-13'],
    shown: ['bp-22-refused-by-the-last-who-left', 'cr-08-all-refuse'],
    threads: [451],
  },
  {
    title: '“Next” under `roundrobin` when calls cross',
    places: ['reroute / Rerouting Rules', 'shared / Load Balancing'],
    says: 'A refused call goes to the next registration of the queue. If other calls were routed since, it is open whether that is the one after the callee that refused, or the one at the present position.',
    matters: 'battler-wamp selects by the position, wamp2spring the one after the refusal.',
    proposal:
      'Under `roundrobin` a refused call goes to the callee at the present position; callees that refused the call are passed over.',
    by: ['next', 'CR-3'],
    shown: [],
  },
  {
    title: 'Whether a re-routed call moves the round-robin position',
    places: ['reroute / Rerouting Rules', 'shared / Load Balancing'],
    says: 'Callees are picked one after the other. It is open whether a callee selected by a re-route counts, so that the next call goes to the one after it.',
    matters: 'battler-wamp moves the position with each try, wamp2spring only with each call.',
    proposal: 'Every INVOCATION moves the position, that of a re-routed call included.',
    by: ['rerouteMoves', 'SR-10', 'CR-3'],
    shown: [],
  },
  {
    title: 'The round-robin position after callees came or went',
    places: ['shared / Load Balancing'],
    says: 'The list is gone through in order of registration and then from its beginning. It is open where that continues when the callee invoked last has left, or one before it has, and at which callee it begins.',
    matters:
      'Crossbar can invoke a callee twice in a row, Nexus, WampSharp and wamp2spring can skip one, and battler-wamp begins with the second callee.',
    proposal:
      'Under `roundrobin` a call goes to the next callee, in order of registration, after the one that was last sent an INVOCATION, whether or not that one is still registered; the first call goes to the first callee.',
    by: ['position', 'SR-10'],
    shown: ['reading-position-index', 'reading-position-after-a-loss'],
  },
  {
    title: 'A refusal of a session, or of one of its registrations',
    places: ['reroute / Rerouting Rules'],
    says: 'The registration that refused is treated as if it did not exist. A callee that refuses, unregisters and registers again has another registration, and it is open whether the call may come back to it.',
    matters:
      'battler-wamp and wamp2spring remember sessions; a dealer that remembers registrations can invoke a busy callee again and again.',
    proposal: 'A dealer does not invoke a session twice for one call.',
    by: ['refusals', 'CR-7'],
    shown: ['mix-refused-and-registered-again'],
  },
  {
    title: 'A refusal after progressive results',
    places: ['reroute / Call Re-Routing', 'progress / Message Flow'],
    says: 'A refusal re-routes the call, without the caller having to know. Nothing is said about a caller that has already received results of the callee that refuses.',
    matters:
      'battler-wamp and wamp2spring re-route, so that the caller gets results of two callees as if they came from one.',
    proposal:
      'Once a progressive result has been sent to the caller, the call is not re-routed: a refusal ends it.',
    by: ['afterProgress', 'CR-1'],
    shown: ['pr-02-refusal-after-timed-progress'],
  },
  {
    title: 'The error for a refusal that is not re-routed',
    places: ['advancedUris / Remote Procedure Calls', 'rpc / Call ERROR'],
    says: '`wamp.error.unavailable` is an answer of a callee to the router. An ERROR is forwarded to the caller with the URI of the callee. It is open which of the two holds when the dealer does not re-route.',
    matters:
      'Routers that do not re-route, or not after progress, show the caller a URI that is meant for routers, and that applications use for errors of their own.',
    proposal:
      'A dealer that announces `call_reroute` does not send `wamp.error.unavailable` to a caller; a refusal that it does not re-route ends the call with `wamp.error.no_available_callee`.',
    by: ['refusedLate', 'afterProgress', 'gate'],
    shown: ['reading-after-progress'],
  },
  {
    title: 'A refusal after CANCEL `kill`',
    places: ['cancel / Message Flow', 'reroute / Call Re-Routing'],
    says: 'After `kill` the caller gets the answer of the callee. A refusal is an answer, and re-routes a call; the text does not say which rule comes first.',
    matters:
      'wamp2spring gives the canceled call to the next callee, Nexus forwards the refusal, Crossbar and battler-wamp answer `wamp.error.canceled`.',
    proposal:
      'A canceled call is not re-routed; a refusal after CANCEL `kill` ends it with `wamp.error.canceled`.',
    by: ['afterKill', 'CC-6'],
    shown: ['cc-06-cancelled-is-not-rerouted'],
  },
  {
    title: 'The timeout of a re-routed call',
    places: ['timeout / Dealer-Initiated Timeouts', 'timeout / Callee-Initiated Timeouts'],
    says: 'The timer of the dealer starts with the CALL. It is open whether a re-route restarts it, and which timeout a second callee gets if callees run the timer themselves.',
    matters:
      'battler-wamp and wamp2spring restart the timer with each try, so that a caller can wait as many times as there are callees.',
    proposal:
      'A re-route does not restart the timeout; a timeout that is forwarded to a further callee is the remaining time.',
    by: ['CT-1', 'CT-2'],
    shown: ['ct-01-one-clock-for-all-tries'],
    threads: [449],
  },
  {
    title: 'The fields of a re-routed INVOCATION',
    places: ['reroute / Call Re-Routing', 'rpc / INVOCATION'],
    says: 'The call is re-routed, and the INVOCATION for the next callee is not described. Request ids are counted for each session, options depend on what a callee announced.',
    matters:
      'wamp2spring takes a new request id for each try, battler-wamp the same for every callee, where another call can have that id.',
    proposal:
      'The INVOCATION of a re-routed call has the arguments of the CALL and the next request id of the session that it is sent to; its Details follow from the options of the CALL and the features of that callee.',
    by: ['CR-10', 'PR-1'],
    shown: ['cr-10-same-arguments-other-request', 'pr-01-progress-after-a-reroute'],
  },
  {
    title: 'An undeliverable INVOCATION',
    places: ['advancedUris / Remote Procedure Calls', 'uris / Interaction'],
    says: '`wamp.error.network_failure` and `wamp.error.payload_size_exceeded` are defined, and no section says when a dealer sends them, nor whether it may try another callee first.',
    matters:
      'Nexus and wamp2spring end the call with `wamp.error.network_failure`, battler-wamp treats it as a refusal.',
    proposal:
      'An INVOCATION that cannot be delivered MAY be treated like a refusal; if no callee is left, the call ends with an error that has the reason.',
    by: ['undeliverable', 'UD-1'],
    shown: ['ud-01-next-callee-is-asked', 'ud-01-nobody-can-be-told'],
    threads: [165, 461],
  },
  {
    title: 'A callee without a feature that the call needs',
    places: [
      'invocations / Ignoring Progressive Call Invocations',
      'passthru / Feature Announcement',
      'advancedUris / Remote Procedure Calls',
    ],
    says: 'A call that needs a feature fails if it must be routed to a callee without it. A refused call goes to another suitable callee. It is open whether a callee without the feature is a candidate while others have it.',
    matters: 'Nexus and cppwamp select by the policy first, and the call then fails.',
    proposal:
      'Callees that lack a feature that the call needs are passed over; if none is left, the call ends with `wamp.error.feature_not_supported`.',
    by: [],
    shown: unshown('Every callee can take a call here: no feature of this dealer is a condition for that.'),
  },
];
