#!/usr/bin/env bash
# wampyre 1.1.0 (PyPI), a router: a caller whose callee has left gets no answer.
#
# When a session is lost, Realm.session_lost() goes through its invocations and calls error_invocation() for each, which
# expects the id of the invocation. It is given the id of the call, finds none, and returns without an ERROR. Moreover,
# yield_() leaves an answered invocation in that list, so that a callee that has answered any call at all makes
# session_lost() raise KeyError, and what comes after the loop is not done: the calls of the session stay in the books,
# and its realm is never discarded.
#
# Expected: ERROR with wamp.error.callee_lost, as the code says, for the call in flight.
#
# Seen with Python 3.11:
#
#     a callee with one call in flight leaves: no answer to call 7
#     a callee that has answered a call before leaves: no answer to call 7, KeyError(1)
#
# The clients are the class below; there is no network. Needs Python with venv. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check wampyre==1.1.0

cat >finding.py <<'PY'
from wampyre.transports.base import TransportBase

HELLO, ERROR, CALL, REGISTER, YIELD = 1, 8, 48, 64, 70
WORK = "com.example.work"


class Client(TransportBase):
    def __init__(self):
        super().__init__()
        self.received = []
        self.receive(HELLO, "realm1", {"roles": {"caller": {}, "callee": {}}})

    def send(self, *message):
        self.received.append(message)

    def close_session(self):
        pass

    def realm_allowed(self, realm):
        return True

    def method_uri_allowed(self, method, uri):
        return True


def lose(has_answered):
    """Returns true if the caller of call 7 learns that its callee has left."""
    callee, caller = Client(), Client()
    callee.receive(REGISTER, 1, {}, WORK)
    if has_answered:
        caller.receive(CALL, 6, {}, WORK)
        callee.receive(YIELD, callee.received[-1][1], {}, ["done"])
    caller.receive(CALL, 7, {}, WORK)
    trouble = ""
    try:
        callee.session_lost()
    except KeyError as error:
        trouble = f", {error!r}"
    answer = next((one for one in caller.received if one[:3] == (ERROR, CALL, 7)), "no answer to call 7")
    which = "that has answered a call before" if has_answered else "with one call in flight"
    print(f"a callee {which} leaves: {answer}{trouble}")
    return not isinstance(answer, str)


learns = [lose(False), lose(True)]
raise SystemExit(0 if not any(learns) else 1)
PY

venv/bin/python finding.py
