/**
 * What the texts force: every rule the charts implement, in our words, with its level and its source. Where the texts say
 * nothing at all, the source is a decision of ours.
 *
 * An edge of a chart cites the rules that make it so in `meta.rules`; a rule that no edge cites, and an edge that
 * cites nothing, fail a test.
 */

export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** A document the rules come from. */
export const SOURCES = {
  shared: 'WAMP, Advanced Profile, Shared Registration',
  reroute: 'WAMP, Advanced Profile, Shared Registration, Call Re-Routing',
  crossbar: 'Crossbar.io, Shared Registrations',
  blocks: 'WAMP, Basic Profile, Building Blocks',
  sessions: 'WAMP, Basic Profile, Sessions',
  rpc: 'WAMP, Basic Profile, Remote Procedure Calls',
  uris: 'WAMP, Basic Profile, Basic Profile URIs',
  advancedUris: 'WAMP, Advanced Profile, Advanced Profile URIs',
  cancel: 'WAMP, Advanced Profile, Call Canceling',
  timeout: 'WAMP, Advanced Profile, Call Timeouts',
  progress: 'WAMP, Advanced Profile, Progressive Call Results',
  invocations: 'WAMP, Advanced Profile, Progressive Call Invocations',
  passthru: 'WAMP, Advanced Profile, Payload Passthru Mode',
  ours: 'Dealerchart, decisions',
} as const;

/** One rule of the text. */
export interface Rule {
  readonly level: Level;
  readonly source: keyof typeof SOURCES;
  /** The heading within the source under which it stands. */
  readonly heading: string;
  readonly sentence: string;
}

