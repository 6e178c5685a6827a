/** Statements on registering and calling in the Basic Profile, and on the order of messages. */
import { is, may, must, type Statement, under } from './statement.ts';

export const CALLS: readonly Statement[] = [
  ...under('rpc / Remote Procedure Calls', {
    'BR-1': is('A dealer has everything of this chapter.', 'SR-5', 'SR-7', 'BP-12', 'BP-13', 'BP-14', 'CR-9'),
  }),
  ...under('rpc / Registering and Unregistering', {
    'BR-2': is('REGISTER gets one answer: REGISTERED, or ERROR.', 'SR-3', 'SR-4', 'SR-5', 'SR-6'),
  }),
  ...under('rpc / REGISTER', {
    'BR-3': is('The answer repeats the request id of REGISTER.', 'SR-5'),
  }),
  ...under('rpc / REGISTERED', {
    'BR-4': is('A dealer that grants the registration says REGISTERED.', 'SR-5', 'SR-6'),
    'BR-5': is('REGISTERED has the request id.', 'SR-5'),
    'BR-6': is(
      'REGISTERED has an id for the registration, made by the dealer.',
      'SR-5',
      'CR-10',
      'registrationId',
    ),
  }),
  ...under('rpc / Register ERROR', {
    'BR-7': is(
      'A refused REGISTER gets ERROR with its id and the reason as a URI.',
      'SR-3',
      'SR-4',
      'BP-10',
      'BP-23',
    ),
    'BR-8': is('A reason is `wamp.error.procedure_already_exists`.', 'SR-3', 'conflictUri'),
  }),
  ...under('rpc / UNREGISTER', {
    'BR-9': is(
      'A callee that no longer offers a procedure gives back its registration id.',
      'BP-12',
      'BP-22',
      'withdrawn',
      'registrationId',
    ),
  }),
  ...under('rpc / UNREGISTERED', {
    'BR-10': is('A dealer that has taken the callee off answers UNREGISTERED, with the request id.', 'SR-7'),
  }),
  ...under('rpc / Unregister ERROR', {
    'BR-11': is('Otherwise it answers ERROR, such as `wamp.error.no_such_registration`.', 'BP-12'),
  }),
  ...under('rpc / Calling and Invocations', {
    'BR-12': is('A caller need not wait for one call to end before it makes the next.', 'BP-14'),
  }),
  ...under('rpc / CALL', {
    'BR-13': is(
      'CALL has three lengths, and its payload may be an empty list or dictionary.',
      'BP-5',
      'BP-14',
    ),
  }),
  ...under('rpc / INVOCATION', {
    'BR-14': is(
      'A call that the dealer can serve goes to a callee, as INVOCATION.',
      'SR-10',
      'SR-11',
      'SR-12',
      'SR-13',
    ),
    'BR-15': is(
      'Its request id is the next one that the dealer counts for that session.',
      'BP-26',
      'invocationIds',
    ),
    'BR-16': is('It names the registration by its id.', 'CR-10', 'registrationId'),
    'BR-17': is('It has the arguments that the caller sent, unchanged.', 'CR-10'),
  }),
  ...under('rpc / YIELD', {
    'BR-18': is('YIELD has three lengths, like CALL.', 'BP-5', 'BP-14'),
  }),
  ...under('rpc / RESULT', {
    'BR-19': is('After YIELD, the dealer sends RESULT to whoever made the call.', 'BP-14'),
    'BR-20': is('RESULT has the request id of the CALL.', 'BP-14'),
    'BR-21': is('RESULT has the payload of the YIELD, unchanged.', 'BP-14'),
  }),
  ...under('rpc / Invocation ERROR', {
    'BR-22': is('The payload of a callee’s ERROR reaches the caller.', 'CR-9'),
  }),
  ...under('rpc / Call ERROR', {
    'BR-23': is('The caller gets that ERROR under the request id of its CALL.', 'CR-9'),
    'BR-24': is('Its URI is that of the callee.', 'CR-9', 'CR-1'),
    'BR-25': is('Its Details say more; the text leaves open whose they are.', 'CR-9', 'details'),
    'BR-26': is(
      'A call that fails before a callee is asked ends with an ERROR of the dealer.',
      'BP-13',
      'BP-10',
      'CT-3',
    ),
  }),
  ...under('rpc / Caller Leaving During an RPC Invocation', {
    'BR-27': must(
      'If a caller leaves, INTERRUPT goes to the callee, given that both sides can cancel.',
      'BP-16',
    ),
    'BR-28': must('The mode of that INTERRUPT is `killnowait`.', 'BP-16'),
    'BR-29': must('Otherwise no INTERRUPT is sent.', 'BP-16'),
    'BR-30': must('The answer to a call whose caller has left is discarded.', 'BP-17'),
  }),
  ...under('rpc / Callee Leaving During an RPC Invocation', {
    'BR-31': must(
      'If a callee leaves, its callers get ERROR; the URI is spelt `wamp.error.cancelled` here.',
      'BP-15',
      'goneUri',
    ),
    'BR-32': may('The payload of that ERROR may give the reason.', 'BP-15'),
  }),

  ...under('security / Security Model', {
    'OR-1': must('Routers keep the orders that this chapter promises.', 'BP-29', 'BP-30', 'order'),
  }),
  ...under('security / Remote Procedure Call Ordering', {
    'OR-2': is('Two calls of one caller for one callee arrive there as they were made.', 'BP-29'),
    'OR-3': is('… and so do calls that reach the callee by a re-route.', 'order', 'BP-29'),
    'OR-4': is('… whether they are of one procedure or of two.', 'BP-29'),
    'OR-5': is('Answers to different calls may come in any order.', 'BP-14', 'BP-17'),
    'OR-6': is('A callee gets REGISTERED before it gets calls of that procedure.', 'BP-30'),
    'OR-7': is('Answers to several REGISTERs may come in any order.', 'SR-5'),
  }),
  ...under('security / Security Model', {
    'OR-8': may('The Advanced Profile may let applications do without these orders.', 'order'),
  }),
];
