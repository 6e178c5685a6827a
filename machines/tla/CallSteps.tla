------------------------------ MODULE CallSteps ------------------------------
(* The guards and actions that the chart of a call names. *)
EXTENDS Vocabulary

Refuses(e) == e.error = "wamp.error.unavailable"
HasAnnounced(c, feature) == Announces(c.callee.session, feature)
IsUnaskedProgress(c, e) == e.isProgress /\ ~c.wantsProgress

-----------------------------------------------------------------------------
(* Guards *)

isProcedureInvalid(c, e) == FALSE   \* the procedure of this module has a correct URI
hasTimeout(c, e) == c.timeout > 0
isOrderStrict(c, e) == Readings.order = "strict"
isOrderStrictAndTimed(c, e) == isOrderStrict(c, e) /\ hasTimeout(c, e)
isNewlyOvertaken(c, e) == e.session \notin c.passedOver

isProgress(c, e) == e.isProgress
isDroppedProgress(c, e) == IsUnaskedProgress(c, e) /\ Readings.unaskedProgress \notin {"final", "pass-on"}
isFinalProgress(c, e) == IsUnaskedProgress(c, e) /\ Readings.unaskedProgress = "final"
isTimedProgress(c, e) == e.isProgress /\ hasTimeout(c, e)

isRefusal(c, e) == Refuses(e)
isUnannouncedRefusal(c, e) == Refuses(e) /\ Readings.gate = "announced" /\ ~HasAnnounced(c, "call_reroute")
isLateRefusal(c, e) == Refuses(e) /\ Readings.afterProgress = "end" /\ c.progressed
isLatePassedOn(c, e) == isLateRefusal(c, e) /\ Readings.refusedLate = "unavailable"
isLateCanceled(c, e) == isLateRefusal(c, e) /\ Readings.refusedLate = "canceled"
isPassedAfterKill(c, e) == Refuses(e) /\ Readings.afterKill = "pass-on"
isFailedAfterKill(c, e) == Refuses(e) /\ Readings.afterKill = "no_available_callee"
isCanceledAfterKill(c, e) == Refuses(e) /\ Readings.afterKill = "canceled"

isReroutedAtWithdrawal(c, e) ==
  /\ Readings.withdrawn = "reroute"
  /\ Readings.gate = "any" \/ HasAnnounced(c, "call_reroute")
  /\ Readings.afterProgress = "reroute" \/ ~c.progressed
isKeptAtWithdrawal(c, e) == Readings.withdrawn # "cancel"
isOneInterruptEnough(c, e) == Readings.interruptAgain = "no"
isCanceledAsInterrupted(c, e) == ~isKeptAtWithdrawal(c, e) /\ isOneInterruptEnough(c, e)

isReroutedAtObstacle(c, e) == Readings.undeliverable = "next"
hasMetObstacle(c, e) == c.obstacle # ""
isProcedureGone(c, e) == e.isVacant /\ Readings.ended = "procedure" /\ Readings.nobody = "no_such_procedure"

isCalleeInterruptible(c, e) == HasAnnounced(c, "call_canceling")
isSkip(c, e) == e.mode = "skip" \/ ~isCalleeInterruptible(c, e)
isKill(c, e) == e.mode = "kill" /\ isCalleeInterruptible(c, e)

-----------------------------------------------------------------------------
(* Changes *)

(* Tries are counted as far as a reading asks for their number. *)
recordCallee(c, e) ==
  [c EXCEPT !.registration = "current",
            !.callee = [session |-> e.session, place |-> PlaceOf(e.member)],
            !.tries = IF Readings.exclude = "last-refused" THEN Min({c.tries + 1, 2 * MostPlaces}) ELSE 1]

(* A refusal excludes the session, or the place that it has on the list; the last one only, or all of them. *)
recordRefusal(c, e) ==
  LET refusal == CASE Readings.refusals = "session" -> {[c.callee EXCEPT !.place = 0]}
                   [] IsOn(c.callee.place) -> {c.callee}
                   [] OTHER -> {}
  IN [c EXCEPT !.refusals = IF Readings.exclude = "last-refused" THEN refusal ELSE c.refusals \cup refusal]
recordObstacle(c, e) == [recordRefusal(c, e) EXCEPT !.obstacle = e.obstacle]

recordOvertaking(c, e) == [c EXCEPT !.passedOver = c.passedOver \cup {e.session}]
recordProgress(c, e) == [c EXCEPT !.progressed = TRUE]

-----------------------------------------------------------------------------
(* To the callee *)

sendInvocation(c, e) ==
  [ type |-> "INVOCATION", to |-> c.callee.session,
    isProgress |-> /\ c.wantsProgress
                   /\ HasAnnounced(c, "progressive_call_results")
                   /\ HasAnnounced(c, "call_canceling") ]

Interrupt(c, mode) == [type |-> "INTERRUPT", to |-> c.callee.session, mode |-> mode]
sendInterruptKill(c, e) == Interrupt(c, "kill")
sendInterruptKillnowait(c, e) == Interrupt(c, "killnowait")

-----------------------------------------------------------------------------
(* To the caller *)

Result(c, hasMore) == [type |-> "RESULT", to |-> c.caller, isProgress |-> hasMore]
sendResult(c, e) == Result(c, FALSE)
sendProgress(c, e) == Result(c, TRUE)

Error(c, problem) == [type |-> "ERROR.made", to |-> c.caller, of |-> "CALL", problem |-> problem]
passError(c, e) == [type |-> "ERROR.passed", to |-> c.caller, of |-> "CALL", problem |-> e.error]
sendProcedureInvalid(c, e) == Error(c, "procedure-invalid")
sendProcedureUnknown(c, e) == Error(c, "procedure-unknown")
sendExhausted(c, e) == Error(c, IF e.isCapped THEN "reroute-capped" ELSE "callees-exhausted")
sendRefused(c, e) == Error(c, "call-refused")
sendCalleeUnreachable(c, e) == Error(c, "invocation-" \o e.obstacle)
sendObstacle(c, e) == Error(c, "invocation-" \o c.obstacle)
sendCallerUnreachable(c, e) == Error(c, "answer-" \o e.obstacle)
sendCalleeLeft(c, e) ==
  Error(c, IF Readings.goneUri = "cancelled" THEN "callee-left-by-letter" ELSE "callee-left")
sendCalleeWithdrawn(c, e) == Error(c, "callee-withdrawn")
sendCanceled(c, e) == Error(c, "call-canceled")
sendTimedOut(c, e) == Error(c, "call-timed-out")

-----------------------------------------------------------------------------
(* To the dealer *)

askForCallee(c, e) == [type |-> "select", by |-> "procedure"]
askForNextCallee(c, e) ==
  [type |-> "select", by |-> IF Readings.ended = "procedure" THEN "procedure" ELSE "registration"]
tellEarlierCalls(c, e) == [type |-> "call.given", session |-> c.callee.session]
startTimer(c, e) == [type |-> "timer.start", after |-> c.timeout]
endCall(c, e) == [type |-> "call.ended"]

=============================================================================
