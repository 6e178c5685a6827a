/** Statements on sessions, on what ends them, and on ids. */
import { is, may, must, type Statement, should, under } from './statement.ts';

export const SESSIONS: readonly Statement[] = [
  ...under('sessions / HELLO', {
    'SE-1': must('A client sends HELLO before anything else.', 'BP-1'),
    'SE-2': is('The router answers with WELCOME or with ABORT.', 'BP-3', 'BP-9'),
    'SE-3': is(
      'A session lasts from WELCOME to GOODBYE or the end of its connection.',
      'BP-3',
      'BP-6',
      'SR-8',
    ),
    'SE-4': must('A second HELLO within a session is a protocol error, and ends it.', 'BP-4'),
  }),
  ...under('sessions / Client: Role and Feature Announcement', {
    'SE-5': must('A client announces its roles in HELLO.', 'BP-2'),
    'SE-6': must('It has one or more of the four roles for clients.', 'BP-2'),
    'SE-7': must('It lists the advanced features of each role, and supports no others.', 'BP-28', 'roles'),
  }),
  ...under('sessions / Client: Agent Identification', {
    'SE-8': may('HELLO and WELCOME may name the software that sends them.', 'BP-3'),
  }),
  ...under('sessions / WELCOME', {
    'SE-9': is('WELCOME opens the session.', 'BP-3'),
    'SE-10': must('The session id is random, and stays the same until the session ends.', 'BP-3'),
    'SE-11': must(
      'Without authentication, WELCOME is the router’s first message, and answers HELLO.',
      'BP-3',
    ),
    'SE-12': may('A router decides by itself whether to create a realm or to refuse the client.', 'BP-9'),
  }),
  ...under('sessions / Router: Role and Feature Announcement', {
    'SE-13': must('WELCOME announces the roles of the router.', 'BP-3'),
    'SE-14': must('A router is a broker, a dealer, or both.', 'BP-3', 'BP-21'),
    'SE-15': must(
      'WELCOME lists the advanced features that the router supports.',
      'BP-3',
      'FA-1',
      'FA-2',
      'FA-7',
      'FA-8',
      'FA-9',
    ),
  }),
  ...under('sessions / ABORT', {
    'SE-16': may('Each side may abort.', 'BP-5', 'BP-8'),
    'SE-17': is('ABORT has three lengths.', 'BP-5', 'BP-8'),
    'SE-18': must('Its Reason is a URI.', 'BP-5', 'BP-8'),
    'SE-19': must('Its Details are a dictionary.', 'BP-5', 'BP-8'),
    'SE-20': is('ABORT is not answered.', 'BP-8'),
    'SE-21': is('One use is to refuse a session, for instance for want of the realm.', 'BP-9'),
    'SE-22': is('Another is to end one after a protocol error.', 'BP-4', 'BP-5'),
  }),
  ...under('sessions / GOODBYE', {
    'SE-23': is('Two GOODBYEs close a session, one from each side.', 'BP-6', 'BP-7'),
    'SE-24': must('Its Reason is a URI, its Details are a dictionary.', 'BP-5', 'BP-6'),
    'SE-25': is('Each side may begin; a router that shuts down says `wamp.close.system_shutdown`.', 'BP-7'),
    'SE-26': is('The answer’s reason is `wamp.close.goodbye_and_out`.', 'BP-6'),
  }),
  ...under('sessions / Difference between ABORT and GOODBYE', {
    'SE-27': must('GOODBYE needs an answer, ABORT gets none.', 'BP-6', 'BP-8'),
  }),
  ...under('sessions / Sessions', {
    'SE-28': is('State chart, rows 3 and 4: whoever has sent GOODBYE waits for GOODBYE.', 'BP-6', 'BP-7'),
    'SE-29': is('Rows 5 and 6: whoever has received GOODBYE sends it back and is done.', 'BP-6'),
    'SE-30': is('Row 7: a HELLO that is not valid gets ABORT.', 'BP-2', 'BP-9', 'BP-10'),
    'SE-31': is('Row 8: HELLO within a session makes it fail.', 'BP-4'),
    'SE-32': is('Row 8: so does AUTHENTICATE.', 'AU-7'),
    'SE-33': is('Row 9: whatever else comes before the session is open makes it fail.', 'BP-1'),
    'SE-34': is('Rows 10 to 13: CHALLENGE, AUTHENTICATE and where they lead.', 'AU-3', 'AU-4', 'AU-7'),
    'SE-35': is('Row 14: while GOODBYE is awaited, other messages are ignored.', 'BP-7'),
  }),

  ...under('blocks / Protocol Errors', {
    'PE-1': must('A protocol error ends the session of its sender, registrations included.', 'BP-5', 'SR-8'),
    'PE-2': is('WELCOME within a session is one.', 'BP-5'),
    'PE-3': is('HELLO within a session is one.', 'BP-4'),
    'PE-4': is('CHALLENGE within a session is one.', 'BP-5'),
    'PE-5': is('GOODBYE before the session is open is one.', 'BP-1'),
    'PE-6': is('ERROR before that is one.', 'BP-1'),
    'PE-7': is('ERROR for a type of request that the receiver did not make is one.', 'BP-19'),
    'PE-8': is('SUBSCRIBED before the session is open is one.', 'BP-5'),
    'PE-9': is('UNSUBSCRIBED before that is one.', 'BP-5'),
    'PE-10': is('PUBLISHED before that is one.', 'BP-5'),
    'PE-11': is('RESULT before that is one.', 'BP-5'),
    'PE-12': is('REGISTERED before that is one.', 'BP-5'),
    'PE-13': is('UNREGISTERED before that is one.', 'BP-5'),
    'PE-14': is('INVOCATION before that is one.', 'BP-5'),
    'PE-15': is('YIELD for an INVOCATION that was never sent is one.', 'BP-18'),
    'PE-16': is('YIELD for an INVOCATION that has long been answered is one.', 'BP-17', 'late'),
    'PE-17': is('A request id that is not the next of its session is one.', 'BP-24', 'requestIds'),
    'PE-18': is('What is no WAMP message is one, such as an empty list or an unknown type.', 'BP-5'),
    'PE-19': is('A message that cannot be decoded is one.', 'BP-5'),
    'PE-20': is('A message that cannot be encoded is one.', 'UD-1', 'UD-2'),
    'PE-21': is('What another section calls a protocol error is one.', 'BP-4', 'FA-5', 'FA-6'),
    'PE-22': must(
      'The sender gets ABORT `wamp.error.protocol_violation`, with a message or without.',
      'BP-5',
    ),
    'PE-23': must('Its registrations are removed, and nothing more that it sends is read.', 'BP-5', 'SR-8'),
    'PE-24': should('Its connection is closed.', 'BP-5'),
  }),

  ...under('blocks / IDs', {
    'ID-1': is('An id is a whole number from 1 to 2^53.', 'BP-5'),
    'ID-2': must('A session id is drawn at random, every id being as likely as any other.', 'BP-3'),
    'ID-3': may('A router makes ids of registrations as it likes.', 'registrationId'),
    'ID-4': must(
      'Request ids are counted by 1 from 1, by each side for itself.',
      'BP-26',
      'BP-24',
      'invocationIds',
      'requestIds',
    ),
    'ID-5': must('… and after 2^53 from 1 again.', 'BP-26', 'BP-24'),
    'ID-6': is('An answer has the id of its request.', 'BP-14', 'SR-5', 'SR-7'),
    'ID-7': is(
      'CANCEL has the id of its CALL; YIELD and INTERRUPT that of their INVOCATION.',
      'CC-7',
      'BP-17',
    ),
  }),
];
