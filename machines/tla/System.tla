------------------------------- MODULE System -------------------------------
(*
 * How the instances of the charts work together: what is left to do, and what the words of the tables in Dealer.tla mean.
 *
 * An input is one event of one instance. An instance that hears of an event takes an edge, and emits effects. All that an
 * effect leads to is done before the next effect of the same edge, so the list of things to do is a stack. Its elements are
 *
 *   [what |-> "event", chart, at, event]             an event of an instance
 *   [what |-> "effect", chart, at, effect, route]    an effect of an instance, up to a route of its table
 *
 * An instance is known by `at`: a session by its name, a call by its place in `calls`, the registration of the procedure by
 * "current". A registration that is asked for and does not exist is "vacant".
 *)
EXTENDS Selection

Top == Head(todo)
Rest == Tail(todo)

IsEvent == todo # <<>> /\ Top.what = "event"
IsEffect == todo # <<>> /\ Top.what = "effect"

(* An instance of a chart hears of an event of this type, or of any other type. *)
Hears(chart, type) == IsEvent /\ Top.chart = chart /\ Top.event.type = type
HearsOther(chart, types) == IsEvent /\ Top.chart = chart /\ Top.event.type \notin types

(* It has emitted an effect of this type, which is to follow this route. *)
Emits(chart, type, route) == IsEffect /\ Top.chart = chart /\ Top.effect.type = type /\ Top.route = route

(* The instance that the next thing is about. *)
ThisSession == sessions[Top.at]
ThisRegistration == IF Top.at = "current" THEN registration ELSE Vacant
ThisCall == calls[Top.at]

Event(chart, at, event) == [what |-> "event", chart |-> chart, at |-> at, event |-> event]
Effects(chart, at, effects) ==
  [i \in DOMAIN effects |-> [what |-> "effect", chart |-> chart, at |-> at, effect |-> effects[i], route |-> 1]]

-----------------------------------------------------------------------------
(* All clients have joined, and the dealer waits for an input *)

Init ==
  /\ sessions = [session \in Clients |-> [state |-> "established", session |-> session, hasEnded |-> FALSE]]
  /\ registration = Vacant
  /\ calls = <<>>
  /\ waiting = [session \in Clients |-> <<>>]
  /\ timers = <<>>
  /\ todo = <<>>

IsAtRest == todo = <<>>
IsThere(session) == sessions[session].state = "established"

-----------------------------------------------------------------------------
(* Steps of an instance: its new state and context, and the effects of the edge *)

SessionStep(state, c, effects) ==
  /\ sessions' = [sessions EXCEPT ![Top.at] = [c EXCEPT !.state = state]]
  /\ todo' = Effects("session", Top.at, effects) \o Rest
  /\ UNCHANGED <<registration, calls, waiting, timers>>

(* The places of callees move up when a member before them leaves the list. *)
RECURSIVE MovedAll(_, _)
MovedAll(place, left) == IF left = <<>> THEN place ELSE MovedAll(Moved(place, Head(left)), Tail(left))

(* A refusal by a place counts as long as it is on the list. *)
Shifted(call, left) ==
  IF call.registration # "current" \/ left = <<>> THEN call
  ELSE LET moved == {[one EXCEPT !.place = MovedAll(one.place, left)] : one \in call.refusals}
       IN [call EXCEPT !.callee.place = MovedAll(call.callee.place, left),
                       !.refusals = IF Readings.refusals = "session" THEN call.refusals
                                    ELSE {one \in moved : IsOn(one.place)}]

RegistrationStep(state, r, effects) ==
  /\ registration' = IF Top.at = "current" THEN [r EXCEPT !.state = state, !.turn = 0, !.left = <<>>] ELSE registration
  /\ calls' = [i \in DOMAIN calls |-> Shifted(calls[i], r.left)]
  /\ todo' = Effects("registration", Top.at, effects) \o Rest
  /\ UNCHANGED <<sessions, waiting, timers>>

CallStep(state, c, effects) ==
  /\ calls' = [calls EXCEPT ![Top.at] = [c EXCEPT !.state = state]]
  /\ todo' = Effects("call", Top.at, effects) \o Rest
  /\ UNCHANGED <<sessions, registration, waiting, timers>>

(* A CALL that a session hands on starts a call, whose first effects follow. *)
CallStart(EffectsOf(_)) ==
  LET call == NewCall(Top.at, Top.effect)
  IN /\ calls' = Append(calls, call)
     /\ todo' = Effects("call", Len(calls) + 1, EffectsOf(call)) \o Rest
     /\ UNCHANGED <<sessions, registration, waiting, timers>>

-----------------------------------------------------------------------------
(* Routes: the instances that hear of an effect *)

(* A call that ends makes those after it move up. *)
Up(i, gone) == IF i > gone THEN i - 1 ELSE i
IsOfCall(thing, i) == thing.chart = "call" /\ thing.at = i
WithoutCall(list, gone) ==
  LET left == SelectSeq(list, LAMBDA thing : ~IsOfCall(thing, gone))
  IN [i \in DOMAIN left |->
        IF left[i].chart = "call" THEN [left[i] EXCEPT !.at = Up(left[i].at, gone)] ELSE left[i]]

Later ==
  IF Top.chart = "call" /\ Top.effect.type = "call.ended" THEN WithoutCall(Rest, Top.at) ELSE Rest

(* Each of these instances hears of the event; the effect follows its next route afterwards, if there is one. *)
Passes(chart, targets, event, isLast) ==
  todo' = [i \in DOMAIN targets |-> Event(chart, targets[i], event)]
            \o (IF isLast THEN <<>> ELSE <<[Top EXCEPT !.route = Top.route + 1]>>)
            \o Later

