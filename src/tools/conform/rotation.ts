/**
 * Leads `roundrobin` to the first callee, before the first call of a case: the text does not say where a rotation begins,
 * and the cases take it to begin there.
 */
import { valueIn } from '../scenario/fields.ts';
import type { Action, Scenario, Sent } from '../scenario/scenario.ts';
import { entryOf } from '../scenario/words.ts';
import type { Member } from './member.ts';

/** What a rotation needs of the play that it belongs to. */
export interface Surroundings {
  /** Calls a procedure from a client that is not in the script; resolves when the call has ended. */
  readonly call: (procedure: string) => Promise<void>;
  /** The client of a session, which must be connected. */
  readonly memberOf: (session: string) => Member;
  /** True if a client got REGISTERED in a step, and is still connected. */
  readonly isRegistered: (session: string, step: number) => boolean;
}

/** A REGISTER under `roundrobin`. */
interface Place {
  readonly session: string;
  readonly step: number;
}

/** Notes the callees under `roundrobin`, and leads them before the first call. */
export class Rotation {
  private readonly isNeeded: boolean;
  private readonly surroundings: Surroundings;
  /** Places of each procedure, in their order; undefined once it was called. */
  private readonly places = new Map<string, Place[] | undefined>();

  constructor(isNeeded: boolean, surroundings: Surroundings) {
    this.isNeeded = isNeeded;
    this.surroundings = surroundings;
  }

  /** Notes a message that a client is about to send. */
  async meet(session: string, message: Sent, step: number): Promise<void> {
    if (!this.isNeeded) return;
    const procedure = rotatingIn(message);
    if (procedure !== undefined && !this.isCalled(procedure))
      this.places.set(procedure, [...(this.places.get(procedure) ?? []), { session, step }]);
    if (message.type === 'CALL') await this.lead(`${valueIn(message, 'procedure')}`);
  }

  // --- internal ---

  private isCalled(procedure: string): boolean {
    return this.places.has(procedure) && this.places.get(procedure) === undefined;
  }

  /** Calls a procedure until the last callee was asked, so that the next one is the first. */
  private async lead(procedure: string): Promise<void> {
    const { isRegistered, memberOf, call } = this.surroundings;
    const places = (this.places.get(procedure) ?? []).filter(({ session, step }) =>
      isRegistered(session, step),
    );
    this.places.set(procedure, undefined);
    if (places.length < 2) return;
    const members = places.map(({ session }) => memberOf(session));
    let asked: Member | undefined;
    for (const member of members)
      member.answersAll = () => {
        asked = member;
      };
    for (let calls = 0; calls < 2 * members.length && asked !== members.at(-1); calls++)
      await call(procedure);
    for (const member of members) member.answersAll = undefined;
  }
}

/**
 * True if a case can be led to the first callee: calls from aside must not change ids that its log has as numbers, no
 * callee has two places on a list, and no list begins anew.
 */
export function canBeLed({ logs, steps }: Scenario): boolean {
  const isCounting = logs.some(({ lines }) =>
    lines.some(({ expected }) => expected.some(hasNumberedInvocation)),
  );
  const places = steps.flatMap(({ action }) => placeIn(action));
  const isTwice = new Set(places).size < places.length;
  const departure = steps.findIndex(({ action }) => isDeparture(action));
  const later = departure < 0 ? [] : steps.slice(departure).flatMap(({ action }) => placeIn(action));
  return !isCounting && !isTwice && later.length < 2;
}

// --- internal ---

/** The procedure of a REGISTER under `roundrobin`. */
function rotatingIn(message: Sent): string | undefined {
  const procedure = valueIn(message, 'procedure');
  const isRotating = entryOf(valueIn(message, 'options'), 'invoke') === 'roundrobin';
  return message.type === 'REGISTER' && isRotating && typeof procedure === 'string' ? procedure : undefined;
}

/** The callee and the procedure, as one text. */
function placeIn(action: Action): string[] {
  const procedure = action.does === 'send' ? rotatingIn(action.message) : undefined;
  return procedure === undefined || !('session' in action) ? [] : [`${action.session} ${procedure}`];
}

/** True if a callee leaves a list. */
const isDeparture = (action: Action): boolean =>
  action.does === 'leave' ||
  action.does === 'lose' ||
  (action.does === 'send' && action.message.type === 'UNREGISTER');

const hasNumberedInvocation = (
  expected: Scenario['logs'][number]['lines'][number]['expected'][number],
): boolean =>
  expected.kind === 'message' && expected.type === 'INVOCATION' && expected.fields[0]?.term.kind === 'value';
