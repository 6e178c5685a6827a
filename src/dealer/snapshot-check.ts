/**
 * Validates a snapshot: the type of every field, and the consistency of fields that depend on each other.
 * Otherwise a dealer would continue from an impossible state, and fail somewhere else.
 */
import { distance, MAX_ID, previousId } from '../../machines/ids.ts';
import { READING_IDS, READING_OPTIONS } from '../../machines/readings.ts';
import { RESTING } from '../../machines/resting.ts';
import { OBSTACLES } from '../../machines/vocabulary.ts';
import { checkPrincipal } from './authentication.ts';
import { Payload } from './payload.ts';
import { Part } from './snapshot-part.ts';

/**
 * @param snapshot the value of the option `snapshot`
 * @param realm the realm of the dealer
 * @throws Misuse with the first wrong place, the expectation there and the value
 */
export function checkSnapshot(snapshot: unknown, realm: unknown): void {
  const root = new Part('snapshot', snapshot);
  root.dict();
  const readings = root.at('readings');
  for (const id of READING_IDS) readings.at(id).oneOf(READING_OPTIONS[id]);
  for (const id of readings.keys()) readings.at(id).is(Object.hasOwn(READING_OPTIONS, id), 'no such reading');
  root.at('now').number();
  const last = root.at('last');
  for (const name of ['session', 'call']) last.at(name).whole(0);
  last.at('registration').whole(0, MAX_ID);

  const sessions = root
    .at('sessions')
    .items()
    .map((part) => new SessionCheck(part, last, realm));
  const registrations = root
    .at('registrations')
    .items()
    .map((part) => new RegistrationCheck(part, last));
  const calls = root
    .at('calls')
    .items()
    .map((part) => new CallCheck(part, last));
  ascending(sessions);
  // They begin at 1 again after 2^53, so they need not ascend.
  distinct(registrations.flatMap(({ ids }) => ids).map((id) => [id, id.value]));
  ascending(calls);

  const world: World = {
    secondPlaces: readings.at('sameSession').value === 'second-place',
    apart: readings.at('invocationIds').value === 'apart',
    ordered: readings.at('order').value === 'strict',
    ownIds: readings.at('registrationId').value === 'own',
    sessions: byKey(sessions),
    registrations: byKey(registrations),
  };
  distinct(sessions.filter(({ id }) => id.value !== 0).map(({ id }) => [id, id.value]));
  distinct(registrations.map(({ procedure }) => [procedure, procedure.value]));
  for (const registration of registrations) registration.checkMembers(world);
  for (const session of sessions) session.checkNumbering(world);
  for (const session of sessions) session.checkRegistrations(world);
  for (const call of calls) call.checkParties(world);
  distinct(calls.map(({ request, caller }) => [request, `${caller.value} ${request.value}`]));
  distinct(calls.map(({ invocation, callee }) => [invocation, `${callee.value} ${invocation.value}`]));
  checkDeadlines(root.at('deadlines'), sessions, calls);
}

// --- internal ---

/** The parts that others refer to. */
interface World {
  readonly secondPlaces: boolean;
  readonly apart: boolean;
  readonly ordered: boolean;
  /** True if each place has a registration id of its own. */
  readonly ownIds: boolean;
  readonly sessions: ReadonlyMap<unknown, SessionCheck>;
  readonly registrations: ReadonlyMap<unknown, RegistrationCheck>;
}

class SessionCheck {
  readonly key: Part;
  readonly id: Part;
  readonly sent: Part;
  readonly nextInvocation: Part;
  private readonly firstInvocation: Part;
  readonly registrations: readonly Part[];
  /** True if it waits for its client, with a deadline. */
  readonly isWaiting: boolean;
  /** True if it can take part in registrations and calls. */
  readonly isParty: boolean;
  private readonly isWelcomed: boolean;

  constructor(part: Part, last: Part, realm: unknown) {
    const context = part.at('context');
    const { hasId, isWelcomed, hasEnded, isTimed } = restingIn(RESTING.session, part);
    this.key = context.at('session').whole(1, last.at('session').value as number);
    const mostId = isWelcomed ? MAX_ID : 0;
    this.id = context.at('id').whole(hasId ? 1 : 0, hasId ? MAX_ID : 0);
    for (const role of ['isCaller', 'isCallee']) context.at(role).oneOf(hasId ? [true, false] : [false]);
    context.at('lastRequest').whole(0, mostId);
    this.sent = part.at('sent').whole(0, mostId);
    this.nextInvocation = part.at('nextInvocation').whole(isWelcomed ? 1 : 0, mostId);
    this.firstInvocation = context.at('firstInvocation');
    part.at('listening').oneOf([!hasEnded]);
    this.isWelcomed = isWelcomed;
    this.isParty = isWelcomed && !hasEnded;
    checkFeatures(context);
    context.at('realm').oneOf([realm]);
    context.at('methods').optional(checkTexts);
    checkTexts(context.at('offered'));
    context.at('challenged').optional((method) => method.text());
    context.at('principal').optional(checkPrincipal);
    // JSON has no Infinity: endless patience comes back as null.
    const patience = context.at('patience');
    const isEndless = patience.value === null || patience.value === Number.POSITIVE_INFINITY;
    if (!isEndless) patience.is(patience.number() > 0, 'milliseconds above 0');
    this.isWaiting = isTimed && !isEndless;
    this.registrations = part.at('registrations').items();
    distinct(this.registrations.map((one) => [one, one.value]));
  }

