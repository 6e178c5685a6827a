/** Statements on calls in parts and on payload passthru, features that are not announced. */
import { absent, elsewhere, is, may, must, type Statement, should, under } from './statement.ts';

const NO_PARTS = absent('Calls in parts are not announced; FA-6 aborts a session that makes one.');
const NO_PASSTHRU = absent('Payload passthru is not announced; FA-5 aborts a session that uses it.');

export const INVOCATIONS: readonly Statement[] = [
  ...under('invocations / Feature Announcement', {
    'PI-1': must('Dealers that take calls in parts announce `progressive_call_invocations`.', NO_PARTS),
    'PI-2': is('Caller, dealer and callee all have to announce it.', NO_PARTS),
    'PI-3': must('Such a dealer also announces that it can cancel.', NO_PARTS),
    'PI-4': must('A part of a CALL is a protocol error if the caller has not announced it.', 'FA-6'),
    'PI-5': must('It is one if the dealer has not.', 'FA-6'),
    'PI-6': must('If the callee has not, the caller gets `wamp.error.feature_not_supported`.', NO_PARTS),
  }),
  ...under('invocations / Message Flow', {
    'PI-7': must('All parts of a call have one request id on their way to the callee.', NO_PARTS),
    'PI-8': must('INVOCATION says `progress` for each part but the last.', NO_PARTS),
  }),
  ...under('invocations / Progressive Call Invocations and Shared Registration', {
    'PI-9': must('The policy chooses a callee for the first part, and the others follow it.', NO_PARTS),
  }),
  ...under('invocations / Caller Leaving', {
    'PI-10': must('A caller that leaves is treated as in other calls.', NO_PARTS),
  }),
  ...under('invocations / Callee Leaving', {
    'PI-11': must('A callee that leaves is treated as in other calls.', NO_PARTS),
  }),
  ...under('invocations / Continuations on Completed Calls', {
    'PI-12': is('A call is over with the callee’s last answer, or when the callee has left.', NO_PARTS),
    'PI-13': must('A part that comes later is ignored.', NO_PARTS),
  }),
  ...under('invocations / Verification of CALL Request IDs', {
    'PI-14': must('A request id that is one above the highest so far begins a call.', NO_PARTS),
    'PI-15': must('One that is higher still is a protocol error.', NO_PARTS),
    'PI-16': is('Any other may belong to a call in parts.', NO_PARTS),
    'PI-17': may('Which calls are over is remembered for a while, or such a part is dropped.', NO_PARTS),
    'PI-18': is('The id of a call that is in flight and not in parts is a protocol error.', 'BP-20'),
  }),
  ...under('invocations / Ignoring Progressive Call Invocations', {
    'PI-19': must('A callee without the feature cannot ignore parts, so the caller gets an ERROR.', NO_PARTS),
    'PI-20': must('A callee that cannot cancel counts as one without the feature.', NO_PARTS),
  }),
  ...under('invocations / Progressive Call Invocations with Progressive Call Results', {
    'PI-21': may('Parts of a call and parts of its result may go together.', NO_PARTS),
  }),
  ...under('invocations / Freezing of Options in Progressive Call Invocations', {
    'PI-22': must('The options of the first part are those of the call.', NO_PARTS),
    'PI-23': must('Those of later parts are ignored, except for `progress`.', NO_PARTS),
    'PI-24': should('… and do not reach the callee.', NO_PARTS),
  }),

  ...under('passthru / Feature Announcement', {
    'PT-1': must('Dealers with payload passthru announce `payload_passthru_mode`.', NO_PASSTHRU),
    'PT-2': is('Caller, dealer and callee all have to announce it.', NO_PASSTHRU),
    'PT-3': must('A CALL that uses it is a protocol error if the caller has not announced it.', 'FA-5'),
    'PT-4': must('Such a CALL is one if the dealer has not.', 'FA-5'),
    'PT-5': must('If the callee has not, the caller gets `wamp.error.feature_not_supported`.', NO_PASSTHRU),
    'PT-6': must('A YIELD that uses it is a protocol error if the callee has not announced it.', 'FA-5'),
    'PT-7': must('Such a YIELD is one if the dealer has not.', 'FA-5'),
    'PT-8': must('If the caller has not, the callee gets `wamp.error.feature_not_supported`.', NO_PASSTHRU),
  }),
  ...under('passthru / Message Attributes', {
    'PT-9': must(
      'The `ppt_` attributes of CALL go into INVOCATION, those of YIELD into RESULT.',
      NO_PASSTHRU,
    ),
    'PT-10': must('If the call fails, they go into ERROR.', NO_PASSTHRU),
  }),
  ...under('passthru / ppt_scheme Attribute', {
    'PT-11': is('A router can tell by a `ppt_scheme` that is not empty.', 'FA-5', 'OP-1'),
  }),
  ...under('passthru / About Supported Serializers and Cryptographic Ciphers', {
    'PT-12': must('A router looks neither at these attributes nor at the payload.', NO_PASSTHRU),
  }),
  ...under('passthru / Important Note Regarding JSON Serialization', {
    'PT-13': must('In JSON, bytes are written as the text has it.', elsewhere('src/wire/json/base64.ts')),
  }),
];
