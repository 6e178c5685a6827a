"""A client made of swampyer: python swampyer_peer.py <url> <realm> <json|msgpack|cbor> <credentials>"""

import json
import queue
import sys
import threading
from typing import Any

from swampyer import CALL, ERROR, WAMP_ERROR, WAMP_INVOCATION, ExInvocationError, WAMPClient, WAMPClientTicket

from lines import Line, ask, requests, say

URL, REALM, SERIALISATION, CREDENTIALS = sys.argv[1:]

login = json.loads(CREDENTIALS)
options = {"url": URL, "realm": REALM, "serializers": [SERIALISATION], "auto_reconnect": False, "loop_timeout": 0.1}
if login is None:
    client = WAMPClient(**options)
else:
    # The library has no other method.
    client = WAMPClientTicket(username=login["authid"], password=login["secret"], **options)
registrations: dict[str, int] = {}


class Failed(Exception):
    """An ERROR that the client got."""

    def __init__(self, error: Any) -> None:
        super().__init__(error.error)
        self.error = error


def serve(line: Line) -> None:
    try:
        args, kwargs = DEEDS[line["do"]](line)
        say("done", id=line["id"], args=args, kwargs=kwargs)
    except Failed as failed:
        error = failed.error
        say("failed", id=line["id"], error=error.error, args=error.args, kwargs=error.kwargs)
    except ExInvocationError as failed:
        # The library keeps the URI of an ERROR to itself where there are arguments.
        say("failed", id=line["id"], error=" ".join(map(str, failed.args)), args=[], kwargs={})


# --- what can be asked for; each gives positional and named results ---


def register(line: Line) -> tuple[list[Any], Line]:
    def endpoint(invocation: Any, *args: Any, **kwargs: Any) -> Any:
        answers: queue.Queue[Line] = queue.Queue()
        ask(line["procedure"], list(args), kwargs, answers.put)
        answer = answers.get()
        if answer.get("error"):
            refuse(invocation, answer)
        # The library has one positional value for a result.
        return answer["args"][0] if answer["args"] else None

    options = {"invoke": line["invoke"]} if line.get("invoke") else {}
    registrations[line["procedure"]] = client.register(line["procedure"], endpoint, options).registration_id
    return [], {}


def refuse(invocation: Any, answer: Line) -> None:
    """Answers with an ERROR. Handlers cannot name one (whatever they raise is error.invoke.failure), so this
    one writes the message itself and ends its thread, which then has nothing more to say."""
    error = ERROR(
        request_code=WAMP_INVOCATION,
        request_id=invocation.request_id,
        details={},
        error=answer["error"],
        args=answer["args"],
        kwargs=answer["kwargs"],
    )
    client.send_message(error)
    sys.exit()


def unregister(line: Line) -> tuple[list[Any], Line]:
    client.unregister(registrations.pop(line["procedure"]))
    return [], {}


def call(line: Line) -> tuple[list[Any], Line]:
    # What client.call() does, without losing named results and the URIs of errors that have arguments.
    message = CALL(options={}, procedure=line["procedure"], args=line["args"], kwargs=line["kwargs"])
    answer = client.send_and_await_response(message)
    if answer == WAMP_ERROR:
        raise Failed(answer)
    return answer.args, answer.kwargs


def leave(_line: Line) -> tuple[list[Any], Line]:
    client.disconnect()
    return [], {}


DEEDS = {"register": register, "unregister": unregister, "call": call, "leave": leave}

if __name__ == "__main__":
    client.start()
    say("joined")
    for request in requests():
        if request["do"] == "leave":
            serve(request)
            break
        threading.Thread(target=serve, args=(request,), daemon=True).start()
