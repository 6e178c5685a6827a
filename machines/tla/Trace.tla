-------------------------------- MODULE Trace --------------------------------
(*
 * A recorded log as a behaviour of the dealer: it takes what the clients sent, and all that it sends is in the log.
 *
 * A log of the router itself has each message where the router took it. A log that was written between the clients and the
 * router has it earlier, and what the router sent later. Then the dealer takes a message at any time after its line, in the
 * order of its client, and sends one at any time before its line, in the order of its client, too.
 *
 * Ids are looked up in the log: an INVOCATION is known by its number among those of its callee, and a registration id by the
 * place that it stands for among those of its callee. A clock may run out at any time before its call is answered. The end of
 * a session is one line, whoever ended it.
 *)
EXTENDS Dealer, Errors, TLC

CONSTANTS
  Log,        \* the lines about one procedure, in their order
  IsPrompt,   \* TRUE if the router wrote the log: all that a message leads to comes before the next message
  LastLine    \* the line after which the dealer may send anything, to see what it has to send; none if it is beyond the log

VARIABLES
  line,       \* the number of lines that are read
  inbox,      \* of each client: the lines that the dealer has yet to take
  outbox,     \* of each client: what it was sent, and no line has said yet
  taken,      \* the line that the dealer took last
  known,      \* for each call in flight: what the log says of it, and the number of its INVOCATION
  count,      \* of each client: the number of its INVOCATIONs
  said        \* of each client: the number of messages that it was sent

traceVars == <<vars, line, inbox, outbox, taken, known, count, said>>

TraceInit ==
  /\ Init
  /\ line = 0
  /\ inbox = [session \in Clients |-> <<>>]
  /\ outbox = [session \in Clients |-> <<>>]
  /\ taken = <<>>
  /\ known = <<>>
  /\ count = [session \in Clients |-> 0]
  /\ said = [session \in Clients |-> 0]

-----------------------------------------------------------------------------
(* Lines *)

(* TLC reads the log once, and keeps it here; and the messages for each client. *)
ASSUME
  /\ TLCSet(2, Log)
  /\ TLCSet(3, [session \in Clients |->
                  SelectSeq(Log, LAMBDA one : one.session = session /\ one.what \in {"output", "undelivered"})])

(* A message of the log has all that the dealer has to say: the payload of an ERROR that it makes is free. *)
Says(message, told) ==
  /\ DOMAIN told \subseteq DOMAIN message
  /\ \A field \in DOMAIN told : message[field] = told[field]

(* The dealer sends a client what comes next in the log. So a wrong step is known at once, and not at a later line. *)
IsNext(session, told) ==
  LET messages == TLCGet(3)[session]
  IN said[session] < Len(messages) => Says(messages[said[session] + 1].message, told)

HasLine == line < Len(TLCGet(2))
NextLine == TLCGet(2)[line + 1]

IsEmpty(boxes) == \A session \in Clients : boxes[session] = <<>>