  /** Checks that its INVOCATIONs are counted from the start that the readings set. */
  checkNumbering({ apart }: World): void {
    const { id, isWelcomed, sent, firstInvocation, nextInvocation } = this;
    const first = apart || id.value === 0 ? (id.value as number) : 1;
    firstInvocation.whole(first, first);
    if (!isWelcomed) return;
    const isNext = sent.value === MAX_ID || distance(first, nextInvocation.value as number) === sent.value;
    nextInvocation.is(isNext, `the one after the ${sent.value} that were sent`);
  }

  /** True if one of its INVOCATIONs had that request id. */
  wasSent(request: number): boolean {
    return distance(request, previousId(this.nextInvocation.value as number)) < (this.sent.value as number);
  }

  /** Checks that it is a member of each of its registrations. */
  checkRegistrations({ registrations }: World): void {
    for (const one of this.registrations) {
      const isOn = registrations.get(one.value)?.sessions.some(({ value }) => value === this.key.value);
      one.is(isOn === true, `a registration that session ${this.key.value} is a member of`);
    }
  }
}

class RegistrationCheck {
  readonly key: Part;
  readonly procedure: Part;
  /** The registration ids that it has in use. */
  readonly ids: readonly Part[];
  /** The session of each member, and the registration id that it was told. */
  readonly sessions: readonly Part[];
  private readonly told: readonly Part[];

  constructor(part: Part, last: Part) {
    const context = part.at('context');
    const { policy, mostMembers } = restingIn(RESTING.registration, part);
    this.key = context.at('registration').whole(1, MAX_ID);
    this.procedure = context.at('procedure').text();
    context.at('policy').oneOf([policy]);
    const members = context.at('members').items();
    context
      .at('members')
      .is(members.length >= 1 && members.length <= mostMembers, 'as many members as its policy has');
    for (const member of members) checkMember(member, last);
    this.sessions = members.map((member) => member.at('session'));
    this.told = members.map((member) => member.at('registration'));
    this.ids = [this.key, ...this.told.filter(({ value }) => value !== this.key.value)];
    ascending(members.map((member) => ({ key: member.at('order') })));
    context.at('nextOrder').whole((members.at(-1)?.at('order').value as number) + 1);
    context.at('position').whole(0);
    context.at('turn').optional((turn) => checkMember(turn, last));
  }

  /** Checks its members: each exists, is on it once, refers to it, and has its id or one of its own. */
  checkMembers({ sessions, secondPlaces, ownIds }: World): void {
    for (const one of this.sessions) {
      const session = sessions.get(one.value);
      const knows = session?.registrations.some(({ value }) => value === this.key.value);
      one.is(knows === true, `a session of the snapshot that lists registration ${this.key.value}`);
      one.is(session?.isParty === true, 'an established session');
    }
    if (!secondPlaces) distinct(this.sessions.map((one) => [one, one.value]));
    if (ownIds) distinct(this.told.map((id) => [id, id.value]));
    else for (const id of this.told) id.oneOf([this.key.value]);
  }
}

class CallCheck {
  readonly key: Part;
  readonly caller: Part;
  readonly request: Part;
  readonly callee: Part;
  private readonly told: Part;
  readonly invocation: Part;
  /** True if a clock runs for it. */
  readonly isTimed: boolean;
  private readonly procedure: Part;
  private readonly registration: Part;
  private readonly passedOver: Part;

