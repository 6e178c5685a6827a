/** Statements on messages in general, on realms, and on announcing features. */
import { absent, elsewhere, is, may, must, type Statement, should, under } from './statement.ts';

const PASSED_ON = absent(
  'A payload is passed on as it came, so an empty one stays; the dealer itself sends none that is empty.',
);

export const MESSAGES: readonly Statement[] = [
  ...under('messages / Messages', {
    'MS-1': is('A message is a list, and its first item a number for its type.', 'BP-5'),
    'MS-2': must(
      'A number does not stand for a truth value.',
      elsewhere('docs/decisions/0019-options-that-are-not-set.md'),
    ),
    'MS-3': must('The keys of a dictionary are strings.', 'BP-5'),
    'MS-4': must('No key occurs twice in a dictionary.', elsewhere('docs/payloads.md')),
  }),
  ...under('messages / Extensibility', {
    'MS-5': must(
      'Keys that are not of the text begin with an underscore.',
      elsewhere('docs/decisions/0009-errors-on-the-wire.md'),
    ),
    'MS-6': must('Keys that a peer does not know are ignored.', 'BP-25'),
  }),
  ...under('messages / No Polymorphism', {
    'MS-7': is('Type and length of a message fix the types of its items.', 'BP-5'),
  }),
  ...under('messages / Structure', {
    'MS-8': is('A dealer has no need to read payloads.', 'BP-14', 'CR-10'),
  }),
  ...under('messages / Message Definitions', {
    'MS-9': must('A router has WELCOME, ABORT and GOODBYE.', 'BP-3', 'BP-5', 'BP-6'),
  }),
  ...under('messages / Message Codes and Direction', {
    'MS-10': is('A dealer receives HELLO.', 'BP-1'),
    'MS-11': is('It sends WELCOME.', 'BP-3'),
    'MS-12': is('It sends and receives ABORT.', 'BP-5', 'BP-8'),
    'MS-13': is('It sends and receives GOODBYE.', 'BP-6', 'BP-7'),
    'MS-14': is('It sends and receives ERROR.', 'BP-19', 'CR-9'),
    'MS-15': is('It has no use for the messages of publishers and subscribers.', 'BP-21'),
    'MS-16': is('It receives CALL.', 'BP-14'),
    'MS-17': is('It sends RESULT.', 'BP-14'),
    'MS-18': is('It receives REGISTER.', 'SR-5'),
    'MS-19': is('It sends REGISTERED.', 'SR-5'),
    'MS-20': is('It receives UNREGISTER.', 'SR-7'),
    'MS-21': is('It sends UNREGISTERED.', 'SR-7'),
    'MS-22': is('It sends INVOCATION.', 'CR-10'),
    'MS-23': is('It receives YIELD.', 'BP-14'),
  }),
  ...under('advancedMessages / Additional Messages', {
    'MS-24': may('It may send CHALLENGE and receive AUTHENTICATE.', 'AU-3', 'AU-4'),
    'MS-25': may('It may receive CANCEL.', 'CC-7'),
    'MS-26': may('It may send INTERRUPT.', 'CC-2', 'CC-3'),
  }),
  ...under('messages / Extension Messages', {
    'MS-27': may('Types from 256 to 1023 are for the implementation; this one has none.', 'BP-5'),
  }),
  ...under('messages / Empty Arguments and Keyword Arguments', {
    'MS-28': should('An empty list of arguments is left out.', PASSED_ON),
    'MS-29': should('An empty dictionary of arguments is left out.', PASSED_ON),
  }),

  ...under('introduction / Realms, Sessions and Transports', {
    'IN-1': is('Messages stay within a realm.', 'BP-27'),
  }),
  ...under('introduction / Basic vs Advanced Profile', {
    'IN-2': is('Peers use those features that both have announced.', 'CC-4', 'PR-1', 'gate'),
  }),
  ...under('introduction / Peers and Roles', {
    'IN-3': must('A router has a role.', 'BP-3'),
  }),
  ...under('features / Feature Announcement', {
    'IN-4': must(
      'A peer announces the advanced features that it has.',
      'BP-3',
      'FA-1',
      'FA-2',
      'FA-7',
      'FA-8',
      'FA-9',
    ),
    'IN-5': is(
      'Those that it does not announce, it does not have.',
      'BP-3',
      'FA-1',
      'FA-2',
      'FA-7',
      'FA-8',
      'FA-9',
    ),
  }),
  ...under('advanced / WAMP Advanced Profile', {
    'IN-6': may('It may have any of them.', 'BP-3'),
  }),
  ...under('terminology / Remote Procedure Calls', {
    'IN-7': is(
      'A registration is what a router keeps of a callee that has registered.',
      'CR-10',
      'registrationId',
    ),
  }),
];
