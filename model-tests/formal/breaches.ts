/** Faults of the modules, one for each claim: TLC finds the claim broken, so none is true of everything. */
import type { Claims, Model } from '../../src/tools/formal/model.ts';
import { editedModule } from './modules.ts';
import type { Modules } from './tlc.ts';

/** A fault that breaks a claim. */
export interface Breach {
  /** The claim, an invariant or a property of `SAFETY`. */
  readonly claim: string;
  readonly model: Model;
  readonly changed: () => Modules;
}

/** A claim on its own. */
export const onlyClaim = (claim: string, { invariants }: Claims): Claims => ({
  specification: 'Spec',
  invariants: invariants.includes(claim) ? [claim] : [],
  properties: invariants.includes(claim) ? [] : [claim],
});

export const BREACHES: readonly Breach[] = [
  breach('TypeOK', 'first', 'Vocabulary', { 'tries |-> 0,': 'tries |-> 100,' }),
  breach('Lists', 'first', 'RegistrationSteps', {
    'isLastMember(r, e) == Leaving(r, e) = DOMAIN r.members': 'isLastMember(r, e) == FALSE',
  }),
  breach('Present', 'first', 'RegistrationSteps', {
    'removeMember(r, e) == WithoutPlaces(r, Leaving(r, e))':
      'removeMember(r, e) == IF e.type = "session.left" THEN r ELSE WithoutPlaces(r, Leaving(r, e))',
  }),
  breach('OneCallee', 'first', 'System', {
    'SelectSeq(waiting[session], LAMBDA i : i # Top.at)': 'waiting[session]',
  }),
  breach('OneClock', 'first', 'System', {
    'running == SelectSeq(timers, LAMBDA one : one.call # gone)': 'running == timers',
  }),
  breach('NotRefused', 'first', 'Selection', { 'refusal.session = r.members[member]': 'FALSE' }),
  breach('Emptiness', 'first', 'System', {
    'RegistrationsOfTheSession == IF Top.at \\in Elements(registration.members) THEN <<"current">> ELSE <<>>':
      'RegistrationsOfTheSession == <<>>',
  }),
  breach(
    'KeepsPolicy',
    'roundrobin',
    'RegistrationSteps',
    {
      'IF r.members = <<>> THEN Requested(e) ELSE r.policy': 'Requested(e)',
      'asksForOtherPolicy(r, e) == Requested(e) # r.policy': 'asksForOtherPolicy(r, e) == FALSE',
    },
    { conflicts: true },
  ),
  breach('KeepsOrder', 'first', 'RegistrationSteps', {
    'Append(r.members, e.session)': '<<e.session>> \\o r.members',
  }),
  breach('Candidate', 'first', 'Selection', { 'refusal.session = r.members[member]': 'FALSE' }),
  breach('Choice', 'last', 'Selection', {
    'PickLast(r, call) == Max(Older(r, call))': 'PickLast(r, call) == Min(Older(r, call))',
  }),
  breach('Position', 'roundrobin', 'Selection', {
    'Readings.position = "after-last" -> member': 'Readings.position = "after-last" -> r.position',
  }),
  breach('Table', 'first', 'RegistrationSteps', {
    'hasCandidate(r, e) == HasCandidate(r, CallOf(e))':
      'hasCandidate(r, e) == HasCandidate(r, CallOf(e)) /\\ CallOf(e).refusals = {}',
  }),
  breach(
    'Order',
    'roundrobin',
    'CallSteps',
    {
      'recordOvertaking(c, e) == [c EXCEPT !.passedOver = c.passedOver \\cup {e.session}]':
        'recordOvertaking(c, e) == c',
    },
    { calls: 2 },
    { order: 'strict' },
  ),
  breach(
    'OneAnswer',
    'first',
    'CallSteps',
    { 'sendProgress(c, e) == Result(c, TRUE)': 'sendProgress(c, e) == Result(c, FALSE)' },
    { progress: true },
  ),
  breach('Reroutes', 'first', 'CallSteps', { 'isRefusal(c, e) == Refuses(e)': 'isRefusal(c, e) == TRUE' }),
  breach('Refusals', 'first', 'CallSteps', {
    'Refuses(e) /\\ Readings.gate = "announced" /\\ ~HasAnnounced(c, "call_reroute")': 'Refuses(e)',
  }),
  breach('OtherErrors', 'first', 'CallSteps', { 'problem |-> e.error]': 'problem |-> "call-refused"]' }),
  breach('Cancellations', 'first', 'CallSteps', {
    'isSkip(c, e) == e.mode = "skip" \\/ ~isCalleeInterruptible(c, e)': 'isSkip(c, e) == FALSE',
  }),
  breach('Endings', 'first', 'Dealer', {
    'CallStep("canceled", c, <<Call!sendCalleeLeft(c, e)':
      'CallStep("failed", c, <<Call!sendCalleeLeft(c, e)',
  }),
  breach('Interruptions', 'first', 'CallSteps', {
    'isCalleeInterruptible(c, e) == HasAnnounced(c, "call_canceling")':
      'isCalleeInterruptible(c, e) == FALSE',
  }),
  breach('Clock', 'first', 'Dealer', {
    '<<Call!askForNextCallee(c1, e)>>': '<<Call!startTimer(c1, e), Call!askForNextCallee(c1, e)>>',
  }),
  breach(
    'Progressive',
    'first',
    'CallSteps',
    {
      'isDroppedProgress(c, e) == IsUnaskedProgress(c, e)':
        'isDroppedProgress(c, e) == FALSE /\\ IsUnaskedProgress(c, e)',
    },
    { progress: true },
  ),
];

// --- internal ---

function breach(
  claim: string,
  policy: Model['bounds']['policy'],
  module: string,
  edits: Readonly<Record<string, string>>,
  bounds: Partial<Model['bounds']> = {},
  readings: Model['readings'] = {},
): Breach {
  const model = { bounds: { policy, callees: 2, calls: 1, ...bounds }, readings };
  return { claim, model, changed: () => editedModule(module, edits) };
}
