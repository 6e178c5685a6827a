/** The tables of the page: calls, registrations, sessions and transitions. */
import type {
  CallName,
  CallRow,
  EndedRow,
  MemberRow,
  RegistrationRow,
  SessionRow,
  Table,
  TransitionRow,
} from '../../../router/inspector/protocol.ts';
import { byId, element, setText } from './dom.ts';
import { callButton, sessionName } from './story.ts';
import { type Column, LiveTable, text } from './table.ts';
import { amount, duration, shortId } from './words.ts';

export interface Tables {
  readonly calls: (table: Table<CallRow>) => void;
  readonly ended: (rows: readonly EndedRow[]) => void;
  readonly registrations: (table: Table<RegistrationRow>) => void;
  readonly sessions: (table: Table<SessionRow>) => void;
  readonly transitions: (rows: readonly NumberedTransition[]) => void;
}

/** A transition with its number, by which its row is known. */
export interface NumberedTransition extends TransitionRow {
  readonly number: number;
}

export function createTables(): Tables {
  const calls = new LiveTable<CallRow>(placeIn('calls'), CALLS, nameOf, 'No call is in flight.');
  const ended = new LiveTable<EndedRow>(
    placeIn('ended'),
    ENDED,
    (row) => `${nameOf(row)} ${row.procedure}`,
    'No call has ended since the page was opened.',
    ({ outcome }) => (outcome === 'RESULT' ? '' : 'bad'),
  );
  const registrations = new LiveTable<RegistrationRow>(
    placeIn('registrations'),
    REGISTRATIONS,
    ({ realm, registration, procedure }) => `${realm} ${registration} ${procedure}`,
    'Nothing is registered.',
  );
  const sessions = new LiveTable<SessionRow>(
    placeIn('sessions'),
    SESSIONS,
    ({ realm, session, address }) => `${realm} ${session} ${address}`,
    'There is no session.',
  );
  const transitions = new LiveTable<NumberedTransition>(
    placeIn('transitions'),
    TRANSITIONS,
    ({ number }) => `${number}`,
    'No transition has come yet.',
    ({ chart }) => `of-${chart}`,
  );
  return {
    calls: (table) => counted('calls', calls, table),
    ended: (rows) => ended.show(rows),
    registrations: (table) => counted('registrations', registrations, table),
    sessions: (table) => counted('sessions', sessions, table),
    transitions: (rows) => transitions.show(rows),
  };
}

// --- internal ---

const placeIn = (section: string): Element => byId(section).querySelector('.scroll') as Element;

function counted<Row>(section: string, table: LiveTable<Row>, { rows, total }: Table<Row>): void {
  table.show(rows);
  const words = total > rows.length ? `${amount(rows.length)} of ${amount(total)}` : amount(total);
  setText(byId(section).querySelector('.count') as Element, words);
}

const nameOf = ({ realm, caller, request }: CallName): string => `${realm} ${caller}-${request}`;

function fillCall(cell: HTMLTableCellElement, call: CallName): void {
  if (cell.textContent !== `${call.caller}-${call.request}`) cell.replaceChildren(callButton(call));
}

const ASKED: Column<CallRow> = { title: 'callees asked', class: 'sessions', fill: fillAsked };

function fillAsked(cell: HTMLTableCellElement, { asked }: CallRow): void {
  setText(cell, asked.map(shortId).join(' → '));
  cell.title = asked.join(' → ');
}

const CALLS: readonly Column<CallRow>[] = [
  { title: 'call', class: 'id', fill: fillCall },
  { title: 'age', class: 'number', fill: text(({ age }) => duration(age)) },
  { title: 'procedure', class: 'uri', fill: text(({ procedure }) => procedure) },
  ASKED,
  { title: 'state', fill: text(({ state }) => state) },
];

const ENDED: readonly Column<EndedRow>[] = [
  { title: 'call', class: 'id', fill: fillCall },
  { title: 'took', class: 'number', fill: text(({ age }) => duration(age)) },
  { title: 'procedure', class: 'uri', fill: text(({ procedure }) => procedure) },
  ASKED as Column<EndedRow>,
  { title: 'outcome', class: 'outcome', fill: text(({ outcome }) => outcome ?? 'caller left') },
];

const REGISTRATIONS: readonly Column<RegistrationRow>[] = [
  { title: 'procedure', class: 'uri', fill: text(({ procedure }) => procedure) },
  { title: 'members in order', class: 'members', fill: fillMembers },
  { title: 'policy', fill: text(({ policy }) => policy) },
  {
    title: 'position',
    class: 'number',
    fill: text(({ policy, position }) => (policy === 'roundrobin' ? `${position}` : '')),
  },
  { title: 'realm', fill: text(({ realm }) => realm) },
];

function fillMembers(cell: HTMLTableCellElement, { members, total }: RegistrationRow): void {
  const state = JSON.stringify([members, total]);
  if (cell.dataset.state === state) return;
  cell.dataset.state = state;
  const more = total - members.length;
  const rest = more > 0 ? [element('li', { class: 'aside' }, `and ${amount(more)} more`)] : [];
  cell.replaceChildren(element('ol', {}, ...members.map(memberItem), ...rest));
}

function memberItem({ session, isTurn, features, invocations }: MemberRow): HTMLLIElement {
  const pending = `${amount(invocations)} ${invocations === 1 ? 'call waits' : 'calls wait'} for its answer`;
  const title = [...(isTurn ? ['chosen last'] : []), pending, ...features].join(', ');
  const mark = isTurn ? [element('span', { 'aria-hidden': 'true' }, '▸ ')] : [];
  const count = invocations > 0 ? [` · ${amount(invocations)}`] : [];
  return element(
    'li',
    { class: isTurn ? 'turn' : undefined, title },
    ...mark,
    ...sessionName(session),
    ...count,
  );
}

const SESSIONS: readonly Column<SessionRow>[] = [
  {
    title: 'session',
    class: 'id',
    fill: text(({ session }) => (session === 0 ? 'not joined' : `${session}`)),
  },
  { title: 'authid', fill: text(({ authid = '' }) => authid) },
  { title: 'roles', fill: text(({ roles }) => roles.join(', ')) },
  { title: 'places', class: 'number', fill: text(({ registrations }) => amount(registrations)) },
  { title: 'calls', class: 'number', fill: text(({ calls }) => amount(calls)) },
  { title: 'invocations', class: 'number', fill: text(({ invocations }) => amount(invocations)) },
  { title: 'features', class: 'cited', fill: text(({ features }) => features.join(', ')) },
  { title: 'protocol', fill: text(({ protocol = '' }) => protocol.replace('wamp.2.', '')) },
  { title: 'address', fill: text(({ address = '' }) => address) },
  { title: 'realm', fill: text(({ realm }) => realm) },
];

const TRANSITIONS: readonly Column<NumberedTransition>[] = [
  { title: 'chart', class: 'chart', fill: text(({ chart }) => chart) },
  { title: 'of', class: 'id', fill: fillInstance },
  { title: 'event', class: 'event', fill: text(({ event }) => event) },
  { title: 'from', fill: text(({ from }) => from) },
  { title: 'to', fill: text(({ from, to }) => (from === to ? '' : `→ ${to}`)) },
  { title: 'rules', class: 'cited', fill: text(({ rules }) => rules.join(' ')) },
];

function fillInstance(cell: HTMLTableCellElement, row: NumberedTransition): void {
  if (row.chart === 'call') fillCall(cell, { realm: row.realm, caller: row.session, request: row.request });
  else setText(cell, row.chart === 'registration' ? row.procedure : `${row.session || 'not joined'}`);
}