export const RULES = {
  // --- shared registrations: registering ---
  'SR-1': must('shared / Feature Definition', 'A REGISTER without `invoke` asks for the policy `single`.'),
  'SR-2': must('crossbar / Default', 'An explicit `single` means the same as no `invoke`.'),
  'SR-3': must(
    'shared / Feature Definition',
    'While a `single` registration exists, every further REGISTER of its procedure fails, whatever it asks for.',
  ),
  'SR-4': must(
    'shared / Feature Definition',
    'While a shared registration exists, a REGISTER of its procedure that asks for another policy, or for none, fails.',
  ),
  'SR-5': must(
    'crossbar / Basics of Invocation Rules',
    'While a shared registration exists, a REGISTER that asks for the same policy is granted, and the callee goes to the end of the list.',
  ),
  'SR-6': may(
    'shared / Feature Definition',
    'The first callee of a procedure decides the policy, and it holds until the registration ends.',
  ),
  'SR-7': must('crossbar / High Availability', 'UNREGISTER takes the callee off the list.'),
  'SR-8': must(
    'crossbar / High Availability',
    'The end of a session, by goodbye or by loss, takes it off every list.',
  ),
  'SR-9': must(
    'shared / Feature Definition',
    'The registration ends with its last callee, and the next REGISTER decides the policy anew.',
  ),
  'SR-10': must(
    'crossbar / Load Balancing',
    '`roundrobin`: a call goes to the callee after the one the previous call went to, in registration order, and from the end of the list to its head.',
  ),
  'SR-11': must('shared / Load Balancing', '`random`: a call goes to a callee of the list, drawn at random.'),
  'SR-12': must(
    'shared / Hot Stand-By',
    '`first`: a call goes to the first callee of the list as it is now.',
  ),
  'SR-13': must('shared / Hot Stand-By', '`last`: a call goes to the last callee of the list as it is now.'),
  'SR-14': must(
    'shared / Feature Definition',
    '`invoke` is one of `single`, `roundrobin`, `random`, `first` and `last`; a REGISTER with anything else fails.',
  ),

  // --- call re-routing ---
  'CR-1': must(
    'reroute / Call Re-Routing',
    'A callee that answers an INVOCATION with `wamp.error.unavailable` refuses the call: the dealer gives it to another callee, and the caller is not told.',
  ),
  'CR-2': must(
    'reroute / Rerouting Rules',
    '`single`: a refused call ends with `wamp.error.no_available_callee`.',
  ),
  'CR-3': must(
    'reroute / Rerouting Rules',
    '`roundrobin`: a refused call goes to the next callee of the list.',
  ),
  'CR-4': must(
    'reroute / Rerouting Rules',
    '`random`: a refused call goes to a callee drawn at random, but not to the one that refused.',
  ),
  'CR-5': must(
    'reroute / Rerouting Rules',
    '`first`: a refused call goes to the callee that registered next after the one that refused.',
  ),
  'CR-6': must(
    'reroute / Rerouting Rules',
    '`last`: a refused call goes to the callee that registered right before the one that refused.',
  ),
  'CR-7': must(
    'reroute / Rerouting Rules',
    'For the rest of the call, a callee that refused it is treated as if it did not exist; for other calls it is as before.',
  ),
  'CR-8': must(
    'reroute / Failure Scenario',
    'When all callees have refused a call, it ends with `wamp.error.no_available_callee`.',
  ),
  'CR-9': must(
    'rpc / Invocation ERROR',
    'Any other ERROR of the callee is not re-routed; it goes to the caller as the callee sent it.',
  ),
  'CR-10': must(
    'rpc / INVOCATION',
    'Every INVOCATION of a call, a re-routed one too, carries the arguments of the CALL, under the same registration id and a request id of the callee asked.',
  ),

  // --- announcements ---
  'FA-1': must('shared / Feature Announcement', 'The dealer announces `shared_registration`, in WELCOME.'),
  'FA-2': must('reroute / Feature Announcement', 'The dealer announces `call_reroute`, in WELCOME.'),
  'FA-3': must(
    'shared / Feature Announcement',
    'Callees announce `shared_registration` in HELLO; the text makes nothing depend on it, and neither does the dealer.',
  ),
  'FA-4': must('reroute / Feature Announcement', 'Callees announce `call_reroute` in HELLO.'),
  'FA-5': must(
    'passthru / Feature Announcement',
    'A CALL, YIELD or PUBLISH with a `ppt_scheme` aborts the session, unless router and client both announced `payload_passthru_mode`.',
  ),
  'FA-6': must(
    'invocations / Feature Announcement',
    'A CALL with `progress` aborts the session, unless dealer and caller both announced `progressive_call_invocations`.',
  ),

  // --- authentication ---
  'AU-1': must(
    'advancedUris / Authentication',
    'A HELLO whose `authmethods` name some, but none that the router has, gets ABORT `wamp.error.no_matching_auth_method`.',
  ),
  'AU-2': may(
    'ours / 0018 Identity without authentication',
    'WELCOME says who the client is and why: `authid`, which is its own, `authrole`, `authmethod` and `authprovider`.',
  ),

  // --- sessions ---
  'BP-1': must('sessions / HELLO', 'The first message of a client is HELLO.'),
  'BP-2': must('sessions / HELLO', 'HELLO announces at least one role.'),
  'BP-3': must(
    'sessions / WELCOME',
    'HELLO is answered by WELCOME with a random session id and the roles and features of the router.',
  ),
  'BP-4': must('blocks / Protocol Errors', 'A second HELLO aborts the session.'),
  'BP-5': must(
    'blocks / Protocol Errors',
    'Whatever is no message that a client may send at that time aborts the session with `wamp.error.protocol_violation`, ends its registrations and calls, and touches no other session.',
  ),
  'BP-6': must('sessions / GOODBYE', 'GOODBYE is answered by GOODBYE and ends the session.'),
  'BP-7': must(
    'sessions / Session Closing',
    'A router that sent GOODBYE waits for GOODBYE and ignores everything else.',
  ),
  'BP-8': must(
    'sessions / ABORT',
    'ABORT ends the session and is not answered; a router that shuts down sends it to those whose HELLO has not come.',
  ),
  'BP-9': must(
    'uris / Authorization',
    'A HELLO for a realm that does not exist gets ABORT `wamp.error.no_such_realm`.',
  ),
  'BP-10': must('uris / Incorrect URIs', 'A message with an incorrect URI gets `wamp.error.invalid_uri`.'),
  'BP-11': must('blocks / URIs', 'Applications do not use URIs whose first part is `wamp`.'),

  // --- calls ---
  'BP-12': must(
    'rpc / Unregister ERROR',
    'UNREGISTER of a registration that is not active for the session gets `wamp.error.no_such_registration`.',
  ),
  'BP-13': must(
    'rpc / Call ERROR',
    'A CALL of a procedure nobody registered gets `wamp.error.no_such_procedure`.',
  ),
  'BP-14': must(
    'rpc / RESULT',
    'The callee’s YIELD goes to the caller as RESULT; every CALL gets exactly one final RESULT or ERROR.',
  ),
  'BP-15': must(
    'rpc / Callee Leaving During an RPC Invocation',
    'When the callee’s session ends before it answered, the caller gets `wamp.error.canceled`; the call is not re-routed.',
  ),
  'BP-16': must(
    'rpc / Caller Leaving During an RPC Invocation',
    'When the caller’s session ends, the callee asked last gets INTERRUPT `killnowait` if it announced `call_canceling`, and nobody else is asked.',
  ),
  'BP-17': must(
    'rpc / Caller Leaving During an RPC Invocation',
    'An answer belongs to the INVOCATION with that request id of that session; one that comes too late is discarded.',
  ),
  'BP-18': must(
    'blocks / Protocol Errors',
    'An answer to an INVOCATION that was never sent aborts the session.',
  ),
  'BP-19': must(
    'blocks / Protocol Errors',
    'A client’s ERROR about anything but an INVOCATION aborts its session.',
  ),
  'BP-20': must(
    'blocks / Protocol Errors',
    'A CALL with the request id of a call that still waits for its final answer aborts the session.',
  ),
  'BP-21': must(
    'sessions / WELCOME',
    'A router without the role `broker` serves no subscriptions and publications: `wamp.error.feature_not_supported`.',
  ),
  'BP-22': must(
    'rpc / UNREGISTER',
    'UNREGISTER ends the offer, not the work: calls in flight at the callee go on, and it may still refuse them.',
  ),
  'BP-23': must(
    'advancedUris / Remote Procedure Calls',
    'A REGISTER that asks for a way of matching that was not announced gets `wamp.error.feature_not_supported`.',
  ),

  // --- canceling ---
  'CC-1': must(
    'cancel / Message Flow',
    'CANCEL `skip`: the caller gets `wamp.error.canceled` at once, the callee hears nothing, and its answer is discarded.',
  ),
  'CC-2': must(
    'cancel / Message Flow',
    'CANCEL `killnowait`: the caller gets `wamp.error.canceled` at once, the callee gets INTERRUPT, and its answer is discarded.',
  ),
  'CC-3': must(
    'cancel / Message Flow',
    'CANCEL `kill`: the callee gets INTERRUPT, and its answer ends the call.',
  ),
  'CC-4': must(
    'cancel / Message Flow',
    'Where the callee did not announce `call_canceling`, every mode is `skip`.',
  ),
  'CC-5': may(
    'cancel / Message Flow',
    'CANCEL without a mode is `killnowait`; a mode that is none of the three aborts the session.',
  ),
  'CC-6': must(
    'cancel / Message Flow',
    'A cancelled call is not re-routed: a refusal after CANCEL `kill` ends it with `wamp.error.canceled`.',
  ),
  'CC-7': must(
    'cancel / Message Flow',
    'CANCEL of a call that has its final answer changes nothing; what it does to a call in flight concerns the callee asked last.',
  ),

  // --- timeout ---
  'CT-1': must(
    'timeout / Dealer-Initiated Timeouts',
    'A CALL with a `timeout` above 0 starts one clock when it comes; a re-route does not restart it.',
  ),
  'CT-2': must(
    'timeout / Dealer-Initiated Timeouts',
    'When the time is over the caller gets `wamp.error.timeout`, and the callee asked last gets INTERRUPT `killnowait` if it announced `call_canceling`.',
  ),
  'CT-3': must(
    'timeout / Call Timeouts',
    '`timeout` is a whole number of milliseconds, 0 for none; a CALL with anything else gets `wamp.error.invalid_argument`.',
  ),

  // --- progressive results ---
  'PR-1': must(
    'progress / Message Flow',
    'The INVOCATION says `receive_progress` if the CALL did and the callee announced both `progressive_call_results` and `call_canceling`.',
  ),
  'PR-2': must(
    'progress / Message Flow',
    'A YIELD with `progress` goes to the caller at once as RESULT with `progress`, and the call stays with its callee.',
  ),
  'PR-3': must(
    'progress / Timeouts',
    'For progressive results the timeout is the time to the first result, and from each result to the next.',
  ),
  'PR-4': must(
    'progress / Message Flow',
    'A caller that did not ask for progressive results is sent none: it would take the first for the last.',
  ),

  // --- options ---
  'OP-1': may(
    'ours / 0019 Options that are not set',
    'An option that is `null`, or an empty string where a word is expected, is not set.',
  ),

  // --- limits ---
  'LM-1': may(
    'ours / 0021 Limits that clients see',
    'A REGISTER that would give a session more places on lists than the limit gets `dealerchart.error.limit_exceeded`; one that adds no place does not.',
  ),
  'LM-2': may(
    'ours / 0021 Limits that clients see',
    'A CALL of a session that has as many calls in flight as the limit gets `dealerchart.error.limit_exceeded`, and no callee is asked.',
  ),
  'LM-3': may(
    'ours / 0021 Limits that clients see',
    'A CALL whose payload would bring that of the session’s calls in flight above the limit gets `dealerchart.error.limit_exceeded`, and no callee is asked.',
  ),
  'LM-4': may(
    'ours / 0016 Messages that cannot be delivered',
    'A call whose INVOCATION cannot be delivered is not given to a further callee once it has been given to as many as the limit: it ends with the ERROR that says why the last one could not be delivered.',
  ),

  // --- messages that cannot be delivered ---
  'UD-1': must(
    'ours / 0016 Messages that cannot be delivered',
    'An INVOCATION that cannot be delivered moves its call on or ends it, and touches neither the callee’s session nor any other call.',
  ),
  'UD-2': must(
    'ours / 0016 Messages that cannot be delivered',
    'In place of a RESULT or ERROR that cannot be delivered, the caller gets an ERROR that says why, which is its final answer; a callee whose call this ends gets INTERRUPT `killnowait` if it announced `call_canceling`.',
  ),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

// --- internal ---

/** A source and, after the slash, the heading. */
type Place = `${keyof typeof SOURCES} / ${string}`;

function rule(level: Level, place: Place, sentence: string): Rule {
  const [source, heading] = place.split(' / ') as [keyof typeof SOURCES, string];
  return { level, source, heading, sentence };
}

function must(place: Place, sentence: string): Rule {
  return rule('MUST', place, sentence);
}

function may(place: Place, sentence: string): Rule {
  return rule('MAY', place, sentence);
}
