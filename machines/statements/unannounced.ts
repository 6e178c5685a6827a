/** Statements on features that are not announced, and bind no dealer without them. */
import { absent, is, may, must, type Statement, under } from './statement.ts';

const NO_PATTERNS = absent('Patterns are not announced; BP-23 says what a REGISTER that asks for one gets.');
const NO_DISCLOSURE = absent('Caller identification is not announced; its options are ignored.');
const NO_TRUST = absent('Trust levels are not announced, and there is no configuration for them.');
const NO_META_API = absent('The meta API needs a broker, too; it is not announced.');
const NO_SHARDS = absent('Sharded registrations are not announced; their options are ignored.');

export const UNANNOUNCED: readonly Statement[] = [
  ...under('patterns / Pattern-based Registrations', {
    'PB-1': is('A CALL goes to the registration of the very same URI, by default.', 'BP-13', 'BP-23'),
    'PB-2': is('Where both sides can, it may match a prefix or a wildcard.', NO_PATTERNS),
    'PB-3': is('What a dealer does that cannot, the text leaves open.', 'BP-23', 'unknownMatch'),
  }),
  ...under('patterns / Feature Announcement', {
    'PB-4': must('Dealers with patterns announce `pattern_based_registration`.', NO_PATTERNS),
  }),
  ...under('patterns / Prefix Matching', {
    'PB-5': is('A prefix matches each URI that begins with it.', NO_PATTERNS),
  }),
  ...under('patterns / Wildcard Matching', {
    'PB-6': is('A wildcard is a component that is left empty, and matches any one.', NO_PATTERNS),
    'PB-7': may('A call that several registrations match may go to all of them.', NO_PATTERNS),
  }),
  ...under('patterns / No set semantics', {
    'PB-8': is('Each registration is made and removed for itself.', NO_PATTERNS),
  }),
  ...under('patterns / Calls matching multiple registrations', {
    'PB-9': is('A call goes to the registration that matches best, and to no other.', NO_PATTERNS),
    'PB-10': must('An exact match is best.', NO_PATTERNS),
    'PB-11': must('Then comes the prefix that has most components.', NO_PATTERNS),
    'PB-12': must('Then comes the wildcard with most components in front of its gaps.', NO_PATTERNS),
    'PB-13': must('If nothing matches, the caller gets `wamp.error.no_such_procedure`.', 'BP-13'),
  }),
  ...under('patterns / Concrete procedure called', {
    'PB-14': must('INVOCATION says which URI was called.', NO_PATTERNS),
  }),

  ...under('identification / Caller Identification', {
    'CI-1': may('A caller may ask for its identity to be disclosed to the callee.', NO_DISCLOSURE),
    'CI-2': is('INVOCATION then has the id of its session.', NO_DISCLOSURE),
    'CI-3': may('A dealer may be configured to disclose it unasked.', NO_DISCLOSURE),
  }),
  ...under('identification / Identity Information', {
    'CI-4': must('What is disclosed stands in `INVOCATION.Details.caller`.', NO_DISCLOSURE),
    'CI-5': may('`caller_authid` and `caller_authrole` may stand beside it.', NO_DISCLOSURE),
  }),
  ...under('identification / Feature Announcement', {
    'CI-6': must('Dealers that disclose callers announce `caller_identification`.', NO_DISCLOSURE),
  }),
  ...under('identification / Request Identification', {
    'CI-7': may('A dealer may refuse to disclose a caller.', NO_DISCLOSURE),
    'CI-8': may('A callee may ask for the identity of its callers when it registers.', NO_DISCLOSURE),
    'CI-9': is('It then gets it with each call.', NO_DISCLOSURE),
  }),

  ...under('trust / Call Trust Levels', {
    'TL-1': may('A dealer may assign trust levels to calls.', NO_TRUST),
    'TL-2': is('INVOCATION then has the level.', NO_TRUST),
    'TL-3': is('0 is least trusted.', NO_TRUST),
  }),
  ...under('trust / Feature Announcement', {
    'TL-4': must('Dealers with trust levels announce `call_trustlevels`.', NO_TRUST),
  }),

  ...under('metaRegistrations / Registration Meta API', {
    'RM-1': is('A router that is a dealer only cannot have this API.', NO_META_API),
  }),
  ...under('metaRegistrations / Feature Announcement', {
    'RM-2': must('Dealers that have it announce `registration_meta_api`.', NO_META_API),
  }),
  ...under('metaRegistrations / Events', {
    'RM-3': is('`on_create`: a URI has been registered that was not before.', NO_META_API),
    'RM-4': is('`on_register`: a callee has joined a registration.', NO_META_API),
    'RM-5': is('`on_unregister`: a callee has left one.', NO_META_API),
    'RM-6': is('`on_delete`: a registration is no more, as its last callee has left.', 'SR-9'),
    'RM-7': must('`on_create` is before `on_register`.', NO_META_API),
    'RM-8': must('`on_unregister` is before `on_delete`.', NO_META_API),
    'RM-9': must('An event is published in the realm of the session that caused it.', NO_META_API),
  }),
  ...under('metaRegistrations / Procedures', {
    'RM-10': is('`list`: all registrations, by how they match.', NO_META_API),
    'RM-11': is('`lookup`: the registration of a URI.', NO_META_API),
    'RM-12': is('`match`: the registration that a call of a URI would go to.', NO_META_API),
    'RM-13': is('`get`: what is known of a registration.', NO_META_API),
    'RM-14': is('`list_callees`: its callees.', NO_META_API),
    'RM-15': is('`count_callees`: how many they are.', NO_META_API),
  }),
  ...under('metaRegistrations / wamp.registration.get', {
    'RM-16': is('For an unknown id, the last three fail with `no_such_registration`.', NO_META_API),
  }),

  ...under('metaSessions / Session Meta API', {
    'SM-1': is('A router that is a dealer only cannot have this API.', NO_META_API),
  }),
  ...under('metaSessions / Feature Announcement', {
    'SM-2': must('A router that has it announces `session_meta_api` for both of its roles.', NO_META_API),
  }),
  ...under('metaSessions / Events', {
    'SM-3': is('`on_join`: a session has joined.', NO_META_API),
    'SM-4': is('`on_leave`: a session has left.', NO_META_API),
    'SM-5': must('An event is published in the realm of that session.', NO_META_API),
  }),
  ...under('metaSessions / Procedures', {
    'SM-6': must('The router registers the procedures in that realm.', NO_META_API),
    'SM-7': is('`count`: how many sessions there are.', NO_META_API),
    'SM-8': is('`list`: their ids.', NO_META_API),
    'SM-9': is('`get`: what is known of one.', NO_META_API),
    'SM-10': is('`kill`: ends one.', NO_META_API),
    'SM-11': is('`kill_by_authid`: ends those of an `authid`.', NO_META_API),
    'SM-12': is('`kill_by_authrole`: ends those of an `authrole`.', NO_META_API),
    'SM-13': is('`kill_all`: ends all.', NO_META_API),
  }),
  ...under('metaSessions / wamp.session.kill', {
    'SM-14': is('None of these ends the session of the caller.', NO_META_API),
    'SM-15': is('They fail with `no_such_session` or `invalid_uri`.', NO_META_API),
  }),

  ...under('shards / Feature Announcement', {
    'SD-1': must('Dealers with shards announce `sharded_registration`.', NO_SHARDS),
  }),
  ...under('shards / "Partitioned" Calls', {
    'SD-2': must('A call to one partition says which, in `rkey`.', NO_SHARDS),
    'SD-3': is('The call goes to each callee.', NO_SHARDS),
  }),
];
