/**
 * Leads `roundrobin` to the first callee, before the first call of a case: the text does not say where a rotation begins,
 * and the cases take it to begin there.
 */
import { valueIn } from '../scenario/fields.ts';
import type { Sent } from '../scenario/scenario.ts';
import { entryOf } from '../scenario/words.ts';
import type { Member } from './member.ts';

export interface Surroundings {
  /** Calls a procedure from a client that is not in the script; resolves when the call has ended. */
  readonly call: (procedure: string) => Promise<void>;
  readonly memberOf: (session: string) => Member;
}

export class Rotation {
  private readonly isNeeded: boolean;
  private readonly surroundings: Surroundings;
  /** Callees of each procedure under `roundrobin` that was not called yet, in their order. */
  private readonly callees = new Map<string, string[]>();

  constructor(isNeeded: boolean, surroundings: Surroundings) {
    this.isNeeded = isNeeded;
    this.surroundings = surroundings;
  }

  /** Notes a message that a client is about to send. */
  async meet(session: string, message: Sent): Promise<void> {
    if (!this.isNeeded) return;
    const procedure = valueIn(message, 'procedure');
    if (typeof procedure !== 'string') return;
    if (message.type === 'REGISTER' && entryOf(valueIn(message, 'options'), 'invoke') === 'roundrobin')
      this.callees.set(procedure, [...(this.callees.get(procedure) ?? []), session]);
    if (message.type === 'CALL') await this.lead(procedure);
  }

  // --- internal ---

  /** Calls a procedure until the last callee was asked, so that the next one is the first. */
  private async lead(procedure: string): Promise<void> {
    const callees = this.callees.get(procedure) ?? [];
    this.callees.delete(procedure);
    if (callees.length < 2) return;
    const members = callees.map((session) => this.surroundings.memberOf(session));
    let asked: Member | undefined;
    for (const member of members)
      member.answersAll = () => {
        asked = member;
      };
    for (let calls = 0; calls < 2 * callees.length && asked !== members.at(-1); calls++)
      await this.surroundings.call(procedure);
    for (const member of members) member.answersAll = undefined;
  }
}
