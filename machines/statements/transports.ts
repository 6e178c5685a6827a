/** Statements on serialisations and connections, which bind the router around the dealer. */
import { absent, elsewhere, is, may, must, type Statement, should, under } from './statement.ts';

export const TRANSPORTS: readonly Statement[] = [
  ...under('blocks / Serializers', {
    'TR-1': must('A router has a serialisation.', elsewhere('src/wire/serialisations.ts')),
    'TR-2': should('It has more than one.', elsewhere('src/wire/serialisations.ts')),
    'TR-3': must(
      'MessagePack is that of version 5, which tells bytes from strings.',
      elsewhere('src/wire/msgpack'),
    ),
  }),
  ...under('blocks / Transports', {
    'TR-4': must('A router has a transport.', elsewhere('src/router/connection.ts')),
    'TR-5': should(
      'It has more than one.',
      absent('WebSocket is the only one. The dealer itself knows of none.'),
    ),
  }),
  ...under('blocks / WebSocket Transport', {
    'TR-6': is('Each WAMP message is a WebSocket message of its own.', elsewhere('src/router/connection.ts')),
    'TR-7': must('The subprotocol is agreed on in the handshake.', elsewhere('src/router/router.ts')),
    'TR-8': must('JSON is sent as text.', elsewhere('src/router/connection.ts')),
    'TR-9': must('MessagePack is sent as binary.', elsewhere('src/router/connection.ts')),
    'TR-10': must('CBOR is sent as binary.', elsewhere('src/router/connection.ts')),
  }),
  ...under('blocks / Transport and Session Lifetime', {
    'TR-11': may(
      'A connection may carry one session, or one after the other.',
      elsewhere('docs/decisions/0003-sessions-first-and-a-lobby.md'),
    ),
  }),
  ...under('security / Transport Encryption and Integrity', {
    'TR-12': should('Connections over TCP can be encrypted with TLS.', elsewhere('docs/serve.md')),
  }),
  ...under('security / Routers are trusted', {
    'TR-13': is(
      'Between serialisations, a router reads and rewrites payloads.',
      elsewhere('docs/payloads.md'),
    ),
  }),
  ...under('binary / Binary support in JSON', {
    'TR-14': is('In JSON, bytes are a string of NUL and their Base64.', elsewhere('src/wire/json/base64.ts')),
  }),
];
