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
