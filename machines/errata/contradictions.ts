/** Sections of the WAMP specification that contradict each other. */
import { type Erratum, unshown } from './erratum.ts';

export const CONTRADICTIONS: readonly Erratum[] = [
  {
    title: 'A registration is one callee’s, or all callees’',
    places: ['terminology / Remote Procedure Calls', 'shared / Load Balancing', 'metaRegistrations / Events'],
    says: 'The terminology makes a registration of each callee that registers, and sharing and re-routing choose among the registrations of a procedure. The meta API has one registration per procedure, to which callees are added and from which they are removed.',
    matters:
      'Crossbar, Nexus, wamp2spring, WampSharp and wampproto-go give all callees of a procedure one registration id, Bondy, battler-wamp and fox-wamp one to each; a re-routed INVOCATION names either the same registration as before, or another.',
    proposal:
      'A registration is the record of a procedure and its way of matching; the callees that share it are its members and get the same registration id, and the policy picks one of its members.',
    by: ['registrationId', 'CR-10', 'SR-9'],
    shown: ['cr-10-same-arguments-other-request'],
    threads: [383],
  },
  {
    title: 'Re-routing and the order of calls',
    places: ['security / Remote Procedure Call Ordering', 'reroute / Call Re-Routing'],
    says: 'Every router guarantees that two calls of one caller that are given to one callee reach it in the order in which they were made. Re-routing gives a call to its second callee later, and nothing relaxes the guarantee, although the Advanced Profile may.',
    matters:
      'A refused call can reach its second callee after a later call of the same caller; no router that re-routes prevents it.',
    proposal:
      'The order of invocations is guaranteed for the first callee that each call is given to; a re-routed call may reach a further callee after calls that were made later.',
    by: ['order', 'BP-29', 'CR-1', 'CR-3'],
    shown: ['bp-29-calls-keep-their-order'],
  },
  {
    title: 'Under `last`, a callee that registers while a call is in flight',
    places: ['reroute / Rerouting Rules'],
    says: 'The paragraph above the table applies the policy to the list without the registration that refused, so that the last of those that remain is next. The row for `last` goes to the registration made right before the called one. They differ when a callee registers between the CALL and its refusal.',
    matters:
      'battler-wamp selects the newcomer, wamp2spring never does and ends the call, although one callee was not invoked.',
    proposal:
      'Under `last`, a refused call goes to the registration made last among those of the procedure at that time that have not refused the call.',
    by: ['newcomer', 'CR-6'],
    shown: [],
    threads: [365],
  },
  {
    title: 'Excluding one refusal, or all of them',
    places: ['reroute / Rerouting Rules', 'reroute / Failure Scenario'],
    says: 'The row for `random` excludes the registration that refused, and no other one, and the paragraph above the table has one registration, too. Yet the call must end once all have refused.',
    matters:
      'By the letter, two busy callees pass a call to and fro for ever, and the error that must end it is never due; battler-wamp can invoke a callee twice under `roundrobin`.',
    proposal:
      'For the rest of a call, each registration that has refused it is treated as if it did not exist, under every policy.',
    by: ['exclude', 'CR-4', 'CR-7', 'CR-8'],
    shown: ['cr-08-all-refuse'],
  },
  {
    title: 'A standby is called when the first callee refuses',
    places: ['shared / Shared Registration', 'reroute / Rerouting Rules'],
    says: 'A hot standby is to be called only when the primary cannot be reached. Under `first`, re-routing gives it a call whenever the primary refuses.',
    matters:
      'A component that must never work beside its primary cannot be a standby where the dealer re-routes, and nothing warns its author.',
    proposal:
      'With call re-routing, a standby is also called when those before it refuse; a callee that does not want that answers with another error than `wamp.error.unavailable`.',
    by: ['CR-5', 'SR-12'],
    shown: ['cr-05-first-goes-forward'],
  },
  {
    title: 'A late answer: protocol error, or discarded',
    places: [
      'blocks / Protocol Errors',
      'rpc / Caller Leaving During an RPC Invocation',
      'cancel / Ignoring Results after Cancel',
    ],
    says: 'A YIELD with an invalid request id is a protocol error. After the caller has left, after CANCEL and after a timeout, the dealer discards the answer. The list does not say whether an id is invalid once its INVOCATION is over, nor what an ERROR with such an id is.',
    matters:
      'A callee cannot know that its call has just ended, so a dealer that follows the list aborts its session for the time that messages take; Crossbar did so and stopped. After a refusal the same question arises for a callee that answers all the same.',
    proposal:
      'A YIELD or ERROR with the request id of an INVOCATION that was sent in the session and is over MUST be discarded; one with an id that was not sent in the session is a protocol error.',
    by: ['late', 'BP-17', 'BP-18'],
    shown: ['bp-17-refused-is-refused', 'bp-18-answer-to-nothing', 'bp-18-refusal-of-nothing'],
    threads: [531, 160],
  },
  {
    title: 'Re-routing a call whose parts the callee has',
    places: [
      'invocations / Progressive Call Invocations and Shared Registration',
      'reroute / Call Re-Routing',
    ],
    says: 'All parts of a progressive call MUST go to the callee that got the first one. A refusal, which may come after any part, gives the call to another callee, and the dealer need not have kept the parts.',
    matters: 'No router is known to do both; one that does must break one section or the other.',
    proposal:
      'A progressive call is re-routed only while a single INVOCATION has been sent for it; a refusal after that ends it with `wamp.error.no_available_callee`.',
    by: [],
    shown: unshown('Progressive call invocations are not served here.'),
    threads: [418],
  },
  {
    title: '`wamp.error.cancelled`, or `wamp.error.canceled`',
    places: [
      'rpc / Callee Leaving During an RPC Invocation',
      'uris / Interaction',
      'progress / Callee Leaving',
    ],
    says: 'When a callee is lost, the Basic Profile writes the URI with two l. The list of URIs has it with one, and so have both chapters on progressive calls, which say that they do the same as the Basic Profile.',
    matters:
      'Crossbar, Nexus, battler-wamp and cppwamp send one l; a client that compares with the letter of the section misses it.',
    proposal: 'The dealer answers the caller with `wamp.error.canceled`.',
    by: ['goneUri', 'BP-15'],
    shown: ['bp-15-callee-leaves'],
    threads: [545, 478],
  },
  {
    title: 'Attributes of a feature that the dealer does not know',
    places: [
      'messages / Extensibility',
      'invocations / Feature Announcement',
      'passthru / Feature Announcement',
    ],
    says: 'Attributes that an implementation does not know MUST be ignored. A dealer that does not announce progressive call invocations or payload passthru MUST abort the session of a client that uses their attributes, and so must know features that it does not have.',
    matters:
      'A dealer of the Basic Profile gives the first part of a call, or an encrypted payload, to a callee that takes it for the whole payload.',
    proposal:
      'Unknown attributes MUST be ignored, except `progress` in CALL and a `ppt_scheme` that is not empty: these are protocol errors at every router that does not announce their features.',
    by: ['FA-5', 'FA-6'],
    shown: ['fa-05-sealed-call', 'fa-06-call-in-parts'],
  },
  {
    title: 'One sequence of request ids, or one for CALL',
    places: ['blocks / IDs', 'blocks / Protocol Errors', 'invocations / Verification of CALL Request IDs'],
    says: 'Ids in the session scope are counted up for each direction, so over all requests of a client. The check for progressive calls compares a CALL with the highest id of the CALLs before it and aborts on a gap, so a REGISTER between two CALLs is an error. It also has no case for the return to 1 after 2^53.',
    matters:
      'Of nine routers only cppwamp checks that ids follow one another, and client libraries such as swampyer and wamp_async draw them at random.',
    proposal:
      'All requests of a client share one sequence: the request id of a new request is that of its last request plus 1, or 1 after 2^53; a CALL that continues a progressive call does not count. Since client libraries in use draw their ids at random, a router MAY accept any id that no call in flight of the session has.',
    by: ['requestIds', 'BP-20'],
    shown: ['bp-20-request-ids-are-used-once'],
    threads: [436, 437],
  },
  {
    title: 'A further part of a finished progressive call: ignored, or a protocol error',
    places: [
      'invocations / Continuations on Completed Calls',
      'invocations / Verification of CALL Request IDs',
    ],
    says: 'A CALL whose id is that of no new and of no active call MUST be ignored. The check of ids calls it a protocol violation unless the id is in a table of calls that ended recently, and then lets dealers ignore it all the same.',
    matters:
      'A caller that sends a part while the final answer is on its way keeps its session at one dealer and loses it at another.',
    proposal:
      'A CALL whose request id is not above the highest one of the session, and is that of no call in flight, MUST be discarded; no table of calls that have ended is needed.',
    by: [],
    shown: unshown('Progressive call invocations are not served here.'),
    threads: [482, 491],
  },
  {
    title: 'An ERROR where none is possible',
    places: ['uris / Incorrect URIs', 'blocks / Protocol Errors', 'sessions / ABORT'],
    says: 'An incorrect URI in any message MUST be answered by ERROR. ERROR names the request that it answers, and HELLO, GOODBYE, ABORT, YIELD and ERROR are none; ABORT is never answered at all.',
    matters:
      'No router can keep it: a HELLO can only be refused by ABORT, and an incorrect URI in the ERROR of a callee is either forwarded to the caller or costs the callee its session.',
    proposal:
      'An incorrect URI in a request is answered by ERROR `wamp.error.invalid_uri`, an incorrect realm in HELLO by ABORT with that reason. In the ERROR of a callee it is forwarded to the caller unchanged, and in GOODBYE and ABORT it has no effect.',
    by: ['badUri', 'BP-10'],
    shown: ['bp-10-incorrect-uris'],
  },
  {
    title: 'The end of a session: the first GOODBYE, or the second one',
    places: ['sessions / HELLO', 'sessions / GOODBYE', 'sessions / Sessions'],
    says: 'In one section a session ends when either side sends GOODBYE, in another when the other side has answered it. In the state chart a session that has sent GOODBYE is still there and ignores everything else.',
    matters:
      'Between the two it is open whether a callee is still on the lists, and whether it may still answer a call that it has.',
    proposal:
      'When a peer has sent or received GOODBYE, the session takes part in no routing any more and its registrations and calls end; the session ends with the GOODBYE in answer, or with its transport.',
    by: ['BP-6', 'BP-7', 'SR-8'],
    shown: ['bp-07-gives-up-its-registrations', 'bp-07-router-says-goodbye'],
  },
  {
    title: 'The state chart of sessions without ABORT',
    places: ['sessions / Sessions', 'blocks / Protocol Errors', 'sessions / ABORT'],
    says: 'A message that must not come at that time leads to the state FAILED, and nothing is sent; the list of protocol errors demands ABORT. The chart has no way from an established session for an ABORT that is received, and none for a router that welcomes a client without authentication.',
    matters: 'The one formal description in the text cannot be implemented or tested as it is.',
    proposal:
      'Every transition to FAILED sends ABORT `wamp.error.protocol_violation`; ABORT that is received leads from every state to CLOSED, and a valid HELLO without authentication to ESTABLISHED with WELCOME.',
    by: ['BP-1', 'BP-3', 'BP-4', 'BP-8'],
    shown: ['bp-01-hello-comes-first', 'bp-04-no-second-hello', 'bp-08-abort-is-not-answered'],
  },
  {
    title: 'A prefix of characters, or one of components',
    places: ['patterns / Prefix Matching', 'patterns / Calls matching multiple registrations'],
    says: 'The examples match a procedure whose third component only begins with that of the registration. The algorithm for the best match counts components, by which two such prefixes can be equally long.',
    matters: 'Which of the two registrations gets the call depends on the router.',
    proposal: 'A prefix matches by characters, and the longest prefix is the one with the most characters.',
    by: [],
    shown: unshown('Patterns are not served here.'),
    threads: [182],
  },
  {
    title: 'One registration, or several, for a call that matches several',
    places: ['patterns / Wildcard Matching', 'patterns / Calls matching multiple registrations'],
    says: 'One section gives a call to one registration only, the best match; another lets it go to several, depending on settings of the call that no section defines.',
    matters:
      'With re-routing it becomes the question whether a call that all callees of the best match refuse goes to the next best match.',
    proposal:
      'A call that matches several registrations is given to the best match only; it is not re-routed to another registration.',
    by: [],
    shown: unshown('Patterns are not served here.'),
    threads: [71, 182],
  },
  {
    title: 'An ERROR in answer to YIELD',
    places: ['passthru / Feature Announcement', 'messages / Message Codes and Direction', 'rpc / YIELD'],
    says: 'A callee that uses payload passthru towards a caller without it MUST get ERROR. YIELD is an answer and carries no id of its own that an ERROR could name, and nothing says what the caller gets.',
    matters:
      'A callee that takes such an ERROR for a protocol error ends its session, and a caller may wait for ever.',
    proposal:
      'If the caller did not announce payload passthru, the dealer answers the caller with ERROR `wamp.error.feature_not_supported` and sends the callee nothing.',
    by: [],
    shown: unshown('Payload passthru is not served here.'),
  },
  {
    title: 'UNREGISTERED with the request id 0',
    places: ['revocation / Extending UNREGISTERED', 'blocks / IDs', 'messages / Message Definitions'],
    says: 'A registration is revoked by UNREGISTERED with the request id 0 and a third element. Ids begin at 1, and the list of messages has two elements for UNREGISTERED.',
    matters: 'A client that checks messages as the Basic Profile has them ends its session on it.',
    proposal:
      'The Basic Profile lists UNREGISTERED with Details as a second form, whose request id is 0; it is sent only to callees that announced `registration_revocation`.',
    by: ['RV-3', 'RV-4'],
    shown: ['rv-01-a-new-worker-takes-over', 'rv-04-not-a-word'],
  },
  {
    title: 'Empty arguments: as the caller sent them, or omitted',
    places: ['messages / Empty Arguments and Keyword Arguments', 'rpc / INVOCATION', 'rpc / RESULT'],
    says: 'Empty arguments SHOULD not be sent. INVOCATION and RESULT carry the original lists of the other side, which may be empty.',
    matters:
      'A router that omits them has to read a payload that it otherwise need not parse, and changes the arguments of the callee.',
    proposal: 'Peers SHOULD NOT send empty arguments; a router forwards arguments as it received them.',
    by: ['BP-14', 'CR-10'],
    shown: ['bp-14-payload-as-it-is'],
  },
];
