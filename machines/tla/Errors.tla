------------------------------- MODULE Errors -------------------------------
(* Generated from machines/problems by "npm run generate". Do not edit. *)
(* The URI of a problem; that of a callee stands for itself. *)
UriOf(problem) ==
  CASE problem \in {"limit-exceeded"} ->
         "dealerchart.error.limit_exceeded"
    [] problem \in {"router-closing"} ->
         "wamp.close.system_shutdown"
    [] problem \in {"authentication-denied"} ->
         "wamp.error.authentication_denied"
    [] problem \in {"authentication-failed", "authentication-late"} ->
         "wamp.error.authentication_failed"
    [] problem \in {"method-missing"} ->
         "wamp.error.authentication_required"
    [] problem \in {"callee-left", "callee-withdrawn", "call-canceled"} ->
         "wamp.error.canceled"
    [] problem \in {"callee-left-by-letter"} ->
         "wamp.error.cancelled"
    [] problem \in {"broker-missing", "match-unsupported"} ->
         "wamp.error.feature_not_supported"
    [] problem \in {"invoke-unknown", "timeout-invalid", "mode-invalid"} ->
         "wamp.error.invalid_argument"
    [] problem \in {"invocation-untellable", "answer-untellable"} ->
         "wamp.error.invalid_payload"
    [] problem \in {"realm-invalid", "error-uri-invalid", "procedure-invalid", "procedure-reserved"} ->
         "wamp.error.invalid_uri"
    [] problem \in {"invocation-backlog", "answer-backlog"} ->
         "wamp.error.network_failure"
    [] problem \in {"callees-exhausted", "reroute-capped", "call-refused"} ->
         "wamp.error.no_available_callee"
    [] problem \in {"method-unmatched"} ->
         "wamp.error.no_matching_auth_method"
    [] problem \in {"procedure-unknown"} ->
         "wamp.error.no_such_procedure"
    [] problem \in {"realm-unknown"} ->
         "wamp.error.no_such_realm"
    [] problem \in {"registration-unknown"} ->
         "wamp.error.no_such_registration"
    [] problem \in {"unauthorized", "role-missing"} ->
         "wamp.error.not_authorized"
    [] problem \in {"invoke-not-allowed", "match-not-allowed"} ->
         "wamp.error.option_not_allowed"
    [] problem \in {"invocation-too-large", "answer-too-large"} ->
         "wamp.error.payload_size_exceeded"
    [] problem \in {"policy-conflict", "registered-already"} ->
         "wamp.error.procedure_already_exists"
    [] problem \in {"policy-differs"} ->
         "wamp.error.procedure_exists_with_different_invocation_policy"
    [] problem \in {"message-malformed", "hello-expected", "hello-late", "hello-repeated", "roles-missing", "welcome-expected", "authenticate-unasked", "passthru-unannounced", "progress-unannounced", "request-in-flight", "request-not-next", "role-unannounced", "mode-unknown", "answer-unasked", "answer-late", "progress-unasked", "error-misplaced", "invoke-violation"} ->
         "wamp.error.protocol_violation"
    [] problem \in {"call-timed-out"} ->
         "wamp.error.timeout"
    [] OTHER -> problem

=============================================================================
