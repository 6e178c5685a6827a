// Generated from machines/system.ts by "npm run generate". Do not edit.
/** The tables of the system as code: where each effect of a chart leads. */
import type {
  CallEvent,
  Effect,
  Emitted,
  RegistrationEvent,
  SendEffect,
  SessionEvent,
} from '../../../machines/vocabulary.ts';
import { WRITERS } from '../messages.generated.ts';
import { type Call, type Part, peerOf, type Registration, type Session } from '../parts.ts';
import { COLLECT, EVENT, type Event, FIND, RECORD, START, type System, stepMembership } from '../system.ts';
import {
  type CallWays,
  onCANCELOfCall,
  onCalleeLeftOfCall,
  onCalleeWithdrawnOfCall,
  onCallerLeftOfCall,
  onCallOvertakenOfCall,
  onERROROfCall,
  onSelectMemberOfCall,
  onSelectNoneOfCall,
  onYIELDOfCall,
  startCall,
  stepCall,
} from './call.generated.ts';
import type { Edge } from './chart.ts';
import type { Runner } from './driver.ts';
import {
  onProcedureClaimedOfRegistration,
  onSelectOfRegistration,
  type RegistrationWays,
  startRegistration,
  stepRegistration,
} from './registration.generated.ts';
import {
  onProcedureClearedOfSession,
  type SessionWays,
  startSession,
  stepSession,
} from './session.generated.ts';

// biome-ignore lint/suspicious/noExplicitAny: a route says by names which instances and effects meet
type Any = any;

export class Ways implements Runner, SessionWays, RegistrationWays, CallWays {
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  start(part: Part, cause: Part = part): void {
    switch (part.chart) {
      case 'session':
        return startSession(this, part, cause);
      case 'registration':
        return startRegistration(this, part, cause);
      case 'call':
        return startCall(this, part, cause);
    }
  }

  step(part: Part, event: Event, cause: Part = part): void {
    switch (part.chart) {
      case 'session':
        return stepSession(this, part, event as SessionEvent, cause);
      case 'registration':
        return stepRegistration(this, part, event as RegistrationEvent, cause);
      case 'call':
        return stepCall(this, part, event as CallEvent, cause);
    }
  }

  taken(part: Part, from: string, edge: Edge, event: Event): void {
    if (this.system.isReporting) this.system.report(part, from, edge, event);
  }

  sessionIdentityClaimed(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['identity.claimed'](system, part, effect, cause);
  }

  sessionProofGiven(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['proof.given'](system, part, effect, cause);
  }

  sessionSessionOpened(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['session.opened'](system, part, effect, cause);
  }

  sessionSessionEnded(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['session.ended'](system, part, effect, cause);
    for (const target of COLLECT['registrations of the session'](system, part, effect, cause))
      stepMembership(
        system,
        target as Registration,
        EVENT['session.left'](system, part, effect, target),
        part,
      );
    for (const target of COLLECT['calls of the session'](system, part, effect, cause))
      onCallerLeftOfCall(
        this,
        target as Call,
        EVENT['caller.left'](system, part, effect, target) as Extract<CallEvent, { type: 'caller.left' }>,
        part,
      );
    for (const target of COLLECT['invocations of the session'](system, part, effect, cause))
      onCalleeLeftOfCall(
        this,
        target as Call,
        EVENT['callee.left'](system, part, effect, target) as Extract<CallEvent, { type: 'callee.left' }>,
        part,
      );
  }

  sessionSessionClosed(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['session.closed'](system, part, effect, cause);
  }

  sessionTimerStart(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['timer.start'](system, part, effect, cause);
  }

  sessionTimerStop(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.session['timer.stop'](system, part, effect, cause);
  }

  sessionCALL(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    const started = START.call(system, part, effect, cause);
    startCall(this, started, started);
  }

