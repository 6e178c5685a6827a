-------------------------------- MODULE World --------------------------------
(*
 * The clients of the dealer, and time: what may happen next. The dealer has done all that the last input led to before.
 *
 * A client knows its session, its registrations, its calls and its INVOCATIONs. It may do at any time what these allow, or
 * leave. It does not break the protocol.
 *)
EXTENDS Dealer, TLC

CONSTANTS
  Callers,       \* the clients that call; all others are callees
  Policy,        \* the policy that callees ask for
  MostCalls,     \* number of calls in flight
  HasProgress,   \* TRUE if calls may ask for progressive results, callees yield them, and half of a timeout may pass
  HasConflicts   \* TRUE if callees may ask for another policy than that of the registration, too

AllFeatures == {"call_reroute", "call_canceling", "progressive_call_results"}

ASSUME
  /\ \A client \in Clients : Features[client] \subseteq AllFeatures
  /\ Callers \subseteq Clients
  /\ Policy \in Policies
  /\ MostCalls \in Nat
  /\ MostPlaces >= (IF Readings.sameSession = "second-place" THEN 2 ELSE 1) * Cardinality(Clients \ Callers)
  /\ {HasProgress, HasConflicts} \subseteq BOOLEAN

(* Duration of a timeout; with progressive results, half of it may pass. *)
Timeout == IF HasProgress THEN 2 ELSE 1

Receives(session, message) ==
  /\ IsThere(session)
  /\ todo' = <<Event("session", session, [session |-> session, odd |-> {}] @@ message)>>
  /\ Unchanged

-----------------------------------------------------------------------------
(* Callees *)

Places(session) == PlacesOf(registration, session)

(* A client registers a procedure again at most once: the reading sameSession says what that leads to. *)
Registers(session, policy) ==
  /\ IsAtRest
  /\ session \notin Callers
  /\ IF policy = Policy THEN Cardinality(Places(session)) < 2 ELSE registration.members # <<>>
  /\ Receives(session, [type |-> "REGISTER", invoke |-> policy])

(* UNREGISTER gives an id that the client was told: one for each of its places, or one for all. *)
Unregisters(session, place) ==
  /\ IsAtRest
  /\ place \in Places(session)
  /\ Readings.registrationId = "own" \/ place = Min(Places(session))
  /\ Receives(session, [type |-> "UNREGISTER", place |-> place])

IsAsked(session, call) == call \in Elements(waiting[session])   \* it has an INVOCATION to answer

Yields(session, call, isProgress) ==
  /\ IsAtRest
  /\ IsAsked(session, call)
  /\ Receives(session, [type |-> "YIELD", call |-> call, isProgress |-> isProgress])

Fails(session, call, error) ==
  /\ IsAtRest
  /\ IsAsked(session, call)
  /\ Receives(session, [type |-> "ERROR", call |-> call, error |-> error])

-----------------------------------------------------------------------------
(* Callers *)

Calls(session, wantsProgress) ==
  /\ IsAtRest
  /\ session \in Callers
  /\ Len(calls) < MostCalls
  /\ Receives(session, [type |-> "CALL", timeout |-> Timeout, wantsProgress |-> wantsProgress])

Cancels(session, call, mode) ==
  /\ IsAtRest
  /\ call \in DOMAIN calls /\ calls[call].caller = session
  /\ Receives(session, [type |-> "CANCEL", call |-> call, mode |-> mode])

-----------------------------------------------------------------------------
(* Anybody, and time *)

Leaves(session) ==
  /\ IsAtRest
  /\ IsThere(session)
  /\ todo' = <<Event("session", session, [type |-> "session.lost"])>>
  /\ Unchanged

(* The clocks that are due fire in the order of their deadlines, and of their starts. *)
RECURSIVE Due(_)
Due(left) == IF left = 0 THEN <<>> ELSE Due(left - 1) \o Where(timers, LAMBDA i : timers[i].left = left)

TimePasses(time) ==
  /\ IsAtRest
  /\ calls # <<>>
  /\ LET due == Due(time)
         running == SelectSeq(timers, LAMBDA one : one.left > time)
     IN /\ todo' = [i \in DOMAIN due |-> Event("call", timers[due[i]].call, [type |-> "timer.fired"])]
        /\ timers' = [i \in DOMAIN running |-> [running[i] EXCEPT !.left = @ - time]]
  /\ UNCHANGED <<sessions, registration, calls, waiting>>

-----------------------------------------------------------------------------
(* All of them *)

Asked == {Policy} \cup (IF HasConflicts THEN {IF Policy = "single" THEN "first" ELSE "single"} ELSE {})
Progress == IF HasProgress THEN BOOLEAN ELSE {FALSE}
Errors == {"wamp.error.unavailable", "com.example.error"}
Modes == {"skip", "kill", "killnowait"}

Input ==
  \/ \E session \in Clients, policy \in Asked : Registers(session, policy)
  \/ \E session \in Clients, place \in 1 .. MostPlaces : Unregisters(session, place)
  \/ \E session \in Clients, call \in 1 .. MostCalls, hasMore \in Progress : Yields(session, call, hasMore)
  \/ \E session \in Clients, call \in 1 .. MostCalls, error \in Errors : Fails(session, call, error)
  \/ \E session \in Clients, wantsProgress \in Progress : Calls(session, wantsProgress)
  \/ \E session \in Clients, call \in 1 .. MostCalls, mode \in Modes : Cancels(session, call, mode)
  \/ \E session \in Clients : Leaves(session)
  \/ \E time \in 1 .. Timeout : TimePasses(time)

Next == Input \/ DealerStep

Spec == Init /\ [][Next]_vars

=============================================================================
