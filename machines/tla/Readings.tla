------------------------------ MODULE Readings ------------------------------
(* Generated from machines/readings by "npm run generate". Do not edit. *)
(* What the text leaves open, with the options: an interpretation is one of these records. *)
ReadingOptions ==
  [
    \* Where does roundrobin go on after members came or went?
    position : {"after-last", "index", "counter"},
    \* Under roundrobin, after which callee does a re-routed call look for the next one?
    next : {"turn", "refuser"},
    \* Under last, may a call be re-routed to a callee that registered after the call was made?
    newcomer : {"candidate", "ignored"},
    \* Must the callee have announced call_reroute for its refusal to re-route the call?
    gate : {"any", "announced"},
    \* Where does a re-route look for the next callee once the registration that the call was given to has ended?
    ended : {"procedure", "registration"},
    \* Which error does a refused call get if its procedure is not registered any more?
    nobody : {"no_such_procedure", "no_available_callee"},
    \* Does the INVOCATION of a re-routed call move the round-robin position?
    rerouteMoves : {"yes", "no"},
    \* May a re-routed call reach a callee that has a later call of the same caller already?
    order : {"relaxed", "strict"},
    \* Which refusals of a call exclude a callee from its re-route?
    exclude : {"all-refused", "last-refused"},
    \* Does a refusal exclude the session, or one of its registrations?
    refusals : {"session", "registration"},
    \* Does a refusal after a progressive result end the call, or re-route it?
    afterProgress : {"end", "reroute"},
    \* Which error does the caller get for a refusal after a progressive result, where that ends the call?
    refusedLate : {"no_available_callee", "unavailable", "canceled"},
    \* How does a refusal after CANCEL kill end the call?
    afterKill : {"canceled", "pass-on", "no_available_callee", "reroute"},
    \* Is a call with an undeliverable INVOCATION given to the next callee, or does it end?
    undeliverable : {"next", "error"},
    \* How is a REGISTER of a member answered, for the same procedure and the same shared policy?
    sameSession : {"refuse", "idempotent", "second-place"},
    \* How is a REGISTER answered whose invoke is none of the five policies?
    unknownPolicy : {"invalid_argument", "option_not_allowed", "abort", "single"},
    \* How is a REGISTER answered whose match the dealer has not announced?
    unknownMatch : {"feature_not_supported", "option_not_allowed", "ignore"},
    \* Does a call in flight go on when its callee unregisters the procedure?
    withdrawn : {"finish", "cancel", "reroute"},
    \* Which error does a REGISTER get whose policy differs from that of the registration?
    conflictUri : {"procedure_already_exists", "procedure_exists_with_different_invocation_policy"},
    \* Which registration id does a callee get that joins the registration of a procedure?
    registrationId : {"shared", "own"},
    \* Is a late answer of a callee discarded, or a protocol error?
    late : {"discard", "abort"},
    \* How is the ERROR of a callee treated whose URI is incorrect?
    badUri : {"pass", "abort", "replace"},
    \* Which URI ends a call whose callee has left?
    goneUri : {"canceled", "cancelled"},
    \* How is a progressive result treated that the caller did not ask for?
    unaskedProgress : {"drop", "final", "pass-on", "abort"},
    \* Do the Details of a callee’s ERROR reach the caller?
    details : {"all", "none"},
    \* Is a callee interrupted again when its call ends otherwise after a CANCEL kill?
    interruptAgain : {"yes", "no"},
    \* Which request ids may a client choose?
    requestIds : {"in-flight", "sequential"},
    \* At which request id do the INVOCATIONs of a session begin?
    invocationIds : {"one", "apart"},
    \* How is a CALL answered without the role caller in HELLO, and a REGISTER without callee?
    roles : {"take", "refuse", "abort"},
    \* Which mode has a CANCEL without one?
    cancelDefault : {"killnowait", "skip"},
    \* How is a CANCEL treated whose mode is none of the three?
    cancelUnknown : {"default", "error", "abort"}
  ]

DefaultReadings ==
  [
    position |-> "after-last",
    next |-> "turn",
    newcomer |-> "candidate",
    gate |-> "any",
    ended |-> "procedure",
    nobody |-> "no_such_procedure",
    rerouteMoves |-> "yes",
    order |-> "relaxed",
    exclude |-> "all-refused",
    refusals |-> "session",
    afterProgress |-> "end",
    refusedLate |-> "no_available_callee",
    afterKill |-> "canceled",
    undeliverable |-> "next",
    sameSession |-> "refuse",
    unknownPolicy |-> "invalid_argument",
    unknownMatch |-> "feature_not_supported",
    withdrawn |-> "finish",
    conflictUri |-> "procedure_already_exists",
    registrationId |-> "shared",
    late |-> "discard",
    badUri |-> "pass",
    goneUri |-> "canceled",
    unaskedProgress |-> "drop",
    details |-> "all",
    interruptAgain |-> "yes",
    requestIds |-> "in-flight",
    invocationIds |-> "one",
    roles |-> "take",
    cancelDefault |-> "killnowait",
    cancelUnknown |-> "default"
  ]

=============================================================================
