-------------------------- MODULE RegistrationSteps --------------------------
(* The guards and actions that the chart of a registration names. *)
EXTENDS Selection

(* The policy that a REGISTER asks for: one that does not exist counts as none, unless it is refused before. *)
Requested(e) == IF e.invoke \in Policies THEN e.invoke ELSE "single"

(* The places that a session loses: all of them with its end, and with UNREGISTER those of the id in the message. *)
Leaving(r, e) ==
  IF e.type = "UNREGISTER" /\ Readings.registrationId = "own"
  THEN PlacesOf(r, e.session) \cap {e.place}
  ELSE PlacesOf(r, e.session)

CallOf(e) == calls[e.call]

-----------------------------------------------------------------------------
(* Guards *)

isProcedureInvalid(r, e) == Is(e, "invalid procedure")
isProcedureReserved(r, e) == Is(e, "reserved procedure")
isInvokeRefused(r, e) == e.invoke \notin Policies /\ Readings.unknownPolicy # "single"
isMatchRefused(r, e) == Is(e, "pattern") /\ Readings.unknownMatch # "ignore"
isPlaceLimitReached(r, e) == Is(e, "beyond the limit of places")
isClaimBeyondLimit(r, e) == Is(e, "beyond the limit of places")

asksForRoundrobin(r, e) == Requested(e) = "roundrobin"
asksForRandom(r, e) == Requested(e) = "random"
asksForFirst(r, e) == Requested(e) = "first"
asksForLast(r, e) == Requested(e) = "last"
asksForOtherPolicy(r, e) == Requested(e) # r.policy

isRepetition(r, e) == PlacesOf(r, e.session) # {} /\ Readings.sameSession = "idempotent"
isForbiddenRepetition(r, e) == PlacesOf(r, e.session) # {} /\ Readings.sameSession = "refuse"

isMember(r, e) == Leaving(r, e) # {}
isLastMember(r, e) == Leaving(r, e) = DOMAIN r.members

hasCandidate(r, e) == HasCandidate(r, CallOf(e))
isRerouteFromRefuser(r, e) == IsNextToRefuser(CallOf(e)) /\ hasCandidate(r, e)
isRerouteInPlace(r, e) == CallOf(e).tries > 0 /\ Readings.rerouteMoves = "no" /\ hasCandidate(r, e)
isRerouteFromRefuserInPlace(r, e) == IsNextToRefuser(CallOf(e)) /\ isRerouteInPlace(r, e)
hasOnlyNewcomers(r, e) == Readings.newcomer = "ignored" /\ Older(r, CallOf(e)) = {}

-----------------------------------------------------------------------------
(* Changes *)

addMember(r, e) ==
  [r EXCEPT !.policy = IF r.members = <<>> THEN Requested(e) ELSE r.policy,
            !.members = Append(r.members, e.session)]

RECURSIVE WithoutPlaces(_, _)
WithoutPlaces(r, places) ==
  IF places = {} THEN r
  ELSE LET gone == Max(places)
       IN WithoutPlaces([r EXCEPT !.members = Without(r.members, gone),
                                  !.position = PositionWithout(r, gone),
                                  !.left = Append(r.left, gone)],
                        places \ {gone})

removeMember(r, e) == WithoutPlaces(r, Leaving(r, e))

pickTurn(r, e) == [r EXCEPT !.turn = PickNext(r, CallOf(e))]
pickAfterRefuser(r, e) == [r EXCEPT !.turn = PickNextToRefuser(r, CallOf(e))]
takeTurn(r, e) == [r EXCEPT !.position = PositionAfter(r, r.turn)]

-----------------------------------------------------------------------------
(* Answers to REGISTER and UNREGISTER *)

Error(e, problem) ==
  [ type |-> "ERROR.made", to |-> e.session,
    of |-> IF e.type = "UNREGISTER" THEN "UNREGISTER" ELSE "REGISTER", problem |-> problem ]

