/**
 * Selects the cited rules and readings that apply to a transition; an edge cites every rule behind it, including those
 * for other cases (the first invocation or a re-route, a call with a timeout or without).
 */
import { nextId } from '../../../machines/ids.ts';
import { DEFAULT_READINGS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import type { RuleId } from '../../../machines/rules.ts';
import { isInvokeUnknown, word } from '../../../machines/steps/options.ts';
import { isWellFormed } from '../../../machines/steps/uri.ts';
import { refusalsOf } from '../../../machines/vocabulary/members.ts';
import type {
  CallContext,
  Cancel,
  ErrorMessage,
  Id,
  Member,
  NoneSelectedEvent,
  RegisterEvent,
  RegistrationContext,
  Seeker,
  SelectEvent,
  SessionContext,
  SessionEvent,
  UnregisterEvent,
  Yield,
} from '../../../machines/vocabulary.ts';
import { CANCEL_MODES, type CancelMode } from '../../../machines/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TracedEvent } from '../trace/trace.ts';

/**
 * @param event one with an edge
 * @returns the cited rules without those for other cases; all of them if none would be left
 */
export function rulesInPoint(event: TracedEvent, { rules: shown }: Pick<Scenario, 'rules'>): RuleId[] {
  const cited = (event.edge?.rules ?? []) as readonly RuleId[];
  const inPoint = cited.filter((id) => {
    const hasSay = RULE_SAYS[id];
    return hasSay === undefined || (hasSay === 'if shown' ? shown.includes(id) : hasSay(event));
  });
  return inPoint.length > 0 ? inPoint : [...cited];
}

/** True unless a rule is shown only on pages about it, and the page is not. */
export const isShown = ({ edge }: TracedEvent, { rules }: Pick<Scenario, 'rules'>): boolean =>
  ((edge?.rules ?? []) as readonly RuleId[]).some((id) => RULE_SAYS[id] === 'if shown' && rules.includes(id));

/** The cited readings that decide here, that the page is about, or that are not at their default. */
export function readingsInPoint(
  event: TracedEvent,
  { readings: shown }: Pick<Scenario, 'readings'>,
  readings: Readings,
): ReadingId[] {
  return ((event.edge?.readings ?? []) as readonly ReadingId[]).filter(
    (id) => shown.includes(id) || readings[id] !== DEFAULT_READINGS[id] || READING_SAYS[id](event),
  );
}

// --- internal ---

type Says = (event: TracedEvent) => boolean;

const callOf = ({ context }: TracedEvent): CallContext => context as CallContext;
const registrationOf = ({ context }: TracedEvent): RegistrationContext => context as RegistrationContext;
const sessionOf = ({ context }: TracedEvent): SessionContext => context as SessionContext;
const seekerOf = ({ event }: TracedEvent): SelectEvent['call'] => (event as SelectEvent).call;
const invokeOf = ({ event }: TracedEvent): unknown => word((event as RegisterEvent).message.options.invoke);
const modeOf = ({ event }: TracedEvent): unknown => word((event as unknown as Cancel).options.mode);

const isSelect: Says = ({ event }) => event.type === 'select';
const isFirstTry: Says = (event) => !isSelect(event) || seekerOf(event).tries === 0;
const isReroute: Says = (event) => !isSelect(event) || seekerOf(event).tries > 0;
const isAfterRefusal: Says = (event) => !isSelect(event) || seekerOf(event).refusals !== undefined;
const isRegister: Says = ({ event }) => event.type === 'REGISTER';
const cancelModeOf = ({ event }: TracedEvent): unknown =>
  word(('message' in event ? (event.message as Cancel) : (event as unknown as Cancel)).options.mode);
const isModeKnown: Says = (event) => CANCEL_MODES.includes(cancelModeOf(event) as CancelMode);
const isOutOfRole: Says = (event) =>
  !(event.event.type === 'CALL' ? sessionOf(event).isCaller : sessionOf(event).isCallee);
const isOutOfSequence: Says = (event) =>
  (event.event as unknown as { message: { request: Id } }).message.request !==
  nextId(sessionOf(event).lastRequest);
const isInterruptible: Says = (event) => callOf(event).callee?.features.call_canceling === true;

/** Condition under which a rule applies; always, if it is missing; `if shown`: on pages about it. */
const RULE_SAYS: { readonly [R in RuleId]?: Says | 'if shown' } = {
  'SR-1': (event) => isRegister(event) && invokeOf(event) === undefined,
  'SR-2': (event) => isRegister(event) && invokeOf(event) === 'single',
  'SR-8': ({ chart }) => chart === 'registration',
  'SR-10': isFirstTry,
  'SR-11': isFirstTry,
  'SR-12': isFirstTry,
  'SR-13': isFirstTry,
  'CR-3': isReroute,
  'CR-4': isReroute,
  'CR-5': isReroute,
  'CR-6': isReroute,
  'CR-7': isAfterRefusal,
  'CR-8': isAfterRefusal,
  'BP-13': (event) => !isAfterRefusal(event) || !isSelect(event) || isFirstTry(event),
  'BP-22': 'if shown',
  'BP-24': 'if shown',
  'BP-25': 'if shown',
  'BP-26': 'if shown',
  'BP-27': 'if shown',
  'BP-28': 'if shown',
  'BP-29': 'if shown',
  'BP-30': 'if shown',
  'AU-2': 'if shown',
  'OP-1': 'if shown',
  'LM-1': 'if shown',
  'LM-4': (event) => event.from === 'invoked.waiting' && callOf(event).readings.undeliverable === 'next',
  'FA-1': 'if shown',
  'FA-2': 'if shown',
  'FA-3': 'if shown',
  'FA-4': 'if shown',
  'FA-7': 'if shown',
  'FA-8': 'if shown',
  'FA-9': 'if shown',
  'FA-10': 'if shown',
  'RV-2': 'if shown',
  'CC-1': (event) => modeOf(event) === 'skip',
  'CC-4': (event) => !isInterruptible(event),
  'CC-5': (event) => !isModeKnown(event),
  'CC-6': ({ event, from }) => event.type !== 'callee.unreachable' || from === 'invoked.interrupted',
  'CC-7': (event) => event.chart === 'call' && callOf(event).tries > 1,
  'CT-1': (event) => Number(callOf(event).message.options.timeout) > 0,
  'PR-1': (event) => callOf(event).message.options.receive_progress === true,
};

type SessionYield = Extract<SessionEvent, { readonly type: 'YIELD' }>;
const yieldOf = ({ chart, event }: TracedEvent): Yield =>
  (chart === 'session' ? (event as SessionYield).message : event) as Yield;
const isProgress: Says = (event) => yieldOf(event).options.progress === true;
const wantsProgress: Says = (event) =>
  event.chart === 'session'
    ? (event.event as SessionYield).wantsProgress
    : callOf(event).message.options.receive_progress === true;

const lastOrder = ({ members }: RegistrationContext): number => members.last?.order ?? 0;

/** True if a session that refused the call has a place for which it did not. */
const hasPlaceLeft = ({ registration, members }: RegistrationContext, { refusals }: Seeker): boolean => {
  const refused = refusalsOf(refusals);
  const isRefused = ({ order }: Member): boolean =>
    refused.some((one) => one.registration === registration && one.order === order);
  return [...members].some(
    (member) => !isRefused(member) && refused.some(({ session }) => session === member.session),
  );
};

/** Condition under which another option could have led to another outcome, as far as the event shows. */
const READING_SAYS: { readonly [R in ReadingId]: Says } = {
  gate: (event) => callOf(event).callee?.features.call_reroute !== true,
  afterProgress: (event) => callOf(event).progressed,
  ended: (event) =>
    event.chart === 'registration'
      ? isReroute(event)
      : 'registration' in event.event && callOf(event).registration !== event.event.registration,
  next: (event) => isReroute(event) && registrationOf(event).turn?.order !== seekerOf(event).callee?.order,
  nobody: (event) =>
    event.chart === 'registration' ? isReroute(event) : (event.event as NoneSelectedEvent).vacant,
  refusedLate: (event) => callOf(event).progressed,
  afterKill: ({ from }) => from === 'invoked.interrupted',
  exclude: (event) => seekerOf(event).refusals?.before !== undefined,
  refusals: (event) => isSelect(event) && hasPlaceLeft(registrationOf(event), seekerOf(event)),
  newcomer: (event) =>
    isReroute(event) && lastOrder(registrationOf(event)) > (seekerOf(event).callee?.order ?? 0),
  position: (event) => registrationOf(event).nextOrder - 1 !== registrationOf(event).members.size,
  rerouteMoves: (event) => isReroute(event),
  order: (event) =>
    isSelect(event) ? seekerOf(event).passedOver.length > 0 : event.event.type === 'call.overtaken',
  sameSession: (event) =>
    registrationOf(event).members.placesOf((event.event as RegisterEvent).session).length > 0,
  registrationId: ({ event, context }) =>
    event.type === 'REGISTER'
      ? (context as RegistrationContext).members.size > 0
      : (context as RegistrationContext).members.placesOf((event as UnregisterEvent).session).length > 1,
  unknownPolicy: ({ event }) => isInvokeUnknown((event as RegisterEvent).message),
  unknownMatch: ({ event }) => (word((event as RegisterEvent).message.options.match) ?? 'exact') !== 'exact',
  withdrawn: ({ chart }) => chart === 'call',
  conflictUri: (event) => (invokeOf(event) ?? 'single') !== registrationOf(event).policy,
  undeliverable: () => true,
  goneUri: () => true,
  unaskedProgress: (event) => isProgress(event) && !wantsProgress(event),
  details: ({ event }) => Object.keys((event as ErrorMessage).details).length > 0,
  interruptAgain: ({ from }) => from === 'invoked.interrupted',
  requestIds: isOutOfSequence,
  late: () => true,
  badUri: ({ event }) => !isWellFormed((event as unknown as { message: ErrorMessage }).message.error),
  roles: isOutOfRole,
  cancelDefault: (event) => !isModeKnown(event),
  cancelUnknown: (event) => !isModeKnown(event) && cancelModeOf(event) !== undefined,
  invocationIds: ({ event }) => event.type === 'HELLO',
};