Done == todo' = Later

(* Finders *)
SessionThatAsked == <<Top.effect.session>>
CallByRequest == <<Top.effect.call>>
CallByInvocation == <<Top.effect.call>>
CallThatAsked == <<Top.effect.call>>
RegistrationByProcedure == <<"current">>
RegistrationById == <<IF Is(Top.effect, "unknown id") THEN "vacant" ELSE "current">>
RegistrationAsked ==
  <<IF Top.effect.by = "procedure" \/ ThisCall.registration = "current" THEN "current" ELSE "vacant">>

(* Collectors *)
RegistrationsOfTheSession == IF Top.at \in Elements(registration.members) THEN <<"current">> ELSE <<>>
CallsOfTheSession == Where(calls, LAMBDA i : calls[i].caller = Top.at)
EarlierCallsOfTheCaller == Where(calls, LAMBDA i : i < Top.at /\ calls[i].caller = ThisCall.caller)
InvocationsOfTheSession == waiting[Top.at]
InvocationsOfTheMember == Top.effect.calls
InvocationsOfTheMembers == Top.effect.calls

(* Events, each of which may be one of several. Only the random number of a selection is not known before. *)
Itself == {Top.effect}
Plain(type) == {[type |-> type]}
OfSession(type, session) == {[type |-> type, session |-> session]}

EventRegister == Itself
EventUnregister == Itself
EventProcedureClaimed == {[Top.effect.message EXCEPT !.type = "procedure.claimed"]}
EventProcedureCleared == {[type |-> "procedure.cleared", message |-> Top.effect.message]}
EventSessionLeft == OfSession("session.left", Top.at)
EventCallerLeft == Plain("caller.left")
EventCalleeLeft == Plain("callee.left")
EventCalleeWithdrawn == Plain("callee.withdrawn")
EventCallOvertaken == OfSession("call.overtaken", Top.effect.session)
EventSelect ==
  LET most == IF registration.policy = "random" THEN Cardinality(Candidates(registration, ThisCall)) ELSE 1
  IN {[type |-> "select", call |-> Top.at, draw |-> draw] : draw \in 0 .. (Max({most, 1}) - 1)}
EventSelectMember == {[type |-> "select.member", session |-> Top.effect.session, member |-> Top.effect.member]}
EventSelectNone == Itself
EventCancel == Itself
EventYield == Itself
EventError == Itself

-----------------------------------------------------------------------------
(* Records: what an effect changes in the books *)

Unchanged == UNCHANGED <<sessions, registration, calls, waiting, timers>>

SessionIdentityClaimed == Unchanged
SessionProofGiven == Unchanged
SessionSessionOpened == Unchanged
SessionTimerStart == Unchanged   \* the limits of time that a session has are not part of the state
SessionTimerStop == Unchanged

SessionSessionEnded ==
  /\ sessions' = [sessions EXCEPT ![Top.at].hasEnded = TRUE]
  /\ UNCHANGED <<registration, calls, waiting, timers>>

(* Nobody can ask it any more, so that it is forgotten who has refused, or is passed over. *)
SessionSessionClosed ==
  LET Forgetful(call) ==
        [call EXCEPT !.refusals = {one \in call.refusals : one.session # Top.at},
                     !.passedOver = call.passedOver \ {Top.at}]
  IN /\ calls' = [i \in DOMAIN calls |-> Forgetful(calls[i])]
     /\ UNCHANGED <<sessions, registration, waiting, timers>>

RegistrationRegistrationOpened == Unchanged
RegistrationRegistrationRevoked == Unchanged   \* no client of this module asks to be told

(* Calls that were given to its callees belong to no registration of the procedure any more. *)
RegistrationRegistrationDeleted ==
  LET Left(call) ==
        IF call.registration # "current" THEN call
        ELSE [call EXCEPT !.registration = "gone", !.callee.place = 0,
                          !.refusals = IF Readings.refusals = "session" THEN call.refusals ELSE {}]
  IN /\ registration' = Vacant
     /\ calls' = [i \in DOMAIN calls |-> Left(calls[i])]
     /\ UNCHANGED <<sessions, waiting, timers>>

RegistrationSelectMember ==
  /\ waiting' = [waiting EXCEPT ![Top.effect.session] = Append(@, Top.effect.call)]
  /\ UNCHANGED <<sessions, registration, calls, timers>>

CallSelect ==
  /\ waiting' = [session \in DOMAIN waiting |-> SelectSeq(waiting[session], LAMBDA i : i # Top.at)]
  /\ UNCHANGED <<sessions, registration, calls, timers>>

CallTimerStart ==
  /\ timers' = Append(SelectSeq(timers, LAMBDA one : one.call # Top.at), [call |-> Top.at, left |-> Top.effect.after])
  /\ UNCHANGED <<sessions, registration, calls, waiting>>

CallCallEnded ==
  LET gone == Top.at
      Others(list) ==
        LET left == SelectSeq(list, LAMBDA i : i # gone) IN [i \in DOMAIN left |-> Up(left[i], gone)]
      running == SelectSeq(timers, LAMBDA one : one.call # gone)
  IN /\ calls' = Without(calls, gone)
     /\ waiting' = [session \in DOMAIN waiting |-> Others(waiting[session])]
     /\ timers' = [i \in DOMAIN running |-> [running[i] EXCEPT !.call = Up(running[i].call, gone)]]
     /\ UNCHANGED <<sessions, registration>>

=============================================================================
