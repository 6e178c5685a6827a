---------------------------- MODULE SessionSteps ----------------------------
(* The guards and actions that the chart of a session names. *)
EXTENDS Vocabulary

IsOutOfRole(c, e) == Is(e, "out of role")
IsModeUnknown(e) == e.mode \notin {"", "skip", "kill", "killnowait"}

-----------------------------------------------------------------------------
(* Guards: HELLO and authentication *)

isRealmInvalid(c, e) == Is(e, "invalid realm")
isRealmUnknown(c, e) == Is(e, "unknown realm")
isWithoutRoles(c, e) == Is(e, "without roles")
isMethodUnmatched(c, e) == Is(e, "other methods")
isMethodMissing(c, e) == Is(e, "without a method")
isIdentityClaimed(c, e) == Is(e, "with an identity")

-----------------------------------------------------------------------------
(* Guards: requests *)

isRequestInFlight(c, e) == Is(e, "id in flight")
isOutOfSequence(c, e) == Is(e, "id out of sequence") /\ Readings.requestIds = "sequential"
isRoleForbidden(c, e) == IsOutOfRole(c, e) /\ Readings.roles = "abort"
isRoleRefused(c, e) == IsOutOfRole(c, e) /\ Readings.roles = "refuse"
isPassthru(c, e) == Is(e, "sealed")
isProgressive(c, e) == Is(e, "to be continued")
isUnauthorized(c, e) == Is(e, "not permitted")
isForced(c, e) == Is(e, "forced")
isCallLimitReached(c, e) == Is(e, "beyond the limit of calls")
isByteLimitExceeded(c, e) == Is(e, "beyond the limit of bytes")
isTimeoutInvalid(c, e) == Is(e, "invalid timeout")
isInvokeViolation(c, e) == e.invoke \notin Policies /\ Readings.unknownPolicy = "abort"
isAcknowledged(c, e) == Is(e, "to be acknowledged")

-----------------------------------------------------------------------------
(* Guards: CANCEL, and answers to INVOCATIONs *)

isModeForbidden(c, e) == IsModeUnknown(e) /\ Readings.cancelUnknown = "abort"
isModeRefused(c, e) == IsModeUnknown(e) /\ Readings.cancelUnknown = "error"
isOver(c, e) == Is(e, "over")
isSkipByDefault(c, e) == e.mode \notin {"skip", "kill", "killnowait"} /\ Readings.cancelDefault = "skip"

isMisplaced(c, e) == Is(e, "about another message")
isUnasked(c, e) == Is(e, "unasked")
isLate(c, e) == Is(e, "late")
isForbiddenLate(c, e) == isLate(c, e) /\ Readings.late = "abort"
isUnaskedProgress(c, e) ==
  e.isProgress /\ ~calls[e.call].wantsProgress /\ Readings.unaskedProgress = "abort"
isErrorUriForbidden(c, e) == Is(e, "invalid URI") /\ Readings.badUri = "abort"
isErrorUriReplaced(c, e) == Is(e, "invalid URI") /\ Readings.badUri = "replace"

-----------------------------------------------------------------------------
(* Changes. What a HELLO says, who the client is, and the last request id are not part of the state. *)

recordHello(c, e) == c
recordMethod(c, e) == c
recordPrincipal(c, e) == c
recordRequest(c, e) == c

-----------------------------------------------------------------------------
(* To the client *)

Sent(c, type) == [type |-> type, to |-> c.session]
sendWelcome(c, e) == Sent(c, "WELCOME")
sendChallenge(c, e) == Sent(c, "CHALLENGE")
sendGoodbye(c, e) == Sent(c, "GOODBYE")
sendGoodbyeAndOut(c, e) == Sent(c, "GOODBYE")

Abort(c, problem) == [type |-> "ABORT", to |-> c.session, problem |-> problem]
abortRealmInvalid(c, e) == Abort(c, "realm-invalid")
abortRealmUnknown(c, e) == Abort(c, "realm-unknown")
abortRolesMissing(c, e) == Abort(c, "roles-missing")
abortMethodUnmatched(c, e) == Abort(c, "method-unmatched")
abortMethodMissing(c, e) == Abort(c, "method-missing")
abortMalformed(c, e) == Abort(c, "message-malformed")
abortHelloLate(c, e) == Abort(c, "hello-late")
abortHelloRepeated(c, e) == Abort(c, "hello-repeated")
abortBeforeHello(c, e) == Abort(c, "hello-expected")
abortBeforeWelcome(c, e) == Abort(c, "welcome-expected")
abortDenied(c, e) == Abort(c, "authentication-denied")
abortAuthenticationFailed(c, e) == Abort(c, "authentication-failed")
abortAuthenticationLate(c, e) == Abort(c, "authentication-late")
abortAuthenticateUnasked(c, e) == Abort(c, "authenticate-unasked")
abortClosing(c, e) == Abort(c, "router-closing")
abortRequestInFlight(c, e) == Abort(c, "request-in-flight")
abortOutOfSequence(c, e) == Abort(c, "request-not-next")
abortRoleMissing(c, e) == Abort(c, "role-unannounced")
abortPassthru(c, e) == Abort(c, "passthru-unannounced")
abortProgressive(c, e) == Abort(c, "progress-unannounced")
abortModeUnknown(c, e) == Abort(c, "mode-unknown")
abortInvokeUnknown(c, e) == Abort(c, "invoke-violation")
abortUnasked(c, e) == Abort(c, "answer-unasked")
abortLate(c, e) == Abort(c, "answer-late")
abortUnaskedProgress(c, e) == Abort(c, "progress-unasked")
abortMisplaced(c, e) == Abort(c, "error-misplaced")
abortErrorUri(c, e) == Abort(c, "error-uri-invalid")

Error(c, e, problem) == [type |-> "ERROR.made", to |-> c.session, of |-> e.type, problem |-> problem]
sendRoleMissing(c, e) == Error(c, e, "role-missing")
sendUnauthorized(c, e) == Error(c, e, "unauthorized")
sendCallLimit(c, e) == Error(c, e, "limit-exceeded")
sendByteLimit(c, e) == Error(c, e, "limit-exceeded")
sendTimeoutInvalid(c, e) == Error(c, e, "timeout-invalid")
sendModeUnknown(c, e) == Error(c, e, "mode-invalid")
sendBrokerMissing(c, e) == Error(c, e, "broker-missing")
sendAnswerUndeliverable(c, e) ==
  [type |-> "ERROR.made", to |-> c.session, of |-> "CALL", problem |-> "answer-" \o e.obstacle]

-----------------------------------------------------------------------------
(* To the dealer, and to the program that knows the clients *)

deliver(c, e) == IF e.type = "procedure.cleared" THEN e.message ELSE e
deliverSkip(c, e) == [e EXCEPT !.mode = "skip"]
deliverInvalidUri(c, e) == [e EXCEPT !.error = "wamp.error.invalid_uri"]
claimProcedure(c, e) == [type |-> "procedure.claimed", message |-> e]
claimIdentity(c, e) == [type |-> "identity.claimed"]
giveProof(c, e) == [type |-> "proof.given"]
openSession(c, e) == [type |-> "session.opened"]
endSession(c, e) == [type |-> "session.ended"]
closeSession(c, e) == [type |-> "session.closed"]
startTimer(c, e) == [type |-> "timer.start"]
stopTimer(c, e) == [type |-> "timer.stop"]

=============================================================================