sendRegistered(r, e) == [type |-> "REGISTERED", to |-> e.session]
sendUnregistered(r, e) == [type |-> "UNREGISTERED", to |-> e.session]
sendProcedureInvalid(r, e) == Error(e, "procedure-invalid")
sendProcedureReserved(r, e) == Error(e, "procedure-reserved")
sendInvokeUnknown(r, e) ==
  Error(e, IF Readings.unknownPolicy = "option_not_allowed" THEN "invoke-not-allowed" ELSE "invoke-unknown")
sendMatchUnsupported(r, e) ==
  Error(e, IF Readings.unknownMatch = "option_not_allowed" THEN "match-not-allowed" ELSE "match-unsupported")
sendPolicyConflict(r, e) ==
  Error(e, IF Readings.conflictUri # "procedure_already_exists" /\ Requested(e) # r.policy
           THEN "policy-differs" ELSE "policy-conflict")
sendRegisteredAlready(r, e) == Error(e, "registered-already")
sendPlaceLimit(r, e) == Error(e, "limit-exceeded")
sendRegistrationUnknown(r, e) == Error(e, "registration-unknown")

-----------------------------------------------------------------------------
(* To the dealer *)

openRegistration(r, e) == [type |-> "registration.opened"]
deleteRegistration(r, e) == [type |-> "registration.deleted"]

(* BP-22: the calls that wait for one of these sessions, and were given to it under this registration. *)
WaitingFor(session, IsOf(_)) ==
  LET IsConcerned(i) == calls[waiting[session][i]].registration = "current" /\ IsOf(calls[waiting[session][i]])
      places == Where(waiting[session], LAMBDA i : IsConcerned(i))
  IN [i \in DOMAIN places |-> waiting[session][places[i]]]

withdrawMember(r, e) ==
  [ type |-> "member.withdrawn",
    calls |-> WaitingFor(e.session,
                LAMBDA call : Readings.registrationId = "shared" \/ call.callee.place = PlaceOf(e.place)) ]

(* The sessions of a list, each once, in the order of their first places. *)
RECURSIVE SessionsOf(_)
SessionsOf(members) ==
  IF members = <<>> THEN <<>>
  ELSE <<Head(members)>> \o SessionsOf(SelectSeq(Tail(members), LAMBDA one : one # Head(members)))

RECURSIVE Joined(_)
Joined(lists) == IF lists = <<>> THEN <<>> ELSE Head(lists) \o Joined(Tail(lists))

withdrawMembers(r, e) ==
  LET those == SessionsOf(r.members)
  IN [ type |-> "members.withdrawn",
       calls |-> Joined([i \in DOMAIN those |-> WaitingFor(those[i], LAMBDA call : IsOn(call.callee.place))]) ]

sendRevocations(r, e) == [type |-> "registration.revoked"]
clearProcedure(r, e) == [type |-> "procedure.cleared", session |-> e.session, message |-> [e EXCEPT !.type = "REGISTER"]]

-----------------------------------------------------------------------------
(* Answers to a call that asks for a callee *)

Selected(r, e, member) == [type |-> "select.member", call |-> e.call, session |-> r.members[member], member |-> member]

answerOnly(r, e) == Selected(r, e, PickFirst(r, CallOf(e)))
answerTurn(r, e) == Selected(r, e, r.turn)
answerAtRandom(r, e) == Selected(r, e, PickAtRandom(r, CallOf(e), e.draw))
answerFirst(r, e) == Selected(r, e, PickFirst(r, CallOf(e)))
answerLast(r, e) == Selected(r, e, PickLast(r, CallOf(e)))

answerNone(r, e) ==
  [ type |-> "select.none", call |-> e.call, isVacant |-> FALSE,
    isCapped |-> IsCapped(r, CallOf(e)) /\ Candidates(r, CallOf(e)) # {} ]
answerVacant(r, e) == [type |-> "select.none", call |-> e.call, isVacant |-> TRUE, isCapped |-> FALSE]

=============================================================================
