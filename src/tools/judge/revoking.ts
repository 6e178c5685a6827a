/** Places that are revoked, as the lines of a log show them one by one. */
import type { Readings } from '../../../machines/readings.ts';
import type { Call, Member, Moment, Passed, Registration, Request, Session } from './facts.ts';
import { pendingOf } from './matching.ts';
import { leave, situate } from './registration.ts';
import { isForced, mayRevoke, membersLostTo, REVOCATION, type Revoked } from './revocation.ts';

export class Revocations {
  private readonly readings: Readings;
  private readonly setAside: (call: Call | undefined, feature: string) => void;

  /** @param setAside takes a call out of judgement */
  constructor(readings: Readings, setAside: (call: Call | undefined, feature: string) => void) {
    this.readings = readings;
    this.setAside = setAside;
  }

  /**
   * Takes the places with an id off the list: for a REGISTER that is to take them, or on the router's own account.
   * The text leaves open how the latter affects their calls.
   *
   * @param unsettled the requests that wait for their reply
   * @returns false if there are none, or nothing can be the cause
   */
  revoke({ registration, session, id }: Revoked, moment: Moment, unsettled: readonly Request[]): boolean {
    const cause = unsettled.find(({ asked, standing }) => standing === registration && isForced(asked));
    if (cause === undefined && !mayRevoke(registration, session)) return false;
    const concerns = (member: Member): boolean => member.session === session && member.id === id;
    const places = registration.members.filter(concerns);
    if (!leave(registration, session, 'revocation', moment, concerns)) return false;
    if (cause !== undefined) cause.revoked = [...cause.revoked, ...places];
    else this.setAsideCalls(session, id);
    return true;
  }

  /** Takes the places that a REGISTER takes over without a notice. */
  takeOver(request: Request, passed: Passed): void {
    const { standing } = situate(request, this.readings);
    if (standing === undefined) return;
    const lost = membersLostTo(request, passed.message.target, standing, this.readings);
    if (lost === 'unknown') return this.doubt(standing);
    for (const { session } of lost) leave(standing, session, 'revocation', passed);
    request.revoked = [...request.revoked, ...lost].sort((a, b) => a.order - b.order);
  }

  // --- internal ---

  /** Judges no call of a registration any more, since it cannot be told which callees it has. */
  private doubt(registration: Registration): void {
    registration.isDoubtful = true;
    for (const { session, id } of registration.members) this.setAsideCalls(session, id);
  }

  private setAsideCalls(callee: Session, id: number): void {
    for (const tried of pendingOf(callee))
      if (tried.message.target === id) this.setAside(tried.call, REVOCATION);
  }
}
