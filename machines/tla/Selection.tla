------------------------------ MODULE Selection ------------------------------
(*
 * The choice of a callee for a call: which members of the list are candidates, and which of them each policy picks.
 * Members are known by their places, 1 being the one that registered first.
 *)
EXTENDS Vocabulary

(* True if a refusal of this call, or an obstacle on the way, excludes a member. *)
HasRefused(call, r, member) ==
  IF Readings.refusals = "session"
  THEN \E refusal \in call.refusals : refusal.session = r.members[member]
  ELSE \E refusal \in call.refusals : refusal.place = PlaceOf(member)

(* CR-7: the members without those that have refused the call; and those that it may not overtake its successors at. *)
Candidates(r, call) ==
  {member \in DOMAIN r.members : ~HasRefused(call, r, member) /\ r.members[member] \notin call.passedOver}

(* Under the reading exclude = last-refused, a call has as many tries as two rounds. *)
IsCapped(r, call) == Readings.exclude = "last-refused" /\ call.tries >= 2 * Len(r.members)

HasCandidate(r, call) == ~IsCapped(r, call) /\ Candidates(r, call) # {}

(* The first one behind a place; from the beginning of the list if there is none. *)
NextOf(candidates, IsBehind(_)) ==
  LET behind == {one \in candidates : IsBehind(one)}
  IN Min(IF behind = {} THEN candidates ELSE behind)

(* SR-10, CR-3: the next one after the round-robin position. *)
PickNext(r, call) ==
  LET position == IF Readings.position = "counter" THEN r.position % Len(r.members) ELSE r.position
      IsBehind(one) == one > position
  IN NextOf(Candidates(r, call), IsBehind)

(* True if a call goes on after the callee that refused it: the reading next. *)
IsNextToRefuser(call) == call.registration = "current" /\ Readings.next = "refuser"

PickNextToRefuser(r, call) ==
  LET IsBehind(one) == PlaceOf(one) > call.callee.place
  IN NextOf(Candidates(r, call), IsBehind)

(* SR-11, CR-4: any candidate. *)
PickAtRandom(r, call, draw) ==
  LET candidates == Candidates(r, call)
      IsDrawn(one) == Cardinality({other \in candidates : other < one}) = draw % Cardinality(candidates)
  IN CHOOSE one \in candidates : IsDrawn(one)

(* SR-12, CR-5: the one that registered first. *)
PickFirst(r, call) == Min(Candidates(r, call))

(* The candidates of `last`: those before the callee that refused, where the reading newcomer ignores later ones. *)
Older(r, call) ==
  CASE Readings.newcomer # "ignored" \/ call.callee = NoCallee -> Candidates(r, call)
    [] call.registration = "current" ->
         {one \in Candidates(r, call) : PlaceOf(one) < call.callee.place}
    [] OTHER -> {}

(* SR-13, CR-6: the one that registered last. *)
PickLast(r, call) == Max(Older(r, call))

(* The product of all lengths that a list may have: a counter is as good as its remainder. *)
RECURSIVE Product(_)
Product(number) == IF number < 2 THEN 1 ELSE number * Product(number - 1)

(* The round-robin position after a member has had its turn: the reading position. *)
PositionAfter(r, member) ==
  LET size == Len(r.members)
      skipped == (member - 1 + size - (r.position % size)) % size
  IN CASE Readings.position = "after-last" -> member
       \* A list of one has no order to keep.
       [] Readings.position = "index" -> IF size = 1 THEN r.position ELSE member
       [] Readings.position = "counter" -> (r.position + skipped + 1) % Product(MostPlaces)

(* The position after a member has left the list. *)
PositionWithout(r, gone) ==
  IF Readings.position = "after-last" /\ r.position >= gone THEN r.position - 1 ELSE r.position

=============================================================================
