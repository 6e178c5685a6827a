/** Rules of sessions: their beginning, their end, and URIs. */
import { inferred, may, must, type Rule } from './rule.ts';

export const SESSIONS = {
  'BP-1': must('sessions / HELLO', 'The first message of a client is HELLO.'),
  'BP-2': must('sessions / Client: Role and Feature Announcement', 'HELLO announces at least one role.'),
  'BP-3': must(
    'sessions / WELCOME',
    'HELLO is answered by WELCOME with a random session id and the roles and features of the router.',
  ),
  'BP-4': must('blocks / Protocol Errors', 'A second HELLO aborts the session.'),
  'BP-5': must(
    'blocks / Protocol Errors',
    'Anything but a message that a client may send at that time aborts the session with `wamp.error.protocol_violation`, ends its registrations and calls, and affects no other session.',
  ),
  'BP-6': must('sessions / GOODBYE', 'GOODBYE is answered by GOODBYE and ends the session.'),
  'BP-7': must(
    'sessions / Sessions',
    'A router that sent GOODBYE waits for GOODBYE and ignores everything else.',
  ),
  'BP-8': inferred(
    'sessions / ABORT',
    'ABORT ends the session and is not answered; a router that shuts down sends it to connections before HELLO.',
    'ABORT is what refuses a session that is being opened, and the URI for a shutdown may be its Reason.',
  ),
  'BP-9': may(
    'sessions / WELCOME',
    'A HELLO for a realm that does not exist gets ABORT `wamp.error.no_such_realm`.',
  ),
  'BP-10': must(
    'uris / Incorrect URIs',
    'A HELLO, REGISTER or CALL with an incorrect URI gets `wamp.error.invalid_uri`; the effect of one in the ERROR of a callee depends on the reading `badUri`.',
  ),
  'BP-25': must(
    'messages / Extensibility',
    'Keys of Options and Details that the dealer does not know are ignored.',
  ),
  'BP-27': must(
    'introduction / Realms, Sessions and Transports',
    'Sessions of different realms are separate: a dealer serves one realm, and a HELLO for another one is refused.',
  ),
  'BP-11': must('blocks / Reserved URIs', 'Applications do not use URIs whose first part is `wamp`.'),
} as const satisfies Record<string, Rule>;
