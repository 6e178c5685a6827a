// Generated from machines/system.ts by "npm run generate". Do not edit.
/** The tables of the system as code. */
import type { SendEffect } from '../../../machines/vocabulary.ts';
import type { Registration, Session } from '../parts.ts';
import { COLLECT, EVENT, FIND, type Handlers, RECORD, START, stepMembership } from '../system.ts';

export const system: Handlers = {
  session(system, part, effect, cause) {
    switch (effect.type) {
      case 'identity.claimed': {
        RECORD.session['identity.claimed'](system, part, effect, cause);
        return;
      }
      case 'proof.given': {
        RECORD.session['proof.given'](system, part, effect, cause);
        return;
      }
      case 'session.opened': {
        RECORD.session['session.opened'](system, part, effect, cause);
        return;
      }
      case 'session.ended': {
        RECORD.session['session.ended'](system, part, effect, cause);
        for (const target of COLLECT['registrations of the session'](system, part, effect, cause))
          stepMembership(
            system,
            target as Registration,
            EVENT['session.left'](system, part, effect, target),
            part as Session,
          );
        for (const target of COLLECT['calls of the session'](system, part, effect, cause))
          system.step(target, EVENT['caller.left'](system, part, effect, target), part);
        for (const target of COLLECT['invocations of the session'](system, part, effect, cause))
          system.step(target, EVENT['callee.left'](system, part, effect, target), part);
        return;
      }
      case 'session.closed': {
        RECORD.session['session.closed'](system, part, effect, cause);
        return;
      }
      case 'timer.start': {
        RECORD.session['timer.start'](system, part, effect, cause);
        return;
      }
      case 'timer.stop': {
        RECORD.session['timer.stop'](system, part, effect, cause);
        return;
      }
      case 'CALL': {
        START.call(system, part, effect, cause);
        return;
      }
      case 'CANCEL': {
        const target = FIND['call by request'](system, part, effect, cause);
        if (target !== undefined) system.step(target, EVENT.CANCEL(system, part, effect, target), part);
        return;
      }
      case 'YIELD': {
        const target = FIND['call by invocation'](system, part, effect, cause);
        if (target !== undefined) system.step(target, EVENT.YIELD(system, part, effect, target), part);
        return;
      }
      case 'ERROR': {
        const target = FIND['call by invocation'](system, part, effect, cause);
        if (target !== undefined) system.step(target, EVENT.ERROR(system, part, effect, target), part);
        return;
      }
      case 'REGISTER': {
        const target = FIND['registration by procedure'](system, part, effect, cause);
        if (target !== undefined)
          stepMembership(
            system,
            target as Registration,
            EVENT.REGISTER(system, part, effect, target),
            part as Session,
          );
        return;
      }
      case 'procedure.claimed': {
        const target = FIND['registration by procedure'](system, part, effect, cause);
        if (target !== undefined)
          system.step(target, EVENT['procedure.claimed'](system, part, effect, target), part);
        return;
      }
      case 'UNREGISTER': {
        const target = FIND['registration by id'](system, part, effect, cause);
        if (target !== undefined)
          stepMembership(
            system,
            target as Registration,
            EVENT.UNREGISTER(system, part, effect, target),
            part as Session,
          );
        return;
      }
      default:
        system.send(effect as SendEffect);
    }
  },
  registration(system, part, effect, cause) {
    switch (effect.type) {
      case 'registration.opened': {
        RECORD.registration['registration.opened'](system, part, effect, cause);
        return;
      }
      case 'registration.deleted': {
        RECORD.registration['registration.deleted'](system, part, effect, cause);
        return;
      }
      case 'registration.revoked': {
        RECORD.registration['registration.revoked'](system, part, effect, cause);
        return;
      }
      case 'select.member': {
        RECORD.registration['select.member'](system, part, effect, cause);
        const target = FIND['call that asked'](system, part, effect, cause);
        if (target !== undefined)
          system.step(target, EVENT['select.member'](system, part, effect, target), part);
        return;
      }
      case 'select.none': {
        const target = FIND['call that asked'](system, part, effect, cause);
        if (target !== undefined)
          system.step(target, EVENT['select.none'](system, part, effect, target), part);
        return;
      }
      case 'procedure.cleared': {
        const target = FIND['session that asked'](system, part, effect, cause);
        if (target !== undefined)
          system.step(target, EVENT['procedure.cleared'](system, part, effect, target), part);
        return;
      }
      case 'members.withdrawn': {
        for (const target of COLLECT['invocations of the members'](system, part, effect, cause))
          system.step(target, EVENT['callee.withdrawn'](system, part, effect, target), part);
        return;
      }
      case 'member.withdrawn': {
        for (const target of COLLECT['invocations of the member'](system, part, effect, cause))
          system.step(target, EVENT['callee.withdrawn'](system, part, effect, target), part);
        return;
      }
      default:
        system.send(effect as SendEffect);
    }
  },
  call(system, part, effect, cause) {
    switch (effect.type) {
      case 'select': {
        RECORD.call.select(system, part, effect, cause);
        const target = FIND['registration asked'](system, part, effect, cause);
        if (target !== undefined) system.step(target, EVENT.select(system, part, effect, target), part);
        return;
      }
      case 'timer.start': {
        RECORD.call['timer.start'](system, part, effect, cause);
        return;
      }
      case 'call.ended': {
        RECORD.call['call.ended'](system, part, effect, cause);
        return;
      }
      case 'call.given': {
        for (const target of COLLECT['earlier calls of the caller'](system, part, effect, cause))
          system.step(target, EVENT['call.overtaken'](system, part, effect, target), part);
        return;
      }
      default:
        system.send(effect as SendEffect);
    }
  },
};