(* A client sent a message, or left; or a message that was sent to it before has not reached it. *)
ReadsInput ==
  /\ HasLine /\ NextLine.what \in {"input", "lost"}
  /\ IsAtRest
  /\ LET session == NextLine.session
         isEnd == NextLine.message.type = "session.lost"   \* what the client was sent last has not reached it
     IN /\ outbox' = IF isEnd THEN [outbox EXCEPT ![session] = <<>>] ELSE outbox
        /\ IsPrompt => IsEmpty(inbox) /\ IsEmpty(outbox')
  /\ line' = line + 1
  /\ inbox' = [inbox EXCEPT ![NextLine.session] = Append(@, NextLine)]
  /\ UNCHANGED <<vars, taken, known, count, said>>

(* A client was sent the message that the dealer has for it. One that was not delivered is also news for the dealer. *)
ReadsOutput ==
  /\ HasLine /\ NextLine.what \in {"output", "undelivered"}
  /\ IsAtRest
  /\ outbox[NextLine.session] # <<>> /\ Says(NextLine.message, Head(outbox[NextLine.session]))
  /\ line' = line + 1
  /\ outbox' = [outbox EXCEPT ![NextLine.session] = Tail(@)]
  /\ inbox' = IF NextLine.what = "output" THEN inbox
              ELSE [inbox EXCEPT ![NextLine.session] = Append(@, NextLine)]
  /\ UNCHANGED <<vars, taken, known, count, said>>

-----------------------------------------------------------------------------
(* Inputs of the dealer *)

(* The call that an INVOCATION of a callee is for, if it waits for the answer. *)
Asked(session, number) ==
  Where(calls, LAMBDA i : /\ calls[i].callee.session = session /\ known[i].invocation = number
                          /\ i \in Elements(waiting[session]))
Called(session, request) == Where(calls, LAMBDA i : calls[i].caller = session /\ known[i].request = request)

(* About a call, or odd if it is none that is in flight. *)
About(places, odd) == IF places = <<>> THEN [call |-> 0, odd |-> {odd}] ELSE [call |-> Head(places), odd |-> {}]

(* The place that a registration id stands for; 0 if it is none of the client's. *)
PlaceOfRank(session, rank) ==
  LET IsOfRank(place) == Cardinality({one \in PlacesOf(registration, session) : one <= place}) = rank
      places == {place \in PlacesOf(registration, session) : IsOfRank(place)}
  IN IF rank = 0 \/ places = {} THEN 0 ELSE Min(places)

Meaning(session, message) ==
  CASE message.type = "UNREGISTER" ->
         LET place == PlaceOfRank(session, message.rank)
         IN [place |-> place, odd |-> IF place = 0 THEN {"unknown id"} ELSE {}]
    [] message.type = "CANCEL" -> About(Called(session, message.request), "over")
    [] message.type = "YIELD" -> About(Asked(session, message.invocation), "late")
    [] message.type = "ERROR" ->
         LET about == About(Asked(session, message.invocation), "late")
         IN [about EXCEPT !.odd = @ \cup Elements(message.odd)]
    [] message.type \in {"REGISTER", "CALL"} -> [odd |-> Elements(message.odd)]
    [] OTHER -> [odd |-> {}]

Unreachable(session, message, reason) ==
  CASE message.type = "INVOCATION" ->
         LET places == Asked(session, message.invocation)
         IN [i \in DOMAIN places |-> Event("call", places[i], [type |-> "callee.unreachable", obstacle |-> reason])]
    [] message.type = "RESULT" /\ message.isProgress ->
         LET places == Called(session, message.request)
         IN [i \in DOMAIN places |-> Event("call", places[i], [type |-> "caller.unreachable", obstacle |-> reason])]
    [] OTHER -> <<Event("session", session, [type |-> "answer.undeliverable", obstacle |-> reason])>>

(* What the router may object to, by its answer: a callee may have given the same one. *)
Objections(message) ==
  {{}} \cup IF message.type \in {"REGISTER", "CALL"} THEN {Elements(message.mayBeOdd)} ELSE {}

Takes(session, objections) ==
  /\ IsAtRest
  /\ LET first == Head(inbox[session])
         meaning == Meaning(session, first.message)
     IN /\ taken' = first
        /\ todo' = IF first.what # "input" THEN Unreachable(session, first.message, first.reason)
                   ELSE <<Event("session", session,
                                [ odd |-> meaning.odd \cup objections,
                                  session |-> session ] @@ meaning @@ first.message)>>
  /\ inbox' = [inbox EXCEPT ![session] = Tail(@)]
  /\ UNCHANGED <<sessions, registration, calls, waiting, timers, line, outbox, known, count, said>>

(* The clock of a call runs out, if the log has nothing else that ended it: also right before the dealer takes a message. *)
RunsOut(i) ==
  /\ IsAtRest
  /\ known[timers[i].call].mayRunOut
  /\ todo' = <<Event("call", timers[i].call, [type |-> "timer.fired"])>>
  /\ timers' = Without(timers, i)
  /\ UNCHANGED <<sessions, registration, calls, waiting, line, inbox, outbox, taken, known, count, said>>

-----------------------------------------------------------------------------
(* Steps of the dealer *)

(* A message as the log has it. *)
Told ==
  LET effect == Top.effect
  IN CASE effect.type = "INVOCATION" ->
            [ type |-> "INVOCATION", invocation |-> count[effect.to] + 1, isProgress |-> effect.isProgress,
              payload |-> known[Top.at].payload ]
       [] effect.type = "INTERRUPT" ->
            [type |-> "INTERRUPT", mode |-> effect.mode, invocation |-> known[Top.at].invocation]
       [] effect.type = "RESULT" ->
            [ type |-> "RESULT", request |-> known[Top.at].request, isProgress |-> effect.isProgress,
              payload |-> taken.message.payload ]
       [] effect.type = "ERROR.made" ->
            [ type |-> "ERROR", of |-> effect.of, error |-> UriOf(effect.problem),
              request |-> IF Top.chart = "call" THEN known[Top.at].request ELSE taken.message.request ]
       [] effect.type = "ERROR.passed" ->
            [ type |-> "ERROR", of |-> effect.of, error |-> effect.problem,
              request |-> known[Top.at].request, payload |-> taken.message.payload ]
       [] OTHER -> [type |-> effect.type, request |-> taken.message.request]

NewlyKnown ==
  [ request |-> taken.message.request, payload |-> taken.message.payload, mayRunOut |-> taken.message.mayRunOut,
    invocation |-> 0 ]

Works ==
  /\ DealerStep
  /\ LET isSent == IsMessage /\ ~sessions[Top.effect.to].hasEnded /\ Top.effect.type \notin {"ABORT", "GOODBYE"}
         isInvocation == isSent /\ Top.effect.type = "INVOCATION"
     IN /\ isSent /\ line # LastLine => IsNext(Top.effect.to, Told)
        /\ said' = IF isSent THEN [said EXCEPT ![Top.effect.to] = @ + 1] ELSE said
        /\ outbox' = IF isSent THEN [outbox EXCEPT ![Top.effect.to] = Append(@, Told)] ELSE outbox
        /\ count' = IF isInvocation THEN [count EXCEPT ![Top.effect.to] = @ + 1] ELSE count
        /\ known' = CASE isInvocation -> [known EXCEPT ![Top.at].invocation = count'[Top.effect.to]]
                      [] Len(calls') > Len(calls) -> Append(known, NewlyKnown)
                      [] Len(calls') < Len(calls) -> Without(known, Top.at)
                      [] OTHER -> known
  /\ UNCHANGED <<line, inbox, taken>>

(* Depth-first, TLC tries the last of these first: so the dealer takes a message before the next one is read, if it can. *)
TraceNext ==
  \/ \E i \in DOMAIN timers : RunsOut(i)
  \/ ReadsInput
  \/ \E session \in Clients :
       /\ inbox[session] # <<>>
       /\ \E objections \in Objections(Head(inbox[session]).message) : Takes(session, objections)
  \/ Works
  \/ ReadsOutput

TraceSpec == TraceInit /\ [][TraceNext]_traceVars

-----------------------------------------------------------------------------
(* Whether the log is a behaviour of the dealer: TLC ends when the last line is read, or nothing else can happen. *)

ASSUME TLCSet(1, 0)

(* A log of the router itself has all that the dealer sends; between the clients and the router, it may be under way. *)
IsOver == ~HasLine /\ IsAtRest /\ (IsPrompt => IsEmpty(inbox) /\ IsEmpty(outbox))

Farthest ==
  /\ line > TLCGet(1) => TLCSet(1, line)
  /\ IsOver => TLCSet(1, line + 1) /\ TLCSet("exit", TRUE)

IsBehaviour == TLCGet(1) > Len(Log) \/ (PrintT(<<"lines read", TLCGet(1)>>) /\ FALSE)

(* False of a state in which no more lines can be read, so that TLC shows the way there, and what the dealer has to send. *)
IsNotStuck == line = LastLine /\ IsAtRest => ~IsEmpty(inbox)

=============================================================================
