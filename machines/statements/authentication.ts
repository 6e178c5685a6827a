/** Statements on authentication and authorization. */
import { absent, elsewhere, is, may, must, type Statement, should, under } from './statement.ts';

const METHODS = 'src/router/authentication';
const ONE_WAY = absent('A client identifies the router by its TLS certificate.');
const NO_BINDING = absent(
  'TLS does not show the router the data of a channel; CHALLENGE says that none is bound.',
);

export const AUTHENTICATION: readonly Statement[] = [
  ...under('authentication / WAMP-level Authentication', {
    'AN-1': may('CHALLENGE and AUTHENTICATE may come before the session is opened.', 'AU-3'),
    'AN-2': may('Two rounds of them may follow each other, for two factors.', 'AU-3', 'AU-4'),
  }),
  ...under('authentication / CHALLENGE', {
    'AN-3': may('A router may require authentication, and may make that depend on the realm.', 'AU-6'),
    'AN-4': must('It requests it by CHALLENGE, with a method and its details.', 'AU-3'),
  }),
  ...under('authentication / AUTHENTICATE', {
    'AN-5': must('A client answers CHALLENGE by AUTHENTICATE.', 'AU-7', 'AU-8'),
    'AN-6': must('The router answers that by WELCOME or, if the authentication fails, by ABORT.', 'AU-4'),
  }),
  ...under('authentication / Transport-level Authentication', {
    'AN-7': may('A cookie, or the certificate of a client, may identify it instead.', 'AU-4'),
  }),
  ...under('ticket / Ticket-based Authentication', {
    'AN-8': must('HELLO offers the method `ticket`, and has an `authid`.', elsewhere(METHODS)),
    'AN-9': is('A router that cannot use it looks at the other methods, or aborts.', 'AU-1'),
    'AN-10': is('CHALLENGE has no details; the Signature of AUTHENTICATE is the ticket.', elsewhere(METHODS)),
    'AN-11': is(
      'WELCOME says who the client is: `authid`, `authrole`, `authmethod`, `authprovider`.',
      'AU-2',
    ),
  }),
  ...under('cra / Challenge Response Authentication', {
    'AN-12': must('HELLO offers the method `wampcra`, and has an `authid`.', elsewhere(METHODS)),
    'AN-13': must('A router that knows the `authid` sends CHALLENGE.', 'AU-3'),
    'AN-14': must(
      'The challenge is JSON with seven attributes, among them the identity, a nonce, the time and the session id.',
      elsewhere(METHODS),
    ),
    'AN-15': is('The Signature is an HMAC of it by the secret, in Base64.', elsewhere(METHODS)),
    'AN-16': is('The router checks the signature, and that it came in time.', 'AU-8', 'AU-5'),
  }),
  ...under('cra / Server-side Verification', {
    'AN-17': is('The challenge is bound to the session, and new each time.', elsewhere(METHODS)),
  }),
  ...under('cra / Password Salting', {
    'AN-18': is(
      'A salted secret is a key that PBKDF2 makes of a password; CHALLENGE then has the salt and its parameters.',
      elsewhere(METHODS),
    ),
  }),
  ...under('cryptosign / Client Authentication', {
    'AN-19': is('HELLO has the public key, by which the router knows the client.', elsewhere(METHODS)),
  }),
  ...under('cryptosign / Computing the Signature', {
    'AN-20': is('The challenge is 32 random bytes in hexadecimal form.', elsewhere(METHODS)),
    'AN-21': must('The client returns the signature with the signed message: 96 bytes.', elsewhere(METHODS)),
  }),
  ...under('cryptosign / Example Message Flow', {
    'AN-22': should('A client that claims no `authid` gets one from the router.', elsewhere(METHODS)),
  }),
  ...under('cryptosign / TLS Channel Binding', {
    'AN-23': must('A router that binds the channel signs over the data of it.', NO_BINDING),
    'AN-24': may('One that does not goes on without, and CHALLENGE says so.', elsewhere(METHODS)),
  }),
  ...under('cryptosign / Router Authentication', {
    'AN-25': must('A client may ask the router for a signature of its own.', ONE_WAY),
  }),
  ...under('authorization / Authorization', {
    'AN-26': is('A principal is a realm with an `authrole` and an `authid`.', 'AU-2'),
    'AN-27': may('Actions on URIs may need an authorization.', 'AZ-1', 'AZ-2'),
    'AN-28': is('Any number of sessions may have one principal.', 'AU-4'),
  }),
];
