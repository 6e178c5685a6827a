/** Statements on URIs and on what each error URI means. */
import { absent, is, may, must, type Statement, should, under } from './statement.ts';

const NOT_ANNOUNCED = absent('No feature is announced that asks more of a callee than it may have.');

export const URIS: readonly Statement[] = [
  ...under('blocks / URIs', {
    'UR-1': must('A URI is a string of Unicode.', 'BP-5'),
  }),
  ...under('blocks / Relaxed/Loose URIs', {
    'UR-2': must(
      'Between its dots stand components, not empty and without dot, `#` or white space.',
      'BP-10',
    ),
    'UR-3': is('Empty components are for messages that say so.', 'BP-10', 'BP-23'),
  }),
  ...under('blocks / Reserved URIs', {
    'UR-4': must('What begins with the component `wamp` is not for applications.', 'BP-11'),
  }),
  ...under('uris / Basic Profile URIs', {
    'UR-5': should(
      'Peers use these URIs and no others for errors of the protocol.',
      'LM-1',
      'LM-2',
      'LM-3',
      'UD-1',
    ),
  }),
  ...under('uris / Incorrect URIs', {
    'UR-6': must('REGISTER and CALL with an incorrect URI get ERROR `wamp.error.invalid_uri`.', 'BP-10'),
    'UR-7': must('So does HELLO; as nothing but ABORT can refuse it, the URI is its Reason.', 'BP-10'),
    'UR-8': must('So does ERROR, which nothing can answer.', 'BP-10', 'badUri'),
    'UR-9': must('So do GOODBYE and ABORT, which nothing can answer either.', 'BP-6', 'BP-8'),
  }),
  ...under('uris / Interaction', {
    'UR-10': is('`no_such_procedure`: the URI of a CALL is not registered.', 'BP-13', 'nobody'),
    'UR-11': is('`procedure_already_exists`: the URI of a REGISTER is taken.', 'SR-3', 'SR-4', 'conflictUri'),
    'UR-12': is('`no_such_registration`: UNREGISTER is for one that is not active.', 'BP-12'),
    'UR-13': may(
      '`invalid_argument`: a callee, or a router that validates, rejects an argument.',
      'CR-9',
      'CT-3',
    ),
    'UR-14': is('`canceled`: a dealer or callee has canceled the call.', 'CC-1', 'CC-2', 'CC-3', 'BP-15'),
    'UR-15': is(
      '`payload_size_exceeded`: a transport cannot carry a message of that size.',
      'UD-1',
      'UD-2',
      'undeliverable',
    ),
  }),
  ...under('uris / Session Close', {
    'UR-16': is('`system_shutdown`, of GOODBYE or ABORT: the peer shuts down.', 'BP-7', 'BP-8'),
    'UR-17': is('`close_realm`, of GOODBYE: the peer leaves.', 'BP-6'),
    'UR-18': is('`goodbye_and_out`: the peer answers GOODBYE.', 'BP-6'),
    'UR-19': may('`protocol_violation`, of ABORT, which may say more.', 'BP-5'),
  }),
  ...under('uris / Authorization', {
    'UR-20': is('`not_authorized`, `authorization_failed`.', 'AZ-1', 'BP-28', 'roles'),
    'UR-21': is('`no_such_realm`: the realm is not there and not created either.', 'BP-9'),
    'UR-22': is(
      '`no_such_role`: the role for the peer is not there.',
      absent('A role is what the program says it is.'),
    ),
  }),
  ...under('advancedUris / Session Close', {
    'UR-23': is(
      '`wamp.close.killed`: the router has ended the session by force.',
      absent('Nothing kills sessions.'),
    ),
  }),
  ...under('advancedUris / Authentication', {
    'UR-24': is('`no_matching_auth_method`: no method that the client offers is accepted.', 'AU-1'),
    'UR-25': is('`authentication_required`: the client left out what is required.', 'AU-6'),
    'UR-26': is('`authentication_denied`: the proof is wrong, such as a wrong password.', 'AU-5'),
    'UR-27': is('`authentication_failed`: the check itself failed.', 'AU-5', 'AU-8'),
    'UR-28': is(
      '`no_such_principal`, `no_such_role`: the identity or the role is not there.',
      absent('Both would tell which identities exist; AU-5 gives one answer.'),
    ),
  }),
  ...under('advancedUris / Authorization', {
    'UR-29': is(
      '`authorization_denied` and two more.',
      absent('AZ-1 uses `not_authorized` of the Basic Profile, which means the same.'),
    ),
  }),
  ...under('advancedUris / Remote Procedure Calls', {
    'UR-30': is('`timeout`: a dealer or callee has ended a call for its timeout.', 'CT-2'),
    'UR-31': is(
      '`option_not_allowed`: the router does not allow an option.',
      'unknownPolicy',
      'unknownMatch',
    ),
    'UR-32': is(
      '`option_disallowed.disclose_me`: the router does not disclose the caller.',
      absent('`disclose_me` belongs to caller identification, which is not announced, and is ignored.'),
    ),
    'UR-33': is('`network_failure`: the network of the router has failed.', 'UD-1', 'UD-2', 'undeliverable'),
    'UR-34': is(
      '`unavailable`: a callee wants the call to go to another one that fits.',
      'CR-1',
      'refusedLate',
    ),
    'UR-35': is(
      '`no_available_callee`: the URI is registered, and all its registrations have refused.',
      'CR-2',
      'CR-8',
      'nobody',
    ),
    'UR-36': is('`feature_not_supported`: a CALL has features that its callee lacks.', NOT_ANNOUNCED),
  }),
];
