----------------------------- MODULE Properties -----------------------------
(* What is true of the dealer: of each state, of each step, and in the end. *)
EXTENDS World

FinalStates == {"completed", "failed", "exhausted", "canceled", "expired", "abandoned"}
CallStates == {"selecting", "invoked.waiting", "invoked.interrupted", "rerouting"} \cup FinalStates

-----------------------------------------------------------------------------
(* Types *)

AnyPlace == 0 .. (2 * MostPlaces + 1)
Someone == [session : Clients \cup {""}, place : AnyPlace]
CallRecord ==
  [ state : CallStates,
    caller : Callers,
    timeout : 0 .. Timeout,
    wantsProgress : BOOLEAN,
    registration : {"none", "current", "gone"},
    callee : Someone,
    refusals : SUBSET Someone,
    passedOver : SUBSET Clients,
    obstacle : STRING,
    tries : 0 .. 2 * MostPlaces,
    progressed : BOOLEAN ]

TypeOK ==
  /\ sessions \in [Clients -> [state : {"established", "closed"}, session : Clients, hasEnded : BOOLEAN]]
  /\ registration.state \in {"vacant", "deleted", "occupied.single"} \cup
                            {"occupied.shared." \o policy : policy \in Policies \ {"single"}}
  /\ registration.policy \in Policies
  /\ registration.members \in Seq(Clients) /\ Len(registration.members) <= MostPlaces
  /\ registration.position \in Nat
  /\ registration.turn \in 0 .. MostPlaces
  /\ registration.left \in Seq(1 .. MostPlaces)
  /\ calls \in Seq(CallRecord) /\ Len(calls) <= MostCalls
  /\ waiting \in [Clients -> Seq(1 .. MostCalls)]
  /\ timers \in Seq([call : 1 .. MostCalls, left : 1 .. Timeout])
  /\ \A place \in DOMAIN todo :
       /\ todo[place].what \in {"event", "effect"}
       /\ todo[place].chart \in {"session", "registration", "call"}

-----------------------------------------------------------------------------
(* States in which the dealer has nothing left to do *)

(* SR-3, SR-9: a registration has members, and a single one has just one. *)
Lists ==
  IsAtRest =>
    /\ registration = Vacant \/ registration.members # <<>>
    /\ registration.policy = "single" => Len(registration.members) <= 1
    /\ registration.state \in {"vacant", "occupied.single", "occupied.shared." \o registration.policy}

(* SR-8: whoever has left is on no list. *)
Present == IsAtRest => \A session \in Elements(registration.members) : IsThere(session)

(* BP-14, CR-10: each call in flight waits for the answer of one callee, who is there, and has a caller who is there. *)
OneCallee ==
  IsAtRest =>
    \A i \in DOMAIN calls :
      /\ calls[i].state \in {"invoked.waiting", "invoked.interrupted"}
      /\ IsThere(calls[i].caller)
      /\ {session \in Clients : i \in Elements(waiting[session])} = {calls[i].callee.session}
      /\ IsThere(calls[i].callee.session)
      /\ Len(SelectSeq(waiting[calls[i].callee.session], LAMBDA one : one = i)) = 1

(* CT-1: each of them has its clock, and nothing else has one. *)
OneClock ==
  IsAtRest =>
    \A i \in 1 .. MostCalls :
      Len(SelectSeq(timers, LAMBDA one : one.call = i)) = IF i \in DOMAIN calls /\ calls[i].timeout > 0 THEN 1 ELSE 0

(* CR-7: nobody is asked who has refused the call. *)
NotRefused ==
  IsAtRest /\ Readings.refusals = "session" =>
    \A i \in DOMAIN calls : \A refusal \in calls[i].refusals : refusal.session # calls[i].callee.session

(* The dealer holds nothing for clients that have left. *)
Emptiness ==
  IsAtRest /\ (\A session \in Clients : ~IsThere(session)) =>
    registration = Vacant /\ calls = <<>> /\ timers = <<>> /\ \A session \in Clients : waiting[session] = <<>>

-----------------------------------------------------------------------------
(* Steps of the list of callees *)

