------------------------------- MODULE Dealer -------------------------------
(* Generated from the charts in machines/*.machine.ts, and machines/system.ts by "npm run generate". Do not edit. *)
(* The sentences of the rules are in docs/rules.md, and the readings in docs/readings.md. *)
EXTENDS System

Session == INSTANCE SessionSteps
Registration == INSTANCE RegistrationSteps
Call == INSTANCE CallSteps

-----------------------------------------------------------------------------
(* The chart of a session *)

(* opening, HELLO: rules BP-10 *)
session_opening_HELLO_1 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ Session!isRealmInvalid(c, e)
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortRealmInvalid(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, HELLO: rules BP-9, BP-27 *)
session_opening_HELLO_2 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ ~Session!isRealmInvalid(c, e)
        /\ Session!isRealmUnknown(c, e)
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortRealmUnknown(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, HELLO: rules BP-2 *)
session_opening_HELLO_3 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ ~Session!isRealmInvalid(c, e)
        /\ ~Session!isRealmUnknown(c, e)
        /\ Session!isWithoutRoles(c, e)
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortRolesMissing(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, HELLO: rules AU-1 *)
session_opening_HELLO_4 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ ~Session!isRealmInvalid(c, e)
        /\ ~Session!isRealmUnknown(c, e)
        /\ ~Session!isWithoutRoles(c, e)
        /\ Session!isMethodUnmatched(c, e)
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortMethodUnmatched(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, HELLO: rules AU-6 *)
session_opening_HELLO_5 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ ~Session!isRealmInvalid(c, e)
        /\ ~Session!isRealmUnknown(c, e)
        /\ ~Session!isWithoutRoles(c, e)
        /\ ~Session!isMethodUnmatched(c, e)
        /\ Session!isMethodMissing(c, e)
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortMethodMissing(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, HELLO: rules AU-3, FA-3, FA-4, BP-25; readings invocationIds *)
session_opening_HELLO_6 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ ~Session!isRealmInvalid(c, e)
        /\ ~Session!isRealmUnknown(c, e)
        /\ ~Session!isWithoutRoles(c, e)
        /\ ~Session!isMethodUnmatched(c, e)
        /\ ~Session!isMethodMissing(c, e)
        /\ Session!isIdentityClaimed(c, e)
        /\ LET c1 == Session!recordHello(c, e) IN SessionStep("challenging.pending", c1, <<Session!stopTimer(c, e), Session!claimIdentity(c1, e), Session!startTimer(c1, e)>>)

(*
 * opening, HELLO: rules BP-3, BP-25, BP-26, AU-2, OP-1, FA-1, FA-2, FA-3, FA-4, FA-7, FA-8, FA-9, FA-10;
 * readings invocationIds
 *)
session_opening_HELLO_7 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ ~Session!isRealmInvalid(c, e)
        /\ ~Session!isRealmUnknown(c, e)
        /\ ~Session!isWithoutRoles(c, e)
        /\ ~Session!isMethodUnmatched(c, e)
        /\ ~Session!isMethodMissing(c, e)
        /\ ~Session!isIdentityClaimed(c, e)
        /\ LET c1 == Session!recordHello(c, e) IN SessionStep("established", c1, <<Session!stopTimer(c, e), Session!sendWelcome(c1, e), Session!openSession(c1, e)>>)

(* opening, ABORT: rules BP-8 *)
session_opening_ABORT_1 ==
  /\ Hears("session", "ABORT")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, message.malformed: rules BP-5 *)
session_opening_message_malformed_1 ==
  /\ Hears("session", "message.malformed")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortMalformed(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, timer.fired: rules BP-1 *)
session_opening_timer_fired_1 ==
  /\ Hears("session", "timer.fired")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortHelloLate(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, session.lost: rules SR-8 *)
session_opening_session_lost_1 ==
  /\ Hears("session", "session.lost")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, router.closing: rules BP-8 *)
session_opening_router_closing_1 ==
  /\ Hears("session", "router.closing")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortClosing(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* opening, any other event: rules BP-1 *)
session_opening_other_1 ==
  /\ HearsOther("session", {"HELLO", "ABORT", "message.malformed", "timer.fired", "session.lost", "router.closing"})
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"opening"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortBeforeHello(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging, ABORT: rules BP-8 *)
session_challenging_ABORT_1 ==
  /\ Hears("session", "ABORT")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending", "challenging.challenged"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging, message.malformed: rules BP-5 *)
session_challenging_message_malformed_1 ==
  /\ Hears("session", "message.malformed")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending", "challenging.challenged"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortMalformed(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging, timer.fired: rules AU-8 *)
session_challenging_timer_fired_1 ==
  /\ Hears("session", "timer.fired")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending", "challenging.challenged"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortAuthenticationLate(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging, session.lost: rules SR-8 *)
session_challenging_session_lost_1 ==
  /\ Hears("session", "session.lost")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending", "challenging.challenged"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging, router.closing: rules BP-8 *)
session_challenging_router_closing_1 ==
  /\ Hears("session", "router.closing")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending", "challenging.challenged"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortClosing(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging, any other event: rules AU-7, BP-4 *)
session_challenging_other_1 ==
  /\ HearsOther("session", {"challenge.made", "client.admitted", "client.denied", "authentication.failed", "ABORT", "message.malformed", "timer.fired", "session.lost", "router.closing"})
  /\ LET c == ThisSession
         e == Top.event
     IN \/ /\ c.state \in {"challenging.pending"}
           /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortBeforeWelcome(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)
        \/ /\ c.state \in {"challenging.challenged"}
           /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortBeforeWelcome(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging.pending, challenge.made: rules AU-3 *)
session_challenging_pending_challenge_made_1 ==
  /\ Hears("session", "challenge.made")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending"}
        /\ LET c1 == Session!recordMethod(c, e) IN SessionStep("challenging.challenged", c1, <<Session!sendChallenge(c1, e)>>)

(* challenging.pending, client.admitted: rules AU-4, BP-3, BP-26, AU-2, FA-1, FA-2, FA-7, FA-8, FA-9, FA-10 *)
session_challenging_pending_client_admitted_1 ==
  /\ Hears("session", "client.admitted")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending"}
        /\ LET c1 == Session!recordPrincipal(c, e) IN SessionStep("established", c1, <<Session!stopTimer(c, e), Session!sendWelcome(c1, e), Session!openSession(c1, e)>>)

(* challenging.pending, client.denied: rules AU-4, AU-5 *)
session_challenging_pending_client_denied_1 ==
  /\ Hears("session", "client.denied")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortDenied(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging.pending, authentication.failed: rules AU-4, AU-5 *)
session_challenging_pending_authentication_failed_1 ==
  /\ Hears("session", "authentication.failed")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.pending"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!abortAuthenticationFailed(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* challenging.challenged, AUTHENTICATE: rules AU-4 *)
session_challenging_challenged_AUTHENTICATE_1 ==
  /\ Hears("session", "AUTHENTICATE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"challenging.challenged"}
        /\ SessionStep("challenging.pending", c, <<Session!giveProof(c, e)>>)

(* established, CALL: rules BP-20 *)
session_established_CALL_1 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isRequestInFlight(c, e)
        /\ SessionStep("closed", c, <<Session!abortRequestInFlight(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, CALL: rules BP-24; readings requestIds *)
session_established_CALL_2 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ Session!isOutOfSequence(c, e)
        /\ SessionStep("closed", c, <<Session!abortOutOfSequence(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, CALL: rules BP-28; readings roles *)
session_established_CALL_3 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ Session!isRoleForbidden(c, e)
        /\ SessionStep("closed", c, <<Session!abortRoleMissing(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, CALL: rules FA-5; readings requestIds, roles *)
session_established_CALL_4 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ Session!isPassthru(c, e)
        /\ SessionStep("closed", c, <<Session!abortPassthru(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, CALL: rules FA-6; readings requestIds, roles *)
session_established_CALL_5 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ Session!isProgressive(c, e)
        /\ SessionStep("closed", c, <<Session!abortProgressive(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, CALL: rules BP-28, BP-24; readings roles, requestIds *)
session_established_CALL_6 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isProgressive(c, e)
        /\ Session!isRoleRefused(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendRoleMissing(c1, e)>>)

(* established, CALL: rules AZ-1, AZ-2, BP-24; readings requestIds, roles *)
session_established_CALL_7 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isProgressive(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ Session!isUnauthorized(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendUnauthorized(c1, e)>>)

(* established, CALL: rules LM-2, BP-24; readings requestIds, roles *)
session_established_CALL_8 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isProgressive(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ ~Session!isUnauthorized(c, e)
        /\ Session!isCallLimitReached(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendCallLimit(c1, e)>>)

(* established, CALL: rules LM-3, BP-24; readings requestIds, roles *)
session_established_CALL_9 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isProgressive(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ ~Session!isUnauthorized(c, e)
        /\ ~Session!isCallLimitReached(c, e)
        /\ Session!isByteLimitExceeded(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendByteLimit(c1, e)>>)

(* established, CALL: rules CT-3, BP-24; readings requestIds, roles *)
session_established_CALL_10 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isProgressive(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ ~Session!isUnauthorized(c, e)
        /\ ~Session!isCallLimitReached(c, e)
        /\ ~Session!isByteLimitExceeded(c, e)
        /\ Session!isTimeoutInvalid(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendTimeoutInvalid(c1, e)>>)

(* established, CALL: rules BP-14, OP-1, BP-24, BP-25, BP-28, BP-29; readings requestIds, roles *)
session_established_CALL_11 ==
  /\ Hears("session", "CALL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isRequestInFlight(c, e)
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isProgressive(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ ~Session!isUnauthorized(c, e)
        /\ ~Session!isCallLimitReached(c, e)
        /\ ~Session!isByteLimitExceeded(c, e)
        /\ ~Session!isTimeoutInvalid(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!deliver(c1, e)>>)

(* established, CANCEL: rules CC-5; readings cancelUnknown *)
session_established_CANCEL_1 ==
  /\ Hears("session", "CANCEL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isModeForbidden(c, e)
        /\ SessionStep("closed", c, <<Session!abortModeUnknown(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, CANCEL: rules CC-5; readings cancelUnknown *)
session_established_CANCEL_2 ==
  /\ Hears("session", "CANCEL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isModeForbidden(c, e)
        /\ Session!isModeRefused(c, e)
        /\ SessionStep(c.state, c, <<Session!sendModeUnknown(c, e)>>)

(* established, CANCEL: rules CC-7; readings cancelUnknown *)
session_established_CANCEL_3 ==
  /\ Hears("session", "CANCEL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isModeForbidden(c, e)
        /\ ~Session!isModeRefused(c, e)
        /\ Session!isOver(c, e)
        /\ SessionStep(c.state, c, <<>>)

(* established, CANCEL: rules CC-5; readings cancelDefault, cancelUnknown *)
session_established_CANCEL_4 ==
  /\ Hears("session", "CANCEL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isModeForbidden(c, e)
        /\ ~Session!isModeRefused(c, e)
        /\ ~Session!isOver(c, e)
        /\ Session!isSkipByDefault(c, e)
        /\ SessionStep(c.state, c, <<Session!deliverSkip(c, e)>>)

(* established, CANCEL: rules CC-5, CC-7, OP-1, BP-25; readings cancelDefault, cancelUnknown *)
session_established_CANCEL_5 ==
  /\ Hears("session", "CANCEL")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isModeForbidden(c, e)
        /\ ~Session!isModeRefused(c, e)
        /\ ~Session!isOver(c, e)
        /\ ~Session!isSkipByDefault(c, e)
        /\ SessionStep(c.state, c, <<Session!deliver(c, e)>>)

(* established, REGISTER: rules BP-24; readings requestIds *)
session_established_REGISTER_1 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isOutOfSequence(c, e)
        /\ SessionStep("closed", c, <<Session!abortOutOfSequence(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, REGISTER: rules BP-28; readings roles *)
session_established_REGISTER_2 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ Session!isRoleForbidden(c, e)
        /\ SessionStep("closed", c, <<Session!abortRoleMissing(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, REGISTER: rules SR-14; readings unknownPolicy *)
session_established_REGISTER_3 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ Session!isInvokeViolation(c, e)
        /\ SessionStep("closed", c, <<Session!abortInvokeUnknown(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, REGISTER: rules BP-28, BP-24; readings roles, requestIds, unknownPolicy *)
session_established_REGISTER_4 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isInvokeViolation(c, e)
        /\ Session!isRoleRefused(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendRoleMissing(c1, e)>>)

(* established, REGISTER: rules AZ-1, AZ-2, BP-24; readings roles, requestIds, unknownPolicy *)
session_established_REGISTER_5 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isInvokeViolation(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ Session!isUnauthorized(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendUnauthorized(c1, e)>>)

(* established, REGISTER: rules RV-1, BP-24; readings requestIds, roles, unknownPolicy *)
session_established_REGISTER_6 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isInvokeViolation(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ ~Session!isUnauthorized(c, e)
        /\ Session!isForced(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!claimProcedure(c1, e)>>)

(*
 * established, REGISTER: rules FA-3, FA-4, BP-24, BP-25, BP-28, BP-30, RV-2; readings requestIds, roles,
 * unknownPolicy
 *)
session_established_REGISTER_7 ==
  /\ Hears("session", "REGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isRoleForbidden(c, e)
        /\ ~Session!isInvokeViolation(c, e)
        /\ ~Session!isRoleRefused(c, e)
        /\ ~Session!isUnauthorized(c, e)
        /\ ~Session!isForced(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!deliver(c1, e)>>)

(* established, UNREGISTER: rules BP-24; readings requestIds *)
session_established_UNREGISTER_1 ==
  /\ Hears("session", "UNREGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isOutOfSequence(c, e)
        /\ SessionStep("closed", c, <<Session!abortOutOfSequence(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, UNREGISTER: rules SR-7, BP-24; readings requestIds *)
session_established_UNREGISTER_2 ==
  /\ Hears("session", "UNREGISTER")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!deliver(c1, e)>>)

(* established, YIELD: rules BP-18; readings invocationIds *)
session_established_YIELD_1 ==
  /\ Hears("session", "YIELD")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isUnasked(c, e)
        /\ SessionStep("closed", c, <<Session!abortUnasked(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, YIELD: rules FA-5 *)
session_established_YIELD_2 ==
  /\ Hears("session", "YIELD")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isUnasked(c, e)
        /\ Session!isPassthru(c, e)
        /\ SessionStep("closed", c, <<Session!abortPassthru(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, YIELD: rules BP-17; readings late *)
session_established_YIELD_3 ==
  /\ Hears("session", "YIELD")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ Session!isForbiddenLate(c, e)
        /\ SessionStep("closed", c, <<Session!abortLate(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, YIELD: rules BP-17; readings late *)
session_established_YIELD_4 ==
  /\ Hears("session", "YIELD")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isForbiddenLate(c, e)
        /\ Session!isLate(c, e)
        /\ SessionStep(c.state, c, <<>>)

(* established, YIELD: rules PR-4; readings unaskedProgress *)
session_established_YIELD_5 ==
  /\ Hears("session", "YIELD")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isForbiddenLate(c, e)
        /\ ~Session!isLate(c, e)
        /\ Session!isUnaskedProgress(c, e)
        /\ SessionStep("closed", c, <<Session!abortUnaskedProgress(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, YIELD: rules BP-17, BP-25; readings unaskedProgress *)
session_established_YIELD_6 ==
  /\ Hears("session", "YIELD")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isForbiddenLate(c, e)
        /\ ~Session!isLate(c, e)
        /\ ~Session!isUnaskedProgress(c, e)
        /\ SessionStep(c.state, c, <<Session!deliver(c, e)>>)

(* established, ERROR: rules BP-19 *)
session_established_ERROR_1 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isMisplaced(c, e)
        /\ SessionStep("closed", c, <<Session!abortMisplaced(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, ERROR: rules BP-18; readings invocationIds *)
session_established_ERROR_2 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isMisplaced(c, e)
        /\ Session!isUnasked(c, e)
        /\ SessionStep("closed", c, <<Session!abortUnasked(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, ERROR: rules BP-10; readings badUri *)
session_established_ERROR_3 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isMisplaced(c, e)
        /\ ~Session!isUnasked(c, e)
        /\ Session!isErrorUriForbidden(c, e)
        /\ SessionStep("closed", c, <<Session!abortErrorUri(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, ERROR: rules BP-17; readings late, badUri *)
session_established_ERROR_4 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isMisplaced(c, e)
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isErrorUriForbidden(c, e)
        /\ Session!isForbiddenLate(c, e)
        /\ SessionStep("closed", c, <<Session!abortLate(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, ERROR: rules BP-17; readings late, badUri *)
session_established_ERROR_5 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isMisplaced(c, e)
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isErrorUriForbidden(c, e)
        /\ ~Session!isForbiddenLate(c, e)
        /\ Session!isLate(c, e)
        /\ SessionStep(c.state, c, <<>>)

(* established, ERROR: rules BP-10, BP-17; readings badUri *)
session_established_ERROR_6 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isMisplaced(c, e)
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isErrorUriForbidden(c, e)
        /\ ~Session!isForbiddenLate(c, e)
        /\ ~Session!isLate(c, e)
        /\ Session!isErrorUriReplaced(c, e)
        /\ SessionStep(c.state, c, <<Session!deliverInvalidUri(c, e)>>)

(* established, ERROR: rules BP-17; readings badUri *)
session_established_ERROR_7 ==
  /\ Hears("session", "ERROR")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isMisplaced(c, e)
        /\ ~Session!isUnasked(c, e)
        /\ ~Session!isErrorUriForbidden(c, e)
        /\ ~Session!isForbiddenLate(c, e)
        /\ ~Session!isLate(c, e)
        /\ ~Session!isErrorUriReplaced(c, e)
        /\ SessionStep(c.state, c, <<Session!deliver(c, e)>>)

(* established, SUBSCRIBE: rules BP-24; readings requestIds *)
session_established_SUBSCRIBE_1 ==
  /\ Hears("session", "SUBSCRIBE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isOutOfSequence(c, e)
        /\ SessionStep("closed", c, <<Session!abortOutOfSequence(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, SUBSCRIBE: rules BP-21, BP-24; readings requestIds *)
session_established_SUBSCRIBE_2 ==
  /\ Hears("session", "SUBSCRIBE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendBrokerMissing(c1, e)>>)

(* established, UNSUBSCRIBE: rules BP-24; readings requestIds *)
session_established_UNSUBSCRIBE_1 ==
  /\ Hears("session", "UNSUBSCRIBE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isOutOfSequence(c, e)
        /\ SessionStep("closed", c, <<Session!abortOutOfSequence(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, UNSUBSCRIBE: rules BP-21, BP-24; readings requestIds *)
session_established_UNSUBSCRIBE_2 ==
  /\ Hears("session", "UNSUBSCRIBE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendBrokerMissing(c1, e)>>)

(* established, PUBLISH: rules BP-24; readings requestIds *)
session_established_PUBLISH_1 ==
  /\ Hears("session", "PUBLISH")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ Session!isOutOfSequence(c, e)
        /\ SessionStep("closed", c, <<Session!abortOutOfSequence(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, PUBLISH: rules FA-5; readings requestIds *)
session_established_PUBLISH_2 ==
  /\ Hears("session", "PUBLISH")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ Session!isPassthru(c, e)
        /\ SessionStep("closed", c, <<Session!abortPassthru(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, PUBLISH: rules BP-21, BP-24; readings requestIds *)
session_established_PUBLISH_3 ==
  /\ Hears("session", "PUBLISH")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ Session!isAcknowledged(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<Session!sendBrokerMissing(c1, e)>>)

(* established, PUBLISH: rules BP-21, BP-24; readings requestIds *)
session_established_PUBLISH_4 ==
  /\ Hears("session", "PUBLISH")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ ~Session!isOutOfSequence(c, e)
        /\ ~Session!isPassthru(c, e)
        /\ ~Session!isAcknowledged(c, e)
        /\ LET c1 == Session!recordRequest(c, e) IN SessionStep(c.state, c1, <<>>)

(* established, procedure.cleared: rules RV-1, BP-30 *)
session_established_procedure_cleared_1 ==
  /\ Hears("session", "procedure.cleared")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep(c.state, c, <<Session!deliver(c, e)>>)

(* established, answer.undeliverable: rules UD-2 *)
session_established_answer_undeliverable_1 ==
  /\ Hears("session", "answer.undeliverable")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep(c.state, c, <<Session!sendAnswerUndeliverable(c, e)>>)

(* established, HELLO: rules BP-4 *)
session_established_HELLO_1 ==
  /\ Hears("session", "HELLO")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closed", c, <<Session!abortHelloRepeated(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, AUTHENTICATE: rules AU-7 *)
session_established_AUTHENTICATE_1 ==
  /\ Hears("session", "AUTHENTICATE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closed", c, <<Session!abortAuthenticateUnasked(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, GOODBYE: rules BP-6, SR-8 *)
session_established_GOODBYE_1 ==
  /\ Hears("session", "GOODBYE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closed", c, <<Session!sendGoodbyeAndOut(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, ABORT: rules BP-8, SR-8 *)
session_established_ABORT_1 ==
  /\ Hears("session", "ABORT")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closed", c, <<Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, message.malformed: rules BP-5, SR-8 *)
session_established_message_malformed_1 ==
  /\ Hears("session", "message.malformed")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closed", c, <<Session!abortMalformed(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, session.lost: rules SR-8 *)
session_established_session_lost_1 ==
  /\ Hears("session", "session.lost")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closed", c, <<Session!endSession(c, e), Session!closeSession(c, e)>>)

(* established, router.closing: rules BP-7 *)
session_established_router_closing_1 ==
  /\ Hears("session", "router.closing")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"established"}
        /\ SessionStep("closing", c, <<Session!sendGoodbye(c, e), Session!endSession(c, e), Session!startTimer(c, e)>>)

(* closing, GOODBYE: rules BP-6 *)
session_closing_GOODBYE_1 ==
  /\ Hears("session", "GOODBYE")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"closing"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* closing, ABORT: rules BP-8 *)
session_closing_ABORT_1 ==
  /\ Hears("session", "ABORT")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"closing"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* closing, session.lost: rules SR-8 *)
session_closing_session_lost_1 ==
  /\ Hears("session", "session.lost")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"closing"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* closing, timer.fired: rules BP-7 *)
session_closing_timer_fired_1 ==
  /\ Hears("session", "timer.fired")
  /\ LET c == ThisSession
         e == Top.event
     IN /\ c.state \in {"closing"}
        /\ SessionStep("closed", c, <<Session!stopTimer(c, e), Session!endSession(c, e), Session!closeSession(c, e)>>)

(* An event without an edge changes nothing. *)
session_ignores ==
  /\ IsEvent /\ Top.chart = "session"
  /\ LET c == ThisSession
         e == Top.event
     IN \/ c.state \in {"established"} /\ e.type \notin {"CALL", "CANCEL", "REGISTER", "UNREGISTER", "YIELD", "ERROR", "SUBSCRIBE", "UNSUBSCRIBE", "PUBLISH", "procedure.cleared", "answer.undeliverable", "HELLO", "AUTHENTICATE", "GOODBYE", "ABORT", "message.malformed", "session.lost", "router.closing"}
        \/ c.state \in {"closing"} /\ e.type \notin {"GOODBYE", "ABORT", "session.lost", "timer.fired"}
        \/ c.state \in {"closed"} /\ e.type \notin {}
  /\ todo' = Rest
  /\ Unchanged

session_edges ==
  \/ session_opening_HELLO_1
  \/ session_opening_HELLO_2
  \/ session_opening_HELLO_3
  \/ session_opening_HELLO_4
  \/ session_opening_HELLO_5
  \/ session_opening_HELLO_6
  \/ session_opening_HELLO_7
  \/ session_opening_ABORT_1
  \/ session_opening_message_malformed_1
  \/ session_opening_timer_fired_1
  \/ session_opening_session_lost_1
  \/ session_opening_router_closing_1
  \/ session_opening_other_1
  \/ session_challenging_ABORT_1
  \/ session_challenging_message_malformed_1
  \/ session_challenging_timer_fired_1
  \/ session_challenging_session_lost_1
  \/ session_challenging_router_closing_1
  \/ session_challenging_other_1
  \/ session_challenging_pending_challenge_made_1
  \/ session_challenging_pending_client_admitted_1
  \/ session_challenging_pending_client_denied_1
  \/ session_challenging_pending_authentication_failed_1
  \/ session_challenging_challenged_AUTHENTICATE_1
  \/ session_established_CALL_1
  \/ session_established_CALL_2
  \/ session_established_CALL_3
  \/ session_established_CALL_4
  \/ session_established_CALL_5
  \/ session_established_CALL_6
  \/ session_established_CALL_7
  \/ session_established_CALL_8
  \/ session_established_CALL_9
  \/ session_established_CALL_10
  \/ session_established_CALL_11
  \/ session_established_CANCEL_1
  \/ session_established_CANCEL_2
  \/ session_established_CANCEL_3
  \/ session_established_CANCEL_4
  \/ session_established_CANCEL_5
  \/ session_established_REGISTER_1
  \/ session_established_REGISTER_2
  \/ session_established_REGISTER_3
  \/ session_established_REGISTER_4
  \/ session_established_REGISTER_5
  \/ session_established_REGISTER_6
  \/ session_established_REGISTER_7
  \/ session_established_UNREGISTER_1
  \/ session_established_UNREGISTER_2
  \/ session_established_YIELD_1
  \/ session_established_YIELD_2
  \/ session_established_YIELD_3
  \/ session_established_YIELD_4
  \/ session_established_YIELD_5
  \/ session_established_YIELD_6
  \/ session_established_ERROR_1
  \/ session_established_ERROR_2
  \/ session_established_ERROR_3
  \/ session_established_ERROR_4
  \/ session_established_ERROR_5
  \/ session_established_ERROR_6
  \/ session_established_ERROR_7
  \/ session_established_SUBSCRIBE_1
  \/ session_established_SUBSCRIBE_2
  \/ session_established_UNSUBSCRIBE_1
  \/ session_established_UNSUBSCRIBE_2
  \/ session_established_PUBLISH_1
  \/ session_established_PUBLISH_2
  \/ session_established_PUBLISH_3
  \/ session_established_PUBLISH_4
  \/ session_established_procedure_cleared_1
  \/ session_established_answer_undeliverable_1
  \/ session_established_HELLO_1
  \/ session_established_AUTHENTICATE_1
  \/ session_established_GOODBYE_1
  \/ session_established_ABORT_1
  \/ session_established_message_malformed_1
  \/ session_established_session_lost_1
  \/ session_established_router_closing_1
  \/ session_closing_GOODBYE_1
  \/ session_closing_ABORT_1
  \/ session_closing_session_lost_1
  \/ session_closing_timer_fired_1
  \/ session_ignores

-----------------------------------------------------------------------------
(* The effects of a session *)

(* identity.claimed: Its WAMP session id is in use, and the program is asked for the identity of the client. *)
session_emits_identity_claimed ==
  /\ Emits("session", "identity.claimed", 1)
  /\ SessionIdentityClaimed
  /\ Done

(* proof.given: The program is asked for its judgement of the proof. *)
session_emits_proof_given ==
  /\ Emits("session", "proof.given", 1)
  /\ SessionProofGiven
  /\ Done

(* session.opened: Its WAMP session id is in use, and its INVOCATIONs are counted from the first one on. *)
session_emits_session_opened ==
  /\ Emits("session", "session.opened", 1)
  /\ SessionSessionOpened
  /\ Done

(* session.ended: It is sent nothing more. *)
session_emits_session_ended_1 ==
  /\ Emits("session", "session.ended", 1)
  /\ SessionSessionEnded
  /\ \E event \in EventSessionLeft : Passes("registration", RegistrationsOfTheSession, event, FALSE)

session_emits_session_ended_2 ==
  /\ Emits("session", "session.ended", 2)
  /\ Unchanged
  /\ \E event \in EventCallerLeft : Passes("call", CallsOfTheSession, event, FALSE)

session_emits_session_ended_3 ==
  /\ Emits("session", "session.ended", 3)
  /\ Unchanged
  /\ \E event \in EventCalleeLeft : Passes("call", InvocationsOfTheSession, event, TRUE)

(* session.closed: It is found no more, its id is free, and its connection is closed. *)
session_emits_session_closed ==
  /\ Emits("session", "session.closed", 1)
  /\ SessionSessionClosed
  /\ Done

(* timer.start: Its timer runs. *)
session_emits_timer_start ==
  /\ Emits("session", "timer.start", 1)
  /\ SessionTimerStart
  /\ Done

(* timer.stop: Its timer stops. *)
session_emits_timer_stop ==
  /\ Emits("session", "timer.stop", 1)
  /\ SessionTimerStop
  /\ Done

(* CALL starts a call. *)
session_emits_CALL ==
  /\ Emits("session", "CALL", 1)
  /\ LET e == Top.effect
         EffectsOf(c) == <<Call!askForCallee(c, e)>>
     IN CallStart(EffectsOf)

session_emits_CANCEL ==
  /\ Emits("session", "CANCEL", 1)
  /\ Unchanged
  /\ \E event \in EventCancel : Passes("call", CallByRequest, event, TRUE)

session_emits_YIELD ==
  /\ Emits("session", "YIELD", 1)
  /\ Unchanged
  /\ \E event \in EventYield : Passes("call", CallByInvocation, event, TRUE)

session_emits_ERROR ==
  /\ Emits("session", "ERROR", 1)
  /\ Unchanged
  /\ \E event \in EventError : Passes("call", CallByInvocation, event, TRUE)

session_emits_REGISTER ==
  /\ Emits("session", "REGISTER", 1)
  /\ Unchanged
  /\ \E event \in EventRegister : Passes("registration", RegistrationByProcedure, event, TRUE)

session_emits_procedure_claimed ==
  /\ Emits("session", "procedure.claimed", 1)
  /\ Unchanged
  /\ \E event \in EventProcedureClaimed : Passes("registration", RegistrationByProcedure, event, TRUE)

session_emits_UNREGISTER ==
  /\ Emits("session", "UNREGISTER", 1)
  /\ Unchanged
  /\ \E event \in EventUnregister : Passes("registration", RegistrationById, event, TRUE)

session_effects ==
  \/ session_emits_identity_claimed
  \/ session_emits_proof_given
  \/ session_emits_session_opened
  \/ session_emits_session_ended_1
  \/ session_emits_session_ended_2
  \/ session_emits_session_ended_3
  \/ session_emits_session_closed
  \/ session_emits_timer_start
  \/ session_emits_timer_stop
  \/ session_emits_CALL
  \/ session_emits_CANCEL
  \/ session_emits_YIELD
  \/ session_emits_ERROR
  \/ session_emits_REGISTER
  \/ session_emits_procedure_claimed
  \/ session_emits_UNREGISTER

-----------------------------------------------------------------------------
(* The chart of a registration *)

(* vacant, REGISTER: rules BP-10 *)
registration_vacant_REGISTER_1 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ Registration!isProcedureInvalid(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendProcedureInvalid(c, e)>>)

(* vacant, REGISTER: rules BP-11 *)
registration_vacant_REGISTER_2 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ Registration!isProcedureReserved(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendProcedureReserved(c, e)>>)

(* vacant, REGISTER: rules SR-14; readings unknownPolicy *)
registration_vacant_REGISTER_3 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ Registration!isInvokeRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendInvokeUnknown(c, e)>>)

(* vacant, REGISTER: rules BP-23; readings unknownMatch *)
registration_vacant_REGISTER_4 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ Registration!isMatchRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendMatchUnsupported(c, e)>>)

(* vacant, REGISTER: rules LM-1 *)
registration_vacant_REGISTER_5 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ Registration!isPlaceLimitReached(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendPlaceLimit(c, e)>>)

(* vacant, REGISTER: rules SR-6, FA-3; readings unknownMatch, registrationId *)
registration_vacant_REGISTER_6 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!isPlaceLimitReached(c, e)
        /\ Registration!asksForRoundrobin(c, e)
        /\ LET c1 == Registration!addMember(c, e) IN RegistrationStep("occupied.shared.roundrobin", c1, <<Registration!sendRegistered(c1, e), Registration!openRegistration(c1, e)>>)

(* vacant, REGISTER: rules SR-6, FA-3; readings unknownMatch, registrationId *)
registration_vacant_REGISTER_7 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!isPlaceLimitReached(c, e)
        /\ ~Registration!asksForRoundrobin(c, e)
        /\ Registration!asksForRandom(c, e)
        /\ LET c1 == Registration!addMember(c, e) IN RegistrationStep("occupied.shared.random", c1, <<Registration!sendRegistered(c1, e), Registration!openRegistration(c1, e)>>)

(* vacant, REGISTER: rules SR-6, FA-3; readings unknownMatch, registrationId *)
registration_vacant_REGISTER_8 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!isPlaceLimitReached(c, e)
        /\ ~Registration!asksForRoundrobin(c, e)
        /\ ~Registration!asksForRandom(c, e)
        /\ Registration!asksForFirst(c, e)
        /\ LET c1 == Registration!addMember(c, e) IN RegistrationStep("occupied.shared.first", c1, <<Registration!sendRegistered(c1, e), Registration!openRegistration(c1, e)>>)

(* vacant, REGISTER: rules SR-6, FA-3; readings unknownMatch, registrationId *)
registration_vacant_REGISTER_9 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!isPlaceLimitReached(c, e)
        /\ ~Registration!asksForRoundrobin(c, e)
        /\ ~Registration!asksForRandom(c, e)
        /\ ~Registration!asksForFirst(c, e)
        /\ Registration!asksForLast(c, e)
        /\ LET c1 == Registration!addMember(c, e) IN RegistrationStep("occupied.shared.last", c1, <<Registration!sendRegistered(c1, e), Registration!openRegistration(c1, e)>>)

(* vacant, REGISTER: rules SR-1, SR-2, SR-6, OP-1; readings unknownPolicy, unknownMatch, registrationId *)
registration_vacant_REGISTER_10 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ ~Registration!isProcedureInvalid(c, e)
        /\ ~Registration!isProcedureReserved(c, e)
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!isPlaceLimitReached(c, e)
        /\ ~Registration!asksForRoundrobin(c, e)
        /\ ~Registration!asksForRandom(c, e)
        /\ ~Registration!asksForFirst(c, e)
        /\ ~Registration!asksForLast(c, e)
        /\ LET c1 == Registration!addMember(c, e) IN RegistrationStep("occupied.single", c1, <<Registration!sendRegistered(c1, e), Registration!openRegistration(c1, e)>>)

(* vacant, procedure.claimed: rules RV-1 *)
registration_vacant_procedure_claimed_1 ==
  /\ Hears("registration", "procedure.claimed")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ RegistrationStep(c.state, c, <<Registration!clearProcedure(c, e)>>)

(* vacant, UNREGISTER: rules BP-12 *)
registration_vacant_UNREGISTER_1 ==
  /\ Hears("registration", "UNREGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ RegistrationStep(c.state, c, <<Registration!sendRegistrationUnknown(c, e)>>)

(* vacant, select: rules BP-13, CR-8; readings ended, nobody *)
registration_vacant_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"vacant"}
        /\ RegistrationStep(c.state, c, <<Registration!answerVacant(c, e)>>)

(* occupied, procedure.claimed: rules RV-2, SR-14; readings unknownPolicy *)
registration_occupied_procedure_claimed_1 ==
  /\ Hears("registration", "procedure.claimed")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ Registration!isInvokeRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendInvokeUnknown(c, e)>>)

(* occupied, procedure.claimed: rules RV-2, BP-23; readings unknownPolicy, unknownMatch *)
registration_occupied_procedure_claimed_2 ==
  /\ Hears("registration", "procedure.claimed")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ Registration!isMatchRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendMatchUnsupported(c, e)>>)

(* occupied, procedure.claimed: rules RV-2, LM-1; readings unknownPolicy, unknownMatch *)
registration_occupied_procedure_claimed_3 ==
  /\ Hears("registration", "procedure.claimed")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ Registration!isClaimBeyondLimit(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendPlaceLimit(c, e)>>)

(*
 * occupied, procedure.claimed: rules RV-1, RV-3, RV-4, BP-22; readings unknownPolicy, unknownMatch,
 * registrationId, withdrawn
 *)
registration_occupied_procedure_claimed_4 ==
  /\ Hears("registration", "procedure.claimed")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!isClaimBeyondLimit(c, e)
        /\ RegistrationStep("deleted", c, <<Registration!sendRevocations(c, e), Registration!deleteRegistration(c, e), Registration!clearProcedure(c, e), Registration!withdrawMembers(c, e)>>)

(* occupied, UNREGISTER: rules SR-7, SR-9, BP-22; readings withdrawn, registrationId *)
registration_occupied_UNREGISTER_1 ==
  /\ Hears("registration", "UNREGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ Registration!isLastMember(c, e)
        /\ LET c1 == Registration!removeMember(c, e) IN RegistrationStep("deleted", c1, <<Registration!sendUnregistered(c1, e), Registration!deleteRegistration(c1, e), Registration!withdrawMember(c1, e)>>)

(* occupied, UNREGISTER: rules SR-7, BP-22; readings withdrawn, registrationId *)
registration_occupied_UNREGISTER_2 ==
  /\ Hears("registration", "UNREGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isLastMember(c, e)
        /\ Registration!isMember(c, e)
        /\ LET c1 == Registration!removeMember(c, e) IN RegistrationStep(c.state, c1, <<Registration!sendUnregistered(c1, e), Registration!withdrawMember(c1, e)>>)

(* occupied, UNREGISTER: rules BP-12; readings registrationId *)
registration_occupied_UNREGISTER_3 ==
  /\ Hears("registration", "UNREGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isLastMember(c, e)
        /\ ~Registration!isMember(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendRegistrationUnknown(c, e)>>)

(* occupied, session.left: rules SR-8, SR-9 *)
registration_occupied_session_left_1 ==
  /\ Hears("registration", "session.left")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ Registration!isLastMember(c, e)
        /\ LET c1 == Registration!removeMember(c, e) IN RegistrationStep("deleted", c1, <<Registration!deleteRegistration(c1, e)>>)

(* occupied, session.left: rules SR-8 *)
registration_occupied_session_left_2 ==
  /\ Hears("registration", "session.left")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isLastMember(c, e)
        /\ Registration!isMember(c, e)
        /\ LET c1 == Registration!removeMember(c, e) IN RegistrationStep(c.state, c1, <<>>)

(* occupied, select: rules CR-7, CR-8; readings exclude, refusals, order *)
registration_occupied_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN \/ /\ c.state \in {"occupied.shared.roundrobin"}
           /\ ~Registration!isRerouteFromRefuserInPlace(c, e)
           /\ ~Registration!isRerouteFromRefuser(c, e)
           /\ ~Registration!isRerouteInPlace(c, e)
           /\ ~Registration!hasCandidate(c, e)
           /\ RegistrationStep(c.state, c, <<Registration!answerNone(c, e)>>)
        \/ /\ c.state \in {"occupied.shared.random", "occupied.shared.first"}
           /\ ~Registration!hasCandidate(c, e)
           /\ RegistrationStep(c.state, c, <<Registration!answerNone(c, e)>>)
        \/ /\ c.state \in {"occupied.shared.last"}
           /\ ~Registration!hasOnlyNewcomers(c, e)
           /\ ~Registration!hasCandidate(c, e)
           /\ RegistrationStep(c.state, c, <<Registration!answerNone(c, e)>>)

(* occupied.single, REGISTER: rules SR-14; readings unknownPolicy *)
registration_occupied_single_REGISTER_1 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single"}
        /\ Registration!isInvokeRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendInvokeUnknown(c, e)>>)

(* occupied.single, REGISTER: rules SR-3; readings conflictUri, unknownPolicy *)
registration_occupied_single_REGISTER_2 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendPolicyConflict(c, e)>>)

(* occupied.single, select: rules SR-1; readings exclude, refusals, order *)
registration_occupied_single_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single"}
        /\ Registration!hasCandidate(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!answerOnly(c, e)>>)

(* occupied.single, select: rules CR-2; readings exclude, refusals, order *)
registration_occupied_single_select_2 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.single"}
        /\ ~Registration!hasCandidate(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!answerNone(c, e)>>)

(* occupied.shared, REGISTER: rules SR-14; readings unknownPolicy *)
registration_occupied_shared_REGISTER_1 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ Registration!isInvokeRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendInvokeUnknown(c, e)>>)

(* occupied.shared, REGISTER: rules BP-23; readings unknownMatch *)
registration_occupied_shared_REGISTER_2 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ Registration!isMatchRefused(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendMatchUnsupported(c, e)>>)

(* occupied.shared, REGISTER: rules SR-4, SR-6; readings conflictUri, unknownPolicy, unknownMatch *)
registration_occupied_shared_REGISTER_3 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ Registration!asksForOtherPolicy(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendPolicyConflict(c, e)>>)

(* occupied.shared, REGISTER: rules LM-1; readings sameSession, unknownMatch *)
registration_occupied_shared_REGISTER_4 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!asksForOtherPolicy(c, e)
        /\ Registration!isForbiddenRepetition(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendRegisteredAlready(c, e)>>)

(* occupied.shared, REGISTER: rules LM-1; readings sameSession, unknownMatch, registrationId *)
registration_occupied_shared_REGISTER_5 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!asksForOtherPolicy(c, e)
        /\ ~Registration!isForbiddenRepetition(c, e)
        /\ Registration!isRepetition(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendRegistered(c, e)>>)

(* occupied.shared, REGISTER: rules LM-1; readings sameSession, unknownMatch *)
registration_occupied_shared_REGISTER_6 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!asksForOtherPolicy(c, e)
        /\ ~Registration!isForbiddenRepetition(c, e)
        /\ ~Registration!isRepetition(c, e)
        /\ Registration!isPlaceLimitReached(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!sendPlaceLimit(c, e)>>)

(* occupied.shared, REGISTER: rules SR-5; readings sameSession, unknownMatch, registrationId *)
registration_occupied_shared_REGISTER_7 ==
  /\ Hears("registration", "REGISTER")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"}
        /\ ~Registration!isInvokeRefused(c, e)
        /\ ~Registration!isMatchRefused(c, e)
        /\ ~Registration!asksForOtherPolicy(c, e)
        /\ ~Registration!isForbiddenRepetition(c, e)
        /\ ~Registration!isRepetition(c, e)
        /\ ~Registration!isPlaceLimitReached(c, e)
        /\ LET c1 == Registration!addMember(c, e) IN RegistrationStep(c.state, c1, <<Registration!sendRegistered(c1, e)>>)

(* occupied.shared.roundrobin, select: rules CR-3, CR-7; readings next, rerouteMoves, exclude, refusals, order *)
registration_occupied_shared_roundrobin_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin"}
        /\ Registration!isRerouteFromRefuserInPlace(c, e)
        /\ LET c1 == Registration!pickAfterRefuser(c, e) IN RegistrationStep(c.state, c1, <<Registration!answerTurn(c1, e)>>)

(*
 * occupied.shared.roundrobin, select: rules CR-3, CR-7; readings position, next, rerouteMoves, exclude,
 * refusals, order
 *)
registration_occupied_shared_roundrobin_select_2 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin"}
        /\ ~Registration!isRerouteFromRefuserInPlace(c, e)
        /\ Registration!isRerouteFromRefuser(c, e)
        /\ LET c1 == Registration!pickAfterRefuser(c, e) c2 == Registration!takeTurn(c1, e) IN RegistrationStep(c.state, c2, <<Registration!answerTurn(c2, e)>>)

(* occupied.shared.roundrobin, select: readings position, next, rerouteMoves, exclude, refusals, order *)
registration_occupied_shared_roundrobin_select_3 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin"}
        /\ ~Registration!isRerouteFromRefuserInPlace(c, e)
        /\ ~Registration!isRerouteFromRefuser(c, e)
        /\ Registration!isRerouteInPlace(c, e)
        /\ LET c1 == Registration!pickTurn(c, e) IN RegistrationStep(c.state, c1, <<Registration!answerTurn(c1, e)>>)

(*
 * occupied.shared.roundrobin, select: rules SR-10, CR-3, CR-7; readings position, next, rerouteMoves, exclude,
 * refusals, order
 *)
registration_occupied_shared_roundrobin_select_4 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.roundrobin"}
        /\ ~Registration!isRerouteFromRefuserInPlace(c, e)
        /\ ~Registration!isRerouteFromRefuser(c, e)
        /\ ~Registration!isRerouteInPlace(c, e)
        /\ Registration!hasCandidate(c, e)
        /\ LET c1 == Registration!pickTurn(c, e) c2 == Registration!takeTurn(c1, e) IN RegistrationStep(c.state, c2, <<Registration!answerTurn(c2, e)>>)

(* occupied.shared.random, select: rules SR-11, CR-4, CR-7; readings exclude, refusals, order *)
registration_occupied_shared_random_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.random"}
        /\ Registration!hasCandidate(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!answerAtRandom(c, e)>>)

(* occupied.shared.first, select: rules SR-12, CR-5, CR-7; readings exclude, refusals, order *)
registration_occupied_shared_first_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.first"}
        /\ Registration!hasCandidate(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!answerFirst(c, e)>>)

(* occupied.shared.last, select: readings exclude, refusals, order, newcomer *)
registration_occupied_shared_last_select_1 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.last"}
        /\ Registration!hasOnlyNewcomers(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!answerNone(c, e)>>)

(* occupied.shared.last, select: rules SR-13, CR-6, CR-7; readings exclude, refusals, newcomer, order *)
registration_occupied_shared_last_select_2 ==
  /\ Hears("registration", "select")
  /\ LET c == ThisRegistration
         e == Top.event
     IN /\ c.state \in {"occupied.shared.last"}
        /\ ~Registration!hasOnlyNewcomers(c, e)
        /\ Registration!hasCandidate(c, e)
        /\ RegistrationStep(c.state, c, <<Registration!answerLast(c, e)>>)

(* An event without an edge changes nothing. *)
registration_ignores ==
  /\ IsEvent /\ Top.chart = "registration"
  /\ LET c == ThisRegistration
         e == Top.event
     IN \/ c.state \in {"vacant"} /\ e.type \notin {"REGISTER", "procedure.claimed", "UNREGISTER", "select"}
        \/ c.state \in {"occupied.single"} /\ e.type \notin {"REGISTER", "select", "procedure.claimed", "UNREGISTER", "session.left"}
        \/ c.state \in {"occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"} /\ e.type \notin {"select", "REGISTER", "procedure.claimed", "UNREGISTER", "session.left"}
        \/ c.state \in {"deleted"} /\ e.type \notin {}
        \/ c.state \in {"occupied.single", "occupied.shared.roundrobin", "occupied.shared.random", "occupied.shared.first", "occupied.shared.last"} /\ e.type = "session.left" /\ ~Registration!isLastMember(c, e) /\ ~Registration!isMember(c, e)
  /\ todo' = Rest
  /\ Unchanged

registration_edges ==
  \/ registration_vacant_REGISTER_1
  \/ registration_vacant_REGISTER_2
  \/ registration_vacant_REGISTER_3
  \/ registration_vacant_REGISTER_4
  \/ registration_vacant_REGISTER_5
  \/ registration_vacant_REGISTER_6
  \/ registration_vacant_REGISTER_7
  \/ registration_vacant_REGISTER_8
  \/ registration_vacant_REGISTER_9
  \/ registration_vacant_REGISTER_10
  \/ registration_vacant_procedure_claimed_1
  \/ registration_vacant_UNREGISTER_1
  \/ registration_vacant_select_1
  \/ registration_occupied_procedure_claimed_1
  \/ registration_occupied_procedure_claimed_2
  \/ registration_occupied_procedure_claimed_3
  \/ registration_occupied_procedure_claimed_4
  \/ registration_occupied_UNREGISTER_1
  \/ registration_occupied_UNREGISTER_2
  \/ registration_occupied_UNREGISTER_3
  \/ registration_occupied_session_left_1
  \/ registration_occupied_session_left_2
  \/ registration_occupied_select_1
  \/ registration_occupied_single_REGISTER_1
  \/ registration_occupied_single_REGISTER_2
  \/ registration_occupied_single_select_1
  \/ registration_occupied_single_select_2
  \/ registration_occupied_shared_REGISTER_1
  \/ registration_occupied_shared_REGISTER_2
  \/ registration_occupied_shared_REGISTER_3
  \/ registration_occupied_shared_REGISTER_4
  \/ registration_occupied_shared_REGISTER_5
  \/ registration_occupied_shared_REGISTER_6
  \/ registration_occupied_shared_REGISTER_7
  \/ registration_occupied_shared_roundrobin_select_1
  \/ registration_occupied_shared_roundrobin_select_2
  \/ registration_occupied_shared_roundrobin_select_3
  \/ registration_occupied_shared_roundrobin_select_4
  \/ registration_occupied_shared_random_select_1
  \/ registration_occupied_shared_first_select_1
  \/ registration_occupied_shared_last_select_1
  \/ registration_occupied_shared_last_select_2
  \/ registration_ignores

-----------------------------------------------------------------------------
(* The effects of a registration *)

(* registration.opened: It is found by its id and by its procedure. *)
registration_emits_registration_opened ==
  /\ Emits("registration", "registration.opened", 1)
  /\ RegistrationRegistrationOpened
  /\ Done

(* registration.deleted: It is found no more. *)
registration_emits_registration_deleted ==
  /\ Emits("registration", "registration.deleted", 1)
  /\ RegistrationRegistrationDeleted
  /\ Done

(* registration.revoked: No session has a place in it any more, and the notices are sent. *)
registration_emits_registration_revoked ==
  /\ Emits("registration", "registration.revoked", 1)
  /\ RegistrationRegistrationRevoked
  /\ Done

(* select.member: The INVOCATION has the next request id of the callee, by which the call is found. *)
registration_emits_select_member ==
  /\ Emits("registration", "select.member", 1)
  /\ RegistrationSelectMember
  /\ \E event \in EventSelectMember : Passes("call", CallThatAsked, event, TRUE)

registration_emits_select_none ==
  /\ Emits("registration", "select.none", 1)
  /\ Unchanged
  /\ \E event \in EventSelectNone : Passes("call", CallThatAsked, event, TRUE)

registration_emits_procedure_cleared ==
  /\ Emits("registration", "procedure.cleared", 1)
  /\ Unchanged
  /\ \E event \in EventProcedureCleared : Passes("session", SessionThatAsked, event, TRUE)

registration_emits_members_withdrawn ==
  /\ Emits("registration", "members.withdrawn", 1)
  /\ Unchanged
  /\ \E event \in EventCalleeWithdrawn : Passes("call", InvocationsOfTheMembers, event, TRUE)

registration_emits_member_withdrawn ==
  /\ Emits("registration", "member.withdrawn", 1)
  /\ Unchanged
  /\ \E event \in EventCalleeWithdrawn : Passes("call", InvocationsOfTheMember, event, TRUE)

registration_effects ==
  \/ registration_emits_registration_opened
  \/ registration_emits_registration_deleted
  \/ registration_emits_registration_revoked
  \/ registration_emits_select_member
  \/ registration_emits_select_none
  \/ registration_emits_procedure_cleared
  \/ registration_emits_members_withdrawn
  \/ registration_emits_member_withdrawn

-----------------------------------------------------------------------------
(* The chart of a call *)

(* selecting, select.member: rules CT-1, CR-10, BP-26, PR-1, BP-29; readings order *)
call_selecting_select_member_1 ==
  /\ Hears("call", "select.member")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"selecting"}
        /\ Call!isOrderStrictAndTimed(c, e)
        /\ LET c1 == Call!recordCallee(c, e) IN CallStep("invoked.waiting", c1, <<Call!startTimer(c, e), Call!sendInvocation(c1, e), Call!tellEarlierCalls(c1, e)>>)

(* selecting, select.member: rules CR-10, BP-26, PR-1, BP-29; readings order *)
call_selecting_select_member_2 ==
  /\ Hears("call", "select.member")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"selecting"}
        /\ ~Call!isOrderStrictAndTimed(c, e)
        /\ Call!isOrderStrict(c, e)
        /\ LET c1 == Call!recordCallee(c, e) IN CallStep("invoked.waiting", c1, <<Call!sendInvocation(c1, e), Call!tellEarlierCalls(c1, e)>>)

(* selecting, select.member: rules CT-1, CR-10, BP-26, PR-1; readings order *)
call_selecting_select_member_3 ==
  /\ Hears("call", "select.member")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"selecting"}
        /\ ~Call!isOrderStrictAndTimed(c, e)
        /\ ~Call!isOrderStrict(c, e)
        /\ Call!hasTimeout(c, e)
        /\ LET c1 == Call!recordCallee(c, e) IN CallStep("invoked.waiting", c1, <<Call!startTimer(c, e), Call!sendInvocation(c1, e)>>)

(* selecting, select.member: rules CR-10, BP-26, PR-1; readings order *)
call_selecting_select_member_4 ==
  /\ Hears("call", "select.member")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"selecting"}
        /\ ~Call!isOrderStrictAndTimed(c, e)
        /\ ~Call!isOrderStrict(c, e)
        /\ ~Call!hasTimeout(c, e)
        /\ LET c1 == Call!recordCallee(c, e) IN CallStep("invoked.waiting", c1, <<Call!sendInvocation(c1, e)>>)

(* selecting, select.none: rules BP-10 *)
call_selecting_select_none_1 ==
  /\ Hears("call", "select.none")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"selecting"}
        /\ Call!isProcedureInvalid(c, e)
        /\ CallStep("failed", c, <<Call!sendProcedureInvalid(c, e), Call!endCall(c, e)>>)

(* selecting, select.none: rules BP-13 *)
call_selecting_select_none_2 ==
  /\ Hears("call", "select.none")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"selecting"}
        /\ ~Call!isProcedureInvalid(c, e)
        /\ CallStep("failed", c, <<Call!sendProcedureUnknown(c, e), Call!endCall(c, e)>>)

(* invoked, YIELD: rules PR-4; readings unaskedProgress *)
call_invoked_YIELD_1 ==
  /\ Hears("call", "YIELD")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ Call!isDroppedProgress(c, e)
        /\ CallStep(c.state, c, <<>>)

(* invoked, YIELD: rules PR-4, BP-14; readings unaskedProgress *)
call_invoked_YIELD_2 ==
  /\ Hears("call", "YIELD")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ ~Call!isDroppedProgress(c, e)
        /\ Call!isFinalProgress(c, e)
        /\ CallStep("completed", c, <<Call!sendResult(c, e), Call!endCall(c, e)>>)

(* invoked, YIELD: rules PR-2, PR-3; readings unaskedProgress *)
call_invoked_YIELD_3 ==
  /\ Hears("call", "YIELD")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ ~Call!isDroppedProgress(c, e)
        /\ ~Call!isFinalProgress(c, e)
        /\ Call!isTimedProgress(c, e)
        /\ LET c1 == Call!recordProgress(c, e) IN CallStep(c.state, c1, <<Call!sendProgress(c1, e), Call!startTimer(c1, e)>>)

(* invoked, YIELD: rules PR-2; readings unaskedProgress *)
call_invoked_YIELD_4 ==
  /\ Hears("call", "YIELD")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ ~Call!isDroppedProgress(c, e)
        /\ ~Call!isFinalProgress(c, e)
        /\ ~Call!isTimedProgress(c, e)
        /\ Call!isProgress(c, e)
        /\ LET c1 == Call!recordProgress(c, e) IN CallStep(c.state, c1, <<Call!sendProgress(c1, e)>>)

(* invoked, YIELD: rules BP-14 *)
call_invoked_YIELD_5 ==
  /\ Hears("call", "YIELD")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ ~Call!isDroppedProgress(c, e)
        /\ ~Call!isFinalProgress(c, e)
        /\ ~Call!isTimedProgress(c, e)
        /\ ~Call!isProgress(c, e)
        /\ CallStep("completed", c, <<Call!sendResult(c, e), Call!endCall(c, e)>>)

(* invoked, ERROR: readings gate, afterKill, details *)
call_invoked_ERROR_1 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ Call!isUnannouncedRefusal(c, e)
           /\ CallStep("failed", c, <<Call!passError(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isPassedAfterKill(c, e)
           /\ ~Call!isFailedAfterKill(c, e)
           /\ ~Call!isCanceledAfterKill(c, e)
           /\ Call!isUnannouncedRefusal(c, e)
           /\ CallStep("failed", c, <<Call!passError(c, e), Call!endCall(c, e)>>)

(* invoked, ERROR: readings gate, afterProgress, refusedLate, afterKill, details *)
call_invoked_ERROR_2 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ Call!isLatePassedOn(c, e)
           /\ CallStep("failed", c, <<Call!passError(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isPassedAfterKill(c, e)
           /\ ~Call!isFailedAfterKill(c, e)
           /\ ~Call!isCanceledAfterKill(c, e)
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ Call!isLatePassedOn(c, e)
           /\ CallStep("failed", c, <<Call!passError(c, e), Call!endCall(c, e)>>)

(* invoked, ERROR: readings gate, afterProgress, refusedLate, afterKill *)
call_invoked_ERROR_3 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ Call!isLateCanceled(c, e)
           /\ CallStep("canceled", c, <<Call!sendCanceled(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isPassedAfterKill(c, e)
           /\ ~Call!isFailedAfterKill(c, e)
           /\ ~Call!isCanceledAfterKill(c, e)
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ Call!isLateCanceled(c, e)
           /\ CallStep("canceled", c, <<Call!sendCanceled(c, e), Call!endCall(c, e)>>)

(* invoked, ERROR: rules CR-1; readings gate, afterProgress, refusedLate, afterKill *)
call_invoked_ERROR_4 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ ~Call!isLateCanceled(c, e)
           /\ Call!isLateRefusal(c, e)
           /\ CallStep("failed", c, <<Call!sendRefused(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isPassedAfterKill(c, e)
           /\ ~Call!isFailedAfterKill(c, e)
           /\ ~Call!isCanceledAfterKill(c, e)
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ ~Call!isLateCanceled(c, e)
           /\ Call!isLateRefusal(c, e)
           /\ CallStep("failed", c, <<Call!sendRefused(c, e), Call!endCall(c, e)>>)

(* invoked, ERROR: rules CR-1, CR-7; readings gate, afterProgress, afterKill, ended *)
call_invoked_ERROR_5 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ ~Call!isLateCanceled(c, e)
           /\ ~Call!isLateRefusal(c, e)
           /\ Call!isRefusal(c, e)
           /\ LET c1 == Call!recordRefusal(c, e) IN CallStep("rerouting", c1, <<Call!askForNextCallee(c1, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isPassedAfterKill(c, e)
           /\ ~Call!isFailedAfterKill(c, e)
           /\ ~Call!isCanceledAfterKill(c, e)
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ ~Call!isLateCanceled(c, e)
           /\ ~Call!isLateRefusal(c, e)
           /\ Call!isRefusal(c, e)
           /\ LET c1 == Call!recordRefusal(c, e) IN CallStep("rerouting", c1, <<Call!askForNextCallee(c1, e)>>)

(* invoked, ERROR: rules CR-9, BP-14; readings details *)
call_invoked_ERROR_6 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ ~Call!isLateCanceled(c, e)
           /\ ~Call!isLateRefusal(c, e)
           /\ ~Call!isRefusal(c, e)
           /\ CallStep("failed", c, <<Call!passError(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isPassedAfterKill(c, e)
           /\ ~Call!isFailedAfterKill(c, e)
           /\ ~Call!isCanceledAfterKill(c, e)
           /\ ~Call!isUnannouncedRefusal(c, e)
           /\ ~Call!isLatePassedOn(c, e)
           /\ ~Call!isLateCanceled(c, e)
           /\ ~Call!isLateRefusal(c, e)
           /\ ~Call!isRefusal(c, e)
           /\ CallStep("failed", c, <<Call!passError(c, e), Call!endCall(c, e)>>)

(* invoked, CANCEL: rules CC-1, CC-4 *)
call_invoked_CANCEL_1 ==
  /\ Hears("call", "CANCEL")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ ~Call!isKill(c, e)
        /\ Call!isSkip(c, e)
        /\ CallStep("canceled", c, <<Call!sendCanceled(c, e), Call!endCall(c, e)>>)

(* invoked, CANCEL: rules CC-2, CC-5, CC-7 *)
call_invoked_CANCEL_2 ==
  /\ Hears("call", "CANCEL")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ ~Call!isKill(c, e)
        /\ ~Call!isSkip(c, e)
        /\ CallStep("canceled", c, <<Call!sendCanceled(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)

(* invoked, call.overtaken: rules BP-29; readings order *)
call_invoked_call_overtaken_1 ==
  /\ Hears("call", "call.overtaken")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ Call!isNewlyOvertaken(c, e)
        /\ LET c1 == Call!recordOvertaking(c, e) IN CallStep(c.state, c1, <<>>)

(* invoked, callee.left: rules BP-15; readings goneUri *)
call_invoked_callee_left_1 ==
  /\ Hears("call", "callee.left")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting", "invoked.interrupted"}
        /\ CallStep("canceled", c, <<Call!sendCalleeLeft(c, e), Call!endCall(c, e)>>)

(* invoked, callee.withdrawn: rules BP-22; readings withdrawn, gate, afterProgress *)
call_invoked_callee_withdrawn_1 ==
  /\ Hears("call", "callee.withdrawn")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isReroutedAtWithdrawal(c, e)
           /\ Call!isKeptAtWithdrawal(c, e)
           /\ CallStep(c.state, c, <<>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isCanceledAsInterrupted(c, e)
           /\ Call!isKeptAtWithdrawal(c, e)
           /\ CallStep(c.state, c, <<>>)

(* invoked, callee.withdrawn: rules BP-22; readings withdrawn, interruptAgain *)
call_invoked_callee_withdrawn_2 ==
  /\ Hears("call", "callee.withdrawn")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isReroutedAtWithdrawal(c, e)
           /\ ~Call!isKeptAtWithdrawal(c, e)
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("canceled", c, <<Call!sendCalleeWithdrawn(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isCanceledAsInterrupted(c, e)
           /\ ~Call!isKeptAtWithdrawal(c, e)
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("canceled", c, <<Call!sendCalleeWithdrawn(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)

(* invoked, callee.withdrawn: rules BP-22; readings withdrawn *)
call_invoked_callee_withdrawn_3 ==
  /\ Hears("call", "callee.withdrawn")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isReroutedAtWithdrawal(c, e)
           /\ ~Call!isKeptAtWithdrawal(c, e)
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("canceled", c, <<Call!sendCalleeWithdrawn(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isCanceledAsInterrupted(c, e)
           /\ ~Call!isKeptAtWithdrawal(c, e)
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("canceled", c, <<Call!sendCalleeWithdrawn(c, e), Call!endCall(c, e)>>)

(* invoked, callee.unreachable: rules UD-1, LM-4, CC-6; readings undeliverable *)
call_invoked_callee_unreachable_1 ==
  /\ Hears("call", "callee.unreachable")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isReroutedAtObstacle(c, e)
           /\ CallStep("failed", c, <<Call!sendCalleeUnreachable(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ CallStep("failed", c, <<Call!sendCalleeUnreachable(c, e), Call!endCall(c, e)>>)

(* invoked, caller.unreachable: rules UD-2; readings interruptAgain *)
call_invoked_caller_unreachable_1 ==
  /\ Hears("call", "caller.unreachable")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("failed", c, <<Call!sendCallerUnreachable(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isOneInterruptEnough(c, e)
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("failed", c, <<Call!sendCallerUnreachable(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)

(* invoked, caller.unreachable: rules UD-2 *)
call_invoked_caller_unreachable_2 ==
  /\ Hears("call", "caller.unreachable")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("failed", c, <<Call!sendCallerUnreachable(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isOneInterruptEnough(c, e)
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("failed", c, <<Call!sendCallerUnreachable(c, e), Call!endCall(c, e)>>)

(* invoked, caller.left: rules BP-16; readings interruptAgain *)
call_invoked_caller_left_1 ==
  /\ Hears("call", "caller.left")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("abandoned", c, <<Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isOneInterruptEnough(c, e)
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("abandoned", c, <<Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)

(* invoked, caller.left: rules BP-16 *)
call_invoked_caller_left_2 ==
  /\ Hears("call", "caller.left")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("abandoned", c, <<Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isOneInterruptEnough(c, e)
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("abandoned", c, <<Call!endCall(c, e)>>)

(* invoked, timer.fired: rules CT-2; readings interruptAgain *)
call_invoked_timer_fired_1 ==
  /\ Hears("call", "timer.fired")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("expired", c, <<Call!sendTimedOut(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isOneInterruptEnough(c, e)
           /\ Call!isCalleeInterruptible(c, e)
           /\ CallStep("expired", c, <<Call!sendTimedOut(c, e), Call!sendInterruptKillnowait(c, e), Call!endCall(c, e)>>)

(* invoked, timer.fired: rules CT-2 *)
call_invoked_timer_fired_2 ==
  /\ Hears("call", "timer.fired")
  /\ LET c == ThisCall
         e == Top.event
     IN \/ /\ c.state \in {"invoked.waiting"}
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("expired", c, <<Call!sendTimedOut(c, e), Call!endCall(c, e)>>)
        \/ /\ c.state \in {"invoked.interrupted"}
           /\ ~Call!isOneInterruptEnough(c, e)
           /\ ~Call!isCalleeInterruptible(c, e)
           /\ CallStep("expired", c, <<Call!sendTimedOut(c, e), Call!endCall(c, e)>>)

(* invoked.waiting, callee.withdrawn: rules BP-22, CR-7; readings withdrawn, gate, afterProgress, ended *)
call_invoked_waiting_callee_withdrawn_1 ==
  /\ Hears("call", "callee.withdrawn")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting"}
        /\ Call!isReroutedAtWithdrawal(c, e)
        /\ LET c1 == Call!recordRefusal(c, e) IN CallStep("rerouting", c1, <<Call!askForNextCallee(c1, e)>>)

(* invoked.waiting, callee.unreachable: rules UD-1; readings undeliverable, ended *)
call_invoked_waiting_callee_unreachable_1 ==
  /\ Hears("call", "callee.unreachable")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting"}
        /\ Call!isReroutedAtObstacle(c, e)
        /\ LET c1 == Call!recordObstacle(c, e) IN CallStep("rerouting", c1, <<Call!askForNextCallee(c1, e)>>)

(* invoked.waiting, CANCEL: rules CC-3, CC-7 *)
call_invoked_waiting_CANCEL_1 ==
  /\ Hears("call", "CANCEL")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.waiting"}
        /\ Call!isKill(c, e)
        /\ CallStep("invoked.interrupted", c, <<Call!sendInterruptKill(c, e)>>)

(* invoked.interrupted, ERROR: readings afterKill, details *)
call_invoked_interrupted_ERROR_1 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ Call!isPassedAfterKill(c, e)
        /\ CallStep("canceled", c, <<Call!passError(c, e), Call!endCall(c, e)>>)

(* invoked.interrupted, ERROR: readings afterKill *)
call_invoked_interrupted_ERROR_2 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ ~Call!isPassedAfterKill(c, e)
        /\ Call!isFailedAfterKill(c, e)
        /\ CallStep("canceled", c, <<Call!sendRefused(c, e), Call!endCall(c, e)>>)

(* invoked.interrupted, ERROR: rules CC-6; readings afterKill *)
call_invoked_interrupted_ERROR_3 ==
  /\ Hears("call", "ERROR")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ ~Call!isPassedAfterKill(c, e)
        /\ ~Call!isFailedAfterKill(c, e)
        /\ Call!isCanceledAfterKill(c, e)
        /\ CallStep("canceled", c, <<Call!sendCanceled(c, e), Call!endCall(c, e)>>)

(* invoked.interrupted, CANCEL: rules CC-3 *)
call_invoked_interrupted_CANCEL_1 ==
  /\ Hears("call", "CANCEL")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ Call!isKill(c, e)
        /\ CallStep(c.state, c, <<>>)

(* invoked.interrupted, callee.withdrawn: rules BP-22; readings withdrawn, interruptAgain *)
call_invoked_interrupted_callee_withdrawn_1 ==
  /\ Hears("call", "callee.withdrawn")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ Call!isCanceledAsInterrupted(c, e)
        /\ CallStep("canceled", c, <<Call!sendCalleeWithdrawn(c, e), Call!endCall(c, e)>>)

(* invoked.interrupted, caller.unreachable: rules UD-2; readings interruptAgain *)
call_invoked_interrupted_caller_unreachable_1 ==
  /\ Hears("call", "caller.unreachable")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ Call!isOneInterruptEnough(c, e)
        /\ CallStep("failed", c, <<Call!sendCallerUnreachable(c, e), Call!endCall(c, e)>>)

(* invoked.interrupted, caller.left: rules BP-16; readings interruptAgain *)
call_invoked_interrupted_caller_left_1 ==
  /\ Hears("call", "caller.left")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ Call!isOneInterruptEnough(c, e)
        /\ CallStep("abandoned", c, <<Call!endCall(c, e)>>)

(* invoked.interrupted, timer.fired: rules CT-2; readings interruptAgain *)
call_invoked_interrupted_timer_fired_1 ==
  /\ Hears("call", "timer.fired")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"invoked.interrupted"}
        /\ Call!isOneInterruptEnough(c, e)
        /\ CallStep("expired", c, <<Call!sendTimedOut(c, e), Call!endCall(c, e)>>)

(* rerouting, select.member: rules CR-1, CR-10, BP-26, PR-1, CT-1, BP-29; readings ended, order *)
call_rerouting_select_member_1 ==
  /\ Hears("call", "select.member")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"rerouting"}
        /\ Call!isOrderStrict(c, e)
        /\ LET c1 == Call!recordCallee(c, e) IN CallStep("invoked.waiting", c1, <<Call!sendInvocation(c1, e), Call!tellEarlierCalls(c1, e)>>)

(* rerouting, select.member: rules CR-1, CR-10, BP-26, PR-1, CT-1, BP-29; readings ended, order *)
call_rerouting_select_member_2 ==
  /\ Hears("call", "select.member")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"rerouting"}
        /\ ~Call!isOrderStrict(c, e)
        /\ LET c1 == Call!recordCallee(c, e) IN CallStep("invoked.waiting", c1, <<Call!sendInvocation(c1, e)>>)

(* rerouting, select.none: rules UD-1; readings undeliverable, ended, order *)
call_rerouting_select_none_1 ==
  /\ Hears("call", "select.none")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"rerouting"}
        /\ Call!hasMetObstacle(c, e)
        /\ CallStep("exhausted", c, <<Call!sendObstacle(c, e), Call!endCall(c, e)>>)

(* rerouting, select.none: readings nobody, ended *)
call_rerouting_select_none_2 ==
  /\ Hears("call", "select.none")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"rerouting"}
        /\ ~Call!hasMetObstacle(c, e)
        /\ Call!isProcedureGone(c, e)
        /\ CallStep("exhausted", c, <<Call!sendProcedureUnknown(c, e), Call!endCall(c, e)>>)

(* rerouting, select.none: rules CR-8; readings ended, nobody, order *)
call_rerouting_select_none_3 ==
  /\ Hears("call", "select.none")
  /\ LET c == ThisCall
         e == Top.event
     IN /\ c.state \in {"rerouting"}
        /\ ~Call!hasMetObstacle(c, e)
        /\ ~Call!isProcedureGone(c, e)
        /\ CallStep("exhausted", c, <<Call!sendExhausted(c, e), Call!endCall(c, e)>>)

(* An event without an edge changes nothing. *)
call_ignores ==
  /\ IsEvent /\ Top.chart = "call"
  /\ LET c == ThisCall
         e == Top.event
     IN \/ c.state \in {"selecting", "rerouting"} /\ e.type \notin {"select.member", "select.none"}
        \/ c.state \in {"invoked.waiting"} /\ e.type \notin {"callee.withdrawn", "callee.unreachable", "CANCEL", "YIELD", "ERROR", "call.overtaken", "callee.left", "caller.unreachable", "caller.left", "timer.fired"}
        \/ c.state \in {"invoked.interrupted"} /\ e.type \notin {"ERROR", "CANCEL", "callee.withdrawn", "caller.unreachable", "caller.left", "timer.fired", "YIELD", "call.overtaken", "callee.left", "callee.unreachable"}
        \/ c.state \in {"completed", "failed", "exhausted", "canceled", "expired", "abandoned"} /\ e.type \notin {}
        \/ c.state \in {"invoked.waiting", "invoked.interrupted"} /\ e.type = "call.overtaken" /\ ~Call!isNewlyOvertaken(c, e)
  /\ todo' = Rest
  /\ Unchanged

call_edges ==
  \/ call_selecting_select_member_1
  \/ call_selecting_select_member_2
  \/ call_selecting_select_member_3
  \/ call_selecting_select_member_4
  \/ call_selecting_select_none_1
  \/ call_selecting_select_none_2
  \/ call_invoked_YIELD_1
  \/ call_invoked_YIELD_2
  \/ call_invoked_YIELD_3
  \/ call_invoked_YIELD_4
  \/ call_invoked_YIELD_5
  \/ call_invoked_ERROR_1
  \/ call_invoked_ERROR_2
  \/ call_invoked_ERROR_3
  \/ call_invoked_ERROR_4
  \/ call_invoked_ERROR_5
  \/ call_invoked_ERROR_6
  \/ call_invoked_CANCEL_1
  \/ call_invoked_CANCEL_2
  \/ call_invoked_call_overtaken_1
  \/ call_invoked_callee_left_1
  \/ call_invoked_callee_withdrawn_1
  \/ call_invoked_callee_withdrawn_2
  \/ call_invoked_callee_withdrawn_3
  \/ call_invoked_callee_unreachable_1
  \/ call_invoked_caller_unreachable_1
  \/ call_invoked_caller_unreachable_2
  \/ call_invoked_caller_left_1
  \/ call_invoked_caller_left_2
  \/ call_invoked_timer_fired_1
  \/ call_invoked_timer_fired_2
  \/ call_invoked_waiting_callee_withdrawn_1
  \/ call_invoked_waiting_callee_unreachable_1
  \/ call_invoked_waiting_CANCEL_1
  \/ call_invoked_interrupted_ERROR_1
  \/ call_invoked_interrupted_ERROR_2
  \/ call_invoked_interrupted_ERROR_3
  \/ call_invoked_interrupted_CANCEL_1
  \/ call_invoked_interrupted_callee_withdrawn_1
  \/ call_invoked_interrupted_caller_unreachable_1
  \/ call_invoked_interrupted_caller_left_1
  \/ call_invoked_interrupted_timer_fired_1
  \/ call_rerouting_select_member_1
  \/ call_rerouting_select_member_2
  \/ call_rerouting_select_none_1
  \/ call_rerouting_select_none_2
  \/ call_rerouting_select_none_3
  \/ call_ignores

-----------------------------------------------------------------------------
(* The effects of a call *)

(* select: Its last INVOCATION is waited for no more. *)
call_emits_select ==
  /\ Emits("call", "select", 1)
  /\ CallSelect
  /\ \E event \in EventSelect : Passes("registration", RegistrationAsked, event, TRUE)

(* timer.start: Its timer runs, from the beginning if it ran before. *)
call_emits_timer_start ==
  /\ Emits("call", "timer.start", 1)
  /\ CallTimerStart
  /\ Done

(* call.ended: It is found no more, and its timer stops. *)
call_emits_call_ended ==
  /\ Emits("call", "call.ended", 1)
  /\ CallCallEnded
  /\ Done

call_emits_call_given ==
  /\ Emits("call", "call.given", 1)
  /\ Unchanged
  /\ \E event \in EventCallOvertaken : Passes("call", EarlierCallsOfTheCaller, event, TRUE)

call_effects ==
  \/ call_emits_select
  \/ call_emits_timer_start
  \/ call_emits_call_ended
  \/ call_emits_call_given

-----------------------------------------------------------------------------
(* All that the dealer does *)

(* The effects that are no messages. *)
InnerEffects ==
  [ session |-> {"identity.claimed", "proof.given", "session.opened", "session.ended", "session.closed", "timer.start", "timer.stop", "CALL", "CANCEL", "YIELD", "ERROR", "REGISTER", "procedure.claimed", "UNREGISTER"},
    registration |-> {"registration.opened", "registration.deleted", "registration.revoked", "select.member", "select.none", "procedure.cleared", "members.withdrawn", "member.withdrawn"},
    call |-> {"select", "timer.start", "call.ended", "call.given"} ]

(* Everything else is a message, which leaves the dealer; a session that has ended is sent none. *)
IsMessage == IsEffect /\ Top.effect.type \notin InnerEffects[Top.chart]

sends == IsMessage /\ ~sessions[Top.effect.to].hasEnded /\ Done /\ Unchanged
drops == IsMessage /\ sessions[Top.effect.to].hasEnded /\ Done /\ Unchanged

DealerStep ==
  \/ sends
  \/ drops
  \/ session_edges
  \/ session_effects
  \/ registration_edges
  \/ registration_effects
  \/ call_edges
  \/ call_effects

=============================================================================