  constructor(part: Part, last: Part) {
    const context = part.at('context');
    const message = context.at('message');
    restingIn(RESTING.call, part);
    this.key = part.at('key').whole(1, last.at('call').value as number);
    this.caller = context.at('caller');
    message.at('type').oneOf(['CALL']);
    this.request = message.at('request').whole(1, MAX_ID);
    this.procedure = message.at('procedure').text();
    message.at('options').dict();
    const timeout = message.at('options').at('timeout');
    this.isTimed = (timeout.value ?? 0) !== 0;
    if (this.isTimed) timeout.whole(1);
    const args = message.at('args');
    args.is(args.value === undefined || Array.isArray(args.value) || args.value instanceof Payload, 'a list');
    message.at('kwargs').optional((kwargs) => kwargs.dict());
    this.registration = context.at('registration').whole(1, MAX_ID);
    checkMember(context.at('callee'), last);
    this.callee = context.at('callee').at('session');
    this.told = context.at('callee').at('registration');
    this.invocation = context.at('invocation').whole(1, MAX_ID);
    for (const refusal of context.at('refusals').items()) {
      refusal.at('session').whole(1, last.at('session').value as number);
      refusal.at('registration').whole(1, last.at('registration').value as number);
      refusal.at('order').whole(1);
    }
    this.passedOver = context.at('passedOver');
    for (const session of this.passedOver.items()) session.whole(1, last.at('session').value as number);
    distinct(this.passedOver.items().map((one) => [one, one.value]));
    context.at('obstacle').optional((obstacle) => obstacle.oneOf(OBSTACLES));
    context.at('what').optional((what) => what.text());
    context.at('tries').whole(1);
    context.at('progressed').oneOf([true, false]);
  }

  /** Checks that caller and callee exist, and that the callee was sent the INVOCATION. */
  checkParties({ sessions, registrations, ordered, ownIds }: World): void {
    if (!ordered) this.passedOver.is(this.passedOver.items().length === 0, 'an empty list');
    for (const one of [this.caller, this.callee])
      one.is(sessions.get(one.value)?.isParty === true, 'an established session of the snapshot');
    const callee = sessions.get(this.callee.value) as SessionCheck;
    this.invocation.is(
      callee.wasSent(this.invocation.value as number),
      `one of the ${callee.sent.value} that session ${callee.key.value} was sent`,
    );
    if (!ownIds) this.told.oneOf([this.registration.value]);
    const standing = registrations.get(this.registration.value)?.procedure.value;
    this.procedure.is(
      standing === undefined || standing === this.procedure.value,
      `the procedure ${standing}`,
    );
  }
}

/** The facts that follow from the state of an instance. */
function restingIn<Facts>(states: Readonly<Record<string, Facts>>, part: Part): Facts {
  const state = part.at('state').oneOf(Object.keys(states));
  return states[state.value as string] as Facts;
}

/** Requires exactly one deadline for each session and call that waits, and no other. */
function checkDeadlines(part: Part, sessions: readonly SessionCheck[], calls: readonly CallCheck[]): void {
  const waiting = new Set([
    ...sessions.filter(({ isWaiting }) => isWaiting).map(({ key }) => `session ${key.value}`),
    ...calls.filter(({ isTimed }) => isTimed).map(({ key }) => `call ${key.value}`),
  ]);
  let before = Number.NEGATIVE_INFINITY;
  for (const deadline of part.items()) {
    const kind = deadline.keys().includes('call') ? 'call' : 'session';
    const holder = deadline.at(kind);
    holder.is(waiting.delete(`${kind} ${holder.value}`), `a ${kind} that has a time limit, once`);
    const at = deadline.at('at');
    at.is(at.number() >= before, `a time not before ${before}`);
    before = at.value as number;
  }
  const [missing] = waiting;
  part.is(missing === undefined, `a deadline for ${missing}`);
}

function checkMember(part: Part, last: Part): void {
  part.at('order').whole(1);
  part.at('session').whole(1, last.at('session').value as number);
  part.at('registration').whole(1, MAX_ID);
  checkFeatures(part);
}

/** The features of a callee. */
const FEATURES = [
  'call_reroute',
  'call_canceling',
  'progressive_call_results',
  'registration_revocation',
] as const;

function checkTexts(part: Part): void {
  for (const item of part.items()) item.text();
}

function checkFeatures(part: Part): void {
  for (const feature of FEATURES) part.at('features').at(feature).oneOf([true, false]);
}

/** Requires ascending numbers. */
function ascending(parts: readonly { readonly key: Part }[]): void {
  parts.forEach(({ key }, index) => {
    const before = parts[index - 1]?.key.value as number | undefined;
    key.is(before === undefined || (key.value as number) > before, `a number above ${before}`);
  });
}

/** Requires distinct values. */
function distinct(parts: readonly (readonly [Part, unknown])[]): void {
  const seen = new Set<unknown>();
  for (const [part, value] of parts) {
    part.is(!seen.has(value), 'one that no other has');
    seen.add(value);
  }
}

const byKey = <Check extends { readonly key: Part }>(parts: readonly Check[]): ReadonlyMap<unknown, Check> =>
  new Map(parts.map((part) => [part.key.value, part]));