(* SR-4, SR-6: the policy of the first callee stays as long as there is one. *)
KeepsPolicy ==
  [][ registration.members # <<>> /\ registration'.members # <<>> => registration'.policy = registration.policy ]_vars

(* SR-5, SR-7, SR-8: newcomers come last, and whoever leaves takes no other with it. *)
KeepsOrder ==
  [][ LET before == registration.members
          after == registration'.members
          Others(list, session) == SelectSeq(list, LAMBDA one : one # session)
      IN before # after =>
           \E session \in Clients :
             \/ after = Append(before, session)
             \/ Len(after) < Len(before) /\ Others(before, session) = Others(after, session) ]_vars

-----------------------------------------------------------------------------
(* Steps in which a callee is chosen *)

Selects == Hears("registration", "select") /\ Top.at = "current"
Answer == Head(todo').effect
Chooses == Selects /\ Answer.type = "select.member"
Asking == calls[Top.event.call]                             \* the call
IsAgain == Asking.callee # NoCallee                         \* a callee was asked before
LastPlace == Asking.callee.place \div 2                     \* its place
Allowed ==
  {place \in DOMAIN registration.members :
     /\ registration.members[place] \notin {refusal.session : refusal \in Asking.refusals}
     /\ registration.members[place] \notin Asking.passedOver}

(* The readings by which a refusal excludes the session from the call. *)
AreUsual == Readings.refusals = "session" /\ Readings.exclude = "all-refused" /\ Readings.newcomer = "candidate"

(* CR-2, CR-7, CR-8: a member that has not refused, and nobody only if there is none. *)
Candidate ==
  [][ /\ Chooses => Answer.session = registration.members[Answer.member]
      /\ Chooses /\ AreUsual => Answer.member \in Allowed
      /\ Selects /\ ~Chooses /\ AreUsual => Allowed = {} ]_vars

(* SR-9, SR-10, SR-12, SR-13, CR-3 to CR-6: by the policy. *)
Turn ==
  LET isByRefuser == IsAgain /\ Asking.registration = "current" /\ Readings.next = "refuser"
      position == IF Readings.position = "counter" THEN registration.position % Len(registration.members)
                  ELSE registration.position
      behind == {place \in Allowed : PlaceOf(place) > IF isByRefuser THEN Asking.callee.place ELSE PlaceOf(position)}
  IN Min(IF behind = {} THEN Allowed ELSE behind)
Choice ==
  [][ Chooses /\ AreUsual =>
        CASE registration.policy \in {"single", "first"} -> Answer.member = Min(Allowed)
          [] registration.policy = "last" -> Answer.member = Max(Allowed)
          [] registration.policy = "roundrobin" -> Answer.member = Turn
          [] OTHER -> TRUE ]_vars

(* CR-3: the round-robin position moves with each INVOCATION. *)
Position ==
  [][ Chooses /\ registration.policy = "roundrobin" /\ Readings.position = "after-last" =>
        registration'.position =
          IF IsAgain /\ Readings.rerouteMoves = "no" THEN registration.position ELSE Answer.member ]_vars

(*
 * The table of re-routing, where nobody has joined or left the list in the meantime: `first` goes on to the next one in the
 * list, `last` to the one before, and `roundrobin` around the list, if no other call has moved the position.
 *)
Table ==
  [][ Selects /\ IsAgain /\ IsOn(Asking.callee.place) /\ AreUsual /\ Readings.order = "relaxed" =>
        LET size == Len(registration.members)
            after == {place \in Allowed : place > LastPlace}
        IN CASE registration.policy = "first" /\ Allowed = (LastPlace + 1) .. size ->
                  IF LastPlace = size THEN ~Chooses ELSE Chooses /\ Answer.member = LastPlace + 1
             [] registration.policy = "last" /\ Allowed = 1 .. (LastPlace - 1) ->
                  IF LastPlace = 1 THEN ~Chooses ELSE Chooses /\ Answer.member = LastPlace - 1
             [] registration.policy = "roundrobin" /\ Readings.position = "after-last" /\ registration.position = LastPlace ->
                  IF Allowed = {} THEN ~Chooses
                  ELSE Chooses /\ Answer.member = Min(IF after = {} THEN Allowed ELSE after)
             [] OTHER -> TRUE ]_vars

(* BP-29: under the reading order = strict, no call comes after a later one of its caller at the same callee. *)
Order ==
  [][ Chooses /\ Readings.order = "strict" =>
        ~ \E later \in DOMAIN calls :
            /\ later > Top.event.call
            /\ calls[later].caller = Asking.caller
            /\ calls[later].callee.session = Answer.session ]_vars

-----------------------------------------------------------------------------
(* Steps of a call *)

(* A call that has not ended hears of an event. *)
Steps == IsEvent /\ Top.chart = "call" /\ calls[Top.at].state \notin FinalStates
Before == calls[Top.at]
After == calls'[Top.at].state
Ends == After \in FinalStates

(* What the step puts on the stack: effects of these types, or with these properties. *)
Emitted == SubSeq(todo', 1, Len(todo') + 1 - Len(todo))
Those(Are(_)) == SelectSeq(Emitted, LAMBDA thing : Are(thing.effect))
IsAnswer(effect) == effect.type \in {"ERROR.made", "ERROR.passed"} \/ (effect.type = "RESULT" /\ ~effect.isProgress)
IsProgress(effect) == effect.type = "RESULT" /\ effect.isProgress
IsInterrupt(effect) == effect.type = "INTERRUPT"

HasNoAnswer == Those(IsAnswer) = <<>>
HasAnswer == Len(Those(IsAnswer)) = 1
HasNoInterrupt == Those(IsInterrupt) = <<>>
Interrupts(mode) ==
  /\ Len(Those(IsInterrupt)) = 1
  /\ Head(Those(IsInterrupt)).effect.mode = mode
  /\ Head(Those(IsInterrupt)).effect.to = Before.callee.session

(* BP-14: a call ends with one final answer, and with none if its caller has left; until then it gets none. *)
OneAnswer == [][ Steps => IF Ends /\ After # "abandoned" THEN HasAnswer ELSE HasNoAnswer ]_vars

IsRefusal == Top.event.type = "ERROR" /\ Top.event.error = "wamp.error.unavailable"
IsReroutable ==
  /\ Readings.gate = "any" \/ Announces(Before.callee.session, "call_reroute")
  /\ Readings.afterProgress = "reroute" \/ ~Before.progressed

(* CR-1, CC-6: a refusal re-routes, and nothing else; the caller is told nothing. Not after CANCEL `kill`. *)
Reroutes ==
  [][ Steps /\ After = "rerouting" =>
        /\ IsRefusal \/ (Top.event.type = "callee.withdrawn" /\ Readings.withdrawn = "reroute")
        /\ IsReroutable
        /\ Before.state = "invoked.interrupted" => Readings.afterKill = "reroute"
        /\ \A place \in DOMAIN Emitted : Emitted[place].effect.type = "select" ]_vars
Refusals == [][ Steps /\ IsRefusal /\ Before.state = "invoked.waiting" /\ IsReroutable => After = "rerouting" ]_vars

(* CR-9: any other error is the answer. *)
OtherErrors ==
  [][ Steps /\ Top.event.type = "ERROR" /\ ~IsRefusal =>
        After = "failed" /\ HasAnswer /\ Head(Those(IsAnswer)).effect.problem = Top.event.error ]_vars

CanInterrupt == Announces(Before.callee.session, "call_canceling")

(* CC-1 to CC-4: the modes of CANCEL. *)
Cancellations ==
  [][ Steps /\ Top.event.type = "CANCEL" /\ Before.state = "invoked.waiting" =>
        CASE Top.event.mode = "skip" \/ ~CanInterrupt -> After = "canceled" /\ HasAnswer /\ HasNoInterrupt
          [] Top.event.mode = "kill" -> After = "invoked.interrupted" /\ HasNoAnswer /\ Interrupts("kill")
          [] Top.event.mode = "killnowait" -> After = "canceled" /\ HasAnswer /\ Interrupts("killnowait") ]_vars

(* BP-16, CT-2: when the caller leaves, or the time is over, the callee is interrupted. *)
IsInterruptedBefore == Before.state = "invoked.interrupted" /\ Readings.interruptAgain = "no"
Endings ==
  [][ Steps =>
        CASE Top.event.type = "caller.left" -> After = "abandoned"
          [] Top.event.type = "timer.fired" -> After = "expired"
          [] Top.event.type = "callee.left" -> After = "canceled" /\ HasNoInterrupt
          [] OTHER -> TRUE ]_vars
Interruptions ==
  [][ Steps /\ Top.event.type \in {"caller.left", "timer.fired"} =>
        IF CanInterrupt /\ ~IsInterruptedBefore THEN Interrupts("killnowait") ELSE HasNoInterrupt ]_vars

(* CT-1, PR-3: the clock starts with the call, and again with each progressive result; a re-route does not start it. *)
Clock ==
  LET IsStart(effect) == effect.type = "timer.start"
  IN [][ Steps /\ Those(IsStart) # <<>> => Before.state = "selecting" \/ Those(IsProgress) # <<>> ]_vars

(* PR-4: progressive results are for callers that want them. *)
Progressive ==
  [][ Steps /\ Those(IsProgress) # <<>> => Before.wantsProgress \/ Readings.unaskedProgress = "pass-on" ]_vars

-----------------------------------------------------------------------------
(* In the end *)

(* The dealer goes on as long as it has something to do. *)
DealerIsAlive == WF_vars(DealerStep)

(*
 * Time passes. Here and below, fairness is strong, since any other input makes this one wait until the dealer is at rest.
 *)
TimeIsAlive == SF_vars(\E time \in 1 .. Timeout : TimePasses(time))

(* A callee answers each INVOCATION with something else than a refusal, or leaves. *)
Settles(session, call) ==
  \/ Yields(session, call, FALSE)
  \/ Fails(session, call, "com.example.error")
  \/ IsAsked(session, call) /\ Leaves(session)
CalleesAreAlive == \A session \in Clients \ Callers, call \in 1 .. MostCalls : SF_vars(Settles(session, call))

(*
 * Every CALL is answered in the end: as long as calls are in flight, the oldest one ends again and again, so that each of
 * them is the oldest at some time, and ends.
 *)
OldestEnds == Emits("call", "call.ended", 1) /\ Top.at = 1 /\ DealerStep
EveryCallIsAnswered == []<><<OldestEnds>>_vars \/ <>[](calls = <<>>)

LiveByDealer == Spec /\ DealerIsAlive
LiveByTime == Spec /\ DealerIsAlive /\ TimeIsAlive
LiveByCallees == Spec /\ DealerIsAlive /\ CalleesAreAlive

=============================================================================