  sessionCANCEL(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['call by request'](system, part, effect, cause);
      if (target !== undefined)
        onCANCELOfCall(
          this,
          target as Call,
          EVENT.CANCEL(system, part, effect, target) as Extract<CallEvent, { type: 'CANCEL' }>,
          part,
        );
    }
  }

  sessionYIELD(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['call by invocation'](system, part, effect, cause);
      if (target !== undefined)
        onYIELDOfCall(
          this,
          target as Call,
          EVENT.YIELD(system, part, effect, target) as Extract<CallEvent, { type: 'YIELD' }>,
          part,
        );
    }
  }

  sessionERROR(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['call by invocation'](system, part, effect, cause);
      if (target !== undefined)
        onERROROfCall(
          this,
          target as Call,
          EVENT.ERROR(system, part, effect, target) as Extract<CallEvent, { type: 'ERROR' }>,
          part,
        );
    }
  }

  sessionREGISTER(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['registration by procedure'](system, part, effect, cause);
      if (target !== undefined)
        stepMembership(system, target as Registration, EVENT.REGISTER(system, part, effect, target), part);
    }
  }

  sessionProcedureClaimed(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['registration by procedure'](system, part, effect, cause);
      if (target !== undefined)
        onProcedureClaimedOfRegistration(
          this,
          target as Registration,
          EVENT['procedure.claimed'](system, part, effect, target) as Extract<
            RegistrationEvent,
            { type: 'procedure.claimed' }
          >,
          part,
        );
    }
  }

  sessionUNREGISTER(part: Session, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['registration by id'](system, part, effect, cause);
      if (target !== undefined)
        stepMembership(system, target as Registration, EVENT.UNREGISTER(system, part, effect, target), part);
    }
  }

  sessionSends(_part: Session, effect: SendEffect, _cause: unknown): void {
    this.system.send(effect);
  }

  sessionEmits(part: Session, effect: Effect, cause: unknown): void {
    switch (effect.type) {
      case 'identity.claimed':
        return this.sessionIdentityClaimed(part, effect, cause);
      case 'proof.given':
        return this.sessionProofGiven(part, effect, cause);
      case 'session.opened':
        return this.sessionSessionOpened(part, effect, cause);
      case 'session.ended':
        return this.sessionSessionEnded(part, effect, cause);
      case 'session.closed':
        return this.sessionSessionClosed(part, effect, cause);
      case 'timer.start':
        return this.sessionTimerStart(part, effect, cause);
      case 'timer.stop':
        return this.sessionTimerStop(part, effect, cause);
      case 'CALL':
        return this.sessionCALL(part, effect, cause);
      case 'CANCEL':
        return this.sessionCANCEL(part, effect, cause);
      case 'YIELD':
        return this.sessionYIELD(part, effect, cause);
      case 'ERROR':
        return this.sessionERROR(part, effect, cause);
      case 'REGISTER':
        return this.sessionREGISTER(part, effect, cause);
      case 'procedure.claimed':
        return this.sessionProcedureClaimed(part, effect, cause);
      case 'UNREGISTER':
        return this.sessionUNREGISTER(part, effect, cause);
      default:
        return this.sessionSends(part, effect as SendEffect, cause);
    }
  }

  registrationRegistrationOpened(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.registration['registration.opened'](system, part, effect, cause);
  }

  registrationRegistrationDeleted(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.registration['registration.deleted'](system, part, effect, cause);
  }

  registrationRegistrationRevoked(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.registration['registration.revoked'](system, part, effect, cause);
  }

  registrationSelectMember(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.registration['select.member'](system, part, effect, cause);
    {
      const target = FIND['call that asked'](system, part, effect, cause);
      if (target !== undefined)
        onSelectMemberOfCall(
          this,
          target as Call,
          EVENT['select.member'](system, part, effect, target) as Extract<
            CallEvent,
            { type: 'select.member' }
          >,
          part,
        );
    }
  }

  registrationSelectNone(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['call that asked'](system, part, effect, cause);
      if (target !== undefined)
        onSelectNoneOfCall(
          this,
          target as Call,
          EVENT['select.none'](system, part, effect, target) as Extract<CallEvent, { type: 'select.none' }>,
          part,
        );
    }
  }

  registrationProcedureCleared(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    {
      const target = FIND['session that asked'](system, part, effect, cause);
      if (target !== undefined)
        onProcedureClearedOfSession(
          this,
          target as Session,
          EVENT['procedure.cleared'](system, part, effect, target) as Extract<
            SessionEvent,
            { type: 'procedure.cleared' }
          >,
          part,
        );
    }
  }

  registrationMembersWithdrawn(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    for (const target of COLLECT['invocations of the members'](system, part, effect, cause))
      onCalleeWithdrawnOfCall(
        this,
        target as Call,
        EVENT['callee.withdrawn'](system, part, effect, target) as Extract<
          CallEvent,
          { type: 'callee.withdrawn' }
        >,
        part,
      );
  }

  registrationMemberWithdrawn(part: Registration, effect: Any, cause: Any): void {
    const { system } = this;
    for (const target of COLLECT['invocations of the member'](system, part, effect, cause))
      onCalleeWithdrawnOfCall(
        this,
        target as Call,
        EVENT['callee.withdrawn'](system, part, effect, target) as Extract<
          CallEvent,
          { type: 'callee.withdrawn' }
        >,
        part,
      );
  }

  registrationSends(_part: Registration, effect: SendEffect, _cause: unknown): void {
    this.system.send(effect);
  }

  registrationEmits(part: Registration, effect: Effect, cause: unknown): void {
    switch (effect.type) {
      case 'registration.opened':
        return this.registrationRegistrationOpened(part, effect, cause);
      case 'registration.deleted':
        return this.registrationRegistrationDeleted(part, effect, cause);
      case 'registration.revoked':
        return this.registrationRegistrationRevoked(part, effect, cause);
      case 'select.member':
        return this.registrationSelectMember(part, effect, cause);
      case 'select.none':
        return this.registrationSelectNone(part, effect, cause);
      case 'procedure.cleared':
        return this.registrationProcedureCleared(part, effect, cause);
      case 'members.withdrawn':
        return this.registrationMembersWithdrawn(part, effect, cause);
      case 'member.withdrawn':
        return this.registrationMemberWithdrawn(part, effect, cause);
      default:
        return this.registrationSends(part, effect as SendEffect, cause);
    }
  }

  callSelect(part: Call, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.call.select(system, part, effect, cause);
    {
      const target = FIND['registration asked'](system, part, effect, cause);
      if (target !== undefined)
        onSelectOfRegistration(
          this,
          target as Registration,
          EVENT.select(system, part, effect, target) as Extract<RegistrationEvent, { type: 'select' }>,
          part,
        );
    }
  }

  callTimerStart(part: Call, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.call['timer.start'](system, part, effect, cause);
  }

  callCallEnded(part: Call, effect: Any, cause: Any): void {
    const { system } = this;
    RECORD.call['call.ended'](system, part, effect, cause);
  }

  callCallGiven(part: Call, effect: Any, cause: Any): void {
    const { system } = this;
    for (const target of COLLECT['earlier calls of the caller'](system, part, effect, cause))
      onCallOvertakenOfCall(
        this,
        target as Call,
        EVENT['call.overtaken'](system, part, effect, target) as Extract<
          CallEvent,
          { type: 'call.overtaken' }
        >,
        part,
      );
  }

  callINVOCATION(part: Call, effect: Emitted<'INVOCATION'>): void {
    const session = peerOf(part, effect.to);
    if (session !== undefined) this.system.post(session, WRITERS.INVOCATION(effect));
  }

  callINTERRUPT(part: Call, effect: Emitted<'INTERRUPT'>): void {
    const session = peerOf(part, effect.to);
    if (session !== undefined) this.system.post(session, WRITERS.INTERRUPT(effect));
  }

  callRESULT(part: Call, effect: Emitted<'RESULT'>): void {
    const session = peerOf(part, effect.to);
    if (session !== undefined) this.system.post(session, WRITERS.RESULT(effect));
  }

  callSends(_part: Call, effect: SendEffect, _cause: unknown): void {
    this.system.send(effect);
  }

  callEmits(part: Call, effect: Effect, cause: unknown): void {
    switch (effect.type) {
      case 'select':
        return this.callSelect(part, effect, cause);
      case 'timer.start':
        return this.callTimerStart(part, effect, cause);
      case 'call.ended':
        return this.callCallEnded(part, effect, cause);
      case 'call.given':
        return this.callCallGiven(part, effect, cause);
      default:
        return this.callSends(part, effect as SendEffect, cause);
    }
  }
}
