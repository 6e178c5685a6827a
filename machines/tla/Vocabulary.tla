----------------------------- MODULE Vocabulary -----------------------------
(*
 * The state of a dealer with one procedure, and the words that all modules use.
 *
 * Numbers that are given out on the way, such as request ids, are not part of the state. A session is known by its name, a
 * call by its place among the calls in flight, a callee by its place on the list, and a REGISTER that was granted by the
 * place that it led to. So the state stays finite however long the dealer runs.
 *)
EXTENDS Naturals, Sequences, FiniteSets, Readings

CONSTANTS
  Readings,    \* one answer to each open question, such as DefaultReadings
  Features,    \* of each client: the features that it announces
  MostPlaces   \* number of places that the list of callees may have

ASSUME Readings \in ReadingOptions

VARIABLES
  sessions,      \* of each client: the state of its session
  registration,  \* of the procedure: its state, its list of callees, and the round-robin position
  calls,         \* the calls in flight, the oldest first
  waiting,       \* of each client: the calls that wait for its answer, in the order of its INVOCATIONs
  timers,        \* the clocks of calls, in the order in which they were started
  todo           \* what is left to do before the next input, the next thing first

vars == <<sessions, registration, calls, waiting, timers, todo>>

Clients == DOMAIN Features
Announces(session, feature) == feature \in Features[session]

(*
 * What is odd about a message, in words, if this module does not look into it otherwise. Most messages of the world have
 * nothing odd.
 *)
Is(message, odd) == odd \in message.odd

Policies == {"single", "roundrobin", "random", "first", "last"}

-----------------------------------------------------------------------------
(* Sequences and sets *)

Min(numbers) == CHOOSE least \in numbers : \A other \in numbers : least <= other
Max(numbers) == CHOOSE most \in numbers : \A other \in numbers : most >= other

Elements(list) == {list[place] : place \in DOMAIN list}

(* The places of a list at which a condition holds, as a list. *)
Where(list, Holds(_)) == SelectSeq([place \in DOMAIN list |-> place], Holds)

(* The list without one of its places. *)
Without(list, gone) == SubSeq(list, 1, gone - 1) \o SubSeq(list, gone + 1, Len(list))

-----------------------------------------------------------------------------
(* Parts of the state *)

NoCallee == [session |-> "", place |-> 0]

(* A procedure that nobody has registered. *)
Vacant ==
  [ state |-> "vacant",
    policy |-> "single",
    members |-> <<>>,   \* the sessions on the list, in the order of their REGISTERs
    position |-> 0,     \* the round-robin position: see the reading of that name
    turn |-> 0,         \* within a step, the member that was picked
    left |-> <<>> ]     \* within a step, the places that were given up, the last one first

(*
 * The place of a callee, for a call that was given to it: twice its place on the list; an odd number, between those of its
 * former neighbours, if it is not on the list any more; and 0 if the registration is not that of the procedure any more.
 *)
PlaceOf(member) == 2 * member
IsOn(place) == place # 0 /\ place % 2 = 0

(* The same place once a member has left the list. *)
Moved(place, gone) ==
  CASE place < PlaceOf(gone) -> place
    [] place = PlaceOf(gone) -> place - 1
    [] OTHER -> place - 2

(* The places that a session has on the list: more than one under the reading sameSession = second-place. *)
PlacesOf(r, session) == {place \in DOMAIN r.members : r.members[place] = session}

NewCall(caller, message) ==
  [ state |-> "selecting",
    caller |-> caller,
    timeout |-> message.timeout,
    wantsProgress |-> message.wantsProgress,
    registration |-> "none",   \* the one that it was given to: none yet, the current one of the procedure, or one that is gone
    callee |-> NoCallee,       \* the callee that was asked last
    refusals |-> {},           \* the refusals that count, each with the session and its place
    passedOver |-> {},         \* sessions that got later calls of the caller, under the reading order
    obstacle |-> "",           \* why an INVOCATION could not be delivered
    tries |-> 0,
    progressed |-> FALSE ]     \* TRUE if the caller was sent a progressive result

=============================================================================
