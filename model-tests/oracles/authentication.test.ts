/** Logs that keep and break the rules about authentication. */
import { rule } from './story.ts';

const FEATURES = 'roles:{dealer:{features:{shared_registration:true,call_reroute:true}}}';

rule('AU-1', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}},authmethods:[ticket]}`,
  right: 'A < ABORT {} ~no_matching_auth_method',
  wrong: 'A is welcomed !',
});

rule('AU-1', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}},authmethods:[ticket]}`,
  right: 'A < ABORT {} ~no_matching_auth_method',
  wrong: 'A < ABORT {} ~no_such_role !',
});

rule('AU-1', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}},authmethods:null}`,
  right: 'A is welcomed',
  wrong: 'A < ABORT {} ~no_matching_auth_method !',
});

rule('AU-1', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}},authmethods:[ticket]}`,
  right: `A < WELCOME 7 {${FEATURES},authid:joe,authrole:user,authmethod:ticket,authprovider:static}`,
  wrong: `A < WELCOME 7 {${FEATURES},authid:joe,authrole:user,authmethod:wampcra,authprovider:static} !`,
});

rule('AU-2', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}}}`,
  right: 'A is welcomed',
  wrong: `A < WELCOME 7 {${FEATURES}} !`,
});

rule('AU-2', {
  given: `
    A B connects
    A > HELLO realm1 {roles:{caller:{}}}
    A is welcomed as 7
    B > HELLO realm1 {roles:{caller:{}}}`,
  right: 'B is welcomed as 9001',
  wrong: `B < WELCOME 9001 {${FEATURES},authid:anonymous-7,authrole:anonymous,authmethod:anonymous,authprovider:static} !`,
});

const TICKET = `
    A connects
    A > HELLO realm1 {roles:{caller:{},callee:{}},authmethods:[ticket],authid:joe}`;
const JOE = `{${FEATURES},authid:joe,authrole:user,authmethod:ticket,authprovider:static}`;

rule('AU-3', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE secret {}`,
  right: `A < WELCOME 9001 ${JOE}`,
  wrong: 'A < CHALLENGE wampcra {} !',
});

rule('AU-3', {
  given: `${TICKET}
    A < CHALLENGE ticket {}`,
  right: `A > AUTHENTICATE secret {}
    A < WELCOME 9001 ${JOE}`,
  wrong: `A < WELCOME 9001 ${JOE} !`,
});

rule('AU-3', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE secret {}
    A < WELCOME 9001 ${JOE}`,
  right: '',
  wrong: 'A < CHALLENGE ticket {} !',
});

rule('AU-4', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE secret {}`,
  right: `A < WELCOME 9001 ${JOE}`,
  wrong: 'A < GOODBYE {} ~protocol_violation !',
  also: ['BP-8'],
});

rule('AU-4', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE secret {}`,
  right: 'A < CHALLENGE ticket {}',
  wrong: 'A < RESULT 1 {} !',
  also: ['BP-14'],
});

rule('AU-5', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE wrong {}`,
  right: 'A < ABORT {} ~authentication_denied',
  wrong: 'A < ABORT {} ~no_such_principal !',
});

rule('AU-5', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE wrong {}`,
  right: 'A < ABORT {} ~authentication_failed',
  wrong: 'A < ABORT {} ~not_authorized !',
});

rule('AU-6', {
  given: `
    A connects
    A > HELLO realm1 {roles:{caller:{}}}
    A < ABORT {} ~authentication_required
    B connects
    B > HELLO realm1 {roles:{caller:{}}}`,
  right: 'B < ABORT {} ~authentication_required',
  wrong: 'B is welcomed !',
});

rule('AU-6', {
  given: `
    B connects
    B > HELLO realm1 {roles:{caller:{}}}
    B < ABORT {} ~authentication_required
    A connects
    A > HELLO realm1 {roles:{caller:{}},authmethods:[ticket]}`,
  right: 'A < CHALLENGE ticket {}',
  wrong: 'A < ABORT {} ~authentication_required !',
});

rule('AU-7', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    A > AUTHENTICATE secret {}
    A > AUTHENTICATE another {}`,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: `A < WELCOME 9001 ${JOE} !`,
});

rule('AU-7', {
  given: `${TICKET}
    A > CALL 1 {} p`,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: `A < WELCOME 9001 ${JOE} !`,
});

rule('AU-7', {
  given: `
    A joins
    A > AUTHENTICATE secret {}`,
  right: 'A < ABORT {} ~protocol_violation',
  wrong: 'A < ABORT {} ~authentication_failed !',
});

rule('AU-8', {
  given: `${TICKET}
    A < CHALLENGE ticket {}
    10000 ms later`,
  right: 'A < ABORT {} ~authentication_failed',
  wrong: 'A < ABORT {} ~authentication_denied !',
});

rule('AZ-1', {
  given: `
    A B join
    A share p as first
    B > CALL 1 {} p`,
  right: 'B < ERROR CALL 1 {} ~not_authorized',
  wrong: `A < INVOCATION 1 1 {}
    B < ERROR CALL 1 {} ~not_authorized !`,
});

rule('AZ-2', {
  given: `
    A B join
    A share p as first
    B > CALL 1 {} p
    B < ERROR CALL 1 {} ~not_authorized
    B > CALL 2 {} p`,
  right: 'B < ERROR CALL 2 {} ~not_authorized',
  wrong: 'A < INVOCATION 1 1 {} !',
});

rule('AZ-2', {
  given: `
    A joins
    A > REGISTER 1 {} p
    A < ERROR REGISTER 1 {} ~not_authorized
    A > REGISTER 2 {} p`,
  right: 'A < ERROR REGISTER 2 {} ~not_authorized',
  wrong: 'A < REGISTERED 2 1 !',
});
