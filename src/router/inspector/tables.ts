/** Tables of what there is in a realm: sessions, registrations, and calls in flight. */
import type { CalleeFeatures, Member } from '../../../machines/vocabulary/members.ts';
import type { Call, Parts, Registration, Session } from '../../dealer/parts.ts';
import type { Filter } from './filter.ts';
import type { CallRow, RegistrationRow, SessionRow, Table } from './protocol.ts';
import { brief } from './shown.ts';
import { askedBy } from './story.ts';

/** Greatest numbers of rows. */
const ROWS = { calls: 60, sessions: 60, registrations: 60, members: 40 } as const;
/** Greatest number of calls that are looked at for the oldest ones. */
const MAX_CALLS_SEEN = 5_000;

/** A realm by its name, with what its dealer holds. */
export interface Inspected {
  readonly name: string;
  readonly parts: Parts;
  /** The other end of a session's connection. */
  readonly clientOf: (session: Session) => Client | undefined;
}

export interface Client {
  readonly address: string | undefined;
  readonly protocol: string;
}

/** The calls in flight, oldest first. */
export function callTable(realms: readonly Inspected[], filter: Filter, now: number): Table<CallRow> {
  const found: (readonly [Inspected, Call])[] = [];
  let seen = 0;
  for (const realm of realms) {
    for (const session of realm.parts.sessions.values()) {
      if (session.calls.size === 0) continue;
      for (const call of session.calls) {
        if (++seen > MAX_CALLS_SEEN) break;
        const { procedure, request } = call.context.message;
        if (filter.takesCall(procedure, session.context.id, request, [call.state])) found.push([realm, call]);
      }
      if (seen > MAX_CALLS_SEEN) break;
    }
  }
  found.sort(([, one], [, other]) => one.since - other.since);
  const total = filter.isEmpty ? realms.reduce((sum, { parts }) => sum + parts.inFlight, 0) : found.length;
  return { rows: found.slice(0, ROWS.calls).map(([realm, call]) => callRow(realm, call, now)), total };
}

export function sessionTable(realms: readonly Inspected[], filter: Filter): Table<SessionRow> {
  return table(
    realms,
    ({ parts }) => parts.sessions.values(),
    (realm, session) => {
      const { id, principal } = session.context;
      const address = filter.isEmpty ? undefined : realm.clientOf(session)?.address;
      return filter.takes(id, principal?.authid, address, realm.name, session.state);
    },
    sessionRow,
    ROWS.sessions,
  );
}

export function registrationTable(realms: readonly Inspected[], filter: Filter): Table<RegistrationRow> {
  return table(
    realms,
    ({ parts }) => parts.procedures.values(),
    ({ parts }, { context: { procedure, policy, registration, members } }) =>
      filter.takes(procedure, policy, registration) ||
      Array.from(members).some(({ session }) => filter.takes(parts.sessions.get(session)?.context.id)),
    registrationRow,
    ROWS.registrations,
  );
}

export function registrationRow({ name, parts }: Inspected, { context }: Registration): RegistrationRow {
  const { registration, procedure, policy, members, turn, position } = context;
  const rows = [];
  for (const member of members) {
    if (rows.length === ROWS.members) break;
    const session = parts.sessions.get(member.session);
    rows.push({
      session: session?.context.id ?? 0,
      features: featuresOf(member.features),
      isTurn: turn !== undefined && (turn as Member).order === member.order,
      invocations: session?.invocations.size ?? 0,
    });
  }
  return {
    realm: name,
    registration,
    procedure: brief(procedure),
    policy,
    position,
    members: rows,
    total: members.size,
  };
}

// --- internal ---

/** The first matching rows, and how many there are. */
function table<Item, Row>(
  realms: readonly Inspected[],
  itemsOf: (realm: Inspected) => Iterable<Item>,
  isTaken: (realm: Inspected, item: Item) => boolean,
  rowOf: (realm: Inspected, item: Item) => Row,
  most: number,
): Table<Row> {
  const rows: Row[] = [];
  let total = 0;
  for (const realm of realms) {
    for (const item of itemsOf(realm)) {
      if (!isTaken(realm, item)) continue;
      total++;
      if (rows.length < most) rows.push(rowOf(realm, item));
    }
  }
  return { rows, total };
}

function callRow({ name, parts }: Inspected, call: Call, now: number): CallRow {
  const { caller, context, since, state } = call;
  const { request, procedure } = context.message;
  const asked = askedBy(call, parts);
  return {
    realm: name,
    caller: caller.context.id,
    request,
    procedure: brief(procedure),
    state,
    age: now - since,
    asked,
  };
}

function sessionRow(realm: Inspected, session: Session): SessionRow {
  const { context, state, places, calls, invocations } = session;
  const { id, principal, isCaller, isCallee, features } = context;
  const client = realm.clientOf(session);
  return {
    realm: realm.name,
    session: id,
    state,
    authid: principal === undefined ? undefined : brief(principal.authid),
    roles: [...(isCaller ? ['caller'] : []), ...(isCallee ? ['callee'] : [])],
    features: featuresOf(features),
    address: client?.address,
    protocol: client?.protocol,
    registrations: places,
    calls: calls.size,
    invocations: invocations.size,
  };
}

/** The features that are announced. */
const featuresOf = (features: CalleeFeatures): string[] =>
  Object.entries(features).flatMap(([name, isAnnounced]) => (isAnnounced === true ? [name] : []));
