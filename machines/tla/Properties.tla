----------------------------- MODULE Properties -----------------------------
(* What is true of the dealer: of each state, of each step, and in the end. *)
EXTENDS World

FinalStates == {"completed", "failed", "exhausted", "canceled", "expired", "abandoned"}
CallStates == {"selecting", "invoked.waiting", "invoked.interrupted", "rerouting"} \cup FinalStates

-----------------------------------------------------------------------------
(* Types *)

AnyPlace == 0 .. (2 * MostPlaces + 1)
Someone == [session : Clients \cup {""}, place : AnyPlace]

TypeOK ==
  /\ sessions \in [Clients -> [state : {"established", "closed"}, session : Clients, hasEnded : BOOLEAN]]
  /\ registration.state \in {"vacant", "deleted", "occupied.single"} \cup
                            {"occupied.shared." \o policy : policy \in Policies \ {"single"}}
  /\ registration.policy \in Policies
  /\ registration.members \in Seq(Clients) /\ Len(registration.members) <= MostPlaces
  /\ registration.position \in Nat
  /\ Len(calls) <= MostCalls
  /\ \A i \in DOMAIN calls :
       /\ calls[i].state \in CallStates
       /\ calls[i].caller \in Callers
       /\ calls[i].registration \in {"none", "current", "gone"}
       /\ calls[i].callee \in Someone
       /\ calls[i].refusals \subseteq Someone
       /\ calls[i].passedOver \subseteq Clients
  /\ waiting \in [Clients -> Seq(1 .. MostCalls)]
  /\ timers \in Seq([call : 1 .. MostCalls, left : 1 .. 2])

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
(* Steps *)

IsAnswer(thing, call) ==
  /\ thing.what = "effect" /\ thing.chart = "call" /\ thing.at = call
  /\ \/ thing.effect.type \in {"ERROR.made", "ERROR.passed"}
     \/ thing.effect.type = "RESULT" /\ ~thing.effect.isProgress

(* BP-14: a call ends with one final answer, and with none if its caller has left; until then it gets none. *)
OneAnswer ==
  [][ \A i \in DOMAIN calls \cap DOMAIN calls' :
        calls'[i].state # calls[i].state /\ Len(calls') = Len(calls) =>
          Cardinality({place \in DOMAIN todo' : IsAnswer(todo'[place], i)})
            = IF calls'[i].state \in FinalStates \ {"abandoned"} THEN 1 ELSE 0 ]_vars

(* CR-1, CR-7: a call that was refused goes to a callee that has not refused it, and that is on the list. *)
Reroutes ==
  [][ \A i \in DOMAIN calls :
        Emits("registration", "select.member", 1) /\ Top.effect.call = i =>
          /\ Top.effect.session \in Elements(registration.members)
          /\ Readings.refusals = "session" => \A refusal \in calls[i].refusals : refusal.session # Top.effect.session ]_vars

(*
 * The table of re-routing, where nobody has joined or left the list in the meantime: `first` goes on to the next one in the
 * list, `last` to the one before, `roundrobin` goes around.
 *)
Refusers(call) == {refusal.session : refusal \in call.refusals}
Unrefused(call) == {member \in DOMAIN registration.members : registration.members[member] \notin Refusers(call)}

Table ==
  [][ \A i \in DOMAIN calls :
        LET call == calls[i]
            last == call.callee.place \div 2
            rest == Unrefused(call)
        IN /\ Emits("registration", "select.member", 1) /\ Top.effect.call = i /\ call.refusals # {}
           /\ Readings.refusals = "session" /\ Readings.order = "relaxed" /\ Readings.exclude = "all-refused"
           => CASE registration.policy = "first" /\ rest = (last + 1) .. Len(registration.members) ->
                     Top.effect.member = last + 1
                [] registration.policy = "last" /\ rest = 1 .. (last - 1) -> Top.effect.member = last - 1
                [] registration.policy = "roundrobin" /\ MostCalls = 1 /\ IsOn(call.callee.place)
                   /\ (Readings.position = "after-last" => registration.position = last) ->
                     LET after == {one \in rest : one > last}
                     IN Top.effect.member = Min(IF after = {} THEN rest ELSE after)
                [] OTHER -> TRUE ]_vars

-----------------------------------------------------------------------------
(* In the end *)

(* The dealer goes on as long as it has something to do. *)
DealerIsAlive == WF_vars(DealerStep)

(* Time passes. *)
TimeIsAlive == SF_vars(\E time \in 1 .. Timeout : TimePasses(time))

(* A callee that is asked answers with something else than a refusal, or leaves. *)
Settles(session) ==
  \/ \E call \in 1 .. MostCalls : Yields(session, call, FALSE) \/ Fails(session, call, "com.example.error")
  \/ Leaves(session)
CalleesAreAlive == \A session \in Clients \ Callers : SF_vars(waiting[session] # <<>> /\ Settles(session))

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
