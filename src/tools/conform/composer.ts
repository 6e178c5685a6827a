/** Writes the messages of a script for the wire: ids for their names, and procedures that no other case uses. */
import { AT, REQUESTS } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import type { Readings } from '../../../machines/readings.ts';
import type { Action, Scenario, Sent, Step } from '../scenario/scenario.ts';
import { REALM } from '../scenario/systems/system.ts';
import { evaluate } from '../scenario/words.ts';
import type { Binder } from './binder.ts';
import { Impossible } from './impossible.ts';
import { type Credentials, helloOf } from './login.ts';
import type { Member } from './member.ts';

/** Writes the messages of one play, and counts the request ids of its clients. */
export class Composer {
  /** Request ids that the clients chose, by name. */
  readonly requests = new Map<string, number>();
  /** Clients whose request ids the script counts itself. */
  readonly counted: ReadonlySet<string>;
  private readonly scenario: Scenario;
  private readonly binder: Binder;
  private readonly guess: Readings;

  constructor(scenario: Scenario, binder: Binder, guess: Readings) {
    this.scenario = scenario;
    this.binder = binder;
    this.guess = guess;
    this.counted = countedIn(scenario.steps);
  }

  /**
   * Writes a message of a script.
   *
   * @throws Impossible if an id is not known
   */
  compose(member: Member, { type, fields }: Sent): unknown[] {
    const chosen = REQUESTS.includes(type) ? fields[0]?.term : undefined;
    if (chosen?.kind === 'id' && !this.binder.ids.has(chosen.name)) {
      member.requests++;
      this.binder.ids.set(chosen.name, member.requests);
      this.requests.set(chosen.name, member.requests);
    } else if (chosen?.kind === 'value' && typeof chosen.value === 'number') {
      member.requests = Math.max(member.requests, chosen.value);
    }
    const values = fields.map(({ term }) => evaluate(term, (name) => this.idOf(name)));
    // An INVOCATION by its number is that one of the client, whatever id the router gave it.
    const at = type === 'YIELD' ? 0 : type === 'ERROR' && values[0] === CODES.INVOCATION ? 1 : undefined;
    const number = at === undefined ? undefined : fields[at]?.term;
    const isCounted = this.guess.invocationIds === 'one';
    if (isCounted && at !== undefined && number?.kind === 'value' && typeof number.value === 'number')
      values[at] = member.invocations[number.value - 1] ?? number.value;
    return [(CODES as Record<string, number>)[type], ...values];
  }

  /** The roles of a client that joins: all, for routers that want them, unless the case is about roles. */
  rolesOf({ roles }: Extract<Action, { does: 'join' }>): Readonly<Record<string, object>> {
    const { rules, readings } = this.scenario;
    if (readings.includes('roles') || rules.some((rule) => rule === 'BP-21' || rule === 'BP-28'))
      return roles;
    return { publisher: {}, subscriber: {}, caller: {}, callee: {}, ...roles };
  }

  // --- internal ---

  private idOf(name: string): number | bigint {
    const id = this.binder.idOf(
      name,
      this.scenario.logs.flatMap(({ lines }) => lines),
    );
    if (id === undefined) throw new Impossible(`${name} to be known`, 'nothing that came has bound it');
    return id;
  }
}

/** Gives a HELLO the realm and the credentials of the suite's clients; another realm than that of the scripts stays. */
export function identified(
  wire: unknown,
  { realm, credentials }: { readonly realm: string; readonly credentials: Credentials },
): unknown {
  if (!Array.isArray(wire) || wire[0] !== CODES.HELLO || typeof wire[2] !== 'object') return wire;
  const [code, asked, details] = wire;
  return [code, asked === REALM ? realm : asked, { ...helloOf(credentials), ...details }];
}

/** Gives the procedure of a message a name that no other case uses; an incorrect one stays as it is. */
export function renamed(wire: unknown, prefix: string): unknown {
  if (!Array.isArray(wire) || (wire[0] !== CODES.REGISTER && wire[0] !== CODES.CALL)) return wire;
  return wire.map((field, index) =>
    index === AT.CALL.procedure && typeof field === 'string' ? renamedUri(field, prefix) : field,
  );
}

/** True for a message whose procedure keeps its name. */
export function isFixed(wire: unknown): boolean {
  if (!Array.isArray(wire) || (wire[0] !== CODES.REGISTER && wire[0] !== CODES.CALL)) return false;
  const procedure = wire[AT.CALL.procedure];
  return typeof procedure === 'string' && renamedUri(procedure, '') === procedure;
}

/** A value that came, with the names that the script has. */
export function restored(value: unknown, prefix: string): unknown {
  if (typeof value === 'string') return value.replaceAll(`${prefix}.`, 'com.');
  if (Array.isArray(value)) return value.map((item) => restored(item, prefix));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restored(item, prefix)]));
}

// --- internal ---

/** The name of a procedure that no other case uses. */
export const renamedUri = (uri: string, prefix: string): string =>
  isCorrect(uri) ? uri.replace(/^com\./, `${prefix}.`) : uri;

const isCorrect = (uri: string): boolean => /^[^\s.#]+(\.[^\s.#]+)*$/.test(uri);

/** The clients that send request ids of the script's own, or anything but messages. */
function countedIn(steps: readonly Step[]): ReadonlySet<string> {
  const counted = new Set<string>();
  for (const { action } of steps) {
    if (action.does === 'raw') counted.add(action.session);
    if (action.does !== 'send' || !REQUESTS.includes(action.message.type)) continue;
    if (action.message.fields[0]?.term.kind !== 'id') counted.add(action.session);
  }
  return counted;
}
